"""`neuro-llm eval default`: every score of the embedded default beside its controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.encoders.heads import STATES
from neuro_llm.judging import QUESTIONS
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import SimulationConfig, Truth, draw, simulate

from .cases import Case, case_of, truth_of
from .default import TEST_SEED
from .detectors import Detectors, Signal
from .lessons import BIN_SECONDS

FAMILIES = (*STATES, "onset")
TUNING_SEED = 4_000_000

Pair = tuple[str, bool | float]
"""What is true, and whether (or with which probability) the answer was right."""


@dataclass(frozen=True)
class Score:
    """Class-balanced accuracy with a 95 % bootstrap interval over recordings; n recordings."""

    value: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Score:
        if not pairs:
            return cls(float("nan"), float("nan"), float("nan"), 0)
        rng = np.random.default_rng(0)
        again = [balanced([pairs[i] for i in rng.integers(0, len(pairs), len(pairs))]) for _ in range(500)]
        return cls(
            balanced(pairs), float(np.quantile(again, 0.025)), float(np.quantile(again, 0.975)), len(pairs)
        )

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.2f}, {self.high:.2f}]" if self.n else "–"


def balanced(pairs: Sequence[Pair]) -> float:
    """Mean over the true values of the share that was answered rightly."""
    values = {truth for truth, _ in pairs}
    return float(np.mean([np.mean([right for truth, right in pairs if truth == value]) for value in values]))


def unseen(number: int, first: int = TEST_SEED) -> SimulationConfig:
    """Test recording `number`: any rate between 105 and 480 Hz, half of the larger caps at places never trained on.

    first   seed of number 0; others than the test's are for calibration
    """
    rng = np.random.default_rng([number, 17])
    seed = first + number
    fixed: dict[str, Any] = {"sfreq": round(float(rng.uniform(105, 480)), 2)}
    usual = draw(seed, **fixed)
    channels = 19 if isinstance(usual.montage, str) else len(usual.montage)
    if channels > 3 and usual.modality == "eeg" and rng.random() < 0.5:
        fixed |= {"montage": _places(rng, int(rng.integers(4, 33))), "reference": "average"}
    return draw(seed, **fixed)


def _places(rng: np.random.Generator, count: int) -> tuple[tuple[float, ...], ...]:
    """Random electrodes of the dense cap, each moved by about half a centimetre."""
    from neuro_llm.recordings.channels import standard_positions

    every = np.stack([place for place in standard_positions().values() if place[2] > -0.02])
    chosen = every[rng.choice(len(every), count, replace=False)]
    return tuple(map(tuple, (chosen + rng.normal(0, 0.004, chosen.shape)).tolist()))


def simulated_table(
    assistant: Any, n: int = 300, note: Callable[[str], None] = lambda _: None
) -> dict[str, dict[str, Score]]:
    """Family → column → score, on fresh simulated recordings."""
    from .release import likelihood_answers

    detectors = tuned_detectors(note)
    columns: dict[str, dict[str, list[Pair]]] = {
        name: {f: [] for f in FAMILIES} for name in ("model", "detector")
    }
    cases: list[Case] = []
    for number in range(n):
        recording, truth = simulate(unseen(number))
        told = truth_of(truth)
        for family, right in _model_answers(assistant, recording, told):
            columns["model"][family].append((_class(family, told[family]), right))
        signal = Signal.of(recording)
        for family, value in told.items():
            decided = detectors.decide(family, signal)
            columns["detector"][family].append((_class(family, value), _same(family, value, decided)))
        cases.append(case_of(assistant.encoders["eeg"], recording, told))
        if number % 50 == 49:
            note(f"{number + 1} of {n} recordings")
    speaker = assistant.mind.speaker
    for name, shuffle in (("likelihood", False), ("shuffled", True)):
        note(f"option likelihood, {name}")
        answers = likelihood_answers(speaker.model, speaker.processor, cases, shuffle=shuffle)
        columns[name] = {f: [(truth, verdict == "right") for truth, verdict in answers[f]] for f in FAMILIES}
    return {
        family: {name: Score.of(column[family]) for name, column in columns.items()} for family in FAMILIES
    }


def tuned_detectors(note: Callable[[str], None]) -> Detectors:
    """The classical detectors, their thresholds tuned on simulated recordings that nothing else uses."""
    note("tuning the detectors on 400 simulated recordings")
    cases = map(drawn, range(TUNING_SEED, TUNING_SEED + 400))
    return Detectors.tune([(Signal.of(recording), truth) for recording, truth in cases])


def drawn(seed: int) -> tuple[Recording, Truth]:
    return simulate(draw(seed))


def _class(family: str, value: str | float) -> str:
    return f"{int(float(value) // BIN_SECONDS)}" if family == "onset" else str(value)


def _same(family: str, truth: str | float, answer: str | float) -> bool:
    """Onsets are right within ten-second bins or within three seconds."""
    if family != "onset":
        return truth == answer
    a, b = float(truth), float(answer)
    return a // BIN_SECONDS == b // BIN_SECONDS or abs(a - b) <= 3.0


def _model_answers(
    assistant: Any, recording: Recording, told: dict[str, str | float]
) -> Iterable[tuple[str, bool]]:
    """What the product answers: closed questions with choices, the onset from its record; "cannot tell" is wrong."""
    for family, value in told.items():
        if family == "onset":
            answer = assistant.generate(recording, "When does the seizure start?")
            onsets = [float(r.value) for r in answer.evidence if r.quantity == "onset"]
            yield family, bool(onsets) and _same(family, value, onsets[0])
        else:
            answer = assistant.generate(recording, QUESTIONS[family], choices=STATES[family])
            yield family, answer.choice == value


def score_table(first: str, rows: dict[str, dict[str, Score]]) -> str:
    """The rows as a Markdown table. first: what its first column holds."""
    names = list(next(iter(rows.values())))
    lines = [f"| {first} | n | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 2)]
    for row, scores in rows.items():
        n = max(score.n for score in scores.values())
        lines.append(f"| {row} | {n} | " + " | ".join(str(scores[name]) for name in names) + " |")
    return "\n".join(lines)


def table(rows: dict[str, dict[str, Score]]) -> str:
    """The families' rows as a Markdown table, with their means."""
    names = list(next(iter(rows.values())))
    means = [float(np.nanmean([scores[name].value for scores in rows.values()])) for name in names]
    mean = "| **mean** | | " + " | ".join(f"**{mean:.3f}**" for mean in means) + " |"
    return f"{score_table('family', rows)}\n{mean}"


def evaluate_default(
    folder: Path | None, data: Path | None, n: int, note: Callable[[str], None], work: Path | None = None
) -> str:
    """All tables as Markdown: simulated recordings, real ones where `data` holds them, left-out ones with `work`."""
    from neuro_llm.assistant import load

    assistant = load(folder)
    parts = []
    if n:
        title = f"## {n} fresh simulated recordings (class-balanced accuracy, 95 % bootstrap interval)"
        parts += [title, table(simulated_table(assistant, n, note))]
    if data is not None:
        from .evaluate_real import real_tables

        parts += real_tables(assistant, data, note)
    if data is not None and work is not None:
        from .left_out import left_out_table

        parts.append(left_out_table(work, data, note))
    return "\n\n".join(parts)
