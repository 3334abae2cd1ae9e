"""fMRI after a stimulus: any set of voxels or parcels, by their place."""

from __future__ import annotations

from .bound import BoundConfig, BoundEncoder


class FMRIEncoder(BoundEncoder):
    """Reads the haemodynamic answer, 2 to 10 s after the onset, at one sample per 2 s, whatever the TR."""

    name = "fmri"
    defaults = BoundConfig(
        kinds=("bold",), sfreq=0.5, seconds=8.0, patch_seconds=2.0, offset=2.0, lengths_m=(0.006, 0.015, 0.04)
    )
