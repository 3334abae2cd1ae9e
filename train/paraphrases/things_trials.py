"""(Intent, ways to ask, names or whole questions): responses to events, and how channels go together."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("evoked response", "size late test", """
ERP | evoked response | evoked potential | event-related potential | response to the tone
visual evoked response | VEP | auditory evoked response | averaged response | ERP after the flash
somatosensory response | ERF | brain response to the picture | response to the click | N1 | P100 | N100
mismatch negativity
"""),
    ("evoked response", "size test", """
BOLD response to the pictures | haemodynamic response | activation during the blocks | task activation
percent signal change | response of the voxels to the task | BOLD signal change
activation for the objects
"""),
    ("evoked response", "say", """
(do|does|did) the (voxels|ROI|region|area|visual cortex|brain) (respond|react|activate|become active|
go up) (to|for|during|in) (the |)(pictures|objects|words|task|tone|blocks|scenes|sound) (beyond chance|
reliably|at all|)
how much (does the signal change|signal change is there) (for|after|during) the (objects|pictures|scenes|
task|words|blocks)
(is there|do we have|do you see) a (reliable|significant|clear|real|) (evoked response|ERP|
evoked potential|brain response) (to|after|for) (the tones|the flashes|one stimulus against the other|
both conditions|the clicks)
(average|mean) (response|potential|ERP) (after|to|around) the (flashes|tones|stimuli|clicks|pictures|
T1 events)
when (is|comes|was) the (peak|maximum|largest deflection) (of the response|after the stimulus|
of the evoked potential|following the sound)
(the |)(ERP|evoked response|evoked potential|averaged response) (of|for|to|after) (the |)(targets|
rare tones|oddballs|odd stimuli|standards|frequent tones)
"""),
    ("P300", "size late test", """
P300 | P3 | P3b | oddball response | late positive wave to targets | oddball P3 | target P300
positivity to rare stimuli | p300 effect
"""),
    ("P300", "say", """
(do|does|did) (the |)(targets|rare tones|rare stimuli|oddballs|deviants|target letters) (evoke|elicit|
draw|give|produce) a (P300|P3|late positivity|P3b) (at all|at Pz|)
(P300|P3|P3b) (there|present|or not|at Pz, how large|for the oddballs|yes or no|
for targets vs non-targets)
"""),
    ("N170", "size late test", """
N170 | face N170 | early negativity to faces | M170 | face-specific negativity | N170 effect
face response at 170 ms | n170 to faces
"""),
    ("N170", "say", """
(do|did) (the |)faces (evoke|elicit|draw|give) (an N170|a larger N170|more negativity) (than|against|
versus) (houses|cars|objects|scrambled pictures)
(how many (ms|milliseconds)|how long) (until|till|to|before) the (negative face wave|face peak|
face response|negativity for faces)
"""),
    ("reactivity", "get test", """
mu ERD | alpha ERD | beta rebound | event-related alpha change | mu suppression
event-related desynchronisation | beta ERD | theta synchronisation after the stimulus | ERD over C3
gamma increase after the stimulus | delta change after the event | sigma increase after the sound
induced gamma response | event-related theta change | alpha blocking after the cue | mu desync
"""),
    ("reactivity", "say", """
(does|did) (alpha|beta|mu|theta|gamma|delta|sigma|beta power|gamma power|4-8 Hz power) (go up|go down|
rise|drop|increase|decrease|fall|change|jump|get stronger|vanish) (when|once|each time|whenever|
as soon as) (he|she|the subject|the monkey|the patient) (sees the picture|moves|moves the hand|presses|
imagines it|listens|reads|speaks|gets the cue|swallows|hums)
(does|did|is|was) (alpha|beta|mu|theta|gamma|delta|sigma) (power |)(rise|drop|increase|decrease|fall|
change|suppressed|enhanced|reduced|boosted) (after|following|upon|at|during|with|in response to|
on) the (cue|tone|stimulus|movement|go signal|picture|click|hard trials|imagery|target)
(what|how) (happens|happened) (to|with) (alpha|beta|mu|theta|gamma|delta|4-8 Hz power|13-30 Hz power|
sigma) (after|following|around|upon|during) the (cue|stimulus|movement|tone|onset|
event)(, compared with before|, relative to baseline|)
(alpha|beta|mu|theta|gamma|delta|sigma) (after|versus|against|compared with) (the stimulus against before|
before the cue|baseline, after the tone|pre-stimulus baseline)
(do|does) the (cue|sound|tone|click|picture|stimulus|cues|sounds|stimuli) (push|pull|bring|make|change|
raise|lower|boost|suppress) (alpha|beta|theta|gamma|delta|sigma) (up|down|rise|fall|)
(percent|%|relative) change of (alpha|beta|mu|theta|gamma|delta|sigma) (power |)(after|with|during|
following) (the cue|the event|movement|the tone)
(more|less|stronger|weaker) (theta|alpha|beta|gamma|mu) (after|during|in|on|for) the (hard trials|cue|
movement|stimulus|imagery|memory trials|high-load condition)
(mu|beta|alpha) (desynchronisation|ERD|rebound|suppression|synchronisation|blocking) (over|at) C3 (with|
during|after|for) (right hand imagery|the movement|left hand imagery|foot imagery|the go cue)
"""),
    ("SSVEP", "get", """
