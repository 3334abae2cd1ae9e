"""(Intent, ways to ask, names or whole questions): units, cells, voxels and the animal."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("firing rate", "get", """
firing rate | spike rate | spikes per second | discharge rate of the unit | mean firing rate
total firing rate | population rate | spikes/s | firing rate of unit 3 | rate of all units together
pooled firing rate | spikes of the whole ensemble a second
"""),
    ("firing rate", "say", """
how (often|fast|strongly|much|quickly) (does|do|did) (unit 4|the neuron|these cells|the units|neuron 12|
cluster 9|it) (fire|spike|discharge)
(which|what) (cell|unit|neuron|cluster) (is|fires|was|has) (most active|the most active|the busiest|
the most|fastest|the highest rate|the least active|quietest)
(most|least) active (cell|unit|neuron|cluster)
how (active|busy|quiet|lively) (is|are) (unit 2|the units|these neurons|the population)
how many (spikes|action potentials) (per|a|each) second
(units|cells|neurons) (together|combined|taken together), (how fast|what rate)
"""),
    ("firing rate change", "get test", """
firing rate change | change of firing after the tone | spiking response to the stimulus
rate change around the event | firing response to the light | change in spike rate with the event
response of unit 5 to the flash
"""),
    ("firing rate change", "say", """
(do|did|does) (the units|the cells|the neurons|unit 3|the neuron|neuron 7|it) (fire more|fire less|
slow down|accelerate|spike more|increase firing|change the firing|go quiet|become more active|
respond) (after|once|when|upon|following|with|as soon as) (the click|the light|the light comes on|
the odour|the reward|the stimulus|the flash|the animal licks)
(is|was|are) (unit 3|the neuron|unit 8|the cell|neuron 7|the units) (responsive|driven|modulated|excited|
inhibited|responding) (to|by) the (tone|light|odour|stimulus|flash|whisker touch)
(is|are) the (response|responses|reaction|modulation) of (unit 3|unit 9|the neuron|the cell) to the (tone|
flash|odour|stimulus) (significant|reliable|real|statistically sound)
(firing|spiking|spikes) (before|after) (and|versus|against|vs) (after|before) the (stimulus|event|reward|
tone)
"""),
    ("interspike interval", "get", """
interspike interval | median ISI | ISI of unit 2 | typical time between two spikes | CV of the ISI
coefficient of variation of the intervals | inter-spike interval | regularity of the firing
irregularity of the spike train | gap between spikes | ISI variability
"""),
    ("interspike interval", "say", """
(is|does) (the firing|it|the neuron|unit 3|the spike train) (fire |)(regular|irregular|clock-like|
Poisson-like|regularly|irregularly|evenly spaced)
(regular|irregular|random|clock-like) or (irregular|regular|random) (firing|spiking|spike train)
"""),
    ("refractory violations", "get", """
refractory violations | refractory period violations | ISI violations | share of intervals below 2 ms
contamination of the unit | isolation of unit 4 | percentage of spikes within the refractory period
sorting quality | unit isolation | number of too short intervals
"""),
    ("refractory violations", "say", """
(is|was) (unit 4|the unit|this cluster|neuron 2|cluster 9) (properly isolated|cleanly sorted|contaminated|
a single neuron|clean|a real single unit|well sorted|multi-unit)
(do|are) (its|the|any) spikes (lie|fall|closer|too close) (within 2 ms|inside the refractory period|
together)
"""),
    ("unit bursts", "get", """
burst fraction | burstiness | burst index | share of spikes in bursts | bursting of unit 3 | burst firing
percentage of burst spikes
"""),
    ("unit bursts", "say", """
(how bursty|how burst-prone) (is|are) (unit 3|the units|these neurons|the cell|it)
(do|does|is|are) (the cell|unit 3|these cells|the neurons) (burst|fire in bursts|bursting|bursty|
fire in doublets)
(bursting|tonic) or (tonic|bursting) (firing|cells|neuron)
"""),
    ("spatial information", "get", """
spatial information | bits per spike | Skaggs information | place coding | information about the position
spatial tuning of unit 3
"""),
    ("spatial information", "say", """
(is|are|any) (unit 3|the cell|any of these|the neuron|of these) (a place cell|place cells|spatially tuned|
tuned to the position|position-coding)
(does|do) (unit 3|the cells|the neuron|the units) (code for|know|signal|care about|
carry information about) (the place|position|the location|where the rat is)
"""),
    ("speed", "get", """
running speed | mean speed | speed of the animal | velocity of the rat | locomotion speed
average speed of the mouse
"""),
    ("speed", "say", """
how (fast|quick|quickly|slow) (was|is|did|does) (the rat|the mouse|the animal|it|the rodent) (run|running|
move|moving|walk|walking|scurry|go)
"""),
    ("temporal signal to noise", "get", """
tSNR | temporal signal-to-noise | temporal SNR | time-series SNR | tSNR of the voxels | SFNR
BOLD signal to noise
"""),
    ("outlier volumes", "count", """
outlier volumes | bad volumes | motion outliers | spoiled scans | volumes with jumps | DVARS outliers
TRs to scrub | corrupted volumes | spikes in DVARS
"""),
    ("outlier volumes", "say", """
how many (scans|volumes|TRs|frames) (are|were) (ruined|spoiled|corrupted|outliers|to be censored|
affected) (by motion|)
(did|does) the (head|subject|volunteer) (jerk|jump|twitch) in the (scanner|fMRI|scan), (how many volumes|
outlier volumes)
"""),
    ("signal drift", "get", """
signal drift | baseline drift of the BOLD | scanner drift | drift over the run
linear trend of the voxels | slow drift in percent
"""),
    ("signal drift", "say", """
(does|did|is) the (baseline|signal|BOLD signal|mean signal|scanner|intensity) (drift|wander|sink|slide|
drifting|crawl up|go astray) (over the run|during the scan|from start to end|slowly|)
"""),
    ("transients", "count rate whether", """
calcium transients | transients | calcium events | Ca2+ transients | fluorescence events | calcium peaks
dF/F events | Ca events in cell 4 | calcium spikes
"""),
    ("transients", "say", """
how (often|many times) (does|do|did) (cell 4|the cells|the neurons|these cells|the ROI) (fire|
become active|glow|flicker|show a transient) (a minute|in total|)
how (active|busy|silent) (is|are) (cell 4|the cells|the imaged neurons|these ROIs) (in events per minute|
in the movie|)
"""),
)  # fmt: skip
