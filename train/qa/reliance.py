"""Does reliance tell signals apart? Answers that are true of a recording, on its own tokens and on those of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.controls import World, decided
from neuro_llm.encoders import encode_recording
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.shuffle import in_random_order
from neuro_llm.recordings.simulate import simulate
from neuro_llm.reliance import of_probabilities
from neuro_llm.study import summary_line
from neuro_llm.train.cases import truth_of
from neuro_llm.train.evaluate import unseen

LOST = {
    "eyes": ("closed",),
    "seizure": ("present",),
    "spindles": ("present",),
    "blinks": ("present",),
    "dominant band": FAMILIES["dominant band"],
    "line noise": ("50 Hz", "60 Hz"),
}
"""Values that a signal loses when its samples are shuffled: the others are as true of noise (nothing is there), or stay
(bad channels)."""

RESAMPLED = 500

Truths = dict[str, str | float]

Known = Mapping[str, Mapping[str, float]]
"""Family → value → probability."""


@dataclass(frozen=True)
class Heard:
    """What is decided of one signal, of its samples in random order (its control), and of the words alone."""

    own: Known
    control: Known
    words: Known


@dataclass(frozen=True)
class Separation:
    """Area under the curve of telling answers on their own tokens from the same answers on others'; with a 95 %
    bootstrap interval over recordings, and how many answers each side has."""

    auroc: float
    low: float
    high: float
    own: int
    others: int

    def __str__(self) -> str:
        if not self.own or not self.others:
            return "–"
        return f"{self.auroc:.3f} [{self.low:.3f}, {self.high:.3f}] ({self.own}, {self.others})"


@dataclass(frozen=True)
class _Scored:
    """Reliance of one answer in nats. arm: "own", "other" (another recording's tokens, of which it is not true) or
    "shuffled" (the recording shuffled in time)."""

    recording: int
    family: str
    arm: str
    nats: float


def reliance_table(
    assistant: Any, n: int = 200, note: Callable[[str], None] = lambda _: None
) -> dict[str, dict[str, Separation]]:
    """Family, and "all" → arm ("other", "shuffled", "both") → how well reliance tells it from the own tokens.

    The answer is the one that is true of the recording; it is scored on the recording's own tokens, on those of
    another one of which it is not true, and, where shuffling ends its truth, on those of the signal shuffled in time.
    """
    truths, signals, noises = [], [], []
    for number in range(n):
        recording, truth = simulate(unseen(number))
        truths.append(truth_of(truth))
        signals.append(_heard(assistant, recording))
        noises.append(_heard(assistant, in_random_order(recording, most=recording.duration, seed=1)))
        if number % 50 == 49:
            note(f"{number + 1} of {n} recordings")
    bank = {
        family: assistant.mind.bank.decided(assistant.mind.judge, assistant.mind.speaker, family)
        for family in FAMILIES
    }
    scored = list(_scored(truths, signals, noises, bank))
    rows = {family: [one for one in scored if one.family == family] for family in FAMILIES} | {"all": scored}
    arms = {"other": ("other",), "shuffled": ("shuffled",), "both": ("other", "shuffled")}
    return {
        family: {name: separation(found, names) for name, names in arms.items()}
        for family, found in rows.items()
    }


def _heard(assistant: Any, recording: Recording) -> Heard:
    worlds = [_world(assistant, one) for one in (recording, in_random_order(recording))]
    mind, summary = assistant.mind, worlds[0].summary
    own, control, words = {}, {}, {}
    for family in FAMILIES:
        own[family], control[family] = decided(mind.judge, mind.speaker, family, worlds)
        words[family] = mind.bank.words(mind.judge, mind.speaker, family, summary)
    return Heard(own, control, words)


def _world(assistant: Any, recording: Recording) -> World:
    bad = bool(measure(recording, "bad channels").value)
    return World.of(encode_recording(assistant.encoders["eeg"], recording), summary_line(recording), bad)


def _scored(
    truths: Sequence[Truths],
    signals: Sequence[Heard],
    noises: Sequence[Heard],
    bank: dict[str, list[dict[str, float]]],
) -> Iterator[_Scored]:
    for number, truth in enumerate(truths):
        for family in FAMILIES:
            if family not in truth:
                continue
            value = str(truth[family])
            yield _Scored(number, family, "own", _nats(signals[number], family, value, bank))
            other = _of_another_truth(truths, number, family)
            if other is not None:
                yield _Scored(number, family, "other", _nats(signals[other], family, value, bank))
            if value in LOST.get(family, ()):
                yield _Scored(number, family, "shuffled", _nats(noises[number], family, value, bank))


def _nats(heard: Heard, family: str, value: str, bank: dict[str, list[dict[str, float]]]) -> float:
    own, words, control = (known[family][value] for known in (heard.own, heard.words, heard.control))
    return of_probabilities(own, words, control, [known[value] for known in bank[family]]).nats


def _of_another_truth(truths: Sequence[Truths], number: int, family: str) -> int | None:
    """The next recording with another value in the family."""
    value = truths[number][family]
    order = ((number + step) % len(truths) for step in range(1, len(truths)))
    return next((other for other in order if truths[other].get(family, value) != value), None)


def separation(scored: Sequence[_Scored], arms: tuple[str, ...]) -> Separation:
    """Of answers on their own tokens from those of the other arms; own ones that have no counterpart are left out."""
    counterparts = {(one.recording, one.family) for one in scored if one.arm in arms}
    kept = [
        one
        for one in scored
        if one.arm in arms or ((one.recording, one.family) in counterparts and one.arm == "own")
    ]
    nats, own = np.array([one.nats for one in kept]), np.array([one.arm == "own" for one in kept], bool)
    if not own.any():
        return Separation(float("nan"), float("nan"), float("nan"), 0, 0)
    owners = np.array([one.recording for one in kept])
    places = [np.flatnonzero(owners == number) for number in np.unique(owners)]
    rng = np.random.default_rng(0)
    again = []
    for _ in range(RESAMPLED):
        drawn = np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))])
        again.append(_area(nats[drawn], own[drawn]))
    low, high = np.quantile(again, (0.025, 0.975))
    return Separation(_area(nats, own), float(low), float(high), int(own.sum()), int((~own).sum()))


def _area(scores: np.ndarray, positive: np.ndarray) -> float:
    """Area under the ROC curve: how often a positive one lies above another; ties count half."""
    from scipy.stats import rankdata

    ranks, count = rankdata(scores), int(positive.sum())
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(scores) - count)))


def as_markdown(rows: dict[str, dict[str, Separation]]) -> str:
    names = list(next(iter(rows.values())))
    lines = ["| family | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 1)]
    return "\n".join(
        lines
        + [
            f"| {family} | " + " | ".join(str(found[n]) for n in names) + " |"
            for family, found in rows.items()
        ]
    )
