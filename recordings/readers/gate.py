"""The header gate of EDF and BDF: every field is checked before anything is believed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings.channels import kind_of
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import END_MISSING

_WHOLE = re.compile(r"^[+-]?\d+$")
_REAL = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$")
_STAMP = re.compile(rb"^([+-]\d+(?:\.\d*)?)(?:\x15[\d.]*)?\x14")
_LIMITS = (
    (104, "physical minimum"),
    (112, "physical maximum"),
    (120, "digital minimum"),
    (128, "digital maximum"),
)
_DAMAGED = "The header is damaged: copy the file again from its source, or export it anew."


@dataclass(frozen=True)
class EdfHeader:
    """The fields of an EDF or BDF header, one entry per signal.

    physical_min .. digital_max  range of the numbers, in the unit `dims` and in digits
    samples                      per data record
    record_seconds               length of one data record
    n_records                    whole records that really lie in the file
    """

    kind: str
    labels: tuple[str, ...]
    dims: tuple[str, ...]
    physical_min: tuple[float, ...]
    physical_max: tuple[float, ...]
    digital_min: tuple[int, ...]
    digital_max: tuple[int, ...]
    samples: tuple[int, ...]
    record_seconds: float
    n_records: int
    reserved: str

    @property
    def sample_bytes(self) -> int:
        return 3 if self.kind == "BDF" else 2

    @property
    def record_bytes(self) -> int:
        return sum(self.samples) * self.sample_bytes

    @property
    def header_bytes(self) -> int:
        return 256 * (len(self.labels) + 1)

    def is_annotation(self, index: int) -> bool:
        return self.labels[index].lower().strip() in ("edf annotations", "bdf annotations")

    @property
    def signals(self) -> list[int]:
        """Indices of the signals that hold samples, not annotations."""
        return [i for i in range(len(self.labels)) if not self.is_annotation(i)]

    def rate(self, index: int) -> float:
        return self.samples[index] / self.record_seconds


class _Fields:
    """The header bytes, cut into fields; each is refused by name where it is not what it must be."""

    def __init__(self, name: str, data: bytes, n_signals: int = 0) -> None:
        self.name, self.data, self.n_signals = name, data, n_signals

    def refuse(self, cause: str) -> RecordingError:
        return RecordingError(self.name, f"{cause}.", _DAMAGED)

    def text(self, what: str, start: int, width: int) -> str:
        raw = self.data[start : start + width]
        if len(raw) < width:
            raise self.refuse(f"the file ends inside its header, at the field '{what}'")
        return raw.decode("latin-1").strip(" \x00")

    def whole(self, what: str, start: int, width: int) -> int:
        text = self.text(what, start, width)
        if not _WHOLE.match(text):
            raise self.refuse(f"the field '{what}' should be a whole number but is {text[:20]!r}")
        return int(text)

    def real(self, what: str, start: int, width: int) -> float:
        text = self.text(what, start, width)
        value = float(text.replace(",", ".")) if _REAL.match(text) else math.nan
        if not math.isfinite(value):
            raise self.refuse(f"the field '{what}' should be a finite number but is {text[:20]!r}")
        return value

    def column(self, offset: int, width: int) -> list[int]:
        """Starts of one per-signal field; `offset` bytes of earlier fields per signal."""
        return [256 + self.n_signals * offset + i * width for i in range(self.n_signals)]


def check(path: Path, strict: bool = False) -> tuple[EdfHeader, list[str]]:
    """(the header, sentences about what is odd); RecordingError where it is damaged."""
    size = path.stat().st_size
    with path.open("rb") as file:
        data = file.read(256)
        fields = _Fields(path.name, data)
        kind = _kind(fields)
        n_signals = fields.whole("number of signals", 252, 4)
        if not 1 <= n_signals <= 2048:
            raise fields.refuse(f"the header says {n_signals} signals")
        header_bytes = fields.whole("header bytes", 184, 8)
        needed = 256 * (n_signals + 1)
        if header_bytes != needed:
            raise fields.refuse(
                f"the header claims {header_bytes} bytes, but {n_signals} signals need {needed}"
            )
        fields = _Fields(path.name, data + file.read(header_bytes - 256), n_signals)
    n_records = fields.whole("number of data records", 236, 8)
    header = _signals(fields, kind, n_records)
    return _fit(path, header, size, strict)


def _kind(fields: _Fields) -> str:
    start = fields.data[:8]
    if start[:1] == b"\xff" and start[1:8] == b"BIOSEMI":
        return "BDF"
    if start.strip(b" \x00") == b"0":
        return "EDF"
    if fields.name.lower().endswith(".bdf") and start[:1] == b"\xff":
        raise fields.refuse(f"the first bytes are {start!r}, a BDF file starts with '\\xffBIOSEMI'")
    raise RecordingError(
        fields.name,
        f"this is no EDF file: it starts with {start!r}, not with '0'.",
        "Check that the file has its right ending and was exported as EDF.",
    )


def _signals(fields: _Fields, kind: str, n_records: int) -> EdfHeader:
    """The per-signal fields, each checked."""
    labels = [fields.text(f"label of signal {i + 1}", at, 16) for i, at in enumerate(fields.column(0, 16))]
    dims = [fields.text("physical dimension", at, 8) for at in fields.column(96, 8)]
    limits = {}
    for offset, what in _LIMITS:
        places = zip(labels, fields.column(offset, 8), strict=True)
        limits[what] = [fields.real(f"{what} of {label}", at, 8) for label, at in places]
    places = zip(labels, fields.column(216, 8), strict=True)
    samples = [fields.whole(f"samples per record of {label}", at, 8) for label, at in places]
    header = EdfHeader(
        kind=kind,
        labels=tuple(labels),
        dims=tuple(dims),
        physical_min=tuple(limits["physical minimum"]),
        physical_max=tuple(limits["physical maximum"]),
        digital_min=tuple(int(x) for x in limits["digital minimum"]),
        digital_max=tuple(int(x) for x in limits["digital maximum"]),
        samples=tuple(samples),
        record_seconds=fields.real("record duration", 244, 8),
        n_records=n_records,
        reserved=fields.text("reserved", 192, 44),
    )
    _check_values(fields, header)
    return header


def _check_values(fields: _Fields, header: EdfHeader) -> None:
    if header.n_records < -1 or header.n_records == 0:
        raise fields.refuse(f"the header says {header.n_records} data records")
    if not 0 <= header.record_seconds <= 3600 or (header.signals and not header.record_seconds):
        raise fields.refuse(f"the header says one data record lasts {header.record_seconds:g} s")
    low, high = (-8388608, 8388607) if header.kind == "BDF" else (-32768, 32767)
    for i, label in enumerate(header.labels):
        if header.samples[i] < 1:
            raise fields.refuse(f"the header says {header.samples[i]} samples per record for {label}")
        if header.is_annotation(i):
            continue
        if header.physical_min[i] == header.physical_max[i]:
            raise fields.refuse(
                f"the physical minimum and maximum of {label} are both {header.physical_min[i]:g}"
            )
        if not low <= header.digital_min[i] < header.digital_max[i] <= high:
            raise fields.refuse(
                f"the digital range of {label} is {header.digital_min[i]}..{header.digital_max[i]}, "
                f"it must rise and lie within {low}..{high}"
            )


def _fit(path: Path, header: EdfHeader, size: int, strict: bool) -> tuple[EdfHeader, list[str]]:
    """Compare what the header promises with what lies in the file."""
    here, rest = divmod(size - header.header_bytes, header.record_bytes)
    changes = []
    seconds = header.record_seconds
    if header.n_records == -1:
        changes.append(
            "The header does not say how long the recording is (it was not closed); counted from the file."
        )
    elif here > header.n_records or (here == header.n_records and rest):
        raise _too_long(path, header, size)
    elif here < header.n_records:
        _refuse_stripped(path, size)
        cause = f"truncated, {here * seconds:g} of {header.n_records * seconds:g} s"
        if not header.signals:
            cause = f"truncated, {here} of {header.n_records} records of annotations"
        if strict or here < 1:
            cure = "Copy the whole file again, or open it without strict."
            raise RecordingError(path.name, f"{cause} are in the file.", cure)
        changes.append(f"The file is {cause}: {END_MISSING}")
    if here < 1:
        raise RecordingError(path.name, "it holds a header but no data.", "Copy the whole file again.")
    header = EdfHeader(**{**header.__dict__, "n_records": int(here)})
    changes += _check_stamps(path, header) + _odd_scales(header)
    return header, changes


def _too_long(path: Path, header: EdfHeader, size: int) -> RecordingError:
    expected = header.header_bytes + header.n_records * header.record_bytes
    with path.open("rb") as file:
        sample = file.read(1 << 26)
    feeds, pairs = sample.count(b"\n"), sample.count(b"\r\n")
    if feeds >= 8 and pairs == feeds:
        return RecordingError(
            path.name,
            f"the file is {size - expected} bytes longer than its header says: line ends were converted "
            "(LF to CRLF), which inserted bytes into the samples.",
            "Copy it again in binary mode; with git, mark *.edf as binary.",
        )
    return RecordingError(
        path.name,
        f"the file is {size - expected} bytes longer than its header says ({expected} bytes).",
        _DAMAGED,
    )


def _refuse_stripped(path: Path, size: int) -> None:
    """A short file without any CR-LF pair lost them to a text-mode copy: its samples are shifted."""
    if size < 40 * 65536:
        return
    with path.open("rb") as file:
        sample = file.read(1 << 26)
    if sample.count(b"\r\n") == 0 and sample.count(b"\n") > 500:
        raise RecordingError(
            path.name,
            "the file is shorter than its header says and has no CR-LF pair at all: line ends were converted "
            "(CRLF to LF), which removed bytes from the samples.",
            "Copy it again in binary mode.",
        )


def _check_stamps(path: Path, header: EdfHeader) -> list[str]:
    """EDF+ writes the start of every record into it: the header must agree."""
    tracks = [i for i in range(len(header.labels)) if header.is_annotation(i)]
    if not header.signals:
        return []
    if not tracks:
        plus = header.reserved.upper().startswith(("EDF+", "BDF+"))
        return ["The file calls itself EDF+ but has no annotation channel."] if plus else []
    offset = sum(header.samples[: tracks[0]]) * header.sample_bytes
    width = header.samples[tracks[0]] * header.sample_bytes
    stamps = {}
    with path.open("rb") as file:
        for record in sorted(
            {0, 1, header.n_records // 2, header.n_records - 1} & set(range(header.n_records))
        ):
            file.seek(header.header_bytes + record * header.record_bytes + offset)
            match = _STAMP.match(file.read(min(width, 64)))
            if match:
                stamps[record] = float(match.group(1))
    if 0 not in stamps:
        return ["The time stamps of the records could not be read."]
    for record, stamp in stamps.items():
        by_header = record * header.record_seconds
        if abs(stamp - stamps[0] - by_header) > 0.02 + 1e-4 * by_header:
            if header.reserved.upper().startswith(("EDF+D", "BDF+D")):
                return ["The recording was paused (EDF+D): times after a pause count recorded seconds only."]
            raise RecordingError(
                path.name,
                f"record {record + 1} starts at {stamp - stamps[0]:g} s by its own time stamp "
                f"but at {by_header:g} s by the header.",
                _DAMAGED,
            )
    return []


def _odd_scales(header: EdfHeader) -> list[str]:
    """Channels whose scale, unit or rate is not that of nearly all others of their kind."""
    kinds = {i: kind_of(header.labels[i], header.dims[i]) for i in header.signals}
    eeg = [i for i, kind in kinds.items() if kind == "eeg"]
    electric = [i for i, kind in kinds.items() if kind in ("eeg", "eog", "ecg", "emg")]
    gains = {i: _gain(header, i) for i in eeg}
    middle = sorted(gains.values())[len(gains) // 2] if gains else 1.0
    odd = set().union(
        *(_exceptions(eeg, [abs(gains[i] / middle - 1) < far for i in eeg]) for far in (1e-6, 2e-3))
    )
    for column in (header.digital_min, header.digital_max, header.dims, header.samples):
        values: list[object] = [column[i] for i in eeg]
        odd |= _exceptions(eeg, [value == max(values, key=values.count) for value in values])
    odd |= _exceptions(electric, [_symmetric(header, i) for i in electric])
    if not odd:
        return []
    shown = ", ".join(header.labels[i] for i in sorted(odd)[:8])
    return [f"The header gives {shown} another scale, unit or rate than the other channels."]


def _gain(header: EdfHeader, index: int) -> float:
    """Physical units per digit."""
    span = header.digital_max[index] - header.digital_min[index]
    return (header.physical_max[index] - header.physical_min[index]) / span


def _symmetric(header: EdfHeader, index: int) -> bool:
    low, high = header.physical_min[index], header.physical_max[index]
    return abs(low + high) < 1e-5 * abs(high - low)


def _exceptions(indices: list[int], usual: list[bool]) -> set[int]:
    """Those few that are not as nearly all others are."""
    odd = {index for index, as_usual in zip(indices, usual, strict=True) if not as_usual}
    return odd if len(indices) >= 5 and len(odd) <= max(1, 0.15 * len(indices)) else set()
