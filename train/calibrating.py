"""After training: calibration.json of a model folder, fitted on simulated people that no stage has seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neuro_llm import cues
from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.assistant import Assistant
from neuro_llm.calibration import COVERED, FLOOR, Calibration, Scale
from neuro_llm.encoders.outlook import Outlook, summary
from neuro_llm.judging import BAD, Judge, measured_bad
from neuro_llm.recordings.simulate import simulate
from neuro_llm.study import Study

FIRST = 700_000
"""Where these people begin behind CALIBRATION_SEED: behind those of the heads and of the combination."""

BETWEEN = 0.5
"""Which population the probabilities hold for: 0 the simulated one, 1 one where every value is equally often.

Half way (the geometric mean of both) neither is far off; no one knows how often a seizure is to be expected."""

FEWEST = 30  # recordings that a map is fitted to
SMALLEST_SHIFT = 0.004  # nats per recording that it must gain on held-out people to be kept
ONSET_SECONDS = 5.0
"""An onset that is told is right within this."""


@dataclass(frozen=True)
class Seen:
    """One recording: what is true, what is said before the calibration, and what stands beside it.

    told    family → value → probability with the language model's part
    alone   the same without it
    bad     does the measurement find a bad channel
    onset   probability of the onset that is told and how far it is off (s); None where there is none
    where   (dim,) mean of the summary tokens
    looks   `cues.looks` of a short recording of few channels, None of any other
    """

    truth: Mapping[str, Any]
    told: Mapping[str, Mapping[str, float]]
    alone: Mapping[str, Mapping[str, float]]
    bad: bool
    onset: tuple[float, float] | None
    where: np.ndarray
    looks: Mapping[str, float] | None = None


def calibration_of(assistant: Assistant, count: int, note: Callable[[str], None]) -> Calibration:
    """The calibration of an assistant on `count` simulated people. Two thirds fit, all set the limits."""
    from .default import CALIBRATION_SEED
    from .evaluate import unseen

    judge = replace(assistant.mind.judge, calibration=Calibration())
    seen = []
    for number in range(count):
        recording, truth = simulate(unseen(number, CALIBRATION_SEED + FIRST))
        seen.append(look(Study(recording, encoder=assistant.encoders["eeg"], judge=judge), truth))
        if number % 100 == 99:
            note(f"calibration: {number + 1} of {count} recordings")
    where = np.stack([one.where for one in seen])
    fitted = _cues(seen)
    return Calibration(
        families=_families(seen, "told"),
        alone=_families(seen, "alone"),
        few=_few(seen, fitted) if fitted else {},
        cues=fitted,
        outlook=Outlook.fit(where[::2], where[1::2]).to_dict() if count >= FEWEST else {},
        about={"recordings": count, "first seed": CALIBRATION_SEED + FIRST, "coverage": COVERED},
    )


def look(study: Study, truth: Any) -> Seen:
    """What is said of one simulated recording before anything is calibrated."""
    from .cases import truth_of

    encoded, right = study.encoded(), truth_of(truth)
    records = [record for record in encoded.estimates if record.quantity in FAMILIES]
    plain = Judge()
    onset = next((record for record in encoded.estimates if record.quantity == "onset"), None)
    missed = None
    if onset is not None and "onset" in right:
        missed = (float(onset.probability or 0.0), abs(float(onset.value) - float(right["onset"])))
    return Seen(
        right,
        {record.quantity: study.judge.told(study, encoded, record) for record in records},
        {record.quantity: plain.told(study, encoded, record) for record in records},
        bool(measured_bad(study, encoded)),
        missed,
        summary(encoded, study.encoder.config.summaries),
        cues.looks(study, encoded) if cues.few(study, encoded) else None,
    )


def _families(seen: Sequence[Seen], which: str) -> dict[str, Scale]:
    fitted = {}
    for family, values in FAMILIES.items():
        known = [one for one in seen if family in one.truth]
        logs = np.log([[max(getattr(one, which)[family][v], FLOOR) for v in values] for one in known])
        right = np.array([values.index(str(one.truth[family])) for one in known])
        found = np.array([one.bad for one in known]) if family == BAD else None
        if len(known) >= FEWEST and len(set(right)) == len(values):
            scale = fit_scale(values, logs, right, found)
            fitted[family] = replace(scale, least=least(scale, values, logs, right, found))
    onsets = [one.onset for one in seen if one.onset is not None]
    if len(onsets) >= FEWEST:
        fitted["onset"] = _onset(np.array(onsets))
    return fitted


def _seizures(seen: Sequence[Seen]) -> list[tuple[Seen, Mapping[str, float], bool]]:
    """The short recordings of few channels whose seizure is decided: (seen, looks, is there one?)."""
    return [
        (one, one.looks, one.truth[cues.FAMILY] == "present")
        for one in seen
        if one.looks is not None and cues.FAMILY in one.truth
    ]


def _cues(seen: Sequence[Seen]) -> dict[str, tuple[float, float]]:
    """Quantity → slope and shift of its log odds of a seizure, each fitted alone on balanced classes; {}: too few."""
    from sklearn.linear_model import LogisticRegression

    known = _seizures(seen)
    found = {}
    for quantity in cues.LOOKS:
        rows = [(looked[quantity], there) for _, looked, there in known if quantity in looked]
        values, there = np.array([[x] for x, _ in rows]), np.array([right for _, right in rows])
        if len(rows) < FEWEST or len(set(there)) < 2:
            return {}
        line = LogisticRegression(C=10.0, class_weight="balanced").fit(values, there)
        found[quantity] = (round(float(line.coef_[0, 0]), 4), round(float(line.intercept_[0]), 4))
    return found


def _few(seen: Sequence[Seen], fitted: Mapping[str, tuple[float, float]]) -> dict[str, Scale]:
    """The map of what encoder and measurements say together."""
    values = FAMILIES[cues.FAMILY]
    known = _seizures(seen)
    told = [cues.pooled(one.told[cues.FAMILY], looked, fitted) for one, looked, _ in known]
    logs = np.log([[max(one[value], FLOOR) for value in values] for one in told])
    right = np.array([values.index(str(one.truth[cues.FAMILY])) for one, _, _ in known])
    scale = fit_scale(values, logs, right)
    return {cues.FAMILY: replace(scale, least=least(scale, values, logs, right, None))}


def fit_scale(
    values: Sequence[str], logs: np.ndarray, right: np.ndarray, found: np.ndarray | None = None
) -> Scale:
    """The map that makes the truth likeliest: a temperature, and a shift where it is worth it on held-out people.

    logs   (recording, value) log probabilities; right (recording,) the true value
    found  (recording,) what the measurement says: then its weight is fitted too
    """
    half = np.arange(len(right)) % 2 == 0
    parts = [(half, ~half), (~half, half)]

    def held_out(shifted: bool) -> float:
        losses = []
        for fit, test in parts:
            scale = _likeliest(values, logs[fit], right[fit], None if found is None else found[fit], shifted)
            losses.append(
                _loss(scale, values, logs[test], right[test], None if found is None else found[test])
            )
        return float(np.mean(losses))

    shifted = held_out(True) < held_out(False) - SMALLEST_SHIFT
    return _likeliest(values, logs, right, found, shifted)


def _likeliest(
    values: Sequence[str], logs: np.ndarray, right: np.ndarray, found: np.ndarray | None, shifted: bool
) -> Scale:
    from scipy.optimize import minimize

    shifts = len(values) - 1 if shifted else 0

    def made(x: np.ndarray) -> Scale:
        shift = dict(zip(values[1:], x[1 : 1 + shifts].tolist(), strict=False)) if shifted else {}
        return Scale(float(np.exp(x[0])), shift, 0.0 if found is None else float(x[-1]))

    start = np.zeros(1 + shifts + (found is not None))
    best = minimize(lambda x: _loss(made(x), values, logs, right, found) + 1e-3 * float(x @ x), start).x
    scale = made(best)
    shift = {value: round(nats, 3) for value, nats in scale.shift.items()}
    return Scale(round(scale.scale, 3), shift, round(scale.measured, 3))


def calibrated(
    scale: Scale, values: Sequence[str], logs: np.ndarray, found: np.ndarray | None = None
) -> np.ndarray:
    """(recording, value) log probabilities after the map: `Scale.apply` for many at once."""
    moved = scale.scale * logs + np.array([scale.shift.get(value, 0.0) for value in values])
    if found is not None:
        present = np.array([value == "present" for value in values])
        moved = moved + np.where(present, np.where(found, 1.0, -1.0)[:, None] * scale.measured, 0.0)
    moved = moved - moved.max(axis=1, keepdims=True)
    return np.asarray(moved - np.log(np.exp(moved).sum(axis=1, keepdims=True)))


def _loss(
    scale: Scale, values: Sequence[str], logs: np.ndarray, right: np.ndarray, found: np.ndarray | None
) -> float:
    """Mean surprise, nats, weighted towards the population of BETWEEN."""
    often = np.bincount(right, minlength=len(values))[right] / len(right)
    weight = often**-BETWEEN
    surprise = -calibrated(scale, values, logs, found)[np.arange(len(right)), right]
    return float((weight * surprise).sum() / weight.sum())


def least(
    scale: Scale, values: Sequence[str], logs: np.ndarray, right: np.ndarray, found: np.ndarray | None
) -> dict[str, float]:
    """Value → what nine in ten recordings that have it give it at least (with the correction for a finite sample)."""
    shown = np.exp(calibrated(scale, values, logs, found))
    limits = {}
    for number, value in enumerate(values):
        given = np.sort(shown[right == number, number])
        rank = int(np.floor((1 - COVERED) * (len(given) + 1)))
        limits[value] = round(float(given[rank - 1]), 4) if rank >= 1 else 0.0
    return limits


def _onset(told: np.ndarray) -> Scale:
    """told (recording, 2): the onset's probability and how far it is off, s."""
    values = ("right", "wrong")
    sure = told[:, 0].clip(FLOOR, 1 - FLOOR)
    logs = np.log(np.stack([sure, 1 - sure], 1))
    missed = (told[:, 1] > ONSET_SECONDS).astype(int)
    scale = fit_scale(values, logs, missed) if len(set(missed)) == 2 else Scale()
    rank = min(len(told), int(np.ceil(COVERED * (len(told) + 1))))
    return replace(scale, least={"seconds": round(float(np.sort(told[:, 1])[rank - 1]), 2)})
