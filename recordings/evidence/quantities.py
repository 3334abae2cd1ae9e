"""What can be measured: every quantity with its unit, what it needs, how it is found, after whom."""

from __future__ import annotations

import re
from difflib import get_close_matches

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from . import (
    activity,
    artefacts,
    bold,
    cells,
    connectivity,
    epileptiform,
    evoked,
    flicker,
    graphoelements,
    hypnogram,
    line_length,
    marks,
    optics,
    pops,
    reactivity,
    spatial,
    suppression,
    trends,
    units,
)
from .bands import BANDS
from .quantity import Needs, Quantity

LOWEST_RATE = 10.0  # Hz; below, no rhythm means anything
_SPECTRUM = Needs(FIELD_KINDS, "any", 2.0, rate=LOWEST_RATE)
_POSTERIOR = Needs(FIELD_KINDS, "posterior", 2.0, rate=LOWEST_RATE)
_HEMISPHERES = Needs(FIELD_KINDS, "hemispheres", 2.0, rate=LOWEST_RATE)
_BLINKS = Needs(("eeg", "eog"), "frontal", 5.0, rate=LOWEST_RATE)
_ECG = Needs(("ecg",), "ecg", 5.0, rate=LOWEST_RATE)
_NOTHING = Needs()
_WELCH = "Welch, 2-s Hann, 50 % overlap"
_WELCH_1967 = "Welch 1967; scipy.signal.welch"
_FIT = "a robust 1/f fit (2–40 Hz, peaks left out)"
_FIT_2020 = "Welch 1967; fit after Donoghue et al. 2020"
_BLINK = "1–10 Hz peaks over 4 robust SD and 30 µV, half width 0.05–0.4 s, frontopolar mean or EOG"
_BLINK_2017 = "scipy.signal.find_peaks; criteria after Kleifges et al. 2017"
_PREP_2015 = "after Bigdely-Shamlo et al. 2015 (PREP)"


def _spectral(name: str, unit: str, needs: Needs, method: str, source: str = _WELCH_1967) -> Quantity:
    return Quantity(name, unit, needs, f"{_WELCH}; {method}", source)


def _bands() -> tuple[Quantity, ...]:
    absolute = (
        _spectral(f"{band} power", "µV²", _SPECTRUM, f"{low:g}–{high:g} Hz")
        for band, (low, high) in BANDS.items()
    )
    relative = (
        _spectral(f"relative {band} power", "%", _SPECTRUM, f"{low:g}–{high:g} Hz as a share of 1–45 Hz")
        for band, (low, high) in BANDS.items()
    )
    return (*absolute, *relative)


def _rhythms() -> tuple[Quantity, ...]:
    peak, alpha = f"largest peak of 1.5–40 Hz above {_FIT}", f"largest peak of 7–14 Hz above {_FIT}"
    height = f"{alpha}, 0 where there is none"
    asymmetry = "ln(right) − ln(left) of posterior 8–13 Hz power"
    return (
        _spectral("dominant frequency", "Hz", _SPECTRUM, peak, _FIT_2020),
        _spectral("peak prominence", "dB", _SPECTRUM, f"height of the {peak}", _FIT_2020),
        _spectral("posterior alpha power", "µV²", _POSTERIOR, "8–13 Hz"),
        _spectral("posterior alpha frequency", "Hz", _POSTERIOR, alpha, _FIT_2020),
        _spectral("posterior alpha prominence", "dB", _POSTERIOR, f"height of the {height}", _FIT_2020),
        _spectral("alpha asymmetry", "", _HEMISPHERES, asymmetry, "Welch 1967; Allen et al. 2004"),
        _spectral("aperiodic exponent", "", _SPECTRUM, f"slope of {_FIT}", _FIT_2020),
    )


