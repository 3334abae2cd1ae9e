"""(Intent, ways to ask, names or whole questions): waves of sleep, discharges, suppression, and the night."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("slow waves", "whether count times rate", """
slow waves | slow oscillations | sleep slow waves | large delta waves of deep sleep | slow-wave events
half waves above 75 µV | big slow waves of N3 | SOs | high-amplitude slow waves
slow oscillations of deep sleep | single slow waves | deep-sleep waves
"""),
    ("K-complexes", "whether count times rate", """
K-complexes | K complexes | KCs | k-complex | kcomplexes | K waves of N2 | isolated biphasic waves of N2
k complexs | K-compl. | KC waves
"""),
    ("rapid eye movements", "whether count times rate", """
rapid eye movements | REMs in the EOG | quick eye movements of dream sleep | fast eye movements in sleep
darting eye movements | saccade-like eye movements of REM sleep | eye movement bursts
rapid ocular movements | conjugate eye movements
"""),
    ("rapid eye movements", "say", """
(did|do|are) the (eyes|eyeballs) (jump|flick|move quickly|move rapidly|flit|darting|roll quickly) (around|
back and forth|during dreaming|in sleep|)
phasic (REM|eye movement) activity
"""),
    ("epileptiform spikes", "whether count times rate", """
interictal spikes | epileptic spikes | sharp waves | IEDs | interictal discharges
epileptiform discharges | epileptiform spikes | sharps | spikes or sharps | spikes and sharp waves
interictal epileptiform discharges | epileptic discharges between seizures | spike-wave complexes
focal spikes | sharp transients | polyspikes | centrotemporal spikes | interictal events
"""),
    ("rhythmic discharges", "whether times share", """
rhythmic discharges | periodic discharges | LPDs | GPDs | LRDA | GRDA | PLEDs | triphasic waves
rhythmic runs | BIRDs | lateralised periodic discharges | generalised periodic discharges
rhythmic delta activity | evolving rhythmic activity | periodic complexes | runs of rhythmic sharp waves
rhythmic patterns
"""),
    ("burst suppression", "whether times share", """
burst suppression | suppression | suppressions | electrical silence | isoelectric stretches
suppressed EEG | suppression periods | silent periods of the cortex | discontinuous background
flat periods between bursts | cortical silence | isoelectric EEG
"""),
    ("burst suppression", "say", """
(how many|number of|count the) bursts (between the suppressions|in the burst suppression|
in this burst-suppression pattern|per minute under anaesthesia|after the arrest|)
BSR | bsr | burst(-| )suppression ratio | suppression (ratio|index|percentage|percent|fraction)
(percentage|share|degree|depth) of suppression
(when|at which seconds|between which seconds|from when to when) (is|was) the (cortex|EEG|
background) (silent|suppressed|isoelectric|flat) (under anaesthesia|during cooling|)
how (suppressed|deeply suppressed|silent|discontinuous) is the (EEG|brain|background|cortex)
does the (EEG|brain) (go silent|alternate between bursts and silence)
"""),
    ("total sleep time", "get", """
total sleep time | TST | hours of sleep | sleep duration | minutes of sleep | net sleep
total time asleep | hours slept
"""),
    ("total sleep time", "say", """
how (long|much|many hours|many minutes) (did|has|was) (he|she|the patient|the subject|the sleeper) (sleep|
slept|actually sleep|asleep|really sleep|sleep in all) (tonight|that night|in total|)
(hours|minutes|time) (actually |really |)(slept|asleep|spent sleeping|of real sleep)
"""),
    ("sleep latency", "get", """
sleep latency | sleep onset latency | SOL | time to fall asleep | latency to sleep
minutes to sleep onset | sleep onset time
"""),
    ("sleep latency", "say", """
how (fast|quickly|long|soon) (did|does|until|before) (he|she|the patient|the sleeper|
it take him to) (fall asleep|fell asleep|doze off|drop off|drift off|go to sleep|
be asleep) (after lights off|once in bed|)
when did (he|she|the patient|the sleeper) (fall asleep|doze off|drop off|drift off|first sleep)
(minutes|time) (from|between) lights (out|off) (to|until|and) (sleep|falling asleep|the first sleep|N1)
"""),
    ("REM latency", "get", """
