"""(Intent, ways to ask, names or whole questions): states and what spoils a recording."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("eyes", "say", """
(is|was) (he|she|the subject|the participant|the kid|the volunteer) (sitting|resting|
lying there) with (his|her|the) eyes (open|shut|closed)
(did|does) (he|she|the subject|the person) (have|keep|hold) (his|her|the|their) (eyes|lids|eyelids) (open|
shut|closed|up|down)
(eyes|lids|eyelids) (open|shut|closed) (or not|, true or false|, yes or no|at 30 s|during the baseline|
in this run)
(which|what) (condition|block|segment|part) (is|was) (this|it), (open|closed) eyes or (closed|open)
(nobody|no one) (noted|wrote down|knows any more) (whether|if) the eyes were (open|closed|shut)
(was|is) (the person|he|she|the patient) (gazing about|fixating|looking at the cross|
watching the screen) or (were the eyes|with eyes) (closed|shut)
(judge|guess|decide|determine|work out|tell) from the (EEG|trace|signal|alpha) whether the eyes are (open|
closed)
(open-eye|closed-eye|eyes-open|eyes-closed|EO|EC) (rest|baseline|run|recording|resting state) (?|or not)
EO/EC status | ec or eo
eye (state|status|condition|position) (between 20 and 40 s|here|during this part|please)
(gazing|staring ahead) or eyes closed | shut eyes or open eyes
(eyelids|lids) (raised|lowered) or (lowered|raised)
"""),
    ("seizure", "whether", """
seizures | seizure activity | ictal activity | (an |)electrographic seizure | epileptic fits | fits
an ictal event | (a |)convulsion | spike-and-wave runs | ictal discharges | a fit | a seizure
an epileptic attack | an ictal pattern | a paroxysm
"""),
    ("seizure", "say", """
(his mother|her husband|the aide|the video) (noticed|reports|shows) (jerking|shaking|staring|
stiffening), (is that|is there) a seizure
(is|was) (he|she|the patient|this|the kid|the baby) (seizing|convulsing|having a fit|in status|
ictal) (now|here|at 30 s|around minute 3|)
(did|does) (he|she|the patient|the child) (seize|have a fit|convulse|have an attack) (here|in this hour|
during the recording|)
(seizure|ictal) (yes or no|y/n|true or false|or background|or artefact|or not)
(could|might|would) (this|that) be (a seizure|ictal)
(anything|something) (ictal|epileptic going on|seizure-like|that looks like a seizure) (in here|
around 40 s|)
(non-convulsive|nonconvulsive|subclinical|silent|subtle|neonatal|absence|tonic) (seizure|status|
fit) (here|in this|?|present)
(seizing|convulsing) or (not|just moving)
"""),
    ("onset", "say", """
(at|from) (which|what) second does the (seizure|fit|attack|ictal activity|ictal discharge|
convulsion) (start|begin|kick off|kick in|set in|commence|take off)
when does (the seizure|the fit|the attack|the ictal rhythm|it become ictal|he start seizing) (start|begin|
set in|kick in|take off|first show|)
(start|beginning|onset|first second|outset|onset time|start time) of the (seizure|fit|attack|
ictal discharge|ictal activity|convulsion)
(seizure|ictal|sz|fit) (onset|start|beginning|onset time|start time) (in seconds|please|?|when)
(earliest|first) ictal (change|second|activity|sign)
(how long|how many seconds) (before|until|till|into the file before) the (seizure|fit|attack) (starts|
begins|sets in)
when (did|does) the (seizure|fit|attack) (first|) (start|begin|emerge|arise)
"""),
    ("seizure times", "times", """
seizures | fits | ictal episodes | convulsions | epileptic attacks | ictal events
"""),
    ("seizure times", "count", """
seizures | fits | ictal episodes | seizure episodes | epileptic attacks | ictal events
"""),
    ("seizure times", "say", """
(when|at which second) does the (seizure|fit|attack|ictal activity) (end|stop|cease|finish|terminate|
die out)
how long (does|did|was) the (seizure|fit|attack|ictal discharge) (last|go on|take|run|)
(duration|length|end|offset|termination|start and end) of the (seizure|fit|attack|ictal episode)
(from when until when|from which second to which) (does he seize|is it ictal|is the seizure|
does the fit go)
how many (seizures|fits|attacks) (has|had|did) (he|she|the patient) (have|had|got|) (tonight|in all|)
"""),
    ("spindles", "whether count times rate", """
spindles | sleep spindles | sigma bursts | bursts of 12-15 Hz in N2 | waxing and waning sigma bursts
spindle events | sigma spindles | N2 spindles | spindle bursts | 13 Hz bursts of light sleep
thalamocortical spindles
"""),
    ("spindles", "say", """
