"""More wordings about responses to events, channels that go together, the architecture of sleep, reactions."""

BANK: dict[str, str] = {
    "phase lag": """
does O2 keep trailing O1 in theta, how consistently | put a number on the phase lag from Fz to Pz in the theta band
does one hemisphere run ahead of the other within the alpha cycle | who leads whom in phase, F4 or P4
which site lags, contacts 3 or contact 7, going by phase | compute wPLI for every pair of sensors
give the PLI for the frontal-parietal pairs | I need the weighted PLI, 8 to 12 Hz, minute 3 only
is the debiased wPLI above 0.3 | I'd say the PLI is about 0.2 for C3-C4, check me
my supervisor wants phase synchrony without volume conduction, can you do that
is there any non-zero phase delay linking hippocampus and prefrontal cortex | theta phase lead of CA1 over PFC
do the peaks of the wave at the front arrive slightly later than those at the back, every time
do two places swing with the same delay again and again | constant offset between the two oscillations?
are the waves at C3 always a bit behind the ones at C4 | one channel consistently a quarter cycle late?
phase-lag idx, beta | plv/pli O1-O2? | phaselag C3 C4 | PLI vs wPLI, whichever you have, for gamma
phase-locking of left and right auditory cortex sensors in the SQUID data | phase locking across the gradiometers
estimate how reliably the phase of P7 precedes the phase of P8 | asymmetry of the phase difference distribution
one-sidedness of the phase difference between T7 and T8 around 6 Hz
steadiness of the phase offset of the two leads in sigma | F3 shifted against F4 in phase?
network synchrony by PLI | PLI-based network strength | average wPLI over all pairs in delta
global phase synchrony of the montage | how phase-coupled are the mastoids and the vertex
true lagged synchrony or just common reference | rule out field spread and tell me if C3 and Pz still synchronise
are the optodes' slow oscillations phase shifted between hemispheres | phase shift of the 0.1 Hz wave across leads
imaginary part of coherency Fz-Oz | corrected imaginary PLV | ciPLV between the ROIs | imaginary PLV
do alpha waves travel from the back to the front with a lag | travelling wave: phase gradient front to back
lagging or not, O1 against O2, by PLI | how far from zero-lag are these two channels in phase
are frontal theta oscillations phase-aligned over both sides | phase alignment between distant electrodes
how stable is the timing relation of the rhythms at F7 and T7 | is the delay between both rhythms stable
do the two rhythms keep step with a delay, or are they independent of each other in phase
the phases of LB1 and RB4, do they lock | phase entanglement of LA2 and LC5 at ripple frequency
list wPLI for alpha, beta and gamma | wpli in all bands for T3-T4 | phase-lag conectivity in alfa
connectivity measure insensitive to zero-lag mixing, please calculate | zero-lag-free coupling measure
leakage-robust phase coupling | how large is the phase-lag connectivity between motor and frontal electrodes
does theta in Fz drive Pz, at least by its phase | is Cz ahead of Oz in its beta cycle
during 12 to 20 s, what was the phase synchronisation index | phase sync index?
mean resultant of phase differences | phase coherence index, lag sensitive | Stam's index for C3-C4
I forgot the name, the index between 0 and 1 that counts how often one phase is ahead, give me that
phase slope or phase lag, anything that says which lead is earlier | leader and follower in the alpha phase
are these rhythms offset in their cycle by a fixed amount | are peaks in P3 and troughs in P4 systematically shifted
would you expect zero phase lag here or is it real | do delta waves on the left lag those on the right
""",
    "correlation": """
do F7 and F8 carry practically the same trace | is Cz just a duplicate of C1 | Fp1 and Fp2 look alike, how much
pearson r, T7 vs T8? | r-value for P3 and P4 between 12 and 20 s | spearman or pearson between O1 and Oz
I'd guess r of 0.9 for neighbouring leads, true? | is the correlation coefficient above 0.8
could gel have run together between two electrodes | salt bridge suspected at C3/C1 | gel bridge F3-Fz?
electrical bridging across the cap | short circuit between electrodes 4 and 5? | two leads shorted together
point me to the pair of channels that resemble each other most | which pair has the highest r
which pair of leads is least alike | most strongly correlated channels | least correlated sensor pair
cross-correlogram of both traces | cross correlate the raw signals | corr(C3, C4) | corrcoef O1 O2
full correlation matrix of the montage | heat map of channel correlations | tabulate r for each pair of sensors
how much variance do Fz and FCz share in their raw signals | R squared of Fz against Cz
do the left leads follow the right leads up and down | when one trace goes up does the other go up as well
are the traces mirror images of each other | anticorrelated channels? | is the correlation negative anywhere
negative r between frontal and occipital? | opposite polarity, are F7 and O1 inversely related
redundancy among the sensors | are the magnetometers redundant | how redundant is this high-density net
how independent are the contacts on this shaft | similarity of neighbouring contacts on the depth electrode
similarity between the gradiometer time courses | likeness of two waveforms at P7 and P8
resting-state correlation of the ROIs | seed-based correlation with the posterior cingulate
do default mode regions rise and fall together in the BOLD | functional connectivity matrix of the parcels, Pearson
correlation of ROI 4 with ROI 9 | voxel-to-voxel correlation | parcel-wise correlation of the time series
HbO of the left and right optodes, do they correlate | correlation across the fNIRS channels
do the neurons in this field of view light up together | do these cells flash in unison
is the population synchronous or does each neuron do its own thing | co-activity of cells 2 and 7
are neighbouring cells more alike in their dF/F | pairwise r among the imaged neurons, mean value
how tightly do the neurons co-fluctuate | shared variability of the population | cofluctuation of the ROIs
spike count correlation of units 3 and 8 | r_sc | do units 5 and 6 covary | covariance of the channels
covariation of the fluorescence traces | cell assemblies firing jointly, mean pairwise r
mean inter-channel correlation | averge corelation btw channels | correlaton of the electrods
inter-electrode correlation coefficient | interhemispheric correlation of raw amplitude C3 against C4
I'm wondering whether A1 and A2 got plugged into the same electrode | same signal on two inputs?
did someone record one electrode twice under two names | duplicate channels in the file?
how closely does T3 track T5 | do O1 and O2 go hand in hand | Fp1 mirrors Fp2, to what degree
linear relationship between the signals at Cz and Pz | lag-zero cross-correlation of left and right temporal leads
score the resemblance between lead II of the depth strip and its neighbour | how alike on a scale from -1 to 1
which channel agrees worst with its neighbours by r | correlation with the neighbouring sensors
""",
    "evoked response": """
P100 latency, left eye | P100 delayed beyond 115 ms? | pattern reversal VEP, P100 in ms | PR-VEP normal amplitude?
how late is the big positive hump after the checkerboard flips | checkerboard response over Oz, µV and ms
N75-P100-N145 complex, read it off | flash VEP result? | VEP asymmetry O1 vs O2 in amplitude
brainstem auditory evoked potential wave V | BAEP latencies | ABR wave V latency | BERA?
middle latency response Pa | N1-P2 complex to the beeps | long-latency auditory potential at Cz
cortical response to the clicks, how large in microvolts | does the cortex answer the tone burst
median nerve SEP, N20 | tibial SSEP P37 latency | SSEPs: cortical response preserved? | N20 present on the left?
bilaterally absent N20? | N20-P25 amplitude after wrist stimulation | response to the electric pulse at the wrist
MMN at Fz, deviant minus standard, size? | mismatch negativity between 100 and 250 ms | MMNm in the magnetometers
does the odd sound in the row leave a negative difference at Fz | latency of the mismatch response
ERN after wrong button presses | error-related negativity at FCz | error positivity Pe | ErrP after robot mistakes
is there an error potential when the BCI picks the wrong letter | feedback-related negativity, size
reward positivity after wins | FRN to losses versus wins | CNV before the go signal | contingent negative variation
readiness potential before the movement | Bereitschaftspotential | lateralised readiness potential | LRP onset
N400 to incongruent words | semantic violations, N400 amplitude at Pz | P600 after syntax errors
N2pc to the lateral target | N200 on no-go trials | N2 amplitude, go/no-go | LPP to unpleasant pictures
late positive potential for emotional images | EPN | C1 component at POz | P50 gating | P50 suppression ratio S2/S1
N2b | P200 at Fz | TMS-evoked potential | TEP N45 P60 | cortico-cortical evoked potential, CCEP N1 of contacts 3–5
laser-evoked potential N2/P2 | pain evoked response after the laser | heartbeat-evoked potential
M100 to the tones | auditory N100m latency | evoked field, peak in femtotesla | ERF peak over the left SQUID sensors
M50 and M100 | phase-locked activity after the trigger | grand average around trigger 64
trigger-locked mean waveform
chop around the events, average and tell me the highest point | average all trials for code 2, report the peak
what happens in the EEG right after each flash | does anything happen in the signal after the beep
I'd like to know whether hearing the sound changes the trace on average | a bump follows the picture, how big is it
how many µV is the wave that the click leaves behind | how many milliseconds after the picture is the trace at its top
when is the brain's answer to the stimulus at its largest | time to peak after stimulus onset
is the average after the events more than noise | t-value of the averaged response | t test of the ERP against zero
significant deflection after marker S 11? | evoked SNR good enough, i.e. t above 3?
condition A minus B difference wave | difference wave amplitude 200–300 ms | difference wave, is it significant
does the response to loud tones exceed that to soft tones | ERP smaller for repeated pictures (repetition suppression)
adaptation of the evoked response from first to last stimulus | habituation of the N1
mean amplitude 300-500 ms, Cz | peak-to-peak N1-P2 in uV | which channel has the biggest ERP | site of maximal ERP
LFP response to the whisker deflection | evoked field potential in the barrel cortex | visually evoked LFP in V1
stimulus-triggered LFP average at contact 12 | event-locked HbO increase | haemodynamic reply to finger tapping
HbO rise after the task starts, in micromolar | oxygenation change with finger tapping, how large
does visual cortex BOLD rise when the checkerboard is on | beta weight of the task regressor
percent BOLD change, rest against tapping | which ROI lights up for the task
was the motor ROI active in tapping blocks
GLM contrast tapping versus rest, t | t statistic of the task contrast | do the calcium traces respond to the grating
event-triggered average dF/F | do the neurons' calcium signals rise after the odour
infant, evoked response to sound yes/no | newborn hearing check: does the brain answer to the sound | erp at all?
evokd potentail latency | what came out of the evoked potentials | my EP result in plain words
""",
    "P300": """
parietal positivity around 300 to 500 ms for the odd tones, is it there | late hump at Pz after the rare beep, µV?
P3b at Pz: size and timing | P3 lat? | P3 amp? | p3b t-val | latency and amplitude of the cognitive potential
cognitive evoked potential (oddball), when does it peak | is P300 latency longer than 350 ms
I'd expect the P300 near 320 ms, is that right | does the P3 reach 10 µV | P300 over 5 microvolts at Cz?
speller: do the flashed letters the user wants stand out | matrix speller, is there a usable target response
row/column speller signal strength | can we drive a P300 speller with this | BCI speller calibration: P3 seen?
does the user's brain flag the letter he was counting | does attending the flash make a later positive wave
did the counted stimuli yield a bigger positive bump than the ignored ones | counted versus ignored flashes
rare minus frequent difference at 300 ms | oddball minus standard at Pz, 250–450 ms, in µV
does surprise show in the averaged trace at about a third of a second | surprise wave to unexpected tones
the unexpected sound, does it cause the well-known late positive peak
response to something rare, a third of a second on
novel sounds: frontal P3a | P3a to distractors at Fz | novelty P300 over the front | orienting response P3a
P3a or P3b, which is larger | P3b minus P3a | anterior versus posterior P300 | P300 topography: Pz larger than Fz?
P300 at electrode Pz during block 2 | P300 from the first 50 targets | P300 in the second half smaller?
has the P300 shrunk by the end of the run | P300 habituation over blocks | P300 stable in all runs?
t-statistic for target versus standard at Pz | how sure are you that targets differ from standards in the P3 window
is the target/non-target difference beyond chance | separability of target and nontarget epochs
does marker 5 (target) draw a larger P3 than marker 1 | code 20 vs code 10, P300?
P300 in milliseconds, one number please | put a figure on the P300 | quantify the P3 of this oddball run
read me amplitude of the P three hundred | p-300 | P-300 latency | the p 300 wave, is it delayed | P3 wave
late positive complex to targets | LPC, oddball task | slow parietal positivity, targets only
attention wave in the oddball paradigm | the wave that shows someone noticed the odd stimulus
did my son's brain notice the odd beeps | did the patient's brain react to the rare tone with the late wave
concealed information test, is P300 to the probe bigger | probe versus irrelevant P300 | guilty knowledge P3
does the unresponsive patient show a P3 to his own name | own-name P300 | subject's own name oddball response
tactile oddball P300 | vibrotactile targets, P3? | auditory oddball at Pz
visual oddball P300, left versus right parietal
no-go P3 | go/nogo P3 amplitude at Cz | stop-signal P3 | P300 in the n-back targets
MEG counterpart P300m | P300m for deviants | RSVP targets P300 | rapid serial pictures: target P3?
target flashes versus the rest, average them and tell if 300 ms positive | rare category response, delayed by how much
oddball wave missing? | reduced P300? | was a P3 elicited at all | no P300, am I right
P300 amplitud in Pz | p300 latancy | odball P3 | P300 ampl. (µV), lat. (ms), t
""",
    "N170": """
faces negativity near 170 ms over right occipitotemporal leads, how deep | P8 dip after faces, µV?
how deep does the trace go at P8 when a face appears | dip at one sixth of a second after the face, is it there
does seeing a face pull the trace down over the temple-occipital area | early dip to faces larger than to cars
N170 at PO8, amplitude please | PO7/PO8 N170 | N170 peak at P10 in ms | N170 at T6 | N170 over TP8?
I'd say 165 ms for the face component, check me | does the N170 come later than 180 ms
is N170 to inverted faces delayed | upside-down faces, is the N170 later | inverted minus upright N170
face inversion effect in ms at P8 | scrambled faces versus real faces, 170 ms | faces vs scrambled, N170 t
emotional faces: larger N170 to fear? | fearful against neutral N170 | happy versus angry N170 amplitude
own face against stranger N170 | familiar versus unfamiliar faces, N170 | cartoon faces N170
is face processing visible as a negative peak | the brain's face detector wave | early face component
the component that tells faces from things | neural signature of faces at about 0.17 s
faces (code 1) against houses (code 2), the 130–200 ms negativity | condition face minus condition chair at 170 ms
face trials more negative than object trials? | do face pictures give a deeper trough than tool pictures
does marker 1 (faces) have a bigger negative peak than marker 2 (cars) | N170 faces versus watches
right-lateralised N170? | N170 stronger on the right hemisphere? | left N170 smaller than right?
N170 lateralisation P7 versus P8 | asymmetry of the N170 between hemispheres
t-value, face vs house, 170 ms | is the face effect statistically solid | is the face negativity beyond noise
M170 over right SQUID sensors | M170 in fT | face-evoked field at 170 ms, fusiform | m170 latency
intracranial N200 to faces over fusiform contacts, like N170 | N170-like response on contacts 3–5
vertex positive potential, VPP at Cz | VPP to faces, size | vpp latency
words N170 on the left | N170 to letter strings | print-tuned N170 | word versus symbol N170
expertise effect on the N170: birds against dogs | bodies versus objects N190/N170 | N170 to eyes only
N170 adaptation for repeated faces | does the N170 shrink with repetition | first against second face N170
child's N170? | infant N290 precursor of N170 | N170 in this autistic participant, late?
N170 peak-to-peak with P1 | P1-N170 difference | N170 relative to the preceding P100
how many µV N170 | N170 µV? ms? | n170 lat | N 170 | n-170 present? | the N one-seventy
quantify the N170 of this face task | report N170 per condition | size up the N170
is the N170 missing, prosopagnosia study | N170 reduced? | no N170 to houses, correct?
I forgot its name, the negative wave for faces, how large is it | face potentials at 170
negative peak in response to portraits | photos of people versus photos of buildings, early negative difference
is the wave to human faces sooner than to animals' faces | animal faces N170
does the occipitotemporal region prefer faces within 200 ms | category effect faces/objects 150 to 200 ms
N170 in the first block only | N170 from 40 trials, reliable? | N170 at O2 or P8, where greater
face sensitivty N170 | N170 amplitude for the face events over TP10 in microvolts
""",
    "reactivity": """
mu drops how many per cent when he imagines the hand | per cent ERD, 8–13 Hz, C3, right hand cue
does the rhythm over the motor strip go down during imagined movement | hand rhythm weaker when moving?
is the sensorimotor idle rhythm shut off by the movement | wicket rhythm blocks with fist clenching?
mu blocks on contralateral fist closure? | arch-shaped rhythm at C3 attenuates with movement, yes/no
how much SMR is lost from baseline to feet imagery | foot imagery: Cz beta ERS? | tongue imagery ERD
compare left-hand and right-hand imagery, mu over C3 and C4 | contralateral versus ipsilateral ERD
ERD at C4 stronger for left cues, I claim, verify | laterality of the desynchronisation
beta comes back after the movement, how strong | beta bounce after the button press | PMBR size in %
post-movement beta rebound (PMBR), t | movement-related beta decrease | MRBD | premovement beta ERD
alpha falls after picture onset by what fraction | alpha power lower in the second after the flash?
do brain waves at 10 Hz calm down after the cue, or grow | do the waves change strength once the signal appears
which way does 10 Hz power go after T2, up or down | power up or down after the trigger, 13–30 Hz
band power 0–2 s after cue against 1 s before, in % | before/after change in beta around marker 7
baseline-corrected power change in dB, 15 to 25 Hz | dB change from prestimulus baseline in theta at FCz
frontal midline theta goes up on conflict trials? | theta burst after errors, event-related
FM-theta increase post feedback
induced gamma to the grating, per cent | high gamma rise on contacts 3–5 when speaking | broadband 70–150 Hz response
high-gamma activation over the hand knob, t-value | ECoG high gamma during finger tapping versus rest
gamma ERS in auditory cortex contacts after speech onset | language mapping: which change of gamma at the word cue
task-induced alpha suppression at Pz, memory load | retention-period alpha increase | alpha ERS in the delay
lateralised alpha after the spatial cue
posterior alpha power drop after stimulus onset, left versus right visual field
pre-stimulus versus post-stimulus alpha | time-frequency change relative to baseline
TFR: change at 20 Hz after the go cue
event-related spectral change at Cz | ERSP alpha, t | oscillatory response, not the averaged one
non-phase-locked power
mirror neurons: mu suppression during action observation | watching someone grasp, does mu shrink
mu suppression index | log ratio of mu, observation vs baseline | mu attenuation in per cent
is mu modulated enough for a motor imagery BCI | MI-BCI: does the user produce a usable ERD
can this user modulate the mu rhythm with imagery | motor imagery visible as power loss?
does C3 desync when the right hand is cued | desync at C4? | ERD, ERS or nothing? | erd % c3 mu
stat test of the mu drop | how sure is the power decrease after the cue | t for beta ERS after T1
is the rhythm reactive to the stimulus events | reactivity of mu to movement | reactivity of beta to marker 3
event-linked loss of rhythm | event-related power modulation at the vertex | stimulus-induced synchronisation
does the pain stimulus suppress alpha | laser suppresses sensorimotor alpha? | sound-induced alpha decrease
touch on the fingers reduces beta over S1? | vibration of the index finger, beta drop then rebound
stroke patient tries to open the hand: ERD over the lesioned side? | attempted movement, ERD present
tapping blocks versus rest, beta power difference in per cent | during the trials is alpha weaker than between them
MEG: beta ERD over the left sensorimotor sensors | gradiometers, 20 Hz modulation with movement
the 20 Hz rhythm vanishes while moving and returns, can you show it | LFP beta desynchronises at movement onset, STN
STN beta drop with movement | desincronization of alfa after cue | event related desynchronisaton, percent
""",
    "SSVEP": """
flicker at 12 Hz, does the occipital EEG follow | Oz response at 15 Hz, how many dB above its neighbours
which of the four boxes was he staring at | which tile is the user fixating, by frequency | gazed stimulus?
SSVEP speller: which key was selected | decode the attended key, 8 to 15.8 Hz in 0.2 steps
pick among 6.67, 7.5, 8.57, 10 and 12 Hz | was the person on 8.57 or 12 Hz | 10 or 15 Hz checkerboard?
guess the flashing light that was watched | looking at the fast or the slow light? | which lamp was she looking at
brain beats in time with the strobe, true? | does the brain wave lock on to the blinking screen
at what tempo does the back of the head echo the flashing picture | visual cortex ticking along with the LED?
intermittent photic stimulation, driving at 18 flashes/s? | photic following at 10/s | IPS driving?
does the strobe drive the occipital rhythm | driving at harmonics of the flash rate? | driving seen at 6 Hz photic
subharmonic or harmonic of the flicker | second harmonic at 30 Hz bigger than the fundamental
harmonics of the 7.5 Hz stimulus
SNR at the tag frequency | tag at 13.3 Hz, SNR | frequency-tagged response amplitude ratio
tagging SNR in both hemifields
fast periodic visual stimulation, oddball rate 1.2 Hz, SNR | FPVS response at 6 Hz | FPVS base rate response
SSR to amplitude-modulated tone, 40 Hz | 40 Hz ASSR strength | auditory steady state at 80 Hz, SNR
click train following
steady-state somatosensory response at 23 Hz vibration | SSSEP | SSEP to flutter 21 Hz steady state
canonical correlation, max over the stimulus frequencies | rho of the CCA for 12 Hz | filter-bank CCA result
FBCCA winner? | CCA picks which class | classify the flicker class per trial | TRCA or CCA: detected target in trial 9
run CCA against sines at 9, 10, 11 and 12 Hz | best matching reference sine and cosine | target identification
BCI wheelchair command from the flicker, which one | which command did the user choose with the gaze
steady state VEP at POz between 12 and 20 s | ssvep strength at O1 against O2 | SSVEP at Oz vs Pz
is the steady-state peak at the flicker rate more than 3 times the noise | steady state SNR higher than 5 dB?
I believe 14 Hz was attended, am I right | confirm that the tagged stimulus was 8 Hz
no flicker response visible, correct? | is the flicker response weak | poor SSVEP user? | SSVEP illiterate?
spectral peak at the stimulation rate relative to neighbouring bins | signal-to-background ratio at 17 Hz flicker
how well does EEG track the stimulus flicker | neural entrainment at the flash rate
entrained at 40 Hz gamma flicker?
gamma sensory stimulation, 40 Hz light: entrainment strength | 40 Hz light therapy, is the brain following
which flicker drew attention, left 12 or right 15 Hz
attention to the left or the right flickering field by tagged power | competing flickers: which one wins
binocular rivalry tags 5.7 and 7.5 Hz, dominating one | tag dominance | frequency of the driven oscillation
what rate was the light flashing at, as seen in the brain | stimulus rate read from occipital leads
name the stimulation frequency from the EEG alone | infer the flicker from the brain signal
ssvep freq? | SSVEP corr + SNR | steady-state evoked, hz and snr | stedy state visual response | SSVEP decoding
target flicker of marker 33025 | trial 12: attended Hz | for each trial the flicker being looked at
is there brain activity at exactly the checkerboard reversal rate | reversal rate 8 per second followed by the cortex?
sensors over visual cortex at the flicker frequency, SNR in the MEG | SSVEF in the SQUID data | SSVEF
""",
    "sleep architecture": """
give me the whole sleep picture in a few numbers | the usual table of a sleep lab, please
fill in the PSG report: TST, SE, SOL, REM latency, WASO, N3 | standard table of a polysomnogram
AASM report parameters for this night | all the hypnogram-derived values | every variable from the scoring
how did my mother sleep that night, overall | was it a good night, all in all | did Dad sleep all right
overall impression of the night with numbers | brief me on the night | recap of the night
hand-over summary of tonight's sleep study | nurse needs a short account of the patient's sleep
one-paragraph summary of the hypnogram | hypnogram in words | put the hypnogram into words
boil the night down | sum up the sleep study | wrap up the polysomnography in key figures
outline the sleep pattern from lights off to lights on | lights out to lights on, what happened in terms of sleep
what does the scoring tell about this night | go through the scored night | walk me through the hypnogram
macro-architecture of sleep | macroarchitecture preserved? | is the sleep architecture normal
is the architecture of sleep disrupted | altered sleep architecture? | sleep architecture intact, would you agree
how is the sleep built up | make-up of the night: latencies, efficiency, deep sleep | how sleep unfolded
course of the night | how sleep developed across the night | pattern of sleep and wakefulness overnight
general sleep characteristics of this subject | sleep characteristics | descriptive statistics of sleep
table with sleep measures | export the sleep measures | sleep measures, all | compute all PSG endpoints
PSG endpoints for the trial | sleep endpoints | primary and secondary sleep outcomes | objective sleep measures
sleep score card | night in figures | sleep diary from the EEG | sleep tracker style summary
like a smartwatch summary of my night but from EEG | my sleep summary | what did my night look like
sleep evaluation | evaluate the night's sleep | assess the sleep of this participant with the usual indices
list sleep onset, REM onset, time awake and deep sleep together | latencies, efficiency and N3 all at once
give both latencies and how long the sleep lasted and how efficient it was | full set of sleep indices
rat sleep overview | mouse sleep-wake profile over the 24 h | sleep-wake architecture of the animal
first-night effect study: summary of night one | adaptation night summary | nap summary | how was the nap
architecture of the nap | structure of the second night | structure of nocturnal sleep
slp arch? | sleep architechture | sleep rpt | slp summary pls | overview hypnogram | PSG overview?
is this hypnogram what you'd see in a healthy adult, give the parameters | does the night look regular, with figures
macrostructural parameters | macrostructure of the recorded sleep | conventional sleep variables
sleep continuity and architecture variables | sleep continuity measures | continuity and depth of sleep together
I have to present this sleep recording, which figures should be on the slide
numbers for the discharge letter on sleep
dimensions of the night: how soon, how long, how deep, how broken | how soon, how long and how well did he sleep
the profile of sleep stages over the night, in summary | scored night summary from 23:00 to 07:00
everything you can say about sleep here | tell me all about the sleep | say something about the night
""",
    "total sleep time": """
he says he got four hours, how many really | patient claims he hardly slept, how long was it truly
did grandma get her seven hours | was it over 6 h of actual sleep | less than five hours asleep?
TST min? | TST (h) | tst in hours | total sleep time in hours and minutes | TST above 360 min?
add up all epochs that aren't wake | sum N1, N2, N3 and REM | number of sleep epochs times 30 s
add the sleep epochs together | accumulated sleep over the night | cumulative sleep | summed sleep
hours of shut-eye | how much shut-eye did she get | how many hours of kip | how many winks, in hours
how many hours in dreamland overall | how long was he out, all told | how long was he properly asleep
for how many minutes was the infant asleep | baby asleep how long | neonate total sleep, minutes
how much sleep did the rat have within the light phase | mouse: minutes asleep of the recording
nap length asleep | how long was the nap, sleep only | length of actual sleep in the nap
sleep obtained | sleep amount in this recording | sleep quantity in minutes | sleep volume
how much sleep was achieved between 23:00 and 07:00 | how many minutes slept from midnight to 6
how many minutes slept in the first half of the night | sleep obtained in the second half
effective sleeping time | true sleep, wake excluded | sleep without the awake bits, total | all stages but wake, total
not counting awakenings how long was the sleep | excluding wake, how many minutes
sleep minus interruptions in minutes
I'd estimate 7 hours of sleep, is that about right | would you say he slept six and a half hours
did the participant meet the 6-hour minimum of sleep | enough hours slept for the protocol?
short sleeper? how many hours | sleep-deprived: how much sleep did they get | restricted to 4 h, was it kept
under sedation, how much was sleep by scoring in total | ICU patient, total sleep over 24 h
how long in total was sleep scored | scored sleep, sum | total of scored sleep | minutes scored as any sleep stage
tally the sleep | tally minutes asleep | clock the sleep | put a number on how long she slept
tell me the hours slept last night | last night's hours? | night's sleep in hours | total hrs slept
whole-night sleep amount | overall time in any stage of sleep | all sleep together
how long did the volunteer sleep altogether | volunteers' sleep length tonight | altogether asleep for?
how mny hours did he slept | how long she has slept | total sleeping hours | time of sleep total
sleeping time | time really sleeping | amount of time sleeping | period asleep summed
combined NREM and REM minutes | NREM plus REM, total minutes | REM and NREM altogether
duration of all sleep epochs | total duration asleep | sleeping duration
need TST for the table | TST for night 2 | report TST only | what TST did you get
I lost the report, how many minutes did she sleep again | the sleep sum please, in min
is the total sleep time reduced | was total sleep shorter than 300 minutes | did she sleep longer than 8 h
""",
    "sleep latency": """
lights out 22:48, when was he gone | from lights off to first sleep, minutes | lights off to N1, min
how long was he tossing before he nodded off | tossed and turned for how long at the start
did it take her more than 30 minutes to drop off | asleep within 10 minutes? | fell asleep in under five minutes?
minutes till shut-eye | how long to nod off | how long till he conked out | went out like a light?
SOL min | SOL > 30? | SOL in minutes | sleep onset latency above half an hour
MSLT nap 3 sleep latency | mean latency below 8 min? | MWT: when did she fall asleep
maintenance of wakefulness latency
beginning of sleep, how late | late to fall asleep? minutes
latency to first epoch of any stage | first non-wake epoch, time | time stamp of first sleep | first N1 at?
when does he go from awake to sleeping for the first time | first slip into sleep | moment of falling asleep
mark sleep onset | point me to sleep onset | pinpoint the onset of sleep | where does sleep begin in the recording
at which minute did the infant settle into sleep | when did the baby fall asleep | child asleep after how many minutes
how quickly does the animal fall asleep after the injection | latency to sleep of the rat | mouse sleep latency
how long did he lie awake before sleep first came | initial wakefulness, how long | initial wake period in minutes
wake before sleep onset | pre-sleep wake | time from the start until sleep | from start of file to first sleep
how soon after going to bed was she asleep | bed to sleep, minutes | how long does it take to get to sleep
trouble falling asleep? how many minutes | sleep initiation, minutes | difficulty initiating sleep: how long
is the sleep latency prolonged | shortened sleep latency? | normal sleep onset latency?
he reckons it took an hour to fall asleep, does EEG agree | she thinks she was asleep in 15 min, check
I'd say he was asleep by minute 12, correct? | asleep before 23:15? | was she asleep by half past eleven
falling-asleep time | time needed to fall asleep | dozing off time | sleep-in time | drift-off time
how long before stage 1 was first reached | when did any sleep first show up | latency from lights off to sleep
sleep onset clock time | clock time of falling asleep | o'clock of sleep onset
when asleep first? | slept from when | asleep since when | since when is he sleeping
how fast do subjects drop off in this nap study | nap: minutes until sleep | nap latency
when did the driver doze off in the simulator | drowsy driver, first sleep | first microsleep-free sleep onset
at what second does the subject pass into sleep | transition from wake to sleep, first time, when
how much time passed before he slept | before sleep came, how much time | interval from lights out to sleep
after how many minutes she is sleeping first time | how much minutes for falling in sleep | slep latency
sleep onset insomnia question: latency in min? | SL? | sleep lat. | latency (sleep), min | slp onset lat
how many epochs of wake come before the first sleep epoch
""",
    "REM latency": """
sleep onset to first REM, minutes | first REM after how many minutes of sleep | minutes asleep before REM turns up
how long asleep before dreaming sleep begins | dream sleep starts how long after falling asleep
when does dream sleep first come | how soon did she start dreaming sleep | first dream phase at?
REM lat < 60 min? | REM latency under 15 minutes? | REM in the first quarter of an hour | RL in min
SOREMP in nap 2? | sleep-onset REM period? | REM within 15 min of sleep onset | REM straight from wake?
MSLT: how many minutes to REM | did REM come during the nap and how soon | nap REM latency
narcolepsy work-up, REM latency in minutes | depression study: REM latency shortened?
antidepressant effect: REM delayed?
does an SSRI push back the first REM, how late was it | delayed REM? | is REM delayed beyond 120 minutes
I'd put the first REM at about 90 minutes, right? | usual ninety minutes to REM here? | textbook 90 min to REM?
was REM earlier than usual | early REM? | precocious REM | premature REM onset | late REM onset?
length of the first NREM episode before REM | NREM time before the first REM | duration from N1 until R
from sleep start to stage R | latency to stage R | stage R latency | R latency | REM-L | REMlat | latency (REM)
time to paradoxical sleep | paradoxical sleep latency in the rat | mouse: latency to REM after sleep onset
time to active sleep in the newborn | latency of active sleep | desynchronised sleep latency
which minute marks the beginning of REM | time stamp of the first REM epoch | first R epoch, clock time
where does the first REM block start | point to the start of the first REM block | begin of 1st REM
mark the first REM onset | first occurrence of REM, when | earliest REM epoch | when was REM seen for the first time
how many epochs from sleep onset till REM | epochs before first REM | number of 30-s epochs until REM
how long did it take to go into rapid-eye-movement sleep | time taken to reach REM sleep
time elapsed before REM | interval between falling asleep and REM | gap from sleep onset to REM
wait until REM | delay until the first REM | delay of REM | lag between sleep onset and REM
first cycle: when did it end in REM | end of first cycle, REM begins after | first REM of the night, how many min in
minutes from N2 to REM | N2 until REM, how long
REM came after what time | at what point did REM set in | when did REM set in | REM kicks in when
how quick is the way into REM | how fast was REM reached | how rapidly was REM entered
did it take over two hours until REM | more than 70 minutes to REM? | is it below 70 min (REM lat)
how much sleep precedes the first REM | sleep preceding first REM, in minutes | sleep before REM, how much
latence of REM | REM latancy | latency, REM I mean | for REM, how long from onset | rem onset lat mins
patient went to REM after ... minutes? | how long till REM, the doctor asked | REM first at hh:mm
""",
    "wake after sleep onset": """
WASO min? | WASO > 30? | waso above 60 minutes | WASO in the second half | WASO night 2 | report WASO only
once asleep, how many minutes was he awake again | awake again after having slept, total minutes
how long was she up between first sleep and morning | minutes lost to waking after she fell asleep
middle-of-the-night wakefulness, how long | lying awake at 3 am, how many minutes in total
night waking total | nightly wake time | total minutes of waking up | sum of night wakings
add up the awakenings in minutes | add all wake epochs after sleep onset | all wake past sleep onset
wake epochs between first and last sleep, total | wake between sleep onset and final awakening
wake time during sleep, WTDS | WTDS | sleep maintenance: minutes of wake | maintenance insomnia: how much wake
trouble staying asleep, how many minutes awake | did he stay asleep or was he awake for long spells
how broken was the night in minutes of wakefulness | broken sleep: how many minutes lying awake
he insists he was awake for two hours at night, check | says she lay awake half the night, how long was it
I'd guess forty minutes awake in the night, right? | over an hour awake after dropping off?
was grandpa up a lot in the night, how many minutes | was the baby awake during the night, how long
baby awake between feeds in the night, total after first sleep | child's night waking in minutes
how long were the nocturnal awakenings together | nocturnal awakening duration | duration of wake bouts after onset
intervening wakefulness | intervening wake minutes | interspersed wake | wake intrusions, total duration
time awake within sleep period time | SPT minus TST | sleep period minus sleep | sleep period time less TST
wake inside the sleep period | wake in SPT | wake during the sleep interval | wakeful minutes inside the sleep window
minutes awake following sleep onset | waking after onset | after onset wake | wake after onset
total wake time from sleep onset on | awake time since first falling asleep | wake since sleep began
how much wakefulness interrupts the sleep | interruption of sleep in min | sleep interruptions, how long all together
how long did sleep pause | pauses in sleep, minutes | breaks in sleep, summed | time out of sleep after onset
was wake after sleep onset increased | is WASO high | is WASO within 20 min | low WASO? | acceptable WASO?
after the first N1, how much of it was W | W minutes after sleep onset | stage W after onset, min
stage wake following onset of sleep, amount | amount of W once sleep had begun | W after SO
time spent waking at night | time not sleeping after onset | non-sleep minutes after onset
did the noise keep the patient awake after sleep onset, for how long | ICU: awake time after first sleep
how long was the rat awake after it first slept | awake time following sleep start in the mouse
how restless was she: minutes up after sleep start | woke in the night for how many minutes altogether
getting up at night, how many minutes awake | nightly ups, awake minutes | awake spells total
how much time passed awake from 1 am to 6 am after he'd fallen asleep | after dozing off how long conscious again
woken and unable to sleep again, how long | back-to-sleep time summed | minutes to get back asleep, total
wake aftr sleep onset | wako minutes, I mean WASO | wake time after sleeping begins
how much minutes she was awaked in night
""",
    "sleep efficiency": """
SE above 85 %? | SE? | SE night 2 | SE (%) for the table | sleep efficiency over 90 percent?
TST/TIB | TST divided by TIB | TST to time-in-bed ratio | ratio TST to recording time | sleep over bed time
of the time in bed what share was slept | share of bed time spent sleeping | slept part of time in bed
per cent of bedtime spent asleep | what portion of the night in bed was sleep | proportion slept
how well was the time in bed used for sleep | was the time in bed used well | how productive was the night in bed
eight hours in bed, what per cent sleeping | lights out to lights on, per cent asleep
percentage slept between lights off and lights on | of the total recording, per cent scored sleep
fraction of epochs scored as sleep | fraction of epochs that are not wake | non-wake epochs, per cent
epochs asleep / all epochs | sleep epochs divided by all epochs | proportion of sleep epochs
sleep per cent of the file | sleep as a percentage of the recording | per cent of the file that is sleep
asleep for what part of the night | asleep what proportion of the nap | nap efficiency | efficiency of the nap
how effective was the night | effectiveness of sleep | sleep effectivity in % | sleep effectiveness
is sleep efficiency reduced | lowered sleep efficiency? | impaired sleep efficiency? | SE below 80?
I'd say he was asleep 75 per cent of the time in bed, agree? | three quarters of the night asleep?
more than half of the time in bed awake? | was less than 70 % of the night slept
insomnia group: sleep efficiency in per cent | CBT-I: what's the SE now | sleep restriction target of 85 % reached?
is 85 % reached | SE criterion met? | does the night pass the 80 % sleep efficiency criterion
efficiency in the first half against the second half of the night | SE first three hours
sleep effic. of the first night | was sleep efficiency fine last night
give the share of sleep in the night | give the share of the recording asleep | give sleep share
percentage asleep, rat, light phase | what per cent of the time is the mouse asleep | animal asleep, per cent of time
how much of an hour does the cat spend asleep, per cent | portion of time the infant is asleep
baby asleep what share of the recording | ICU patient: per cent of the 24 h asleep | asleep % over 24 h
sleep-to-bed ratio | slept-to-lying ratio | sleep/wake ratio of the night | proportion of sleep versus wake
sleep quotient | sleep yield | sleep index TST over time in bed | SEI | sleep efficiency ratio
how much per cent he slept from bed time | how many procent sleep | sleep eficiency | sleep effeciency | slp eff %
rate the efficiency of sleep | compute SE from the hypnogram | derive SE | calculate efficiency of sleep
percent of lights-out period slept | in-bed sleep percentage | bed-time sleep rate
in per cent, how much of her lying in bed was actual sleep | lying in bed: how much of it sleeping
my watch says 92 % sleep efficiency, and the EEG? | watch claims 88 per cent asleep, compare
time in bed against time asleep, in per cent | asleep vs in bed | bed vs sleep, ratio
how large a part of the PSG is sleep rather than wake | what per cent of the PSG is any sleep
efficient sleeper? | inefficient sleep? | was it an efficient night
was sleeping the bulk of the recording, what fraction | fraction of the recorded night in any sleep stage
""",
    "time in stage": """
N3 min? | N3 % of TST | REM % | R% | %N2 | N1 % above 10? | stage percentages of TST | stage 4 minutes
how much SWS in min | delta sleep minutes | slow-wave sleep total | deep slow sleep how long
how many minutes did he dream, I mean REM | dreaming stage total | length of dream sleep over the night
deep sleep under 60 minutes? | did she get an hour of deep sleep | more than 90 minutes of REM?
REM share of the night | give the share of N2 | what part of the sleep is N1 | portion of light sleep
light versus deep sleep in minutes | minutes light, minutes deep, minutes REM | light/deep/REM split
breakdown by stage | stage breakdown | per-stage minutes | tabulate minutes for W, N1, N2, N3, R
minutes per stage table | pie chart of the stages | share of each stage | distribution of stages in per cent
tally epochs per stage | number of epochs of N2 | how many epochs are scored R | epoch counts by stage
how many 30-s epochs of N3 | how many epochs awake | count the REM epochs | how many pages of stage 2
quantity of REM | quantity of paradoxical sleep | paradoxical sleep minutes in the rat | NREM minutes of the mouse
active sleep versus quiet sleep in minutes | quiet sleep share of the neonate | active sleep, how long
NREM total | NREM per cent | NREM against REM, minutes | time in non-REM | non-REM sleep altogether
stage 1 sleep, how many minutes | drowsy stage N1 total | minutes of drowsiness N1 | stage N1 overall
how long was stage 2 in all | total of stage two | stage II duration | N2 dominates with how many minutes
S3+S4 minutes | stages 3 and 4 combined | N2 and N3 combined minutes | N3 in the first half of the night
REM in the last third of the night, minutes | REM before and after 3 am | N3 during the first cycle, how long
is REM reduced | is deep sleep lacking | lack of slow-wave sleep? | no N3 at all? | zero REM, correct?
was REM absent | was N3 absent in this night | did any REM occur | any stage N3 in the nap | REM reached in the nap?
I'd say twenty per cent REM, check me | a quarter of the night REM? | N3 about 15 % of sleep?
did the elderly subject still have N3, how much | how deep was the sleep, minutes of N3
was there enough restorative sleep (N3), minutes | restorative deep sleep total | recovery sleep: N3 amount
REM rebound: how many minutes of REM | SWS rebound after deprivation, minutes | N3 gain?
how long awake over the whole recording | wake total in minutes | W total | wake per cent | stage W %
did the drug cut REM, how much is there | on clonazepam, N3 minutes | alcohol night: REM per cent
minutes spent in the deepest stage | minutes spent in rapid-eye-movement sleep | length in REM all periods
sum of REM periods | REM periods add up to? | all REM blocks together | REM total across cycles
longest in which stage, minutes of each | most of the night in which stage, how many minutes
her watch reports 1 h 20 deep sleep, does the scoring agree | watch says 22 % REM, and here?
how many hours of deep sleep did my husband get | mum's deep sleep, how long | kid's REM amount
what fraction of the sleep was shallow | shallow sleep minutes | superficial sleep share N1
proportion of time in slow wave sleep | proportion REM | relative amount of N3 | stage fractions
how much time he spent on N2 | time of stage REM | deep sleeping time | durration of N3 | remsleep minutes
""",
    "stage transitions": """
how many times does the hypnogram jump | hypnogram jumps, tally | jumps between stages, number
stage shifts per hour | shifts/h? | stage shift index | SSI | transition index | stage change index per hour of sleep
how many moves between N2 and N3 and all the others | moves among stages, count
W, N1, N2, N3, R: flips from one to another, number | flips between stages
how often did he move to a deeper or a lighter stage | stage descents and ascents, number
ups and downs of the hypnogram, count
up and down between stages how many times | how many steps in the staircase of the hypnogram
switching between stages, a lot? | does the stage flip all the time | flip-flopping between stages
stage hopping | hopping among stages: how many hops | alternations of sleep stages | stage alternation count
is the hypnogram choppy | choppy sleep? number of stage shifts | sleep broken up by stage changes?
fragmentation index from stage shifts | sleep fragmentation by transitions | fragmentation of the hypnogram, number
stability of sleep stages | are the stages stable | are the stages held for long or change quickly
does she keep switching from light to deep | light-deep switches | changes from deep to light sleep
restless hypnogram, how many changes | unsettled night: number of stage changes | sleep instability
how unstable is the staging | instability index by shifts | unstable sleep state, how many swaps
more than 100 stage shifts? | fewer than fifty transitions? | over 20 shifts an hour? | under 10 changes per hour?
I counted 87 stage changes, do you get the same | I'd say a hundred transitions, check me | 64 stage shifts, true?
count of epochs that differ from the previous one | how many epochs have another stage than the one before
number of borders between stages | boundaries between stages, count | how many stage boundaries
number of stage bouts | how many bouts of stages | runs of equal stages, how many | segments in the hypnogram, count
transition counts between W, N1, N2, N3, R | stage-to-stage transitions, sum | total of state transitions overnight
vigilance state transitions of the mouse | state switches in the rat per hour | wake-NREM-REM switches in the animal
changes of behavioural state in the newborn | state changes of the infant
transitions in the first half versus the second half | stage changes between 1 and 3 am | shifts in the first cycle
number of shifts in the staging | does the staging change much | volatile staging?
tally of stage shifts | total shifts | sum of stage changes | amount of switching | overall number of stage swaps
how turbulent was the night in terms of stages | how calm is the hypnogram, number of changes
how frequently did sleep move to another stage | how frequent are the stage changes | frequency of stage shifts
stage trnasitions | transitons? | number of stage chnages | nr stage shifts | stg shifts | # of transitions
sleep stages changed how much times | how many time the stage is changing | changings of sleep stage
did CPAP reduce the stage changes, how many are there | with the mask on, how many stage shifts
from one stage to the next how many times overnight | how many passes through another stage
""",
    "sleep stage": """
stage now? | stage @ 01:30? | epoch 240: W, N1, N2, N3 or R | score this epoch | score the 30-s page at 02:14
score epoch 12 for me | stage epoch 57 | how would you score minute 3 | label this page | page 100, which stage
what would an AASM scorer call this window | R&K stage here | Rechtschaffen stage? | is this stage 4 by R&K
I'd score it N2, agree? | looks like N3 to me, right? | tell me if I'm wrong: this is REM
N1 or still awake at 12 to 20 s | drowsy or asleep at 00:12 | drowsy, light or deep | quiet wakefulness or N1
how deep is he sleeping at the moment | how deep is the sleep at 4:00:00 | depth of sleep at minute 40
was grandma asleep at three in the morning | was he sleeping at 2 am | was the lady up at 05:30
is my daughter asleep in this clip | is the baby asleep here | baby: quiet or active sleep at the end
active sleep or quiet sleep now? | is the neonate in active sleep | tracé alternant, quiet sleep?
rat: wake, NREM or REM at 600 s | vigilance state of the mouse | what state is the animal in
behavioural state at 12:10
is the mouse sleeping between 100 and 200 s | which vigilance state dominates the clip | animal awake or in SWS
patient snoozing? | is he dozing | dozing off here? | napping? | has he nodded off | gone off to sleep yet?
is she out | out cold or awake | is this person slumbering | fast asleep or just resting | resting awake or sleeping
is the person dreaming right now | dream stage at 4:30:00? | is it dream sleep or dreamless sleep
dreamless deep sleep here? | paradoxical sleep at this point? | is it paradoxical sleep or wake
what state of vigilance | vigilance stage | arousal state: asleep? | sleep-wake state at second 45 | state: W/N/R?
which stage when the alarm went off | stage at the time of the event marker
which stage was he woken from | stage just before he woke | stage before lights on | stage at lights on
stage at the very start | at the end of the recording which stage | stage in the final epoch
stage of the first epoch
majority stage of the clip | most frequent stage in the last hour | predominant stage between 1 and 2 am
what is the stage from 02:00 to 02:10 | stage during contacts 3–5 stimulation | stage in the middle of the night
read the stage off the hypnogram at 1 h 20 | look up the scored stage at 23:45 | stage annotation at 7200 s
is the hypnogram on R at 03:20 | does the score say wake at 04:00 | what's been scored for that page
was stage 2 on when the phone rang | was it N3 at the moment of the sound | in NREM at 50 min?
REM right now? | NREM here? | N3 here, isn't it | SWS? | stage I or II | just the stage here
with sleep spindles and K complexes it should be N2, is it scored so | stage with the rolling eyes at 100 s
still awake after ten minutes? | asleep yet at minute 8? | already asleep at 300 s | up or asleep
asleep during the scan? | did she stay awake in the scanner or sleep | subject asleep in this fMRI-EEG run
did the volunteer doze during the resting state | sleepy resting state: which stage
is this awake resting EEG or sleep
was she awake when the stimulus came | awake at marker 3? | conscious wake or sleep at 20 s
wich sleep stage | what stage of sleeping is it | which fase of sleep | sleep phase? | slp stg?
the sleeping stage at the begin
assign a stage | give a stage to this segment | classify this epoch's sleep stage | stage it | identify the stage
automatic staging of this piece | auto-score the epoch | sleep staging for 30 to 60 s | scoring of the third epoch
""",
    "breathing rate": """
resps/min? | RR? from the thorax belt | resp rate above 20? | breaths a min | br/min | resp. freq.
bpm of the breathing
belt signal: respirations each minute | effort belt rate | abdominal belt, cycles per minute | RIP belt rate
thermistor, breaths per minute | nasal cannula pressure: rate of breathing | flow channel frequency in cycles/min
is he breathing more than 16 times a minute | does she take over 20 breaths each minute | under 10 breaths per min?
I count 14 breaths a minute, check me | I'd say fifteen a minute for the breathing, right?
how many times does the chest rise and fall in a minute | chest going up and down how often
how often does the tummy move with breath | belly rises per minute | inhale-exhale cycles per minute
how many breaths in and out | puffs of air per minute | number of inspirations in a minute | exhalations per min
how quickly were breaths taken between 12 and 20 s | count breaths per minute in minute 3 | breath count per min
tachypnoeic? | tachypneic at the end? | bradypnoea? | breathing too slowly? | rapid breathing? | eupnoeic rate?
is the respiratory rate normal | is the respiration accelerated | slowed respiration? | did the breathing speed up
did breathing slow in the second half | breathing faster under stress? | respiration during REM, per minute
respiration rate in N3 only | breathing rate asleep | how quick are the breaths while sleeping
breathing rate of the baby | baby's breaths per minute | how fast is my child breathing | newborn respiratory rate
rat sniffing frequency | sniff rate | mouse breathing rate in Hz | respiration of the anaesthetised rat, per minute
breathing of the mouse under isoflurane, breaths/min | nasal respiration rhythm frequency
respiratory rhythm in Hz | frequency of the respiratory trace | period of a breath | length of one breathing cycle
how many seconds per breath | seconds between breaths | time from one inhalation to the next
breath-to-breath interval
ventilation frequency | ventilator rate seen in the belt | ventilatory rate | breathing tempo in Hz
pace of breathing
paced breathing at 6 per minute, did they follow | slow-paced breathing: which rate | is it 0.1 Hz breathing
meditation: how slow is the breathing | hyperventilation, how fast are the breaths | HV: breaths per minute
does the patient overbreathe, breaths per minute | panting? rate please | gasping how often per minute
pneumogram frequency | spirometer signal frequency | respiratory bellows of the scanner: rate
bellows, breaths per minute
physio log respiration rate | respiration in the fMRI physio file, per minute | resp trace frequency
vital sign: respirations | vitals, breathing only | respiratory vital sign per minute | obs round: breaths a minute
put a number on her breathing | quantify the respiration | tell the rate at which he breathes | clock his breathing
what rate do the lungs work at | lungs: cycles a minute | how quickly do the lungs fill
mean breath rate overnight | average respirations across the night | median respiratory rate
resting respiratory rate
typical breaths each minute | steady breathing rate?
tempo of inhaling | respirations counted | breathing velocity, I mean how many per minute | rithm of breathing
how many time he is breathing in one minute | breathings per minute | frecuency of respiration | respitory rate
brething rate | resperation rate | breathes/min | how fast patient breath
can you get respiration speed from the RESP channel | the resp lead: what frequency
from the airflow lead, how many a minute
""",
    "reaction time": """
RT mean/median? | RT in ms | mean RT hits only | RTs of go trials | go RT | choice reaction time
simple reaction time
PVT mean RT | psychomotor vigilance reaction times | PVT: how slow were presses
how quick off the mark was she | how quick on the trigger was he | how snappy were the presses | sluggish responder?
press lag after the light, ms | light on to key press, how many ms | green light to button, milliseconds
from seeing the picture to hitting the key, how long on average | from hearing the beep to tapping the pad
time between marker 1 and marker 2 (response) | delay from code 10 to code 101 | S 1 to R 1 in ms
gap between cue and response codes
stimulus-to-response delay, average | stim-resp interval | stimulus-response latency | response lag
latency to respond
how long does the subject hesitate before pressing | hesitation before the key press | thinking time before answering
decision time | decision latency | movement initiation time after go | go cue to movement onset
time to initiate the movement
saccadic reaction time | saccade latency after target onset | gaze response latency in ms
voice onset time after the cue
naming latency | vocal reaction time | speech onset latency | foot pedal reaction time
brake reaction time in the simulator
how fast did the driver brake | braking response time | time until the driver pressed the brake
how fast does the monkey release the lever | lever press latency of the rat | lick latency after the tone
nose-poke latency
time from tone to lick | how soon does the mouse lick after the cue | how soon does the animal respond
reaction slower than 500 ms? | below 300 ms? the reaction | is it faster than a quarter of a second to react
I'd expect about 400 ms to press, correct? | my RT was 350, wasn't it | did I react in under 0.4 s
am I fast? my reactions in ms | how good were my reflexes in the task | reflexes of the participant, button task
did he get slower over the session | RT in block 1 and block 4 | slowing of responses towards the end
reaction times with the left hand versus the right hand | left button against right button, RT
congruent versus incongruent RT | Stroop: response time difference | flanker RT cost | Simon effect in ms
switch cost RT
post-error slowing | RT after errors | speed of correct responses | correct trials, average response time
RT to targets among distractors | RT to oddballs | time to detect the rare tone by pressing
behavioural speed in the oddball task | behavioral response speed | behavioural latency | manual response latency
button press latency relative to stimulus | keypress timing after stimulus | key-down after cue in ms
how promptly was each target answered | how promptly did they answer | promptness of the answers
how long between target and click | mouse click delay after target | touch screen response delay
joystick response time
typical response time | middle RT | usual reaction, in ms | central tendency of the response times
how much time does the patient need to answer the cue | needed time to respond | time used per answer
was the response late | are the answers late | did she press in time, how many ms
response deadline 800 ms, mean below?
average lag of the responses behind the stimuli | events of type response follow stimuli by how much
performance in the task: speed of response | speediness of response | answering speed
compute RT from the events | derive response times from the triggers | work out the response time
put a number on how fast she reacted | how fast were participants' button presses after square
reacton time | respose latensy | rection times in msec | how much ms to react
what time he needs for press the button
""",
}
