"""Stages of sleep in words."""

from __future__ import annotations

import pytest

from neuro_llm.adapters.stages import stages


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("minutes of N2", ("N2",)),
        ("How much deep sleep?", ("N3",)),
        ("stage 4", ("N3",)),
        ("REM or NREM", ("N1", "N2", "N3", "REM")),
        ("non-REM", ("N1", "N2", "N3")),
        ("awake or dreaming", ("wake", "REM")),
        ("REM latency", ()),
        ("which sleep stage is it", ()),
    ],
)
def test_stages_are_found_in_their_order(text: str, named: tuple[str, ...]) -> None:
    assert stages(text) == named