(frequency|mean frequency|speed|oscillation rate) of (her|his|the|these|) (sleep |)spindles
spindle (frequency|speed|Hz)
(how fast|how slow|at what Hz|at how many hertz|at which frequency) (are|run|swing|oscillate|
do) the (sleep |)spindles (oscillate|run|go|)
(fast|slow) (spindles|sleep spindles) or (slow|fast) ones
are (these|the|his|her) spindles (fast or slow|slow or fast|of the fast kind)
do the spindles (run|swing|oscillate) at (12|13|14) Hz
(spindling|spindle activity) (over C3|at Cz|in N2|present|here)
"""),
    ("blinks", "whether", """
blinks | eye blinks | blinking | eyelid movements | blink artefacts | ocular artefacts | eye artifacts
lid movements | eye-blink deflections | blink potentials | EOG artefacts | eyelid flutter
eye closures that are brief
"""),
    ("blinks", "share", """
blinks | eye blinks | blinking | blink artefacts | blink contamination | blinking artifacts
eyelid artefacts
"""),
    ("blinks", "say", """
(is|was) (he|she|the subject|the participant|anyone) (blinking|winking|batting the eyelids) (a lot|here|
at all|)
(does|did) (he|she|the subject|the kid) (blink|wink|bat an eyelid) (during this|at all|here|
in the second half|)
(which|what) (percentage|part) of (the data|the recording|the time) (is|are) (spoiled|lost|hit|affected|
contaminated) by (blinking|the eyelids)
"""),
    ("blink count", "count", """
blinks | eye blinks | blinking events | eyeblinks | lid closures | eyelid movements | winks
"""),
    ("blink count", "say", """
how (often|many times) did (the eyelids|the lids|he|she|the subject) (blink|close briefly|go down|wink|
drop) (in total|altogether|in the first minute|)
number of times (he|she|the subject|the person|the eyes) (blinked|winked|closed briefly)
"""),
    ("blink rate", "rate", """
blinks | eye blinks | eyeblinks | blinking | lid closures | spontaneous blinks | eyelid closures
"""),
    ("blink rate", "say", """
(is|was) (he|she|the subject) blinking (often|a lot|more often than normal|rarely|fast)
how (often|frequently|rarely) (does|did) (he|she|the subject|the patient) (blink|wink|bat the eyelids)
(average|mean|typical) (blink|blinking) (rate|frequency|tempo) | blinks (each|every|per|in a) minute
"""),
    ("blink times", "times", """
blinks | eye blinks | eyeblinks | lid closures | blink artefacts | ocular artefacts
"""),
    ("blink times", "say", """
(flag|list|show|highlight) (every|all the) (blink|lid closure) (with its second|by time|)
(when|at which second) did (he|she|the subject) (blink|wink|blink first|blink last)
"""),
    ("muscle", "whether share times", """
muscle activity | muscle artefacts | EMG | EMG contamination | jaw clenching | chewing | muscle tension
muscle noise | chewing artefact | muscle bursts | EMG bursts | teeth grinding | myogenic noise
temporalis activity | swallowing
"""),
    ("muscle", "say", """
(when|at which seconds|during which seconds|in which parts) (was|is) (he|she|the subject) (chewing|
clenching|tense|tensing the jaw|biting|grinding|talking|swallowing)
(is|was) (he|she|the subject|the patient) (chewing|clenching the teeth|tense|gritting the teeth|talking|
biting down|frowning|grimacing)
how (bad|strong|severe|much) is the (EMG|muscle|myogenic) (contamination|noise|artefact|activity|)
(EMG|muscle) (contamination|artefact|noise|level|burden) (bad|tolerable|acceptable|in percent|or fine|
mild or severe)
(relaxed|loose) or (tense|clenched) (face|jaw|muscles)
is the (high-frequency|fast|fuzzy) (fuzz|noise|stuff|activity) (from muscles|EMG|muscular)
"""),
    ("movement", "whether share times", """
movement | movements | motion | body movement | movement artefacts | head movements | gross movement
motion artefacts | fidgeting | patient movement | restlessness | tossing and turning | jerks of the body
"""),
    ("movement", "say", """
(when|where|at which seconds|in which parts) (did|does) (he|she|the kid|the child|the patient|the baby|
the subject) (move|fidget|shift|jerk|toss|stir|thrash|roll over|squirm)
(did|does) (he|she|the kid|the patient|the subject) (move|keep still|sit still|lie still|fidget|
stir) (much|a lot|at all|)
how (still|restless|fidgety|calm) (was|is) (he|she|the kid|the patient|the subject) (lying|sitting|)
(how much|how many percent|what part) (of it |of the time |)(is|was) (he|she|the subject) (moving|
in motion|fidgeting|restless)
(seconds|periods|stretches) (when|in which|where) (he|she|the patient) (moved|was moving|fidgeted|tossed)
"""),
    ("flat times", "times", """
signal loss | dropouts | lost data | missing data | gaps in the data | blackouts | disconnections
no signal at all | interruptions | data gaps | dead stretches of all channels | lost signal | packet loss
flat stretches
"""),
    ("flat times", "say", """
