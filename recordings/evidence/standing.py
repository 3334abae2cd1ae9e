"""The records that stand beside every recording, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording

from . import activity, bold, cells, optics, spatial, units
from .about import describe
from .bands import BANDS
from .events import labels, of_label
from .measure import check_segments, check_signal, choose, measure
from .places import main_channels, regions
from .quality import good
from .quantities import QUANTITIES
from .quantity import Quantity
from .record import Evidence
from .scanning import Scan, check_span, scan
from .values import View, assess

BY_REGION = ("alpha power", *(f"relative {band} power" for band in BANDS))
_ACTIVE = tuple(q for module in (activity, units, spatial, bold, cells, optics) for q in module.QUANTITIES)
MOST_LABELS = 8
MOST_ONSETS = 12


def standing(
    recording: Recording, *, start: float | None = None, stop: float | None = None
) -> tuple[Evidence, ...]:
    """Every record that the recording allows, from one pass over it.

    What cannot be measured here (no such channel, too short, rate too low) is left out; `measure` says why.
    """
    first, last = check_span(recording, start, stop)
    facts = [q for q in QUANTITIES.values() if not (q.needs.kinds or q.find or q.name.startswith("event"))]
    records = [describe(recording, wanted, first, last, None) for wanted in facts]
    signal = [q for q in QUANTITIES.values() if q.needs.kinds and q.find is None]
    if _has_signal(recording):
        seen = scan(recording, first, last)
        records += _measured(recording, seen, signal)
        records += _by_region(recording, seen)
    return (*records, *_active(recording, first, last), *_events(recording, first, last))


def _has_signal(recording: Recording) -> bool:
    return bool(recording.fields) or any(kind in ("eog", "ecg") for kind in recording.ch_kinds)


def _active(recording: Recording, start: float, stop: float) -> list[Evidence]:
    """How many imaged or sorted signals there are, how active and how sound they are; the body's slow rhythms."""
    records: list[Evidence] = []
    for quantity in _ACTIVE:
        if quantity.needs.events or not recording.of_kind(*quantity.needs.kinds):
            continue
        try:
            records.append(measure(recording, quantity.name, start=start, stop=stop))
        except MeasureError:  # no counts, no percentages, too short: documented above
            continue
    return records


def _measured(recording: Recording, seen: Scan, wanted: Iterable[Quantity]) -> list[Evidence]:
    records: list[Evidence] = []
    for quantity in wanted:
        try:
            check_signal(recording, quantity, seen.start, seen.stop)
            names = choose(recording, quantity, seen)
            check_segments(quantity, seen, names)
            records.append(
                assess(View(recording, seen, names), quantity.name, quantity.unit, quantity.method)
            )
        except MeasureError:  # this recording does not allow it: documented above
            continue
    return records


def _by_region(recording: Recording, seen: Scan) -> list[Evidence]:
    if not seen.n_segments or recording.sfreq < 2 * BANDS["alpha"][1]:
        return []
    records: list[Evidence] = []
    usable = good(recording, seen, main_channels(recording))
    for place, names in regions(recording, usable).items():
        view = View(recording, seen, names)
        for name in BY_REGION:
            quantity = QUANTITIES[name]
            try:
                record = assess(view, name, quantity.unit, quantity.method)
            except MeasureError:  # the band lies above Nyquist
                continue
            records.append(replace(record, method=f"{record.method}; {place} region"))
    return records


def _events(recording: Recording, start: float, stop: float) -> list[Evidence]:
    """Counts of all events and of the most frequent labels; intervals from three events up, onsets of few."""
    records = [describe(recording, QUANTITIES["event count"], start, stop, None)]
    for label in labels(recording)[:MOST_LABELS]:
        n = len(of_label(recording, label, start, stop))
        names = ["event count"] if n else []
        names += ["event interval"] if n >= 3 else []
        names += ["event onsets"] if 0 < n <= MOST_ONSETS else []
        records += [describe(recording, QUANTITIES[name], start, stop, label) for name in names]
    return records
