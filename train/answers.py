"""How answers are worded: a main sentence for the first record, a clause for each record that supports it.

`<E1>` stands for the value of the first record in the order of `adapters/intents.py`, `<E2>` for the second,
and so on; `<yesno>` for the verdict of a yes-or-no question. Code fills them in: the model writes no digits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neuro_llm.adapters.intents import ESTIMATED, LEARNED, MEASURED, REASONS

Record = tuple[str, str]
"""(kind, quantity) of one evidence record."""

_MAIN: dict[str, str] = {
    "eyes": (
        "The eyes are most likely <E1>. | The eyes appear <E1>. | Most likely the eyes are <E1>. | "
        "The eyes seem to be <E1>."
    ),
    "seizure": (
        "Seizure activity is most likely <E1>. | Seizure activity appears <E1>. | "
        "A seizure is most likely <E1>. | Ictal activity is judged <E1>."
    ),
    "spindles": (
        "Sleep spindles are most likely <E1>. | Spindles appear <E1>. | Sleep spindles are judged <E1>."
    ),
    "blinks": "Blinks are most likely <E1>. | Eye blinks appear <E1>. | Blink artefacts are judged <E1>.",
    "blink count": "The number of blinks found is <E1>. | Blinks found: <E1>. | Blinks counted: <E1>.",
    "blink rate": "The blink rate is <E1>. | Blinks come at <E1>. | The subject blinks at <E1>.",
    "blink times": "Blinks occur at: <E1>. | The blinks lie at: <E1>. | Times of the blinks: <E1>.",
    "bad channels": "Bad channels: <E1>. | The channels judged bad: <E1>. | Channels to leave out: <E1>.",
    "flat channels": "Flat channels: <E1>. | Channels without a signal: <E1>. | The flat channels: <E1>.",
    "noisy channels": (
        "Noisy channels: <E1>. | Channels with too much noise: <E1>. | The noisy channels: <E1>."
    ),
    "clipped channels": (
        "Clipped channels: <E1>. | Channels that hit their limits: <E1>. | The clipped channels: <E1>."
    ),
    "dominant band": (
        "The dominant band is most likely <E1>. | Most of the activity lies in <E1>. | "
        "The band that dominates is <E1>."
    ),
    "dominant frequency": (
        "The dominant frequency is <E1>. | The spectrum peaks at <E1>. | The main rhythm runs at <E1>."
    ),
    "peak prominence": (
        "The spectral peak stands <E1> above the background. | The prominence of the peak is <E1>. | "
        "The peak rises <E1> above the 1/f background."
    ),
    "line noise": "Line noise: <E1>. | Mains interference found: <E1>. | Hum from the mains: <E1>.",
    "onset": (
        "The seizure most likely starts at <E1>. | The likely onset of the seizure is at <E1>. | "
        "Onset of the seizure: <E1>."
    ),
    "posterior alpha": (
        "The posterior alpha peak stands <E1> above the background. | "
        "The posterior rhythm has a prominence of <E1>. | Posterior alpha prominence is <E1>."
    ),
    "posterior alpha frequency": (
        "The posterior alpha rhythm runs at <E1>. | The posterior rhythm has a frequency of <E1>. | "
        "Posterior alpha peaks at <E1>."
    ),
    "alpha asymmetry": (
        "The alpha asymmetry (ln right − ln left) is <E1>. | "
        "Alpha asymmetry, right against left, is <E1>. | "
        "The index of alpha asymmetry is <E1>; above zero means more on the right."
    ),
    "amplitude": (
        "The amplitude (RMS) is <E1>. | The RMS amplitude is <E1>. | The signal has an amplitude of <E1>."
    ),
    "peak-to-peak amplitude": (
        "The peak-to-peak amplitude is <E1>. | From peak to peak it measures <E1>. | "
        "The peak-to-peak value is <E1>."
    ),
    "aperiodic exponent": (
        "The aperiodic exponent is <E1>. | The spectrum falls off with an exponent of <E1>. | "
        "The 1/f exponent is <E1>."
    ),
    "muscle": (
        "Muscle activity covers <E1> of the seconds. | Seconds with muscle activity: <E1>. | "
        "The share of seconds with muscle activity is <E1>."
    ),
    "event count": "Events found: <E1>. | The number of events is <E1>. | Events counted: <E1>.",
    "event interval": (
        "The events follow each other at <E1> (median). | The median interval is <E1>. | "
        "Events come every <E1> (median)."
    ),
    "event onsets": "Events occur at: <E1>. | The events start at: <E1>. | Onsets of the events: <E1>.",
    "heart rate": "The heart rate is <E1>. | The heart beats at <E1>. | Heart rate: <E1>.",
    "duration": "The recording lasts <E1>. | The recording is <E1> long. | Its length is <E1>.",
    "sampling rate": "The sampling rate is <E1>. | It was sampled at <E1>. | Sampling rate: <E1>.",
    "channel count": (
        "The number of channels is <E1>. | Channels in the recording: <E1>. | Channels recorded: <E1>."
    ),
    "channel names": "The channels are: <E1>. | Channels: <E1>. | It holds the channels <E1>.",
    "reference": "The reference is: <E1>. | Reference: <E1>. | Reference as the file gives it: <E1>.",
    "quality": (
        "Bad channels: <E1>. | On the quality of the signal: bad channels are <E1>. | "
        "Channels judged bad: <E1>."
    ),
    "describe": "The recording lasts <E1>. | This recording is <E1> long. | A recording of <E1>.",
    "band power": "{Quantity} is <E1>. | {Quantity} measures <E1>. | The {quantity} is <E1>.",
    "relative band power": "{Quantity} is <E1>. | The {quantity} amounts to <E1>. | {Quantity}: <E1>.",
    "topography": "{Quantity} by region: <E1>. | {Quantity}, region by region: <E1>.",
    "comparison": (
        "{Quantity}: <E1>. | {Quantity} is <E1> on the first side. | "
        "The {quantity} is <E1> on the first side."
    ),
}

_CLAUSES: dict[Record, str] = {
    (ESTIMATED, "eyes"): "the eyes are most likely <E> | the eyes appear <E>",
    (ESTIMATED, "seizure"): "seizure activity is most likely <E> | seizure activity appears <E>",
    (ESTIMATED, "spindles"): "sleep spindles are most likely <E> | spindles appear <E>",
    (ESTIMATED, "blinks"): "blinks are most likely <E> | eye blinks appear <E>",
    (ESTIMATED, "bad channels"): "the encoder judges bad channels <E> | by the estimate bad channels are <E>",
    (ESTIMATED, "dominant band"): "the dominant band is most likely <E> | <E> dominates the spectrum",
    (ESTIMATED, "line noise"): "mains interference: <E> | line noise: <E>",
    (ESTIMATED, "onset"): "the likely onset is at <E>",
    (MEASURED, "posterior alpha prominence"): (
        "posterior alpha stands <E> above the background | posterior alpha prominence is <E>"
    ),
    (MEASURED, "posterior alpha frequency"): "the posterior alpha peak lies at <E> | its frequency is <E>",
    (MEASURED, "posterior alpha power"): "posterior alpha power is <E>",
    (MEASURED, "blink rate"): "the blink rate is <E> | blinks come at <E>",
    (MEASURED, "blink count"): "the number of blinks found is <E> | blinks counted: <E>",
    (MEASURED, "blink times"): "blinks lie at <E>",
    (MEASURED, "peak-to-peak amplitude"): "the peak-to-peak amplitude is <E> | peak to peak it measures <E>",
    (MEASURED, "amplitude"): "the RMS amplitude is <E> | the amplitude is <E>",
    (MEASURED, "dominant frequency"): "the dominant frequency is <E> | the spectrum peaks at <E>",
    (MEASURED, "peak prominence"): "the peak stands <E> above the background | its prominence is <E>",
    (MEASURED, "bad channels"): "bad channels: <E> | the channels judged bad: <E>",
    (MEASURED, "flat channels"): "flat channels: <E>",
    (MEASURED, "noisy channels"): "noisy channels: <E>",
    (MEASURED, "clipped channels"): "clipped channels: <E>",
    (MEASURED, "line noise"): (
        "the mains stands <E> above its neighbours | line noise is <E> above its neighbours"
    ),
    (MEASURED, "line frequency"): "the mains frequency is <E>",
    (MEASURED, "muscle fraction"): (
        "muscle activity covers <E> of the seconds | seconds with muscle activity: <E>"
    ),
    (MEASURED, "event count"): "the number of events is <E> | events counted: <E>",
    (MEASURED, "event interval"): "the median interval is <E>",
    (MEASURED, "event onsets"): "the events start at <E>",
    (MEASURED, "duration"): "the recording lasts <E> | its length is <E>",
    (MEASURED, "channel count"): "the number of channels is <E> | channels recorded: <E>",
    (MEASURED, "channel names"): "the channels are <E>",
    (MEASURED, "sampling rate"): "the sampling rate is <E>",
    (MEASURED, "heart rate"): "the heart rate is <E>",
    (MEASURED, "reference"): "the reference is <E>",
    (MEASURED, "aperiodic exponent"): "the aperiodic exponent is <E>",
    (MEASURED, "alpha asymmetry"): "the alpha asymmetry is <E>",
}

_TALK: dict[str, str] = {
    "help": (
        "Ask about rhythms, artefacts, events, channels or states of the recording. | "
        "You can ask for bands, peaks, amplitudes, blinks, bad channels, seizures, events and a summary."
    ),
    "greeting": "Hello. Ask me about the recording. | You are welcome. Ask on about the recording.",
    "follow-up": "Please say what to look for there. | Which quantity do you mean there?",
    "explain": (
        "The answer rests on the evidence it cites. | Each number comes from the record cited beside it."
    ),
}
_NOTHING_FOUND = "I cannot tell: nothing could be measured. | I cannot tell: there is no evidence for it."
_NAMED_BY_RECORD = ("band power", "relative band power", "topography", "comparison")

_REFUSALS = (
    "I cannot tell: {reason}. | I cannot tell from this recording: {reason}. | "
    "That cannot be answered here: {reason}. | "
    "I cannot say: {reason}. | No answer to that: {reason}."
)


def answer_text(
    intent: str,
    rng: np.random.Generator,
    *,
    records: Sequence[Record] | int | None = None,
    polar: bool = False,
) -> str:
    """One wording of an answer with a slot for every record; of a refusal where `intent` is a reason.

    records   (kind, quantity) of the evidence in order, or how many of the intent's own there are
    polar     begin with `<yesno>`
    """
    if intent in REASONS:
        return refusal_text(REASONS[intent], rng)
    own = default_records(intent)
    given = own[:records] if isinstance(records, int) else own if records is None else tuple(records)
    if not given:
        return _pick(_TALK.get(intent, _NOTHING_FOUND), rng)
    first = given[0]
    standard = intent in _NAMED_BY_RECORD or first == own[0]
    main = _pick(_MAIN[intent], rng) if standard else _capital(_clause(first, 1, rng)) + "."
    name = first[1].replace("alpha", "band") if isinstance(records, int) else first[1]
    main = main.replace("{Quantity}", _capital(name)).replace("{quantity}", name)
    clauses = [_clause(record, i, rng) for i, record in enumerate(given[1:], 2)]
    if intent in ("topography", "comparison"):
        clauses = [f"then <E{i}>" for i in range(2, len(given) + 1)]
    text = _joined(main, clauses, rng)
    return f"<yesno>: {text[0].lower()}{text[1:]}" if polar else text


def default_records(intent: str) -> tuple[Record, ...]:
    """Evidence of an intent in order, with alpha for the band that a question would name."""
    if intent == "comparison":
        return ((MEASURED, "alpha power"), (MEASURED, "alpha power"))
    return tuple(
        (kind, quantity.replace("band power", "alpha power")) for kind, quantity in LEARNED[intent].records
    )


def refusal_text(reason: str, rng: np.random.Generator) -> str:
    """One wording of "cannot tell"; `reason` as in `adapters.intents.REASONS`."""
    return _pick(_REFUSALS, rng).replace("{reason}", reason.rstrip("."))


def _clause(record: Record, number: int, rng: np.random.Generator) -> str:
    written = _CLAUSES.get(record) or f"{record[1]} is <E>"
    return _pick(written, rng).replace("<E>", f"<E{number}>")


def _joined(main: str, clauses: Sequence[str], rng: np.random.Generator) -> str:
    """Main sentence and clauses: one sentence for a single clause, else two or three."""
    if not clauses:
        return main
    if len(clauses) == 1:
        joint = ("; ", ", and ")[int(rng.integers(2))] if ":" not in main + clauses[0] else "; "
        return f"{main[:-1]}{joint}{clauses[0]}."
    half = (len(clauses) + 1) // 2 if len(clauses) > 2 else len(clauses)
    sentences = [clauses[:half], clauses[half:]]
    return " ".join([main, *(f"{_capital('; '.join(part))}." for part in sentences if part)])


def _pick(written: str, rng: np.random.Generator) -> str:
    options = [option.strip() for option in written.split("|")]
    return options[int(rng.integers(len(options)))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
