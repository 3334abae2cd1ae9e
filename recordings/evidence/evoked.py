"""Event-related averages: deflections after the recording's own events, their latency, and whether they stand out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from .around_events import FEWEST, Cut, cut, room
from .chance import SHUFFLES, largest_by_chance
from .contrasts import Choice, Labels, enough, faces_against_the_rest, labelled, oddball
from .part import Found, Part
from .quantity import Needs, Quantity

BASELINE = 0.2  # s before the event
EARLY = 0.05  # s after it: nothing of the cortex yet; the baseline where nothing lies before the event
AFTER = 0.1  # s beyond the component's window
LOWPASS_HZ = 30.0
BIN = 0.05  # s; an unknown deflection is looked for in means over this length
CLEAR = 0.05  # two-sided

_HEADBAND = {"TP9", "AF7", "AF8", "TP10"}


@dataclass(frozen=True)
class Component:
    """A deflection with a name.

    window    s after the event
    sign      1, -1, or 0 where it may be either
    places    groups of channels; the first group of which any is there counts
    highpass  Hz
    choose    which labels are meant where none is given
    """

    name: str
    window: tuple[float, float]
    sign: int
    places: tuple[tuple[str, ...], ...]
    highpass: float
    choose: Choice | None = None


P300 = Component("P300", (0.25, 0.5), 1, (("Pz", "CPz", "Cz", "P3", "P4"),), 0.1, oddball)
N170 = Component(
    "N170", (0.13, 0.2), -1, (("P7", "P8", "PO7", "PO8"), ("TP9", "TP10")), 0.5, faces_against_the_rest
)
ANY = Component("evoked", (0.05, 0.5), 0, (), 0.5)


@dataclass(frozen=True)
class Response:
    """What came out. wave (time,) mean of `event`, less that of `versus`; times (time,) s.

    t, p     of the mean amplitude in `window`; p two-sided, corrected where the place was searched for
    channels it rests on
    told     how, for the note
    """

    wave: np.ndarray
    times: np.ndarray
    window: tuple[float, float]
    sign: int
    t: float
    p: float
    channels: tuple[str, ...]
    labels: Labels
    told: tuple[str, ...]


def _find(component: Component, wanted: str, part: Part) -> Found:
    labels = labelled(part, component.choose)
    response = _known(part, component, labels) if component.places else _searched(part, labels)
    latency, inside = peak(response)
    there = response.times.searchsorted(latency - 1e-9)
    values = {"amplitude": response.wave[there], "latency": 1000 * latency, "t-value": response.t}
    edge = () if inside else ("no peak inside the window: the largest value lies at its edge",)
    note = "; ".join((*response.told, *edge, _verdict(component, response)))
    return Found(
        float(values[wanted]), note, channels=response.channels, event=labels.event, versus=labels.versus
    )


def peak(response: Response) -> tuple[float, bool]:
    """Latency in s of the largest deflection in the window, and whether it is a peak rather than an edge."""
    from scipy.signal import find_peaks

    low, high = response.window
    rows = np.flatnonzero((response.times >= low - 1e-9) & (response.times <= high + 1e-9))
    size = response.wave * response.sign if response.sign else np.abs(response.wave)
    tops = np.intersect1d(find_peaks(size)[0], rows)
    tops = tops[size[tops] > 0]
    best = max(tops, key=lambda row: size[row]) if len(tops) else rows[np.argmax(size[rows])]
    return float(response.times[best]), bool(len(tops))


def _verdict(component: Component, response: Response) -> str:
    """ "shown" or "not shown" in so many words."""
    turned = component.sign and response.sign and response.t * component.sign < 0
    shown = response.p < CLEAR and not turned
    what = "a difference" if response.labels.versus else "a response"
    opposite = f", {'negative' if component.sign > 0 else 'positive'}: the wrong sign" if turned else ""
    said = f"p = {response.p:.2g}" if response.p >= 1e-4 else "p < 0.0001"
    return f"{what} is {'shown' if shown else 'not shown'} (t = {response.t:.2f}, {said}{opposite})"


def _trials(part: Part, component: Component, labels: Labels) -> tuple[Cut, np.ndarray, list[str]]:
    """Trials less their baseline, which belong to `event`, and what to say of them."""
    before, after = room(part.recording, labels.events)
    slack, end = 0.5 / part.sfreq, component.window[1]
    if after + slack < end:
        raise MeasureError(
            f"{part.quantity.name} looks up to {1000 * end:g} ms after an event; here a trial ends "
            f"{1000 * after:.0f} ms after it."
        )
    early = before + slack < EARLY
    begin = 0.0 if early else -min(BASELINE, np.floor(before * part.sfreq + 0.5) / part.sfreq)
    window = (begin, min(end + AFTER, after - 1 / part.sfreq))
    found = cut(part, labels.events, window, (component.highpass, LOWPASS_HZ))
    quiet = found.between(0.0, EARLY) if early else found.between(begin, 0.0)
    data = found.data - found.data[:, :, quiet].mean(axis=2, keepdims=True)
    said = (
        f"baseline 0–{1000 * EARLY:g} ms after it, nothing lies before the events" if early
        else f"baseline {1000 * begin:.0f}–0 ms"
    )  # fmt: skip
    return replace(found, data=data), labels.own[found.chosen], [said, _reference(part)]


def _reference(part: Part) -> str:
    if part.recording.reference:
        return f"reference {part.recording.reference}"
    if set(part.recording.ch_names) >= _HEADBAND and len(part.recording.fields) <= 6:
        return "reference not stated: such headbands measure against Fpz, which can turn signs over"
    return "reference not stated"


def _known(part: Part, component: Component, labels: Labels) -> Response:
    """A component whose window and places are known: one test, of the mean over its channels."""
    from scipy.stats import ttest_1samp, ttest_ind

    placed, where = _places(part, component)
    found, own, told = _trials(part.over(placed), component, labels)
    kept = np.asarray(found.kept.all(axis=1))
    told.insert(0, enough(part, labels, kept, own))
    waves = found.data.mean(axis=1)
    ours, others = waves[kept & own], waves[kept & ~own]
    inside = found.between(*component.window)
    means = ours[:, inside].mean(axis=1)
    if labels.versus:
        tested = ttest_ind(means, others[:, inside].mean(axis=1), equal_var=False)
        wave = ours.mean(axis=0) - others.mean(axis=0)
    else:
        tested, wave = ttest_1samp(means, 0.0), ours.mean(axis=0)
    sign = 0 if where else component.sign
    told += [
        f"mean of {', '.join(placed)}{where}",
        f"mean over the window {wave[inside].mean():.3g} {part.unit}",
    ]
    return Response(wave, found.times, component.window, sign, *_finite(*tested), placed, labels, tuple(told))


def _finite(t: float, p: float) -> tuple[float, float]:
    """Trials without any spread tell nothing: t 0, p 1."""
    return (float(t), float(p)) if np.isfinite(t) else (0.0, 1.0)


def _places(part: Part, component: Component) -> tuple[tuple[str, ...], str]:
    """The channels of a component and a word where these are not its own places: then the sign is open."""
    all_places = tuple(name for group in component.places for name in group)
    if part.named:
        return part.channels, "" if set(part.channels) <= set(all_places) else ", as named; either sign"
    for group in component.places:
        own = tuple(name for name in group if name in part.channels)
        if own:
            return own, ""
    rows = part.recording.index(part.channels)
    depth = part.recording.positions[rows, 1]
    if not np.isfinite(depth).any():
        raise MeasureError(
            f"{part.quantity.name} is looked for at {', '.join(all_places)}; {part.recording.name} has "
            "none of these, and no known places. Name the channels."
        )
    last = np.nanmin(depth)
    back = tuple(n for n, y in zip(part.channels, depth, strict=True) if y <= last + 0.01)
    return back, f", the most posterior, as there is none of {', '.join(all_places)}; either sign"


def _searched(part: Part, labels: Labels) -> Response:
    """Any deflection, wherever and whenever it stands out most; corrected for having searched."""
    found, own, told = _trials(part, ANY, labels)
    anywhere = np.asarray(found.kept.any(axis=1))
    told.insert(0, enough(part, labels, anywhere, own))
    groups = (own, ~own) if labels.versus else (own,)
    fit = np.all([found.kept[mine].sum(axis=0) >= FEWEST for mine in groups], axis=0)
    if not fit.any():
        raise MeasureError(
            f"{part.quantity.name} needs at least {FEWEST} usable trials of each label; no channel has them."
        )
    edges = np.arange(ANY.window[0], ANY.window[1] - 1e-9, BIN)
    bins = np.stack(
        [found.data[:, fit][:, :, found.between(at, at + BIN)].mean(axis=2) for at in edges], axis=2
    )
    kept = found.kept[:, fit]
    t, p = largest_by_chance(bins, kept, own if labels.versus else None)
    channel, at = np.unravel_index(int(np.argmax(np.abs(t))), t.shape)
    row = int(np.flatnonzero(fit)[channel])
    shown = kept[:, channel]
    wave = found.data[shown & own, row].mean(axis=0)
    if labels.versus:
        wave = wave - found.data[shown & ~own, row].mean(axis=0)
    window = (float(edges[at]), float(edges[at] + BIN))
    told += [
        f"largest |t| of {int(fit.sum())} channels × {len(edges)} means over {1000 * BIN:g} ms: {part.channels[row]}, "
        f"{1000 * window[0]:.0f}–{1000 * window[1]:.0f} ms",
        f"p from the largest |t| of {SHUFFLES} {'shuffles of labels' if labels.versus else 'flips of signs'}",
    ]
    around = (window[0] - BIN / 2, window[1] + BIN / 2)
    return Response(
        wave, found.times, around, int(np.sign(t[channel, at])), float(t[channel, at]), p,
        (part.channels[row],), labels, tuple(told),
    )  # fmt: skip


def _quantities(
    component: Component, source: str, where: str, kinds: tuple[str, ...]
) -> tuple[Quantity, ...]:
    needs = Needs(kinds, rate=80.0, events=2)
    low, high = (f"{1000 * edge:g}" for edge in component.window)
    how = (
        f"mean over trials of event, less that of versus where given; {component.highpass:g}–{LOWPASS_HZ:g} Hz, "
        f"{low}–{high} ms, {where}"
    )
    words = {"amplitude": "µV", "latency": "ms", "t-value": ""}
    said = {
        "amplitude": "largest deflection", "latency": "time of the largest deflection",
        "t-value": "t of the mean amplitude (Welch between labels, else against zero)",
    }  # fmt: skip
    return tuple(
        Quantity(
            f"{component.name}{' peak' if component is ANY and wanted != 't-value' else ''} {wanted}",
            unit, needs, f"{said[wanted]}; {how}", source, partial(_find, component, wanted),
        )
        for wanted, unit in words.items()
    )  # fmt: skip


QUANTITIES: tuple[Quantity, ...] = (
    *_quantities(
        ANY, "Luck 2014; Nichols & Holmes 2002", "the channel and the 50 ms with the largest |t|", FIELD_KINDS
    ),
    *_quantities(
        P300, "Polich 2007; Kappenman et al. 2021", "positive at Pz, CPz, Cz, P3, P4", ("eeg", "ieeg")
    ),
    *_quantities(
        N170, "Bentin et al. 1996; Kappenman et al. 2021", "negative at P7, P8, PO7, PO8", ("eeg", "ieeg")
    ),
)