(did|does) the (signal|recording|amplifier|connection|data stream|headset) (cut out|go dead|get lost|
vanish|disappear|die) (at any time|at some point|somewhere|)
(is|was) the (signal|recording|trace|data) (lost|interrupted|gone|missing|dead|cut) (at any time|
at some point|anywhere|for a while|)
(when|where) (did|does|is|was) the (signal|connection|data|trace) (disappear|drop out|get lost|
go flat everywhere|vanish|interrupted|cut|gone)
(any|are there) (gaps|holes|dropouts|blanks|interruptions|missing stretches) (in the data|
in the recording|in the signal|)
(everything|all channels|all electrodes|the whole montage) (flat|dead|zero|silent) (when|at any time|
at once)
"""),
    ("electrode pops", "whether count times rate", """
electrode pops | electrode-pop artefacts | electrode pop artifacts | pops of an electrode | contact pops
sudden steps in a single channel | abrupt jumps of one electrode | single-channel steps | contact artefacts
steps with slow decay in one channel | impedance jumps | electrode jumps | channel pops | baseline jumps
jumps of a badly attached electrode | sudden offsets of one lead | popping of an electrode
"""),
    ("electrode pops", "say", """
(did|does|is) (an|any|one|some) (electrode|lead|sensor|contact) (pop|popping|jump suddenly|step suddenly|
make sudden jumps|popped) (at all|somewhere|in the first minute|)
(how often|how many times) (did|does) (an|any|the) (electrode|contact|lead) (pop|jump|step suddenly)
(when|at which seconds|where in time) (did|does) (an|the|any|a loose) (electrode|contact|lead|sensor) (pop|
jump suddenly|step suddenly)
(is|was) there (a pop|a sudden step|an abrupt jump) (in|at|on) (one|a single|only one) (channel|electrode|lead)
(steep|abrupt|sudden) (rise|step|jump) (and|with|then) (slow|gradual) (decay|return|fall) (in one channel|
at a single electrode|of one lead)
"""),
    ("artefacts", "share", """
artefact | artefacts | artifacts of any kind | rubbish | unusable | garbage | contaminated
artefacts of all sorts | noise and artefacts | bad data | not usable | corrupted by artefacts
to be thrown away | dirty data
"""),
    ("artefacts", "say", """
how much (data|clean data|usable data|good data|clean EEG) (is left|remains|survives|
do I keep) (after rejection|after cleaning|)
(what|which) (part|share|portion|percentage|fraction) (can|must|should) I (keep|throw away|reject|use|
discard)
(total|overall|combined) (artefact|artifact) (burden|load|share|percentage|fraction|time)
(percentage|share|fraction|amount) of (unusable|usable|clean|bad|contaminated|rejected|dirty) (data|
seconds|time|recording|EEG)
"""),
    ("quality", "say", """
(how|is) the (data|signal|recording|trace) (quality|any good|good enough|decent|acceptable)
how (good|clean|noisy|bad|usable) is (the|this) (recording|data|signal|trace|file)
(can|could|should) (I|we) (use|trust|publish|analyse|keep) (this|these data|the recording|this file)
(overall|general|technical) (quality|signal quality|data quality|cleanliness)
(rate|grade|judge|check|assess) the (quality|data quality|signal)
"""),
    ("amplitude trend", "get", """
amplitude trend | trend of the (amplitude|voltage|signal strength)
change of amplitude over the (hours|night|recording)
(hourly|long-term|slow|gradual) (amplitude|voltage) (change|trend|decline|drift)
amplitude (decline|change) per hour
"""),
    ("amplitude trend", "say", """
(is|does) the (signal|EEG|amplitude|voltage|background) (getting|become|get) (stronger|weaker|smaller|
larger|flatter|lower|bigger) (over the hours|with time|as the night goes on|over the night|
from hour to hour|towards the end)
(does|did) the (amplitude|voltage|EEG|signal|background) (fade|decline|drop|rise|shrink|grow|recover|
creep up|creep down|decay) (over hours|over the night|over time|gradually|from start to end|
across the recording)
(are|do) the waves (getting smaller|getting bigger|shrink|grow) (with the hours|over time|hour after hour)
(up or down|rising or falling|increasing or decreasing|stronger or weaker) (over the hours|
over the night), the (amplitude|voltage|signal)
"""),
    ("aEEG", "get", """
aEEG | lower margin of the aEEG | upper margin of the aEEG | aEEG lower border | aEEG upper border
amplitude-integrated EEG
(newborn's|infant's|neonate's|preterm's) aEEG (lower border|upper border|margins|band|)
CFM (lower|upper) (margin|border|edge|limit)
(top|bottom|upper|lower) (border|margin|line|limit) of the (aEEG|CFM|amplitude-integrated|
compressed amplitude) (band|trace|)
(lowest|highest|minimum|maximum) (aEEG|CFM) (amplitude|voltage|level)
cerebral function monitor (trace|band|amplitude|margins)
"""),
)  # fmt: skip
