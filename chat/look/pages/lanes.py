"""What one page of a recording shows, by modality: how long it is, which channels, and how each fills its lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.recording import Recording

from .choice import chosen, lit, main_kind
from .filters import FILTERED_KINDS, UNFILTERED, DisplayFilter, display_filter
from .montages import Row
from .scales import filtered, kind_span, line_spread, shares, shown_unit

MOST_SAMPLES = 4_000_000  # of all channels of a page together
POINTS = 1500  # of each trace
FEW_LIT = 8  # lanes; of more, those that an answer rests on are lit only where they are not all
PAGE_SECONDS = 10.0
_PAGES = {"fmri": 300.0, "calcium": 60.0, "fnirs": 60.0}
FEWEST_SAMPLES = 100
TICKS_FROM = 200.0  # Hz; a bin of counts this short holds one spike or none
HIGHEST = 2.5  # lanes from its own that a trace is drawn in
LONGEST_NAME = 14
POTENTIALS = ("eeg", "ieeg", "eog", "ecg", "emg")
"""Channels that negative up turns over."""


@dataclass(frozen=True)
class Lane:
    """One trace, or the spikes of one unit.

    name     channel, or pair of channels
    remark   its kind where that is not what the page is about, "bad" where it is marked so
    values   (point,) float32 in `unit`; NaN is not drawn
    ticks    seconds of the spikes where these are drawn instead of a trace, else None
    centre   the value in the middle of the lane; span: what one lane is; both in `unit`
    shared   do all channels of this kind have this span?
    main     is it of the kind that the page is about? True for all where it is about none
    up       1, or -1 where negative is up
    """

    name: str
    kind: str
    remark: str
    values: np.ndarray
    ticks: np.ndarray | None
    centre: float
    span: float
    unit: str
    shared: bool
    main: bool
    bad: bool
    lit: bool
    up: int

    @property
    def label(self) -> str:
        """The name as it stands beside the lane; a remark is never cut off."""
        name = self.name if len(self.name) <= LONGEST_NAME else f"{self.name[: LONGEST_NAME - 1]}…"
        return f"{name} ({self.remark})" if self.remark else name

    @property
    def scale(self) -> str:
        """What one lane is, in words: "50 µV"."""
        return f"{float(f'{self.span:.3g}'):g} {self.unit}"

    @property
    def position(self) -> np.ndarray:
        """(point,) how far the trace is above the middle of its lane, in lanes."""
        return np.clip(self.up * (self.values - self.centre) / self.span, -HIGHEST, HIGHEST)


@dataclass(frozen=True)
class Lanes:
    """A page ready to draw, top lane first.

    start, stop  s
    times        (point,) s, equally far apart
    note         what the picture leaves out and how it is to be read, "" where that is plain
    """

    lanes: tuple[Lane, ...]
    start: float
    stop: float
    times: np.ndarray
    note: str = ""

    def bars(self) -> list[tuple[int, Lane]]:
        """Where the scale bars stand: the lane in the middle of each kind whose channels share a scale."""
        kinds: dict[str, list[int]] = {}
        for row, lane in enumerate(self.lanes):
            if lane.shared:
                kinds.setdefault(lane.kind, []).append(row)
        middles = [its[len(its) // 2] for its in kinds.values()]
        return [(row, self.lanes[row]) for row in middles]


@dataclass(frozen=True)
class _Read:
    """What was read of one row, in SI units: line (time,), points (point,) thinned; ticks as in a Lane.

    usual   the kind that the page is about
    """

    usual: str
    line: np.ndarray
    points: np.ndarray
    ticks: np.ndarray | None


def page_seconds(recording: Recording) -> float:
    """How long a page is: 10 s of fast signals, minutes of slow ones, and those whole where little more is left."""
    seconds = max(_PAGES.get(recording.modality, PAGE_SECONDS), FEWEST_SAMPLES / recording.sfreq)
    whole = PAGE_SECONDS < seconds < recording.duration <= 1.5 * seconds
    return recording.duration if whole else seconds


def longest_page(recording: Recording, n_channels: int) -> float:
    """How long a page of so many channels may be, in s: more would take long to read."""
    return max(MOST_SAMPLES / max(1, n_channels), 2.0) / recording.sfreq


def lanes(recording: Recording, state: ViewState) -> Lanes:
    """Read a page and put each channel into its lane."""
    shown, said = chosen(recording, state, page_seconds(recording))
    start, stop, shortened = _span(recording, state, shown)
    display = UNFILTERED
    if any(row.kind in FILTERED_KINDS for row in shown):
        display = display_filter(recording.sfreq, state.band, state.notch)
    data = filtered(recording, shown, start, stop, display)
    points, times = min_max(data, round(start * recording.sfreq) / recording.sfreq, recording.sfreq, POINTS)
    usual = main_kind(recording)
    drawn = tuple(
        _lane(
            recording,
            row,
            state,
            display,
            _Read(usual, line, thin, _ticks(recording, row, line, start, stop)),
        )
        for row, line, thin in zip(shown, data, points, strict=True)
    )
    if len(drawn) > FEW_LIT and all(lane.lit for lane in drawn if lane.main):  # then lighting tells nothing
        drawn = tuple(replace(lane, lit=False) for lane in drawn)
    notes = (said, shortened, display.note, *_reading(drawn))
    return Lanes(drawn, start, stop, times, " ".join(note for note in notes if note))


def min_max(data: np.ndarray, start: float, sfreq: float, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Thin (channel, time) to about `points` per channel, keeping every peak: least and most of each bin, in the
    order in which they come.

    returns  (channel, point) and the time of each point in s, equally far apart
    """
    n_channels, n_times = data.shape
    per_bin = -(-2 * n_times // points)
    if per_bin < 3:
        return data, start + np.arange(n_times) / sfreq
    n_bins = -(-n_times // per_bin)
    bins = np.full((n_channels, n_bins * per_bin), np.nan, dtype=data.dtype)
    bins[:, :n_times] = data
    bins = bins.reshape(n_channels, n_bins, per_bin)
    least, most = np.fmin.reduce(bins, axis=2), np.fmax.reduce(bins, axis=2)
    rising = (bins == least[..., None]).argmax(axis=2) <= (bins == most[..., None]).argmax(axis=2)
    pairs = np.stack([np.where(rising, least, most), np.where(rising, most, least)], axis=2)
    times = start + ((np.arange(2 * n_bins) + 0.5) * per_bin - 1.0) / 2 / sfreq
    return pairs.reshape(n_channels, -1), times


def _span(recording: Recording, state: ViewState, shown: Sequence[Row]) -> tuple[float, float, str]:
    """Start and stop of the page (s), kept inside the recording, and a note where it had to be shortened."""
    read = len({name for row in shown for name in (row.channel, *row.against)})
    longest = longest_page(recording, read)
    wanted = min(state.seconds or page_seconds(recording), recording.duration)
    seconds = min(wanted, longest)
    start = min(max(0.0, state.start), recording.duration - seconds)
    shortened = f"A page of {read} channels holds at most {longest:.3g} s." if longest < wanted else ""
    return start, start + seconds, shortened


def _lane(recording: Recording, row: Row, state: ViewState, display: DisplayFilter, read: _Read) -> Lane:
    """One row as it was read, in the unit shown and on its scale."""
    bad = bool(set(row.ends) & set(recording.bads))
    known = (read.usual, "behaviour", *row.label.lower().split())
    factor, unit = shown_unit(recording.units[recording.ch_names.index(row.channel)])
    shared = shares(recording, row.kind) and read.ticks is None
    if shared:
        span = kind_span(recording, row.kind, state, display, page_seconds(recording))
    else:
        span = line_spread(read.line * factor) or _range(read.line * factor) or 1.0
    finite = read.line[np.isfinite(read.line)]
    points = read.points if read.ticks is None else np.full(1, np.nan)
    return Lane(
        name=row.label,
        kind=row.kind,
        remark="bad" if bad else "" if row.kind in known else row.kind,
        values=(points * factor).astype(np.float32),
        ticks=read.ticks,
        centre=float(np.median(finite)) * factor if finite.size else 0.0,
        span=span / state.gain,
        unit=unit, shared=shared, main=row.kind == read.usual or not read.usual, bad=bad, lit=lit(row, state),
        up=-1 if state.negative_up and row.kind in POTENTIALS else 1,
    )  # fmt: skip


def _ticks(recording: Recording, row: Row, line: np.ndarray, start: float, stop: float) -> np.ndarray | None:
    """Seconds of the spikes (spike,), one of those too close to be told apart; None where a trace is drawn.

    line   (time,) samples of the page from `start` to `stop` (s)
    """
    at = recording.ch_names.index(row.channel)
    if row.kind != "unit" or recording.units[at] != "count" or recording.sfreq < TICKS_FROM:
        return None
    seconds = round(start * recording.sfreq) / recording.sfreq + np.flatnonzero(line > 0) / recording.sfreq
    _, first = np.unique(np.floor(seconds * POINTS / (stop - start)), return_index=True)
    return seconds[first]


def _reading(drawn: Sequence[Lane]) -> list[str]:
    """How the lanes are to be read, where that is not plain."""
    said = ["Each tick is a spike."] if any(lane.ticks is not None for lane in drawn) else []
    if any(lane.kind == "fnirs" and not lane.shared for lane in drawn):
        said.append("Each channel has a scale of its own: its unit is not known.")
    return said


def _range(line: np.ndarray) -> float:
    finite = line[np.isfinite(line)]
    return float(np.ptp(finite)) if finite.size else 0.0
