"""Labelled tasks of real recordings: truths come from labels and annotations, detectors answer them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.train.qa import real_detectors, real_tasks
from neuro_llm.train.qa.items import KINDS
from neuro_llm.train.qa.real_files import Listed, listed_in


def entry(labels: str, file: str = "ssvep/one.gdf", **more: object) -> dict:
    return {"file": file, "labels": labels, "questions": [], **more}


def listed(labels: str) -> Listed:
    return Listed(Path("/data/ssvep/one.gdf"), entry(labels))


@pytest.mark.parametrize(
    ("labels", "counts"),
    [
        ("left fist; annotation counts {'T0': 15, 'T2': 7}; 64 ch", {"T0": 15, "T2": 7}),
        ("1=non-target; marker counts {1: 165, 2: 32}", {"1": 165, "2": 32}),
        ("32 ch 128 Hz 238 s; events square 80, rt 74", {"square": 80, "rt": 74}),
        ("4 runs joined: House 400, Face 381; our simple check", {"House": 400, "Face": 381}),
        ("64 ch: 10 S1 obj, 10 S2 match, 10 S2 nomatch", {"S1 obj": 10, "S2 match": 10, "S2 nomatch": 10}),
        ("nothing is counted here, 64 channels", {}),
    ],
)
def test_counts_are_read_from_labels(labels: str, counts: dict[str, int]) -> None:
    assert real_tasks._counted(listed(labels)) == counts


def test_codes_of_flicker_are_read_from_labels(tmp_path: Path) -> None:
    gdf = "8 rest label 33024, 8x13 Hz 33025, 8x21 Hz 33026"
    (tmp_path / "MANIFEST.json").write_text(
        json.dumps(
            [entry(gdf), entry("as GDF; weak", "ssvep/two.fif"), entry("1=30 Hz, 2=20 Hz", "ssvep/x.csv")]
        )
    )
    codes = [real_tasks._flicker_codes(one, tmp_path) for one in listed_in(tmp_path, "ssvep")]
    assert codes == [
        {"33025": 13.0, "33026": 21.0},
        {"2": 13.0, "3": 21.0},
        {"1": 30.0, "2": 20.0},
    ]
    assert real_tasks._reaction_time("Mean reaction time? -> 0.418 s over 74 square-rt pairs") == (
        0.418, "square", "rt",
    )  # fmt: skip


def noisy(seconds: float = 10.0, sfreq: float = 256.0, n: int = 4) -> tuple[np.ndarray, np.ndarray]:
    t = np.arange(round(seconds * sfreq)) / sfreq
    return t, 1e-5 * np.random.default_rng(0).standard_normal((n, len(t)))


def eeg(data: np.ndarray, events: tuple[Event, ...] = ()) -> Recording:
    return from_array(data, 256.0, ("O1", "Oz", "O2", "Pz")[: len(data)], events=events)


def test_detectors_find_what_is_plainly_there() -> None:
    t, data = noisy()
    flicker = eeg(data + 1e-5 * np.sin(2 * np.pi * 17 * t))
    assert real_detectors.flicker([13.0, 17.0, 21.0])(flicker).choice == "17 Hz"
    assert real_detectors.eyes(eeg(data + 2e-5 * np.sin(2 * np.pi * 10 * t))).choice == "closed"
    assert real_detectors.eyes(eeg(data)).choice == "open"
    events = tuple(Event(0.2 + 0.3 * k, 0.0, "a") for k in range(30))
    bump = sum(np.exp(-(((t - e.onset - 0.15) / 0.03) ** 2)) for e in events)
    present = real_detectors.evoked("a", "", (0.1, 0.2), "occipital")
    assert present(eeg(data + 1e-5 * bump, events)).choice == "yes"
    assert present(eeg(data, events)).choice == "no"
    told = (
        Event(0.0, 60.0, "Sleep stage W"),
        Event(60.0, 90.0, "Sleep stage 2"),
        Event(150.0, 30.0, "Sleep stage R"),
    )
    scored = eeg(data, told)
    assert real_detectors.stage_minutes("N2")(scored).number == 1.5
    assert real_detectors.stage_minutes("sleep")(scored).number == 2.0
    assert real_detectors.rem_latency(scored).number == 1.5
    assert real_detectors.stage_at(70.0)(scored).choice == "N2"
    assert real_detectors.event_count("Sleep stage W")(scored).number == 1
    pairs = tuple(
        Event(2.0 * k + at, 0.0, label) for k in range(4) for at, label in ((0, "square"), (0.4, "rt"))
    )
    assert real_detectors.reaction_time("square", "rt")(eeg(data, pairs)).number == pytest.approx(400.0)


def test_tasks_of_the_real_recordings(data_folder: Path) -> None:
    """The cheap ones of them: truths from annotations, and a detector that reads them another way agrees."""
    tasks = [*real_tasks._hypnograms(data_folder), *real_tasks._honesty(data_folder)]
    names = {task.name for task in tasks}
    assert {"hypnogram", "stage at a time", "cannot tell"} <= names
    assert {task.item.kind for task in tasks} <= set(KINDS)
    for task in tasks:
        if task.name == "hypnogram":
            (recording,) = task.item.recordings()
            assert task.detect(recording).number == pytest.approx(task.item.truth, abs=task.item.tolerance)
