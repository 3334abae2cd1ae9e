"""Encodings on disk: the same answer without encoding again, and nothing that is damaged or of another signal."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from neuro_llm import encoders, kept, load, main
from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.encode import encode_recording
from neuro_llm.kept import Kept
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate import simulate


class _Calls:
    """How often something was encoded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0

        def counted(*arguments: Any) -> Any:
            self.count += 1
            return encode_recording(*arguments)

        monkeypatch.setattr(encoders, "encode_recording", counted)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> _Calls:
    return _Calls(monkeypatch)


@pytest.fixture
def encoder() -> Any:
    torch.manual_seed(0)
    return ENCODERS.get("eeg").tiny().eval()


@pytest.fixture(scope="module")
def recording() -> Recording:
    return simulate(seed=2, duration=150, sfreq=128, montage=("O1", "O2", "Cz"), seizures=((20, 30),))[0]


def test_what_is_read_is_what_was_made(
    tmp_path: Path, calls: _Calls, encoder: Any, recording: Recording
) -> None:
    first = Kept(tmp_path).encoded(encoder, recording, 0.0, None)
    again = Kept(tmp_path).encoded(encoder, recording, 0.0, None)
    assert calls.count == 1
    assert torch.equal(first.tokens, again.tokens)
    assert torch.equal(first.embedding, again.embedding)
    np.testing.assert_array_equal(first.times, again.times)
    assert first.estimates == again.estimates
    assert first.probabilities == again.probabilities
    assert first.marks() == again.marks()
    assert first.timeline is not None
    assert again.timeline is not None
    assert torch.equal(first.timeline.tokens, again.timeline.tokens)
    np.testing.assert_array_equal(first.timeline.odds["seizure"], again.timeline.odds["seizure"])


def test_another_signal_place_span_or_model_is_encoded(
    tmp_path: Path, calls: _Calls, encoder: Any, recording: Recording
) -> None:
    store = Kept(tmp_path)
    data = recording.read()
    changed = data.copy()
    changed[1, 7000] += 1e-7
    others = [
        replace(recording, source=ArraySource(changed)),
        replace(recording, positions=recording.positions + 0.001),
        replace(recording, ch_names=("O1", "O2", "C3")),
        replace(recording, unit_known=False),
    ]
    store.encoded(encoder, recording, 0.0, None)
    store.encoded(encoder, replace(recording, name="other.edf", source=ArraySource(data)), 0.0, None)
    assert calls.count == 1
    for other in others:
        store.encoded(encoder, other, 0.0, None)
    store.encoded(encoder, recording, 0.0, 60.0)
    assert calls.count == 6
    with torch.no_grad():
        next(encoder.parameters()).add_(0.01)
    Kept(tmp_path).encoded(encoder, recording, 0.0, None)
    assert calls.count == 7


def test_damaged_files_are_made_again(
    tmp_path: Path, calls: _Calls, encoder: Any, recording: Recording
) -> None:
    Kept(tmp_path).encoded(encoder, recording, 0.0, 40.0)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", b"no tensors at all", whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        Kept(tmp_path).encoded(encoder, recording, 0.0, 40.0)
        assert file.read_bytes() == whole
    assert calls.count == 4
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_folder_stays_small(
    tmp_path: Path, encoder: Any, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Kept(tmp_path)
    store.encoded(encoder, recording, 0.0, 40.0)
    (oldest,) = tmp_path.iterdir()
    os.utime(oldest, (1.0, 1.0))
    monkeypatch.setattr(kept, "MOST_BYTES", int(2.5 * oldest.stat().st_size))
    for stop in (41.0, 42.0, 43.0):
        store.encoded(encoder, recording, 0.0, stop)
    assert not oldest.exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="give a folder that can be written"):
        Kept(tmp_path / "file" / "inside")


def test_a_second_ask_encodes_nothing(
    tmp_path: Path, calls: _Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = str(tmp_path / "rest.npz"), tmp_path / "kept"
    assert main.run(["simulate", "--out", file, "--duration", "20", "--montage", "O1,O2,Cz,Fp1"]) == 0
    capsys.readouterr()
    said = []
    for _ in range(2):
        assert main.run(["ask", file, "Are the eyes open or closed?", "--keep", str(folder), "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert calls.count == 2  # by the first: the signal, and its samples in random order
    assert not any("rest" in path.name for path in folder.iterdir())


def test_nothing_is_written_unasked() -> None:
    assert load().kept is None
