"""How the spectrum goes over the whole recording; a click moves the traces there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.timeline import bars, clock
from neuro_llm.chat.look.times import time_axis
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.places import kind
from neuro_llm.recordings.kinds import counted
from neuro_llm.recordings.recording import Recording

from .densities import SEGMENT, Overview, most_channels, overview
from .fields import Fields, has_fields, listed, lit_fields, part_of, shown_fields
from .spectrum import LOWEST, NEARLY, unit_of

SHORTEST = 10.0  # s; less is one or two columns
TOP = {"ieeg": 150.0}
USUAL_TOP = 45.0  # Hz


def fits(recording: Recording) -> bool:
    return has_fields(recording) and recording.duration >= SHORTEST


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Power over time and frequency in dB, mean over the lit channels, else over those of the shown group."""
    fields = _fields(recording, state)
    part = part_of(recording, "A spectrogram", fields.names)
    seen = overview(part)
    rows = (seen.freqs >= LOWEST - NEARLY) & (seen.freqs <= TOP.get(recording.modality, USUAL_TOP))
    level = 10 * seen.levels[:, rows].T
    if not np.isfinite(level).any():
        raise MeasureError(
            f"{recording.name}: no signal in any of {listed(fields.names)}; show another group."
        )
    low, high = np.nanpercentile(level, (3, 99.5))
    return {
        "data": [{
            "type": "heatmap", "x": packed(seen.times), "y": packed(seen.freqs[rows]),
            "z": packed(level.astype(np.float32)), "zmin": float(low), "zmax": float(high), "colorscale": "Viridis",
            "colorbar": {"title": {"text": f"dB re 1 {unit_of(part)}", "side": "right"}, "thickness": 12},
            "hovertemplate": "%{x:.0f} s<br>%{y:.1f} Hz<br>%{z:.1f} dB<extra></extra>",
        }],
        "layout": _layout(recording, state, marks),
        "height": 380,
        "jump": "x",
        "note": _note(recording, fields, seen),
        "alt": f"Spectrogram of all {clock(recording.duration)}, mean of {_counted(recording, fields)}.",
    }  # fmt: skip


def _fields(recording: Recording, state: ViewState) -> Fields:
    """The lit channels, else the good ones of the shown group, as many as can be read at once."""
    lit = lit_fields(recording, state)
    fields = Fields(lit, f"The lit channels only: {listed(lit)}.") if lit else shown_fields(recording, state)
    return fields.sparse(most_channels(recording.sfreq))


def _layout(recording: Recording, state: ViewState, marks: Sequence[Mark]) -> dict[str, Any]:
    return {
        "xaxis": time_axis(0.0, recording.duration, showgrid=False),
        "yaxis": {"title": {"text": "Hz"}, "showgrid": False, "zeroline": False},
        "shapes": bars(recording, state, marks),
        "margin": {"l": 52, "r": 8, "t": 30, "b": 44},
    }


def _counted(recording: Recording, fields: Fields) -> str:
    """ "32 EEG" """
    return counted(kind(recording, fields.names[0]), fields.names)


def _note(recording: Recording, fields: Fields, seen: Overview) -> str:
    """What was read, and how it was put together."""
    read = f"{len(seen.times)} windows of {seen.seconds:.3g} s"
    whole = (
        f"all of it, in {read}" if seen.whole else f"{read}, spread evenly over {clock(recording.duration)}"
    )
    return (
        f"Read: {whole}. Welch spectra (Hann windows of {SEGMENT:g} s), mean over {_counted(recording, fields)} of the "
        f"power in dB. The bar above the picture is the page of the traces; click to go there. {fields.note}"
    ).strip()
