"""(Intent, ways to ask, names or whole questions): spectra, amplitudes and channels."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("bad channels", "whether", """
bad channels | bad electrodes | broken electrodes | faulty sensors | unusable channels | loose electrodes
channels to drop
"""),
    ("bad channels", "say", """
(which|what) (channels|electrodes|leads|sensors|contacts) (should|do|must|would) (I|you|we) (throw away|
exclude|drop|reject|interpolate|mask|ditch|delete|not use|leave out|discard)
(is|was) (T8|P3|Cz|F7|O2|Fp2) (usable|any good|broken|bad|ok|fine|trustworthy|working|reliable|to be kept)
(is|are) (any|some|one of the) (electrode|lead|sensor|channel|contact)(s|) (bad|broken|loose|faulty|
unusable|off|defective|damaged|misplaced)
(bad|broken|faulty|loose|unusable|defective) (channel|electrode|lead|sensor) (list|count|number|?)
(list|name|show|tell me) the (bad|broken|unusable|faulty|poor) (ones|channels|electrodes|leads|contacts)
(what|which channels) did the (file|header|recordist|technician|author of the file) (mark|flag|annotate|
label|list|call) (as |)bad
(channels|electrodes|sensors) (marked|flagged|listed|annotated) (as |)bad (in|by) the (file|header)
"""),
    ("flat channels", "whether", """
flat channels | flat electrodes | dead channels | dead sensors | silent electrodes | zero channels
flatlined leads
"""),
    ("flat channels", "say", """
(which|is any|does any) (channel|electrode|lead|sensor|contact) (is |)(flat|dead|silent|constant|zero|
flatlined|stuck|without signal|not recording anything)
(dead|flat|silent|constant) (channels|electrodes|leads|contacts|sensors) (anywhere|?|somewhere|list)
(any|which) (electrode|lead|channel)(s|) (unplugged|not plugged in|with zero variance|showing nothing|
recording nothing at all)
"""),
    ("noisy channels", "whether", """
noisy channels | noisy electrodes | channels noisier than the rest | noisy sensors
channels full of noise
"""),
    ("noisy channels", "say", """
(name|list|which are|find|show) the (channels|leads|electrodes|sensors) (that are |)(noisier|much noisier|
more noisy|louder) than (the others|the rest|the ones beside them|average)
(which|what) (channels|leads|electrodes|sensors|contacts) (are|look|seem) (noisy|too noisy|the noisiest|
extremely noisy|hissy)
(noisiest|loudest) (channel|electrode|sensor|lead)(s|)
(channel|electrode|sensor)(s|) with (too much|the most|excessive|a lot of) noise
"""),
    ("clipped channels", "whether", """
clipping | clipped channels | saturation | saturated channels | railed channels | amplifier overload
channels at the rails
"""),
    ("clipped channels", "say", """
(did|does|has) (any|one|some) (channel|lead|electrode|sensor)(s|) (saturate|clip|hit the rail|overload|
saturated|clipped|reach the limit of the converter)
(does|did|is) the (amplifier|signal|input|recording) (saturate|clip|overload|saturated|clipped|overdriven|
out of range)
(which|what) (channels|leads|electrodes) (saturate|clip|are clipped|are saturated|hit the ceiling|
are cut off|are railed)
"""),
    ("dominant band", "say", """
(which|what) (rhythm|band|brain wave|wave type|brainwave|frequency band|oscillation) (dominates|prevails|
leads|is strongest|wins|is the strongest|is on top|reigns|is the most powerful) (at P4|over O1|here|
overall|)
(is|was) it (mostly|mainly|predominantly|chiefly) (alpha|delta|slow|fast|theta|beta) (activity|waves|)
(dominant|prevailing|leading|strongest|predominant|main) (band|rhythm|brain wave|wave type|
activity) (at Cz|please|?|over the whole head)
(slow|fast) or (fast|slow) (waves|rhythms|activity) (mainly|mostly|?)
is the (EEG|background|record) (slowed|too slow|dominated by slow waves)
(delta, theta, alpha or beta|alpha or beta or theta|which of the four bands): (what|which) (dominates|
leads|is strongest)
"""),
    ("dominant frequency", "get", """
