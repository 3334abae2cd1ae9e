"""EDF and BDF: through the header gate, then opened by MNE; windows of mixed rates are read here."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.channels import kind_of

from .draft import Draft, Fetch, Options
from .gate import EdfHeader, check
from .mne_files import draft_of, read_raw

_MARGIN_SECONDS = 4.0


class EDFFiles:
    """EDF, EDF+, BDF, BDF+."""

    endings = (".edf", ".bdf")

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        header, changes = check(path, options.strict)
        raw, notes = _read(path)
        draft = draft_of(raw, path, notes)
        signals = [i for i in header.signals]
        if len(signals) != len(draft.labels):  # MNE chose otherwise: keep what it says
            return draft
        draft.labels = [header.labels[i] for i in signals]
        draft.dims = [header.dims[i] for i in signals]
        draft.factors = [float(factor) for factor in raw._raw_extras[0]["units"]]
        draft.native_rates = [header.rate(i) for i in signals]
        draft.changes = [*changes, *draft.changes]
        slow = [i for i in signals if header.samples[i] != max(header.samples[j] for j in signals)]
        if slow:
            draft.fetch = _mixed_fetch(path, header, raw, draft.fetch)
            draft.changes.append(_mixed_sentence(header, slow, draft.sfreq))
        return draft


def _read(path: Path) -> tuple[Any, list[str]]:
    """By MNE; annotations that are no UTF-8 are read as Latin-1, and that is said."""
    try:
        return read_raw(path)
    except Exception as error:
        if "invalid byte" not in str(error):
            raise
    raw, notes = read_raw(path, encoding="latin1")
    return raw, [*notes, "The annotations are not UTF-8; they were read as Latin-1."]


def _mixed_sentence(header: EdfHeader, slow: list[int], sfreq: float) -> str:
    rates: dict[float, list[str]] = {}
    for i in slow:
        rates.setdefault(header.rate(i), []).append(header.labels[i])
    parts = [
        f"{', '.join(names[:6])}{' …' if len(names) > 6 else ''} at {rate:g} Hz"
        for rate, names in rates.items()
    ]
    return f"Recorded at lower rates and interpolated to {sfreq:g} Hz: {'; '.join(parts)}."


def _mixed_fetch(path: Path, header: EdfHeader, raw: Any, uniform: Fetch) -> Fetch:
    """Windows of a file with mixed rates: fast channels as they are, slow ones interpolated around the window."""
    signals = header.signals
    fastest = max(header.samples[i] for i in signals)
    data = np.memmap(path, np.uint8, mode="r", offset=header.header_bytes)
    data = data[: header.n_records * header.record_bytes].reshape(header.n_records, header.record_bytes)
    gains = raw._raw_extras[0]["units"]

    def native(index: int, first: int, last: int) -> np.ndarray:
        """Samples `first`..`last` of signal `index` at its own rate, in MNE's unit."""
        per = header.samples[index]
        rows = slice(first // per, -(-last // per))
        at = sum(header.samples[:index]) * header.sample_bytes
        block = np.ascontiguousarray(data[rows, at : at + per * header.sample_bytes])
        digits = _integers(block, header.sample_bytes)[first - rows.start * per : last - rows.start * per]
        low, high = header.physical_min[index], header.physical_max[index]
        gain = (high - low) / (header.digital_max[index] - header.digital_min[index])
        return (digits - header.digital_min[index]) * gain + low

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        out = np.empty((len(channels), stop - start), dtype=np.float32)
        for row, channel in enumerate(channels):
            index = signals[channel]
            ratio = Fraction(fastest, header.samples[index])
            total = header.n_records * header.samples[index]
            brain = kind_of(header.labels[index], header.dims[index]) in ("eeg", "eog", "emg", "ecg")
            out[row] = _resampled(lambda a, b, i=index: native(i, a, b), ratio, total, start, stop, brain) * gains[channel]  # fmt: skip
        return out

    return fetch


def _integers(block: np.ndarray, width: int) -> np.ndarray:
    """Little-endian two- or three-byte integers of (record, byte) as one long float64 row."""
    if width == 2:
        return block.view("<i2").ravel().astype(np.float64)
    parts = block.reshape(-1, 3).astype(np.int32)
    value = parts[:, 0] | (parts[:, 1] << 8) | (parts[:, 2] << 16)
    return np.where(value >= 1 << 23, value - (1 << 24), value).astype(np.float64)


def _resampled(native: Any, ratio: Fraction, total: int, start: int, stop: int, brain: bool) -> np.ndarray:
    """Samples `start`..`stop` at the fast rate from a channel that is `ratio` times slower."""
    if ratio == 1:
        return native(start, stop)
    margin = 64
    first = max(0, int(start / ratio) - margin)
    first -= first % ratio.denominator
    first = max(0, first)
    last = min(total, int(stop / ratio) + 1 + margin)
    values = native(first, last)
    want = (np.arange(start, stop) / float(ratio)) - first
    if brain and ratio.numerator <= 4096 and len(values) > 8:
        from scipy.signal import resample_poly

        fine = resample_poly(values, ratio.numerator, ratio.denominator, padtype="line")
        at = start - round(first * ratio)
        if at + (stop - start) <= len(fine):
            return fine[at : at + stop - start]
    return np.interp(want, np.arange(len(values)), values)
