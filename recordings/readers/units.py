"""Units: spellings of voltage and field, and whether the numbers can be what the file says they are."""

from __future__ import annotations

import unicodedata

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Fetch

_CANONICAL = {"uV", "µV", "mV", "nV", "V", "T", "T/m", "fT", "pT", "fT/cm"}
_FACTORS = {
    **dict.fromkeys(("uv", "microv", "microvolt", "microvolts", "uvolt", "uvolts", "muv", "mcv"), 1e-6),
    **dict.fromkeys(("mv", "milliv", "millivolt", "millivolts", "mvolt"), 1e-3),
    **dict.fromkeys(("nv", "nanov", "nanovolt", "nanovolts"), 1e-9),
    **dict.fromkeys(("v", "volt", "volts"), 1.0),
}
_FIELDS = {"t": 1.0, "t/m": 1.0, "ft": 1e-15, "pt": 1e-12, "ft/cm": 1e-13}
SCALP = (1e-7, 5e-3)
"""Least and greatest believable median deviation of an EEG channel, V."""


def factor_of(dim: str) -> tuple[float | None, bool]:
    """(what turns numbers of this unit into V, T or T/m; whether the spelling is an unusual one).

    None where the text names no voltage or magnetic field.
    """
    text = dim.strip(" \x00")
    if text.startswith("\x83\xca"):  # µ in Shift-JIS
        text = "µ" + text[2:]
    text = unicodedata.normalize("NFKC", text.replace("Âµ", "µ").replace("Î¼", "µ")).replace("μ", "µ")
    low = text.replace("µ", "u").replace(" ", "").replace(".", "").lower()
    value = _FACTORS.get(low, _FIELDS.get(low))
    return value, value is not None and text not in _CANONICAL


def deviations(fetch: Fetch, n_times: int, sfreq: float, n_channels: int) -> tuple[np.ndarray, np.ndarray]:
    """Look into eight pieces of two seconds, spread over the recording.

    returns  (channel,) median |x − median of the piece|, the median of the pieces, as `fetch` scales it;
             (channel,) how many samples were NaN or infinite
    """
    length = max(1, min(n_times, round(2 * sfreq)))
    starts = np.unique(np.linspace(0, n_times - length, 8).astype(int))
    spread, broken = [], np.zeros(n_channels, dtype=int)
    for start in starts:
        piece = np.asarray(fetch(int(start), int(start) + length, list(range(n_channels))), dtype=float)
        finite = np.isfinite(piece)
        broken += np.sum(~finite, axis=1)
        piece = np.where(finite, piece, np.nan)
        spread.append(_deviation(piece))
    return _nanmedian(np.array(spread), axis=0), broken


def _deviation(piece: np.ndarray) -> np.ndarray:
    return _nanmedian(np.abs(piece - _nanmedian(piece, axis=1)[:, None]), axis=1)


def _nanmedian(values: np.ndarray, axis: int) -> np.ndarray:
    """Median over what is finite; NaN where nothing is, without a warning."""
    if np.all(np.isfinite(values)):
        return np.median(values, axis=axis)
    empty = ~np.any(np.isfinite(values), axis=axis)
    filled = np.where(np.expand_dims(empty, axis), 0.0, values)
    return np.where(empty, np.nan, np.nanmedian(filled, axis=axis))


def assume(name: str, spread: np.ndarray) -> tuple[float, str]:
    """Factor to V for numbers of unknown unit, from how much they vary; RecordingError where nothing fits.

    spread  (channel,) median deviation of the numbers of the EEG channels
    """
    typical = _typical(spread)
    if typical == 0:
        return 1e-6, "The file names no unit and the EEG is flat: microvolts were assumed."
    if SCALP[0] <= typical <= SCALP[1]:
        return (
            1.0,
            "The file names no unit: volts were assumed, because the numbers vary as EEG in volts does.",
        )
    if SCALP[0] <= typical * 1e-6 <= SCALP[1]:
        return (
            1e-6,
            "The file names no unit: microvolts were assumed, because the numbers vary as EEG in µV does.",
        )
    raise RecordingError(
        name,
        f"the file names no unit, and numbers that vary by {typical:.3g} fit neither V nor µV.",
        "Pass the unit of the numbers, for example unit='mV' or unit='uV'.",
    )


def judge(name: str, spread: np.ndarray, stated: str, limits: tuple[float, float] = SCALP) -> None:
    """Refuse EEG whose amplitude cannot be real. spread (channel,) V; stated: the unit it was read with."""
    values = spread[np.isfinite(spread) & (spread > 0)]
    if len(values) < 0.5 * len(spread) or not len(values):
        return
    outside = (values < limits[0]) | (values > limits[1])
    typical = float(np.median(values))
    if np.mean(outside) <= 0.5 or limits[0] <= typical <= limits[1]:
        return
    cures = {"uV": 1e-6, "mV": 1e-3, "V": 1.0}
    now = factor_of(stated)[0] or 1.0
    fits = [
        unit for unit, factor in cures.items() if limits[0] * 10 <= typical / now * factor <= limits[1] / 10
    ]
    hint = (
        f"The numbers look like {fits[0]}: pass unit='{fits[0]}'."
        if fits
        else "Pass the true unit, as in unit='uV'."
    )
    raise RecordingError(
        name,
        f"read as {stated or 'V'}, the EEG varies by {typical:.3g} V; scalp EEG varies by about 0.00001 V.",
        hint,
    )


def _typical(spread: np.ndarray) -> float:
    values = spread[np.isfinite(spread) & (spread > 0)]
    return float(np.median(values)) if len(values) else 0.0
