"""Spikes after a stimulus: any subset of sorted units, by the place of their electrode."""

from __future__ import annotations

from .bound import BoundConfig, BoundEncoder


class SpikesEncoder(BoundEncoder):
    """Counts in bins of 20 ms over 0.6 s; recordings hold counts per millisecond, so spike times enter as they are."""

    name = "spikes"
    defaults = BoundConfig(
        kinds=("unit",), sfreq=50.0, seconds=0.6, patch_seconds=0.1, lengths_m=(4e-4, 1.2e-3, 5e-3)
    )
