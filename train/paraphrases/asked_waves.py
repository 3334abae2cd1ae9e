"""Wordings from many mouths about talk, discharges, waves of sleep, suppression, artefacts, trends and coherence."""

BANK: dict[str, str] = {
    "describe": """
I've just inherited these data from a former postdoc, fill me in | put the essentials into a paragraph for the chart
bring me up to speed on this tracing | draft the findings section of my letter to the referring GP
fresh pair of eyes needed: how would you portray this tracing | handover for the night shift, what do we have
state of affairs in this clip, three lines at most | my lab mate sent me a .fif with no notes, orient me
give me a bird's-eye view of the session | elevator pitch for these data | teach me what I'm looking at here
what stands out most between minute 4 and minute 6 | what are the salient features of the tracing
peculiarities? | narrate the recording from start to finish | break this file down for a layperson
it's my daughter's brain wave test and I can't read it, put it into everyday language
what is there to be seen in the stretch from 80 to 95 s | I only have one minute, what matters in this session
compose a figure legend for this segment | which things would an expert remark on first
sketch the general picture, state, rhythms, disturbances | how does this EEG come across as a whole
outline the content of the dataset | make an inventory of all that turns up in these signals
hand me the main facts on run 2 | provide a précis | write the blurb for the data descriptor
I need a caption for slide 12 | does this tracing fall within normal limits
unremarkable or not, this tracing? | are there any departures from the norm in here
spot anything fishy? | anything out of the ordinary at all | please to explain me this curve
what story do these signals tell | profile this session for me | quick look report, bedside EEG
what would go into the conclusion of the report | paint me a picture of these two minutes
everything you can say about contacts 3–5, in brief | discribe the file | summery of the recording
so what have we got | cliff notes version | debrief me on this session | skim it and tell me what you noticed
""",
    "help": """
first time here, what is this program for | I'm lost, which sort of request works in this box
what are the things you understand | are there any sample prompts | got a cheat sheet for this chat
is there documentation for the assistant | how should I phrase my requests | what sort of answers can I expect
does this software do MEG too, or spike trains | am I talking to a machine | does it accept EDF and BrainVision
can I drop in an NWB file | where do I click to open a recording | list everything on offer
what do you offer beyond band power | your skill set? | tell me your abilities | what's your job
show me round the tool | getting started? | FAQ? | readme? | overview of your features, not of the data
what am I allowed to type | do you talk German as well | in which languages can I write to you
I'm a new technician, how do I operate this thing | I don't know what I could ask, suggest something
propose a few questions I might put to you | what topics do you cover | what tricks have you got
which analyses are built in | which analyses come with this package | what input do you take
what is out of scope for you | anything you refuse to answer | hlep | pls help me, i no understand this tool
how does one work with this assistant | can I use you offline on my laptop | are my data sent anywhere
what version is this chatbot | what is the scope of this assistant | who developed this programme
describe yourself in a sentence | what kind of creature are you | say what you're for
""",
    "greeting": """
hello assistant | good afternoon to you all | hey buddy | hi everyone | hullo | g'day | moin | bonjour | ciao
servus | hola | salut | guten Tag | top of the morning | hey hey | heya | aloha | welcome back | long time no see
pleased to make your acquaintance | how's it going | how do you do | how's life | you alright
much obliged | ta | ta very much | thanks a million | thanks a bunch | thank you kindly | merci | danke | gracias
grateful for that | you saved my day | you've been a great help | that was quick, thanks | super, thanks
splendid | fantastic work | neat | sweet | good stuff | fair enough | makes sense now | okey dokey | roger that
will do | right then | no more questions, thanks | that will be all for today | I'm done here, cheers
catch you later | until tomorrow | take care | so long | farewell | cya | ttyl | signing off | happy weekend
enjoy your evening | sleep well | haha | hehe | testing, testing | anybody there
""",
    "follow-up": """
now the other ear's side | likewise for T7 | ditto for P4 | ditto, but 40 to 50 s | and its neighbours
and contacts 6 to 9 | the same thing at F8 please | once more with Oz | can I have that for Cz too
and what does it look like over the temples | and if you take the vertex | how does it compare at F3
repeat for the parietal sensors | and in the final quarter | swap to the other hemisphere | and towards the end
and at the beginning | and a minute later | and ten seconds earlier | same window, but right side
and the opposite side | restrict it to minute 3 | limit that to 12–20 s | zoom out to the entire file
and during N2 only | and during REM | the delta one then | now the same in sigma | then for 13 to 30 Hz
what if I look at the frontopolar leads instead | and on the next contact | as above, for the grid
as before but for the depth electrode | and across all sensors | and without Fp1 and Fp2
then over there | and over the back | what of the left temple | so on F4? | plus O2
and for the other recording | and for file two | is that also so in the first half | also true of C4?
is it different on the right | which of the two is bigger | bigger by how many percent
how far apart are the two | and the ratio | okay, and for the magnetometers | and between 2:00 and 2:30
could you do it again for the shorter stretch | now just the first thirty seconds
""",
    "explain": """
what led you to this | how did you arrive at that figure | walk me through how you got this value
what speaks for it | what speaks against it | convince me | says who | on the strength of what do you claim that
your confidence in percent? | is that a guess or a measurement | did you measure that or estimate it
measured or just estimated? | how solid is that claim | would you bet on it | any doubt about this answer
how much uncertainty is on that number | margin of error of that answer? | give the derivation
back that up | substantiate this | where's the proof | cite the measurements behind your statement
which measurement supports the last sentence | reveal your working | how come
how come you say absent | what made you pick alpha | I see it differently, what's your argument
that contradicts my own reading, how did you decide | that can't be right | surely you're mistaken
you sure bout that? | hmm, I doubt it | verify your last answer | recheck what you just told me
I am not convinced by this result | what does E3 refer to | what's behind [E2] | what do the brackets refer to
clarify your previous reply | say that again in simpler terms | I didn't get that, what did you mean by it
which channels entered into that answer | which formula is behind it | which threshold did you apply for that
which paper is that criterion taken from | does your probability mean anything | how often are you right
can the answer be defended in front of a reviewer | could it also be an error on your part
break down your conclusion for me | so why not the opposite | how can you tell
""",
    "seizure times": """
bracket each fit with its first and last second | tally the fits | tally of attacks on this telemetry day
at what point does the ictal rhythm cease | for how many seconds was she fitting
our son had several turns last night; how many got onto the trace and how long was each
I need start/stop for every seizure, for the log | sz start/stop table | sz duration? | sz count, 24 h LTM
total time spent seizing | cumulative ictal minutes | seizure burden in this hour
did it go on for more than five minutes, the seizure | was the fit shorter than 30 s
I'd say the seizure ended near 95 s, check me | the nurse noted two seizures, is that the number you get
more than 3 electrographic seizures? | longest seizure, how long | shortest of the seizures in seconds
length of the second ictal event | when is termination of the ictal discharge | termination time of the sz
at which second does postictal begin, i.e. where did the seizure finish | ictal run: from … to …
put time stamps on all paroxysmal ictal episodes | annotate seizure beginnings and endings
export seizure annotations with start, end | boundaries of the seizure please | delimit the ictal segments
how long did the absence last | how many absences, and each of what length | 3 Hz absences: list with times
did the seizures cluster, give me their times | were there clusters of fits, when
number of subclinical seizures overnight | neonatal seizures per hour? | seizures/hour
how many of the minutes were ictal | is the seizure over by 120 s | has the seizure stopped before minute 3
was the convulsion over when the doctor came at 14:20 | mark out when the electrical storm runs and when it settles
how long was the brain in that storm | time intervals with status activity | was it one long seizure or several
point me to all the epochs scored as seizure | which 10-s windows fall within the seizure
I missed the end of the attack, when was it | when did he come out of the seizure
crisis: how many and how much time each | how many crises epileptic in the file | begin and finish of the crisis
ictal offset at LA1–LA3, what second | seizure ends when? | szr end | siezure duration | seisure times
the EEG tech counted four events, does the list agree | give durations of every event of ictal nature
sum up all seizure seconds | ictal time, total and by episode | interval between the first and the second seizure
how much time between one fit and the next | compare the lengths of the seizures
recurrent seizures: timetable | seizure diary from the recording | chronology of the attacks
span of the seizure in seconds | how many fits did my wife have while wired up
did the seizure outlast a minute | did it self-terminate, and at which time
when does it break off, the discharge of the fit
ictal epochs in minutes 10 to 20: which ones | tell me all seizure windows so I can clip the video
cut points for the seizures | at what times do I need to look at the video for fits
how much of the hour did my boy spend in a fit | paroxysm from second … to second … | closing time of the last seizure
serial seizures: number, gaps, lengths | responsive stimulator log: long episodes, how many ictal runs
""",
    "slow waves": """
tally slow waves in N3 | SWs per min | SW density at Fz | SO count, frontal leads
I'd like to know whether this nap holds any slow oscillations | how dense are the slow waves over F3
how many big lazy waves in deep sleep | those tall rolling waves of sound sleep, how many per minute
huge slow swings while he's fast asleep, count them | one-per-second waves of slumber, how often
number of delta half-waves over 75 microvolts | down-to-up transitions, when do they take place
troughs of the slow oscillation: give their times | point me to the slow waves for my closed-loop stimulation
time stamps of down-states at Fpz | where are the negative peaks of the SOs
list slow-wave events in the first cycle | slow waves in N3 only: rate | slow waves in the last hour of the night?
more than ten slow waves a minute? | I'd say about 300 slow waves tonight, check me
is SW density above 12/min | does the old lady still make slow waves in her sleep
did the SO detector find anything between 01:00 and 02:00 | run a slow-oscillation detection over the frontal contacts
slow wave detection à la YASA | single <1 Hz waves per minute of NREM | how many sub-1-Hz oscillations in stage N3
I need SO troughs to couple spindles to, list them | how many SOs could I couple spindles with
any slow-wave at 400 s | are there slow waves on the SQUID magnetometers during sleep
slow waves in the LFP of prefrontal cortex while the rat sleeps, how many | rodent NREM slow waves/min
UP/DOWN states of sleep: number | up and down state alternation, slow waves per minute
do we get any homeostatic slow waves after the sleep deprivation | slow waves in early vs late sleep, how many
frequency of occurrence of slow waves | how often does a slow wave roll through | give the hourly count of slow waves
put a number on the large-amplitude slow waves | slow wave no. per epoch
SWA events, not the power: how many single waves
slow waves found? | slowwaves count | slow wawes number | slow oscilations per minute
vertex-to-front travelling slow waves, how many events | how many times did the cortex dip into a down state
when did the first slow wave come | which seconds carry a slow wave | mark every slow wave of this epoch
does N3 look convincing, i.e. are there slow waves | enough slow waves for stage 3?
number of delta waves meeting the AASM criterion
waves of deep sleep over Cz: rate | SW rate C3-A2 | deep sleep waves per minute, please check: 15?
how rich is the sleep in slow waves | are SOs sparse or plentiful | scarce slow waves?
child's night, tall slow waves, how many per minute | quantify slow wave incidence | slow-wave incidence in NREM
slow wave occurrence across minute 30 to 40 | density of slow oscillations in SWS, Fz–M2
I forgot what the big waves of deep sleep are called, how many are there | large waves during the deepest sleep, when
any delta slow wave events marked in the anaesthetised mouse | count of high voltage slow waves in stage IV
how many deep-sleep swells cross the forehead each minute | slow waves at minute 25: present or absent
does sleep pressure show up as many slow waves per minute | closed-loop tones should hit up-states, give the SO peaks
no slow waves at all in the apnoea patient, true? | slow waves on contacts 3–5 of the depth electrode while asleep
""",
    "K-complexes": """
tally the K-complexes | KC density in N2 | KCs per minute of N2 | KC/min | K-complex rate over Fz
how many KCs did the detector pick up | time stamps of the KCs | where do K-complexes fall in the night
I'd like to know whether this N2 has any K's | any K's? | K's at Cz, how many | list the K's between 600 and 900 s
big sharp down-then-up wave of light sleep, how often | that lone tall wave that stands out in stage 2, is it there
single large biphasic deflection over the vertex in light sleep, count please
negative sharp wave followed by a slow positive one in N2: how many | N550 waves in sleep, number and times
the wave with a K in its name, when does it show | I forgot its name, K-something in stage two, how many
are there K-complexes after the tones | sound-evoked K-complexes: when | arousal-related KCs, list them
spontaneous K-complexes: number | do the noises in the ward bring out K-complexes
does the epoch at 1230 s have a KC in it | KC at 02:14? | is that a K-complex at 48 s
was there a K complex in the first half of epoch 212 | would a scorer see a K complex here to call it N2
stage two markers: K-complexes, how many | more than 20 K-complexes? | fewer than one KC a minute?
I counted seven K-complexes, check me | the student says no K-complexes at all, right?
mark K-complexes for the teaching file | point me to a nice K-complex | first K-complex of the night, when
last K complex before awakening, at what second | how far apart are the K-complexes
K complexes in the frontal midline, give me the count | K-complex number, C4-M1, N2 only
do K-complexes come in this nap | has grandpa's sleep got K-complexes | K-komplex count | k complexs per hour
K complexe, combien / how many | kc count pls | kc events in s | number of K-cplx | K-compl times
how often does a K-complex crop up | K-complexes crop up when | incidence of K-complexes | K-complex index per hour
give me onset seconds for every K-complex | K-complex onsets to epoch around | average over KCs needs their times
how many isolated slow biphasic waves over 0.5 s long in N2 | KC detection with times
are K-complexes frequent in this sleeper | sparse or numerous, the K-complexes?
K complexes on magnetometers? | KCs in the intracranial leads | stereo-EEG during N2: K-complexes present?
vertex maximal K waves tally | K potentials | K-alpha: any K-complex with arousal
run your K-complex finder from 30 to 60 min | K complex occurrences per sleep cycle
did any K-complex escape my scoring, list all | need to confirm scoring: K-complexes in epochs 40–60
total of K complexes overnight | share out the K-complexes by hour
huge solitary wave when the door slams while he slumbers, how many of those | K-complex tally for cycle 1
are KCs there at 15 to 18 min | elderly sleeper, are K-complexes reduced to under one a minute
""",
    "rapid eye movements": """
tally REM bursts in the EOG | eye movement density in REM | REM density per minute | REM density, minute by minute
phasic REM: how many eye movements | rapid EMs/min | REMs LOC/ROC count | LOC and ROC out of phase: when
out-of-phase deflections in E1-M2 and E2-M2, list | number of conjugate saccades while dreaming
darting of the eyes under closed lids, how many times | his eyes flick about while he dreams, how often
how lively were her eyes during the dream phase | did the eyeballs shoot left and right in sleep
dream eye movements: when | times at which the eyes dart in sleep | which seconds have quick eyeball jerks
are rapid eye movements to be found in the second half of the night | any rapid EOG deflections at 5400 s
I'd like to know whether rapid eye movements were picked up | does the EOG show the quick ones typical of dreaming
more than 100 rapid eye movements? | I think there were about forty quick eye jerks, check me
count of individual rapid eye movements, not minutes of REM | how many single eye darts make up this REM period
list each rapid eye movement with its second | mark rapid eye movements on the EOG
point me to the first burst of REMs
first rapid eye movement of the night at which time | last rapid eye movement before waking
how often do the eyes jump within REM sleep | horizontal eye jumps in sleep | vertical eye jerks in REM
fast ocular jerks under the lids | saccades in sleep: count and times | sleep saccades | saccades per min in REM
does the epoch have REMs so it can be scored R | scorer wants REMs for stage R, are there any here
tonic or phasic REM, i.e. do eye movements occur | phasic REM episodes, when
rapid eye movments number | rapid eye mouvements in the file | REMs in EOG channel 2 | REM events EOG
eye movement potentials of REM sleep, number | eye movement burst count | EM bursts? | are there bursts of EMs
the sharp opposite swings in both eye leads, how many | steep eye-channel swings during paradoxical sleep
paradoxical sleep eye movements in the rat, count | how many REMs in N2 by mistake | REMs outside of REM sleep?
are his eyes moving fast under the lids at minute 92 | did the baby's eyes dart in active sleep
how many eye darts between 90 and 100 min | number of fast eye movements per hour of sleep
do rapid ocular deflections happen at all | rapid eye deflections? | give the rate of rapid eye deflections
ocular saccades with steep slope in the night file | quantify the oculomotor activity of REM
oculomotor bursts in stage R | are the eye movements fast rather than slow rolling
slow rolling or rapid eye movements? | how dense are the eye movements in the last REM cycle
eyes racing while asleep, when | flitting eyeballs in the night, give the seconds | tally eye flicks, REM cycle 2
EOG saccade detector results overnight | how many EOG events with opposite polarity
timing of REMs relative to the recording start | I need REM onsets to lock PGO waves to, the single eye movements
under the lids her eyes zigzag, how many times | REM sleep without darting eyes?
ocular activity of dream sleep, events per minute
are eye darts bunched at the end of the night, list the times | EOG darts at 96 min?
""",
    "epileptiform spikes": """
tally IEDs by hour | IED burden | spike load over F7/T7 | spikes/min over the left mesial temporal contacts
SWI? | little sharp needles in the trace, how many | tiny spiky blips between the attacks, how often
pointy waves that epilepsy doctors look for, any | sudden pointed peaks followed by a slow wave, count them
those prickly things over the right temple, when do they come | spiky discharges on contacts 3–5
how many sharps at T8 | sharps over P3? | list the sharps with their seconds | F8 sharps/hour
I'd like to know whether interictal activity was caught between 12 and 20 s | interictal ED at 45 s?
is there irritative activity | irritative zone: spikes per contact | how irritable is the cortex, spikes per minute
I counted fourteen spikes, check me | more than 5 sharp waves a minute? | fewer than ten IEDs in the hour?
put a number on the spiking | how busy is the epileptic focus between seizures | spike frequency of the focus
point me to the spikes so I can build a dipole | spike times for averaging in MEG | MEG spikes, SQUID data, when
I need epileptic spike peaks for source localisation | sharp-wave latencies in s | spike-and-wave complexes: number
benign rolandic child, spikes in sleep, how many | centro-temporal sharp waves C3/T7 N2 only
sleep potentiated spikes? | do the spikes increase in N2, spikes/min | polyspike count | polyspike-and-wave bursts?
generalised spike-wave bursts, brief, interictal: list | GSW bursts number | 3 Hz SW fragments count
GSWD | frag spike-wave | any epi-looking potentials | potentials suspicious for epilepsy, times
epileptogenic potentials present? | epilepsy-typical potentials (ETP) how many | hypersynchronous sharp potentials
steep transients over the temporal chain | is the transient at 33 s an epileptiform one
are there paroxysmal sharp elements in the background | sharply contoured waves: how many | SW complexes at Fp2
intracranial spikes LA2, rate | sEEG spike detector, e.g. Janca, result | spike detection on the grid G1–G64
automatic IED detection | number of candidates for epileptiform events | where in the hour do the discharges fall
hypsarrhythmia-like multifocal spikes? | how many epileptic blips on the left compared to right
my kid's report mentions spikes, how many are there | the doctor said 'sharp waves', can you find them
are there those epileptic peaks the consultant worries about | does the trace have the spikes the neurologist talks of
spikes after lamotrigine, per min | spike count before and after minute 10 | spikes during hyperventilation?
sharp waves under photic stimulation? | photoparoxysmal spikes, times | discharge rate at T7-P7
interictal epilepiform discharges | epileptifrom spikes | spickes on the left | spike-waves count over Cz
phase reversal over T4, how many spikes | spikes with phase reversal at F8, list | rat model: interictal spikes/min
kainate mouse hippocampal spikes, interictal, how many | are interictal spikes rare, occasional or abundant
frequent or rare sharp waves? | ACNS prevalence of sporadic discharges | sporadic epileptiform discharges
sporadic sharps per hour, NICU | any sharp transients in the neonate | mark all suspected IED
did the spikes vanish | is it spike-free | the clip ought to be free of interictal spikes, is it
when was the largest epileptic spike | time of the first interictal discharge | longest spike-free stretch
""",
    "rhythmic discharges": """
any RPPs | RPP per ACNS 2021 terminology | LPD+F? | LPDs left or right, what share of the record
GPDs with triphasic morphology, percentage | GPD prevalence
LRDA prevalence in the hour: occasional, frequent, abundant
prevalence of periodic patterns | PD burden per hour | RDA burden | lateralised rhythmic delta: when
bilateral independent periodic discharges? | BIPDs | BiPDs time share | multifocal PDs? | MfPDs
SIRPIDs when the nurse suctions
stimulus-induced rhythmic patterns? | IIC patterns? | is this on the ictal–interictal continuum
tally minutes with periodic discharges | total seconds of rhythmic delta | give the fraction of GRDA
sharp waves that repeat like clockwork about once a second | discharges that come round at even intervals
a pattern that keeps ticking at one per second, is it there | monotonously recurring complexes over the left side
same shape over and over at nearly constant spacing, when | metronome-like discharges
repeating waves that never let up, how much of the hour | trains of identical waves over T7
discharge trains: times | runs of repetitive sharps between 200 and 400 s | start and stop of each rhythmic train
FIRDA in the confused lady, when | OIRDA in the absence child? | OIRDA present? | TIRDA over the left temple, times
intermittent rhythmic delta frontally | is there occipital intermittent rhythmic delta activity
frontal monomorphic delta runs | monomorphic rhythmic waves, give intervals | unvarying rhythmic slow activity
brief potentially ictal rhythmic discharges, list | B(I)RDs | BIRDs over F8 N2 only | <10 s rhythmic runs, any
post-cardiac-arrest: periodic pattern? | herpes case, periodic complexes left temporal?
CJD-type periodic sharp wave complexes
PSWC present? | Radermecker complexes? | are there periodic complexes every few seconds
SREDA? | subclinical rhythmic activity in the elderly woman | wicket-like rhythmic runs?
more than 50 % of the hour with LPDs? | does it exceed ten percent rhythmic
I'd estimate a third of it is periodic, check me
is it true that rhythmic patterns are continuous here | continuous or intermittent periodic discharges?
evolving or static rhythmic pattern | does the rhythmic run evolve | evolution in frequency of the run at 75 s?
any rhythmic evolving run that falls short of a seizure | ictal-appearing rhythmic trains, when
rhythmic spikes in trains on LH1–LH3 | rhythmic runs on depth contacts, times | HVS in the rat, how much of the time
spike-wave discharges in the WAG/Rij rat, share of time | SWD trains, GAERS, when
ICU EEG, periodic or rhythmic, yes or no | the intensivist asks about periodic discharges on cEEG
point me to the periodic discharges | mark rhythmic/periodic epochs | which 10 s pages show periodic discharges
when did the GPDs come first | at what second do the LPDs let up | longest run of rhythmic delta
how many runs of rhythmic activity | number of rhythmic trains | rythmic discharges | periodical discharges
perodic lateralized discharges | rhytmic delta runs | semi-rhythmic discharges in the night
do discharges recur at regular intervals | regular repetition of sharp complexes? | recurrent stereotyped complexes
quantify periodicity burden | cyclic discharges, share of recording | do repetitive complexes occur after minute 3
is there a pattern of triphasics in this encephalopathic man | TW pattern share | triphasic-like periodic waves when
""",
    "burst suppression": """
BSR under propofol | BSR minute 3 | suppression ratio SR as on the BIS monitor | SR % | BS ratio | BSP?
burst suppression probability, last five minutes | how much of the minute is quiet between the bursts
share of silence between outbursts | stretches where the brain is switched off between outbursts
brain goes quiet, then a volley, then quiet again: is that here | on-off pattern of the cortex under anaesthesia
quiet-burst-quiet pattern? | stop-and-go EEG in the coma patient? | EEG pausing for seconds under thiopental
pentobarbital coma, percent suppressed | target of 50 % suppression reached? | suppression above 80 %?
anaesthetist asks: any suppression at 2 MAC | is he too deep, any suppressed stretches
isoflurane: when does it suppress
sevo 4 %, suppression? | when did suppression set in after the bolus | at what second do the suppressions end
list suppression intervals longer than 2 s | times of electrical silence | mean length of the silent gaps
how long are the interburst gaps | IBI of the preterm | interburst interval, preterm 28 weeks
IBI longest | longest suppression in s | tracé discontinu in this preemie? | tracé alternant share
how many bursts a minute | bursts/min, post-arrest | tally the bursts | number of outbursts between the silences
count volleys separated by silence | burst tally between 120 and 240 s | fewer than 3 bursts per minute?
I'd say 60 % is suppressed, check me | more than half of the time silent?
is the background below 10 µV for half the time
background voltage under 5 µV, what share | suppressed (<10 µV) background? | low-voltage suppressed stretches, times
cardiac arrest day 1, suppression or not | hypothermia, suppressed background?
burst-suppression with identical bursts?
highly malignant pattern: suppression? | is the cortical activity abolished for seconds at a time
electrocortical inactivity, for how long | ECS periods | isoelectricity episodes under deep anaesthesia
isoelectric epochs in the rat, iso 2.5 % | mouse under urethane, suppression | burst-supression ratio
brust suppression
burst supression | suppresion fraction | surpression times | burst–suppress pattern in the ECoG
does the ECoG show suppression at the grid | SEEG contacts silent between bursts under general anaesthesia
is the EEG continuous or does it break into bursts | continuity of the EEG under sedation
how discontinuous is it | discontinuity in percent | nearly continuous or suppressed? | continuity of background, ACNS
point me to the suppressed epochs | mark the silent seconds | which pages are suppressed | cumulative suppression
how many seconds in all was the cortex mute | mute cortex periods | give the proportion of near-zero cortical activity
is there an alternation of high-voltage activity with silence
is brain activity interrupted by quiet spells while in induced coma
grandma is in an artificial coma, how silent is her brain
did the sedation silence the brain waves, how much of the time | are there pauses in the brain activity
shutdown of cortex in the anaesthetised patient, when | does cortex shut down and wake up in turns
""",
    "movement": """
tally the seconds lost to motion | motion/min | motion burden in percent | gross body motion during N2?
how fidgety was the toddler | couldn't sit still, could he | was the volunteer wriggling in the chair
when did she shuffle about | when does the sleeper turn over | turning over in bed: times
did the nurse move the patient around minute 3 | being turned in bed, when does it disturb the trace
big swinging baseline because someone shifted, where | huge wobbles from someone shifting in the seat
the trace lurches as if the kid was squirming, when | all leads swing together as with a jolt, list
cable sway? | lead sway artefact | wires tugged? | did anyone pull on the wires | cable tug at 48 s
swinging cables in seconds … | cable swing times | headset slipping? | helmet slip? | cap displaced by motion
walking artefact | gait artefact in the mobile EEG, share | treadmill run: how much motion is in it
ambulatory EEG, motion share | mobile recording outdoors, how many percent moved | step-locked wobble in the signal
head turns during the MEG | head shifts under the dewar | did the head slide in the MEG helmet
head nods? | nodding contaminates which seconds | rocking back and forth? | rocking artefact
startle jerk of the whole body? | body jerks, times | limb jerks disturb the trace when
tossing about at night, how much
I'd say he hardly moved, check me | more than 10 % motion? | under five percent movement, right?
is it still enough for imaging analysis, motion-wise | share of immobile seconds | how much of it was she motionless
motionless stretch, the longest | when is the subject at rest without moving | quiet lying or restless
list epochs to be dropped on grounds of motion | mark motion epochs | point me to the worst motion
which stretches are spoilt by shifting in the chair | ruined by fidgeting: how many seconds
movement artefact F3, 12 to 20 s | moving arte | movt artefact | mvmt? | mvt times | moviment artifacts
did the participants move during the trials | motion during stimulus blocks? | motion in the rest block
was the infant kicking | baby kicking, when | patting of the baby artefact? | was the baby being rocked
patting or rocking visible? | shivering shaking of the patient, motion share | tremor shakes the leads, when
agitated patient, how much motion | how agitated on the bed, by the trace | thrashing about, from when to when
did the animal shake the headstage | headstage knocked? | mouse grooming shakes the implant, when
tether pulled? | fibre or tether motion artefact times | optodes shifted? | fNIRS motion spikes, seconds
motion artefacts in the optode data | baseline jumps through head motion in NIRS | subject displaced himself at 70 s?
how calm did my mother keep during the test | did grandpa hold still | he was told to freeze, did he
were there posture changes | change of posture when | gross swings above what the brain can make, due to moving
BCI user moved during imagery? | how much motion is in the imagery blocks | participant leaning forward when
motion contamination over minute 3 | what percentage does motion take
""",
    "flat times": """
tally the gaps | gaps, total seconds | data hole at 300 s? | holes: list start and stop | NaN runs, where
when did the amp cut out | amp off? | when was the headbox unplugged | headbox unplugged for the toilet, when
patient went to the bathroom, when is there no EEG | was she disconnected during the night, between what times
disconnected for the CT scan: from when till when | during which minutes was nothing coming in
all leads at zero, times | the entire montage goes to a straight line, when | every trace becomes a ruler line
straight lines on all of them at once | screen full of straight lines, seconds? | total blackout in the record
did the wireless link break | Wi-Fi drop, when | BLE link lost? | telemetry loss times
transmitter out of range, when
battery died? | when did the battery run out | did the device switch itself off | logger stopped when
did the acquisition freeze | frozen buffer? | stuck samples on all channels | repeated identical samples, when
buffer overrun gaps | dropped samples? | dropped packets: time stamps | frame drops in the stream
LSL stream stalled? | was there any stall in the stream | lost blocks | blocks of zeros | zero-filled parts
zero padding inside the file? | zero-padded stretch | padded with zeros from … to … | constant values throughout, when
all SQUIDs reset at once? | MEG dead for some seconds? | sensors all silent, times | whole-array dropout
signal vanishes, where | signal absent during which seconds | absent data | void stretches | empty segments
is part of the file empty | is any stretch of the file blank | how many seconds of it are blank
more than 5 s missing? | I'd say 20 s are lost, check me | the file is complete without gaps, correct?
are the data contiguous | contiguity check | discontinuities in acquisition? | EDF+D: where are the gaps
is the record gapless | gap-free? | uninterrupted from start to end? | did it record throughout
did the machine record the whole night without a break | did it stop recording for a while
pause button pressed? | someone paused the recorder, when | recorder pauses, list
impedance check interrupts the record when
calibration or impedance check with no signal, when | electrodes all came off, at what time
cap taken off early? | when was the cap removed, from which second is it all flat
after which time is there nothing more
nothing at the end of the file? | dead tail? | does the record end in a flat line for all
when does the total flat line start
why is minute 3 a straight line on each lead, when does it come back | back online when | when is contact regained
mark signal dropouts | point me to the dropouts | list outage intervals | outages? | outage times
signal outtage | drop outs in minutes | lost signal at wich seconds | missing signal on all contacts
fibre photometry trace lost when | implant telemetry dropouts, neurostimulator, times
blanked samples during stimulation
was data lost, and when | how long did the longest gap last | number of gaps | total time without data
""",
    "artefacts": """
tally contaminated seconds, all kinds together | how much would ICA or rejection cost me
expected data loss in cleaning
what goes in the bin | how much of it goes in the bin | seconds to bin | fraction I'd have to scrap
how much survives rejection | usable minutes after removing the rubbish | minutes of clean EEG left
do 60 clean seconds remain | is at least 80 % clean | more than a quarter spoilt? | under 10 % artefact, true?
I'd say half of it is junk, check me | junk share | junk in percent | noise-free share | artefact-free percentage
artefact-free seconds | proportion free of disturbances | how much of the trace is brain and how much is dirt
what part isn't brain | share of non-cerebral activity | extracerebral contamination, share
non-brain contributions: percentage by kind | breakdown: EMG vs motion vs blink | eye vs muscle vs motion share
which contamination prevails | which sort of disturbance is most common | main artefact type? | prevalent artefact
what pollutes the data most, by share | pollution percentage | polluted epochs | how polluted is it
how many percent of epochs fail | epoch rejection share | autoreject-like: share of bad epochs
bad segment proportion
BAD_ segments as a fraction | percent of time annotated bad | data retention rate | retained data in %
yield of clean data | clean yield | net usable time | usable time vs total | salvageable part?
how much can be salvaged | what can I save of this session | how many minutes are worth keeping
how many minutes can I feed into my decoder | for my BCI calibration, what share is contaminated
what amount is obscured by artefact | obscured by artefact how much, ICU night | how much of the hour is unreadable
unreadable seconds | unreadable portion in percent | illegible pages share | masked by artifact, percentage
technician's note says 'much artefact', how much is it | artefact load N2 only | artefact share between 12 and 20 s
artefact share during minute 3 | first ten minutes: percent contaminated | artefact burden for contacts 3–5
artf % | arte % | artif. rate | artfact percentage | artefakt share | artifacts total procent
overall contamination | degree of contamination | extent of artefacts | extent of disturbances in seconds
sum over blink, muscle and motion seconds | union of all artefact seconds | combined bad time
disturbed seconds versus clean ones | ratio clean to contaminated | clean:dirty ratio
how much interference of any type, share of time | how much disturbance in all did the test have
how much of my brother's test was spoiled | was most of the test ruined by wobbling and blinking, how much
give the share of trash | trash fraction | garbage percentage | crap data in percent | gunk share
is the majority of seconds clean | majority contaminated? | more dirt than signal? | mostly artefact?
quantify artefacts for the methods section | we report the proportion of rejected data, give it
preprocessing statistics: share removed | amount to be censored | censored time share
""",
    "aEEG": """
aEEG LM/UM | aEEG lower trace in µV | LM below 5? | lower margin under 5 µV, upper under 10?
UM over 10 µV? | upper edge of the compressed trace | bottom edge of the band on the cot-side monitor
top edge of the CFM band | lower rim of the integrated trace | where does the band of the CFM sit
CNV, DNV, BS, CLV or FT? give the margins | Hellström-Westas class needs margins, what are they
al Naqeeb criteria: margins please | moderately abnormal by al Naqeeb? margins
voltage criteria of the aEEG fulfilled?
DNV? | CLV? | FT pattern on the neonatal monitor? | does the band lie above five microvolts
is the band broad or narrow on the neonatal monitor | band width C3–C4 aEEG | aEEG bandwidth P3-P4, minute 3
narrow band on CFM? | term baby after asphyxia, cooling: aEEG band | HIE baby, aEEG at 6 h
preterm 29 weeks, aEEG borders | lower border Burdjalov | NICU: aEEG reading | what does the BrainZ show
Olympic CFM style numbers | two-channel aEEG left and right: margins | aEEG left vs right, lower border
aEEG from C3-P3, highest and lowest | aEEG right hemisphere, upper border | cross-cerebral aEEG P3–P4
squeezed-together amplitude trace of the newborn, top and bottom | time-compressed amplitude band, limits
that thick wavy stripe on the baby monitor of the brain, how high and how low
our baby is being cooled; what do the limits of the brain stripe say | newborn's brain band, lower end in microvolts
the band on the semilog scale: from where to where | semilogarithmic amplitude band limits
rectified and compressed envelope margins | integrated amplitude, minimum and maximum margin
envelope band margins, Maynard filter
amplitude integration lower limit | amplitude-integrated lower limit between 12 and 20 min
I'd say the lower margin is 7 µV, check me | is the aEEG upper margin greater than 25 | aEEG min above 5?
aEEG max? | aEEG min? | aEEG min/max | aEEG band limits | aEEG in adults after arrest, margins
adult ICU aEEG trend, lower margin | quantitative trend: aEEG | qEEG aEEG panel values | Persyst aEEG numbers
get me the numbers behind the aEEG strip | put numbers on the CFM strip | strip chart of the CFM, margins
is the trace on the cerebral function analysing monitor normal in height | CFAM margins
a-EEG | a EEG lower | aEGG margins | aeeg margin low/hi | aEEg bandwith | amplitude-integreted EEG
amplitude intergrated EEG | amplitude integrated EEG lower boarder | aEEG untere Grenze / lower limit
baseline of the aEEG rising? lower margin in numbers | how high is the baseline of the CFM | aEEG floor
aEEG ceiling | floor and ceiling of the integrated EEG | peaks and troughs of the CFM stripe
where do the 10th and 90th percentile of the aEEG lie | mean lower and upper border of the aEEG for hour 2
sleep–wake cycling height on aEEG: margins | does aEEG give continuous normal voltage by its margins
tell the nurse the CFM figures | CFM values for the handover chart
mark down upper and lower aEEG for the chart | hourly aEEG chart entry | list the borders of the integrated EEG
""",
    "amplitude trend": """
does voltage dwindle as hours go by | dwindling amplitude? | waning amplitude through the night?
waxing or waning over hours
slope of amplitude in dB/h | amplitude slope? | dB/h | long-run change in signal size | voltage vs time, regression
regress amplitude on time | linear trend of log amplitude | rate at which the amplitude changes per hour
is the brain signal petering out | are the waves dying down as the hours pass
waves grow taller from evening to morning?
do the waves shrink from the first to the last hour | are the wiggles becoming smaller as the day goes on
line gets calmer and calmer over the hours, true? | everything bigger at the end than at the start?
is the trace stronger in the evening than in the morning of the recording | louder or quieter over time, the EEG
does the coma patient's voltage come back over the day | recovering amplitude after arrest, over hours?
voltage recovery after rewarming | amplitude climbs again after cooling? | is cerebral voltage deteriorating
deteriorating background over the shift? | background voltage worsening from hour to hour?
improving voltage in the ICU?
vasospasm watch: gradual decline in voltage | DCI monitoring: amplitude going down slowly?
progressive flattening since midnight
stable or drifting in size | constant size throughout the hours? | steady amplitude or slow decay
amplitude plateau or decline | monotonic decline in amplitude? | is there a systematic increase of RMS with time
RMS over the session: trend | RMS trend at contacts 3–5 | RMS creeping up at Cz? | envelope trend over 8 hours
envelope getting lower with time | does variance grow with recording time | time course of amplitude, long scale
I'd say it loses 1 dB an hour, check me | more than 0.5 dB per hour? | a fall over 3 dB from dusk to dawn?
I have the impression the signal gets fainter, confirm | fainter towards morning?
the tech thinks electrodes dry out: shrinking signal?
gel drying out, is the size of the signal sinking | electrode ageing in the implant: amplitude loss over the days
chronic implant, amplitude decay | LFP amplitude declines as the session wears on?
drop in magnitude as the session wears on
does strength fade across my BCI session | signal magnitude at the end vs the start of the session
compare amplitude early against late | first hour versus last hour amplitude | early/late voltage ratio trend
evening-to-morning change in amplitude | how did the amplitude go over the night | amplitude curve over 24 h
24-h course of voltage | time trend of voltage, left hemisphere | amplitude trend F3, hours 2 to 6
amplitude trajectory | trajectory of the voltage | direction of the voltage trend | sign of the amplitude slope
up, down or level, the voltage | going downhill in amplitude? | uphill in voltage? | upward trend in voltage?
downward amplitude trend? | descending voltage | ascending amplitude with time | tendency of the amplitude
amplitude tendancy | amplitud trend per hour | trend amplitde | evolution of voltage in the course of recording
does it lose power hour after hour | gradual weakening of the EEG | weakening over time? | gaining strength over time?
is mum's brain activity getting weaker from day to night | brain activity growing feebler over the hours?
hourly decline | decline per hour | slow fading of the recording | attenuation with time, dB
MEG amplitude over the long run, up or down | does amplitude creep with duration of anaesthesia
put a number on the slow decline of the waves | quantify the long-term fading | give the per-hour change in voltage
""",
    "coherence": """
coh Fz-Pz theta | Coh(F3,F4) 8–12 Hz | MSC F3/F4 | msc over sigma | squared coherence O1 vs O2 12 to 20 s
interhemispheric coh in beta | intrahemispheric coherence, left | fronto-parietal coherence in theta
long-range coherence front to back | short-range coherence between neighbours C3 and CP3
how alike are the rhythms left and right, frequency by frequency
do both halves of the brain hum the same tune in alpha
do the two sides of the head swing in unison at 10 Hz | are the left and the right brain in tune with each other
shared rhythm between F3 and P3? | rhythm in common at O1 and Oz, how much | common 20 Hz rhythm of both motor areas?
cooperation of brain areas in the theta band | do areas cooperate in gamma | crosstalk in beta between Cz and C3
how tightly coupled are the hippocampal contacts in theta | theta coupling LH1–LA1 | LFP coherence CA1 vs mPFC
hippocampal–prefrontal theta coherence | gamma coherence V1–V4 | field–field coherence | LFP-LFP coh, 30–80 Hz
STN–M1 beta coherence | DBS leads: beta coherence between contacts | subthalamic contacts coherent in beta?
thalamocortical coherence in sigma | spindle-band coherence C3–C4, N2 only | delta coherence in N3 between Fz and Oz
sensorimotor coherence at mu frequency | mu coherence C3/C4 | coherence in the 13–30 Hz band over contacts 3–5
frequency-domain coupling between sensors | linear dependence in the spectrum between P3 and P4
normalised cross-spectrum magnitude | cross-spectral coupling O1/Pz | Welch coherence, 2 s windows
network coupling in alpha | whole-head alpha connectivity | mean connectivity over all pairs in beta
average pairwise coherence | pairwise coherence of the posterior sensors
how high is coherence among the temporal sensors
is alpha coherence over 0.6 | less than 0.2 coherence in gamma? | I'd guess coherence 0.4 between F3 and F4, check me
coherence greater on the left side than 0.5? | are T7 and T8 incoherent | incoherent sides?
low coherence? | coherence lowered in theta between Fz and Pz | lack of coupling between front and back in alpha
disconnected hemispheres? coherence F3–F4 | callosotomy patient: how coherent are the hemispheres
is there connectivity between auditory sensors on both sides | connectivity strength Fp1-Fp2, delta
source ROIs: coherence of left and right M1 | coherence between ROI 3 and ROI 7 | parcels coherent in alpha?
MEG sensors over both temples, coherence at 40 Hz | coherence of planar gradiometers left/right
how much of the rhythm at O1 is predicted from O2 at each frequency | linearly predictable share at 10 Hz, O1 from O2
are the waves at C3 locked in rhythm with those at C4, magnitude-squared
entrained with one another in theta, F3 and T7?
do the electrodes oscillate together in alpha | do they beat together in beta | move hand in hand at 6 Hz, Fz and Cz?
coherance O1 O2 | coherrence in theta | cohernce alpha band | coherency F7–F8 | coherance F3-F4 beta
coherence estimate, minute 3, P7 with P8 | compute coherence | tabulate coherence by band | coherence per band
coherence spectrum peak? | give the coherence for each band between C3 and C4 | list coherence for the frontal pair
student question: are these two electrodes coherent | neurofeedback target: coherence Fz/Cz
QEEG coherence, left frontal to left parietal
how linked are both occipital poles by alpha | link strength in beta of Cz with Fz | tie between O1 and P3 in alpha
functional conectivity theta | func. connectivity alpha band, frontal pair
fronto-occipital coupling in alpha, strength
""",
}
