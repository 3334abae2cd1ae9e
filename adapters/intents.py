"""Everything a question can ask for, and the evidence records that its answer rests on, in their fixed order.

One table for all: the classes of the classifier, the plan of measurements, the wording of answers.
"""

from __future__ import annotations

from dataclasses import dataclass

ESTIMATED, MEASURED = "estimated", "measured"

Records = tuple[tuple[str, str], ...]
"""(kind, quantity), the answering one first."""


@dataclass(frozen=True)
class Intent:
    """One thing to ask for.

    name      stable name
    records   (kind, quantity) of each record in order; the first is the answer, the others support it.
              "band" stands for the band that the question names, "stage" for the stage of sleep
    title     how a sentence calls it: "the state of the eyes"
    family    name of the closed family of options, or ""
    more      records that are made only where the wording asks for that side of it ("how many spindles", "when")
    others    records instead, for recordings that hold no EEG, iEEG or MEG; the first group that fits is taken
    """

    name: str
    records: Records
    title: str
    family: str = ""
    more: Records = ()
    others: tuple[Records, ...] = ()

    @property
    def quantities(self) -> frozenset[str]:
        """Everything that it can rest on, as written: with "band" and "stage"."""
        return frozenset(q for group in (self.records, self.more, *self.others) for _, q in group)


def _records(written: str) -> Records:
    names = written.split(", ") if written else ()
    return tuple((ESTIMATED if n.startswith("~") else MEASURED, n.removeprefix("~")) for n in names)


def _intent(
    name: str, records: str, title: str, family: str = "", more: str = "", others: tuple[str, ...] = ()
) -> Intent:
    alternatives = tuple(_records(other) for other in others)
    return Intent(name, _records(records), title, family, _records(more), alternatives)


_TABLE = (
    _intent(
        "eyes", "~eyes, posterior alpha prominence, blink rate", "whether the eyes are open or closed", "eyes"
    ),
    _intent("seizure", "~seizure, peak-to-peak amplitude, dominant frequency", "seizure activity", "seizure"),
    _intent(
        "spindles",
        "~spindles, sigma power",
        "sleep spindles",
        "spindles",
        more="spindle count, spindle times, spindle density, spindle frequency",
    ),
    _intent(
        "blinks",
        "~blinks, blink count, blink rate",
        "eye blinks",
        "blinks",
        more="blink times, blink fraction",
    ),
    _intent("blink count", "blink count, blink rate", "the number of blinks"),
    _intent("blink rate", "blink rate, blink count", "the blink rate"),
    _intent("blink times", "blink times, blink count", "the times of the blinks"),
    _intent(
        "bad channels",
        "bad channels, ~bad channels",
        "bad channels",
        "bad channels",
        more="marked bad channels",
    ),
    _intent("flat channels", "flat channels", "flat channels"),
    _intent("noisy channels", "noisy channels", "noisy channels"),
    _intent("clipped channels", "clipped channels", "clipped channels"),
    _intent("dominant band", "~dominant band, dominant frequency", "the dominant band", "dominant band"),
    _intent("dominant frequency", "dominant frequency, peak prominence", "the dominant frequency"),
    _intent("peak prominence", "peak prominence, dominant frequency", "the prominence of the spectral peak"),
    _intent("line noise", "~line noise, line noise", "line noise", "line noise", more="line frequency"),
    _intent("onset", "~onset, ~seizure", "when the seizure starts", "onset"),
    _intent("band power", "band power", "band power"),
    _intent("relative band power", "relative band power, band power", "relative band power"),
    _intent("topography", "band power", "where the power is largest"),
    _intent(
        "posterior alpha",
        "posterior alpha prominence, posterior alpha frequency",
        "the posterior alpha rhythm",
        more="posterior alpha power",
    ),
    _intent(
        "posterior alpha frequency",
        "posterior alpha frequency, posterior alpha prominence",
        "the frequency of the posterior alpha rhythm",
    ),
    _intent("alpha asymmetry", "alpha asymmetry", "left-right alpha asymmetry"),
    _intent("amplitude", "amplitude, peak-to-peak amplitude", "the amplitude", more="line length"),
    _intent("peak-to-peak amplitude", "peak-to-peak amplitude, amplitude", "the peak-to-peak amplitude"),
    _intent("aperiodic exponent", "aperiodic exponent", "the slope of the spectrum"),
    _intent("muscle", "muscle fraction", "muscle activity", more="muscle times"),
    _intent("event count", "event count", "the number of events"),
    _intent("event interval", "event interval, event count", "the interval between events"),
    _intent("event onsets", "event onsets, event count", "the times of the events"),
    _intent("heart rate", "heart rate", "the heart rate", others=("pulse rate",)),
    _intent("duration", "duration", "the length of the recording"),
    _intent("sampling rate", "sampling rate", "the sampling rate"),
    _intent("channel count", "channel count", "the number of channels"),
    _intent("channel names", "channel names, channel count", "the channel names"),
    _intent("reference", "reference", "the reference"),
    _intent(
        "quality",
        "bad channels, line noise, muscle fraction",
        "the quality of the signal",
        others=("temporal signal to noise",),
    ),
    _intent(
        "describe",
        "duration, channel count, ~dominant band, ~eyes, ~seizure, bad channels",
        "a description of the recording",
        others=(
            "duration, sampling rate, brain channel count, channel count, firing rate, temporal signal to noise, "
            "event count",
        ),
    ),
    _intent("help", "", "what can be asked"),
    _intent("greeting", "", "a greeting"),
    _intent("follow-up", "", "the same for another place or time"),
    _intent("explain", "", "what the last answer rests on"),
)

