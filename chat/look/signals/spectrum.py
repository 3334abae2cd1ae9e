"""Power spectra of the page's channels beside that of the whole recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed, text
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.timeline import page_of, said
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.bands import BANDS, SHARING
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.evidence.places import kind
from neuro_llm.recordings.evidence.spectrum import line_frequency, mains
from neuro_llm.recordings.kinds import counted
from neuro_llm.recordings.recording import Recording

from .densities import (
    Overview,
    frequencies,
    most_channels,
    overview,
    page_density,
    segment_seconds,
)
from .fields import Fields, has_fields, part_of, shown_fields

MOST_LINES = 64
LOWEST = 1.0  # Hz; drifts lie below
NEARLY = 0.05  # Hz; a window of whole samples is not quite a second
TOP = {"ieeg": 250.0}
USUAL_TOP = 100.0  # Hz
MOST_DECADES = 6.0  # of power that are shown; filtered files reach far below
_TICKS = (1, 2, 4, 8, 13, 20, 30, 50, 100, 200)

fits = has_fields


@dataclass(frozen=True)
class Spectra:
    """freqs (freq,) Hz; psd (channel, freq) of the page and whole (freq,) of the recording, both in `unit`.

    line  Hz of the mains, 0 where no line stands out
    """

    channels: tuple[str, ...]
    freqs: np.ndarray
    psd: np.ndarray
    whole: np.ndarray
    unit: str
    line: float


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Spectra of the page, a thin line per channel and their median, and the median of the whole recording."""
    fields = shown_fields(recording, state)
    shown = fields.sparse(MOST_LINES, state.lit_channels)
    part = part_of(recording, "A spectrum", shown.names)
    sparse = part.over(fields.sparse(most_channels(recording.sfreq)).names)
    page, seen = page_of(recording, state), overview(sparse)
    found = _spectra(part, page, seen)
    return {
        "data": [*_channels(found, set(state.lit_channels)), *_medians(found)],
        "layout": _layout(found),
        "height": 400,
        "note": _note(shown, found, page, sparse, seen),
        "alt": f"Power spectra of {_counted(part)}, {said(page)}.",
    }


def unit_of(part: Part) -> str:
    """ "µV²/Hz", "(fT/cm)²/Hz" """
    unit = part.unit
    return f"({unit})²/Hz" if "/" in unit or "." in unit else f"{unit}²/Hz"


def _spectra(part: Part, page: tuple[float, float], seen: Overview) -> Spectra:
    """MeasureError where no channel of the page has a signal."""
    psd = page_density(part, *page)
    known = np.isfinite(psd).all(axis=1)
    if not known.any():
        raise MeasureError(
            f"{part.recording.name}: no channel has a signal in {said(page)}; show another page."
        )
    freqs = min(frequencies(part), seen.freqs, key=len)
    shown = (freqs >= LOWEST - NEARLY) & (freqs <= TOP.get(part.recording.modality, USUAL_TOP))
    there = seen.psd[np.isfinite(seen.psd).all(axis=1)]
    return Spectra(
        channels=tuple(name for name, yes in zip(part.channels, known, strict=True) if yes),
        freqs=freqs[shown],
        psd=psd[known][:, : len(freqs)][:, shown],
        whole=np.median(there, axis=0)[: len(freqs)][shown] if len(there) else np.empty(0),
        unit=unit_of(part),
        line=_mains(seen),
    )


def _mains(seen: Overview) -> float:
    """50 or 60 where a line stands out of the whole recording, else 0."""
    there = seen.psd[np.isfinite(seen.psd).all(axis=1)]
    try:
        return line_frequency(mains(seen.freqs, there), len(seen.times)) if len(there) else 0.0
    except MeasureError:  # sampled too slowly to tell
        return 0.0


def _channels(found: Spectra, lit: set[str]) -> list[dict[str, Any]]:
    """Thin lines, the lit ones last and so above the others."""
    order = sorted(range(len(found.channels)), key=lambda row: found.channels[row] in lit)
    return [
        _line(found, found.channels[row], found.psd[row], **_style(found.channels[row] in lit))
        for row in order
    ]


def _style(lit: bool) -> dict[str, Any]:
    return {"color": "@lit", "width": 1.8} if lit else {"color": "@faint", "width": 0.7}


