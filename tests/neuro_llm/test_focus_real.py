"""Questions to real recordings: the places, trials and labels that they name reach the measurement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neuro_llm import read
from neuro_llm.assistant import Assistant


@pytest.fixture(scope="module")
def model() -> Assistant:
    return Assistant(None, {})


def asked(
    model: Assistant, path: Path, question: str, choices: tuple[str, ...] | None = None, **how: Any
) -> Any:
    with read(path, **how) as recording:
        return model.generate(recording, question, choices=choices)


def test_a_p300_that_is_not_shown_is_said_to_be_so(model: Assistant, data_folder: Path) -> None:
    path = data_folder / "erp/muse_p300_s1_run1.csv"
    answer = asked(model, path, "Is a P300 present?", ("yes", "no"))
    assert answer.choice == "no"
    assert "label 2 minus label 1" in answer.text
    assert "not shown" in answer.text
    assert answer.unsupported == ()


def test_the_flicker_of_one_trial_among_known_ones(model: Assistant, data_folder: Path) -> None:
    path = data_folder / "ssvep/exo_s01.gdf"
    answer = asked(model, path, "Which frequency was attended in trial 12?", ("13", "17", "21"), unit="mV")
    assert answer.choice == "21"
    assert (answer.evidence[0].start, answer.evidence[0].stop) == pytest.approx((86.98, 91.98), abs=0.01)


def test_spindles_or_k_complexes(model: Assistant, data_folder: Path) -> None:
    path = data_folder / "sleep/n2_spindles_15s_200Hz.txt"
    how = {"sfreq": 200, "unit": "uV", "ch_names": ("Cz",), "modality": "eeg"}
    times = asked(model, path, "When are the spindles?", **how).evidence[0].value
    assert [round(sum(span) / 2) for span in times] == pytest.approx([4, 13], abs=1)
    question = "Does the epoch contain spindles or K-complexes?"
    assert asked(model, path, question, ("spindle", "K-complex"), **how).choice == "spindle"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many minutes of N2?", "time in N2 is 125 min"),
        ("Which sleep stage at 10:00:00?", "stage of sleep is REM"),
        ("How long did she sleep?", "total sleep time is"),
    ],
)
def test_a_scored_night(model: Assistant, data_folder: Path, question: str, told: str) -> None:
    answer = asked(model, data_folder / "sleep/sc4001/SC4001EC-Hypnogram.edf", question)
    assert told in answer.text
    assert answer.unsupported == ()


def test_faces_against_houses_in_the_eeg_and_in_the_scanner(model: Assistant, data_folder: Path) -> None:
    eeg = asked(model, data_folder / "image/n170_subject1.edf", "Is an N170 present for faces versus houses?")
    assert eeg.text.startswith("No: the N170 t-value of Face minus House")
    scan = asked(model, data_folder / "fmri/haxby/run01_bold.nii.gz", "Does it respond to faces?")
    assert scan.text.startswith("Yes: the event response t-value of face")
