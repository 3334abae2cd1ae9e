"""A world in which the same pictures are seen by many brains through five instruments, with known truth.

Pictures have features; cortex answers to them by maps that all people share, up to individual differences; EEG, MEG,
fMRI, calcium imaging and spikes are five views of such answers. Made to test cross-modal alignment without downloads.
"""

from __future__ import annotations

from .pictures import Picture, draw_pictures
from .session import MODALITIES, SHOWN, Schedule, Session, record, schedule

__all__ = ["MODALITIES", "SHOWN", "Picture", "Schedule", "Session", "draw_pictures", "record", "schedule"]
