"""What it would take to answer a question that is turned down: one sentence, by topic."""

from __future__ import annotations

import re

_TOPICS: tuple[tuple[str, str], ...] = (
    (
        r"sleep|stage|staging|\brem\b|nrem|\bn[123]\b|hypnogram|asleep|awake|k-?\s?complex",
        "It needs sleep scoring: a hypnogram or a staging model.",
    ),
    (
        r"source|dipole|loreta|beamform|gyrus|cortex|hippocamp|amygdala|thalam|focus|onset zone",
        "It needs source localisation with a head model.",
    ),
    (
        r"connectiv|coheren|plv|\bpli\b|granger|phase.?lock|network|graph",
        "It needs a connectivity analysis between channels.",
    ),
    (
        r"\berps?\b|p300|p3|n\d{3}|mmn|evoked|ssvep|averag|latency|lrp|\bern\b|negativity",
        "It needs averages over many trials: an event-related analysis.",
    ),
    (
        r"imager|imagin|decod|bci|intend|letter|finger|hand|classif",
        "It needs a decoder trained on this person's task.",
    ),
    (
        r"picture|image|photo|watch|see\b|seen|saw\b|shown|look(?:ed|ing)? at",
        "It needs the shared space of signals, pictures and words: neuro-llm classify or retrieve.",
    ),
    (
        r"movie|song|word|music|hear",
        "It needs a model trained on what was shown or played.",
    ),
    (
        r"emotion|valence|arous|mood|feel",
        "It needs the person's own report.",
    ),
    (
        r"impedance|amplifier|manufacturer|device|cap|filter|date|hospital|recorded it|lab\b",
        "It needs the notes of whoever made the recording.",
    ),
    (
        r"oxygen|spo2|blood|breath|respir|temperature|skin|pupil|gaze",
        "It needs a sensor for it, and a reader of that sensor.",
    ),
    (
        r"interictal|sharp|spike|\bieds?\b|triphasic",
        "It needs a reader trained to mark interictal discharges.",
    ),
    (
        r"entropy|complexity|fractal|microstate|coupling|hfo|ripple|suppression|variability|hrv|ratio",
        "It needs an analysis that is not among the quantities here.",
    ),
)
_REASONS = {
    "diagnosis": "It needs a clinician, who knows the history, the examination and further tests.",
    "treatment": "Ask a clinician; in an emergency call the emergency services.",
    "person": "It needs the person, or the notes that belong to the recording.",
    "not measurable": "Ask for bands, peaks, amplitudes, artefacts, events, or states such as seizures.",
    "off-topic": "Ask about the recording: rhythms, artefacts, events, channels.",
    "unclear": "Name what to look for, for example alpha power over O1, blinks, bad channels or seizures.",
}


def needed(question: str, reason: str) -> str:
    """One sentence: what would be needed, by the topic where the reason is "not measurable"."""
    if reason == "not measurable":
        for pattern, sentence in _TOPICS:
            if re.search(pattern, question.lower()):
                return sentence
    return _REASONS[reason]
