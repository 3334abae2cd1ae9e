"""What is written can be read again with the same numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.export import write_recording
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording


@pytest.fixture
def made() -> Recording:
    data = np.random.default_rng(0).normal(size=(3, 1000)) * np.array([[1e-5], [2e-5], [4e-4]])
    recording = from_array(data, 250.0, ("O1", "O2", "Cz"))
    return replace(recording, events=tuple(Event(0.1 * i, 0.0, "T1") for i in range(20)))


@pytest.mark.parametrize(("name", "step"), [("x.edf", 5e-8), ("x_raw.fif", 1e-11), ("x.npz", 1e-11)])
def test_samples_come_back(made: Recording, tmp_path: Path, name: str, step: float) -> None:
    write_recording(made, tmp_path / name)
    with read(tmp_path / name) as again:
        assert again.ch_names == made.ch_names
        assert again.sfreq == made.sfreq
        assert np.abs(again.read() - made.read()).max() <= step
        if name != "x.npz":
            assert [round(event.onset, 3) for event in again.events] == [
                round(e.onset, 3) for e in made.events
            ]


def test_what_cannot_be_written_says_why(made: Recording, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\.edf, \.fif or \.npz"):
        write_recording(made, tmp_path / "x.docx")
    with pytest.raises(ConfigError, match="does not exist"):
        write_recording(made, tmp_path / "no" / "x.edf")
    with pytest.raises(ConfigError, match="whole seconds"):
        write_recording(replace(made, n_times=990), tmp_path / "x.edf")
