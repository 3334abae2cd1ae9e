"""Numbers as people write them: value, unit, rounding, interval."""

from __future__ import annotations

import pytest

from neuro_llm.figures import figures
from neuro_llm.units import base_unit


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("10.2 Hz", 10.2, None, "Hz"),
        ("a 10.2-Hz rhythm", 10.2, None, "Hz"),
        ("1.5 min", 90, None, "s"),
        ("250 ms", 0.25, None, "s"),
        ("at 01:20", 80, None, "s"),
        ("1:02:05", 3725, None, "s"),
        ("1 min 20 s", 80, None, "s"),
        ("12.0–25.5 s", 12, 25.5, "s"),
        ("between 33 and 41 s", 33, 41, "s"),
        ("from 12 s to 20 s", 12, 20, "s"),
        ("8–13 Hz", 8, 13, "Hz"),
        ("0.03 mV", 30, None, "µV"),
        ("2 nV²", 2e-6, None, "µV²"),
        ("3.2 × 10^-5 V", 32, None, "µV"),
        ("30 per min", 0.5, None, "Hz"),
        ("72 bpm", 1.2, None, "Hz"),
        ("94 percent", 94, None, "%"),
        ("−0.31", -0.31, None, ""),
        ("1,284 µV", 1284, None, "µV"),
        ("3,2 µV", 3.2, None, "µV"),
        ("5 mg", 5, None, "?mg"),
        ("32 µV²/Hz", 32, None, "?µV²/Hz"),
        ("twenty-five blinks", 25, None, ""),
        ("three clear spindles", 3, None, ""),
        ("ten hertz", 10, None, "Hz"),
        ("twice as large", 2, None, "times"),
        ("a dozen channels", 12, None, ""),
    ],
)
def test_a_figure_is_read(text: str, value: float, high: float | None, unit: str) -> None:
    (found,) = figures(text)
    assert found.value == pytest.approx(value)
    assert found.high == (None if high is None else pytest.approx(high))
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["O1 and EEG001", "the 2nd one", "the two differ", "one more", "E12", "no number"]
)
def test_names_and_figures_of_speech_are_none(text: str) -> None:
    assert figures(text) == []


def test_a_list_shares_its_unit() -> None:
    assert [(one.value, one.unit) for one in figures("at 3.2, 5 and 17.0 s")] == [
        (3.2, "s"),
        (5, "s"),
        (17, "s"),
    ]
    assert [(one.value, one.high) for one in figures("12.0–25.5, 40.0–48.1 s")] == [(12, 25.5), (40, 48.1)]


def test_units_of_records_are_read_as_they_are() -> None:
    assert figures("2 dB per hour", ["dB per hour"])[0].unit == "dB per hour"
    assert figures("2 dB per hour", ["dB"])[0].unit == "dB"
    assert base_unit("count") == ("", 1.0)
