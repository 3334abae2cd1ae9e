"""More wordings for states and measurements, mostly where two lie close together."""

BANK: dict[str, str] = {
    "eyes": """
was the person sitting with eyes open or shut while this was taken | I need to know whether the eyes were open
which one is it: open eyes or closed eyes | the eyes: shut or not | are we in the EC condition or in EO
can we say from the alpha whether eyes are closed | does the pattern fit open or closed eyes
does this look like eyes closed to you | is he looking around or has he got his eyes shut
is she resting with eyes closed | had the subject opened his eyes | eyes closed resting? | EO rest? | EC rest?
which eye state | eyelids open? | eyelids shut? | is he peeking
does the subject see anything, i.e. are the eyes open | EOEC? | eyes o or c | visual input or eyes closed
""",
    "seizure": """
the patient is epileptic; does the EEG show a seizure | he has known epilepsy, any seizures in this recording
my son has epilepsy; was there a seizure | she suffers from epilepsy: seizure in this file or not
child with absence epilepsy, do we catch a seizure | known epilepsy, is there a seizure in here?
did he convulse | are we seeing a paroxysm here | any run of ictal discharges
does an epileptic seizure show up in this clip | is there an electrographic event of epileptic kind
was the seizure caught on the recording | is something epileptic going on in this stretch
does the trace look ictal to you | ictal? | szr? | was that a seizure at 30 s
I suspect a seizure, can you confirm | the nurse saw shaking, is there a seizure on the EEG
does he seize between 20 and 40 s | has the patient seized | seizures: yes or no
is there an electrical seizure | electrical storm? | rhythmic discharge that evolves?
any sign of a seizure pattern | rule out seizure activity in this segment | any generalized discharge
generalised tonic clonic pattern? | is there abnormal hypersynchronous activity | hypersynchrony?
any bursts of spike and slow wave | polyspike-wave? | 3/s spike wave?
is any epileptic discharge there at all | does an ictal event happen | is the EEG epileptic here
did she have a seizure here | nonconvulsive status? | NCSE? | ongoing seizure? | is a seizure happening
""",
    "spindles": """
do we find spindles in this nap | are any sleep spindles hiding in there | does C4 have spindles
does the N2 epoch show spindles | brief bursts of sigma over the vertex? | did this night produce spindles
spindly bursts over Cz? | any spindle events in the clip | is spindle activity there or not
would a sleep scorer mark a spindle here | can I score a spindle in this epoch | SS present?
""",
    "blinks": """
are Fp1/Fp2 contaminated by the eyes | ocular contamination of the frontopolar leads? | eye-related artifacts?
is the frontal channel polluted by lid movements | are Fp1 and Fp2 polluted by the eyelids
is there eyelid activity in the frontal leads | blink-related deflections? | does the eye blink show up at Fp1
do frontal electrodes pick up eye movements | does the participant blink during this | do I see blinks here
is that bump at 12 s a blink | did anyone blink | has the recording been affected by blinking
are the eyes blinking | were the eyes blinking at any time | eog artefacts? | EOG?
is there any eye artefact I should know about | did blinks leak into Fp1 and Fp2
frontal leads full of blinks? | does he blink or not | is blinking present | is there at least one blink
eye blink contamination y/n | ocular artefacts y/n | did he blink in the first minute
did she blink between 5 and 15 s | does the subject blink after 30 s
""",
    "blink count": """
how many blinks do you count | how many blinks all in all | how many blinks can be seen
give a count of the eye blinks | how many eye closures of the blink type | what's the total of blinks
the number of times he blinked | blinks total? | how many lid closures are there | number of lid closures
how many blinks in that window | how many did he blink
""",
    "blink rate": """
how many blinks does he make per minute | what is his blinking rate per minute | blinks per min? | EBR?
ebr please | how regular is the blinking | how frequent are the blinks | are blinks frequent
frequent blinking? | how often are eyes blinked | what's the average number of blinks a minute | blinks/minute
eye blinks per minute | rate of spontaneous blinks
""",
    "blink times": """
at what seconds are there blinks | which time points have ocular artefacts | when do ocular artifacts occur
when do EOG artifacts come | when do the eyelid artefacts occur | give me blink timings
exact times of blinks | when's the next blink | where do blinks fall | where should I cut out blinks
which segments contain blinks | at what time did she first blink | timeline of blinks
""",
    "bad channels": """
which sites should be dropped before ICA | what should be removed before averaging: which sensors
any electrode ready for the bin | which leads ought to go | channels with poor skin contact
which electrodes sit badly | is one of the leads unusable | got any broken electrodes?
any electrode to throw away | which electrodes are useless | any useless channels | fishy channels?
iffy electrodes | is channel O1 trash | is C3 unusable | channels that misbehave | misbehaving electrodes
does every electrode do its job | is O1 okay | is T7 usable | is F8 good | is the signal at Pz good or bad
does Cz work | is C4 working | what's wrong with O2 | is anything wrong with channel F7 | electrode trouble?
any channel I should leave out | whom to kick out: which channels | which sensors would you mark as bad
mark bad channels | which channels would you reject | which channels need fixing | do any electrodes look off
is there an electrode with bad contact | any bad contact | loose contact somewhere | channels to interpolate?
to be interpolated: | worst electrode | worst channels | which is the worst channel | bad-channel list
which channels are not good | which channels are not ok | which electrodes do not work
not working electrodes | any that failed
""",
    "flat channels": """
is any electrode just zero | which electrodes record nothing at all | does any sensor deliver a constant value
any zero channels | did one of the electrodes go silent | which channel does not show any activity
are some leads dead | number of dead leads | does a lead have zero amplitude | channels with zero signal
is channel F4 dead | does P3 show anything at all or is it flat | which channels don't move
no-signal channels | constant-value channels | lost signal on which electrode
""",
    "noisy channels": """
noise-ridden electrodes, list them | which leads are drenched in noise
list the electrodes that are too noisy | electrodes full of noise | sensors with lots of noise, which
which channel carries the most noise | is Cz extremely noisy | which electrodes are the noisiest
what is the noisiest channel | where is the noise: which channel | which channel has the most noise
name the noisy ones | name noisy electrodes | are some sensors noisier than the others
which channels have excessive high-frequency noise | is there one channel with a lot of noise
is channel P4 full of noise | noise level of individual channels | high noise electrodes?
""",
    "clipped channels": """
did the amplifier saturate anywhere | does any channel hit its maximum and stay there
is the signal cut at the top | cut off at the limits? | do we have saturation in the recording
is any electrode saturating | does the trace run into the rails | is the input overdriven | overdriven?
overdrive? | overflow? | flat tops on the waves | is the waveform truncated | limits of the converter reached?
""",
    "onset": """
the beginning of the convulsive discharge, in seconds | from which second on is it ictal
from when on does he seize | when was seizure activity first seen | when do we first see ictal activity
how late into the file does the seizure begin | seizure start in seconds | when does it go ictal
seizure begin? | begin of the seizure | beginning of the fit | time the sz began
at what clock position does the seizure commence | where does it start, the seizure
after how many seconds does the seizure start | what is the onset time of the ictal pattern
start second of the attack | when did she start to seize | onset time? | onset?
""",
    "dominant band": """
is the EEG too slow overall | are the waves mainly slow or fast
in which of the usual bands is the EEG strongest | prevailing EEG rhythm | overall slow?
is the trace generally slowed | which of delta, theta, alpha, beta is the strongest
which band has most power | the band with most power | which band is highest
what is the main type of brain wave here | brainwave type? | which brainwaves dominate
what brain waves does he have most | which of the bands leads over Pz | in which band lies the background
is the record dominated by slow or by fast activity | is there more alpha than theta
is there more beta than alpha | alpha or beta dominant | theta dominant or alpha dominant | is the EEG slowed
does the background look slow | is there excess slow activity overall | encephalogram slowed? | slowing?
which rhythm is the background | what's the leading band | strongest rhythm? | dominant activity
what kind of activity dominates | most abundant band | what frequency band is the activity in mostly
which range holds most of the power | where is most power, band-wise
""",
    "dominant frequency": """
at what rate do the waves repeat | how many waves per second | repetition rate of the rhythm
centre frequency of the main oscillation | at how many Hz does the spectrum have its maximum
the main peak is at how many Hz | the rhythm is at what frequency | what's the peak Hz
frequency at the maximum of the PSD | frequency of maximum power | frequency of the strongest oscillation
how fast do the waves go | how fast is the background | how fast is the dominant activity
what frequency are these waves | what frequency is dominant at Cz | main Hz | Hz? | frequency?
what frequency is the rhythm | rhythm in Hz | main frequency please | has the dominant frequency changed
is the rhythm faster in the second half | is it faster than before | which recording is slower
is the second recording slower than the first | slower or faster after 30 s | mean rhythm speed
peak position in the PSD
""",
    "peak prominence": """
how much does the spectral peak stand out | does the peak stick out from the background spectrum
peak vs background | how strong is the oscillatory peak | strength of the oscillation above 1/f
how big is the peak over the aperiodic part | is there a peak in the power spectrum
any peaks in the spectrum | are there oscillations in the spectrum | spectrum: peak or no peak
is the peak obvious | is the peak distinct | peak SNR | how marked is the peak | is there any rhythmic peak
peak clarity
""",
    "line noise": """
how much does the electricity grid leak into our data | contamination from the 50-cycle supply | supply noise?
AC contamination | was the cable picking up mains | is the mains visible | does the mains get in
do you see the mains in the spectrum | how large is the mains artefact | is there something at 50 Hz
is there something at 60 Hz | what's that peak at 50 | what is this spike at 60 Hz | sharp line at 50 Hz?
hum level | hum? how strong | how strong does it hum | level of the hum | how much hum is in there
does it hum | electrical hum | is the socket disturbing the signal | disturbance by the power network
electricity network interference | network hum | grid frequency | 50 or 60? | 50/60 Hz? | 50/60
mains 50 or 60 | notch at 50 or at 60 | which notch do I need | which frequency to notch
noise from electrical devices nearby | interference by nearby equipment | electromagnetic interference? | EMI?
shielded room working? | narrowband interference? | how noisy is 50 Hz | is 60 Hz clean | power-line level
powerline peak | grounding problems?
""",
    "band power": """
the patient had a stroke; how strong is delta | in this child with ADHD, what is the theta power
is alpha smaller in the second | is alpha larger in the first one | is theta higher in the second recording
is there less alpha in the second | is there more beta in the first recording than in the second
does alpha differ between the two recordings | is alpha weaker now | is beta stronger than before
compare alpha in both recordings | compare theta in R1 and R2 | did alpha go up in the second file
is delta lower in the first file | is gamma bigger in the other recording | has alpha decreased in the second
is the mu rhythm stronger at C3 than at C4 | how strong the beta over sensorimotor cortex
gamma activity at T7 and T8 | theta F3 vs F4 | alpha O1 O2 12-20s | delta at T7 in the last minute
how large is theta power when comparing first and second half | does gamma power grow
power in the theta range over Fz | how much energy is in the beta range at C4
how much alpha do we have over O1 and O2 | how much power is in theta at Fz
how strong is beta over the motor strip | what value has alpha power at Pz
value of beta power between 10 and 20 s | please compute the theta power over the frontal region
tell me alpha power in microvolts squared | alpha in µV² | theta in uV2 | what is theta at F3 | beta at C4?
delta at F7? | how high is delta over the left temporal leads | how high is gamma | is theta elevated
is beta increased | is delta raised | is there excess beta | is there too much theta
how big is alpha in the last minute | size of alpha at the back of the head
how does alpha compare between O1 and O2 | how do frontal and occipital alpha compare
alpha frontal versus occipital | does theta rise over time | does beta go up in the second half
is alpha lower after 30 s than before | alpha before and after 30 s | compare beta power over C3 and C4
theta: first minute against last minute | power from 4 to 8 Hz at Fz | power of 13-30 Hz
how strong is the 8-13 Hz activity over the occiput | how active is the 30-45 Hz band | band powers please
band powers | all band powers | power in each band | power by band | spectral power in all bands
list the power of delta, theta, alpha and beta | frontal theta level during the first minute
theta activity over Fz | slow activity over T7 how much | is there much slow activity left temporal
how strong is sigma | sigma at Cz | mu at C3
strength of the mu rhythm
""",
    "relative band power": """
what share of the total is alpha at O1 | what share does delta take | how large a part of the power is beta
how many % is theta | how many percent is alpha | percentage of beta | which fraction falls into theta
fraction of power in 8-13 Hz | alpha % | theta % | delta as a fraction of everything
relative to total power, how large is theta | proportion of power in gamma | relative delta?
relative power alpha O1 | rel. beta | relative band powers | relative powers please | % of total in alpha
percentual alpha
""",
    "topography": """
over which lobe do slow waves predominate | scalp region with the peak in gamma
which lobe has the strongest theta | is alpha maximal occipitally or centrally
over what electrodes is alpha most pronounced | over which leads is theta most pronounced
where is alpha most prominent on the head | where is beta most marked | at which site is delta most evident
which spot on the head has the most alpha | which part of the scalp has the most theta
over which areas is alpha maximal | alpha is largest over which electrodes
over which electrode is alpha the largest | which sensor has the strongest beta
where on the head is theta the strongest | where does alpha come from on the scalp | where's alpha
where's beta | where is delta | where is theta | where is gamma greatest
which electrode has the biggest signal | which channel has the largest amplitude | channel with highest power
where is amplitude largest | is slow activity more frontal or more temporal
does delta prevail over the left temporal region or elsewhere | alpha: in front or in the back
anteriorisation of alpha? | is alpha anteriorised | how is alpha distributed | how is theta spread
which site shows the maximum | location of maximum power | scalp location of theta maximum
region with most delta
""",
    "posterior alpha": """
can one see the basic rhythm at the back | is 10 Hz idling over the visual areas present
does alpha show up over the occipital cortex | reactive alpha at the back?
is the alpha rhythm present over O1 and O2 | do we see an alpha rhythm at the back
does the back of the head show alpha | is a normal posterior alpha rhythm seen | good alpha rhythm?
is the alpha well formed | well-formed alpha? | decent PDR? | how well developed is the occipital alpha
how marked is the posterior alpha | is the posterior dominant rhythm clear
is the posterior rhythm there at all | is alpha there | alpha present? | alpha present or absent
alpha rhythm yes or no | is there a posterior alpha peak | occipital alpha peak? | alpha peak there?
does this subject have alpha | has he got alpha waves | alpha waves visible? | are there alpha waves
is there a rhythm over the back of the head | posterior background activity?
""",
    "posterior alpha frequency": """
what is his alpha frequency | her individual alpha peak | individual alpha peak frequency
at what Hz does alpha peak | what's the posterior rhythm's frequency
what is the speed of the posterior dominant rhythm | PDR in Hertz | how fast is the PDR | how fast is alpha
how fast is the alpha in the occipital channels | alpha at how many Hz | alpha peak in Hz | alpha Hz
is the alpha peak at 10 Hz | is the alpha frequency normal | is alpha below 8.5 Hz | alpha peak lies where
peak of alpha in hertz | frequency of the rhythm over the back of the head | the occipital rhythm is how fast
number of alpha waves per second
""",
    "alpha asymmetry": """
hemispheric balance of alpha | balance between the hemispheres
how evenly is alpha split between the two sides | does the left hemisphere have less alpha
does the right side have more alpha | is alpha more on the right | is one side lower in alpha than the other
are left and right alpha the same | is alpha even on both sides | side-to-side difference
more alpha left or right | alpha stronger on which side | which side has more alpha | right vs left alpha
L vs R alpha | R-L alpha | is the alpha rhythm asymmetric | is the posterior rhythm symmetric
symmetry of the background | are the hemispheres symmetrical | is there a hemispheric difference
difference between left and right | interhemispheric difference of alpha | O2 minus O1 alpha
is activity lateralised to one side | is alpha lateralised | lateralisation? | asymmetry? | symmetric?
laterality?
""",
    "amplitude": """
roughly what voltage does the EEG have | how strong in microvolt is the trace
mean size of the signal over temporal electrodes | how many microvolts is it
how many µV has the signal at O1 | what is the RMS amplitude of the background | how strong are the signals
how strong is the signal at Cz | signal strength at O1 in uV | how large are the waves
how high are the waves | size of the waves | is the voltage low | is the amplitude too high
is amplitude plausible for EEG | overall voltage | what's the voltage at Fz | amplitude of Pz
amplitude, first 10 s | is the background low-voltage | is the EEG attenuated | attenuated?
suppressed background? | average signal size | how much signal is there in microvolt | mean voltage of the EEG
signal standard deviation at C3 | rms?
""",
    "peak-to-peak amplitude": """
swing between maxima and minima in uV | distance between the highest and lowest point
how far apart are peaks and troughs in voltage | how large is the swing from peak to trough
how big are the swings in µV | how many microvolts peak to peak | peak to peak at Fz
maximum minus minimum of the signal | difference between the highest and the lowest value | p-p value | p to p
how large is the voltage range | range of voltages | amplitude range in microvolts
from lowest to highest how much
""",
    "aperiodic exponent": """
tilt of the psd in log-log coordinates | is the background spectrum steep or flat
how quickly does energy vanish at higher frequencies | how steeply does the spectrum decline
how does power fall with frequency | how fast does the spectrum decay
how much does power decline toward high frequencies | how steep is the PSD over the frontal channels
steep or shallow spectrum | is the spectrum shallow | how shallow is the 1/f | spectral slope please
slope of the power spectrum | slope of the log PSD | slope of the background spectrum
slope of the noise floor | exponent of the spectrum | exponent of the aperiodic part | 1/f steepness
1/f decay | 1/f slope at Cz | one-over-f exponent | scale-free slope | scale-free dynamics
steepness of decay | excitation/inhibition from the slope | non-oscillatory slope | spectral inclination
knee-free exponent | power-law decay
""",
    "muscle": """
how tense were the face muscles | high freq EMG in temporal channels | was the forehead tense
tensed muscles? | was the guy gritting his teeth | is somebody gritting teeth | clenched teeth?
is the jaw clenched | are the jaw muscles active | is the neck tense | tight jaw?
is the participant tense, any EMG | is she biting her teeth | does he grind the teeth
is the subject chewing on something | how much muscle is in the data | how much of it is muscle
is muscle contaminating T7 and T8 | EMG at T8 | how much EMG over temporal leads | how many percent muscle
seconds with EMG | is there EMG noise | EMG noise? | muscle contamination level | electromyogenic noise
are facial muscles contaminating the recording | does the jaw disturb | jaw artefact? | talking artefacts?
is the patient talking or chewing | high-frequency bursts of muscle? | is it muscle or brain above 30 Hz
is the high-frequency power muscular
""",
    "electrode pops": """
are there electrode pops in this recording | are there electrode pops | any electrode pops | electrode pop?
electrode pops? | electrode pops present or absent | electrode pops yes or no | popping electrodes
how many electrode pops are there | number of electrode pops | count the electrode pops | electrode pop count
when are the electrode pops | times of the electrode pops | electrode pop times | list the electrode pops
does an electrode pop | did an electrode pop | which seconds hold electrode pops | does any electrode pop at 12 s
is that step at 12 s an electrode pop | is the jump at Cz an electrode pop | did O1 pop | pops at T8?
a sudden step in just one channel? | is there a step in one channel that decays slowly
any abrupt jump confined to one electrode | steep rise and slow fall in a single lead, is there one
does a single channel jump without the others | sudden spike in only one electrode, with a slow decay
does one electrode step while its neighbours stay calm | single-electrode artefact with abrupt onset
an artefact in one electrode only, steep then fading | electrode artefacts from poor contact, when
pops from a loose electrode | did a loose contact cause pops | does a badly attached electrode make jumps
is there popping | is it popping anywhere | pop artefacts? | pop artifact present? | electrode popping?
sudden impedance change at an electrode | abrupt impedance changes? | did the contact impedance jump
contact artefacts of single electrodes | electrode jumps? | electrode jump count | baseline jumps in one channel
baseline shifts abruptly at one electrode, when | DC jump in a single channel | does the offset of any lead jump
step-like artefacts | step artifacts in single channels | how many step-like artefacts | steps in a channel?
discontinuities in one channel | are there sudden jumps in F4 | sudden offset at one lead? | pops per minute
how often do electrodes pop | how frequent are electrode pops | at which electrode are the pops
which electrode pops | where are the pops | is it free of electrode pops | no electrode pops, right?
check for electrode pops | detect electrode pops | find pops | mark every pop | pop detection
electrode pops between 10 and 20 s | pops in the first minute | first electrode pop | did the gel dry, any pops
clicks in a channel from a moving electrode | artefacts of an electrode that moves, single channel
someone touched an electrode, does it show as a jump | a tug on one electrode wire seen as a step?
""",
}
