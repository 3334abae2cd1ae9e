"""Where on the head the power of each band lies, in the seconds of the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, image
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.timeline import page_of, said
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.evidence.places import kind, main_channels
from neuro_llm.recordings.evidence.spectrum import band_power
from neuro_llm.recordings.recording import Recording

from .densities import frequencies, page_density
from .fields import Fields, fields_of_kind, has_fields, listed, part_of

MAPPED = ("delta", "theta", "alpha", "beta")
FEWEST = 8  # places; fewer give no map
FEWEST_FOR_SPHERE = 12
RADII = (0.06, 0.2)  # m, of a head or a helmet
CENTRE = (0.0, 0.015, 0.04)  # m, head frame: of the sphere through the 10-05 electrodes
_LINES, _LIT = "#7c8794", "#e11d48"  # read on light and on dark


@dataclass(frozen=True)
class Map:
    """What is drawn.

    flat   (place, 2) in head radii, nose up
    power  (band, place) unit²
    lit    (place,) whether an answer rests on it
    scalp  whether the sensors sit on the skin, so that the rest of the head may be guessed from them
    """

    flat: np.ndarray
    power: np.ndarray
    bands: tuple[str, ...]
    lit: np.ndarray
    unit: str
    scalp: bool


def fits(recording: Recording) -> bool:
    scalp = main_channels(recording) if has_fields(recording) and recording.modality in ("eeg", "meg") else ()
    return len(_placed(recording, scalp)) >= FEWEST


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """A map of delta, theta, alpha and beta power from the channels whose places are known."""
    fields = fields_of_kind(recording, state)
    page = page_of(recording, state)
    found, missing = mapped(recording, fields, state.lit_channels, page)
    strongest = ", ".join(
        f"{band} {_where(*found.flat[np.argmax(power)])}"
        for band, power in zip(found.bands, found.power, strict=True)
    )
    note = (
        f"Power of {said(page)} in dB re 1 {found.unit}², as recorded. Each map has its own scale, is seen from above "
        f"with the nose up, and is interpolated between the sensors. {missing} {fields.note}"
    )
    alt = f"Maps of band power over the head, {said(page)}; strongest: {strongest}."
    return image(_draw(found), alt, " ".join(note.split()))


def mapped(
    recording: Recording, fields: Fields, lit: Sequence[str], page: tuple[float, float]
) -> tuple[Map, str]:
    """The power at each place in the page (s), and a sentence on the channels that are not drawn."""
    names = _placed(recording, fields.names)
    if len(names) < FEWEST:
        raise MeasureError(
            f"{recording.name}: a map needs {FEWEST} good channels whose places are known; there are {len(names)}."
        )
    part = part_of(recording, "A map", names)
    freqs, psd = frequencies(part), page_density(part, *page)
    known = np.isfinite(psd).all(axis=1)
    bands = tuple(band for band in MAPPED if BANDS[band][1] <= freqs[-1] and BANDS[band][0] >= freqs[1])
    if known.sum() < FEWEST or not bands:
        raise MeasureError(
            f"{recording.name}: {known.sum()} channels have a signal in {said(page)}, sampled at "
            f"{part.sfreq:g} Hz; a map needs {FEWEST}, a second long, at 20 Hz. Show another page."
        )
    power = np.stack([band_power(freqs, psd[known], *BANDS[band]) for band in bands])
    places = recording.positions[recording.index(names)][known]
    marked = np.array([name in lit for name in names])[known]
    scalp = kind(recording, names[0]) == "eeg"
    if kind(recording, names[0]) == "grad":
        places, power, marked = _paired(places, power, marked)
    silent = [name for name, yes in zip(names, known, strict=True) if not yes]
    unplaced = [name for name in fields.names if name not in names]
    missing = {"Place unknown": unplaced, "Constant or lost": silent}
    told = " ".join(f"{why}: {listed(which)}." for why, which in missing.items() if which)
    return Map(flattened(places), power, bands, marked, part.unit, scalp), told


def _paired(
    places: np.ndarray, power: np.ndarray, marked: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Planar gradiometers: the two at one place become one, their powers added (the length of the gradient)."""
    places, at = np.unique(places.round(4), axis=0, return_inverse=True)
    at = at.ravel()
    added = [np.bincount(at, weights=row, minlength=len(places)) for row in power]
    return places, np.stack(added), np.bincount(at, weights=marked, minlength=len(places)) > 0


