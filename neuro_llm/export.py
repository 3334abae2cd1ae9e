"""Write a recording (a simulated one) to a file that every reader knows: EDF+, FIF or NPZ."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Event, Recording

ANNOTATION_BYTES = 120  # per data record of one second


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
    """EDF+C with records of one second and an annotation signal."""
    rate = round(recording.sfreq)
    if rate != recording.sfreq or recording.n_times % rate:
        raise ConfigError(
            f"{path.name}: EDF holds whole seconds at a whole rate, not {recording.duration:g} s at "
            f"{recording.sfreq:g} Hz; write .fif or .npz instead."
        )
    n_records = recording.n_times // rate
    ranges = _ranges(recording.read() * 1e6)
    texts = _annotations(recording.events, n_records)
    with path.open("wb") as file:
        file.write(_header(recording, rate, n_records, ranges))
        for second in range(n_records):
            data = recording.read(second, second + 1) * 1e6
            low, high = ranges[:, :1], ranges[:, 1:]
            digital = np.round((data - low) / (high - low) * 65535 - 32768)
            file.write(np.clip(digital, -32768, 32767).astype("<i2").tobytes())
            file.write(texts[second].ljust(ANNOTATION_BYTES, b"\0"))


def _ranges(data: np.ndarray) -> np.ndarray:
    """Physical minimum and maximum of each channel as eight characters can say them: (channel, 2), µV."""
    largest = np.maximum(np.abs(data).max(axis=1), 1.0)
    bound = np.array([float(f"{value * 1.001 + 0.1:.1f}"[:7]) for value in largest])
    return np.stack([-bound, bound], axis=1)


def _annotations(events: tuple[Event, ...], n_records: int) -> list[bytes]:
    """Time-stamped lists, one per record; an event that does not fit moves to a later record."""
    texts = [f"+{second}\x14\x14\0".encode() for second in range(n_records)]
    for event in events:
        label = event.label.encode("utf-8")[:40]
        entry = f"+{event.onset:.4f}\x15{event.duration:g}\x14".encode() + label + b"\x14\0"
        fits = (
            second
            for second in range(min(int(event.onset), n_records - 1), n_records)
            if len(texts[second]) + len(entry) <= ANNOTATION_BYTES
        )
        second = next(fits, None)
        if second is None:
            raise ConfigError(f"Too many events for EDF ({len(events)}); write .fif instead.")
        texts[second] += entry
    return texts


def _header(recording: Recording, rate: int, n_records: int, ranges: np.ndarray) -> bytes:
    n = len(recording.ch_names) + 1
    main = [
        ("0", 8), ("X X X X", 80), ("Startdate X X X X", 80), ("01.01.85", 8), ("00.00.00", 8),
        (str(256 * (n + 1)), 8), ("EDF+C", 44), (str(n_records), 8), ("1", 8), (str(n), 4),
    ]  # fmt: skip
    columns = [
        ([*recording.ch_names, "EDF Annotations"], 16),
        ([""] * n, 80),
        (["uV"] * (n - 1) + [""], 8),
        ([*(f"{low:g}" for low in ranges[:, 0]), "-1"], 8),
        ([*(f"{high:g}" for high in ranges[:, 1]), "1"], 8),
        (["-32768"] * n, 8),
        (["32767"] * n, 8),
        ([""] * n, 80),
        ([str(rate)] * (n - 1) + [str(ANNOTATION_BYTES // 2)], 8),
        ([""] * n, 32),
    ]
    fields = [*main, *((value, width) for values, width in columns for value in values)]
    return b"".join(value.encode("ascii", "replace")[:width].ljust(width) for value, width in fields)
