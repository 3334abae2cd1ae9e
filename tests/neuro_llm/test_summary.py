"""What is told of a recording first, and which event labels a language model may see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm import read
from neuro_llm.recordings import examples
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event
from neuro_llm.summary import clock, generic_label, shorten, summarise, summary_text


@pytest.mark.parametrize(
    "label", ["T0", "S 12", "square", "Target", "8", "R128", "Sleep stage W", "Sleep stage 2"]
)
def test_generic_labels_stay(label: str) -> None:
    assert generic_label(label) == label


@pytest.mark.parametrize(
    "label", ["Jane Doe says name", "Schmidt", "dob 1970-01-01", "<neuro>", "", "S 123456"]
)
def test_free_text_becomes_an_event(label: str) -> None:
    assert generic_label(label) == "event"


def test_a_truncated_file_is_not_called_fine(tmp_path: Path) -> None:
    whole = examples.path("rest_eyes_closed").read_bytes()
    (tmp_path / "cut.edf").write_bytes(whole[: len(whole) // 2])
    with read(tmp_path / "cut.edf") as recording:
        (said,) = [problem for problem in summarise(recording)["problems"] if "truncated" in problem]
    assert "of 60 s" in said


def test_what_is_wrong_is_told() -> None:
    data = np.random.default_rng(0).normal(size=(5, 2000)) * 1e-5
    data[2] = 0.0
    recording = replace(
        from_array(data, 200.0, ("O1", "O2", "Cz", "C3", "C4")),
        bads=("O2",), unit_known=False, changes=("One.",),
        events=(Event(1.0, 0.0, "T1"), Event(2.0, 0.0, "T1")),
    )  # fmt: skip
    found = summarise(recording)
    assert found["duration"] == 10
    assert found["events"] == {"T1": 2}
    wrong = " ".join(found["problems"])
    assert "unit is not known" in wrong
    assert "O2" in wrong
    assert "Flat channels" in wrong
    assert "Cz" in wrong
    text = summary_text(found)
    assert "T1 × 2" in text
    assert "One." in text


def test_a_hundred_thousand_voxels_make_a_short_summary() -> None:
    names = tuple(f"x{i} y0 z0" for i in range(100_000))
    run = from_array(np.ones((100_000, 3), np.float32), 0.4, names, unit="%", modality="fmri")
    found = summarise(replace(run, positions=np.zeros((100_000, 3)), bads=names[:5000]))
    assert found["counts"] == {"bold": 100_000}
    assert found["channels"]["bold"] == list(names[:20])
    assert found["places"] == "100000 of 100000 channels, brain coordinates"
    assert len(json.dumps(found)) < 2000
    text = summary_text(found)
    assert text.startswith("array: fMRI, a volume every 2.5 s, 7.5 s")
    assert "100000 voxels" in text
    assert "and 99980 more" in text
    assert "and 4988 more" in text
    assert "% signal change" in text
    assert "reference" not in text
    assert len(text) < 1500


def test_all_names_of_a_cap_are_kept() -> None:
    caps = from_array(np.random.default_rng(0).normal(size=(256, 600)) * 1e-5, 200.0)
    assert len(summarise(caps)["channels"]["eeg"]) == 256


@pytest.mark.parametrize(
    ("modality", "unit", "name"),
    [("calcium", "dF/F", "calcium imaging"), ("spikes", "count", "spikes"), ("fnirs", "", "fNIRS")],
)
def test_modalities_have_their_names(modality: str, unit: str, name: str) -> None:
    found = summarise(from_array(np.ones((2, 300)), 30.0, unit=unit, modality=modality))
    assert f"array: {name}, 10.0 s" in summary_text(found)
    assert "places     not known" in summary_text(found)
    assert not any("No channel holds brain signals" in problem for problem in found["problems"])


def test_lengths_and_lists_are_readable() -> None:
    assert [clock(s) for s in (61.04, 125, 3725)] == ["61.0 s", "2 min 05 s", "1 h 02 min 05 s"]
    assert shorten([f"C{i}" for i in range(30)], 3) == "C0, C1, C2 and 27 more"
