"""Write a recording (a simulated one) to a file that every reader knows: EDF+, FIF or NPZ."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording


def write_recording(recording: Recording, path: Path) -> None:
    """Write all samples; the ending of `path` says how: .edf (16 bits, µV), .fif (V) or .npz (V)."""
    writers = {".edf": _write_edf, ".fif": _write_fif, ".npz": _write_npz}
    ending = path.suffix.lower()
    if ending not in writers:
        raise ConfigError(
            f"{path.name}: cannot write {ending or 'without an ending'}; use .edf, .fif or .npz."
        )
    if not path.parent.is_dir():
        raise ConfigError(f"{path}: the folder {path.parent} does not exist; make it first.")
    writers[ending](recording, path)


def _write_npz(recording: Recording, path: Path) -> None:
    np.savez(path, data=recording.read(), sfreq=recording.sfreq, ch_names=np.array(recording.ch_names))


def _write_fif(recording: Recording, path: Path) -> None:
    import mne

    info = mne.create_info(
        list(recording.ch_names), recording.sfreq, list(recording.ch_kinds), verbose="error"
    )
    raw = mne.io.RawArray(recording.read(), info, verbose="error")
    placed = {
        name: place
        for name, place in zip(recording.ch_names, recording.positions, strict=True)
        if np.isfinite(place).all()
    }
    if placed:
        raw.set_montage(mne.channels.make_dig_montage(placed, coord_frame="head"), on_missing="ignore")
    events = recording.events
    raw.set_annotations(
        mne.Annotations([e.onset for e in events], [e.duration for e in events], [e.label for e in events])
    )
    raw.save(path, overwrite=True, verbose="error")


def _write_edf(recording: Recording, path: Path) -> None:
    """EDF+C with data records of one second, each channel over its own range, without names or dates."""
    import edfio

    if recording.sfreq != round(recording.sfreq) or recording.n_times % recording.sfreq:
        raise ConfigError(
            f"{path.name}: EDF holds whole seconds at a whole rate, not {recording.duration:g} s at "
            f"{recording.sfreq:g} Hz; write .fif or .npz instead."
        )
    signals = []
    for name, line in zip(recording.ch_names, recording.read() * 1e6, strict=True):
        bound = max(1.0, float(np.abs(line).max()))
        label = name.encode("ascii", "replace").decode("ascii")[:16]
        signals.append(
            edfio.EdfSignal(
                line.astype(np.float64),
                recording.sfreq,
                label=label,
                physical_dimension="uV",
                physical_range=(-bound, bound),
            )
        )
    events = [edfio.EdfAnnotation(e.onset, e.duration or None, e.label) for e in recording.events]
    edfio.Edf(signals, data_record_duration=1, annotations=events).write(path)
