"""Sixty questions a set, written without sight of the templates: most reach what they are about."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from neuro_llm.recordings.evidence.quantities import QUANTITIES

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def questions() -> ModuleType:
    spec = importlib.util.spec_from_file_location("questions", ROOT / "benchmarks" / "questions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["blind_a.json", "blind_b.json", "blind_c.json"])
def test_most_questions_reach(questions: ModuleType, name: str) -> None:
    right, n, placed, m = questions.score(ROOT / "tests" / "questions" / name, questions.imagined())
    assert n == 60
    assert right >= 0.85 * n
    assert placed >= 0.85 * m


def test_every_quantity_is_reached_by_a_natural_question(questions: ModuleType) -> None:
    entries = json.loads((ROOT / "tests" / "questions" / "askable.json").read_text(encoding="utf-8"))
    assert set(QUANTITIES) <= {entry["expected"][0] for entry in entries}
    lost = [
        entry
        for entry in entries
        if questions.told(entry["question"], entry["modality"]) not in entry["expected"]
    ]
    assert len(lost) <= 2, lost
