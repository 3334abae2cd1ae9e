"""A scored night gives the numbers that one counts by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.evidence.hypnogram import stage_of
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording

NIGHT = list("WWWW112222334422RRW22RRRWW")
"""Epochs of 30 s: sleep from the fifth, REM from the seventeenth, one epoch awake between, two at the end."""

EXPECTED = {
    "total sleep time": 9.5, "sleep latency": 2.0, "REM latency": 6.0, "wake after sleep onset": 1.5,
    "sleep efficiency": 100 * 19 / 26, "time in wake": 3.5, "time in N1": 1.0, "time in N2": 4.0,
    "time in N3": 2.0, "time in REM": 2.5, "stage transitions": 9,
}  # fmt: skip


def scored(labels: list[str], seconds: float = 30.0, duration: float = 30.0, sfreq: float = 1.0) -> Recording:
    marks = [Event(at * seconds, duration, label) for at, label in enumerate(labels)]
    samples = np.random.default_rng(0).standard_normal((1, round(len(labels) * seconds * sfreq)))
    return from_array(samples, sfreq, ("Cz",), unit="uV", events=marks, name="night")


@pytest.mark.parametrize("prefix", ["Sleep stage ", "Stage ", "SLEEP-S"])
@pytest.mark.parametrize("name", EXPECTED)
def test_by_hand(name, prefix):
    labels = [prefix.removesuffix("S") + x if x in "WR" else prefix + x for x in NIGHT]
    recording = scored(labels)
    found = measure(recording, name)
    assert found.value == pytest.approx(EXPECTED[name])
    assert found.channels == ()
    assert recompute(recording, found).value == found.value


def test_marks_without_duration_and_merged_marks_are_the_same():
    named = {"W": "W", "R": "R", "1": "N1", "2": "N2", "3": "N3", "4": "N3"}
    plain = scored([named[x] for x in NIGHT], duration=0.0)
    starts = [n for n, x in enumerate(NIGHT) if n == 0 or NIGHT[n - 1] != x]
    lengths = np.diff([*starts, len(NIGHT)]) * 30.0
    marks = [Event(n * 30.0, float(s), f"NREM{NIGHT[n]}" if NIGHT[n].isdigit() else NIGHT[n])
             for n, s in zip(starts, lengths, strict=True)]  # fmt: skip
    merged = replace(plain, events=tuple(marks))
    for name, value in EXPECTED.items():
        assert measure(plain, name).value == pytest.approx(value)
        assert measure(merged, name).value == pytest.approx(value)


def test_lights_and_unscored_pieces():
    labels = [f"Sleep stage {x}" for x in NIGHT]
    labels[8] = "Sleep stage ?"
    recording = scored(labels)
    assert measure(recording, "total sleep time").value == pytest.approx(9.0)
    assert "0.5 min without a stage" in measure(recording, "total sleep time").method
    assert "lights off not marked" in measure(recording, "sleep latency").method
    marks = (Event(60.0, 0.0, "Lights Off"), Event(750.0, 0.0, "lights on"))
    lit = replace(recording, events=(*recording.events, *marks))
    assert measure(lit, "sleep latency").value == pytest.approx(1.0)
    assert measure(lit, "sleep efficiency").value == pytest.approx(100 * 18 / 23)
    assert measure(lit, "wake after sleep onset").value == pytest.approx(1.0)


def test_codes_beside_written_out_stages_are_something_else():
    recording = scored([f"Sleep stage {x}" for x in NIGHT])
    mixed = replace(
        recording, events=(*recording.events, *(Event(at, 0.5, "R") for at in np.arange(3.0, 700.0, 9.0)))
    )
    assert measure(mixed, "time in REM").value == pytest.approx(2.5)


def test_a_span_has_its_own_stages():
    recording = scored([f"Sleep stage {x}" for x in NIGHT])
    found = measure(recording, "sleep stage", start=300, stop=450)
    assert found.value == "N3"
    assert "80 % of the span" in found.method
    assert measure(recording, "time in REM", start=0, stop=540).value == pytest.approx(1.0)
    assert measure(recording, "sleep stage", start=31, stop=32).value == "wake"


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("Sleep stage W", "wake"), ("Wake|0", "wake"), ("Stage 1 sleep|1", "N1"), ("Sleep stage N2", "N2"),
        ("S2", "N2"), ("NREM 2", "N2"), ("Sleep_stage_3", "N3"), ("Stage 4 sleep|4", "N3"), ("SLEEP-REM", "REM"),
        ("REM sleep|5", "REM"), ("Sleep stage ?", ""), ("Movement time", ""), ("SLEEP-MT", ""),
        ("target", None), ("T1", None), ("S 11", None), ("", None),
    ],
)  # fmt: skip
def test_spellings(label, stage):
    assert stage_of(label) == stage


@pytest.mark.parametrize("labels", [["1", "2"], ["S1", "S2"], ["square", "rt"]])
def test_other_events_are_no_stages(labels):
    with pytest.raises(MeasureError, match="no sleep stages are marked"):
        measure(scored(labels * 20), "sleep efficiency")
    with pytest.raises(MeasureError, match="no sleep stages are marked"):
        measure(scored(["N1", "W"] * 40, seconds=1.0, duration=0.0), "sleep efficiency")


def test_what_is_not_there_is_said():
    awake = scored(["Sleep stage W"] * 10)
    assert measure(awake, "total sleep time").value == 0
    with pytest.raises(MeasureError, match="no sleep is scored, so there is no sleep latency"):
        measure(awake, "sleep latency")
    with pytest.raises(MeasureError, match="no REM sleep is scored"):
        measure(scored(["Sleep stage W", "Sleep stage 2"] * 5), "REM latency")


def test_sleep_edf(data_folder):
    with read(data_folder / "sleep" / "sc4001" / "SC4001EC-Hypnogram.edf") as night:
        seconds = {"wake": 59910, "N1": 1740, "N2": 7500, "N3": 3030 + 3570, "REM": 3750}
        for stage, expected in seconds.items():
            assert measure(night, f"time in {stage}").value == pytest.approx(expected / 60)
        assert measure(night, "sleep latency").value == pytest.approx(30630 / 60)
        assert measure(night, "REM latency").value == pytest.approx((35970 - 30630) / 60)
