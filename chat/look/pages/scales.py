"""How large one lane is, worked out once for a recording so that it does not change from page to page."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.evidence.places import spread
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

from .filters import FILTERED_KINDS, DisplayFilter
from .montages import Row, rows, signals

SAMPLED_PAGES = 3
SAMPLED_ROWS = 16
CANDIDATES = 512  # voxels that are looked at for ones that vary
SHOWN_UNITS = {
    "V": (1e6, "µV"),
    "T": (1e15, "fT"),
    "T/m": (1e13, "fT/cm"),
    "M": (1e6, "µM"),
    "count": (1.0, "spikes"),
}
"""SI unit → factor and unit in which the page shows it."""

_SHARING = (*BRAIN_KINDS, "ref_meg", "eog", "ecg", "emg", "fnirs")
_known: WeakKeyDictionary[Any, dict[Hashable, Any]] = WeakKeyDictionary()  # source → what was found in it


def shown_unit(unit: str) -> tuple[float, str]:
    """Factor and unit in which the page shows an SI unit; "a.u." where none is known."""
    return SHOWN_UNITS.get(unit, (1.0, unit or "a.u."))


def shares(recording: Recording, kind: str) -> bool:
    """Do all channels of a kind share one scale? Only where they have one unit; optodes, where it is known."""
    units = {unit for unit, its in zip(recording.units, recording.ch_kinds, strict=True) if its == kind}
    return kind in _SHARING and len(units) == 1 and (kind in BRAIN_KINDS or units != {""})


def kind_span(
    recording: Recording, kind: str, state: ViewState, display: DisplayFilter, seconds: float
) -> float:
    """What one lane is for all channels of a kind: a round number in the unit shown.

    From `SAMPLED_PAGES` pages of `seconds`, spread over the recording, as the montage and the filter leave them.
    """
    key = (kind, state.montage, state.band, state.notch)
    known = _known.setdefault(recording.source, {})
    if key not in known:
        every, _ = rows(recording, recording.of_kind(kind), state.montage)
        bad = set(recording.bads)
        usual = spread([row for row in every if not bad & set(row.ends)] or every, SAMPLED_ROWS)
        factor, _ = shown_unit(recording.units[recording.ch_kinds.index(kind)])
        pages = [filtered(recording, usual, *span, display) for span in _sampled(recording, seconds)]
        known[key] = nice_scale([factor * line for page in pages for line in page])
    span: float = known[key]
    return span


def varying(recording: Recording, names: Sequence[str], seconds: float) -> list[str]:
    """Of `CANDIDATES` of the channels, spread evenly, those that are not constant in the sampled pages; else all."""
    known = _known.setdefault(recording.source, {})
    if "varying" not in known:
        candidates = spread(names, CANDIDATES)
        moving = np.zeros(len(candidates), dtype=bool)
        for start, stop in _sampled(recording, seconds):
            data = recording.read(start, stop, candidates)
            data[~np.isfinite(data)] = np.nan
            moving |= np.fmax.reduce(data, axis=1) > np.fmin.reduce(data, axis=1)
        known["varying"] = [
            name for name, moves in zip(candidates, moving, strict=True) if moves
        ] or candidates
    found: list[str] = known["varying"]
    return found


def filtered(
    recording: Recording, shown: Sequence[Row], start: float, stop: float, display: DisplayFilter
) -> np.ndarray:
    """(row, time) float64 in SI units of `start`..`stop` (s), as the montage and the display filter leave it."""
    rate = recording.sfreq
    acted_on = [i for i, row in enumerate(shown) if row.kind in FILTERED_KINDS]
    padding = display.padding if acted_on else 0.0
    early = max(0.0, start - padding)
    data = signals(recording, shown, early, stop + padding)
    if acted_on:
        data[acted_on] = display.apply(data[acted_on], rate)
    cut = round(start * rate) - round(early * rate)
    return data[:, cut : cut + round(stop * rate) - round(start * rate)]


def nice_scale(lines: Sequence[np.ndarray]) -> float:
    """A round number, in the unit of the lines (time,), that lets the usual one that is not flat fill its lane."""
    spreads = [width for width in map(line_spread, lines) if width > 0]
    usual = float(np.median(spreads)) * 0.8 if spreads else 0.0
    if usual <= 0:
        return 1.0
    step = 10.0 ** np.floor(np.log10(usual))
    return float(next(factor for factor in (1, 2, 5, 10, 20) if factor * step >= usual) * step)


def line_spread(line: np.ndarray) -> float:
    """From the 1st to the 99th percentile of the finite samples of a line; 0 where there is none."""
    finite = line[np.isfinite(line)]
    if not finite.size:
        return 0.0
    low, high = np.percentile(finite, (1, 99))
    return float(high - low)


def _sampled(recording: Recording, seconds: float) -> list[tuple[float, float]]:
    """Pages from the start, the middle and the end of a recording, start and stop in s; those that are different."""
    starts = np.linspace(0.0, max(0.0, recording.duration - seconds), SAMPLED_PAGES)
    return [(float(start), float(start) + seconds) for start in np.unique(starts)]
