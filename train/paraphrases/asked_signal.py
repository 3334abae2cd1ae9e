"""Further wordings for the signal's measurements, the events of the file, its header and its quality."""

BANK: dict[str, str] = {
    "topography": """
at which electrode does the theta peak in strength | point me to the lead where beta is biggest
scalp map of delta: where is the hot spot | which part of the head carries the most alpha
rank the channels by gamma power and name the winner | is the 10 Hz activity stronger at the back or at the front
I'd say the slow stuff is frontal, check me | anterior or posterior predominance?
does theta have a frontocentral maximum | is there a posterior-to-anterior gradient of alpha | AP gradient ok?
name the contact with the strongest high gamma | which SQUID picks up the most beta
which sensor sees the greatest power from 8 to 12 Hz | where on the scalp do the slow waves tower highest in power
what electrode is the loudest | the channel with the most energy? | largest voltage at which lead
where's the delta focus | localise the maximum of the theta band for me | spatial distribution of beta power
topo of theta pls | topoplot of alpha: where is it reddest | I forgot which electrode was strongest in mu, help
is mu larger over C3 or over C4 or somewhere else | does delta power sit over the temples
over which lobe is the slowing most pronounced | lobe with the highest beta | which region glows most in gamma
in which area does the strongest rhythm live
where do brain waves reach their peak size, forehead or back of the skull
mum's EEG: which spot on her head is most active | where does the cap measure the strongest signal
which of the wires shows the biggest 4-7 Hz | tell me the place where sigma is maximal | is sigma highest at Cz
is alpha really strongest at Oz | alpha max at O2, right? | could it be that beta peaks at F4
frontal midline theta: is Fz the top channel | does Pz beat Oz for alpha
I would like to know whether beta is biggest centrally | generalised or focal distribution of the delta
is the theta activity diffuse or confined to a few leads | how widespread is the slow activity over the head
which hemisphere and lobe hold the strongest delta | which gradiometer has the largest alpha power
where among the depth contacts is beta strongest | along the strip, which contact has maximal high-frequency power
best channel for mu | which electrode should I choose for alpha neurofeedback, i.e. where is it strongest
pick the electrode with the top SMR power | strongest channel in the 13-30 band between 12 and 20 s
where is delta largest in minute 3 | location of peak theta? | site of maximal power
sites in descending order of alpha | top three electrodes for theta | list the five leads with most delta
which derivation displays the most prominent slow activity | maximum over occipital or parietal leads?
power per region, who wins | compare regions: where does gamma dominate | where is 20 Hz activity most intense
where is it weakest and where strongest, the alpha I mean
which channels carry hardly any alpha and which carry most | on what electrode is the beta power more big
in which electrode the alpha is the highest | strogest channel for delta? | were is theta the higest
spatial peak of low gamma | topographical maximum, beta band | the topographic pattern of alpha, please describe
scalp topography 4-8 Hz | how is the power spread across the montage | power by electrode, point out the largest
mark the electrode where fast activity prevails
frontal, central, temporal, parietal or occipital: where is theta at home
where do the benzo-type fast waves stand out most | does fast activity predominate anteriorly
over which brain region is activity greatest | does the right temporal chain carry the highest delta
which end of the head has more alpha | which tetrode has the strongest theta LFP
which shank site sees the largest theta power
""",
    "posterior alpha": """
does the background have a posterior dominant rhythm | well-formed posterior basic rhythm or none
does the back of the head show the relaxed 10-a-second rhythm
the waves that come at the back when one rests with closed lids, are they there
brain waves of relaxation at the rear of the head, do we have them | do O1 and O2 show a clear alpha rhythm
occipital alpha y/n | Berger rhythm visible? | can you make out Berger waves
is the classic visual-idle rhythm there | how pronounced is the posterior rhythm
how strongly does the occipital alpha stick out of the 1/f
how many dB does the occipital alpha rise above background | prominence of the alpha bump over visual cortex
height of the alpha peak at the back | size of the occipital alpha peak in dB | posterior alpha peak: yes or no
I'd like to know whether this person produces alpha posteriorly
does she belong to the low-alpha people, little at O1/O2 | is he an alpha-generator
is the occipital rhythm well developed | poorly developed PDR? | well sustained posterior rhythm?
is the alpha over parieto-occipital leads well modulated | occipital background rhythm, any
I claim there's no alpha at the back, verify | I believe the posterior alpha is missing, am I right | absent PDR?
loss of posterior rhythm? | was the posterior rhythm preserved | did the alpha at the rear survive
put a number on the occipital alpha | rate the posterior alpha for me | posterior alpha between 12 and 20 s
in minute 3, is occipital alpha there | do parieto-occipital sensors show a genuine alpha peak
can an alpha bump be resolved over occipital MEG sensors | occipital MEG alpha visible
does any posterior sensor carry an alpha oscillation above the aperiodic background
is occipital alpha more than 5 dB above the floor | alpha above 3 dB at the back? | background: posterior alpha?
normal adult waking background with posterior alpha? | awake rhythm at the back of the head present?
the wakeful 8-13 rhythm over the occiput, is it any good | is the resting rhythm over the visual areas clear
nurse here, the doctor asks if there is occipital alpha | student question, do I see the alpha rhythm occipitally
does my father's EEG have the normal rhythm at the back | is the posterior rhytm there | ocipital alpha?
posterior alfa visible? | rhythm in the rear leads? | does it exist an alpha in the occipital zone
strength of the posterior basic rhythm | how robust is the parieto-occipital alpha | faint or strong occipital alpha
weak alpha at the back? | is the alpha over O1 mere noise or a true peak | does alpha stand out occipitally at all
does the alpha at the back exceed what chance would give | is there such a thing as a posterior alpha in this file
tell me about the occipital rhythm | give me the state of the posterior alpha rhythm
alpha spindling over the occiput, seen or not | waxing and waning alpha at O1-O2?
do sinusoidal waves at about ten per second fill the posterior leads
regular ten-a-second waves behind, are those visible | grade the PDR | comment on PDR | PDR, good?
check the posterior alpha | find the alpha rhythm in O1, O2, Oz for me
BCI user with closed eyes, do I get an occipital alpha peak | is an idling rhythm of visual cortex measurable
does the occipital spectrum have an alpha hump | hump at 10 Hz over the back?
""",
    "posterior alpha frequency": """
posterior dominant rhythm at how many hertz | the posterior basic rhythm runs at what Hz
how fast is the occipital alpha | how slow is the posterior rhythm | what's my individual alpha frequency
individual alpha peak in Hz | PAF value | peak alpha frequency over O1/O2 | APF
alpha peak frequency please, occipital | at which hertz does alpha peak at the back
at how many cycles per second does the rear rhythm go | how many waves per second at the back of the head
c/s of the occipital rhythm | cps of posterior alpha | is the PDR below 8 | PDR slower than 8.5 Hz? | PDR over 9?
is the occipital rhythm slowed, in Hz | has the posterior rhythm slowed down | slowing of the PDR?
is the background frequency age-appropriate, what is the PDR in Hz | I'd say it is a 9 Hz alpha, check me
I read 10.5 for the alpha peak, right or wrong | I make the alpha eleven per second at O2, correct?
the technician wrote PDR 8, is that so | does alpha peak closer to 9 or to 11 | alpha peak at ten?
is it a 10 Hz alpha or a 9 Hz alpha | slow alpha variant or normal, frequency wise | slow-alpha or fast-alpha person
how quick are the relaxed waves at the back | speed of the Berger rhythm | rate of the occipital rhythm
what pitch does the occipital rhythm have | tempo of the posterior waves | period of the occipital alpha wave
one occipital alpha cycle lasts how long | centre frequency of the alpha peak | center frequency of occipital alpha
centre of gravity of the posterior alpha | where on the frequency axis does the occipital alpha bump sit
exact Hz of the alpha bump behind | position of the alpha peak in the occipital spectrum
tune my neurofeedback: what is the IAF | I need the IAF to set my stimulation frequency for tACS
to centre the alpha band I need this person's alpha frequency
set my band limits from the individual alpha, which is
what frequency does visual-cortex alpha have between 12 and 20 s | alpha frequency in minute 3, occipitally
frequency of alpha at Oz | alpha frequency at O1 | O2 alpha, Hz? | posterior alpha freq | post. alpha freq
frecuency of the occipital alpha | freqency of alpha posterior | which has frequency the alpha in occipital
what is the hertz number of the back rhythm | how many Hz does the posterior background have
background alpha frequency | waking background rhythm frequency at the back | occipital resting rhythm, value in Hz
state the frequency of the awake posterior rhythm | report the PDR in hertz | give the alpha peak to one decimal
note the Hz of the posterior rhythm | read off the alpha peak frequency | measure the PDR for the report
I forgot the alpha frequency of this subject, help | find out at what frequency the occiput oscillates
frequency at which the visual areas idle | parieto-occipital alpha runs at? | dominant posterior frequency
alpha peak occipital MEG, Hz | does her PDR reach 8 Hz | did his alpha slow compared with 10 Hz
is the alpha speed normal for an adult | has my grandmother's back-of-head rhythm become slow, how many per second
""",
    "alpha asymmetry": """
FAA score | frontal alpha asymmetry index | F4 minus F3 log alpha | ln(F4) - ln(F3) | log right minus log left alpha
F3 F4 asymmetry | is alpha higher on the left than on the right | alpha: right bigger than left?
right-left alpha difference | L/R alpha balance | alpha lateralisation | alpha lateralization index
laterality of alpha | alpha laterality, put a number on it | interhemispheric alpha difference
hemispheric asymmetry in 8-13 Hz | does alpha differ between the hemispheres | are both hemispheres equal in alpha
symmetrical alpha? | is alpha the same on both sides | alpha equally strong both sides? | side with more alpha?
which side has the bigger alpha | which hemisphere makes more of the relaxed rhythm
on which half of the head is the ten-hertz wave larger | do the two halves of the brain relax equally, alpha I mean
is the posterior rhythm lopsided | unequal occipital alpha? | more than 50 % side difference in the alpha rhythm?
PDR asymmetry | posterior rhythm asymmetric? | is the PDR symmetrical between O1 and O2 | O1 vs O2 alpha
compare alpha at O1 with alpha at O2 | compare F3 with F4 in the alpha band | P3/P4 alpha difference
alpha at T5 against T6 | C3-C4 alpha imbalance | mu/alpha imbalance of left and right
approach-withdrawal index from frontal alpha | the affective-style index from F3 and F4, what is it
valence index by frontal alpha | relative left frontal alpha
relative right frontal activity measured through alpha | left frontal hypoactivation by alpha?
asymmetry score of alpha | asymmetry index, alpha band | AI for alpha | alpha asymetry | alpha assymetry please
asimmetry of alpha left right | difference of alpha between left and right hemisphere
by how much does right alpha exceed left alpha | how uneven is alpha across the midline
is the alpha attenuated on one side | alpha reduced over the left hemisphere? | depressed alpha on the right?
unilateral attenuation of the alpha rhythm | Bancaud phenomenon, i.e. unilateral loss of alpha
is alpha suppressed over the stroke side compared with the other
he had a left stroke: is alpha lower there than on the right | I'd guess right alpha is larger, confirm or refute
I think alpha is balanced, check me | my claim: alpha leans to the left | does alpha lean to one side
which way does the alpha tip | alpha tilt left or right | sign of the frontal alpha asymmetry
is FAA positive or negative | FAA greater than zero? | asymmetry above 0.2? | alpha asymmetry between 12 and 20 s
left/right alpha in minute 3 | spatial attention index: left versus right alpha
lateralised alpha during covert attention, index | alpha modulation index left-right
right-hemisphere alpha compared to left-hemisphere alpha | quantify the alpha side difference
tell me whether alpha is even on both sides | homologous leads: alpha differs?
paired electrodes, alpha ratio right to left | ratio of right to left alpha | alpha R/L | alpha L>R?
nurse asks: same alpha left and right?
""",
    "amplitude": """
RMS of the EEG | rms voltage over Cz | root-mean-square of the signal | what voltage are we talking about
how many uV on average | µV level | mean microvolts at F3 | how high are the waves in general
how big is the signal | how strong is the signal in microvolts | magnitude of the EEG
average size of the brain waves | what's the typical voltage of the tracing
typical amplitude on the temporal leads | low voltage record? | is it a low-voltage EEG | low amplitude background?
is the voltage depressed | is the voltage normal | high-voltage tracing? | unusually large amplitudes?
are the waves too small | are the deflections tiny or huge | is it flat-ish, how many microvolts
is the amplitude below 20 µV | amplitude above 50 microvolts? | over 100 uV? | less than 10 µV RMS?
I'd estimate thirty microvolts, check me | I'd say around 15 µV RMS, correct?
I suspect the amplitude is off by a thousand, what is it | are the values in volts or microvolts, how large are they
order of magnitude of the signal | scale of the data | what scaling should I expect, tens or hundreds of µV
SD of the voltage | variance of the trace at Pz | std per channel | overall signal energy | intensity of the signal
loudness of the signal, so to speak | amplitude of the MEG in femtotesla | field strength at the gradiometers
how large are the magnetometer signals | how many pT in the SQUIDs | how big is the iEEG signal
amplitude on contacts 3–5 | LFP amplitude | LFP voltage in µV | amplitude at C4 between 12 and 20 s
mean voltage in minute 3 | amplitude during the last half minute | size of waves in the first ten seconds
amplitde? | amplitud of the EEG | amplitudes at Fz and Pz | how much amplitude has the signal
which amplitude have the waves | which is the voltage level of this register | put a number on the voltage
state the amplitude for the report | background voltage | report the background in microvolts
voltage of background activity | average amplitude across leads | mean absolute amplitude
mean amplitude over all electrodes | amplitude in the right hemisphere leads
how powerful are the brain's electrical signals here | how much electricity does her brain give off here
how much juice is on the electrodes | are his brain waves weak | strength of the brain's waves in numbers
how vigorous is the activity, in volts | line length of the trace | line length at C3 | line-length feature
how long is the curve, i.e. line length | cumulative path length of the signal | curve length per second
LL feature value? | I forgot how large the signal was, help | give the effective value in microvolts
""",
    "peak-to-peak amplitude": """
peak-to-peak | p2p amplitude at Cz | µVpp | uV p-p | ptp | peak to trough | peak-to-trough height
trough-to-peak size of the waves | from crest to trough how many microvolts | crest-to-trough amplitude
crest to valley distance in µV | top-to-bottom height of the waves
from the lowest to the highest point, how many µV | max-min per second
difference between highest and lowest voltage | span of the signal | voltage span | voltage range
range of the signal in microvolts | dynamic range of the EEG in µV | what range do the voltages cover
how far does the trace swing | how wide is the swing | swing of the signal up and down
swings of how many microvolts | full swing at O1 | total excursion of the trace | excursion in µV
excursions larger than 100? | how far up and down does the pen go | pen deflection from bottom to top
total deflection, peak against peak | how much does the line move from its lowest to its highest
how tall from bottom to top are the waves | from one extreme to the other, how many volts | extreme to extreme
pp in uV | pk to pk over temporal leads | pk-to-pk, contacts 3–5 | peak-peak amplitude | peak peak? | peak to peack
peak-to-peek amplitude | pic to pic amplitude | crête-à-crête amplitude | amplitude peak to peak between 12 and 20 s
peak-to-peak in minute 3 | peak-to-peak of the left frontal leads | peak-to-peak in N2 only
median p-p in one-second windows | epoch-wise ptp | per-epoch ptp for setting a reject threshold
to choose a rejection threshold I need the peak-to-peak | autoreject threshold, what ptp do typical epochs have
does peak-to-peak exceed 150 µV | is peak-to-peak under 20 | under 10 µV peak to peak? | below 20 µV p-p everywhere?
more than 75 µV pp? | exceeds 200 uV from peak to peak? | I'd say 60 µV peak to peak, check me
I measured 80 p-p by ruler, does that agree | the tech noted 40 µV pp, true?
measured from peak to peak, is this low voltage | ACNS voltage category, peak to peak
neonatal voltage measured peak to peak | peak-to-peak field in MEG | peak-to-peak in fT | fT pp of the gradiometers
peak-to-peak of the LFP | quantify peak-to-peak | give p-p per lead | put the peak-to-peak value down
I need the p-p for the report | state voltage from peak to peak | I forgot the Vpp of this channel, help
distance between upper and lower envelope | gap between highest and lowest excursions
full amplitude, positive to negative peak | positive to negative peak difference
positive peak to negative peak, how much | both peaks together, how many microvolts
""",
    "aperiodic exponent": """
1/f^x, what is x | slope of the PSD | slope of the power spectrum in log-log | PSD slope at Cz
aperiodic part of the spectrum | fooof output: exponent? | specparam slope | IRASA slope | fractal component slope
scale-free activity, how steep | power law scaling of the spectrum | beta exponent of the 1/f noise
colour of the noise: pink, brown or white | is the background pink noise | pinkness of the spectrum
is it more like white noise or like brown noise | how steep does the spectrum fall
how steeply does power drop with frequency | how fast does power decay toward high frequencies
spectral decay exponent | fall-off of the spectrum | roll-off exponent of the background | how tilted is the PSD
flat or steep spectrum | flattened spectrum? | is the spectrum flat | slope flatter than 1? | exponent above 2?
steeper than 1/f^2? | is the exponent about 1.5 | I'd say the slope is -2, check me
I get 1.3 from fooof, do you agree | E:I ratio from the slope | excitation-inhibition balance by the spectral slope
inhibition proxy from aperiodic activity | neural noise, by the exponent | broadband background slope
background of the spectrum without the peaks, how steep | slope once the oscillations are removed
slope after taking out the alpha peak | non-oscillatory background exponent | arrhythmic activity exponent
the arrhythmic part, its exponent | 1 over f | 1/f noise exponent over frontal leads | 1/f between 12 and 20 s
slope in minute 3 | slope of the spectrum during N3 | aperiodic exponent at O1 | exponent per channel
exponent on contacts 3–5 | LFP spectral slope | ECoG 1/f exponent | MEG aperiodic exponent
does the slope steepen under propofol, value here | anaesthesia depth by spectral slope
arousal level via the slope of the PSD | ageing flattens the spectrum, how flat is it here
steepness of the power curve | how quickly does the curve of power slide down
how rapidly do faster waves get weaker | how much weaker do fast waves get compared with slow ones, as an exponent
how does strength go down as waves get quicker | aperiodic exponet | aperiodc slope | exponent aperiodic please
which exponent has the spectrum | the inclination of the spectrum | gradient of the log power
linear fit of log power on log frequency | fit a line to the log spectrum | fit the 1/f and tell me the exponent
quantify the 1/f | estimate the scaling exponent | I forgot the exponent of this subject, help
""",
    "muscle": """
EMG artefact | EMG artifact over T3/T4 | any EMG in here | muscle artefact y/n | myogenic artifact | muscular noise
muscle tension visible? | muscle interference at the temporal leads | temporalis activity
temporalis muscle over T7 and T8 | masseter bursts | frontalis EMG | neck muscle over the occipital leads
jaw clench when? | bruxism bursts? | does he grind his teeth | was she chewing | chewing artefact
chewing between 12 and 20 s? | swallowing? | is the patient clenching | is the jaw tight | tense forehead?
did the face twitch | facial tension | scalp muscles firing? | muscle twitching on the record | shivering artefact?
is the fast fuzz muscle | fuzzy thick trace from tense muscles? | the trace looks like a black hairy band, muscles?
dense high-frequency fuzz from the jaw | hairy signal from tension | is the beta over T4 real or just muscle
is the gamma merely EMG | high frequency EMG 30-100 Hz | how much EMG | how much of the file is muscle
how much muscle | percentage of muscle | muscle percent | % EMG | EMG fraction | share of seconds with muscle
give the share of time with EMG | proportion of muscle-laden epochs | fraction of muscle artefact per channel
muscle load | muscle burden | what portion is spoiled by tense muscles | more than 10 % muscle?
less than 5 percent EMG? | over half muscle? | I'd say a third is muscle, check me
I believe it's free of EMG, true? | free of muscle? | is it relaxed, no EMG | was the patient relaxed, muscle-wise
tension in the neck or jaw? | mark the muscle bursts | list the muscle segments | point me to the EMG stretches
tell me when the muscles tense up | when does muscle occur | muscle artefact times | where in time is the EMG
timestamps of muscle bursts | first muscle burst at? | show the seconds with jaw activity | when did she clench
EMG in minute 3? | muscle in the last half minute | muscle at F7 and F8 | muscle on the left temporal chain
do the occipital sensors pick up neck muscle | muscle in the MEG | muscel artifact | muscule activity | mucle?
muscles contraction present | there is muscular activity? | contracted muscles? | EMG bursts, tally the time
is my BCI fed by muscle instead of brain | does muscle pollute the signal | talking artefact, muscles of speech?
did the subject move his jaw | my husband grinds his teeth at night, is that on it | quantify muscle contamination
nurse here: is the patient's EMG still high | neuromuscular blockade on, EMG gone?
""",
    "event count": """
tally the triggers | tally of flags in the file | put a number on the annotations | how many rows has the events.tsv
how many rows in the event table | rows in the annotation table? | n trials | ntrials | N of trials per condition
trials per condition | trials per class | class balance of the trials | how many left and how many right trials
how many targets and how many standards | number of oddballs | deviants: how many
how many deviants versus standards | number of go and no-go trials | how many flashes were there
how many tones were played | how many pictures did the subject see | how many clicks | how many beeps are logged
how many words were presented | how many faces came up | how many shocks were given
how many rewards did the animal get | how many laser pulses | number of licks marked
how many lever presses are logged | keypresses logged? | how many times did the person press
how often did she respond | count the responses | count code 12 | count of S 11 markers
how many 'left_hand' annotations | how many T1 and T2 | number of 'rest' blocks | block count
how many blocks did the task have | how many runs of stimulation | number of stimulus trains | stim pulses, how many
DBS pulses counted? | how many TMS pulses | how many photic flashes marked | photic stimulation markers?
did the technician leave any notes | technician's remarks in the file? | any comments typed in during the recording
notes by the tech, how many | are button pushes by the patient stored | patient button pressed at all?
did the patient push the alarm button | push-button events? | event log empty? | is the stim channel empty
is STI 014 empty | does the trigger channel contain anything | trigger channel: what's on it
what codes appear on STI101 | list of event codes and how often each | histogram of triggers
breakdown by event type | kinds of annotations and their numbers | what conditions does the experiment have
condition names | trial types | what trial_type values occur | names of the markers | what were the stimuli called
what descriptions do the annotations carry | what sorts of events were stored | different event ids?
unique trigger values | how many distinct codes | how many different stimuli | more than 100 trials?
at least 40 targets? | are there fewer than ten events | enough trials for an ERP?
I expected 200 trials, are they all there | I'd say fifty, check me: trials | should be 80 cues, correct?
any trial lost, how many made it | are there 300 stimuli as planned | how many cues between 12 and 20 s
markers in minute 3 | events after 60 s, how many | how many events in the second half | tirggers how many
nubmer of events | quantity of stimulus | how much events has the file | how many stimulations received the patient
how many things were marked | how many little flags did the nurse set | annotated at all? | unmarked file?
is there task information in it | I forgot how many trials I ran, help
""",
    "event interval": """
stimulus spacing in seconds | spacing of the flashes | seconds from cue to cue | cue-to-cue time
trial-to-trial time | onset-to-onset | onset to onset interval | time lag from one tone to the next
how long between two tones | how long between flashes | how long between pictures | how many ms between stimuli
how many milliseconds from trigger to trigger | mean SOA | median SOA | typical SOA | the SOA was 600 ms, right?
SOA longer than a second? | ISI over 2 s? | is the ITI below 500 ms | shorter than 1 s between triggers?
I'd say one trigger every two seconds, check me | I set the ISI to 1.5 s, did that work | ITI 3 s as planned?
was the timing of the paradigm fixed or jittered | jitter of the SOA | is there jitter between trials
jittered or constant spacing? | fixed pace or random pace of the stimuli | are flashes periodic
are the beeps periodic | is the presentation isochronous | do the cues come like clockwork
how rhythmic is the stimulation | regularity of the markers | irregular trial spacing?
are there gaps in the sequence of triggers | what tempo does the paradigm run at
how fast does the paradigm present its items | how rapidly are pictures shown
rapid serial presentation: items per second | stimuli per second | stimuli per minute | events per minute
triggers per minute | trials per minute | tones per second | how many trials per minute go through
frequency of stimulus presentation | presentation interval | inter-pulse interval | IPI of the stimulation
time between TMS pulses | time between DBS pulses marked in the file | time between laser pulses
interval between rewards | interval between licks | interval between button presses
how long does he wait between presses | pause between presses | pause between trials
breaks between blocks, how long | rest between trials in s | inter-block interval
how much time lies between annotations | how much time separates two markers
temporal distance of neighbouring events | distance of successive flags in time | waiting time until the next event
time till next cue | mean time between T1 and the following T1 | interval of code 12 | interval of S 11
spacing of the deviants | target-to-target interval | TTI | time between targets | inter-target interval
standard-to-standard spacing | event-to-event time | inter-event interval | IEI | inter-event gap, median
trigger period | trigger interval | trigger frequency in Hz | trigger repetition rate
repetition rate of the clicks | click rate | flash rate of the photic stimulation as marked | stimulus period
repetition time of stimuli | interstim interval | inter stimulus intervall | interval beetween events
distance from a stimulus to other stimulus | each how many seconds there is a trigger
each how much comes a stimulus | after how many seconds is the next picture shown
every few seconds something is flagged, how many seconds | length of the gap between the nurse's marks
ITI in the second half | SOA between 60 and 120 s | spacing of cues in minute 3
average pause between neighbouring events | I forgot my ISI, help
""",
    "event onsets": """
when exactly were the tones played | at what second is the first flash | time of the first marker
time of the last annotation | first trigger at? | last trigger at? | second at which the first cue appears
how long until the first stimulus | when does the task begin according to the triggers | when do the trials kick off
trial starts in seconds | list trial onsets | list the onset column | onset column of the events.tsv
print the event table with times | print all annotations with seconds | dump the markers and their timestamps
dump the trigger list | mark the stimulus onsets for me | point me to the markers | point me to code 12
where is trigger 5 on the time axis | where can I find S 11 | where are the T2 marks
locate the 'left_hand' cues in time | locate the button presses | locate the deviants in time
times of the deviants | times at which targets appeared | target onset times | when were targets shown
when were the pictures on | when did the faces come up | when did the beeps sound | when did the light flash
when did she hit the key | when did he respond | timestamps of the key presses | timestamps of responses
timestamps of licks | timestamps of rewards | when was the animal rewarded | when did the laser fire
laser on times | stimulation on times | when was the shock given | when were TMS pulses delivered | TMS pulse times
when did the tech write a note | when did the nurse make her marks | when was the patient button pushed
patient event button, at what time | push-button times | at what clock times were comments added
the remark about coughing, at which second | when was 'eyes closed' annotated
when was photic stimulation started according to the marks | when was hyperventilation marked | HV start marked at?
start times of blocks | block onsets | when does each block start | when does the second block begin
when does trial 7 start | onset of the 10th trial | time of event number 3 | third trigger: second?
is there a trigger at 30 s | is anything flagged near 45 s | was there a cue at 12 s
any marker between 12 and 20 s, when | triggers in minute 3, at which seconds | event latencies
latency of each trigger from file start | event samples | trigger sample indices | sample numbers of the events
in samples, where are the events | onset vector | onset array | vector of onsets for my GLM
I need the onsets for the design matrix | event timing for epoching, give seconds
I want to cut epochs: at which times | timeline of events | chronology of the annotations
chronological list of markers | schedule of the stimuli | event schedule
I'd say the first cue came at 5 s, check me | I believe the task started at 20 s, true?
does the first stimulus come before 10 s | did the stimuli start later than 30 s | onsets, events | event time
tirgger times | evnt onsets | moments of the stimuli | in which moment arrives the stimulus
at which instants the triggers were | in what seconds are the marks | when do the little flags appear
I forgot when I pressed start of the task, look at the triggers | stimulus log with times | stim times
""",
    "heart rate": """
HR over the whole night | what's her pulse doing | pulse of the patient | mean pulse | pulse, roughly?
number of beats per min from lead II | heart rate off the ECG lead | heart rate from the EKG strip
rate on the rhythm strip | ventricular rate | heart rhythm: how fast | RR interval | mean RR interval | R-R in ms
average RR | mean NN interval | time from one R wave to the next | gap between heartbeats
how long between two beats of the heart | how long is a cardiac cycle | R peaks per minute
how many R waves are there | count the R peaks | count QRS complexes | number of QRS complexes | QRS per min
tally the heartbeats | heart beats in the first minute, tally | beats between 12 and 20 s | pulse in minute 3
heart rate in the last five minutes | HR during N2 | HR during REM | sleeping heart rate | resting HR
resting pulse | heart rate at rest | is she tachycardic | tachy? | brady? | tachycardia or bradycardia
is he bradycardic | HR > 100? | HR below 60? | over 90 bpm? | is the heart faster than 80 a minute?
heart slower than fifty? | is the heart rate under 40 | I'd say 72, check me: pulse
I felt about 65 beats per minute, does the ECG agree | the monitor showed 110, is that right for the heart
the oximeter says 58 bpm, what do you get | is dad's heart too fast | does my baby's heart beat fast enough
is the heart beating at a normal pace | is the heart pounding | how hard is the ticker working, beats per minute
how quickly is the ticker ticking | speed of the heartbeat | pace of the heart | heart tempo | cadence of the heart
cardiac frequency in Hz | cardiac frequency from the ECG channel | frequency of cardiac pulsation
pulse from the fNIRS | pulse from the optodes | pulsation frequency in the optical signal
cardiac pulsation in the optodes, per minute | PPG pulse rate | pulse rate by plethysmography
photoplethysmogram rate | heart beats visible in HbO, how fast | systemic pulse in the NIRS channels
ECG channel: beats/min | EKG: bpm | ecg hr | hrt rate | hear rate | hart rate? | heart reate | heart frecuency
cardiac frecuency please | the heart how much beats per minute | how many pulsations per minute | pulsations/min
which pulse has the patient | number of heart contractions per minute | estimate the heart rate
report the heart rate | measure the pulse | read the pulse off the ECG | give the mean HR | state the bpm
I forgot his pulse, help | I'd like to know whether the heart was racing | did the pulse go above 120
was the subject's heart calm | was the heart rate elevated | raised pulse? | slow pulse? | sinus rate?
sinus rhythm rate | heart rate of the mouse | heart rate of the rat under isoflurane
how fast does the animal's heart go | fetal or neonatal heart rate on this ECG, bpm
""",
    "duration": """
how long did the subject sit there | how long was she wired up | how long was the patient on the EEG
how long was the cap recording | how long was the machine running | how many hours of EEG | hours recorded
number of hours on file | hh:mm:ss of the recording | total minutes of signal | in minutes please, the whole file
length in s | length in hours | seconds in total | how many seconds altogether | how much EEG do I have
how much signal have we got | how much recording is available | amount of data in minutes | amount of signal in time
how much material is there, time-wise | record length | trace length | clip length | length of this clip
segment length | length of the tracing | length of the measurement | length of the scan | scan duration | scan time
how long was the fMRI run | run length | run duration | length of the run | length of the night recording
how long did the night recording go on | time in the lab, recorded | whole-night or nap, how long is the file
is it an overnight record, hours? | is this a full night | is it a routine 20-minute EEG
twenty-minute standard EEG? | at least 20 minutes recorded? | does it have 30 min as required
did they record over an hour? | file under five minutes? | recording shorter than 2 min? | more than 8 h recorded?
does the file exceed ten minutes | is it a full 24 hours | I'd say half an hour, check me
supposed to be 60 s long, is it | I recorded 15 minutes, is all of it there | is the file truncated, how long is it
was the recording cut off early, how many minutes exist | complete or cut short? length?
until what second does it run | up to what time can I ask | last timestamp | time of the last sample
end of file at? | end time | final second | when does it stop | when does the trace stop | where's the end
how far does the time axis go | time axis from 0 to what | tmax | raw.times[-1] | n_times
number of samples altogether | samples in all | how many data points | n samples | how many time points per channel
data points total | number of volumes times TR, i.e. how long | how many frames of imaging, how long is it
how long is the movie of calcium images | how long is the session with the mouse | how long was the animal recorded
recording lenght | lenght of file | duraton | durration of the record | how long time is the record
how much lasts the registration | how much time endures the exam | which is the duration of the study
how long was the exam | length of the study | study duration | how long was the test my son had | monitoring time
monitoring duration | total monitoring hours | I forgot how long we measured, help | elapsed time
wall time of the recording | extent in time | temporal extent | short or long file | report the recording time
state length of the recording in the methods: minutes
""",
    "sampling rate": """
Hz of the file | how many hertz was the sampling | at how many hertz did they digitise | sampled with how many hertz
Fs of the amplifier | amp sampling rate | amplifier rate | ADC sampling frequency | A/D rate | digitizer rate
digitizer frequency of the amp | samples each second | number of samples per sec | S/s | Sa/s | kS/s
kHz of the recording | how many kilohertz | 30 kHz data? | recorded at 30 kilohertz? | 24414 Hz sampling?
512 or 500 samples a second? | 250 or 256 Hz | 128 Hz headset? | is this 2048 Hz Biosemi data | is sfreq 1000
raw.info sfreq | info['sfreq'] | EEG.srate | srate field | SamplingFrequency in the json sidecar | SamplingFrequency
fsample | hdr.Fs | dt | delta t between samples | time between two samples | milliseconds per sample
ms between consecutive points | sample spacing | sample period | sample duration in ms | temporal sampling
temporal resolution in ms | how fine in time | how fine-grained is the time axis
how fast does the device take readings | how often per second does the machine measure
how often per second was a value stored | how many readings a second
how many readings per second does the headset make | how many values per second and channel
how many measurements each second | number of data points in one second | how many points make up one second
one second equals how many samples | frame rate of the imaging | imaging frame rate | repetition time of the scan
what TR does the scan have | volume rate of the fMRI | fNIRS sampling | optode sampling rate | sampling of the LFP
LFP sampling rate | spike band sampling rate | was it downsampled | was the data resampled, to how many Hz
downsampled to 100 Hz? | decimated to? | is the sampling high enough for ripples at 200 Hz
is it fast enough to see 80 Hz gamma, sampling-wise | can I look at 150 Hz or is Nyquist lower
highest frequency I can analyse | upper frequency limit by Nyquist | Nyquist limit in Hz
half the sampling rate is? | above 250 Hz sampling? | at least 500 samples a second? | less than 200 Hz sampled?
I'd say 256 samples a second, check me | I set the amp to 1 kHz, did it take
the header says 200 Hz sampling, correct? | samplin rate | sampeling rate | sampling rythm | frecuency of sampling
frequency of the sampling | with which frequency were sampled the data | cadence of sampling | sampling pitch
I forgot the fs, help | I need fs for my filter design | what fs do I pass to the filter
resolution of the clock, samples per second | rate of acquisition | how quick is the acquisition
""",
    "channel count": """
how many wires were on the head | how many discs were glued on | how many little metal discs on her scalp
how many pads on the head | how many stickers on his head | how many points of the scalp were measured
how many plugs are used | leads, how many | how many leads did the tech put on | tally the electrodes
tally of leads | tell the number of sensors | how many rows does the data matrix have | rows of the array?
first dimension of the data | nbchan | EEG.nbchan | n_chans | nCh | len(ch_names) | len(raw.ch_names) | C in C×T
shape[0] of the data | # leads | # electrodes | # sensors | #ch | how many ch | chs? | number of chs
how many inputs | how many inputs of the headbox are connected | how many amplifier channels
amplifier inputs in use | cap with how many positions | cap size, electrodes | how many holes of the cap are filled
electrode number | number of contacts | total contacts implanted | how many contacts in all
how many depth contacts | how many grid contacts | how many sEEG channels | how many shafts' contacts were recorded
how many ECoG channels | size of the grid in contacts | how many SQUIDs | how many squids does the helmet have
number of MEG sensors | how many OPMs | how many OPM sensors | how many optodes | number of optode pairs
how many source-detector pairs | number of fNIRS channels | how many probe sites
how many recording sites on the probe | Neuropixels: number of channels saved | how many traces are displayed
how many lines are drawn on top of each other | how many curves | how many tracks does the tracing have
number of derivations | number of time series | how many signals does the EDF hold | signals in the EDF header
EDF ns | how many EMG channels | number of EOG leads | how many reference leads and EEG leads altogether
how many non-EEG channels | how many temporal electrodes | how many channels over the left hemisphere
number of occipital leads | 19 or 21 channels? | is it 19 channels | full 21-lead 10-20 set? | 32 or 64 electrodes?
is it a 128-channel net | 256-electrode net? | more than 64 electrodes? | at least 16 leads?
fewer than 8 channels? | low-density or high-density array | single-channel or multi-channel | just one channel?
only two leads? | I'd say 32, check me: electrodes | I bought an 8-channel board, does the file have eight
should be 306 sensors, is it | were any channels dropped, how many are left | how many channels survived in the file
channels total, EEG plus others | chanel number | chanels? | number of canals | how many canals has the registration
how many electrode were there used | quantity of channels | amount of leads | density of the montage in electrodes
spatial sampling: how many sensors | dimensionality of the recording | I forgot how many electrodes we used, help
state the electrode number for the methods section
""",
    "channel names": """
label of every lead | names of every electrode | name all leads | spell out the leads | list leads
list the derivations | list of contacts | contact names | contact labels | labels of the depth electrodes
what are the depth contacts called | which shafts are there | which grid contacts were stored | names of the strips
name the optodes | which source-detector pairs are in it | ROI names | list the ROIs
names of the regions of interest | which ROIs were stored | MEG sensor names | what are the SQUIDs labelled
are they MEG0111 style names | are the leads named old style, T3 or T7 | T3/T4 or T7/T8 naming?
10-20 or 10-10 names? | 10-10 system? | extended 10-20? | standard 1020 labels? | are the labels standard
GSN-HydroCel labels, E1 to E128? | A1–A32 Biosemi names? | which lead is channel 5 | what's channel 12 called
name of the third channel | first channel is? | last channel is? | what's on channel 1 | channel order
in what order are the channels | order of the leads | print ch_names | raw.ch_names | info.ch_names
EEG.chanlocs labels | chanlocs | channels.tsv | contents of channels.tsv | header labels | labels in the EDF header
signal labels | names of the signals | names of the traces | what is each line of the tracing
what does each curve belong to | what are the rows of this plot called | which spots on the head were recorded
where were the electrodes placed | where did they stick the electrodes | where on her head did they put the wires
placement of the electrodes | electrode placement | lead placement, list | what positions are on the cap
which cap positions were filled | was Fz used | was T8 recorded | is there a Cz lead | do we have mastoids
M1 and M2 in the file? | A1 A2 recorded? | is Oz there | does the cap include POz
do I have C3, Cz, C4 for motor imagery | are motor electrodes included | are there temporal leads
parietal leads available? | occipital channels? | any chin EMG | chin lead recorded? | leg EMG included?
EOG leads recorded? | was ECG recorded too | respiration belt recorded? | is there an SpO2 trace
is a stim channel in there | are there auxiliary channels | aux inputs? | what else was recorded besides EEG
polygraphy channels? | which physiological channels | which extra sensors | is there an accelerometer channel
does the file contain a microphone channel | which sensor types | which types of signals
which leads make up the montage | montage leads | bipolar pairs listed?
which pairs does the bipolar chain consist of | I'd say it is a full 10-20, check me
I think Pz was left out, true? | which standard leads are missing | which electrodes are left out | chanel names
channel lables | electrods list | names of canals | how are called the channels
how do the electrodes call themselves | which names have the leads | I forgot what I named the channels, help
enumerate all sensors by name
""",
    "reference": """
what's the ref | ref is? | REF electrode, which | common reference electrode?
what are voltages measured relative to | voltages relative to what | zero point of the voltages
what counts as zero volts here | against which point were the potentials taken | which point is subtracted
what was subtracted from every lead | every lead minus what | each channel minus which | Cz minus what?
difference to which electrode | which lead served as comparison | which electrode do the others get compared with
comparison electrode | the neutral electrode, where was it | indifferent electrode | indifferent lead, which
inactive electrode placed where | where did they clip the ear electrode, is that the reference
ear clip as reference? | A1+A2? | A1/A2 linked? | contralateral ear reference? | contralateral mastoid?
M1/M2 reference? | averaged mastoids? | TP9 reference? | TP9/TP10 ref? | FCz reference? | ref at FCz
reference at CPz? | Cz ref? | Cz-referenced data? | Pz as reference? | Fpz ref? | tip of the nose reference
nose tip? | chin reference? | sternum reference? | non-cephalic reference? | cephalic or extracephalic reference
balanced sternovertebral? | REST reference? | infinity reference? | zero reference at infinity? | CAR?
was CAR applied | is CAR done already | common average referencing done? | average-ref or not | average ref y/n
is the mean across electrodes zero, i.e. average reference | source derivation? | Hjorth derivation?
double banana? | longitudinal bipolar? | bipolar chain? | transverse bipolar? | is it in a double banana montage
monopolar? | unipolar or bipolar | bipolar derivations in the file? | bipolar or common-referenced sEEG
white matter reference? | local bipolar reference of the contacts | skull screw reference?
screw over cerebellum as reference? | reference of the probe, external or tip | tip reference?
was it recorded with CMS and DRL | DRL? | ground electrode and reference | GND and REF positions
where's the reference located | reference location | ref placement | position of the reference
EEGReference field in the sidecar | EEGReference | custom_ref_applied | raw.info custom_ref_applied? | EEG.ref
was the reference changed afterwards | offline reference | recorded ref vs offline ref
was it re-referenced offline | do I still have to rereference | should I re-reference, what is it now
I'd say linked ears, check me | I believe mastoids were used, confirm | it's average, isn't it, the reference
the lab always uses Cz as ref, also here? | does the header state a reference | no reference noted?
reference unknown? | referense | refference | refrence electrod | electrode of reference
the electrode of reference which is | with respect to what are measured the potentials
to what electrode are the others referred | MEG needs none, but is there any reference
I forgot to write down the reference, help | methods section: reference electrode used?
""",
    "quality": """
is the tracing readable | readable? | technically satisfactory? | technically limited? | technical adequacy
is it a good tracing | was it a clean run | clean or crappy | crappy data? | rubbish data? | is it all junk
trash or treasure | does this data suck | how dirty is the signal | how pure is the signal | is the signal decent
decent signal? | signal OK? | signal okay between 12 and 20 s? | quality in minute 3
quality over the left hemisphere | quality at Cz | quality of the frontal leads | quality of contacts 3–5
give it a grade | grade the recording | grade from A to F | score the quality | quality score | quality index
data quality index | SQI | overall QC | QC pass or fail | pass/fail? | does it pass QC
would it pass a quality check | did the recording turn out well | did it come out well
did the measurement succeed technically | was the setup okay | was the cap sitting well | was the hook-up good
good hookup? | good electrode contact? | poor contact overall? | were the gel and contacts fine | do I have to regel
should I redo the recording | repeat the measurement?
must she come back for another EEG because this one is spoiled | was the EEG any good, technically
can the doctor use this recording | can the neurologist read it | can a reader work with this tracing
can I publish with this data | publishable quality? | suitable for analysis? | suitable for ERP work, quality-wise
suitable for BCI training? | good enough for training a decoder | good enough for sleep scoring?
keep or reject this subject | exclude this participant? | exclude or include | reject the file? | worth analysing?
worth my time? | trustworthy data? | can the data be relied on | can I rely on this signal
is it safe to analyse as is | is it ready for analysis | ready to use? | does it need cleaning first
how much cleaning will be needed | do I need ICA | need ICA before I go on? | need filtering?
does it need a notch and ICA | is preprocessing necessary | what's wrong with this file
something wrong with the recording? | what problems does the recording have | what troubles the signal
name the defects | list the problems of the recording | list technical flaws | technical faults? | flaws?
recording faults? | hardware trouble? | is the amplifier ok | is my headset working properly | is my rig noisy
how noisy is my setup | noise? | noise assessment | noise summary | noise in general | is there too much noise
signal or noise mainly | SNR okay? | is the SNR decent | is the MEG run clean | is the LFP clean
is the fNIRS data good | fNIRS quality | scan quality | is the scan usable | I'd say the quality is fine, check me
I think it's a poor recording, agree? | the tech said it was a difficult recording, was it
I forgot whether this was the good file, help | qualty? | quality of registration | how is quality
the signal is of good quality or not | is it of sufficient quality | sufficient quality? | health check of the data
data health | sanity of the signal | first look: is the signal healthy | vet this recording | assess the signal
evaluate the recording quality | judge the recording technically | inspect for technical problems
""",
}
