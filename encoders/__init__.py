"""NeuroBind: any recording → tokens and a shared-space embedding. The registry of encoders."""

from __future__ import annotations

from neuro_llm.recordings.registry import Registry

from .encode import Encoded, encode_recording

ENCODERS = Registry(
    "neuro_llm.encoders",
    {
        "eeg": "neuro_llm.encoders.eeg:EEGEncoder",
        "evoked": "neuro_llm.encoders.evoked:EvokedEncoder",
        "meg": "neuro_llm.encoders.meg:MEGEncoder",
        "ieeg": "neuro_llm.encoders.ieeg:IEEGEncoder",
        "fmri": "neuro_llm.encoders.fmri:FMRIEncoder",
        "calcium": "neuro_llm.encoders.calcium:CalciumEncoder",
        "spikes": "neuro_llm.encoders.spikes:SpikesEncoder",
        "labram": "neuro_llm.encoders.pretrained:Labram",
        "biot": "neuro_llm.encoders.pretrained:Biot",
        "cbramod": "neuro_llm.encoders.pretrained:CBraMod",
        "eegpt": "neuro_llm.encoders.pretrained:EEGPT",
        "signal_jepa": "neuro_llm.encoders.pretrained:SignalJEPA",
        "reve": "neuro_llm.encoders.pretrained:Reve",
    },
)
"""Encoders by name. "eeg" reads the state of any EEG, iEEG or MEG (rhythms, seizures, sleep, artifacts) for the
language model; those after it what a brain answers to a stimulus ("evoked" is the one for EEG). From "labram" on:
published EEG encoders, which need the extra `pretrained` (MissingDependencyError says so)."""

__all__ = ["ENCODERS", "Encoded", "encode_recording"]
