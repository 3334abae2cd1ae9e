"""The recordings behind a file of examples, each opened once: spans that end in them, evidence that comes out again."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence import Evidence, recompute
from neuro_llm.recordings.recording import Recording

from .example import Example, Source
from .reading import open_source

MEASURED_AGAIN = 20  # records of one recording, evenly chosen: measuring a night takes long
TOLERANCE = 0.01  # relative; libraries differ in the last digits

Lines = dict[str, list[str]]


@dataclass
class Spans:
    """What has to be looked up in each recording.

    sources   (path, options) → a source
    latest    → (second, line) of the span that ends last
    modality  → what the examples call it, first line
    evidence  → (line, record)
    """

    sources: dict[str, Source] = field(default_factory=dict)
    latest: dict[str, tuple[float, int]] = field(default_factory=dict)
    modality: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    evidence: dict[str, list[tuple[int, Evidence]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, example: Example, line: int) -> None:
        keys = []
        for source in example.sources:
            key = f"{source.path} {sorted(source.options.items(), key=str)}"
            keys.append(key)
            self.sources.setdefault(key, source)
            end = source.stop if source.stop is not None else source.start or 0.0
            self.latest[key] = max(self.latest.get(key, (0.0, line)), (end, line))
            if source.modality:
                self.modality[key].setdefault(source.modality, line)
        for record in example.evidence:
            number = record.recording.removeprefix("R")
            if record.kind == "measured" and number.isdigit() and 0 < int(number) <= len(keys):
                self.evidence[keys[int(number) - 1]].append((line, record))


def check_recordings(
    folder: Path, spans: Spans, faults: Lines, note: Callable[[str], None]
) -> tuple[int, int]:
    """Open every recording; how many there are, and how many records were measured again."""
    measured = 0
    for key, source in spans.sources.items():
        try:
            recording = open_source(folder, source)
        except RecordingError as error:
            gone = not (folder / source.path).exists()
            kind = "missing files" if gone else "recordings that cannot be opened"
            faults[kind].append(f"line {spans.latest[key][1]}: {error}")
            continue
        with recording:
            note(f"{source.path}: {recording.duration:.0f} s")
            _check_span(recording, source.path, spans.latest[key], faults)
            for modality, line in spans.modality[key].items():
                if modality != recording.modality:
                    faults["wrong modality"].append(
                        f"line {line}: {source.path} is {recording.modality}, not {modality}"
                    )
            measured += _measure_again(recording, spans.evidence[key], faults)
    return len({source.path for source in spans.sources.values()}), measured


def _check_span(recording: Recording, path: str, latest: tuple[float, int], faults: Lines) -> None:
    second, line = latest
    if second > recording.duration + 1 / recording.sfreq + 1e-4:
        faults["spans beyond the recording"].append(
            f"line {line}: {path} ends at {recording.duration:g} s, the span at {second:g} s"
        )


def _measure_again(recording: Recording, records: list[tuple[int, Evidence]], faults: Lines) -> int:
    """Evenly chosen records measured again; how many."""
    count = min(MEASURED_AGAIN, len(records))
    for number in range(count):
        line, record = records[number * len(records) // count]
        try:
            again = recompute(recording, record)
        except MeasureError as error:
            faults["evidence that does not come out again"].append(f"line {line}: {record.quantity}: {error}")
            continue
        if not same_value(record.value, again.value) or record.unit != again.unit:
            faults["evidence that does not come out again"].append(
                f"line {line}: {record.quantity} is {again.shown}, not {record.shown}"
            )
    return count


def same_value(first: Any, second: Any) -> bool:
    """Equal names, and numbers that differ by no more than the last digits."""
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(map(same_value, first, second))
    if isinstance(first, int | float) and isinstance(second, int | float):
        both_nan = math.isnan(first) and math.isnan(second)
        return both_nan or math.isclose(first, second, rel_tol=TOLERANCE, abs_tol=1e-9)
    return bool(first == second)