def _medians(found: Spectra) -> list[dict[str, Any]]:
    """Thick, with a name beside the plot."""
    median = "median of " if len(found.channels) > 1 else ""
    lines = [
        _line(found, f"{median}the page", np.median(found.psd, axis=0), color="@ink", width=2.5),
        _line(found, f"{median}the recording", found.whole, color="@a", width=2, dash="dash"),
    ]
    return [{**line, "showlegend": True} for line in lines]


def _line(found: Spectra, name: str, psd: np.ndarray, **style: Any) -> dict[str, Any]:
    """psd (freq,)"""
    return {
        "type": "scatter", "mode": "lines", "name": text(name), "showlegend": False, "line": style,
        "x": packed(found.freqs.astype(np.float32)), "y": packed(np.maximum(psd, 1e-12).astype(np.float32)),
        "hovertemplate": f"%{{fullData.name}}<br>%{{x:.1f}} Hz<br>%{{y:.3g}} {found.unit}<extra></extra>",
    }  # fmt: skip


def _layout(found: Spectra) -> dict[str, Any]:
    """Both axes logarithmic; bands as stripes with names, the mains as a dotted line."""
    low, high = (float(edge) for edge in np.log10(found.freqs[[0, -1]]))
    level = np.log10(np.maximum([*found.psd, *([found.whole] if len(found.whole) else [])], 1e-12))
    top = float(level.max())
    bottom = max(float(np.percentile(level, 0.2)), top - MOST_DECADES)
    shapes, names = _bands(found.freqs)
    if 0 < found.line <= found.freqs[-1]:
        shapes.append({
            "type": "line", "xref": "x", "yref": "paper", "x0": found.line, "x1": found.line, "y0": 0, "y1": 1,
            "line": {"color": "@mark", "width": 1.2, "dash": "dot"},
        })  # fmt: skip
        names.append(_named(f"{found.line:g} Hz mains", found.line, 0.01, "@mark"))
    return {
        "xaxis": {
            "type": "log", "range": [low, high], "title": {"text": "Hz"}, "showgrid": False,
            "tickvals": [tick for tick in _TICKS if found.freqs[0] <= tick <= found.freqs[-1]],
        },
        "yaxis": {
            "type": "log", "range": [bottom - 0.2, top + 0.25], "dtick": 1, "gridcolor": "@grid",
            "title": {"text": found.unit}, "exponentformat": "power",
        },
        "shapes": shapes, "annotations": names, "hovermode": "closest",
        "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"},
        "margin": {"l": 64, "r": 12, "t": 30, "b": 44},
    }  # fmt: skip


def _bands(freqs: np.ndarray) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every second band shaded, each with its name, as far as the frequencies reach."""
    shapes, names = [], []
    for number, band in enumerate(SHARING):
        low, high = (float(np.clip(edge, freqs[0], freqs[-1])) for edge in BANDS[band])
        if high <= low:
            continue
        names.append(_named(band, float(np.sqrt(low * high)), 0.995, "@faint"))
        if number % 2 == 0:
            shapes.append({
                "type": "rect", "xref": "x", "yref": "paper", "x0": low, "x1": high, "y0": 0, "y1": 1,
                "fillcolor": "@grid", "opacity": 0.45, "line": {"width": 0}, "layer": "below",
            })  # fmt: skip
    return shapes, names


def _named(word: str, hertz: float, height: float, colour: str) -> dict[str, Any]:
    """A word at a frequency; plotly wants the logarithm here, though not in shapes."""
    return {
        "text": word, "x": float(np.log10(hertz)), "y": height, "xref": "x", "yref": "paper", "showarrow": False,
        "yanchor": "top" if height > 0.5 else "bottom", "font": {"size": 11, "color": colour},
    }  # fmt: skip


def _counted(part: Part) -> str:
    """ "64 EEG" """
    return counted(kind(part.recording, part.channels[0]), part.channels)


def _note(shown: Fields, found: Spectra, page: tuple[float, float], sparse: Part, seen: Overview) -> str:
    """What the lines are, and what is left out."""
    spread = "" if seen.whole else f", of {len(seen.times)} windows spread over it"
    sentences = [
        f"Welch spectra (Hann windows of {segment_seconds(sparse):g} s, half overlapping) of {said(page)}, as "
        "recorded: the montage and filters of the traces do not change them.",
        f"Dashed: the whole recording, {_counted(sparse)}{spread}.",
        "" if found.line else "No mains line stands out.",
        shown.note,
    ]
    return " ".join(sentence for sentence in sentences if sentence)
