"""Planted deflections come back with their time, size and sign; noise is said to show nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.evidence.around_events import unbroken
from neuro_llm.recordings.evidence.chance import largest_by_chance
from neuro_llm.recordings.recording import Event

SECONDS = np.arange(120 * 256) / 256
ONSETS = np.arange(1.0, 118.0, 1.17)
RARE = ONSETS[::5]
OFTEN = np.setdiff1d(ONSETS, RARE)


def bumps(onsets: np.ndarray, latency: float, size: float, width: float) -> np.ndarray:
    return sum(size * np.exp(-0.5 * ((SECONDS - at - latency) / width) ** 2) for at in onsets)


def events(rare: str = "target", often: str = "standard") -> list[Event]:
    return [Event(at, 0.0, rare) for at in RARE] + [Event(at, 0.0, often) for at in OFTEN]


@pytest.fixture
def oddball(record, noise, names):
    """Rare events evoke 12 µV at Pz at 350 ms and −8 µV at P8 at 170 ms; frequent ones nothing."""
    x = noise((19, len(SECONDS)), rms=6)
    x[names.index("Pz")] += bumps(RARE, 0.35, 12, 0.05)
    x[names.index("P8")] += bumps(RARE, 0.17, -8, 0.02)
    return record(x, events=events())


def test_p300_of_the_rarer_label(oddball):
    found = measure(oddball, "P300 amplitude", channels="Pz")
    assert found.value == pytest.approx(12, abs=3)
    assert (found.event, found.versus, found.unit) == ("target", "standard", "µV")
    assert "20 of 20 against 80 of 80 trials kept" in found.method
    assert "a difference is shown" in found.method
    assert measure(oddball, "P300 latency", channels="Pz").value == pytest.approx(350, abs=20)
    found = measure(oddball, "P300 t-value")
    assert found.channels == ("Pz", "Cz", "P3", "P4")
    assert found.value > 2
    assert recompute(oddball, found).value == found.value
    assert measure(replace(oddball, events=tuple(events("2", "1"))), "P300 t-value").event == "2"


def test_anything_evoked_is_found_where_it_is(oddball):
    found = measure(oddball, "evoked peak latency", event="Target", versus="standard")
    assert found.channels == ("Pz",)
    assert found.value == pytest.approx(350, abs=20)
    assert "19 channels × 9 means" in found.method
    assert "a difference is shown" in found.method
    assert measure(oddball, "evoked peak amplitude", event="target").value == pytest.approx(12, abs=4)
    assert recompute(oddball, found).value == found.value
    assert measure(oddball, "evoked t-value", event="target", channels="P8").value < -3
    pooled = measure(oddball, "evoked t-value")
    assert pooled.event == ""
    assert "100 of 100 trials kept" in pooled.method


def test_n170_is_negative(oddball):
    faces = replace(oddball, events=tuple(events("Face", "House")))
    assert measure(faces, "N170 amplitude", channels="P8").value == pytest.approx(-8, abs=3)
    found = measure(faces, "N170 latency", channels="P8")
    assert found.value == pytest.approx(170, abs=10)
    assert (found.event, found.versus) == ("Face", "House")
    assert "a difference is shown" in found.method
    turned = measure(faces, "N170 t-value", event="House", versus="Face", channels="P8")
    assert turned.value > 2
    assert "not shown" in turned.method
    assert "wrong sign" in turned.method


def test_noise_shows_nothing(record, noise):
    shown = 0
    for seed in range(10):
        recording = record(noise((19, len(SECONDS)), rms=6, seed=seed + 1), events=events())
        found = measure(recording, "evoked t-value", event="target", versus="standard")
        shown += "not shown" not in found.method
    assert shown <= 2  # 5 % of such recordings, although 171 t-values are looked at in each


def test_largest_by_chance_agrees_with_scipy():
    from scipy.stats import ttest_1samp, ttest_ind

    random = np.random.default_rng(0)
    values, own = random.standard_normal((40, 3, 2)), np.arange(40) < 15
    kept = np.ones((40, 3), dtype=bool)
    kept[3, 1] = False
    t, p = largest_by_chance(values, kept, own)
    assert t[0, 1] == pytest.approx(ttest_ind(values[own, 0, 1], values[~own, 0, 1], equal_var=False)[0])
    rest = np.delete(np.arange(40), 3)
    t, p = largest_by_chance(values + 1.0, kept, None)
    assert t[1, 0] == pytest.approx(ttest_1samp(values[rest, 1, 0] + 1.0, 0)[0])
    assert p == pytest.approx(1 / 501)


def test_trials_never_reach_across_borders(record, noise):
    """60 trials of 1 s, one after another; each begins with its stimulus and jumps at the border."""
    x = noise((1, 60 * 256), rms=5)
    x += np.repeat(np.arange(60.0) % 7 * 500, 256)
    marks = [Event(float(at), 1.0, "S1") for at in range(60)]
    joined = record(x, names=["Oz"], events=marks)
    joined = replace(
        joined, changes=("60 trials of 1 s were put one after another; signals jump at the borders.",)
    )
    assert unbroken(joined)[1] == pytest.approx((1.0, 2.0))
    found = measure(joined, "evoked t-value", event="S1")
    assert "baseline 0–50 ms after it" in found.method
    assert "60 of 60 trials kept" in found.method
    assert "not shown" in found.method


def test_breaks_and_large_trials_are_left_out(oddball):
    x = oddball.read() * 1e6
    x[:, round(RARE[2] * 256) : round(RARE[2] * 256) + 60] += 400
    broken = replace(oddball, source=type(oddball.source)(x * 1e-6))
    marks = (Event(float(RARE[5]) + 0.1, 0.0, "boundary"), Event(float(RARE[7]) - 1, 2.0, "BAD_move"))
    broken = replace(broken, events=(*broken.events, *marks))
    found = measure(broken, "P300 t-value")
    assert "17 of 20 against" in found.method
    assert (found.event, found.versus) == ("target", "standard")


def test_channels_without_the_usual_places(record, noise):
    x = noise((4, len(SECONDS)), rms=6)
    x[3] += bumps(RARE, 0.35, -12, 0.05)
    muse = record(x, names=["TP9", "AF7", "AF8", "TP10"], events=events("2", "1"))
    found = measure(muse, "P300 amplitude", channels="TP10")
    assert found.value == pytest.approx(-12, abs=4)
    assert "Fpz" in found.method
    assert "a difference is shown" in found.method
    assert measure(muse, "P300 t-value").channels == ("TP9", "TP10")


def test_a_given_label_is_compared_with_a_frequent_one_only(oddball):
    even = replace(
        oddball, events=tuple(Event(at, 0, ("square", "rt")[n % 2]) for n, at in enumerate(ONSETS))
    )
    assert measure(even, "P300 t-value", event="square").versus == ""
    assert measure(oddball, "P300 t-value", event="target").versus == "standard"


def test_large_recordings_keep_their_trials(record, noise):
    loud = record(noise((2, len(SECONDS)), rms=60), names=["Pz", "Oz"], events=events())
    assert "20 of 20 against 80 of 80" in measure(loud, "P300 t-value").method


def test_what_is_needed_is_said(oddball):
    bare = replace(oddball, events=())
    with pytest.raises(MeasureError, match="needs events; planted has none"):
        measure(bare, "P300 amplitude")
    few = replace(oddball, events=(*events()[:3], *events()[30:60]))
    with pytest.raises(MeasureError, match="at least 5 trials of each label; of 3 of target 3 can be used"):
        measure(few, "evoked t-value", event="target")
    even = replace(oddball, events=tuple(Event(at, 0, "ab"[n % 2]) for n, at in enumerate(ONSETS)))
    with pytest.raises(MeasureError, match="rare label with a frequent one; planted has a"):
        measure(even, "P300 amplitude")
    with pytest.raises(MeasureError, match="cannot be compared with itself"):
        measure(oddball, "N170 amplitude", event="target", versus="target")
    with pytest.raises(MeasureError, match="compares faces"):
        measure(oddball, "N170 amplitude")