dominant frequency | peak frequency | main frequency | strongest frequency | frequency of the largest peak
frequency of the main rhythm | background frequency | frequency at the spectral maximum
frequency of the biggest oscillation | peak Hz
"""),
    ("dominant frequency", "say", """
(at|on) (which|what) (frequency|Hz) (is|lies|sits) the (largest|biggest|highest|strongest) (peak|bump|
oscillation) (of the spectrum|in the PSD|)
(in Hz|in hertz), (what|which rhythm|which frequency) (dominates|is strongest|leads)
how many (Hz|hertz|cycles per second) (has|is) the (main|strongest|dominant) (rhythm|wave|oscillation)
(leaving aside|disregarding|after removing|apart from) the (1/f|aperiodic) (part|background|slope|
component), (which|what) frequency is (strongest|the strongest|the largest|on top)
how (fast|slow) (is|are) the (background|main rhythm|brain waves|oscillation|dominant rhythm) (in Hz|)
"""),
    ("peak prominence", "get", """
peak prominence | prominence of the spectral peak | height of the peak over the aperiodic background
peak height above 1/f | height of the spectral peak in dB | prominence of the main peak
"""),
    ("peak prominence", "say", """
how (far|much|many dB|clearly|strongly) does the (main|largest|spectral|highest) (peak|bump|hump) (rise|
stand out|tower|protrude|jut out) (above|over|of|from) the (aperiodic|1/f|background|rest|noise floor|
broadband) (background|slope|part|spectrum|)
(is|are) there (a|any) (real|true|clear|genuine) (oscillation|peak|rhythm)(s|) (above|beyond|over|
on top of) (the |)(1/f|aperiodic background|noise|the aperiodic part)
(true|real) (oscillation|rhythm) or (just|only) (1/f|noise|aperiodic activity)
"""),
    ("line noise", "whether", """
line noise | mains hum | mains noise | 50 Hz hum | 60 Hz hum | power-line interference
electrical interference | wall current | mains contamination | buzz from the grid | AC pickup
electric hum | mains pickup | interference from the power supply
"""),
    ("line noise", "get", """
line noise | mains contamination | line noise in dB | mains interference in dB | power-line noise level
strength of the hum | line frequency | mains frequency | frequency of the mains | powerline frequency
hum level | amount of line noise
"""),
    ("line noise", "say", """
(is|was) (this|it) recorded on (50|60) Hz (mains|supply)
(50 or 60|60 or 50) (Hz |)(mains|grid|power|line|supply)
(which|what) (mains|line|grid|power-line|supply) frequency (is it|contaminates|do we see|is in there|
was it recorded with)
(is|does) the (wall|socket|grid|wall socket|light|lamp|bed|power supply) (buzz|hum|leak|interfere|buzzing|
humming) (into|in) the (data|signal|recording|electrodes)
(European|American) mains (or not|?) | (do|should) I (need|apply|use) a notch (filter|) (at 50|at 60|)
"""),
    ("posterior alpha", "whether", """
posterior alpha | an occipital alpha rhythm | a posterior dominant rhythm
an alpha rhythm at the back of the head | relaxed brain waves over the back | a PDR | an alpha rhythm
alpha waves over the visual cortex | a Berger rhythm | the typical relaxed-wakefulness rhythm occipitally
occipital alpha
"""),
    ("posterior alpha", "say", """
