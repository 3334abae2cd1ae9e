"""EEG simulation with known truth: `simulate` makes a recording, `draw` a random configuration."""

from __future__ import annotations

from .config import Burst, Clutter, Evoked, Recorder, Rhythms, Seizure, SimulationConfig
from .draw import draw
from .simulator import simulate
from .truth import FAMILIES, Spindle, Truth

__all__ = [
    "FAMILIES",
    "Burst",
    "Clutter",
    "Evoked",
    "Recorder",
    "Rhythms",
    "Seizure",
    "SimulationConfig",
    "Spindle",
    "Truth",
    "draw",
    "simulate",
]
