"""Everything a question can ask for, and the evidence records that its answer rests on, in their fixed order.

One table for all: the classes of the classifier, the plan of measurements, the wording of answers.
"""

from __future__ import annotations

from dataclasses import dataclass

ESTIMATED, MEASURED = "estimated", "measured"


@dataclass(frozen=True)
class Intent:
    """One thing to ask for.

    name      stable name
    records   (kind, quantity) of each record in order; the first is the answer, the others support it.
              "band" in a quantity stands for the band that the question names
    title     how a sentence calls it: "the state of the eyes"
    family    name of the closed family of options, or ""
    place     "posterior" where it needs electrodes over the back of the head, else ""
    """

    name: str
    records: tuple[tuple[str, str], ...]
    title: str
    family: str = ""
    place: str = ""


def _intent(name: str, records: str, title: str, family: str = "", place: str = "") -> Intent:
    pairs = []
    for record in records.split(", ") if records else ():
        estimated = record.startswith("~")
        pairs.append((ESTIMATED if estimated else MEASURED, record.removeprefix("~")))
    return Intent(name, tuple(pairs), title, family, place)


_TABLE = (
    _intent(
        "eyes", "~eyes, posterior alpha prominence, blink rate", "whether the eyes are open or closed", "eyes"
    ),
    _intent("seizure", "~seizure, peak-to-peak amplitude, dominant frequency", "seizure activity", "seizure"),
    _intent("spindles", "~spindles, sigma power", "sleep spindles", "spindles"),
    _intent("blinks", "~blinks, blink count, blink rate", "eye blinks", "blinks"),
    _intent("blink count", "blink count, blink rate", "the number of blinks"),
    _intent("blink rate", "blink rate, blink count", "the blink rate"),
    _intent("blink times", "blink times, blink count", "the times of the blinks"),
    _intent("bad channels", "bad channels, ~bad channels", "bad channels", "bad channels"),
    _intent("flat channels", "flat channels", "flat channels"),
    _intent("noisy channels", "noisy channels", "noisy channels"),
    _intent("clipped channels", "clipped channels", "clipped channels"),
    _intent("dominant band", "~dominant band, dominant frequency", "the dominant band", "dominant band"),
    _intent("dominant frequency", "dominant frequency, peak prominence", "the dominant frequency"),
    _intent("peak prominence", "peak prominence, dominant frequency", "the prominence of the spectral peak"),
    _intent("line noise", "~line noise, line noise", "line noise", "line noise"),
    _intent("onset", "~onset, ~seizure", "when the seizure starts", "onset"),
    _intent("band power", "band power", "band power"),
    _intent("relative band power", "relative band power, band power", "relative band power"),
    _intent("topography", "band power", "where the power is largest"),
    _intent(
        "posterior alpha",
        "posterior alpha prominence, posterior alpha frequency",
        "the posterior alpha rhythm",
        place="posterior",
    ),
    _intent(
        "posterior alpha frequency",
        "posterior alpha frequency, posterior alpha prominence",
        "the frequency of the posterior alpha rhythm",
        place="posterior",
    ),
    _intent("alpha asymmetry", "alpha asymmetry", "left-right alpha asymmetry"),
    _intent("amplitude", "amplitude, peak-to-peak amplitude", "the amplitude"),
    _intent("peak-to-peak amplitude", "peak-to-peak amplitude, amplitude", "the peak-to-peak amplitude"),
    _intent("aperiodic exponent", "aperiodic exponent", "the slope of the spectrum"),
    _intent("muscle", "muscle fraction", "muscle activity"),
    _intent("event count", "event count", "the number of events"),
    _intent("event interval", "event interval, event count", "the interval between events"),
    _intent("event onsets", "event onsets, event count", "the times of the events"),
    _intent("heart rate", "heart rate", "the heart rate"),
    _intent("duration", "duration", "the length of the recording"),
    _intent("sampling rate", "sampling rate", "the sampling rate"),
    _intent("channel count", "channel count", "the number of channels"),
    _intent("channel names", "channel names, channel count", "the channel names"),
    _intent("reference", "reference", "the reference"),
    _intent("quality", "bad channels, line noise, muscle fraction", "the quality of the signal"),
    _intent(
        "describe",
        "duration, channel count, ~dominant band, ~eyes, ~seizure, bad channels",
        "a description of the recording",
    ),
    _intent("help", "", "what can be asked"),
    _intent("greeting", "", "a greeting"),
    _intent("follow-up", "", "the same for another place or time"),
    _intent("explain", "", "what the last answer rests on"),
)

INTENTS: dict[str, Intent] = {intent.name: intent for intent in _TABLE}
"""What the classifier knows."""

BEYOND: dict[str, Intent] = {
    intent.name: intent
    for intent in (
        _intent("brain channel count", "brain channel count", "how many there are"),
        _intent("firing rate", "firing rate, total firing rate", "the firing rate"),
        _intent("temporal signal to noise", "temporal signal to noise", "the temporal signal to noise"),
        _intent("quality", "temporal signal to noise", "the quality of the signal"),
        _intent(
            "describe",
            "duration, sampling rate, brain channel count, channel count, firing rate, temporal signal to noise, "
            "event count",
            "a description of the recording",
        ),
    )
}
"""What is asked of recordings that hold no EEG, iEEG or MEG; found by words, the classifier does not know it."""


def intent_of(name: str, beyond: bool = False) -> Intent | None:
    """The intent of this name, None for a reason to turn a question down.

    beyond   the recording holds no EEG, iEEG or MEG
    """
    return (BEYOND.get(name) if beyond else None) or INTENTS.get(name) or BEYOND.get(name)


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
