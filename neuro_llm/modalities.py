"""Recordings that hold no EEG, iEEG or MEG: what can be asked of them, and what reads them instead."""

from __future__ import annotations

from dataclasses import replace

from neuro_llm.adapters.intent import Understanding, has_ground
from neuro_llm.adapters.intents import ESTIMATED, Intent, example, intent_of
from neuro_llm.recordings.recording import FIELD_KINDS, Recording

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

SURE = 0.5
"""Most that the classifier learned are questions about EEG: below this probability it has not understood others."""

RIVAL = 0.1
"""Another reading is taken where the first cannot be, and it is at least this share as likely."""

_COUNTED = ("bold", "cell", "unit")
"""What is counted as voxels, cells and units."""


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


def understood(found: Understanding, recording: Recording) -> Understanding:
    """What a question asks of this recording: of two readings the one that its channels allow."""
    intent = intent_of(found.intent)
    if intent is not None and not _allows(intent, recording):
        for name, probability in found.alternatives:
            other = intent_of(name)
            if (
                other
                and other.records
                and _allows(other, recording)
                and probability >= RIVAL * found.probability
            ):
                return replace(found, intent=name, probability=probability)
    if intent is not None and intent.name == "brain channel count" and not recording.of_kind(*_COUNTED):
        return replace(found, intent="reject", reason="not measurable")
    if recording.fields or found.probability >= SURE * (1 - _impossible(found, recording)):
        return found
    if found.rejected:
        vague = found.reason == "unclear" and has_ground(found.masked)
        return replace(found, reason="not measurable") if vague else found
    return replace(found, intent="reject", reason="unclear") if intent and intent.records else found


def _impossible(found: Understanding, recording: Recording) -> float:
    """Probability of the other readings that this recording has no channels for."""
    others = ((intent_of(name), probability) for name, probability in found.alternatives)
    return sum(p for other, p in others if other is not None and not _allows(other, recording))


def _allows(intent: Intent, recording: Recording) -> bool:
    """Does the recording hold channels for any of the intent's records?"""
    from neuro_llm.recordings.evidence.quantities import QUANTITIES

    records = [record for group in (intent.records, *intent.others) for record in group]
    for kind, name in records:
        kinds = FIELD_KINDS if kind == ESTIMATED else QUANTITIES[example(name)].needs.kinds
        if not kinds or recording.of_kind(*kinds):
            return True
    return not records
