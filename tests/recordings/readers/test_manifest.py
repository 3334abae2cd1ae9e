"""Every real recording opens as its manifest says; the few items that are no recordings say what they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.channels import numbered, place_of
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording

_ROOT = Path(__file__).resolve().parents[3]


def _items() -> list[dict[str, Any]]:
    """The manifest's items, where the data are at hand; `data_folder` skips where they are not."""
    folder = Path(os.environ.get("NEURO_LLM_DATA") or _ROOT.parent / "shared" / "data")
    path = folder / "MANIFEST.json"
    return json.loads(path.read_text()) if path.is_file() else [{"file": "absent", "files": []}]


ITEMS = _items()
NO_RECORDING = {
    "corrupt/S001R04_crlf.edf": "LF to CRLF",
    "corrupt/not_an_edf.edf": "web page",
    "fmri/anatomical.nii": "one volume",
    "image/92_brainRDMs.mat": "dissimilarity matrices",
}
"""Items that are damaged or no recordings → words of their error."""
ASKED: dict[str, dict[str, Any]] = {
    "sleep/n2_spindles_15s_200Hz.txt": {"sfreq": 200},
    "sleep/spindle_ex2_ep19.mat": {"ch_names": ("x_in",)},
    "sleep/kcomplex_ex1_ep18.mat": {"ch_names": ("x_in",)},
    "sleep/kcomplex_ex2_ep33.mat": {"ch_names": ("x_in",)},
    "rest/eye_state_first_half.arff": {"sfreq": 128},
    "ssvep/exo_s01.gdf": {"unit": "mV"},
    "ssvep/exo_s03.gdf": {"unit": "mV"},
    "ssvep/exo_s02_raw.fif": {"unit": "mV"},
    "formats/tms_eeg.nxe": {"unit": "uV"},
    "formats/test_uneven_samp.edf": {"unit": "uV"},
    "spikes/grasshopper/spike_times.txt": {"unit": "us"},
    "fmri/event_related_roi.csv": {"sfreq": 0.5},
    "fmri/example4d.nii.gz": {"sfreq": 0.5},
    "calcium/suite2p/F.npy": {"sfreq": 30},
}
"""What these files cannot say: nothing else is needed, and their error asks for just that."""
MODALITY = {
    "sleep/rem_eog.edf": "peripheral",
    "sleep/sc4001/SC4001EC-Hypnogram.edf": "peripheral",
    "formats/test_1ch.gdf": "peripheral",
}
UNITS = {
    "eeg": ("V",),
    "meg": ("T", "T/m"),
    "fnirs": ("",),
    "fmri": ("%", ""),
    "calcium": ("dF/F",),
    "spikes": ("count",),
    "peripheral": ("V", ""),
}
NOT_LISTED: dict[str, tuple[int, float, float]] = {
    "formats/fieldtrip_neuromag_raw_v7.mat": (373, 300.3075, 5.005),
    "spikes/grasshopper/spike_times.txt": (2, 1000.0, 10.0),
    "spikes/A8604-211122.nwb": (3, 1000.0, 1087.53),
    "spikes/linear_track": (33, 1000.0, 1982.45),
    "fmri/event_related_roi.csv": (1, 0.5, 6720.0),
    "fmri/haxby25mm/bold_25mm.nii.gz": (600, 0.4, 302.5),
    "fmri/functional.nii": (1071, 0.5, 40.0),
    "fmri/example4d.nii.gz": (105282, 0.5, 4.0),
    "calcium/suite2p/F.npy": (110, 30.0, 66.667),
}
"""Channels, Hz and seconds of items whose manifest leaves them out."""
MORE_CHANNELS = {"rest/eye_state_first_half.arff": 1, "artifacts/openbci_blinks_jaw_alpha.txt": 14}
"""Columns beside the listed channels: labels, counters, accelerometer."""


