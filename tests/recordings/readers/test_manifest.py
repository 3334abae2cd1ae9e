"""Every real recording opens as its manifest says, or ends in a RecordingError that helps."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording

_ROOT = Path(__file__).resolve().parents[3]


def _items() -> list[dict[str, Any]]:
    """The manifest's items, where the data are at hand; `data_folder` skips where they are not."""
    folder = Path(os.environ.get("NEURO_LLM_DATA") or _ROOT.parent / "shared" / "data")
    path = folder / "MANIFEST.json"
    return json.loads(path.read_text()) if path.is_file() else [{"file": "absent", "files": []}]


ITEMS = _items()
NEEDED: dict[str, dict[str, Any]] = {
    "sleep/n2_spindles_15s_200Hz.txt": {"sfreq": 200, "unit": "uV"},
    "rest/eye_state_first_half.arff": {"sfreq": 128, "unit": "uV"},
    "formats/tms_eeg.nxe": {"unit": "uV"},
    "ssvep/exo_s01.gdf": {"unit": "mV"},
    "ssvep/exo_s03.gdf": {"unit": "mV"},
    "ssvep/exo_s02_raw.fif": {"unit": "mV"},
    "spikes/grasshopper/spike_times.txt": {"unit": "us", "modality": "spikes"},
    "calcium/suite2p/F.npy": {"sfreq": 30, "modality": "calcium"},
}
"""What the error message of these files asks for."""


def _arguments(item: dict[str, Any]) -> dict[str, Any]:
    name = item["file"]
    if "/bonn/" in name or "/delhi/" in name:
        return {"sfreq": item["sfreq"], "unit": "uV", "ch_names": ("C3",), "modality": "eeg"}
    if name.startswith("sleep/") and name.endswith(".mat"):
        return {"ch_names": ("x_in",), "unit": "uV"}
    return NEEDED.get(name, {})


def _agrees(recording: Recording, item: dict[str, Any]) -> None:
    """Rate, length and number of channels; triggers and helper columns may be counted or not."""
    if item.get("sfreq"):
        assert recording.sfreq == pytest.approx(item["sfreq"], rel=1e-3)
    if item.get("duration_s"):
        exact = max(0.02, 1.1 / recording.sfreq) if item.get("sfreq") else 0.1  # without a rate: rounded
        assert recording.duration == pytest.approx(item["duration_s"], abs=exact)
    if item.get("n_channels"):
        others = len(recording.of_kind("stim", "misc", "accelerometer"))
        assert len(recording.ch_names) - others <= item["n_channels"] <= len(recording.ch_names)


def _child_seconds() -> float:
    """Processor time of all ended child processes, which does not depend on who else uses the machine."""
    resource = pytest.importorskip("resource")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("item", ITEMS, ids=[item["file"] for item in ITEMS])
def test_item(data_folder: Path, item: dict[str, Any]) -> None:
    start, refusal = _child_seconds(), None
    try:
        with neuro_llm.read(data_folder / item["file"]) as recording:
            _agrees(recording, item)
            assert recording.read(0, 1).shape == (
                len(recording.ch_names),
                min(recording.n_times, round(recording.sfreq)),
            )
    except RecordingError as error:
        refusal = error
    if refusal is not None:
        assert len(refusal.hint) > 15
        assert str(data_folder) not in str(refusal)
        assert "crashed" not in refusal.cause
    assert _child_seconds() - start < 5
    arguments = _arguments(item)
    if arguments:  # what the refusal asks for is all that is needed
        with neuro_llm.read(data_folder / item["file"], **arguments) as recording:
            _agrees(recording, item)
            assert recording.modality == arguments.get("modality", "eeg")


def _refusal(path: Path) -> RecordingError | None:
    try:
        neuro_llm.read(path).close()
    except RecordingError as error:
        return error
    return None


def test_listed_files_open_or_explain(data_folder: Path) -> None:
    """Every further file of the manifest, one of each folder and ending."""
    seen: set[tuple[str, str]] = set()
    for item in ITEMS:
        for entry in item["files"]:
            path = data_folder / entry["path"]
            key = (str(path.parent), path.suffix.lower())
            if entry["path"] == item["file"] or key in seen:
                continue
            seen.add(key)
            refusal = _refusal(path)
            assert refusal is None or (len(refusal.hint) > 10 and "crashed" not in refusal.cause)


def test_events_of_a_motor_run(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "motor" / "S001R03.edf") as recording:
        labels = [event.label for event in recording.events]
    assert {label: labels.count(label) for label in set(labels)} == {"T0": 15, "T1": 8, "T2": 7}
    assert recording.ch_names[0] == "FC5"


def test_converted_line_ends_are_named(data_folder: Path) -> None:
    with pytest.raises(RecordingError, match="LF to CRLF"):
        neuro_llm.read(data_folder / "corrupt" / "S001R04_crlf.edf")
    with pytest.raises(RecordingError, match="web page"):
        neuro_llm.read(data_folder / "corrupt" / "not_an_edf.edf")
