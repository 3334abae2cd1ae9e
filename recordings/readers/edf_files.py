"""EDF and BDF: through the header gate, then read window by window, mixed rates included."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import numpy as np

from neuro_llm.recordings.channels import kind_of

from .draft import Draft, Options
from .gate import EdfHeader, check
from .sleep_stages import night_of, stages_alone, stages_beside
from .triggers import stim_events

_MARGIN_SAMPLES = 64
"""Slow samples read on each side of a window, so that interpolation has no edge inside it."""
_AT_ONCE = 32 << 20
"""Bytes read in one piece."""
_SMOOTH_HZ = 20.0
"""Slow channels from this rate on are interpolated band-limited; slower ones (SpO2) by straight lines."""
_TAL = re.compile(rb"([+-]\d+\.?\d*)(?:\x15(\d+\.?\d*))?(\x14[^\x00]*?)\x14\x00")


class EDFFiles:
    """EDF, EDF+, BDF, BDF+."""

    endings = (".edf", ".bdf")

    @staticmethod
    def takes(path: Path) -> bool:
        """Sleep laboratories also name EDF files `.rec`."""
        if path.suffix.lower() != ".rec" or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(8) == b"0       "

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        header, changes = check(path, options.strict)
        if not header.signals:
            return _annotations_only(path, header, changes, options)
        samples = EdfSamples(path, header)
        names = [header.labels[i] for i in header.signals]
        rates = [header.rate(i) for i in header.signals]
        n_times = header.n_records * samples.per_record
        stim = {row: name for row, name in enumerate(names) if row in samples.stim}
        changes += samples.suspicions()
        slow = [row for row, rate in enumerate(rates) if rate != max(rates)]
        if slow:
            changes.append(_mixed_sentence(names, rates, slow))
        events = edf_annotations(path, header, changes)
        events += stim_events(samples.fetch, n_times, max(rates), stim, changes)
        events += stages_beside(path, changes)
        return Draft(
            labels=names,
            given=["stim" if row in stim else "eeg" for row in range(len(names))],
            dims=[header.dims[i] for i in header.signals],
            factors=[1.0] * len(names),
            sfreq=max(rates),
            n_times=n_times,
            fetch=samples.fetch,
            native_rates=rates,
            events=events,
            changes=changes,
        )


def _annotations_only(path: Path, header: EdfHeader, changes: list[str], options: Options) -> Draft:
    """A hypnogram: the night beside it, which brings the stages along, else the stages alone."""
    night = night_of(path)
    if night is None:
        draft = stages_alone(path, edf_annotations(path, header, changes))
        draft.changes = [*changes, *draft.changes]
        return draft
    from .opening import reader_of

    draft = reader_of(night).open(night, options)
    draft.changes.insert(
        0, f"This file holds sleep stages only: {night.name} beside it was opened with them."
    )
    return draft


class EdfSamples:
    """Windows of the samples, in the numbers of the file's own units.

    per_record  samples per record of the fastest signal
    stim        rows that are trigger channels
    """

    def __init__(self, path: Path, header: EdfHeader) -> None:
        self.path, self.header, self.signals = path, header, header.signals
        self.per_record = max(header.samples[i] for i in self.signals)
        ends = np.cumsum(header.samples) * header.sample_bytes
        self.places = [0, *(int(end) for end in ends)]
        kinds = [kind_of(header.labels[i], header.dims[i]) for i in self.signals]
        self.stim = {row for row, kind in enumerate(kinds) if kind == "stim"}

    def fetch(self, start: int, stop: int, channels: list[int]) -> np.ndarray:
        """Samples `start`..`stop` at the fastest rate: (channel, time) float32."""
        out = np.empty((len(channels), stop - start), dtype=np.float32)
        step = self.per_record * max(1, _AT_ONCE // self.header.record_bytes)
        for first in range(start, stop, step):
            last = min(stop, first + step)
            self._piece(first, last, channels, out[:, first - start : last - start])
        return out

    def _piece(self, first: int, last: int, channels: list[int], out: np.ndarray) -> None:
        slowest = min((self.header.samples[self.signals[row]] for row in channels), default=1)
        margin = 0 if slowest == self.per_record else -(-_MARGIN_SAMPLES // slowest)
        begin = max(0, first // self.per_record - margin)
        end = min(self.header.n_records, -(-last // self.per_record) + margin)
        block = self._records(begin, end)
        window = (first - begin * self.per_record, last - begin * self.per_record)
        for row, channel in enumerate(channels):
            values = self._scaled(channel, self._digits(block, channel))
            ratio = Fraction(self.per_record, self.header.samples[self.signals[channel]])
            out[row] = self._at_fast_rate(channel, values, ratio, window)

    def _records(self, begin: int, end: int) -> np.ndarray:
        """Whole records: (record, byte) uint8."""
        size = self.header.record_bytes
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.header.header_bytes + begin * size)
            data = bytearray((end - begin) * size)
            view, filled = memoryview(data), 0
            while filled < len(data):
                count = file.readinto(view[filled:])
                if not count:
                    raise EOFError("the file became shorter while it was open")
                filled += count
        return np.frombuffer(data, dtype=np.uint8).reshape(end - begin, size)

    def _digits(self, block: np.ndarray, channel: int) -> np.ndarray:
        """The integers of one channel in these records, one row."""
        index = self.signals[channel]
        part = np.ascontiguousarray(block[:, self.places[index] : self.places[index + 1]])
        if self.header.sample_bytes == 2:
            return part.view("<i2").ravel()
        bytes_ = part.reshape(-1, 3).astype(np.int32)
        value = bytes_[:, 0] | (bytes_[:, 1] << 8) | (bytes_[:, 2] << 16)
        return value - ((value & 0x800000) << 1)

    def _scaled(self, channel: int, digits: np.ndarray) -> np.ndarray:
        index, header = self.signals[channel], self.header
        if channel in self.stim and header.kind == "BDF":
            return (digits & 0x1FFFF).astype(np.float64)  # the other bits are the amplifier's own
        low, high = header.physical_min[index], header.physical_max[index]
        gain = (high - low) / (header.digital_max[index] - header.digital_min[index])
        return (digits.astype(np.float64) - header.digital_min[index]) * gain + low

    def _at_fast_rate(
        self, channel: int, values: np.ndarray, ratio: Fraction, window: tuple[int, int]
    ) -> np.ndarray:
        """Samples of `window` at the fast rate, from a block that begins at a record."""
        first, last = window
        if ratio == 1:
            return values[first:last]
        want = np.arange(first, last) / float(ratio)
        if channel in self.stim:
            return values[np.minimum(want.astype(int), len(values) - 1)]
        if self.header.rate(self.signals[channel]) >= _SMOOTH_HZ and ratio.numerator <= 4096:
            from scipy.signal import resample_poly

            return resample_poly(values, ratio.numerator, ratio.denominator, padtype="line")[first:last]
        return np.interp(want, np.arange(len(values)), values)

    def suspicions(self) -> list[str]:
        """Channels with samples outside the range that the header states, in eight records."""
        header, odd = self.header, set()
        for record in np.unique(np.linspace(0, header.n_records - 1, 8).astype(int)):
            block = self._records(int(record), int(record) + 1)
            for channel, index in enumerate(self.signals):
                digits = self._digits(block, channel)
                outside = (digits < header.digital_min[index]) | (digits > header.digital_max[index])
                if channel not in self.stim and np.any(outside):
                    odd.add(header.labels[index])
        if not odd:
            return []
        return [f"Samples of {', '.join(sorted(odd)[:8])} lie outside the range that the header states."]


def edf_annotations(path: Path, header: EdfHeader, changes: list[str]) -> list[tuple[float, float, str]]:
    """The annotations of EDF+ and BDF+: (onset s from the first sample, duration s, text)."""
    text = _annotation_bytes(path, header)
    events, offset = [], 0.0
    latin = False
    for number, match in enumerate(_TAL.finditer(text)):
        onset, duration = float(match.group(1)), float(match.group(2) or 0)
        for label in match.group(3).split(b"\x14")[1:]:
            if not label and number == 0:
                offset = onset  # the first record starts a fraction of a second late
            elif label:
                try:
                    shown = label.decode("utf-8")
                except UnicodeDecodeError:
                    shown, latin = label.decode("latin-1"), True
                events.append((onset - offset, duration, shown.split("@@")[0]))
    if latin:
        changes.append("Some annotations are not UTF-8; they were read as Latin-1.")
    return events


def _annotation_bytes(path: Path, header: EdfHeader) -> bytes:
    """All bytes of the annotation channels, one channel after the other."""
    tracks = [i for i in range(len(header.labels)) if header.is_annotation(i)]
    starts = np.cumsum([0, *header.samples]) * header.sample_bytes
    pieces: list[list[bytes]] = [[] for _ in tracks]
    with path.open("rb") as file:
        for record in range(header.n_records if tracks else 0):
            for piece, track in zip(pieces, tracks, strict=True):
                file.seek(header.header_bytes + record * header.record_bytes + int(starts[track]))
                piece.append(file.read(header.samples[track] * header.sample_bytes))
    return b"".join(b"".join(piece) for piece in pieces)


def _mixed_sentence(names: list[str], rates: list[float], slow: list[int]) -> str:
    by_rate: dict[float, list[str]] = {}
    for row in slow:
        by_rate.setdefault(rates[row], []).append(names[row])
    parts = [
        f"{', '.join(group[:6])}{' …' if len(group) > 6 else ''} at {rate:g} Hz"
        for rate, group in by_rate.items()
    ]
    return f"Recorded at lower rates and interpolated to {max(rates):g} Hz: {'; '.join(parts)}."
