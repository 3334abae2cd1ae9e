"""One number per voxel: how clearly it follows the events of the task, else how steady it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.activity import rows
from neuro_llm.recordings.evidence.around_events import is_border
from neuro_llm.recordings.evidence.glm import Model, drift, regressor
from neuro_llm.recordings.evidence.intervals import covered
from neuro_llm.recordings.evidence.keeping import kept
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.evidence.places import spread
from neuro_llm.recordings.evidence.quantities import find
from neuro_llm.recordings.recording import Event, Recording

from .voxel_grid import Grid, grid_of

MOST_SAMPLES = 2.2e7  # voxels × volumes that are read
SIGNIFICANT = 0.05
MOST_BUSY = 0.9  # share of the time that events may cover
_REST = re.compile(r"(?i)\b(rest|resting|baseline|fixation|fix|blank|iti|isi|null|pause|n/a)\b")


@dataclass(frozen=True)
class VoxelMap:
    """A number for each voxel that varies.

    rows    (voxel,) index of the channel of each
    values  (voxel,)
    limit   |value| that chance exceeds anywhere in one recording of twenty; None where that means nothing
    grid    where they lie; None where they lie on no grid
    name    "t", "tSNR", "SD": short, for the scale
    note    what it is, and how it was found
    mean    (volume,) mean of these voxels
    """

    rows: np.ndarray
    values: np.ndarray
    limit: float | None
    grid: Grid | None
    name: str
    note: str
    mean: np.ndarray

    @property
    def peak(self) -> int:
        """Which voxel has the largest |value|."""
        return int(np.argmax(np.abs(self.values)))

    def middle(self, recording: Recording) -> int:
        """Which voxel lies nearest to the middle of them all; one amid the list where no place is known."""
        places = recording.positions[self.rows]
        away = np.linalg.norm(places - np.nanmedian(places, axis=0), axis=1)
        return int(np.nanargmin(away)) if np.isfinite(away).any() else len(self.rows) // 2

    def nearest(self, recording: Recording, row: int) -> int:
        """Which voxel is, or lies nearest to, the channel `row`; the peak where no place is known."""
        same = np.flatnonzero(self.rows == row)
        away = np.linalg.norm(recording.positions[self.rows] - recording.positions[row], axis=1)
        if len(same) or not np.isfinite(away).any():
            return int(same[0]) if len(same) else self.peak
        return int(np.nanargmin(away))


def voxel_map(recording: Recording) -> VoxelMap:
    """The map of a recording, worked out once; MeasureError where no voxel varies."""
    channels = _usable(recording)
    names = tuple(recording.ch_names[row] for row in channels)
    part = Part(recording, find("event response t-value"), names, 0.0, recording.duration)
    return kept(part, ("voxel map", recording.events), lambda: _made(part, channels))


def task_events(recording: Recording) -> list[Event]:
    """Events that are no rest, no break and no bad piece."""
    return [e for e in recording.events if not _REST.search(e.label) and not is_border(e.label)]


def _usable(recording: Recording) -> np.ndarray:
    """(channel,) indices of the voxels; of those that are not bad where there are any."""
    bold = np.array(recording.ch_kinds) == "bold"
    good = bold & ~np.isin(recording.ch_names, recording.bads) if recording.bads else bold
    return np.flatnonzero(good if good.any() else bold)


def _made(part: Part, channels: np.ndarray) -> VoxelMap:
    recording = part.recording
    channels, grid, thinned = _thinned(channels, grid_of(recording, channels), recording.n_times)
    part = part.over(tuple(recording.ch_names[row] for row in channels))
    model, lack = _task_model(part)
    values, mean = _values(part, model)
    varying = values != 0
    if not varying.any():
        raise MeasureError(f"{recording.name}: no voxel varies, so there is nothing to map.")
    if grid is not None:
        grid = Grid(grid.index[varying], grid.places, grid.step, grid.placed)
    values, name, limit, note = _named(part, model, values[varying])
    told = " ".join(filter(None, (note, lack, thinned)))
    return VoxelMap(channels[varying], values, limit, grid, name, told, mean)


def _thinned(channels: np.ndarray, grid: Grid | None, n_times: int) -> tuple[np.ndarray, Grid | None, str]:
    """No more voxels than may be read, evenly spread; what was left out."""
    most = max(1, int(MOST_SAMPLES / n_times))
    if len(channels) <= most:
        return channels, grid, ""
    if grid is None:
        note = f"{most} of {len(channels)} channels were read, evenly spread."
        return np.array(spread(channels.tolist(), most)), None, note
    stride = next(s for s in range(2, max(grid.shape) + 1) if len(grid.every(s)[0]) <= most)
    inside, coarse = grid.every(stride)
    return channels[inside], coarse, f"One voxel in {stride} along each axis was read."


def _task_model(part: Part) -> tuple[Model | None, str]:
    """The model of all events of the task together; None, and why, where they do not allow one."""
    events, n = task_events(part.recording), part.recording.n_times
    if not events:
        return None, ""
    busy = covered((event.onset, event.onset + event.duration) for event in events)
    if busy > MOST_BUSY * part.seconds:
        return None, "There is no map of the task: its events leave no rest to compare with."
    times = (np.arange(n) + 0.5) / part.sfreq
    try:
        return Model(np.column_stack([regressor(events, times), drift(n, part.seconds)])), ""
    except MeasureError as error:
        return None, f"There is no map of the task: {error}."


def _values(part: Part, model: Model | None) -> tuple[np.ndarray, np.ndarray]:
    """(voxel,) t-values, else standard deviations, 0 where nothing varies; (volume,) mean of the voxels that vary."""
    found, total = [], np.zeros(part.recording.n_times)
    for _, x in rows(part):
        values = x.std(axis=1, dtype=float) if model is None else model.fit(x)[1]
        total += x[values != 0].sum(axis=0)
        found.append(values)
    every = np.concatenate(found)
    return every, total / max(1, int(np.count_nonzero(every)))


def _named(part: Part, model: Model | None, values: np.ndarray) -> tuple[np.ndarray, str, float | None, str]:
    """What `_values` found, as it is shown: values, name, limit, note."""
    from scipy.special import stdtrit

    if model is None and part.recording.unit == "%":
        return 100.0 / values, "tSNR", None, "Temporal signal to noise: mean / SD of each voxel over the run."
    if model is None:
        return values, "SD", None, "Standard deviation over time, in the file's own numbers."
    limit = -float(stdtrit(model.freedom, SIGNIFICANT / 2 / len(values)))
    count = len(task_events(part.recording))
    counted = f"{count} event{'s' if count > 1 else ''}"
    note = (
        f"t-value of the task ({counted} together) against rest: general linear model, "
        f"canonical response, cosine drift to 1/128 Hz, AR(1) noise. {(np.abs(values) > limit).sum()} of "
        f"{len(values)} voxels lie beyond ±{limit:.2f} (Bonferroni p < .05)."
    )
    return values, "t", limit, note
