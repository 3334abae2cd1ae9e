"""Imaged cells: calcium transients, and how much cells go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.readers.signal_change import RunningStatistics

from .activity import blocks, rows
from .part import Found, Part
from .quantity import Needs, Quantity

ONSET_SDS, END_SDS = 3.0, 0.5
FALSE_SHARE = 0.05
SHORTEST_SECONDS = 0.3
SMOOTH_SECONDS = 0.2
BASELINE_SECONDS = 30.0
BASELINE_PERCENTILE = 8.0
FEWEST_FRAMES = 50
MOST_COMPARED = 4000
"""Cells of which every pair is looked at; the mean correlation needs no pairs."""


@dataclass(frozen=True)
class Transients:
    """Excursions of all cells that last long enough.

    counts     (cell,)
    frames     shortest that counts
    usable     (cell,) bool: varies
    """

    counts: np.ndarray
    frames: int
    usable: np.ndarray


def resting(x: np.ndarray, sfreq: float) -> np.ndarray:
    """Signals (cell, frame) as means of 0.2 s, without their slow baseline.

    The baseline is the 8th percentile of stretches of 30 s, straight between their middles (after Dombeck et al. 2007).
    """
    from scipy.ndimage import uniform_filter1d

    x = uniform_filter1d(x.astype(float), max(1, round(SMOOTH_SECONDS * sfreq)), axis=1)
    length = max(1, round(BASELINE_SECONDS * sfreq))
    n = max(1, round(x.shape[1] / length))
    parts = np.array_split(x, n, axis=1)
    levels = np.stack([np.percentile(part, BASELINE_PERCENTILE, axis=1) for part in parts], axis=1)
    edges = np.cumsum([0, *(part.shape[1] for part in parts)])
    middles, at = (edges[:-1] + edges[1:]) / 2, np.arange(x.shape[1])
    if n == 1:
        return x - levels
    ends = (middles[[0, -1]] - edges[[0, -1]]) / np.diff(middles)[
        [0, -1]
    ]  # half a part beyond the outer middles
    first = levels[:, 0] - ends[0] * (levels[:, 1] - levels[:, 0])
    last = levels[:, -1] - ends[1] * (levels[:, -1] - levels[:, -2])
    levels = np.column_stack([first, levels, last])
    middles = np.concatenate([edges[:1], middles, edges[-1:]])
    return x - np.stack([np.interp(at, middles, level) for level in levels])


def noise_of(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Level without activity and SD of the noise of each cell: (cell,) each, from what lies below that level.

    The level is the middle of the densest half of the samples; transients only ever lie above it, so that the
    negative side is noise alone (Romano et al. 2017, PLoS Comput Biol 13:e1005526).
    """
    ordered = np.sort(x, axis=1)
    half = x.shape[1] // 2
    widths = ordered[:, half:] - ordered[:, : x.shape[1] - half]
    rows_, first = np.arange(len(x)), widths.argmin(axis=1)
    level = (ordered[rows_, first] + ordered[rows_, first + half]) / 2
    below = np.where(x < level[:, None], level[:, None] - x, np.nan)
    with np.errstate(all="ignore"):
        spread = 1.4826 * np.array([np.nanmedian(row) if np.isfinite(row).any() else 0.0 for row in below])
    return level, spread


