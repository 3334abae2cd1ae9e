"""Wordings people use to ask for states and events: one phrase per line, or several separated by |."""

BANK: dict[str, str] = {
    "eyes": """
are the eyes open or closed | eyes open or eyes closed | EO or EC? | EC or EO | is this EO or EC | eyes open?
eyes closed? | eyelids up or down | are the eyelids up or down | lids open or shut | were the lids shut
did the subject have their eyes shut | is the participant's gaze open
is the person keeping their eyes closed | does the subject keep the eyes open in this segment
was this recorded with eyes open | was this recorded with the eyes closed
was it an eyes-closed resting state | resting state with eyes open or closed
which resting condition is this, eyes open or eyes closed | rest EO or rest EC | are his eyes open
are her eyes shut | did he close his eyes | did she open her eyes | when do the eyes open? no: are they open
is the subject looking at something or are the eyes closed | state of the eyes | eye state | eyes: state?
ocular state | what is the state of the eyes | can you tell whether the eyes were open | open or closed eyes
opened or closed? | are they open or closed (eyes) | eyes opened or closed | eye opening or closure
is the eye closed | is the eye open | do the eyes appear open | are both eyes shut
could you tell me if the patient's eyes are open during this recording | please determine the eye condition
eye condition | eye status | eyelid position | lids? | are the peepers open | did they sit with closed eyes
was the volunteer told to close the eyes | was the volunteer fixating with open eyes
is the alpha compatible with closed eyes | does the alpha suggest eyes closed
do the occipital rhythms suggest open eyes | with eyes open, or with eyes closed
are we looking at an eyes-closed block | eyes-open block or eyes-closed block | subject had eyes shut, right?
shut eyes? | shut-eye rest or open-eye rest | is this a closed-eye recording
are the eyes of the subject covered by the lids | is the person's vision shut off by the eyelids
gaze open or lids closed | eye closure yes or no | were the eyes kept shut throughout
the eyes, are they opened | is it with opened eyes | eyes o/c | eyes op or cl | eo/ec? | condition EO/EC
ec condition? | baseline eyes open or eyes closed | did the subject keep eyes closed between 10 and 20 s
are the eyes open in the first half | in the last minute, eyes open?
""",
    "seizure": """
is there a seizure | are there any seizures | seizure present? | does this contain a seizure | sz?
any sz in this file | is there ictal activity | any ictal pattern | is this segment ictal or interictal
ictal or not | is the patient seizing | does the EEG show epileptic activity
fit or no fit | did the patient have a fit | was there a convulsion
does this recording capture a seizure event | did an attack occur | is there a spike-and-wave pattern
is there 3 Hz spike and wave | generalised spike-wave discharges | any SWDs here
do you see electrographic seizure activity | electrographic seizure? | any electrographic seizures
subclinical seizure? | is this status epilepticus | does this look like a seizure | seizure activity yes or no
seizure or no seizure | seizure free? | is the recording free of seizures | is it seizure-free
are we free of ictal events | no seizures in there, right? | is the patient having an absence
absence seizure in this recording? | is there rhythmic ictal discharge over the temporal lobe
could this be a seizure | check for seizures | detect seizures | seizure detection please
run seizure detection | screen the file for epileptic seizures | please look for ictal events
was a seizure recorded in this session | any paroxysmal activity | paroxysmal discharges?
is there rhythmic evolving activity that suggests a seizure
did something epileptic happen between 1 and 2 min | epilepsy attack inside?
is it an epileptic seizure what I see here | do you think there was a seizure in the second half
seizure in the last minute? | probability of seizure | how likely is a seizure in this segment
how probable is it that this contains ictal activity | is it seizing | does she seize in this clip
do we have a seizure on channel T3 | any tonic-clonic activity | is there an ictal rhythm at F7
convulsive activity present? | evidence of seizures? | signs of an epileptic fit | is the brain in seizure
was this an ictal recording | is this background or seizure | seizure vs normal | normal or seizure
have you found any seizures | siezure? | seizures y/n | sz yes/no | ictus yes or no
does it have an epileptic episode
""",
    "spindles": """
are there sleep spindles | any spindles | spindles present? | do you see spindles | sleep spindle activity?
spindle y/n | is there spindling | any sigma bursts | are there bursts in the sigma band
12-15 Hz bursts typical for N2 sleep, are they there | does the recording contain sleep spindles
are spindles visible over C3 | can you detect spindles | spindle detection
look for spindles between 20 and 40 s | spindles in the central leads? | is there a spindle around 00:45
any waxing-waning 13 Hz bursts | waxing and waning sigma oscillations of sleep
thalamocortical spindles visible? | do spindles occur | did any spindle occur
has the sleeper produced spindles | are sleep spindles absent | free of spindles? | no spindles here?
spindel? | are there sleep-spindles | evidence of spindles | signs of spindle activity
is sigma spindle activity detectable | fast spindles or slow spindles present?
fast spindles over centro-parietal sites? | spindle bursts? | check whether there are spindles
does this sleep EEG show spindles | do we have spindles in Cz
short 12-14 Hz oscillations of half a second to two seconds, any? | any sleep related 14 Hz bursts
spindle events present | is it possible to see sleep spindles here | spindles, yes or no
sleep spindles or not | with or without spindles | could you find spindles in the first minute
is a spindle seen | any spindle-like oscillation | spindle-like bursts | how likely are there spindles
probability of sleep spindles | presence of spindle waves | search the trace for spindles
do I see a spindle at 12 s or not | are those 13 Hz packets spindles | spindle complex visible?
sigma spindles | are the sigma events there | do sleep spindles show up | typical N2 spindles?
any spindles worth scoring
""",
    "blinks": """
are there blinks | any blinks | does the subject blink | did he blink | did she blink at all
blink artifacts? | eye blinks present? | is there blink contamination | are eye movement artefacts visible
ocular artifacts? | do you see eye blinks in Fp1 | blinking? | is the person blinking | eyeblinks y/n
any EOG artifact in the frontal leads | are those big frontal deflections blinks
frontal bumps from the eyelids? | are the large Fp1 Fp2 waves from blinking | blink artefacts in the recording
contaminated by blinks? | is it free of blinks | blink-free? | is the data blink free
were there blinks between 10 and 20 s | did the participant blink in the first minute
do the frontal channels show blinks | any ocular artefact | ocular contamination present
is there EOG contamination | EOG spillover? | eye artefacts | do blinks occur | check for blinks
detect blinks | blink detection | find out if there are eye blinks | eye-blink? | is there an eyelid artefact
do the eyelids flutter | eyelid flutter? | are lid movements seen | lid artifacts?
is there any blinking going on | has the subject blinked | blinks present or absent | blinks or no blinks
do I have to worry about blinks | should I correct for blinks | do I need to remove eye blinks
need for EOG correction? | eye movements in the data? | saccades or blinks visible?
are vertical eye movements present | blnks? | frontopolar blink artifact visible?
does anything look like an eye blink | any sign of blinking at 12 s
""",
    "blink count": """
how many blinks | how many times did the subject blink | number of blinks | blink count | count the blinks
total blinks | how many eye blinks are there | how often did the person blink in total
count eye blinks between 0 and 30 s | give me the number of eyeblinks | tally of blinks | nr of blinks
no. of blinks | # blinks | blinks: how many? | how many blinks in the first minute
how many ocular artifacts can be counted | how many times do the eyelids close briefly
how many blink artefacts did you find | can you count the eye blinks for me | what is the blink count
amount of blinks | total number of eye blinks in this file | how many blinks were detected
how many lid closures | number of eye-blinks? | count of blink events | do a blink count | blinks counted?
how many eye blinks does this subject make | blink number | how many times he blinks
how many blinking events | quantity of blinks | how many EOG blinks | N blinks
how many frontal blink deflections | number of blink artifacts in Fp1 | count blinks at Fp2
number of times eyes blinked | how many blinks happen after 30 s | blinks, count please | sum of blinks
how much blinks are there | how much times blinked | did they blink more than ten times, how many exactly
how many eyelid flutters
""",
    "blink rate": """
blink rate | what is the blink rate | blinks per minute | how many blinks per minute
how often does the subject blink | blinking rate | blinking frequency | frequency of blinking | blinks/min
blink frequency | how frequently do they blink | eye blink rate | spontaneous eye blink rate | sEBR | EBR
spontaneous blink rate | rate of blinks | rate of eye blinks | how many times a minute does he blink
blinks a minute | how fast is she blinking | average blinks per min | what's the rate at which blinks occur
blink rate in the last minute | calculate the blink rate | mean blink rate | is the blink rate high
is the blink rate normal | how high is the blink rate | eyeblink frequency | how often do blinks happen
how often do the eyes blink | every how many seconds is there a blink | blink tempo
how regularly does the person blink | blinking speed | rate of blinking per min | blinks pm
number of blinks per minute | blinks each minute | how many blinks in a minute on average
what is the frequency of eye blinks | blink cadence | does he blink often | does she blink a lot
is the subject blinking frequently | blink incidence | blink density | how often are there blinks in the EEG
ocular blink rate | rate of eyelid closure | rate of ocular artefacts per minute
""",
    "blink times": """
when do the blinks occur | when did the subject blink | at what times are the blinks | blink times
blink onsets | list the blink times | timestamps of blinks | where in time are the eye blinks
at which seconds does the subject blink | timing of the blinks | blink timing | when are the eye blinks
when was the first blink | when is the last blink | give me the time points of all blinks
onset times of blinks | blink latencies | times of eye blinks in seconds | at what moments did the eyes blink
moments of blinking | which seconds contain blinks | which seconds have a blink | show me when blinks happen
tell me the seconds with blinks | positions of blinks in the recording | mark the blinks
list all blinks with time | when exactly do blinks appear | time of each blink
when do ocular artefacts happen | where are the blinks | locate the blinks | blink locations in time
seconds at which blinks were detected | when did he blink for the first time | time of the first blink
at which point did she blink | blink time stamps | blink onset times | blink markers in seconds
give timestamps for the eye blinks | what times do the blinks fall on | when can I see a blink
points in time where eyelids closed | when do the eyelid artifacts occur | blinks: when?
""",
    "bad channels": """
are there bad channels | any bad channels | which channels are bad | bad electrodes? | list bad channels
bads? | which electrodes should I exclude | which channels should be interpolated | any channels to drop
channels to reject | which sensors are broken | broken electrodes? | any faulty sensors | faulty channels
defective electrodes | dodgy channels | are all electrodes working | are all channels good
is every channel usable | do all electrodes have good contact | which leads have poor contact
poor electrode contact somewhere? | any loose electrodes | has an electrode fallen off
did an electrode come off | is an electrode detached
any disconnected channels | do I need to remove any channel | do I need to interpolate something
which ones need interpolation | channel rejection list | which channels look wrong | which channels look off
suspicious channels | are there outlier channels | odd channels | is channel T4 bad | is O1 ok
is electrode Pz broken | does Fp1 look bad | is Cz a bad channel | is C3 fine | can I trust all channels
which channels can't be trusted | unreliable electrodes | unusable channels | corrupted channels
malfunctioning sensors | are there dead or noisy channels | are any leads bad | bad lead detection
detect bad channels | find the bad electrodes | find bad sensors | name the broken electrodes
identify bad channels | bad chans | bad chs | number of bad channels | how many bad channels
how many electrodes are bad | how many channels need to be removed | electrodes with problems
problematic channels | problem electrodes | any channel with a problem | channels in trouble
what channels would you throw out | what would you exclude before analysis | which traces are rubbish
junk channels | is the set free of bad channels | no bad channels, right? | good channels and bad channels?
channel quality check | badchannels? | bad electrods | any electrode not recording properly
is any sensor not working | sensor failure? | which electrode has lost contact
high impedance electrode visible? | any crap channels | damaged sensors
""",
    "flat channels": """
are there flat channels | any flat channels | flatlined channels? | which channels are flat | flat electrodes
flat lines | which electrodes show no signal | channels without signal | dead channels?
are any channels dead | which sensors are dead | is there a flatline | flat-line anywhere?
any channel constant | constant channels | zero-variance channels | zero variance? | channels stuck at zero
all-zero channels | are any channels all zeros | empty channels | is any channel silent | silent electrodes
isoelectric channels | is Fz flat | is O2 a flat line | does C4 flatline | is T3 dead
which leads are flatlining | any lead with zero amplitude | flat traces | straight-line traces
is a trace just a straight line | no activity on which channels | channels with no activity at all
list flat channels | find flat channels | detect flatlines | how many flat channels
number of dead electrodes | count flat channels | which channels have no variance
disconnected (flat) electrodes | does any electrode record nothing | is something recording nothing
unplugged channels | signal missing on any channel?
is any electrode unplugged | flat channel check | flatness | are all channels alive
any non-responding sensor | which channel does not move at all
""",
    "noisy channels": """
are there noisy channels | which channels are noisy | noisy electrodes | noisiest channels
which channel is the noisiest | any noisy electrodes | which sensors have too much noise
channels with excessive noise | noisy leads? | noise on which channels | list the noisy channels
find noisy channels | detect noisy sensors | how many noisy channels | number of noisy electrodes
is O1 noisy | is there a lot of noise on T4 | is Fp1 noisier than the rest | which electrodes crackle
high-noise channels | high variance channels | channels with abnormally high variance
which electrode is messy | which electrodes are contaminated by noise | hissy channels
channels full of noise | which channels have high noise | dirty channels | dirtiest electrode
which electrode has the most noise | worst channel in terms of noise | noisy chans | noisy chs?
nosiy channels | channel noise levels, which are high | any sensor with broadband noise
channels that are too noisy to use | too noisy electrodes | electrode noise? | noise per channel
is some channel drowned in noise | which traces are very noisy | any jittery channels | noisiest sensor
which leads are swamped by noise | does any channel have way more noise than its neighbours
""",
    "clipped channels": """
are there clipped channels | is anything clipping | does the signal clip | clipping? | clipped signals
which channels clip | is the amplifier saturated | saturation? | are any channels saturated
saturated electrodes | amplifier saturation | did the signal hit the rails | railed channels
rail-to-rail signals | are channels railing | is O1 railed | overloaded channels | amplifier overload
ADC overflow | ADC out of range | out-of-range samples | over-range | does it reach the limits of the ADC
did the amplifier block | amplifier blocking | are the peaks cut off | truncated peaks
do peaks look chopped off | maxed-out channels | is any signal maxed out | signal stuck at maximum
stuck at full scale | ceiling effects in the signal | any plateau at the limits of the amplifier
which sensors saturated | squid saturation | is there clipping in Fp1 | is C3 clipped between 10 and 20 s
how many channels are clipped | number of saturated channels | list clipped channels | find clipping
detect clipped channels | detect saturation | which electrodes hit the limit | are the tops of the waves cut
flat-topped waves? | signal limited by the amplifier range | exceeded the input range?
dynamic range exceeded | input range exceeded? | did we exceed the dynamic range | any overloads
""",
    "onset": """
when does the seizure start | when did the seizure begin | seizure onset | seizure onset time
onset of the seizure | at what time does the seizure start | at which second does the ictal activity begin
time of seizure onset | sz onset | when is the ictal onset | ictal onset? | ictal onset time
where in the recording does the seizure begin | when does the fit start | when did the convulsion begin
start of the seizure | start time of seizure | seizure start?
how many seconds into the recording does the seizure start | how far in does the seizure begin
when does it start seizing | at what point does the patient start seizing
at which moment does the epileptic activity set in | when does the discharge start
when does spike-and-wave begin | first sign of the seizure? | when is the first ictal change
earliest ictal change | locate the seizure in time
when did the attack start | when do the epileptiform discharges begin | exact time of the seizure onset please
timestamp of the seizure | mark the onset of the seizure | what second is the seizure onset
onset second of the ictal discharge | when do things turn ictal | when does the background change into seizure
transition to ictal, when? | seizure begins at? | seizure starts when | szr onset | EEG onset of the seizure
electrographic onset | time at which ictal rhythm begins | when did the epileptic fit kick off
at what second did the seizure kick in | when was seizure activity first seen | first second of seizure
when does the paroxysm start | start of ictus | tell me the moment the seizure commences
when does the sz start | latency of the seizure onset | how long until the seizure begins
where does the seizure start in time
""",
}
