"""Event-related (de)synchronisation: how the power of a rhythm changes after the recording's own events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS, Event

from .around_events import cut, room
from .bands import BANDS
from .contrasts import Labels, enough, labelled
from .part import Found, Part
from .quantity import Needs, Quantity

ACTIVE = (0.5, 2.5)  # s after the event; up to its end where it is shorter
REFERENCE = (-1.5, -0.5)  # s
SHORTEST = 1.0  # s of either; one Hann window
LONG = 1.0  # s; a shorter event is a mark, not a state
WIDE_HZ = (0.5, 60.0)
CENTRAL = ("C3", "Cz", "C4")
ROLANDIC = ("alpha", "sigma", "beta")
MOST_NAMED = 8
CLEAR = 0.05

PFURTSCHELLER = "Pfurtscheller & Lopes da Silva 1999"


@dataclass(frozen=True)
class Powers:
    """Band power in the windows after and before each event: (trial, channel, window) each.

    kept    (trial, channel)
    own     (trial,) whether it belongs to `event`
    said    the two spans, in s from the event, as a person reads them
    """

    active: np.ndarray
    reference: np.ndarray
    kept: np.ndarray
    own: np.ndarray
    said: str

    @property
    def log_ratio(self) -> np.ndarray:
        """(trial,) ln(active / reference), mean over channels.

        The mean of logarithms of single windows, never of their mean: averages of more windows have higher logarithms.
        """
        after, before = (
            np.log(np.maximum(power, np.finfo(float).tiny)).mean(axis=(1, 2))
            for power in (self.active, self.reference)
        )
        return np.asarray(after - before)

    def change(self, mine: np.ndarray) -> np.ndarray:
        """(channel,) % change of the mean power over the trials `mine`."""
        before = self.reference[mine].mean(axis=(0, 2))
        return np.asarray(100 * (self.active[mine].mean(axis=(0, 2)) - before) / before)


def _find(band: str, wanted: str, part: Part) -> Found:
    from scipy.stats import ttest_1samp, ttest_ind

    placed, where = _places(part, band)
    labels = labelled(part, _only)
    powers = _powers(part.over(placed), labels, BANDS[band])
    kept = np.asarray(powers.kept.all(axis=1))
    told = [enough(part, labels, kept, powers.own), powers.said, where]
    ours, others = kept & powers.own, kept & ~powers.own
    ratio, change = powers.log_ratio, powers.change(ours)
    if labels.versus:
        change = change - powers.change(others)
        t, p = ttest_ind(ratio[ours], ratio[others], equal_var=False)
    else:
        t, p = ttest_1samp(ratio[ours], 0.0)
    if len(placed) > 1:
        told.append(_each(placed, change))
    t, p = (float(t), float(p)) if np.isfinite(t) else (0.0, 1.0)
    shown = f"{'less' if t < 0 else 'more'} power is shown" if p < CLEAR else "a change of power is not shown"
    told.append(f"{shown} (t = {t:.2f}, {f'p = {p:.2g}' if p >= 1e-4 else 'p < 0.0001'})")
    return Found(
        float(change.mean()) if wanted == "change" else t,
        "; ".join(told), channels=placed, event=labels.event, versus=labels.versus,
    )  # fmt: skip


def _each(channels: tuple[str, ...], change: np.ndarray) -> str:
    """The change at each channel, or the two ends where there are many."""
    order = (
        range(len(channels)) if len(channels) <= MOST_NAMED else (int(change.argmin()), int(change.argmax()))
    )
    listed = ", ".join(f"{channels[row]} {change[row]:.0f} %" for row in order)
    return f"mean of {len(channels)} channels: {listed}"


def _only(part: Part, there: dict[str, list[Event]]) -> tuple[str, str]:
    """The one label there is, where none was given."""
    if part.event or len(there) == 1:
        return part.event or next(iter(there)), ""
    raise MeasureError(
        f"{part.quantity.name} is about one kind of event; {part.recording.name} has {', '.join(there)}. "
        "Give event."
    )


def _places(part: Part, band: str) -> tuple[tuple[str, ...], str]:
    """The channels as named, else over the motor cortex for its rhythms, else all."""
    if part.named:
        return part.channels, "channels as named"
    central = tuple(name for name in CENTRAL if name in part.channels)
    if band in ROLANDIC and central:
        return central, "over the motor cortex"
    return part.channels, f"all {len(part.channels)} good channels"


def _powers(part: Part, labels: Labels, band: tuple[float, float]) -> Powers:
    """Power of a band (Hz) after and before each event."""
    before, after = room(part.recording, labels.events)
    lasting = float(np.median([event.duration for event in labels.events]))
    slack = 1 / part.sfreq
    stop = min(ACTIVE[1], after - slack, lasting if lasting >= LONG else np.inf)
    start = min(ACTIVE[0], max(0.0, stop - SHORTEST))
    begin = max(REFERENCE[0], -before)
    end = REFERENCE[1] if begin + SHORTEST <= REFERENCE[1] + slack else begin + SHORTEST
    if end > slack or stop - start < SHORTEST - 2 * slack:
        raise MeasureError(
            f"{part.quantity.name} compares at least {SHORTEST:g} s after an event with {SHORTEST:g} s before it; "
            f"here {before:.2g} s lie before and {after:.2g} s after an event."
        )
    found = cut(part, labels.events, (begin, stop), WIDE_HZ)
    quiet, busy = (
        _band_power(found.data[:, :, found.between(*span)], found.times, band)
        for span in ((begin, end), (start, stop))
    )
    said = f"{start:.2g}–{stop:.2g} s after against {-begin:.2g}–{max(0.0, -end):.2g} s before the event"
    return Powers(busy, quiet, found.kept, labels.own[found.chosen], said)


def _band_power(data: np.ndarray, times: np.ndarray, band: tuple[float, float]) -> np.ndarray:
    """(trial, channel, window) power of the band in 1-s Hann windows, half overlapping. data (trial, channel, time)."""
    from scipy.signal import detrend, get_window

    length = min(data.shape[2], round(SHORTEST / (times[1] - times[0])))
    windows = np.lib.stride_tricks.sliding_window_view(data, length, axis=2)[:, :, :: max(1, length // 2)]
    spectra = np.fft.rfft(detrend(windows, type="constant") * get_window("hann", length))
    freqs = np.fft.rfftfreq(length, times[1] - times[0])
    power = (np.abs(spectra) ** 2)[..., (freqs >= band[0] - 1e-6) & (freqs < band[1] - 1e-6)]
    return np.asarray(power.mean(axis=-1))


def _quantities(band: str) -> tuple[Quantity, ...]:
    low, high = BANDS[band]
    needs = Needs(FIELD_KINDS, rate=2.5 * high, events=2)
    how = (
        f"{low:g}–{high:g} Hz power 0.5–2.5 s after the event (to its end where it is shorter) against 1.5–0.5 s "
        "before; versus: difference of the two labels"
    )
    return (
        Quantity(
            f"event-related {band} change", "%", needs, f"percent change of mean {how}", PFURTSCHELLER,
            partial(_find, band, "change"),
        ),
        Quantity(
            f"event-related {band} t-value", "", needs, f"t over trials of ln ratio of {how}", PFURTSCHELLER,
            partial(_find, band, "t-value"),
        ),
    )  # fmt: skip


QUANTITIES: tuple[Quantity, ...] = tuple(found for band in BANDS for found in _quantities(band))
