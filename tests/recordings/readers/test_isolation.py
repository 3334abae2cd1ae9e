"""The child process: lazy windows, crashes and hangs become RecordingErrors, nothing is left behind."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import signal
import time
from pathlib import Path

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers import isolation
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file


def _plugin(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """A reader plugin for `.fake` files, found by the child as an installed package's entry point."""
    (folder / "fake_reader.py").write_text(
        "import os, time\n"
        "class Fake:\n"
        "    endings = ('.fake',)\n"
        "    @staticmethod\n"
        "    def open(path, options):\n"
        f"        {body}\n"
    )
    info = folder / "fake_reader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[neuro_llm.readers]\nfake = fake_reader:Fake\n")
    monkeypatch.syspath_prepend(str(folder))
    data = folder / "data"
    data.mkdir()
    (data / "x.fake").write_bytes(b"anything")
    return data / "x.fake"


def test_same_samples_as_in_process(edf: Path) -> None:
    here = open_file(edf, Options())
    with neuro_llm.read(edf) as recording:
        assert recording.modality == "eeg"
        assert recording.duration == 12
        assert recording.events[0].label == "start"
        assert recording.positions.shape == (20, 3)
        np.testing.assert_array_equal(
            recording.read(1, 3, ["O1", "Fp1"]), here.fetch(200, 600, [17, 0]).astype(np.float32)
        )
        assert recording.read(0, 0).shape == (20, 0)
        assert recording.read(11, 99, ["Cz"]).shape == (1, 200)


def test_pieces_are_joined(edf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with neuro_llm.read(edf) as recording:
        whole = recording.read()
        monkeypatch.setattr(isolation, "_PIECE_SAMPLES", 20 * 333)
        np.testing.assert_array_equal(recording.read(), whole)


def test_crash_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _plugin(tmp_path, monkeypatch, "os.abort()")
    with pytest.raises(RecordingError, match="crashed") as caught:
        neuro_llm.read(path)
    assert caught.value.hint


def test_hang_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _plugin(tmp_path, monkeypatch, "time.sleep(1000)")
    monkeypatch.setattr(isolation, "OPEN_SECONDS", 2.0)
    start = time.monotonic()
    with pytest.raises(RecordingError, match="longer than 2 s"):
        neuro_llm.read(path)
    assert time.monotonic() - start < 30


def test_plugin_failure_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _plugin(tmp_path, monkeypatch, "raise ZeroDivisionError('oops')")
    with pytest.raises(RecordingError, match="ZeroDivisionError: oops"):
        neuro_llm.read(path)


def test_memory_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _plugin(tmp_path, monkeypatch, "bytearray(1 << 36)")
    with pytest.raises(RecordingError, match="more memory"):
        neuro_llm.read(path)


@pytest.mark.parametrize(
    "body",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "os.system('true')",
        "open('/etc/hostname').read()",
        "open(str(path) + '.new', 'w')",
        "os.remove(path)",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_jail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    path = _plugin(tmp_path, monkeypatch, body)
    with pytest.raises(RecordingError, match=r"allowed|outside"):
        neuro_llm.read(path)
    assert path.is_file()
    assert [file.name for file in path.parent.iterdir()] == ["x.fake"]


def test_child_that_dies_is_replaced(edf: Path) -> None:
    with neuro_llm.read(edf) as recording:
        before = recording.read(0, 1)
        os.kill(recording.source._child.process.pid, signal.SIGKILL)
        np.testing.assert_array_equal(recording.read(0, 1), before)
        edf.unlink()
        os.kill(recording.source._child.process.pid, signal.SIGKILL)
        with pytest.raises(RecordingError):
            recording.read(0, 1)


def test_nothing_is_left_behind(edf: Path) -> None:
    recording = neuro_llm.read(edf)
    process = recording.source._child.process
    del recording
    gc.collect()
    assert process.wait(timeout=10) is not None
    recording = neuro_llm.read(edf)
    process = recording.source._child.process
    recording.close()
    assert process.poll() is not None
    with pytest.raises(RecordingError, match="closed"):
        recording.read(0, 1)


def test_copies_and_workers(edf: Path) -> None:
    """A pickled recording opens a child of its own."""
    with neuro_llm.read(edf) as recording:
        other = pickle.loads(pickle.dumps(recording))
        np.testing.assert_array_equal(other.read(0, 1), recording.read(0, 1))
        assert copy.copy(recording).ch_names == recording.ch_names
        other.close()


def test_too_much_at_once(edf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with neuro_llm.read(edf) as recording:
        monkeypatch.setattr(isolation, "MOST_BYTES", 1000)
        with pytest.raises(RecordingError, match="at once"):
            recording.read()


def test_secrets_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "secret")
    assert "secret" not in isolation._environment().values()


def _sparse_edf(path: Path, hours: int) -> None:
    """19 channels at 256 Hz, `hours` long; only its first and its last second hold anything."""
    labels = "Fp1 Fp2 F7 F3 Fz F4 F8 T7 C3 Cz C4 T8 P7 P3 Pz P4 P8 O1 O2".split()  # noqa: SIM905
    n, records = len(labels), hours * 3600
    columns = (
        *((labels, 16), ([""] * n, 80), (["uV"] * n, 8), (["-3276.8"] * n, 8), (["3276.7"] * n, 8)),
        *((["-32768"] * n, 8), (["32767"] * n, 8), ([""] * n, 80), (["256"] * n, 8), ([""] * n, 32)),
    )
    head = "0".ljust(8) + " " * 160 + "01.01.2010.00.00" + str(256 * (n + 1)).ljust(8) + " " * 44
    head += str(records).ljust(8) + "1".ljust(8) + str(n).ljust(4)
    head += "".join(text.ljust(width) for texts, width in columns for text in texts)
    wave = (200 * np.random.default_rng(0).normal(size=n * 256)).astype("<i2").tobytes()
    with path.open("wb") as file:
        file.write(head.encode())
        for record in np.unique(np.linspace(0, records - 1, 400).astype(int)):
            file.seek(len(head) + int(record) * n * 512)
            file.write(wave)
        file.truncate(len(head) + records * n * 512)


@pytest.mark.slow
def test_ten_hours_are_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "night.edf"
    _sparse_edf(path, 10)
    start = time.monotonic()
    with neuro_llm.read(path) as recording:
        opened = time.monotonic() - start
        assert recording.duration == 36_000
        times = []
        for second in (0, 17_000, 35_980):
            start = time.monotonic()
            assert recording.read(second, second + 20).shape == (19, 20 * 256)
            times.append(time.monotonic() - start)
        with open(f"/proc/{recording.source._child.process.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    assert opened < 10
    assert max(times) < 2
    assert resident < 500_000  # kB
