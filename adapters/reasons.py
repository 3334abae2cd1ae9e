"""What it would take to answer a question that is turned down: one sentence, by topic."""

from __future__ import annotations

import re

_TOPICS: tuple[tuple[str, str], ...] = (
    (
        r"(?:score|scoring|staging|stage)\b.*|arousal|apn(?:ea|oea)|\bahi\b|leg movement",
        "It needs a scored file: from a hypnogram the stages, latencies and efficiency can be told.",
    ),
    (
        r"granger|transfer entropy|causal|information flow|network|graph|small-?world|default mode",
        "It needs a model of directed influence; coherence, phase lag and correlation can be measured.",
    ),
    (
        r"source|dipole|loreta|beamform|gyrus|cortex|hippocamp|amygdala|thalam|focus|onset zone|generator",
        "It needs source localisation with a head model.",
    ),
    (
        r"permutation|(?:across|over) subjects|effect size|grand average|n400|p600|\bern\b|\blrp\b|\bcnv\b|\bpotential",
        "It needs an analysis of its own; evoked peaks, P300 and N170 with their t-values can be measured.",
    ),
    (
        r"arithmetic|workload|cognitive load|memory load|calculat|subtract|\brest(?:ing)?\b|\btask\b",
        "It needs a recording of rest of the same person: then alpha, theta and blinks of both can be compared.",
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
        r"impedance|amplifier|manufacturer|device|cap\b|filter|date|hospital|recorded it|lab\b",
        "It needs the notes of whoever made the recording.",
    ),
    (
        r"oxygen|spo2|blood|temperature|skin|pupil|gaze|haemoglobin|hemoglobin|hbo|hbr",
        "It needs a sensor for it, and a reader of that sensor.",
    ),
    (
        r"tuning|receptive|waveform|which unit|how many units|interneuron|cell type|sort",
        "It needs an analysis that is not among the quantities here; firing rates, intervals, bursts and places are.",
    ),
    (
        r"entropy|complexity|fractal|microstate|coupling|hfo|ripple|variability|hrv|ratio",
        "It needs an analysis that is not among the quantities here.",
    ),
)
_REASONS = {
    "diagnosis": "It needs a clinician, who knows the history, the examination and further tests.",
    "treatment": "Ask a clinician; in an emergency call the emergency services.",
    "person": "It needs the person, or the notes that belong to the recording.",
    "not measurable": "neuro-llm measure --list names everything that can be measured.",
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