_MEASURED_BY_CODE = (
    _intent("seizure times", "~seizure times, ~seizure", "when seizures start and end"),
    _intent(
        "slow waves", "slow wave count, slow wave density", "slow waves of sleep", more="slow wave times"
    ),
    _intent("K-complexes", "K-complex count, K-complex times", "K-complexes"),
    _intent(
        "rapid eye movements", "rapid eye movement count, rapid eye movement times", "rapid eye movements"
    ),
    _intent(
        "epileptiform spikes",
        "epileptiform spike count, epileptiform spike rate, epileptiform spike times",
        "epileptiform spikes",
    ),
    _intent(
        "rhythmic discharges",
        "rhythmic discharge fraction, rhythmic discharge times",
        "rhythmic or periodic discharges",
    ),
    _intent(
        "burst suppression",
        "suppression fraction, suppression times",
        "burst suppression",
        more="burst count",
    ),
    _intent("movement", "movement fraction, movement times", "movement"),
    _intent("flat times", "flat times", "when the signal is lost"),
    _intent("electrode pops", "electrode pop count, electrode pop times", "electrode pops"),
    _intent(
        "artefacts",
        "artefact fraction, muscle fraction, movement fraction, blink fraction",
        "how much of it is artefact",
    ),
    _intent("aEEG", "aEEG lower margin, aEEG upper margin", "the margins of the amplitude-integrated EEG"),
    _intent("amplitude trend", "amplitude trend, amplitude", "the trend of the amplitude"),
    _intent("coherence", "band coherence", "coherence"),
    _intent("phase lag", "band phase lag index", "the phase lag index"),
    _intent("correlation", "correlation", "the correlation between channels", others=("cell correlation",)),
    _intent(
        "evoked response",
        "evoked peak amplitude, evoked peak latency, evoked t-value",
        "the response to events",
        others=(
            "event response, event response t-value",
            "firing rate change, firing rate change t-value",
        ),
    ),
    _intent("P300", "P300 amplitude, P300 latency, P300 t-value", "the P300"),
    _intent("N170", "N170 amplitude, N170 latency, N170 t-value", "the N170"),
    _intent(
        "reactivity",
        "event-related band change, event-related band t-value",
        "the change of rhythms with events",
    ),
    _intent(
        "SSVEP",
        "SSVEP frequency, SSVEP correlation, SSVEP signal to noise",
        "the steady-state response to flicker",
    ),
    _intent(
        "sleep architecture",
        "total sleep time, sleep efficiency, sleep latency, REM latency, wake after sleep onset, time in N3",
        "the architecture of sleep",
    ),
    _intent("total sleep time", "total sleep time, sleep efficiency", "the total sleep time"),
    _intent("sleep latency", "sleep latency, total sleep time", "the sleep latency"),
    _intent("REM latency", "REM latency, time in REM", "the REM latency"),
    _intent(
        "wake after sleep onset", "wake after sleep onset, sleep efficiency", "the wake after sleep onset"
    ),
    _intent("sleep efficiency", "sleep efficiency, total sleep time", "the sleep efficiency"),
    _intent("time in stage", "time in stage, total sleep time", "the time in stages of sleep"),
    _intent("stage transitions", "stage transitions, total sleep time", "the transitions between stages"),
    _intent("sleep stage", "sleep stage", "the stage of sleep"),
    _intent("breathing rate", "breathing rate", "the breathing rate"),
    _intent("reaction time", "reaction time, event count", "the reaction time"),
    _intent("speed", "mean speed", "the speed of the animal"),
    _intent("outlier volumes", "outlier volumes", "outlying volumes"),
    _intent("signal drift", "signal drift", "the drift of the signal"),
    _intent("transients", "transient count, transient rate", "calcium transients"),
    _intent("brain channel count", "brain channel count", "how many there are"),
    _intent("firing rate", "firing rate, total firing rate", "the firing rate"),
    _intent(
        "firing rate change",
        "firing rate change, firing rate change t-value",
        "the change of the firing rate",
    ),
    _intent(
        "interspike interval",
        "interspike interval, interspike interval variation",
        "the interval between spikes",
    ),
    _intent("refractory violations", "refractory violations", "violations of the refractory period"),
    _intent("unit bursts", "burst fraction", "bursts of spikes"),
    _intent("spatial information", "spatial information", "the spatial information"),
    _intent("temporal signal to noise", "temporal signal to noise", "the temporal signal to noise"),
)