def flattened(places: np.ndarray) -> np.ndarray:
    """(place, 2) in head radii: azimuthal equidistant about the middle of the head; 1 is the plane of ears and brows.

    places  (place, 3) metres, head frame
    """
    away = places - _centre(places)
    polar = np.arctan2(np.hypot(away[:, 0], away[:, 1]), away[:, 2])
    azimuth = np.arctan2(away[:, 1], away[:, 0])
    return (polar / (np.pi / 2))[:, None] * np.stack([np.cos(azimuth), np.sin(azimuth)], axis=1)


def _centre(places: np.ndarray) -> np.ndarray:
    """(3,) middle of the sphere through the places by least squares; the usual one where they are few."""
    if len(places) >= FEWEST_FOR_SPHERE:
        design = np.c_[2 * places, np.ones(len(places))]
        *centre, rest = np.linalg.lstsq(design, (places**2).sum(axis=1), rcond=None)[0]
        if RADII[0] ** 2 <= rest + float(np.sum(np.square(centre))) <= RADII[1] ** 2:
            return np.array(centre)
    return np.array(CENTRE)


def _placed(recording: Recording, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the channels whose places are known."""
    known = np.isfinite(recording.positions[recording.index(names)]).all(axis=1)
    return tuple(name for name, yes in zip(names, known, strict=True) if yes)


def _where(x: float, y: float) -> str:
    """ "left back" of a place in head radii"""
    across = "left" if x < -0.2 else "right" if x > 0.2 else "middle"
    along = "front" if y > 0.3 else "back" if y < -0.3 else "centre"
    return f"{across} {along}"


def _draw(found: Map) -> bytes:
    """All maps in a row: PNG, on no ground, so that it lies on a light page and on a dark one."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(2.55 * len(found.bands), 2.75), dpi=130, layout="constrained")
    canvas.patch.set_alpha(0.0)
    row = np.atleast_1d(canvas.subplots(1, len(found.bands)))
    for axes, band, power in zip(row, found.bands, found.power, strict=True):
        _draw_map(canvas, axes, found, band, 10 * np.log10(np.maximum(power, 1e-30)))
    buffer = io.BytesIO()
    FigureCanvasAgg(canvas).print_png(buffer)
    return buffer.getvalue()


def _draw_map(canvas: Any, axes: Any, found: Map, band: str, level: np.ndarray) -> None:
    """level (place,) dB"""
    from mne.viz import plot_topomap

    spread = max(float(np.ptp(level)), 0.5)  # no colours for differences of nothing
    middle = float(level.max() + level.min()) / 2
    picture, _ = plot_topomap(
        level, found.flat, axes=axes, show=False, sphere=1.0, contours=5, cmap="viridis", res=128,
        extrapolate="head" if found.scalp else "local", vlim=(middle - spread / 2, middle + spread / 2),
        mask=found.lit if found.lit.any() else None,
        mask_params={"markerfacecolor": "none", "markeredgecolor": _LIT, "markersize": 9, "markeredgewidth": 2},
    )  # fmt: skip
    for line in axes.lines:
        if line.get_marker() in (None, "None", ""):
            line.set_color(_LINES)
    low, high = BANDS[band]
    axes.set_title(f"{band}  {low:g}–{high:g} Hz", fontsize=11, color=_LINES, parse_math=False)
    bar = canvas.colorbar(picture, ax=axes, location="bottom", shrink=0.7, aspect=18, pad=0.02)
    bar.ax.tick_params(labelsize=8, colors=_LINES)
    bar.set_label(f"dB re 1 {found.unit}²", fontsize=8, color=_LINES, parse_math=False)
    bar.outline.set_visible(False)
