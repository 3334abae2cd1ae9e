"""Light on the head: fNIRS opens with its own kind, places and one sentence about what is missing."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from neuro_llm.recordings.channels import kind_of
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file


@pytest.mark.parametrize("given", ["hbo", "hbr", "fnirs_cw_amplitude", "fnirs_od", "fnirs_fd_phase"])
def test_kind(given: str) -> None:
    assert kind_of("S1_D1 760", "", given) == "fnirs"


@pytest.mark.parametrize(
    ("name", "channels", "sfreq", "events"),
    [("nirsport2.snirf", 44, 10.1725, 10), ("nirx_15_3/NIRS-2020-08-18_001.hdr", 26, 12.5, 3)],
)
def test_real(data_folder: Path, name: str, channels: int, sfreq: float, events: int) -> None:
    header = open_file(data_folder / "formats" / name, Options()).header
    assert header["modality"] == "fnirs"
    assert set(header["ch_kinds"]) == {"fnirs"}
    assert len(header["ch_kinds"]) == channels
    assert header["sfreq"] == pytest.approx(sfreq, rel=1e-4)
    assert len(header["events"]) == events
    assert np.isfinite(header["positions"]).all()
    assert not header["unit_known"]
    assert any("no encoder is trained" in change for change in header["changes"])


def test_haemoglobin_has_a_unit(tmp_path: Path) -> None:
    info = mne.create_info(["S1_D1 hbo", "S1_D1 hbr"], 10.0, ["hbo", "hbr"])
    data = np.random.default_rng(0).normal(size=(2, 300)) * 1e-6
    mne.io.RawArray(data, info, verbose="ERROR").save(tmp_path / "x_raw.fif", verbose="ERROR")
    header = open_file(tmp_path / "x_raw.fif", Options()).header
    assert header["units"] == ["M", "M"]
    assert header["unit_known"]


def test_damaged(tmp_path: Path, data_folder: Path) -> None:
    whole = (data_folder / "formats" / "nirsport2.snirf").read_bytes()
    for kept in (200, len(whole) // 2):
        (tmp_path / "x.snirf").write_bytes(whole[:kept])
        with pytest.raises(RecordingError) as caught:
            open_file(tmp_path / "x.snirf", Options())
        assert str(tmp_path) not in str(caught.value)
