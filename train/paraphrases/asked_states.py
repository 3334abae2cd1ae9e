"""More wordings people ask with: eyes, seizures, spindles, blinks, channels, bands, line noise."""

BANK: dict[str, str] = {
    "eyes": """
did they have their lids down for this
I can't tell from the log sheet if this was the open or the closed condition, help
was this block recorded with the participant staring at the cross or with lids shut
the label fell off the file: eyes open or eyes closed? | my guess is eyes shut, correct me if I am wrong
I'd bet the lids were up, verify | did grandma keep her eyes closed during the test
she was supposed to keep her eyes closed, did she | was the instruction to close the eyes obeyed
did he cheat and peek during the closed block | blindfolded or sighted rest?
is this the closed-eye run of the baseline pair | run-01 and run-02 got swapped, is this the one with open eyes
tell me the ocular condition from the alpha | from Berger effect: open or closed
do you judge the lids up or down from 20 to 40 s | minute 3: eyes open or shut | what were the eyelids doing
in which position were his lids | is the tested person looking out or not | is the proband having closed eyes
the patient eye is open or is close? | are eye open in this data | eyes closd? | were teh eyes shut
ey open or closed | are both lids lowered | is the subject fixating on the screen or resting with lids shut
does the occipital activity point to lids being shut | is alpha blocked because the eyes are open
alpha blocking present so eyes open, agree? | decide between EO and EC for me | classify the eye state
label this epoch as eyes-open or eyes-closed | sort this segment: OE or CE
give the eye condition of the last 30 seconds | make a call on the eye state
figure out whether the volunteer's eyes are shut | I'd like to know whether the infant had its eyes open
was baby looking around or lying with eyes shut | was the room being watched or were the eyes closed
relaxed with lids shut, or gazing at something | is the driver's gaze on the road or are the eyes shut
are the peepers shut | shuteye or looking? | lids: raised or lowered | BCI calibration: open-eye or closed-eye segment
is it fixation rest or eyes-shut rest | resting-state MEG, lids open or closed
in the scanner with eyes open, or shut | according to the SQUID sensors at the back, eyes closed?
going by O1 and O2 was she looking or not | eyes at 15 s, open? | is there reason to believe the eyes were closed
how sure are you the eyes were shut | would you say awake with eyes open or with eyes closed
did the technician ask for eye closure at that point | was eye closure maintained | did the eyes stay open all along
had he his eyes open at the start | technician note missing; state of lids? | visual fixation or lid closure
open-eyed or closed-eyed | is the student watching the wall or keeping lids shut
could the person see during this stretch, or were the lids down | please infer eyes opening status
the eyelids were closed I suppose? | claim: eyes open throughout. true? | can one tell if the lady had shut her eyes
what does the posterior rhythm tell about the eyes, open or closed | find out if this is the EC file | EC, yes or no
EO, am I right | does anything suggest the eyes were not closed | eyes, which way | were they squeezing the eyes shut
sitting quietly, but eyes open or closed? | mein subject: eye zu or eye open
auge auf oder zu, i.e. eyes open or closed
""",
    "seizure": """
did my daughter have one of her attacks while she was wired up
mum had a funny turn at the clinic, does this show a fit
was the shaking on the ward a real electrical event in the brain | did the brain go into a fit anywhere here
does the tracing catch an epileptic attack | tell me whether the patient seized overnight
is there anything ictal between contacts 3 and 5 | depth electrodes: any seizure discharge
grid LA1-LA8, is there ictal activity | intracranial recording, does it hold a seizure
ECoG strip: seizure or baseline | I'd like to know whether an electrographic seizure is captured
I think this is a non-event, confirm no seizure | resident says seizure, I say artefact; who is right
I say no seizure here, prove me wrong | the alarm of the detector went off, was it a true seizure
device flagged an episode, is it ictal | button press at 40 s, was there a seizure behind it
pushbutton event: ictal correlate? | is there an EEG correlate of the spell
staring spell, does the EEG show an absence | the kid zoned out, was that an absence seizure
baby had jerky movements, is there a neonatal seizure | neonatal seizures yes/no
ICU patient in coma, electrographic seizures? | comatose after arrest: seizing or not | is the patient in status
still seizing after lorazepam? | has the seizure activity stopped or is it still present
check the post-op night for ictal runs | sweep minute 3 for a seizure | scan 12 to 20 s for ictal stuff
screen this clip for sz | vet this segment: ictal / non-ictal | classify as seizure or non-seizure
give me the seizure label, 0 or 1 | binary: seizure? | positive or negative for seizures
flag if you find an ictal event | raise a flag if there is any epileptic attack | can the seizure be ruled out
seizure excluded? | could you exclude ictal activity in the temporal contacts | any epi event | epi attack registered?
epileptic crisis in this registration? | is there crisis in the exam | has the patient a crisis during record
seizzure here? | any siezures | seisure present | any convulsoin | is there electrical storming in the cortex
did neurons go haywire all at once | does the whole brain fire in lockstep at some point like in an attack
sudden build-up of rhythmic activity as in an attack: present? | does it show recruitment rhythm
low-voltage fast activity evolving into spiking, i.e. seizure?
evolution in frequency, field and morphology, so a seizure? | does it meet the criteria for an electrographic seizure
Salzburg criteria: seizure present? | hypsarrhythmic baby: spasms with ictal decrement here?
is there an infantile spasm seizure in the clip | myoclonic seizure on this tape?
focal seizure from the left temporal leads? | did a focal fit spread through the right side
temporal lobe attack recorded? | was a grand mal caught | petit mal caught? | kindled rat: did it seize
did the mouse seize after PTZ | rodent LFP, are there seizures | kainate animal, does this hour contain a seizure
probability that the hour contains a seizure | odds of this being a fit | how confident are you that it is a seizure
is the chance of ictal activity above 50 percent | subtle seizure hidden in here? | silent seizure on the monitor?
any fits | a fit, was there | took a fit or not | is this trace peaceful or is he having an attack
does the last minute show an epileptic attack | during N2 only, did a nocturnal seizure happen
something epileptic going on over F8 and T4 | interictal only, or did a seizure sneak in
""",
    "spindles": """
count the sleep spindles | how many spindles per minute of N2 | tally of spindles over Cz | spindles/min?
spindle density at C3 | give the density of spindles in stage 2 | what's the spindle rate per 30 s epoch
at which seconds do the spindles fall | list spindle onsets | mark every spindle for me
point me to the first spindle | timestamps of sigma bursts in NREM please | where are the spindles in the night
locate spindles between 100 and 200 s | at what frequency do the spindles oscillate
slow or fast spindles, what is their frequency | mean spindle frequency in Hz | are the spindles nearer 12 or 14 Hz
more than 5 spindles in this nap? | I'd say fifty spindles, check me | fewer than ten spindles?
my supervisor counted 23 spindles, is that about right | I'd like to know whether N2 is backed by spindles
do waxing and waning bursts of 11 to 16 Hz show up | those short spinning-top shaped bursts of sleep, any
little bursts that swell and fade for a second in light sleep, are they there
the thalamus bursts of sleep, do we see them | thalamocortical sigma events present?
is there sigma spindling at the vertex leads | half-second bursts of 13 Hz over the central leads?
sleep-specific bursts around 14 per second | fourteen-per-second bursts, present or absent
did the baby already develop spindles | are there spindles in this infant's sleep
asynchronous spindles in infant sleep, do any occur | do we get any spindles in the elderly sleeper
spindle activity after zolpidem, any? | spindling in the rat's cortex during NREM? | spindles in thalamic LFP?
spindles seen by MEG sensors? | spindle detection on Cz-A1 | run a spindle detector over the nap
detect and count sigma spindles | search the segment for spindles | go hunting for spindles in minute 12
does the sleeper make spindles | does dad's sleep show those spindles the doctor spoke of
doctor mentioned spindles, can you find them | need to score N2: spindle or no spindle in this epoch
is there at least one spindle in this page | first spindle, when | time of the last spindle
gap-free list of spindle times | spindle count only | number of spindle events during the second half of the night
number of spindles in channels C3 and C4 | spindels? | spidnles in the data | sleep spindel how many
how much spindle is there in this sleep | is there presence of fusus, sleep spindle
fusi del sonno, i.e. sleep spindles? | sleep fuses (spindles) exist in record? | are spindles absent
claim: no spindles at all. correct? | I could not see spindles by eye, can you | spindle-free sleep?
put a number on the spindle density | is spindle density above 3 per minute
how frequent are spindles in this stage 2 sleep | how often does a spindle occur
frontal slow spindles, are there any at Fz | parietal fast spindles, any at Pz
do contacts in the thalamus show spindling | were spindles picked up in the afternoon nap
tell me if spindles occur during the first cycle | spindle status: present? | any sleep-spindle like oscillation
graphoelements of N2: spindles there? | memory consolidation study, I need the number of spindles
are there typical spindle bursts while dozing off
""",
    "blinks": """
is the front of the head contaminated with lid artefacts | do those big humps in Fp1 come from blinking
large slow positive swings at the forehead leads, are they blinks
are the bumps in the first channels from someone's eyelids | I see big waves at Fp2, blinks?
do eyelids leave a mark in the trace | do we need ICA for blinks here
is ocular correction needed because of blinking | should I worry about blinks | has the subject kept from blinking
told not to blink; did they comply | is this segment free of blinks | any blinkfree recording, this one?
do blinks spoil the trials | lid flutter present? | eyelid flutter on the frontal derivations?
any EOG deflections due to the lids | does the VEOG show blinks | VEOG blink check
is there blinking in the eye channel | blink artefacts: present or absent
what share of the recording is eaten up by blinks | percentage of samples with blinks
fraction of time lost to blinks | give the share of the data covered by blinks | how much of the segment is blink
proportion of the record contaminated by eye blinks | seconds lost to blinks in relation to the whole
is more than 5 % of it blinks | I claim there is no blinking, check | I'd wager these are blinks and not brain, agree?
frontal delta or just blinks | is that frontal slow stuff blinking | is the wave at 8 s on Fp1 an eyelid thing
did the patient blink after the flash | did the child blink while watching the cartoon
did my son blink during the test | was the lady blinking all the time
does the gentleman blink at all between 12 and 20 s | did the volunteer bat an eyelid | any batting of lids
do the eyes flutter | any winks | was there winking | are there palpebral artefacts | palpebral movement in traces?
ocular contamination by lids: yes or no | is there oculographic contamination | did she blinked | do subject blinking?
blniking present | eye-blink artifact exist? | eye blinkings are in signal? | nictation detectable?
do the frontopolar electrodes carry the lids' dipole | Bell's phenomenon in frontal leads?
does the eyeball rolling up with each lid closure appear in Fp1 | do the MEG front sensors pick up lid closures
in SQUID data over the forehead: blinking? | dry headset AF7/AF8: blinks visible? | Muse headband, do blinks appear
BCI: is there a voluntary blink in this window | did the user make a double blink command
tell me whether the person's eyes blinked | look for blinks in minute 3 | blink detection on Fp1
search the frontal channel for eye closures of short length | check AF3 for blinking | are the blinks bad in this file
heavily blinking or calm eyes | is blinking an issue here | awake and blinking?
do blinks prove that he is awake, are there any | still blinking in drowsiness or have blinks gone
have blinks ceased | after 30 s is there any blinking | do we see the typical V-shaped lid artefact
what are the humps over the forehead, lids? | ocular artifact from blinking in need of removal?
did anything from the eyelids get into the EEG
""",
    "blink count": """
tally the blinks | count up the eye blinks for me | blink tally | N of blinks | # of blinks
put a number on the blinks | I counted seventeen blinks, do you get the same | I'd say fifty blinks, check me
more than 5 blinks? | fewer than ten blinks in this run? | did he blink at least twenty times
were there exactly three blinks | is the number of blinks above 40 | blink total from 12 to 20 s
total of eye blinks in minute 3 | number of blinks during the first half | how many blinks before the stimulus starts
how many times did she close and reopen her lids | how many times did the lids go down
how often in total did he blink, just the number | how many eye blinks did you find on Fp1 | add up the blinks
overall blink number | give me a figure for the blinks | a single number: blinks | amount of blinks found
how much blinks | how much times he blinked | how many time the subject blink | number blink | nb of blinks
count of VEOG blinks | how many ocular events of the blink kind were found
how many lid artefacts did the detector pick up | how many detected blinks | how many blink epochs would ICA see
how many blink templates can I average | do I have enough blinks to average, i.e. how many
enough blinks for an EOG regression? count them | the count of eyelid closures | the number of eyelid flicks
how many flicks of the lid | how many winks | how many times did my boy blink while the cap was on
how many times did grandpa blink | could you count how often the eyes blinked altogether
I'd like the number of blinks | I forgot to count the blinks, can you | blink counter | blink counter reading
run the blink counter | blinks in all | all blinks, counted | how many bumps on Fp1 are blinks
how many of those frontal humps are blinks | how many positive lid deflections above the eyes
how many ocular spikes caused by lids | how many blnks | how many blniks | nubmer of blinks | blink coutn
how many double blinks and single blinks together | how many voluntary blinks did the BCI user make
how many blinks in the calibration run | how many blinks in block 2 | how many blinks during reading
blinks over the last ten seconds, number | cardinality of the blink set | blinks were how many in this epoch
was it one blink or several | one blink or two? | only a handful of blinks or dozens
dozens of blinks? give the number | is twelve the right number of blinks | how large is the number of blinks
report blink count | state the blink count | zero blinks or how many
""",
    "blink rate": """
bpm of blinking | rate of blinking | blink frequency per minute | frequency of eye blinks | SEBR value
eyeblink rate as dopamine proxy | dopamine study: what is the blink rate | fatigue study: eye blink frequency
how many blinks per minute during driving | blinks per minute at the wheel | drowsiness index: blinks per minute
how rapidly does the subject blink | how fast does she blink | how quickly do the blinks follow each other on average
average blinks each minute | mean number of blinks in sixty seconds | per-minute blinks
per minute, how many times do the lids close | per 60 s how many blinks | how many blinks in a typical minute
normalise the blinks by time | divide blinks by minutes | blink rate in the first two minutes
blink rate between 12 and 20 s | blink rate during minute 3 | blink rate after the break | blink rate at rest
is the blink rate above 15 per minute | is 20 blinks a minute right | I'd say he blinks 12 times a minute, check me
more than 30 blinks per minute? | under ten blinks per minute? | is the blinking rate normal, give the figure
blink rate within 15 to 20 per min? | slow blinker or fast blinker | does she blink a lot per minute
does he blink rarely | rare blinker? | reduced blink rate? | parkinsonian low blink rate, what is it here
blink rate low or high | increased blink frequency? | excessive blinking, how many per minute
my husband hardly blinks, how often per minute | how often does my daughter blink | how often did the patient blink
how often does an average blink happen | how often do lids close | blink every how many seconds
a blink every few seconds? | every how many seconds comes a blink | one blink per how many seconds | blinks per second
blinks in Hz | blink rate in Hz | events per minute: eye blinks | lid closures per minute | lid closure frequency
eyelid movement rate | ocular artefacts of lids per minute | density of blinks over time | pace of blinking
speed of blinking, blinks per min | blink rythm per minute | blink freqency | blinking ratio per minute | blnk rate
blinkrate | what frequency has the eye blinking | put a number on how often he blinks
compute the blink rate from Fp1 and Fp2 | estimate the spontaneous blinking frequency | report blinks per unit of time
the blink rate, rough | quantify blinking per minute
""",
    "blink times": """
when did he blink | when exactly does the first blink come | first blink at? | last blink at?
time of the third blink | timestamps for the blinks | blink timestamps | blink latencies in seconds
mark where blinking happens | mark blink positions on the time axis | list the blinks with their times
list every second with a blink | point me to the blinks | point to the moments of blinking | annotate the blinks
make blink annotations | give blink markers | export blink events with times | blink event table | blink time list
I need the blink times for ICA | which seconds must I cut because of blinks | which epochs are hit by blinks
which samples hold blinks | at which samples does the lid close | at what moments do the lids go down
at what instants is there eyelid movement | at what time points did she blink | where on the timeline are the blinks
where in the recording are the blinks | where exactly are the lid artefacts in time | where do I find the blinks
where does he blink between 12 and 20 s | where in minute 3 did blinks happen
in which part of the recording is there blinking | in what seconds blinks occur | in which moment eyes are blinking
at when the blinks | when the subject blinks, which time | when blink? | blinks at: | time blinks | t of blinks
blink moments | blink instants | times of lid closure | times of eyelid closures | times at which my kid blinked
I want to look at the blinks, where should I scroll | scroll me to the blinks | take me to the next blink
jump to the first blink | show when he bats his lids | show me the seconds with eye blinks
tell me the seconds to skip because of blinks | did the blink at 14 s happen or was it at another time
I believe blinks are at 3, 7 and 11 s, right? | is there a blink near 20 s, and when precisely
blinks after the stimulus: when | when were the eyes blinking during reading | when do double blinks occur
when were the lids shut for a moment | when are the frontal humps from blinks | when do Fp1 and Fp2 jump from blinking
at which times is Fp1 contaminated by a blink | on what times did VEOG peak for blinks | VEOG peak times
detect blinks and return times | return blink indices | indices of blinks | blink peaks in seconds
seconds of each blink | each blink's time | exact moments eyelids came down | schedule of blinks
chronology of blinks | catalogue the blinks by time | log of blink times | when does blinking begin
when are the bliks | blink tmies | which intervals are spoiled by blinks
""",
    "bad channels": """
which leads would you redo before the study goes on | which electrodes shall I refill with gel
which electrodes need re-prepping | which cups fell off | did a lead come loose | any loose leads | lead off?
which lead needs a fix, technician asks | nurse here: is any wire not stuck properly | is a wire hanging loose
one of the stickers may have come off, which | are all the sensors working | are all 32 leads usable
how many electrodes are faulty | how many channels must go | number of bad leads | bad channel count
more than 5 bad channels? | fewer than 3 bad electrodes? | percentage of bad channels
give the share of faulty electrodes | I'd say T7 is broken, check me | I suspect F8, is it a bad electrode
is lead P4 faulty | is contact 5 broken | are contacts 3–5 usable | any bad contacts on the depth electrode
faulty SQUIDs? | bad SQUID sensors | which magnetometers are bad | which gradiometers should be excluded
bad MEG channels for Maxwell filter | bads list for MNE | raw.info bads | what should go into info['bads']
which channels were marked bad in the file | are any channels already tagged as bad
channels marked as bad by the lab | status bad in channels.tsv? | channels.tsv bad status | bad optodes
which optodes lack contact | which probe sites are broken | dead or noisy or otherwise unusable sites
which channels fail QC | list the failures among sensors | list channels for interpolation
which channels to interpolate | which to spline-interpolate | PREP pipeline: bad channels | RANSAC bad channels
FASTER-style bad channel detection | outlier electrodes | channels which are outliers
any odd one out among electrodes | which electrode deviates from the rest
electrodes uncorrelated with their neighbours | rotten leads | dodgy leads | dodgy electrodes | crappy channels
wonky channels | janky sensors | crook channels | duff electrode? | knackered electrodes | bust leads
defective channels | defect electrodes exist? | malfunctioning leads | untrustworthy channels
channels I cannot trust | can I trust T8 | which channels would you drop | drop list | reject list for channels
exclude which electrodes from analysis | blacklist channels | blacklisted sensors | name the culprits among the leads
every channel ok? | all electrodes healthy? | are the electrodes healthy
is the montage complete or are some leads bad | bad chanels | bad electroeds? | which chan is bad | channel bad which
wich electrode is bad | is any of the leads on my mum's head not working
before averaging, whom do I throw out of the montage | claim: all channels are good. true?
I'd like to know whether any sensor is faulty | bad channels during 12 to 20 s | bad electrodes in minute 3
channels without decent signal | point me to the bad electrodes
""",
    "flat channels": """
which leads draw a straight line | any straight-line traces | is one of the traces a ruler line
is a channel dead as a doornail | dead leads? | dead electrode somewhere? | dead contacts on the grid
dead sites on the probe | dead SQUIDs | which SQUIDs give nothing | flatlined sensors | flatlining channels
flatline on which lead | flatliner electrodes | does anything flatline | isoelectric lead due to disconnection
isoelectric channel? | zero variance electrodes | channels with variance zero | channels with std 0
std of zero where | constant channel list | stuck channels | stuck at one value
which electrode is stuck at the same number | channel frozen at a value | frozen channels | unplugged leads
which jack is unplugged | was a lead left unplugged | disconnected electrodes | disconnected channels, flat ones
was some lead disconnected so that it's flat | channels containing only zeros | all zeros in which column
which columns are all zero | NaN or zero channels | empty traces | blank channels | blank traces? | silent contacts
mute channels | muted leads | which lead shows nothing | which row is just a line
one row on my screen is a line, which electrode is it | one wire shows no waves at all, which
nothing comes from which electrode | no activity at which lead | no signal from which contacts
which electrodes give no signal | which inputs are inactive | inactive inputs | inactive channels
channels without any fluctuation | channels lacking any movement | motionless traces | electrodes that do nothing
how many flat leads | how many channels are dead | number of flat electrodes | tally flat sensors
more than two flat channels? | any flat ones | flats? | flat chans | flat chanels | flatt electrode | flat elctrodes
is Oz flat | is Fp2 a flat line | is contact 4 silent | is the reference row flat | I think P7 is flat, confirm
I say there is no dead channel, check | claim: no flat lines | are any sensors not responding | non-responsive sensors
sensors with no output | sensors with no reading | amplifier input shorted on which channel | shorted channels
grounded input on which lead | channel has signal of 0 µV, which one
less than 1 µV for the whole time, which channel | traces of zero height | zero amplitude on what leads
mark the flat channels | list flat traces | point me to the dead electrode | find the flatlines
flat channels between 12 and 20 s | which electrode stayed flat throughout | optodes without light, flat signal?
flat optodes | flat ROI traces | which tetrode wires are dead | EEG technician: which input has no waveform
channels with no waveform
""",
    "noisy channels": """
which leads are buzzing with garbage | which leads are full of static | static on which electrode
static-ridden channels | which electrodes hiss | fuzzy channels | fuzzy traces, which leads | grainy electrodes
which traces look fuzzy and thick | which row on the screen is a thick black band | thick traces
hairy traces, which leads | scratchy channels | crackling electrode? | messy channels | messy leads
which electrodes are a mess | dirty electrodes | dirty channels list | channels with high noise
channels with high noise floor | highest noise floor where | excess noise at which sensors | excessively noisy SQUIDs
noisy SQUIDs | noisy magnetometers | noisy gradiometers | noisy contacts | noisy contacts on the depth probe
noisy sites | noisy optodes | noisiest lead | noisiest electrode | noisiest sensor of all
which sensor is the loudest with noise | loud channels | electrodes louder than the rest
leads with far more variance than others | high-variance electrodes | channels with huge std
standard deviation far above others on which channel | high-frequency noise on which electrodes
broadband noise by channel | white noise at which leads | random noise at which electrode
channels dominated by noise | channels swamped by noise | channels buried in noise
more noise than brain on which electrodes | low SNR channels | low SNR electrodes | poor signal-to-noise leads
which sites have bad SNR from noise | how many channels are noisy | count noisy sensors | tally of noisy leads
more than 5 noisy channels? | any noisy ones | noisy chanels | noise electrodes which | noisey leads | noisy elctrodes
which electrode has noise | electrode having much noise | is T8 noisy | is Fp1 noisy | is O2 noisier than the rest
is contact 5 noisy | is lead F7 full of noise | I think T7 is too noisy, confirm | I'd say none is noisy, check
claim: only F8 is noisy | noise level too high on what leads | too much noise at which sensor | mark noisy channels
list noisy leads | flag the noisy electrodes | point me to the noisiest leads | rank the leads by noise
noise ranking of electrodes | noise by electrode | noise per lead | which lead is jittery | jittery traces
erratic channels | wild channels | wildly swinging electrodes | channels going berserk with noise
channels that go crazy | noisy between 12 and 20 s, which leads | noisy electrodes in minute 3
nurse asks which wire makes the scribble | scribbly line on the monitor, which lead is noisy
which of the wires on his head gives only noise | interference-ridden electrode | noisy EEG derivations
noisy inputs of the amplifier | contaminated by noise: which sensors | which dry electrodes are too noisy
which earbuds sensor is noisy | electrodes with noise beyond 50 µV | noise exceeding threshold on which channels
""",
    "clipped channels": """
which leads hit the rails | railing channels | channels that rail | railed electrodes | rails hit? | did the ADC rail
is the ADC saturated on some lead | ADC overrange | overrange channels | out of range channels
over-range on which input | amplifier overload on what leads | overloaded inputs | overdriven electrodes
amp overdriven? | amp saturation | saturating leads | saturated sensors | saturated SQUIDs | saturated contacts
saturated optodes | saturated detectors | detector saturation | which electrodes saturate | which sites are saturating
is Fp1 saturated | is Cz clipped | is T7 clipping | is contact 3 clipped | is lead O1 hitting the limit
does F8 max out | which channels max out | pegged channels | pegged electrodes | leads pegged at maximum
pinned at the top | traces cut off at the top | tops of the waves chopped off, which lead | waves with flat tops
flat-topped waves, which channel | flattened peaks | plateau at the maximum | peaks sheared off | peaks cropped
peak clipping | truncated amplitude | amplitude limited channels | signal limited at ± full scale
full-scale deflection | full scale reached on which inputs | reaching the ends of the range
end of the measuring range reached | beyond the dynamic range | dynamic range exceeded where | input range too small?
gain set too high so that it's clipped? | gain too high on which channels | is the gain making it clip
digital maximum reached | at digital max or min, which ones | signal at physical maximum
stuck at the max of the amplifier | 32767 values | values equal to the maximum int | int16 limits hit
does any channel reach its physical min or max repeatedly | how many channels clip | how many leads are saturated
number of clipped electrodes | count of saturated sensors | more than 2 clipped channels?
share of channels that clip | any clipping | clipping anywhere | clipped traces | clipped leads list
list the clipping electrodes | mark saturated leads | point me to clipped sensors | flag clipping | clip check
saturation check | check for saturation | check rails | I think Fp2 is clipped, confirm
I say nothing clips, check me | claim: no saturation | did the pen block | pen blocking | pens hit the stops
the pens hit the end stop | off the scale | off-scale channels | does a trace run off the screen at its limit
signal goes to the limit and stays there, which lead | the line bangs into a ceiling, which electrode | ceiling hit
waves hitting a ceiling and floor | square-looking tops from the amplifier limit | cliped channels | clippng
saturted electrode | satured channels | saturation on electrodes exist? | clipped from 12 to 20 s, which
during stimulation, which contacts saturate | DBS stimulation saturates which leads
TMS pulse saturating the amplifier, which channels | distorted by overload, which leads | overload distortion
""",
    "dominant band": """
which rhythm rules here | winner among delta theta alpha beta | which band comes out on top | band with most power
which of the classical bands prevails | which band prevails at Pz | which rhythm prevails during N2
which band is leading over Cz | leading band | prevailing rhythm | predominant activity
predominant band between 12 and 20 s | predominance of which waves | principal brainwave | main brainwave
main brainwaves in this clip | main rhythm over the contacts 3–5 | main wave type | kind of brain waves mostly
what sort of brain waves does she make most | which type of waves is strongest in my son's brain
what brain waves dominate when mum rests | mostly slow waves or fast waves | mostly alpha? | mostly theta?
mostly delta, right? | mostly beta activity? | largely alpha or largely theta | is alpha the strongest of the bands
is delta in charge | is theta the top band | is beta taking over | is alpha in the lead | is alpha winning over theta
is delta dominating at Fz | does theta predominate | does alpha dominate | does beta dominate over the motor strip
does delta prevail | is it delta-dominated | alpha-dominated? | theta-dominated recording | beta-dominant
delta dominant? | dominant rythm | dominent band | dominat band | dominating rhythm | dominating waves
I'd say alpha dominates, check me | I guess theta is on top, correct? | claim: delta is the dominant band
alpha or beta, which is stronger | theta vs alpha: which prevails | delta or theta mainly
delta, theta, alpha, beta: pick one | pick the strongest among alpha, beta, theta, delta
choose the band that best describes this | choose one band | classify by dominant rhythm
classify the background as delta, theta, alpha or beta | background is mainly of which band
background dominated by which rhythm | in which band does the brain mostly oscillate
in which band lies most of the energy | in which frequency band is the energy concentrated
energy is concentrated in what band | most energy: which band | most of the power belongs to which band
most of the activity belongs to which band | most prominent band | most prominent brain rhythm
most prominent wave class | the biggest band | biggest rhythm | the top rhythm | top band at Oz
strongest oscillation band in MEG | which Greek letter is strongest | greek letter of the main rhythm
which greek-letter wave | which brain-wave class is it | which category of waves | what band would you name for this
name the governing band | governing rhythm | rank the bands, first one | order of the bands, who is first
which band carries the most variance | what band holds the crown | band no 1 | top frequency band
the one band that stands out | what band is strongest in the rat's LFP | the majority rhythm
which rhythm characterises this segment | which rhythm is most pronounced
""",
    "dominant frequency": """
at how many Hz does it mainly oscillate | how many Hz is the main rhythm
how many cycles per second is the main rhythm | main rhythm in Hz | cycles per second of the strongest wave
c/s of the background | cps of the main activity | frequency of the leading rhythm | frequency of greatest power
frequency of maximal PSD | maximum of the PSD at | argmax of the spectrum | peak of the spectrum at
peak of the FFT at | top of the spectrum, which Hz | at which Hz is the spectral maximum
where on the frequency axis is the peak | where does the PSD top out | location of the spectral peak
position of the peak in Hz | peak location | peak at what frequency | peak freq at Cz | peak frequency in contacts 3–5
peak frequency over the motor cortex | peak frequency during N2 | peak frequency between 12 and 20 s
peak frequency in minute 3 | peak hertz | pk freq | PF? | spectral peak frequency | spectral mode
the modal frequency of the EEG | strongest single frequency | strongest Hz | loudest frequency
the loudest tone in the spectrum | most powerful frequency | most intense frequency | highest peak in Hz
the tallest peak sits at | tallest bump of the spectrum at which frequency | bump in the spectrum, at how many Hz
biggest bump in the spectrum at | is the peak at 10 Hz | is the peak above 8 Hz | is the main frequency under 7 Hz
is the dominant frequency near 20 | I read a peak at 9.5 Hz, check me | I'd say ten hertz, check me
claim: main frequency is 6 Hz | slower than 8 Hz? | faster than 12 cycles per second? | how fast are the waves
how fast does the brain swing | how fast is her brain wave | how fast do the main waves go
how slow is the background in hertz | speed of the main waves in Hz | tempo of the main oscillation in hertz
pace of the rhythm in Hz | at what speed do the waves run | waves per second | how many swings in a second
how many ups and downs per second has the trace mostly | oscillation frequency | the oscillation's frequency
fundamental frequency | fundamental of the rhythm | carrier frequency of the activity | main spectral component in Hz
principal spectral line of the brain activity in Hz | predominant frequency | leading frequency | dominant freqency
domninant frequency | dominating frequency of LFP | hippocampal LFP peaks at which Hz
theta peak of the rat at how many Hz | SQUID sensors: at what frequency is the peak
give me the hertz of the main oscillation | put a number in hertz on the main rhythm | estimate the peak frequency
compute the dominant frequency via Welch | Welch peak | Fourier peak | period of the main oscillation
""",
    "peak prominence": """
how far does the peak rise over the background | how far does the peak stick out | how far above the 1/f is the peak
height of the peak over the 1/f | height over the aperiodic fit | peak height above the aperiodic background
peak height in the PSD | how tall is the spectral peak | how high is the bump over the slope
how high does the hump rise over the noise floor | bump height | bump size in the spectrum
hump in the spectrum, how big | how big is the bump | how clear is the peak | how clear-cut is the spectral peak
how distinct is the main rhythm from the background | how pronounced is the peak at Cz
how pronounced is the spectral bump | how salient is the peak | how conspicuous is the rhythm in the spectrum
how obvious is the peak | how visible is the peak in the PSD | how sharp does it stand out from the 1/f
how much does the dominant peak exceed its surroundings | how much does the peak exceed the floor
how much higher than the neighbours is the peak | how much over baseline spectrum is the peak
how many dB over the background is the peak | how many decibels does the peak stand out | dB above floor
dB of peak over aperiodic | prominence of the peak between 12 and 20 s | prominence of the bump over contacts 3–5
prominence of the main oscillation | prominence of the strongest peak | prominence at Pz | peak distinctness
peak saliency | peak conspicuity | peak to floor ratio | peak-to-noise of the spectrum | peak over noise floor
ratio of the peak to the surrounding spectrum | ratio of peak and background power | contrast of the spectral peak
contrast between peak and background | SNR of the spectral peak | signal-to-noise of the dominant oscillation
oscillatory power above 1/f | FOOOF peak power | fooof peak height | specparam peak power | specparam PW
periodic component above aperiodic, how large | periodic peak power | adjusted peak power
is there a real peak or just 1/f | is there a true oscillation or only 1/f | is there a genuine bump in the spectrum
is there any peak at all in the spectrum | does a peak stick out of the spectrum | does the spectrum have a clear peak
does the PSD show a distinct peak | does a bump stand out over the slope | weak bump or strong bump
is the peak worth trusting | is the dominant frequency trustworthy, how prominent is its peak
is the main peak more than 3 dB above background | more than 10 dB over the floor?
peak below 2 dB over the background? | I'd say the peak stands 8 dB out, check me
claim: there is no clear spectral peak | peakiness | peakiness of the spectrum | how peaky is the spectrum
how peaked is the PSD | peaky or smooth spectrum | does the spectrum have any hill
how steep and tall is the hill in the spectrum | mountain in the spectrum, how tall above ground
protrusion of the peak | the peak protrudes by how much | how strongly does the main wave stand out from the rest
how much does my son's main rhythm stick out | elevation of the peak | elevation above the pink noise
peak above the pink noise | above pink noise by how much | prominance of peak | peak prominense | peak promience
promninence of peak | size of spectral peak relative to the local background
quantify the peak over the broadband background | put a number on how prominent the peak is | give the prominence
rate the peak's prominence
""",
    "line noise": """
the wall-socket buzz, is it in there | is there buzz from the wall socket | socket hum | wall-plug hum
power-socket interference | plug buzz | is there electricity from the lamp in the trace
does the lamp or the bed induce hum | hospital bed hum in the EEG? | is the electric bed causing interference
did the charger leave a hum | laptop charger interference | is the equipment humming into the leads
infusion pump hum at 50 Hz? | ICU interference from mains | mains contamination | mains pick-up at Cz
mains artefact at contacts 3–5 | mains artifact between 12 and 20 s | mains frequency, 50 or 60 | mains 50 or 60 Hz
AC noise | AC artefact | power supply hum | power grid noise | power-grid interference | powerline?
powerline artifact | powerline interference | powerline noise level | power line contamination at 60 | PLI 50 Hz?
grid frequency in the data | grid hum | electric hum on the wires | electric network noise | electric net noise 50Hz
city current interference | sector noise 50 Hz | network frequency 50 hertz | Netzbrummen, i.e. 50 Hz hum
mains hum level | humming at 50? | humming at 60? | hum at sixty hertz | buzzing | is there a buzz in the recording
is it buzzing at 60 | 50-cycle interference | 60-cycle | 60 cycle hum | sixty-cycle artifact | fifty hertz?
sixty hertz? | 50 hz ? | 60hz noise | 50Hz noise | 50 Hz spike in the PSD | spike at 60 Hz in the spectrum
spike at 50 in the power spectrum | needle at 50 Hz in the spectrum | needle at 60 in the spectrum | narrow line at 50
sharp line at 60 Hz | spectral line from the mains | harmonics of 50 Hz | harmonics at 100 and 150
is there a harmonic at 120 Hz | how big is the 50 Hz peak | how bad is the 60 Hz | how bad is the hum
how strong is the mains | how strong is the buzz | how many dB of mains | how much hum is there
size of the 60 Hz peak | amount of mains interference | put a number on the mains hum | does it need a notch filter
need a notch? | at which frequency do I set the notch | where do I put the notch
has a notch already been applied, is any hum left | was the notch on | residual mains after filtering
is the 50 Hz gone | is mains gone after Zapline | zapline needed? | need to run cleanline?
is grounding bad, any 60 Hz | bad ground giving hum? | ground loop hum
was it recorded in Europe or in America going by the mains | US or European mains in the file | European mains?
American mains? | I think there is 60 Hz hum, check me | I'd say no mains, check | claim: free of line noise
free from hum? | hum-free? | shielded room: any mains left | shielding worked? any 50 Hz
is the Faraday cage doing its job against the mains | MEG in the shielded room: 50 Hz present? | line nosie
lien noise | linenoise | line interference | line freq noise | line frequency contamination
thick fuzzy trace from electricity | trace thickened by 60 Hz
""",
    "onset": """
when does the fit kick off | when did the fit begin | when did the attack begin | when did my daughter's attack start
when did her fit start on the recording | at what second did the brain go into the fit
at what moment did the seizure set in | at what second does the ictal rhythm appear
at which time does ictal activity begin | at which second do the leads first show the seizure | seizure kicks off at
sz starts at | sz start? | sz onset time | sz on | seizure start time | seizure begins when | seizure beginning
seizure commencement | commencement of the ictus | ictal onset second | ictal start | ictal start time
ictal beginning | electrographic onset of the seizure | electrical onset
EEG onset vs clinical onset: when is EEG onset | EEG onset | EEG seizure onset time | earliest sign of the seizure
earliest second of the attack | earliest electrographic change | first ictal change | first ictal discharge at
first second of the seizure | first second of ictal activity | first moment of seizure
first sign of the fit in seconds | first spike-wave of the seizure: time | where does the seizure begin in time
where in time does the fit start | where should I put the onset mark | where do I set the seizure onset marker
where to place the EEG onset line | mark the onset | mark the seizure onset | mark the start of the seizure
mark when it becomes ictal | point me to the start of the seizure | point to the beginning of the attack
jump to seizure onset | take me to the start of the fit | timestamp of onset | timestamp of the seizure start
time of onset | time of the ictal onset in s | time zero of the seizure | t0 of the seizure
onset latency of the seizure from file start | seconds from the start of the file until the seizure
how long into the recording does the seizure begin | how long before the fit starts
how many seconds before it becomes ictal | how far in does the seizure start | how soon does the seizure come
how early does the seizure begin | after how many seconds does he seize | after what time does the attack come
after how long does the fit set in | from which second is he seizing | from when on is it ictal
from what time on is there seizure activity | since when is the patient seizing | since which second is it a seizure
transition from interictal to ictal at | transition into seizure: time | preictal to ictal change, when
when does preictal turn ictal | when does the background turn into seizure | when does the ictal pattern emerge
when does the evolving rhythm take off | when does the rhythmic build-up take off
when does the low-voltage fast activity of the seizure begin | when does the spike-and-wave run of the absence begin
when did he start seizing | when did she go into seizure | when did the convulsion start
when did the rat start to seize | when did the mouse's seizure begin after PTZ | when is the start of crisis
begin of crisis which time | start moment of epileptic crisis | start of the epileptic attack
start of attack in seconds | beginning of the attack | outbreak of the seizure | onset of fit | onset of the absence
onset of the convulsion | onset of seizure on contacts 3–5 | onset on the grid | onset in minute 3?
is the onset before 30 s | does the seizure start before 20 s | does the fit begin after 1 min
did it start at 45 s, the seizure | I put the onset at 37 s, check me | I'd say it begins at fifty seconds, check me
claim: seizure starts at 12 s | nurse pressed the button at 60 s, when did the seizure really start
video shows jerks at 50 s; when does the EEG start to seize | seizre onset | siezure start | seizure onest
onset sz in sec | estimate seizure onset | give the onset to the second | put a number on the onset
SOZ timing: when is onset
""",
    "band power": """
theta at Fz | delta over the left temporal leads | beta over C3 | gamma at contacts 3–5 | gamma from the grid
sigma over Cz | mu over C3 and C4 | mu power at C4 | low gamma power in the hippocampus | high gamma on the ECoG strip
high-gamma power 70–150 | ripple band power 80 to 120 Hz | 8–12 Hz at Oz | 4-8 Hz at Fz
4 to 8 Hz over the frontal leads | 12 to 20 Hz at Cz | 13–30 Hz over the motor strip | 0.5–4 Hz at F3 | 30-45 Hz power
power from 7 to 13 Hz | power within 15-25 Hz | power between 5 and 7 hertz at Fz | band from 10 to 14 Hz: power
energy in 8 to 13 Hz | energy of the alpha band | energy of theta | energy in beta | alpha energy over the occiput
alpha in microvolts squared | theta in dB | delta in µV²/Hz | beta PSD | gamma PSD | PSD in alpha
PSD averaged over theta | mean PSD from 13 to 30 | integrate the PSD from 8 to 12 | integral of the spectrum over beta
area under the PSD in the delta range | area under the spectrum for theta | log alpha power | log power of beta
absolute alpha | absolute theta | absolute delta power at Cz | absolute power in the beta range | absolute bandpower
bandpower alpha | bandpower 4 8 | bandpwr theta | pow alpha | beta pwr C3 | theta pow Fz | frontal midline theta
FMT power | frontal theta value | frontal delta | temporal theta | parietal alpha value | central beta
sensorimotor rhythm power | SMR power | SMR at Cz | SMR 12–15 Hz at C4 | mu rhythm strength | how strong is mu
how strong is theta | how strong is delta at Fp1 | how strong is beta in the subthalamic leads | STN beta power
beta in the STN | DBS contacts: beta power | how strong is gamma | how much theta do I have
how much alpha is in there | how much beta over the left hemisphere | how much delta in the second half
how much slow activity below 4 Hz | how much fast activity above 20 Hz | how much fast beta | how much 40 Hz is there
how large is the alpha | how large is sigma during N2 | how intense is the theta | how intense are the fast waves
how powerful are her alpha waves | how powerful is my son's beta | how high is beta | how high is delta in minute 3
how weak is alpha | amount of alpha | amount of theta in µV² | amount of beta activity | level of gamma
level of beta at Fz | level of delta between 12 and 20 s | strength of the 10 Hz band | strength of theta waves
strength of fast waves of 20 to 30 Hz | strength of slow waves under 4 Hz in the spectrum | magnitude of beta
intensity of theta band | value of the delta band | value of alpha for neurofeedback
neurofeedback: theta value at Cz | neurofeedback reading of SMR | quantify theta | quantify beta over contacts 3–5
quantify the slow waves' power in 1–4 Hz | measure alpha | measure delta at F4 | compute theta
compute the Welch power in 8–12 | calculate beta | calculate power 1–30 Hz | put a number on alpha
put a number on theta at Pz | give me beta | give the delta | report gamma at T7 | read off the sigma power
feature for BCI: mu band power | BCI feature, beta log-variance at C3 | feature alpha bandpower
is theta above 10 µV² | is alpha power over 20 | is beta at Cz lower than 5 µV² | more than 3 µV² of gamma?
I'd say alpha is about 12 µV², check me | claim: there is hardly any beta | is there any gamma
is there any beta at all | excess theta? | excess fast activity from benzos, how much beta | benzo beta: how much
drug-induced beta amount | lots of delta? | plenty of theta? | not much alpha, is there | alpha lacking?
slow stuff in the delta range, how much | delta burden | theta load | slowing in theta range over T3, how strong
the sleepy slow waves of deep sleep, power of 0.5–4 Hz | slow wave activity SWA | SWA in µV² | SWA at Fz
slow oscillation power under 1 Hz | infraslow power below 0.1 Hz | power of waves of 8 to 12 per second
thinking waves, the beta ones, how strong | the relaxed waves called alpha, how strong are they at Cz
meditation theta: how strong | concentration beta: how strong | alhpa power | alpah power | thetha power
tetha band power | betta power | gama power | delat power | band pwoer | alfa power | alfa rhythm power
alpha band energy of MEG sensors | beta from SQUIDs over the motor cortex | theta from the left sensors
LFP theta power | LFP gamma power in CA1 | theta of tetrode 4 | beta amplitude squared | RMS power of alpha band
spectral power of theta | spectral density in beta | spectral content between 20 and 35 Hz | spectrum level 8-13
""",
    "relative band power": """
alpha as percent of total | alpha as a share of everything | alpha as part of the total | alpha percentage | alpha pct
% delta at Cz | % beta over C3 | % delta in N2 only | pct beta | percent theta | percent gamma at contacts 3–5
percentage of delta | percentage of theta activity at Fz | percentage of the spectrum in beta
percentage of power in 8–12 Hz | percentage of energy from 4 to 8 Hz | percentage of total power between 13 and 30
rel theta power | rel. delta | rel pow alpha | relative alpha | relative theta at Fz
relative delta over the frontal leads | relative beta in minute 3 | relative gamma | relative sigma during N2
relative mu | relative SMR | relative power 8-13 Hz | relative power from 1 to 4 | relative energy of theta
relative energy in alpha | relative spectral power | relative spectral density of beta
relative contribution of theta | relative weight of delta | relative amount of alpha
relative slow activity: delta out of all | RBP | RBP alpha | RP of theta | RPP beta | normalised alpha
normalised beta band at C4 | normalize delta by total power | normalised spectral power in gamma
alpha divided by total power | theta over total power | delta over the whole spectrum | delta / total | theta/total
beta/total | beta vs the total | ratio of alpha to total | ratio of delta to the entire power
ratio of theta power to whole-band power | ratio of 4–8 Hz to 1–45 Hz | fraction of power in beta | fraction of delta
fraction of the energy in gamma | fraction of variance in alpha | fraction of variance between 8 and 12 Hz
proportion of theta | proportion of delta at F3 | proportion of the power that is beta
proportion of spectrum in alpha | portion of alpha | portion of total in the theta range
part of the power that falls into delta | part played by theta in the total | quota of alpha
slice of the power pie that is alpha | slice of the spectrum taken by beta | how big a slice does theta get
piece of the pie for delta | cut of the total for gamma | share of theta | share of delta between 12 and 20 s
share of beta at Cz | share of the power under 4 Hz | share of the power above 30 Hz
share of the 10 Hz band in everything | share of slow waves in the total power
share of fast waves in the total power | give the share of alpha | give the share of theta at Pz
give delta in percent | give beta in % of the total | express alpha in percent | express theta as a fraction
express delta relative to all bands | what part of the whole is alpha | what part of the activity is theta
what part of my mum's waves is slow delta | what share does beta have | what share of the brain waves is alpha
what percent of her brain waves are theta | what percent is delta | what percent falls into 13–30 Hz
what fraction is alpha | what fraction of total power is delta | what portion is beta
how many percent of it is theta | how many percent of the power is slow | how many percent beta at C3
how much of the total is alpha | how much of the total power is delta | how much of the whole is theta
how much of all the power sits in beta | how much of the spectrum is gamma | how much of everything lies in 8–13 Hz
how much of the signal's energy goes to theta | how much does alpha contribute to the total
how much does delta contribute | contribution of beta to the total | contribution of theta to overall power
does alpha make up half | does delta make up more than 50 % of the power | does theta account for a third
does beta account for over 20 percent | is alpha more than 30 % of the total
is theta less than a quarter of the power | is half of the power delta | is a third of it alpha
I'd say delta is fifty percent, check me | I guess 40 % alpha, right? | claim: theta is a fifth of the whole
delta accounts for what percentage | beta makes up how much of the whole | theta makes up what share
alpha constitutes what part | occupied by alpha, in percent of power | theta percntage | relativ alpha power
realtive theta | realtive power beta | relative alfa | alfa percent of total power | percent power of teta
qEEG relative theta | qEEG relative beta at F4 | qEEG percent power alpha | QEEG rel power delta
neurofeedback percent SMR of total | BCI feature: normalised mu over broadband | gamma share of LFP power
theta share in CA1 of the full LFP | beta share in the STN contacts relative to total
MEG: alpha as fraction of the broadband power | alpha out of the broadband | theta out of 1–40 Hz power
""",
}
