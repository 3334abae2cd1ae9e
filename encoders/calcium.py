"""Calcium imaging after a stimulus: any subset of cells, by their place in the plane."""

from __future__ import annotations

from .bound import BoundConfig, BoundEncoder


class CalciumEncoder(BoundEncoder):
    """Reads two seconds at 10 Hz: the indicator rises within 0.1 s and fades over about one."""

    name = "calcium"
    defaults = BoundConfig(
        kinds=("cell",), sfreq=10.0, seconds=2.0, patch_seconds=0.4, lengths_m=(1e-4, 2.5e-4, 1e-3)
    )