SSVEP frequency | flicker frequency | SSVEP | SSVEP signal to noise | SSVEP SNR
CCA correlation with the flicker | steady-state response | frequency of the flicker
attended flicker frequency | canonical correlation of the SSVEP | signal-to-noise of the flicker response
strength of the SSVEP | steady-state visual response | tagging frequency
"""),
    ("SSVEP", "say", """
(which|what) (flicker|flickering|blinking light|stimulation|flicker rate|LED|box) (was|did|is) (he|she|
the subject|the user) (looking at|watching|attend to|attending|gaze at|focus on|staring at)
how (clean|clear|strong|clearly|much) (is|does) the (flicker|steady-state|SSVEP|driving) (response|
) (above|over|beat|stick out of) (its neighbours|the noise|the bins beside it|)
(at|with) which frequency does the (cortex|brain|EEG) (follow|swing along with|resonate with|
lock to) the (flicker|light|strobe)
"""),
    ("coherence", "get", """
(alpha |beta |theta |gamma |delta |sigma |)coherence (between|of) (O1 and O2|C3 and C4|Fz and Pz|
LB1 and RB4|left and right temporal sensors|the hemispheres)
(alpha|beta|theta|gamma|delta|sigma) (coherence|coupling|connectivity) (O1-O2|F3-F4|left vs right|
of C3 with C4|between front and back|)
coherence in the (beta|alpha|gamma|theta|delta|sigma) (band|range)
functional connectivity in (alpha|beta|theta|gamma) | magnitude-squared coherence
(alpha|theta|beta|gamma) (coupling|coherence) of LB1 with LC1
"""),
    ("coherence", "say", """
(are|is) (C3 and C4|O1 and O2|F3 and F4|the two hemispheres|both sides|the left and right side|
Fz with Pz) (coherent|coupled|connected|in sync|synchronised|in step|linked) (at|in|for) (alpha|
the beta band|theta|10 Hz|4-8 Hz|gamma|the delta range)
(do|does) (C3 and C4|O1 and O2|F3 and F4|the two hemispheres|both sides|Fz and Pz) (cohere|couple|
synchronise|go together|work together|swing together|talk to each other) (at|in) (alpha|beta|theta|1-4 Hz|
delta|4-8 Hz|gamma)
how (coherent|strongly coupled|connected|tightly linked) are (C3 and C4|O1 and O2|front and back|
left and right|RB1 and RC1) (in alpha|in the beta band|at 4-8 Hz|)
do the (alpha waves|delta waves|theta waves|beta rhythms) of (O1 and O2|left and right|
both sides) (run together|match|go together)
"""),
    ("phase lag", "get", """
wPLI | PLI | phase lag index | weighted phase lag index
(alpha|theta|beta|gamma|delta|sigma) (wPLI|PLI|phase lag index|phase lag) (P3-P4|between C3 and C4|O1-O2|)
(wPLI|PLI|phase lag index|dwPLI) (P3-P4|of F3 and F4|O1 with O2|between left and right), (alpha|beta|
8-13 Hz)
phase locking between C3 and C4 | phase-lag connectivity free of volume conduction
phase synchrony of O1 and O2
"""),
    ("correlation", "get", """
correlation between F3 and F4 | Pearson correlation | Pearson's r of C3 and C4 | zero-lag correlation
cross-correlation of the raw traces | correlation coefficient of O1 with O2 | cell-to-cell correlation
pairwise correlation of the neurons | mean correlation of the cells
"""),
    ("correlation", "say", """
(do|are) (these |the |)(neurons|cells|ROIs|calcium traces) (fire|active|act|correlated|synchronous|
in step) (as one|in synchrony|at the same time|with each other|)
how (similar|alike|correlated|synchronous) are (F3 and F4|the raw traces of C3 and C4|the cells|
these neurons|the calcium traces)
"""),
)  # fmt: skip
