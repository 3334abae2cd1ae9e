"""(Intent, ways to ask, names or whole questions): the file, its events, the body."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("event count", "count", """
events | triggers | markers | stimuli | annotations | trials | cues | beeps | stimulus events
labels of type T1 | tones | flashes
"""),
    ("event count", "say", """
(are|were) (any |the |)(events|triggers|markers|stimuli|annotations) (stored|saved|recorded|written|there|
included|kept) (in the file|with it|at all|)
(trigger|event|marker|stimulus|trial|annotation) (count|total|number|tally|statistics)
(does|did) (the file|it) (have|contain|hold|store) (events|triggers|markers|annotations)
(which|what) (events|triggers|markers|annotations|labels|conditions) (are|were) (there|in the file|marked|
recorded|stored)
"""),
    ("event interval", "get", """
inter-stimulus interval | ISI of the stimuli | time between triggers | interval between events
stimulus onset asynchrony | SOA | gap between two stimuli | spacing of the markers
time from one cue to the next | pause between trials | inter-trial interval | typical gap between events
distance between triggers in seconds | period of the stimulation
"""),
    ("event onsets", "times", """
events | triggers | markers | stimuli | annotations | cues | tones | flashes | trials | the T1 events
beeps
"""),
    ("heart rate", "get", """
heart rate | pulse | heartbeat | heart rate from the ECG | bpm | beats per minute | cardiac rate | HR
pulse rate | pulse in bpm | heart frequency | heart rhythm rate | pulse from the cardiogram
"""),
    ("heart rate", "say", """
(is|was) (his|her|the) (heart|pulse) (pounding|fast|slow|galloping|calm|normal) (here|then|at the end|)
how (fast|quick|slow|often) (is|does|did|was) (his|her|the) (heart|pulse) (beat|beating|go|tick|pump|)
(tachycardia|bradycardia|tachycardic|bradycardic|fast heartbeat) (here|?|at any time|or not)
(is|how fast is) the (pulse|heartbeat|pulse wave) (in the fNIRS|in the light signal|in the PPG)
"""),
    ("breathing rate", "get", """
breathing rate | respiration rate | respiratory rate | breaths per minute | breaths a minute
breathing frequency | respiratory frequency | breathing from the belt | breathing tempo
rate of the respiration belt | respirations per minute
"""),
    ("breathing rate", "say", """
how (fast|often|quickly|slowly|deeply) (does|did|was|is) (he|she|the patient|the subject) (breathe|
breathing|inhale|respire)
"""),
    ("reaction time", "get", """
reaction time | response time | RT | mean reaction time | time from the target to the button press
delay of the button press | reaction time to the target | time to respond | mean RT | button press latency
"""),
    ("reaction time", "say", """
how (fast|quickly|slow|slowly|promptly) (did|does|was) (he|she|the subject|the participant) (react|
respond|press|press the key|hit the button|push the button|answer) (to the target|after the tone|
after the cue|to the stimulus|)
how (long|many ms|many milliseconds) (after|from) the (target|stimulus|cue|tone) (did|does|until|to) (he|
she|the subject|the) (press|respond|button press|react|key press)
"""),
    ("duration", "get", """
duration | recording length | length of the recording | total time | total duration | recording time
session length | total minutes | number of minutes recorded | length in seconds | total length
minutes of data | hours of recording | scan duration | length of the scan | length of the imaging session
"""),
    ("duration", "say", """
how long (did|do|was|were|is) (they|he|she|the patient|the cells|the brain|it|this|the animal) (record|
tape|scan|image|taped|recorded|scanned|imaged|monitored|wired up|measured|observed) (for|him|her|)
how (many|much) (minutes|hours|seconds|time) (of data |of recording |of imaging |)(is there|do we have|
did they record|did they scan|were imaged|were recorded|are in the file|does it cover|in total|)
(for how long|how long) (does it|does the file|did it|does the scan|does the recording) (run|last|go on|
go|take)
(minutes|hours|seconds) (recorded|scanned|imaged|taped|of data) (in total|altogether|?)
"""),
    ("sampling rate", "get", """
sampling rate | sample rate | sampling frequency | fs | samples per second | digitisation rate
frame rate | TR | repetition time | volumes per second | frames per second | acquisition rate | sampling
srate | time resolution | imaging rate | scan rate
"""),
    ("sampling rate", "say", """
(at|with) (what|which) (rate|frequency|Hz|speed) (was|is|were) (it|this|the data|the signal|the cells|
the brain) (sampled|digitised|digitized|recorded|acquired|imaged|scanned)
(what|how many Hz) (was|is) (the signal|the data) (sampled|acquired) (at|with)
how (often|many times) (per second|a second|) (is|was) (the signal|a volume|a frame|it|a sample) (taken|
sampled|acquired|recorded)
how many (samples|frames|volumes|points|scans|data points) (per|a|each|every) second
(seconds|time|ms) (per|between|for one) (volume|volumes|sample|samples|frame|frames)
"""),
    ("channel count", "count", """
channels | electrodes | sensors | leads | recording sites | wires on the head | contacts | optodes
EEG channels | traces
"""),
    ("brain channel count", "count", """
neurons | cells | units | voxels | ROIs | clusters | sorted units | imaged cells
neurons under the window | parcels | single units | cells in the window | recorded neurons
"""),
    ("channel names", "say", """
(list|name|enumerate|show|give me|print|read out) (all|every|the|each of the) (channel|electrode|contact|
sensor|lead)(s|) (name|names|label|labels|by name|)
(names|labels|list) of (all |the |)(channels|electrodes|contacts|sensors|leads|derivations|depth contacts)
(which|what) (channels|electrodes|contacts|sensors|leads|derivations|sites) (are|were) (there|recorded|
in the file|included|used|implanted|available)
(what|how) are the (channels|electrodes|contacts|sensors|leads) (called|named|labelled|labeled)
(channel|electrode|contact|sensor) (names|labels|list)
"""),
    ("reference", "get", """
reference | reference electrode | recording reference | ref | referencing | reference montage
EEG reference
"""),
    ("reference", "say", """
(against|versus|relative to|with respect to) (what|which electrode|which point|which contact) (was|were|
is|are) (the potentials|it|the channels|the signal) (recorded|taken|referenced)
(linked mastoids|common average|Cz|nose|mastoid|A1/A2|bipolar|white matter contact) (or|vs) (average|
linked mastoids|Cz|common|mastoid|referential|scalp) (reference|ref|referenced|montage)
(what|which electrode|which ref) (is|was|were) (it|this|the data|everything) (referenced|re-referenced|
referred|rereferenced) to
"""),
    ("describe", "say", """
(sum up|summarise|summarize|describe|caption|outline|recap|characterise|give an overview of|brief me on|
report on) (this|the|my) (recording|file|data|scan|session|EEG|dataset|tracing) (for my boss|
for a colleague|in two sentences|briefly|please|)
what(|'s| is|s) (in|inside|going on in|happening in) (this|the|that) (file|recording|data|scan|EEG|
dataset|trace)
(tell|show) me (everything|all|what there is to know|what matters|the main things) (about|in) (this|
the) (file|recording|data)
(what|anything) (do we have|have we got|do I have|is recorded|can be seen|worth mentioning) (here|in here|
in this recording|in this file|)
(short|quick|brief|one-paragraph|general) (summary|overview|description|report|impression|
sketch) (of this|of the file|please|)
"""),
)  # fmt: skip
