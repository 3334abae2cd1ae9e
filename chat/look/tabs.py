"""The tabs of a panel: which ways of looking fit a recording, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from neuro_llm.chat.look.imaging import calcium, glass, slices
from neuro_llm.chat.look.pages import traces
from neuro_llm.chat.look.signals import evoked, hypnogram, spectrogram, spectrum, topography
from neuro_llm.recordings.errors import ConfigError, NeuroLLMError
from neuro_llm.recordings.recording import Recording

from . import events, raster
from .figure import Figure
from .state import Mark, ViewState


@dataclass(frozen=True)
class Tab:
    """One way of looking: a module with `fits(recording)` and `figure(recording, state, marks)`."""

    name: str
    title: str
    module: ModuleType


TABS = (
    Tab("traces", "Traces", traces),
    Tab("spectrum", "Spectrum", spectrum),
    Tab("topography", "Topography", topography),
    Tab("spectrogram", "Spectrogram", spectrogram),
    Tab("hypnogram", "Hypnogram", hypnogram),
    Tab("evoked", "Evoked", evoked),
    Tab("slices", "Brain", slices),
    Tab("glass", "Glass brain", glass),
    Tab("calcium", "Cells", calcium),
    Tab("raster", "Spikes", raster),
    Tab("events", "Events", events),
)


def tabs_of(recording: Recording) -> list[tuple[str, str]]:
    """Name and title of each tab that fits a recording; the traces first."""
    return [(tab.name, tab.title) for tab in TABS if tab.module.fits(recording)]


def figure_of(recording: Recording, name: str, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """What a tab shows; {"problem": sentence} where the recording does not give it. ConfigError: no such tab."""
    for tab in TABS:
        if tab.name == name and tab.module.fits(recording):
            try:
                figure: Figure = tab.module.figure(recording, state, marks)
            except NeuroLLMError as error:
                return {"problem": str(error)}
            return figure
    raise ConfigError(f"{name!r} is no tab of this recording.")
