"""MEG after a stimulus: magnetometers and gradiometers by place, orientation and type; EEG beside them if there."""

from __future__ import annotations

from .bound import BoundConfig, BoundEncoder


class MEGEncoder(BoundEncoder):
    """From 0.2 s before to 0.8 s after each onset; each kind of sensor is scaled by its own spread."""

    name = "meg"
    defaults = BoundConfig(
        kinds=("mag", "grad", "eeg"),
        sfreq=100.0,
        seconds=1.0,
        patch_seconds=0.1,
        offset=-0.2,
        lengths_m=(0.03, 0.06, 0.12),
    )
