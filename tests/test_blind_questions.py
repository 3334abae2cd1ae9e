"""Sixty questions a set, written without sight of the templates: most reach what they are about."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

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