REM latency | latency to REM | time to the first REM | REM onset latency | minutes from sleep onset to REM
REM sleep latency
"""),
    ("REM latency", "say", """
how (long|soon|many minutes) (after|from|before|until) (falling asleep|sleep onset|the first REM|
he fell asleep) (did|does|was|is) (REM|the first REM|dream sleep) (start|begin|come|reached|)
when (did|does) (the first |)(REM|dream sleep) (period |phase |)(start|begin|come|appear|set in)
"""),
    ("wake after sleep onset", "get", """
WASO | wake after sleep onset | time awake during the night | minutes awake after falling asleep
wakefulness after sleep onset
"""),
    ("wake after sleep onset", "say", """
how (long|much|many minutes) (was|did|lay) (he|she|the patient|the sleeper) (lie awake|awake|up|
stay awake|lay awake) (in the night|during the night|after falling asleep|in the middle of the night|
once asleep)
"""),
    ("sleep efficiency", "get", """
sleep efficiency | share of the time in bed asleep | percentage of the night asleep | TST over time in bed
SE in percent
"""),
    ("sleep efficiency", "say", """
(how much|how many percent|what share|what fraction|what percentage) of (the night|the hours in bed|
his bed time|the bed time) (was|is|did) (he|she|the patient|really|actually|) (asleep|sleep|spent asleep|
sleeping|slept)
how efficient(ly|) (was|did) (the sleep|she sleep|the night)
"""),
    ("time in stage", "get", """
minutes of (N1|N2|N3|REM|wake|deep sleep|light sleep)
time in (N1|N2|N3|REM|stage 2|slow wave sleep|deep sleep)
(N1|N2|N3|REM|wake) (minutes|mins|time|duration|amount|total|min)
amount of (deep sleep|REM|REM sleep|dream sleep|light sleep|N2|stage 1|N3)
(deep sleep|REM sleep|light sleep|dream sleep) (amount|duration|minutes|time|total)
"""),
    ("time in stage", "say", """
(did|does) (he|she|the patient|the sleeper) (get|have|reach|spend) (enough|any|sufficient|much) (REM|
deep sleep|N3|slow wave sleep|dream sleep|light sleep)
how (much|many minutes|long) (of the night |)(was|did he spend|was she|is|did she get) (in |of |)(N2|REM|
deep sleep|N3|N1|light sleep|dream sleep|stage 2)
how (long|much time) (was he|did she spend|was the sleeper) (dreaming|deeply asleep|in REM|awake|
in light sleep)
"""),
    ("stage transitions", "get", """
number of stage transitions | stage shifts | stage changes | transitions between sleep stages
fragmentation of the sleep | number of stage changes in the hypnogram | switches between stages
sleep fragmentation
"""),
    ("stage transitions", "say", """
how (fragmented|broken|restless|unstable|choppy|stable) (was|is) the (sleep|night|
hypnogram) (by stage changes|in stage shifts|)
how (often|many times) (did|does) the (stage|sleep stage|sleeper|hypnogram) (change|switch|jump|alternate|
hop|shift) (stage|stages|)
"""),
    ("sleep stage", "say", """
(what|which) (stage|sleep stage|stage of sleep|phase of sleep) (is|are|was|were) (he|she|it|this|we|
the sleeper) (in|) (at 3600 s|at 90 min|now|here|then|around 02:10:00)
(sleep |)stage (at|around|of|in) (3000 s|this epoch|minute 40|the last minute|02:00:00)
(awake|asleep|sleeping) (or not|or awake|at 1800 s|at this point)
(was|is) (he|she|the patient|the sleeper) (awake|asleep|dreaming|in REM|in deep sleep|in N2) (at 1200 s|
then|at that point|in minute 30)
"""),
    ("sleep architecture", "say", """
(sleep|night|hypnogram|PSG) (report|summary|architecture|statistics|stats|overview|profile|metrics|
key figures)
(sum up|summarise|describe|report) (the night|her night|the sleep|the hypnogram|the polysomnography)
how (was|did) (the night|she sleep|he sleep|the sleep) (overall|go|)
"""),
)  # fmt: skip
