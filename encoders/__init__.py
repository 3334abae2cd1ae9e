"""NeuroBind: any recording → tokens and a shared-space embedding. The registry of encoders."""

from __future__ import annotations

from neuro_llm.recordings.registry import Registry

from .encode import Encoded, encode_recording

_EEG = "neuro_llm.encoders.eeg:EEGEncoder"

ENCODERS = Registry("neuro_llm.encoders", {"eeg": _EEG, "ieeg": _EEG, "meg": _EEG})
"""Encoders by modality; MEG magnetometers and iEEG are read by the EEG encoder until they have their own."""

__all__ = ["ENCODERS", "Encoded", "encode_recording"]