def _asked(item: dict[str, Any]) -> dict[str, Any]:
    name = item["file"]
    return {"sfreq": item["sfreq"]} if "/bonn/" in name or "/delhi/" in name else ASKED.get(name, {})


def _modality(item: dict[str, Any]) -> str:
    said = item["modality"].lower()
    known = ("fnirs", "meg", "fmri", "calcium", "spikes", "eeg")
    return MODALITY.get(item["file"]) or next(word for word in known if word in said)


def _agrees(recording: Recording, item: dict[str, Any]) -> None:
    """Modality, unit, channels, rate and length are those that the manifest lists."""
    name = item["file"]
    listed = NOT_LISTED.get(name) or (item["n_channels"], item["sfreq"], item["duration_s"])
    n_channels = listed[0] + MORE_CHANNELS.get(name, 0)
    assert recording.modality == _modality(item)
    assert recording.unit in UNITS[recording.modality]
    assert len(recording.ch_names) == n_channels
    assert recording.sfreq == pytest.approx(listed[1], rel=1e-3)
    assert recording.duration == pytest.approx(listed[2], abs=max(0.02, 1.1 / recording.sfreq))
    counted = numbered(recording.ch_names)
    for label in set(recording.of_kind("eeg")) - counted:
        if np.isfinite(place_of(label)).all():
            place = recording.positions[recording.ch_names.index(label)]
            assert np.isfinite(place).all(), f"{label} has no place"
    window = recording.read(0, 2 / recording.sfreq)
    assert window.shape == (n_channels, min(2, recording.n_times))
    assert np.isfinite(window).any()


def _child_seconds() -> float:
    """Processor time of all ended child processes, which does not depend on who else uses the machine."""
    resource = pytest.importorskip("resource")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("item", ITEMS, ids=[item["file"] for item in ITEMS])
def test_item(data_folder: Path, item: dict[str, Any]) -> None:
    path, asked, start = data_folder / item["file"], _asked(item), _child_seconds()
    if item["file"] in NO_RECORDING or asked:
        words = NO_RECORDING.get(item["file"]) or f"{next(iter(asked))}="
        with pytest.raises(RecordingError, match=words) as caught:
            neuro_llm.read(path)
        assert len(caught.value.hint) > 15
        assert str(data_folder) not in str(caught.value)
        assert _child_seconds() - start < 5
        start = _child_seconds()
    if item["file"] not in NO_RECORDING:
        with neuro_llm.read(path, **asked) as recording:
            _agrees(recording, item)
    assert _child_seconds() - start < 5


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


def test_events_alone_are_no_recording(data_folder: Path) -> None:
    with pytest.raises(RecordingError, match="events only"):
        neuro_llm.read(data_folder / "ssvep" / "exo_s02-eve.fif")


def test_events_of_a_motor_run(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "motor" / "S001R03.edf") as recording:
        labels = [event.label for event in recording.events]
    assert {label: labels.count(label) for label in set(labels)} == {"T0": 15, "T1": 8, "T2": 7}
    assert recording.ch_names[0] == "FC5"


@pytest.mark.parametrize(
    ("name", "asked", "count"),
    [
        ("erp/pictures_co2a0000364-epo.fif", {}, 30),
        ("erp/muse_p300_s1_run1.csv", {}, 197),
        ("ssvep/exo_s01.gdf", {"unit": "mV"}, 97),
        ("ssvep/exo_s02_raw.fif", {"unit": "mV"}, 32),
        ("rest/eye_state_first_half.arff", {"sfreq": 128}, 14),
        ("sleep/sc4001/SC4001EC-Hypnogram.edf", {}, 154),
        ("formats/nirsport2.snirf", {}, 10),
        ("fmri/haxby/run01_bold.nii.gz", {}, 8),
    ],
)
def test_number_of_events(data_folder: Path, name: str, asked: dict[str, Any], count: int) -> None:
    with neuro_llm.read(data_folder / name, **asked) as recording:
        assert len(recording.events) == count
