"""Wordings about discharges, suppression, artefacts, trends and how channels go together."""

BANK: dict[str, str] = {
    "seizure times": """
when are the seizures | seizure times | times of the seizures | start and end of the seizure
when does the seizure end | seizure end | end of the seizure | when did the seizure stop
how long does the seizure last | seizure duration | duration of the seizure | how long was the seizure
how many seizures | number of seizures | count the seizures | list all seizures | list seizure intervals
from when to when is the seizure | from when to when was he seizing | seizure intervals
mark the seizures in time | seizure segments | all ictal episodes | when does the ictal activity stop
when is the seizure over | offset of the seizure | seizure offset | how many seconds did the seizure last
start and stop of the seizures | onset and offset of the seizure | onset and end of each seizure
which parts are ictal | which seconds are ictal | ictal intervals | ictal periods | length of the seizure
seizure from when until when | how many seizures did the patient have overnight | how many ictal events
when were the seizures during the night | times of ictal events | seizure log | seizure list
when did the convulsion end | how long did the attack last | duration of each seizure | seizures per night
""",
    "epileptiform spikes": """
how many epileptic spikes | how many interictal spikes | interictal spikes? | interictal discharges
number of IEDs | IED count | IED rate | IEDs? | interictal epileptiform discharges per hour | spikes per hour
how many spikes on F7 | are there sharp waves | sharp waves? | how many sharp waves | sharp and slow waves
epileptiform discharges? | epileptiform spikes | count the interictal spikes | interictal spike rate
are there epileptiform spikes over the temporal lobe | spike count over T8 | when are the spikes
when do the interictal discharges occur | times of the epileptiform spikes | spike times on T7
how many epileptic spikes between seizures | any interictal epileptiform activity | any IEDs
spikes and sharp waves? | is there spiking over F8 | do you see interictal spikes | spike detection
run a spike detector | epileptiform candidates | list the sharp waves | how often do sharp waves come
discharges per minute | rate of epileptiform discharges | spike rate per minute
isolated spikes? | single spikes or polyspikes | epileptic spikes over the left temporal leads
spikes in the EEG, how many | how many discharges over Cz | mark the epileptic spikes | paroxysmal spikes
how active is the spike focus | centrotemporal spikes? | rolandic spikes? | spike-wave complexes, how many
interictal activity | does the patient have interictal spikes | sharp transients? | epileptic transients
""",
    "rhythmic discharges": """
rhythmic discharges | are there rhythmic discharges | periodic discharges? | LPDs? | GPDs? | LRDA? | GRDA?
lateralized periodic discharges | generalized periodic discharges | PLEDs | is there a rhythmic pattern
rhythmic delta activity | is there rhythmic delta | rhythmic evolution | is there an evolving rhythm
when are the rhythmic discharges | times of the rhythmic discharges | how much rhythmic discharge
how much of the recording has periodic discharges | what fraction shows rhythmic activity
rhythmic discharge burden | burden of periodic discharges | FIRDA? | TIRDA? | ictal-interictal continuum
are the discharges periodic | rhythmic runs? | any runs of rhythmic discharges | BIRDs? | BiPLEDs
triphasic waves | triphasic waves? | generalized periodic triphasic waves | periodic pattern?
rhythmic or periodic patterns after ACNS | SIRPIDs | percentage of time with periodic discharges
when do LPDs occur | how long are the rhythmic runs | when does the rhythmic activity start and stop
rhythmic theta discharges over T7 | quasi-periodic discharges | periodic complexes | repetitive discharges
percent of the EEG that is rhythmic | rhythmic discharge intervals | list rhythmic discharges
do you find rhythmic discharges on the right | is there rhythmic activity that evolves in frequency
""",
    "burst suppression": """
burst suppression | is there burst suppression | burst suppression? | do we have burst suppression
burst suppression ratio | suppression ratio | BSR? | how suppressed is the EEG | suppression fraction
what percentage is suppressed | how much of the EEG is suppressed | when is the EEG suppressed
suppression times | times of suppression | suppressed periods | how many bursts | number of bursts
burst count | bursts per minute | is the background suppressed | fraction of suppression
isoelectric periods | percent suppression | how long are the suppressions | when are the bursts
is the EEG suppressed | how flat is the background | suppression over the last minute | suppressions?
inter-burst intervals | burst-suppression pattern | does the EEG burst and suppress
is there a suppression burst pattern | intervals of suppression | how deep is the suppression
amount of suppression | share of suppressed seconds | is he in burst suppression | discontinuous EEG?
trace discontinu | trace alternant | is the background discontinuous | suppression percentage
bsr in percent | how many bursts between 30 and 90 s | voltage suppression | electrocerebral suppression
is the suppression above 50 percent | list the suppression periods
""",
    "muscle": """
when is there muscle activity | times of the muscle artefacts | muscle times | when did he chew
which seconds have muscle artefact | list the EMG bursts | when are the EMG bursts | when does the jaw clench
muscle artefact intervals | seconds with muscle | where in time is the muscle noise
at which seconds did she tense the jaw | mark the muscle artefacts | when was the subject tense
""",
    "movement": """
movement | is there movement | movement artefacts? | movement artifact? | did the subject move | did he move
when did the patient move | times of movement | movement times | how much movement | movement fraction
motion artefacts | motion artifact? | how much motion is there | share of seconds with movement
which seconds have movement | body movements? | head movement? | did the head move | gross movement
large slow swings from movement | cable movement? | was the patient restless | how restless was she
how much did he move | fraction of motion | percent of movement artefact | was there any motion
moving around? | when did the head move | intervals of movement | electrode movement | did the cap shift
motion-contaminated seconds | when is motion | list the movement periods | did the baby move
is the recording free of movement | movement-free? | how still was the subject | did he sit still
moved at 30 s? | motion in the second half | jumps from movement | movement contamination
mark where the patient moved | did the child wriggle
""",
    "flat times": """
when is the signal lost | signal loss | was the signal lost | any dropouts | drop-outs? | dropout times
when are all channels flat | when is the recording flat | flat periods | flat segments | gaps in the signal
missing data? | is data missing | are there missing samples | missing stretches | when did the signal drop
was the amplifier off | when was the amplifier disconnected | disconnected when | when was the cable out
when is there no signal | seconds without signal | periods without data | blank periods | is there a blackout
does the signal go dead | when does everything go flat | all channels flat when | lost data intervals
interruptions of the recording | is the recording interrupted | was the recording paused | pauses in the data
zero stretches | long flat lines | when is it a flat line | are there flat stretches | data gaps
times when nothing is recorded | headbox disconnection | bluetooth dropouts | lost packets
packet loss | is there packet loss | NaN stretches | invalid samples when | where is the signal missing
recording gaps | did the connection drop | connection lost when | any break in the recording
when did the recording cut out
""",
    "artefacts": """
how much of it is artefact | artefact fraction | artifact fraction | fraction of artefacts
what percentage is artefact | how much artefact is in it | how many percent are artifacts | artifact burden
how contaminated is the recording | share of contaminated seconds | percent of bad seconds
how much of the data must be thrown away | how many seconds are unusable | percentage of unusable data
how much clean data is left | fraction of clean data | share of clean seconds | artifact load
proportion of artifacts | artefact share | total artefact percentage | how much is lost to artefacts
amount of artifact | how many seconds are contaminated | overall artefact rate | artefact percentage
what part of the recording is artefact | rate of artefacts | percent artifact over the night
how much of the EEG is usable | how much of this is usable | usable fraction | usable share
artifact percentage for the first half | how many seconds would I reject | rejection rate
what share would be rejected | how much of the recording is dirty | dirty seconds in percent
how bad are the artefacts overall | artifact statistics | artefact breakdown
which artefacts make up most | blinks, muscle or movement | muscle, movement and blinks in percent
what is the artefact ratio | how much is contaminated
""",
    "aEEG": """
aEEG | aEEG margins | amplitude-integrated EEG | amplitude integrated EEG | lower margin | upper margin
aEEG lower margin | aEEG upper margin | what is the aEEG | cerebral function monitor | CFM trace
CFM margins | aEEG bandwidth | is the aEEG continuous | aEEG background pattern | continuous normal voltage?
aEEG amplitude | minimum amplitude of the aEEG | maximum amplitude of the aEEG | aEEG classification
neonatal aEEG | aEEG of the newborn | lower border of the amplitude-integrated trace
upper border of the aEEG | aEEG in microvolts | aeeg lower border | aeeg upper border
is the lower margin above 5 microvolts | is the upper margin above 10 | margin of the aEEG at C3 and C4
aEEG over P3-P4 | amplitude integrated trace | what does the CFM show | aEEG trend values
amplitude integrated margins | aEEG values | give me the aEEG | aeeg? | aEEG low | aEEG high
lower amplitude margin | upper amplitude margin | cfm | burst suppression on aEEG margins
discontinuous normal voltage? | flat trace on aEEG? | aEEG band | band width of the amplitude-integrated EEG
aEEG report | read the aEEG
""",
    "amplitude trend": """
amplitude trend | does the amplitude change over time | is the amplitude rising | is the amplitude falling
trend of the amplitude | does the amplitude drop over hours | does the voltage decline during the night
is there a trend in amplitude | trend in dB per hour | how does the amplitude evolve
how does the amplitude develop over time | amplitude over time | is the EEG getting smaller
is the EEG getting flatter | is the signal getting weaker with time | does the signal fade
does the background attenuate over time | slow amplitude change | amplitude drift over the night
voltage trend | is the amplitude increasing with the hours | is the amplitude decreasing
change of amplitude per hour | dB per hour | long-term trend of the amplitude | amplitude slope over hours
does power decline from start to end | does the background recover over hours | is the background improving
long term amplitude change | gradual loss of amplitude | gradual increase of amplitude
does the amplitude grow during the recording | progressive attenuation? | progressive amplitude loss
evolution of amplitude | how stable is the amplitude over time | amplitude stable over the recording?
overnight amplitude trend | amplitude going up or down | trend over the whole night
is there a gradual amplitude change | amplitude course | hourly change of amplitude
""",
    "coherence": """
coherence | coherence between O1 and O2 | coherence C3 C4 | coherence between C3 and C4
alpha coherence | how coherent are O1 and O2 | are O1 and O2 coherent | spectral coherence
magnitude squared coherence | beta coherence between C3 and C4 | theta coherence between Fz and Pz
coherence of F3 and F4 in alpha | interhemispheric coherence | frontal coherence | alpha coherence F3 F4
how connected are frontal and parietal regions | functional connectivity | connectivity
connectivity between Fz and Pz | how strongly are the areas coupled | are the hemispheres coherent
is coherence high | mean coherence | coherence at 10 Hz | is gamma coherence high between O1 and Oz
coherence matrix | connectivity in the alpha band | alpha connectivity | coherence over the motor cortex
coherence between left and right temporal | is there coherence between front and back | coh O1 O2
msc between C3 and Cz | how coherent is the signal at P3 with P4 | coherence between T1 and T2 channels
how related are O1 and O2 in the alpha band | shared alpha between O1 and O2 | delta coherence
coherence in beta over the central leads | is coherence between F3 and F4 above 0.5 | cortico-cortical coherence
functional coupling between C3 and C4 | alpha coupling between O1 and Pz
""",
    "phase lag": """
phase lag index | PLI | wPLI | weighted phase lag index | debiased wPLI | phase lag index between C3 and C4
wPLI between regions | phase locking value | PLV | phase locking between O1 and O2 | phase synchrony
is F3 in phase with F4 | does F3 lead O1 in phase | is there a lag between front and back
phase synchronisation between F3 and P3 | are the two channels synchronised | phase coupling between O1 and O2
alpha wPLI | beta PLI | theta phase lag | alpha phase lag index between frontal and occipital
volume-conduction free connectivity | lagged connectivity | connectivity without volume conduction
how synchronous are the hemispheres in phase | phase relation of C3 and C4 | is there phase locking
are O1 and O2 phase locked | phase lag between Fz and Pz | phase lag index in theta
debiased weighted phase lag index | wpli C3 C4 | pli F3 F4 | dwPLI | phase-lag connectivity
consistent phase difference between C3 and C4 | phase difference between O1 and O2 | phase-based connectivity
lag in phase between left and right | phase consistency across channels | phase connectivity
how strong is the phase lag | imaginary coherence | non-zero lag synchrony | synchrony between O1 and O2
do C3 and C4 oscillate with a fixed lag
""",
    "correlation": """
correlation between channels | cross-correlation of F3 and F4 | correlation between F3 and F4
how correlated are C3 and C4 | correlation coefficient of O1 and O2 | Pearson correlation
do O1 and O2 correlate | are the channels correlated | r between C3 and Cz | correlate Fz with Pz
mean correlation between channels | how similar are O1 and O2 | do the channels look alike
similarity of F7 and F8 | are two channels identical | are C3 and C4 bridged | bridged electrodes?
is O1 a copy of O2 | correlation of the signals at P3 and P4 | how strongly do the channels correlate
zero-lag correlation | pairwise correlation | correlation of left and right | correlation matrix
correlation in time between T7 and T8 | is the correlation high | average correlation
how correlated are the cells | cell correlation | correlation between cells | do the cells fire together
are the neurons correlated | pairwise correlation of neurons | mean correlation of the ROIs
population correlation | how synchronous are the cells | do cell 1 and cell 2 correlate
correlation of the calcium traces | synchrony of the neurons | noise correlation of the cells
are the calcium traces correlated | do the ROIs go together | correlation across the voxels
how much do F3 and F4 go together
""",
}