def excursions(z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Times from above 3 until below 0.5 in (cell, frame) `z`: their cells and their lengths in frames."""
    high, above = z > ONSET_SDS, z > END_SDS
    edge = np.zeros((len(z), 1), dtype=bool)
    steps = np.diff(np.concatenate([edge, above, edge], axis=1).astype(np.int8), axis=1)
    cells, begins = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    peaks = np.append(np.flatnonzero(high), z.size)
    row = cells * z.shape[1]
    first = peaks[np.searchsorted(peaks, row + begins)] - row
    real = first < ends
    return cells[real], (ends - first)[real]


def transients(part: Part) -> Transients:
    """Transients of every cell; the shortest is that at which dips of the same depth are under 5 % as frequent."""
    up: list[tuple[np.ndarray, np.ndarray]] = []
    down: list[np.ndarray] = []
    usable = np.zeros(len(part.channels), dtype=bool)
    for here, raw in rows(part):
        if raw.shape[1] < FEWEST_FRAMES:
            raise MeasureError(
                f"{part.recording.name}: {part.quantity.name} needs at least {FEWEST_FRAMES} frames; there are "
                f"{raw.shape[1]}."
            )
        x = resting(raw, part.sfreq)
        level, spread = noise_of(x)
        usable[here] = spread > 0
        z = (x - level[:, None]) / np.where(spread > 0, spread, np.inf)[:, None]
        cells, lengths = excursions(z)
        up.append((cells + here.start, lengths))
        down.append(excursions(-z)[1])
    if not usable.any():
        raise MeasureError(f"{part.recording.name}: {part.quantity.name} cannot be measured, no cell varies.")
    cells, lengths = (np.concatenate(of) for of in zip(*up, strict=True))
    least = max(1, round(SHORTEST_SECONDS * part.sfreq))
    frames = _shortest(lengths, np.concatenate(down), least)
    return Transients(np.bincount(cells[lengths >= frames], minlength=len(part.channels)), frames, usable)


def _shortest(up: np.ndarray, down: np.ndarray, least: int) -> int:
    """Frames from which on dips are under 5 % as frequent as rises, at least `least`."""
    longest = int(down.max(initial=0))
    for frames in range(least, longest + 1):
        if (down >= frames).sum() <= FALSE_SHARE * (up >= frames).sum():
            return frames
    return max(least, longest + 1)


def _note(part: Part, found: Transients, values: np.ndarray, per: str) -> str:
    lasting = f"lasting {found.frames / part.sfreq:.3g} s or longer"
    n = int(found.usable.sum())
    if len(part.channels) == 1:
        return lasting
    top = part.channels[int(np.argmax(values))]
    return (
        f"{lasting}; {n} of {len(values)} cells that vary, {values[found.usable].min():.3g} to {values.max():.3g} "
        f"{per}, most in {top}"
    )


def _transient_count(part: Part) -> Found:
    found = transients(part)
    return Found(int(found.counts.sum()), _note(part, found, found.counts, "each"))


def _transient_rate(part: Part) -> Found:
    found = transients(part)
    rates = 60 * found.counts / part.seconds
    return Found(float(rates[found.usable].mean()), "mean; " + _note(part, found, rates, "per min"))


def _correlation(part: Part) -> Found:
    """Mean over pairs without the pairs: the square of the sum of z-scores holds them all."""
    names, recording = part.channels, part.recording
    if len(names) < 2:
        raise MeasureError(f"{recording.name}: a correlation needs two cells; there is {len(names)}.")
    statistics = RunningStatistics(len(names))
    for block in blocks(recording, names, part.start, part.stop):
        statistics.add(block)
    n_frames, varying = int(statistics.seen[0]), np.flatnonzero(statistics.deviation > 0)
    if n_frames < FEWEST_FRAMES or len(varying) < 2:
        raise MeasureError(
            f"{recording.name}: {part.quantity.name} needs at least {FEWEST_FRAMES} frames of two cells that vary; "
            f"there are {n_frames} frames, {len(varying)} cells vary."
        )
    mean, deviation = statistics.mean[varying, None], statistics.deviation[varying, None]
    pairs = np.zeros((len(varying),) * 2) if len(varying) <= MOST_COMPARED else None
    total = own = 0.0
    for block in blocks(recording, names, part.start, part.stop):
        z = np.nan_to_num((block[varying] - mean) / deviation)
        total += float((z.sum(axis=0) ** 2).sum())
        own += float((z**2).sum())
        if pairs is not None:
            pairs += z @ z.T
    n = len(varying)
    value = (total - own) / n_frames / (n * (n - 1))
    note = f"Pearson, mean over {n * (n - 1) // 2} pairs of {n} cells"
    if pairs is not None and n > 2:
        np.fill_diagonal(pairs, -np.inf)
        one, other = np.unravel_index(int(pairs.argmax()), pairs.shape)
        strongest = f"{names[varying[one]]} with {names[varying[other]]}"
        note += f"; strongest {strongest}: {pairs[one, other] / n_frames:.2f}"
    return Found(value, note)


_CELLS = Needs(("cell",))
_METHOD = (
    f"rises above {ONSET_SDS:g} SD of a cell's noise until below {END_SDS:g} SD, 0.3 s or longer, so "
    "long that dips of that depth are less than 5 % as frequent; 0.2-s means, baseline 8th percentile of 30 s, noise "
    "from what lies below the resting level"
)
_SOURCE = "Dombeck et al. 2007; noise after Romano et al. 2017"

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("transient count", "count", _CELLS, _METHOD, _SOURCE, _transient_count),
    Quantity("transient rate", "per min", _CELLS, _METHOD, _SOURCE, _transient_rate),
    Quantity(
        "cell correlation", "", _CELLS, "correlation of signals over the whole span, slow drift included", "",
        _correlation,
    ),
)  # fmt: skip
