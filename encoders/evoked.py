"""EEG after a stimulus: any montage, by electrode place."""

from __future__ import annotations

from .bound import BoundConfig, BoundEncoder


class EvokedEncoder(BoundEncoder):
    """Reads from 0.2 s before to 0.8 s after each onset at 100 Hz (the band of evoked potentials), 0.1 s a token."""

    name = "evoked"
    defaults = BoundConfig(
        kinds=("eeg",), sfreq=100.0, seconds=1.0, patch_seconds=0.1, offset=-0.2, lengths_m=(0.03, 0.06, 0.12)
    )