(does|do) (the |an |)(occipital|posterior) (alpha|alpha rhythm|rhythm|alpha waves) (stand out|rise|
show up|emerge|appear) (clearly|well|at all|from the rest|)
how (clear|prominent|marked|well developed|distinct|pronounced) is the (occipital|posterior) (alpha|
rhythm|alpha rhythm|alpha peak|dominant rhythm)
(prominence|clarity|salience) of the (occipital|posterior) (alpha|alpha peak|rhythm|alpha rhythm)
(power|strength|amount|energy|uV2|level) of (occipital|posterior) (alpha|alpha rhythm|8-13 Hz activity|
8 to 12 Hz) (in µV²|absolute|from 10 to 20 s|)
(occipital|posterior) (alpha|8-13 Hz|8-12 Hz) (power|energy|pwr|strength|in µV²) (from second 10 until 20|
in the first minute|)
alpha (power|energy) (at|over) the (back of the head|occiput|rear|back) (in uV2|please|)
"""),
    ("posterior alpha frequency", "get", """
PDR frequency | frequency of the posterior dominant rhythm | posterior alpha frequency
individual alpha frequency | IAF | alpha peak frequency | occipital alpha frequency | Hz of the alpha peak
frequency of the occipital rhythm | speed of the PDR | frequency of the alpha at the back | PAF
Hz of the posterior rhythm
"""),
    ("alpha asymmetry", "get", """
alpha asymmetry | left-right alpha asymmetry | hemispheric alpha balance | lateralisation of alpha
asymmetry index | right minus left alpha | interhemispheric alpha difference | alpha asymmetry score
alpha laterality
"""),
    ("alpha asymmetry", "say", """
(contrast|put side by side) (left|right) (side |)alpha (and|to|against) (right|left) (side|)
(is|does) (alpha|the alpha) (balanced|the same on both sides|symmetrical|lean to one side|
tilt to the left|larger on one side|even)
(left|right) (alpha|hemisphere alpha) (weaker|stronger|smaller|lower) than (right|left)
alpha (left|right) (versus|vs|or|against) (right|left)
(which|what) (side|hemisphere) has (more|less|stronger|weaker) alpha
are (both hemispheres|the two sides) (equal|balanced|alike|symmetric) in alpha
"""),
    ("band power", "get", """
(alpha|beta|theta|delta|gamma|sigma|mu) power
(absolute |)(alpha|beta|theta|delta|gamma|sigma) (power|energy|pwr|band power|bandpower|activity|
level) (at Cz|over F3 and F4|on O2|frontally|)
power (from|between|in|of) (4-8 Hz|13 to 30 Hz|1-4 Hz|30-45 Hz|8 to 13 Hz|11-16 Hz) (at C3|over T7|)
(4-8 Hz|13-30 Hz|1-4 Hz|30-45 Hz|8-13 Hz|11-16 Hz) (power|energy|band power|activity|amount|level) (at C3|
over T7|on contact LB2|)
(frontal|temporal|central|occipital|parietal|frontal midline) (theta|beta|delta|alpha|gamma) (power|
in µV²|activity|)
"""),
    ("band power", "say", """
how (strong|large|big|high|much|intense|powerful) is (the |)(alpha|beta|theta|delta|gamma|sigma|1-4 Hz|
13-30 Hz) (activity|wave|waves|rhythm|oscillation|band|power|) (at Cz|over F4|in power units|in µV²|
between 5 and 9 s|)
how (strong|large|big) are the (alpha|beta|theta|delta|4-8 Hz|fast 13-30 Hz) waves (in µV²|
in squared microvolts|as to power)
how much (alpha|beta|theta|delta|gamma|sigma|4-8 Hz|30-45 Hz) (is there|activity is there|power is there|
do we have|have we got|do you measure|energy) (at Pz|over the left side|on LB3|in minute two|)
(what|how much) does (the |)(alpha|4-8 Hz|13-30 Hz|30-45 Hz|gamma|beta) (band |)(come to|add up to|
amount to|measure|reach) (at Oz|on LB3|over C4|)
(alpha|beta|theta|delta|gamma|sigma) (on|at|over|from) (F3 and F4|C3|Pz|contact LB2|Fz), (absolute|in µV²|
in uV2|in power|minute two|overnight|uV^2)
(lots|plenty|a lot|much|little) (of |)(alpha|theta|beta|delta|gamma) (there|here|at Fz|over the front|)
"""),
    ("relative band power", "get", """