LEARNED: dict[str, Intent] = {intent.name: intent for intent in _TABLE}
"""Those that the small model learned to word; the others are worded by code."""

INTENTS: dict[str, Intent] = {intent.name: intent for intent in (*_TABLE, *_MEASURED_BY_CODE)}
"""What the classifier knows."""

SPOKEN: frozenset[str] = frozenset(q for intent in _TABLE for _, q in intent.records)
"""Quantities of records that the small model learned to word, with "band" for any band."""


def example(quantity: str) -> str:
    """A quantity of the table with alpha for "band" and REM for "stage"."""
    alpha = " ".join("alpha" if word == "band" else word for word in quantity.split(" "))
    return "time in REM" if quantity == "time in stage" else alpha


def intent_of(name: str) -> Intent | None:
    """The intent of this name, None for a reason to turn a question down."""
    return INTENTS.get(name)


REASONS: dict[str, str] = {
    "diagnosis": "a diagnosis is not something that can be read from this recording alone",
    "treatment": "advice on treatment is not something that a recording can give",
    "person": "a recording does not show who a person is or what they think or feel",
    "not measurable": "this is not among the quantities that can be measured or estimated here",
    "off-topic": "the question is not about the recording",
    "unclear": "the question is not clear",
}
"""Why a question is turned down: class → the sentence that says so (without capital and full stop)."""

CLASSES: tuple[str, ...] = (*INTENTS, *REASONS)

FAMILIES: dict[str, tuple[str, ...]] = {
    "eyes": ("open", "closed"),
    "seizure": ("present", "absent"),
    "spindles": ("present", "absent"),
    "blinks": ("present", "absent"),
    "bad channels": ("present", "absent"),
    "dominant band": ("delta", "theta", "alpha", "beta"),
    "line noise": ("none", "50 Hz", "60 Hz"),
}
"""Families of estimates with a closed set of values ("onset" has seconds instead)."""
