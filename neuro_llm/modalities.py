"""Recordings that hold no EEG, iEEG or MEG: what can be asked of them, and what reads them instead."""

from __future__ import annotations

import re
from dataclasses import replace

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import intent_of
from neuro_llm.recordings.recording import Recording

NAMES = {
    "eeg": "EEG", "ieeg": "iEEG", "meg": "MEG", "fmri": "fMRI", "calcium": "calcium imaging", "spikes": "spikes",
    "fnirs": "fNIRS", "peripheral": "no brain signals",
}  # fmt: skip
_ASKABLE = {
    "fmri": "its events, the number of voxels, the length, the rate or the temporal signal to noise",
    "calcium": "its events, the number of cells, the length or the rate",
    "spikes": "its events, the number of units, the length or the firing rates",
}
_LANGUAGE = "This model's language side reads EEG, MEG and iEEG"

_THINGS = r"(?:voxels?|cells?|neurons?|units?|rois?|regions?|parcels?)"
_ASKED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("firing rate", ("unit",), r"(?:firing|spiking|discharge|spikes?) rate|spikes? (?:per|a) second"),
    ("temporal signal to noise", ("bold",), r"\bt?snr\b|signal[- ]to[- ]noise"),
    ("sampling rate", ("bold", "cell"), r"repetition time|\btr\b|frame rate|(?:volumes|frames) (?:per|a) second"),
    (
        "brain channel count", ("bold", "cell", "unit"),
        rf"(?:how many|number of|count) (?:[\w-]+ ){{0,3}}?{_THINGS}(?: (?:are|were|is|do|does|has|have)\b.*|\W*)$",
    ),
)  # fmt: skip
"""Intent, the kinds of channels that it is about, the words that ask for it."""

SURE = 0.6
"""The classifier learned from questions about EEG: below this probability it has not understood others."""


def instead(recording: Recording) -> str:
    """What can be done with a recording that the language side does not read."""
    name = NAMES.get(recording.modality, recording.modality)
    if recording.modality in _ASKABLE:
        reader = f"; for {name} there is the shared space: neuro-llm embed, classify or retrieve"
    else:
        reader = "" if recording.modality == "peripheral" else f", and no encoder is trained for {name}"
    askable = _ASKABLE.get(recording.modality, "its events, channels, length or rate")
    return f"{_LANGUAGE}{reader}. Ask here for {askable}."


def no_encoder(recording: Recording) -> tuple[str, str]:
    """Why nothing embeds a recording without brain channels, and what is possible."""
    cause = "it holds no brain signals"
    if recording.modality != "peripheral":
        cause = f"no encoder is trained for {NAMES.get(recording.modality, recording.modality)}"
    return f"{cause}, so it cannot be embedded.", "EEG, MEG, iEEG, fMRI, calcium imaging and spikes can."


def understood(question: str, found: Understanding, recording: Recording) -> Understanding:
    """What the question asks of this recording, where it holds more or other than the classifier knows."""
    for name, kinds, words in _ASKED:
        if re.search(words, question.strip(), re.I):
            if recording.of_kind(*kinds):
                return replace(found, intent=name, reason=None)
            if name == "brain channel count":
                return replace(found, intent="reject", reason="not measurable")
    if recording.fields or found.probability >= SURE:
        return found
    if found.rejected:
        return replace(found, reason="not measurable")
    intent = intent_of(found.intent)
    return replace(found, intent="reject", reason="unclear") if intent and intent.records else found
