"""Where an animal was, how fast it moved, and what a spike tells about the place."""

from __future__ import annotations

import re

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording

from .part import Found, Part
from .quantity import Needs, Quantity
from .trains import trains_of

POSITION_HZ = 20.0
BINS_ALONG, BINS_ACROSS = 40, 20
LEAST_OCCUPIED = 0.25  # s in a place before it counts
LINE = 10.0  # times wider than high: a track, no field
SHIFTS = 50
FEWEST_SPIKES = 50
SPEED_SECONDS = 0.5
_POSITION = re.compile(r"\b(?:position|pos|location|[xyz])\b", re.IGNORECASE)
_SECOND_POINT = re.compile(r"\b[xy] ?[2-9]$", re.IGNORECASE)


def position_channels(recording: Recording) -> tuple[str, ...]:
    """Behaviour channels that tell where the animal is: one along a track, or two in the plane."""
    named = [name for name in recording.of_kind("behaviour") if _POSITION.search(name.replace("_", " "))]
    first = [name for name in named if not _SECOND_POINT.search(name.replace("_", " "))]
    return tuple((first or named)[:2])


def positions(part: Part) -> np.ndarray:
    """(axis, time) of the animal 20 times a second, NaN where unknown; MeasureError without such channels."""
    names = position_channels(part.recording)
    if not names:
        raise MeasureError(
            f"{part.recording.name}: {part.quantity.name} needs where the animal was, a behaviour channel such as "
            "'position x'; there is none."
        )
    sfreq = part.sfreq
    every = max(1, round(sfreq / POSITION_HZ))
    first, last = round(part.start * sfreq), min(round(part.stop * sfreq), part.recording.n_times)
    length = max(1, (1 << 20) // every) * every
    pieces = [
        part.recording.read(at / sfreq, min(at + length, last) / sfreq, names)[:, ::every]
        for at in range(first, last, length)
    ]
    found = np.concatenate(pieces, axis=1).astype(float)
    if not np.isfinite(found).all(axis=0).any():
        raise MeasureError(f"{part.recording.name}: the position is unknown all the time.")
    return found


def _places(where: np.ndarray) -> tuple[np.ndarray, int]:
    """(time,) number of the place, −1 where unknown, and how many there are: along a track, or squares of a field."""
    known = np.isfinite(where).all(axis=0)
    low, high = np.percentile(where[:, known], (0.5, 99.5), axis=1)
    reach = high - low
    axes = [int(np.argmax(reach))] if len(where) == 1 or reach.max() > LINE * reach.min() else [0, 1]
    n = BINS_ALONG if len(axes) == 1 else BINS_ACROSS
    size = max(reach[axes].max(), 1e-12) / n
    numbers = np.full(where.shape[1], -1)
    index = [np.clip(((where[axis, known] - low[axis]) / size).astype(int), 0, n - 1) for axis in axes]
    numbers[known] = index[0] if len(axes) == 1 else index[0] * n + index[1]
    return numbers, n ** len(axes)


def information(occupied: np.ndarray, spikes: np.ndarray) -> float:
    """Bits per spike; occupied (place,) s, spikes (place,)."""
    used = occupied > 0
    share, rates = occupied[used] / occupied[used].sum(), spikes[used] / occupied[used]
    mean = float((share * rates).sum())
    if mean <= 0:
        return 0.0
    ratio = rates[rates > 0] / mean
    return float((share[rates > 0] * ratio * np.log2(ratio)).sum())


def spatial_information(part: Part) -> Found:
    """Skaggs et al. 1993, beside what trains shifted in time against the path give."""
    where = positions(part)
    every = max(1, round(part.sfreq / POSITION_HZ))
    places, n_places = _places(where)
    if len(np.unique(places[places >= 0])) < 2:
        raise MeasureError(f"{part.recording.name}: the animal stays at one place.")
    occupied = np.bincount(places[places >= 0], minlength=n_places) * every / part.sfreq
    occupied[occupied < LEAST_OCCUPIED] = 0.0
    found = trains_of(part.recording, part.channels, part.start, part.stop, f"the {part.quantity.name}")
    units = [i for i, train in enumerate(found.bins) if len(train) >= FEWEST_SPIKES]
    if not units:
        raise MeasureError(
            f"{part.recording.name}: {part.quantity.name} needs a unit with at least {FEWEST_SPIKES} spikes; the "
            f"most are {found.counts.max()}. Take a longer span."
        )
    told = [_against_shifts(found.bins[i] // every, places, occupied) for i in units]
    values, chance = (np.array(of) for of in zip(*told, strict=True))
    return Found(float(values.mean()), _note(part, units, values, chance, int((occupied > 0).sum())))


def _against_shifts(at: np.ndarray, places: np.ndarray, occupied: np.ndarray) -> tuple[float, np.ndarray]:
    """Information of a train, and of the same train shifted around: (shift,). `at` (spike,) position samples."""
    n = len(places)
    counts = np.bincount(np.minimum(at, n - 1), minlength=n)
    fired = np.flatnonzero(counts)

    def told(shift: int) -> float:
        here = places[(fired + shift) % n]
        inside = here >= 0
        return information(
            occupied, np.bincount(here[inside], weights=counts[fired[inside]], minlength=len(occupied))
        )

    return told(0), np.array([told(round(k * n / (SHIFTS + 1))) for k in range(1, SHIFTS + 1)])


def _note(part: Part, units: list[int], values: np.ndarray, chance: np.ndarray, n_places: int) -> str:
    above = int((values > np.percentile(chance, 95, axis=1)).sum())
    shifted = f"the same trains shifted in time give {chance.mean():.3g} bits/spike"
    if len(values) == 1:
        clear = "above" if above else "not shown: within"
        return f"{n_places} places; {clear} 95 % of {SHIFTS} shifts; {shifted}"
    top = part.channels[units[int(np.argmax(values - chance.mean(axis=1)))]]
    return (
        f"mean over {len(values)} units, {values.min():.3g} to {values.max():.3g}, clearest in {top}; {n_places} "
        f"places; {above} units above 95 % of {SHIFTS} shifts; {shifted}"
    )


def mean_speed(part: Part) -> Found:
    """Way between positions averaged over half a second, so that jitter of the tracking is no way."""
    where = positions(part)
    names = position_channels(part.recording)
    units = {part.recording.units[row] for row in part.recording.index(names)}
    rate = part.sfreq / max(1, round(part.sfreq / POSITION_HZ))
    width = max(1, round(SPEED_SECONDS * rate))
    n = where.shape[1] // width
    if n < 2:
        raise MeasureError(f"{part.quantity.name} needs at least {2 * SPEED_SECONDS:g} s.")
    middle = where[:, : n * width].reshape(len(where), n, width).mean(axis=2)
    steps = np.sqrt((np.diff(middle, axis=1) ** 2).sum(axis=0)) * rate / width
    steps = steps[np.isfinite(steps)]
    if not len(steps):
        raise MeasureError(f"{part.recording.name}: the position is unknown all the time.")
    unit = units.pop() if len(units) == 1 else ""
    note = f"median {np.median(steps):.3g}" + (
        "" if unit else "; the file does not say its unit: arbitrary units"
    )
    return Found(float(steps.mean()), note, f"{unit or 'a.u.'}/s", names)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "spatial information", "bits/spike", Needs(("unit",)),
        "Σ p (λ/mean λ) log2(λ/mean λ) over the places where the animal was, at any speed, not corrected for chance",
        "Skaggs et al. 1993", spatial_information,
    ),
    Quantity(
        "mean speed", "", Needs(("behaviour",)),
        f"way between positions averaged over {SPEED_SECONDS:g} s / time", find=mean_speed,
    ),
)  # fmt: skip
