"""NeuroQA on made-up assistants: one that knows the truth, one that never looks, one that answers anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.train.detectors import Detectors
from neuro_llm.train.qa import flips, pictures, scores, simulated
from neuro_llm.train.qa.items import Item
from neuro_llm.train.qa.results import Request, Results
from neuro_llm.train.qa.run import evaluate_qa


class Oracle:
    """Answers every closed question with the option that `knows` gives."""

    def __init__(self, knows: Any) -> None:
        self.knows = knows
        self.mind = SimpleNamespace(speaker=None)

    def generate(self, recordings: Any, question: str, choices: Sequence[str] | None = None) -> Answer:
        recording = recordings[0] if isinstance(recordings, tuple) else recordings
        choice = self.knows(recording, choices)
        return Answer("", choice=choice, probabilities={choice: 1.0}, confidence=1.0)


def _loud(recording: Recording) -> bool:
    return bool(recording.read().std() > 20e-6)


@pytest.fixture(scope="module")
def people() -> list[Item]:
    """Loud and quiet recordings, asked whether they are loud."""
    made = []
    for number in range(8):
        settings: dict[str, Any] = {"seed": number, "duration": 4.0, "montage": ("Cz",), "alpha_uv": 0.0}
        recording = simulate(background_uv=40.0 if number % 2 else 5.0, eyes=None, **settings)[0]
        truth = "yes" if _loud(recording) else "no"
        meaning = {"present": "yes", "absent": "no"}
        made.append(
            Item(
                "yes/no",
                "seizure",
                lambda r=recording: (r,),
                "?",
                truth,
                ("yes", "no"),
                meaning,
                subject=str(number),
            )  # type: ignore[misc]
        )
    return made


@pytest.fixture(scope="module")
def detectors() -> Detectors:
    cases = [simulate(seed=seed, duration=6.0, seizures=((1, 5),) if seed % 2 else ()) for seed in range(4)]
    from neuro_llm.train.detectors import Signal

    return Detectors.tune([(Signal.of(recording), truth) for recording, truth in cases])


def test_who_reads_the_signal_is_right_and_shuffled_is_chance(
    people: list[Item], detectors: Detectors
) -> None:
    graded = scores.grade(
        Oracle(lambda recording, options: "yes" if _loud(recording) else "no"), people, detectors
    )
    row = scores.scores_of(graded)["yes/no"]
    assert row["model"].value == 1.0
    assert row["chance"].value == 0.5
    assert row["shuffled"].value < 0.8
    assert row["text only"].n == 0


def test_who_never_looks_is_at_chance(people: list[Item], detectors: Detectors) -> None:
    graded = scores.grade(Oracle(lambda recording, options: "yes"), people, detectors)
    row = scores.scores_of(graded)["yes/no"]
    assert row["model"].value == row["majority"].value == row["shuffled"].value == 0.5


def test_items_have_a_truth_of_their_kind_and_options_hold_it() -> None:
    made = list(simulated.items(4))
    assert {item.kind for item in made} >= {"yes/no", "which", "how much", "cannot tell"}
    for item in made:
        assert not item.options or item.truth in item.options
        assert item.kind != "cannot tell" or item.truth is None


def test_a_swap_moves_each_side_to_the_other() -> None:
    assert flips.mirrored("F3") == "F4"
    assert flips.mirrored("T8") == "T7"
    assert flips.mirrored("Cz") == "Cz"
    recording = simulate(seed=1, duration=2.0)[0]
    swapped = next(flip for flip in flips.FLIPS if flip.name.startswith("left")).change(recording)
    np.testing.assert_array_equal(swapped.read(channels=("F4",)), recording.read(channels=("F3",)))


def test_an_answer_that_depends_on_polarity_fails_the_flip() -> None:
    def sign(recording: Recording, options: Sequence[str] | None) -> str | None:
        return None if not options else options[int(recording.read()[0, 0] > 0)]

    held = [one for one in flips.flip_table(Oracle(sign), 2) if one.flip == "polarity inverted"]
    closed = [one.held for one in held if one.topic in ("seizure", "spindles", "blinks")]
    assert closed
    assert not any(closed)


def test_calibration_error_of_known_probabilities() -> None:
    honest = [(0.5, i % 2 == 0) for i in range(100)]
    assert pictures.calibration_error(honest) == pytest.approx(0.0, abs=1e-9)
    assert pictures.calibration_error([(0.9, i % 2 == 0) for i in range(100)]) == pytest.approx(0.4)
    curve = pictures.selective([(0.9, True), (0.8, True), (0.3, False)])
    assert curve[0] == (pytest.approx(1 / 3), 1.0)
    assert curve[-1] == (1.0, pytest.approx(2 / 3))


def test_pictures_are_written(tmp_path: Path) -> None:
    for path in pictures.draw([(0.5 + i / 100, i % 3 > 0) for i in range(50)], tmp_path):
        assert path.stat().st_size > 5000


def test_results_hold_plain_values() -> None:
    results = Results()
    results.add("one", "One", "| a |", {"value": np.float64(0.5), "none": float("nan")})
    assert json.loads(json.dumps(results.values)) == {"one": {"value": 0.5, "none": None}}


def test_an_unknown_suite_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(ConfigError, match="no suite nonsense; there are: questions"):
        evaluate_qa(Request(suites=("nonsense",)), print)
