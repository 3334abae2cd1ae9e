"""Wordings about responses to events, and about voxels, cells and units."""

BANK: dict[str, str] = {
    "evoked response": """
ERP | event-related potential | evoked response after the stimulus | averaged response to T1 | average the epochs
ERP to square | what's the evoked response to T1 | evoked potential | how does the brain respond to the stimulus
is there an evoked response | is there a response to the events | is there an ERP | evoked peak amplitude
evoked peak latency | peak of the ERP | peak latency of the ERP | amplitude of the evoked potential
ERP amplitude for T2 | ERP at Cz | N100 latency | N1 amplitude | P1 latency over O1 | P2 amplitude | N1 latency
visual evoked potential | visual evoked potential latency | auditory evoked potentials | VEP amplitude
auditory evoked response to the tones | response to the flashes | response to the tones at Cz | N100 amplitude
does the brain react to the stimulus | do the stimuli evoke anything | is the response to T1 significant
difference between T1 and T2 responses | ERP of T1 against T2 | does the response differ between T1 and T2
event-related average | evoked average over O1 | stimulus-locked average | time-locked response
response latency | evoked amplitude in microvolts | largest deflection after the stimulus
brain response to the markers | MMN | mismatch negativity | is there a mismatch response
response of the voxels to faces | BOLD response to the blocks | percent signal change after the event
which response do faces evoke | does the region respond to houses | event response | response to the task blocks
activation for T1 | is there activation in the task | haemodynamic response to the stimulus
do the voxels react to face blocks | signal change for house versus face | task activation | is the ROI active
event-related BOLD response | do the events evoke a BOLD response | how large is the signal change for T1
did the picture evoke a potential | somatosensory evoked potential | SEP N20 | P100 latency | N75 P100
""",
    "P300": """
P300 | P300 amplitude | P300 latency | is there a P300 | P3b | did the oddball elicit a P3 | how big is the P300
how large is the P300 | amplitude of the P3b at Pz | P300 at Pz | does the target evoke a P300
is a P300 present | is the P300 significant | P300 t-value | targets against non-targets
difference between targets and standards | oddball response | oddball effect | target minus standard
do rare stimuli evoke a larger response | rare versus frequent | P300 at Pz versus at Fz | P3a
when does the P300 peak | P300 peak time | is the P300 delayed | P300 in ms | late positivity to targets
response to targets versus non-targets | target response | does the brain tell targets from non-targets
is there an oddball P3 | deviants versus standards | is a P300 shown | P300 shown or not
positive wave 300 ms after the target | after the targets versus non-targets | p3 component
p300 for marker 2 against marker 1 | P300 marker 2 vs 1 | how strong is the P3b | p300 size
P300 over the parietal leads | can a P300 be seen | any P3 to the deviants | P300 present or absent
p300 bci signal there? | attention-related positivity | novelty P3 | p300 yes or no
""",
    "N170": """
N170 | N170 amplitude | how high is the N170 | what is the N170 latency | is there an N170
is an N170 present | faces versus houses | face minus house | do faces evoke a larger N170 than houses
N170 over P8 | N170 at P7 and P8 | is the N170 significant | N170 t-value | face effect
face-specific negativity | face-selective response | response to faces against houses in the EEG | N170 peak
when does the N170 peak | N170 in ms | is the N170 shown | N170 to faces | size of the N170
N170 effect | face inversion N170 | does the N170 differ between faces and houses | M170
M170 amplitude | is there an M170 in the MEG | N170 for face against house | negative wave 170 ms after the face
is there an early face response | N170 present or absent | n170 yes or no | n170 on the right
how strong is the N170 for faces | occipito-temporal negativity to faces | face sensitivity of the N170
faces against objects N170 | N170 latency at TP10 | N170 difference | n170 latency in ms
is the face response reliable | n170 amp | is the N170 larger on the right | N170 at TP9 versus TP10
house versus face at 170 ms | vertex positive potential
""",
    "reactivity": """
ERD | ERS | event-related desynchronisation | event-related synchronization | ERD over C3
does mu power drop after T1 | mu suppression | mu desynchronisation | mu ERD over C3 and C4
ERD over C3 during imagery | ERD after T1 | beta rebound | beta rebound after movement
alpha desynchronisation after the cue | does alpha decrease after the stimulus | alpha blocking after T1
event-related alpha change | event-related beta power | change of mu power with T2 | beta ERD at C4
does beta increase after the movement | post-movement beta synchronisation | event-related power change
how does mu power change with T1 | does mu power change during imagery | percent change of alpha with T2
ERD/ERS | ERD in percent | is the ERD significant | is there a mu ERD | is there desynchronisation over C3
desynchronization during left hand imagery | power drop after the cue | power decrease after T1
task-related power change | is alpha suppressed by the stimulus | alpha reactivity to events
mu rhythm during T1 versus T2 over C3 | lateralised ERD | is the ERD stronger at C4 than C3 for T1
theta increase after the stimulus | event-related theta synchronisation | event-related spectral perturbation
ERSP | ERSP at C3 | induced alpha response | induced power after T2 | is mu blocked by movement
does the motor cortex desynchronise | motor imagery ERD | sensorimotor rhythm change | SMR suppression
does power in beta fall when the subject moves | gamma increase after the stimulus
""",
    "SSVEP": """
SSVEP | SSVEP target | SSVEP frequency | steady-state response | which frequency was attended
which flicker frequency | is there an SSVEP | steady-state visual evoked potential | SSVEP signal to noise
SSVEP SNR | which target did the user look at, 13, 17 or 21 Hz | 13, 17 or 21 Hz | was it 20 or 30 Hz
what flicker was looked at | attended frequency | CCA correlation | canonical correlation with the flicker
frequency of the flicker | at which frequency does the cortex follow | photic driving | photic driving response
steady-state frequency | which stimulus frequency does the EEG follow | SSVEP in trial 5 | SSVEP at Oz
how strong is the SSVEP | is the SSVEP visible | SSVEP during marker 1 | SSVEP for label 33025
frequency tagging | tagged frequency | which frequency is tagged | flicker response | does the EEG follow the flicker
strength of the steady-state response | signal to noise at the flicker frequency | ssvep snr in dB
which of the flickers did he attend | attended target by CCA | detect the SSVEP | ssvep detection
gaze target frequency | stimulation frequency in the EEG | did the subject look at the 15 Hz box
steady state visual response | ssvep correlation | which LED was watched | flicker frequency in trial 3
steady-state auditory response | ASSR at 40 Hz | entrainment to the flicker
""",
    "breathing rate": """
breathing rate | respiration rate | respiratory rate | how fast does he breathe | breathing frequency
breaths per minute | how many breaths per minute | rate of breathing | how fast is the breathing
is the breathing fast | is the breathing slow | how often does she breathe | how often does the patient breathe
respirations per minute | breathing rate from the belt | respiratory frequency | breath rate | RR from the belt
how quickly is he breathing | breathing speed | breathing? | respiration? | respiration frequency
frequency of respiration | frequency of breathing | how many times a minute does he breathe
breathing rate in the last minute | airflow rate | respiratory belt frequency | tachypnoea? | breathing tempo
what is the respiration rate | does the thorax belt show breathing | breathing cycles per minute
respiratory cycles a minute | breath frequency | inhalations per minute | how rapid is the respiration
nasal airflow frequency | chest movement rate | how regular is the breathing rate | resp rate
""",
    "sampling rate": """
repetition time | TR | TR of the scan | what is the TR | frame rate | frame rate of the movie | imaging rate
volumes per second | frames per second | seconds per volume | how many volumes per second | repetition time of the fMRI
how often was a volume taken | at which frame rate was it imaged | fps of the calcium movie
""",
    "reaction time": """
reaction time | reaction times | mean reaction time | RT | RTs | response time | response times to the stimulus
how fast did the subject react | how fast were the responses | how quickly did he press the button
time from stimulus to response | time between square and rt | time from the cue to the button press
how long until the button was pressed | latency of the button press | response latency of the subject in ms
how long did she take to respond | was the subject quick to respond | behavioural reaction time
average time to respond | average response time | reaction time in ms | reaction speed | speed of responding
how soon after the target did he press | how soon does the press follow the stimulus | stimulus-response time
time to button press | how slow were the reactions | slow or fast reactions | press latency
median reaction time | mean RT to targets | RT to the square | RT after T1 | are the reaction times normal
how many milliseconds to respond | how long does the response take | motor response time
reaction to the flashes in ms | from stimulus to press, how long | delay between cue and press
""",
    "speed": """
how fast does the animal run | running speed | speed of the animal | mean speed | how fast is the rat
how fast did the mouse move | speed | average speed | movement speed of the animal | velocity of the rat
how quickly does the rat run on the track | running velocity | is the animal running | is the mouse running
is the animal moving or resting | locomotion speed | locomotion | how fast on the track | speed on the wheel
wheel speed | treadmill speed | mean running speed in the first half | average velocity | velocity
how fast does it move | does the animal sit still | does the animal run | how far per second does the rat move
speed of the head | speed of the subject in the maze | maze running speed | speed in cm per second
cm/s | how many centimetres per second | was the animal immobile | immobility of the rat
running or still | mean velocity of the animal | animal speed | how fast is the mouse | how fast did the rat go
does the rat move fast | is the rat quick | speed on the linear track | mean speed of the rat
""",
    "bad channels": """
which channels are marked bad in the file | channels flagged as bad in the header | marked bad channels
does the file mark any channels as bad | what does the file list as bad | bads of the file | annotated bad channels
which electrodes did the recordist flag | channels marked as bad by the file
""",
    "outlier volumes": """
outlier volumes | how many outlier volumes | number of outlier volumes | motion outliers | spikes in the volumes
DVARS outliers | how many volumes are outliers | volumes to censor | how many volumes to scrub
volumes to scrub | scrubbing | framewise outliers | bad volumes | how many bad volumes | corrupted volumes
which volumes are bad | are there outlier scans | number of bad scans | are there spikes in the fMRI
volume outliers | how many TRs are outliers | bad TRs | TRs to exclude | frames to censor
is there head motion in the fMRI | sudden jumps in the volumes | DVARS | dvars? | how many spikes in DVARS
outlying volumes count | fraction of outlier volumes | are any volumes corrupted | artefact volumes
how many volumes should be excluded | volumes with sudden changes | scan outliers | censored frames
any motion spikes in the BOLD | outliers in the time series of volumes | outlier frames | bad frames in the fMRI
how many frames would be censored | noisy volumes | volume-to-volume jumps | outlier scans?
count of outlier volumes
""",
    "signal drift": """
signal drift | drift of the signal | does the signal drift | scanner drift | how much drift | drift in percent
linear drift | is there a drift | baseline drift of the BOLD | drift over the run | slow drift
signal drift in percent | does the baseline drift | linear trend of the voxels | linear trend in the BOLD
does the mean signal change over the run | low-frequency drift | how strong is the drift
is the scanner drifting | signal trend in the fMRI | drift per run | bold drift | is the drift large
does the bold signal decline | how much does the signal drift from start to end | trend in the time series
percent drift | temporal drift | slow trend in the scan | drift of the voxels | voxel drift
is detrending needed | do I need to detrend | should I high-pass the BOLD | is there a slow signal change
heating drift of the scanner | intensity drift | signal intensity drift | baseline shift over the run
drift of the mean image | how stable is the scanner | gradual signal change in the scan
total drift | run drift | drift?
""",
    "transients": """
how many transients | calcium transients | transient count | number of transients | transient rate
calcium events | how many calcium events | transients per minute | count the transients
how often do the cells fire transients | rate of calcium transients | events per cell
are there transients | any calcium transients | how active are the cells | activity of the cells
how active is cell 3 | how many transients does cell 5 have | calcium spikes | number of calcium spikes
dF/F transients | fluorescence transients | significant transients | calcium event rate
how many events per minute per cell | mean transient rate | transients of the neurons | calcium peaks
how many calcium peaks | number of calcium peaks in cell 2 | do the cells show transients
do the ROIs show events | roi activity | how often does the neuron light up | flashes of the cells
calcium activity | number of fluorescence peaks | transient frequency | frequency of the calcium events
detect transients | transient detection | detected calcium events | are the cells active
silent or active cells | how many events in the dF/F | activity rate of the ROIs
rate of fluorescence events | per-minute rate of transients
""",
    "brain channel count": """
how many units are there | how many neurons were recorded | how many cells are there | how many voxels are there
number of units | number of cells | number of voxels | number of neurons | unit count | cell count
voxel count | how many ROIs | how many units | how many neurons | how many cells | how many voxels
number of ROIs | how many parcels | count the neurons | count of units | how many sorted units
how many single units | how many clusters are there | how many regions are in it | number of parcels
number of sorted units | how many neurons does the file hold | how many cells does the movie have
how many ROIs did suite2p find | amount of neurons | total number of cells | size of the population
population size | how many good units | how many units does the probe have | how many imaged cells
how many cells were imaged | how many voxels does the mask hold | number of recorded neurons
how many isolated neurons | neurons? | number of isolated units | how many brain regions are in the table
ROI count | number of imaged neurons
""",
    "firing rate": """
firing rate | what is the firing rate | firing rate of the unit | mean firing rate | firing rate of unit 6
how often does the neuron fire | how fast does the cell fire | spikes per second | spiking rate | discharge rate
average firing rate | firing rate of neurons | firing rate in Hz | how active is the unit | how active are the units
rate of the unit | spikes a second | number of spikes per second | total firing rate | population firing rate
multi-unit firing rate | spike rate of the neurons | rate of spiking | unit firing | neuron firing rate
what's the rate of neuron 3 | mean rate of unit 191 | how many spikes per second does unit 2 fire
single neuron activity | baseline firing rate | spontaneous firing rate | firing frequency | discharge frequency
how quickly does the neuron spike | neuronal firing rates | spike frequency of the unit | how much does unit 1 fire
overall spike rate | firing rates | FR? | mean FR | firing rate between 10 and 20 s
firing rate in the first half
""",
    "firing rate change": """
firing rate change | does the firing rate change after the stimulus | does the neuron respond to T1
does the unit respond to the event | change in firing rate | firing rate change with T2
does the cell fire more after the tone | does unit 6 fire more after the face | does unit 2 fire less after T1
is the neuron excited by the stimulus | is the neuron inhibited by the stimulus | is the unit modulated by T1
percent change in firing | event-related firing | peri-stimulus firing change | PSTH
PSTH of unit 3 | peristimulus time histogram | does spiking increase after the cue
does spiking decrease after the cue | stimulus response of the neuron | is the firing locked to the event
is there a firing response to the sound | does the unit prefer T1 | does the unit fire more for faces than houses
unit response to the flashes | neuronal response to T1 | firing before versus after the event
do spikes increase after the reward | firing modulation | response of unit 191 to T2 | evoked spikes
evoked firing | stimulus-evoked spiking | does the firing go up after the event | firing goes down after T1?
is unit 1 driven by the stimulus | how strongly is the unit driven | spike response to the marker
rate change around the event | is the firing rate change significant | face selectivity of unit 7
event-triggered firing
""",
    "interspike interval": """
interspike interval | inter-spike interval | spike ISI | ISI of unit 6 | median ISI | median interspike interval
how long are the intervals between spikes | time between spikes | interval between spikes | mean ISI of the spikes
ISI distribution | ISI histogram | coefficient of variation of the ISI | CV of the ISI | CV? | CV of unit 3
is the firing regular | how regular is the firing | regular or irregular spiking | firing regularity
irregularity of the spikes | variability of the interspike intervals | how variable are the ISIs
interspike interval variation | spike train regularity | regularity of the spike train | is it Poisson-like
does the neuron fire like a Poisson process | clock-like firing? | how irregular does the neuron fire
gap between spikes | spacing of the spikes | typical time between two spikes | spike intervals
distance between spikes in time | isi in ms | isi cv | cv2 | coefficient of variation of spiking
median time between spikes | how far apart are the spikes of unit 2 | spike spacing
spike timing variability | how evenly does it fire | is the spiking rhythmic or irregular
interspike gap | mean interval of the spikes
""",
    "refractory violations": """
refractory violations | refractory period violations | ISI violations | how many refractory violations
percent of refractory violations | violations of the refractory period | is the unit well isolated
unit isolation | isolation quality | how clean is the unit | is this a single unit | single unit or multi-unit
contamination of the unit | contamination rate | unit contamination | spikes within 2 ms
spikes within the refractory period | fraction of ISIs below 2 ms | how many ISIs under 2 ms
is the sorting good | spike sorting quality | quality of the sorting | sorted unit quality
is unit 6 contaminated | are there refractory violations | refractory period violated?
false positives in the unit | is the cluster clean | cluster contamination | is the cluster a single neuron
isi violation rate | violation rate | rpv | refractory period | how well sorted is unit 3
share of too short intervals | too short interspike intervals | short ISIs | does the unit violate the refractory period
single-unit quality | unit quality | is unit 191 really one neuron | absolute refractory period respected
multi unit contamination | sorting errors in the unit | is the unit isolated
""",
    "unit bursts": """
does the unit burst | burst fraction | burstiness | bursting neuron? | how bursty is the unit | burst index
fraction of spikes in bursts | what share of spikes lie in bursts | is it a bursting neuron
does the neuron fire in bursts | bursts of spikes | spike bursts | percent of spikes in bursts
complex spikes | does the pyramidal cell burst | bursting of unit 3 | how much does unit 2 burst
unit bursts | burst firing | burst or tonic firing | tonic or bursting | tonic firing?
is the firing bursty | burst probability | burstiness of the spike train | bursting percentage
how many spikes belong to bursts | clusters of spikes in quick succession | spike doublets
how often does the neuron burst | bursty cells? | proportion of burst spikes | burst ratio of the unit
does the thalamic cell burst | high-frequency bursts of the unit | burst behaviour of the neuron
burst propensity | is this an intrinsically bursting cell | intrinsic bursting | burst mode
burst spikes versus single spikes | is unit 206 bursting | burst percentage | neuron burst fraction
neuronal bursts
""",
    "spatial information": """
spatial information | spatial information of the unit | is it a place cell | place cell? | bits per spike
how much spatial information | Skaggs information | does the unit code for position | place coding
is unit 3 a place cell | position coding | spatial tuning | is the neuron spatially tuned | place field?
does the cell have a place field | does the cell fire at a place | where does the unit fire on the track
information about position | spatial selectivity | how spatially selective is the cell | place tuning
location coding | does firing depend on position | does the firing depend on where the animal is
spatial coding of unit 12 | information per spike | bits per spike of unit 5 | place cell score
spatial info | spatial information score | is there a place field on the track | place-selective cell
position information in the spikes | how well does the neuron tell the position | spatially modulated?
is the firing spatially modulated | hippocampal place cell | spatial specificity
spatial information content | does the cell know where the rat is | place cells in the recording
which unit is a place cell | skaggs index
""",
    "temporal signal to noise": """
tSNR | temporal SNR | what is the tSNR | temporal signal to noise | temporal signal-to-noise ratio
temporal signal to noise of the voxels | how high is the temporal signal to noise | median tSNR
tSNR of the run | tsnr? | snr over time | signal-to-noise over time of the voxels | voxel tSNR
is the tSNR good | is the temporal SNR high enough | temporal snr of the scan | fMRI signal to noise
signal to noise of the BOLD | BOLD SNR | mean over standard deviation of the voxels | mean divided by SD over time
tSNR of the ROI | tsnr in the mask | tsnr of the volumes | signal-to-noise ratio of the fMRI
how noisy is the fMRI | noise of the BOLD signal over time | temporal noise of the voxels
what's the temporal signal-to-noise | time series SNR | timeseries signal to noise | tSNR map median
quality of the fMRI run in SNR | scan SNR | snr of the run | temporal stability of the voxels
is the run noisy | how stable are the voxels over time | tsnr value | tSNR above 50?
signal-to-fluctuation-noise ratio | sfnr | SFNR of the scan | functional SNR
temporal snr please
""",
    "heart rate": """
pulse rate in the fNIRS | pulse from the optical signal | heart rate from fNIRS | cardiac oscillation of the fNIRS
pulse of the optodes | pulse rate | what's the pulse rate | scalp coupling pulse | pulse in the haemoglobin signal
""",
    "blinks": """
what share of the seconds has blinks | blink fraction | fraction of seconds with blinks
how much of the recording is blinks | percent of blink artefact | percentage of time with blinks
""",
}