def _quality() -> tuple[Quantity, ...]:
    above = "above the median of its neighbours (2–6 Hz away)"
    mains = f"50 or 60 Hz where it stands clearly {above}, else 0"
    bursts = "seconds in which 30–100 Hz bursts over its own baseline with a flat spectrum"
    flat = "constant, or not a number, in a fifth of the seconds"
    clipped = "samples held at the channel's own extreme, three or more in a row"
    bad = "flat, noisy, clipped, or marked bad in the file"
    noisy = (
        "1-s amplitude, or power above 20 Hz, above the other channels (robust z), unlike brain activity; "
        "or steps that the others do not share, again and again"
    )
    return (
        _spectral("amplitude", "µV", _SPECTRUM, "RMS of everything from 1 Hz up"),
        Quantity("peak-to-peak amplitude", "µV", _SPECTRUM, "maximum − minimum in 1-s epochs, median"),
        _spectral("line noise", "dB", _SPECTRUM, f"the higher of 50 and 60 Hz {above}"),
        _spectral("line frequency", "Hz", _SPECTRUM, mains),
        Quantity("flat channels", "", _SPECTRUM, flat, _PREP_2015),
        Quantity("noisy channels", "", _SPECTRUM, noisy, _PREP_2015),
        Quantity("clipped channels", "", _SPECTRUM, clipped),
        Quantity("bad channels", "", _SPECTRUM, bad, _PREP_2015),
        _spectral("muscle fraction", "%", _SPECTRUM, bursts, "after Muthukumaraswamy 2013"),
    )


def _events_and_beats() -> tuple[Quantity, ...]:
    beats = "60 / median R–R interval; R peaks of the 8–20 Hz ECG"
    return (
        Quantity("blink count", "count", _BLINKS, _BLINK, _BLINK_2017),
        Quantity("blink rate", "per min", _BLINKS, _BLINK, _BLINK_2017),
        Quantity("blink times", "s", _BLINKS, _BLINK, _BLINK_2017),
        Quantity("event count", "count", _NOTHING, "events and annotations of the file"),
        Quantity("event interval", "s", _NOTHING, "median time between onsets of events of the file"),
        Quantity("event onsets", "s", _NOTHING, "onsets of events and annotations of the file"),
        Quantity("heart rate", "bpm", _ECG, beats, "scipy.signal.find_peaks; after Pan & Tompkins 1985"),
    )


def _facts() -> tuple[Quantity, ...]:
    return (
        Quantity("duration", "s", _NOTHING, "samples / sampling rate"),
        Quantity("sampling rate", "Hz", _NOTHING, "as the file states"),
        Quantity("channel count", "count", _NOTHING, "channels of the file"),
        Quantity("channel names", "", _NOTHING, "as the file states, clinical labels made plain"),
        Quantity("reference", "", _NOTHING, "as the file states"),
    )


_GROUPS = (
    activity.QUANTITIES,
    graphoelements.QUANTITIES,
    epileptiform.QUANTITIES,
    line_length.QUANTITIES,
    suppression.QUANTITIES,
    artefacts.QUANTITIES,
    pops.QUANTITIES,
    trends.QUANTITIES,
    units.QUANTITIES,
    spatial.QUANTITIES,
    bold.QUANTITIES,
    cells.QUANTITIES,
    optics.QUANTITIES,
    evoked.QUANTITIES,
    reactivity.QUANTITIES,
    flicker.QUANTITIES,
    connectivity.QUANTITIES,
    hypnogram.QUANTITIES,
    marks.QUANTITIES,
)
"""Quantities with a way of their own, from the modules that find them."""

QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for group in (_facts(), _bands(), _rhythms(), _quality(), _events_and_beats(), *_GROUPS)
    for quantity in group
}
"""Everything `measure` knows, by name."""

_BY_LOWER_NAME = {name.lower(): quantity for name, quantity in QUANTITIES.items()}


def find(name: str) -> Quantity:
    """The quantity of that name, in any case; MeasureError lists near names."""
    key = " ".join(name.lower().split())
    if key in _BY_LOWER_NAME:
        return _BY_LOWER_NAME[key]
    if known_flicker := re.fullmatch(r"ssvep correlation at (\d+(?:\.\d+)?) ?hz", key):
        return flicker.correlation_at(float(known_flicker[1]))
    near = get_close_matches(key, _BY_LOWER_NAME, n=4, cutoff=0.5)
    near += [known for known in _BY_LOWER_NAME if key and key in known and known not in near][:6]
    near = [_BY_LOWER_NAME[known].name for known in near]
    hint = f"Near: {', '.join(near)}." if near else f"Known: {', '.join(QUANTITIES)}."
    raise MeasureError(f"No quantity {name!r}. {hint}")
