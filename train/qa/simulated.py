"""Items over simulated recordings: every truth comes from what was put in, or from samples by independent code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate import Truth, draw, simulate
from neuro_llm.train.cases import truth_of
from neuro_llm.train.questions import closed_question

from .items import Item

SEED = 6_000_000
"""First seed; nothing is trained, calibrated or tuned on these."""

FRONT = ("Fp1", "Fp2", "F3", "F4", "F7", "F8", "Fz")
NOT_TOLD = (
    "What is the heart rate?",
    "Which sleep stage is this?",
    "How many times was event 17 shown?",
    "What is the beta power between 9000 and 9010 s?",
    "What is the alpha power over Oz2?",
    "Does this person have epilepsy?",
    "Which drug should be given?",
    "What is the person thinking of?",
)


@lru_cache(maxsize=4)
def drawn(number: int, ten_twenty: bool = False) -> tuple[Recording, Truth]:
    """Simulated person `number`, with any cap and rate, or with the 19 electrodes, named, in volts."""
    rng = np.random.default_rng([number, 19])
    sfreq = round(float(rng.uniform(128, 400)), 2)
    if not ten_twenty:
        return simulate(draw(SEED + number, sfreq=sfreq))
    config = draw(SEED + number, sfreq=sfreq, montage="10-20", reference="average", modality="eeg")
    recorder = replace(config.recorder, known_places=True)
    return simulate(replace(config, recorder=recorder, unit_known=True))


def items(n: int) -> Iterator[Item]:
    """All items of `n` simulated people."""
    for number in range(n):
        rng = np.random.default_rng([number, 29])
        yield from _closed(number, rng)
        yield from _numbers(number)
        yield from _places_and_times(number)
        yield from _not_told(number, rng)
    for number in range(0, n - 1, 2):
        yield from _compared(number)


def _item(number: int, kind: str, topic: str, question: str, truth: Any, **more: Any) -> Item:
    """One question about a simulated person of any cap and rate."""
    return Item(kind, topic, lambda: (drawn(number)[0],), question, truth, subject=f"s{number}", **more)


def _closed(number: int, rng: np.random.Generator) -> Iterator[Item]:
    """Yes or no, and which: each family that the recording decides, in a wording drawn for it."""
    for family, value in truth_of(drawn(number)[1]).items():
        if family == "onset":
            continue
        asked = closed_question(family, rng)
        kind = "yes/no" if asked.polar else "which"
        told = asked.option_for(str(value))
        meaning = {value: asked.option_for(value) for value in FAMILIES[family]}
        yield _item(number, kind, family, asked.question, told, options=tuple(asked.options), meaning=meaning)


def _numbers(number: int) -> Iterator[Item]:
    recording, truth = drawn(number)
    duration = recording.duration
    yield _item(number, "how much", "duration", "How long is the recording?", duration, tolerance=0.1)
    count = float(len(recording.brain))
    yield _item(number, "how much", "channel count", "How many channels are there?", count)
    states = {state for _, _, state in truth.eyes}
    if (
        truth.alpha_frequency
        and truth.alpha_shown
        and truth.alpha_clear
        and states == {"closed"}
        and _calm(truth)
    ):
        question = "What is the frequency of the posterior alpha rhythm?"
        yield _item(number, "how much", "alpha frequency", question, truth.alpha_frequency, tolerance=1.0)
    if truth.blinks_shown and truth.blinks and _calm(truth):
        n = float(len(truth.blinks))
        yield _item(
            number, "how much", "blink count", "How many blinks are there?", n, tolerance=max(2.0, 0.3 * n)
        )
    if not truth.bad_channels and _calm(truth):
        name = recording.brain[number % len(recording.brain)]
        power = band_power(recording, name, 13.0, 30.0)
        question = f"What is the beta power over {name}?"
        if recording.unit_known:
            yield _item(number, "how much", "beta power", question, power, tolerance=0.1 * power)


def _calm(truth: Truth) -> bool:
    return not truth.seizures and not truth.muscle


def band_power(recording: Recording, name: str, low: float, high: float) -> float:
    """Power of one channel in a band, µV², by scipy's Welch."""
    from scipy.integrate import trapezoid
    from scipy.signal import welch

    x = recording.read(channels=(name,))[0].astype(float) * 1e6
    freqs, psd = welch(x, recording.sfreq, nperseg=round(2 * recording.sfreq))
    inside = (freqs >= low) & (freqs <= high)
    return float(trapezoid(psd[inside], freqs[inside]))


def _places_and_times(number: int) -> Iterator[Item]:
    recording, truth = drawn(number)
    if truth.bad_channels and len(recording.brain) >= 8 and len(truth.bad_channels) <= 3:
        bad = frozenset(truth.bad_channels)
        yield _item(number, "where", "bad channels", "Which channels are bad?", bad)
    if len(truth.seizures) == 1 and truth.seizures[0][0] > 0.5:
        seizure = truth.seizures[0]
        if seizure[1] - seizure[0] >= 5:
            yield _item(number, "when", "seizure", "When is the seizure?", seizure)
    if len(truth.muscle) == 1 and truth.muscle[0][1] - truth.muscle[0][0] >= 2 and not truth.seizures:
        yield _item(number, "when", "muscle", "When is there muscle artefact?", truth.muscle[0])


def _not_told(number: int, rng: np.random.Generator) -> Iterator[Item]:
    """Questions that nobody can answer from this recording."""
    question = NOT_TOLD[int(rng.integers(len(NOT_TOLD)))]
    yield _item(number, "cannot tell", "outside", question, None)
    recording, truth = drawn(number, True)
    if set(FRONT) <= set(recording.ch_names) and "alpha" not in (truth.dominant_band or ""):
        question = "What is the frequency of the posterior alpha rhythm?"
        yield Item(
            "cannot tell", "no posterior channel", lambda: (only(drawn(number, True)[0], FRONT),), question, None,
            subject=f"s{number}",
        )  # fmt: skip


def only(recording: Recording, names: Sequence[str]) -> Recording:
    """Some channels of a recording, by name."""
    rows = recording.index(names)
    kept: dict[str, Any] = {
        field: tuple(getattr(recording, field)[row] for row in rows)
        for field in ("ch_names", "ch_kinds", "units", "native_rates")
    }
    places = np.asarray(recording.positions)[rows]
    return replace(recording, positions=places, source=ArraySource(recording.read(channels=names)), **kept)


def _compared(number: int) -> Iterator[Item]:
    """Which of two recordings has the larger beta power over a channel that both have?"""
    pair = [drawn(number, True), drawn(number + 1, True)]
    if any(truth.bad_channels or truth.seizures or not recording.unit_known for recording, truth in pair):
        return
    first, second = (band_power(recording, "C3", 13.0, 30.0) for recording, _ in pair)
    question = "By how much does the beta power over C3 differ in the second recording?"
    yield Item(
        "compare", "beta power", lambda: (drawn(number, True)[0], drawn(number + 1, True)[0]), question,
        second - first, tolerance=0.1 * max(abs(second - first), 0.2 * first), subject=f"s{number}",
    )  # fmt: skip