relative (alpha|theta|beta|delta|gamma|sigma) (power|)
(alpha|theta|beta|delta|gamma|sigma) (share|fraction|percentage|proportion|quota|%)
(share|fraction|percentage|proportion|portion|part) of (alpha|theta|delta|beta|gamma|
sigma) (in the total power|in the spectrum|of the total|in all the power|)
"""),
    ("relative band power", "say", """
(what|which) (share|fraction|percentage|proportion|part|percent) of (the |all |)(power|total power|energy|
spectrum|total|variance) (is|belongs to|lies in|falls in|sits in|goes to|is made up by|comes from) (alpha|
theta|delta|4-8 Hz|the beta band|8-13 Hz|gamma|sigma)
how many (percent|%) (of the |of all the |)(power|energy|total|spectrum|total power) (is|are|lie in|
lies in|falls into|go to) (alpha|theta|delta|the beta range|4-8 Hz|11-16 Hz|sigma|30-45 Hz)
(in relation|relative|in proportion|compared) to (everything|the whole|total power|the rest|
all the power), how (much|large|strong) is (theta|alpha|beta|delta|gamma)
(proportionally|relatively|percentage-wise|in percent|in relative terms), how (much|strong|large) (alpha|
theta|beta|gamma|delta|sigma) (is there|do we have|)
(alpha|theta|beta|gamma|delta|sigma) (over|divided by|as a share of|as a fraction of|as percent of|
/) (total|total power|the whole spectrum|everything|1-45 Hz)
"""),
    ("topography", "say", """
(where|over which region|on which electrode|at which sensor|over which lobe|at which site) (is|
was) (alpha|theta|beta|delta|gamma|the rhythm|the activity|slow activity) (strongest|largest|maximal|
most marked|greatest|at its maximum)
(topography|scalp distribution|scalp map|spatial distribution|map) of (alpha|theta|beta|delta|
gamma) (power|)
(which|what) (electrode|channel|region|lobe|sensor|area|contact) (has|shows|holds|carries) the (most|
largest|highest|strongest) (alpha|theta|beta|delta|gamma|power|amplitude)
"""),
    ("aperiodic exponent", "get", """
1/f slope | 1/f exponent | aperiodic exponent | spectral slope | slope of the PSD | steepness of the 1/f
exponent of the power law | 1/f steepness | spectral exponent | decay of the spectrum
tilt of the power spectrum | fooof exponent
"""),
    ("aperiodic exponent", "say", """
how (flat|shallow|pink|fast) (is|does) the (spectrum|power spectrum|PSD|aperiodic part|
background spectrum) (fall|decay|drop|decline|) (towards high frequencies|)
"""),
    ("amplitude", "get", """
RMS amplitude | amplitude | signal amplitude | voltage | root mean square | typical amplitude
mean amplitude | signal size | overall voltage | size of the signal | RMS | level of the signal in µV
standard deviation of the voltage | line length | line length of the signal | curve length of the trace
line length per second | line-length feature
"""),
    ("amplitude", "say", """
(is|was) (this|it) (of |)(high voltage|low amplitude|attenuated voltage)
how (many|much) (microvolts|µV|voltage|femtotesla) (is|has|does) (it|the signal|the EEG|
the trace) (on average|have|typically|)
how (large|big|strong|high|small|tall) (is|are) the (signal|signals|waves|EEG|voltages|trace) (at Cz|
on Fp2|in microvolts|)
"""),
    ("peak-to-peak amplitude", "get", """
peak-to-peak amplitude | peak to peak | p2p | swing from top to bottom | peak-to-trough voltage
voltage range | maximum minus minimum | swing in microvolts | trough-to-peak height | min-max range
full swing | distance from crest to trough
"""),
)  # fmt: skip
