"""Which of an intent's records a wording asks for first."""

from __future__ import annotations

import pytest

from neuro_llm.adapters.aspects import asked_first
from neuro_llm.adapters.intents import INTENTS


def first(name: str, question: str) -> str:
    intent = INTENTS[name]
    return asked_first(intent, intent.records, question)[0][1]


@pytest.mark.parametrize(
    ("name", "question", "quantity"),
    [
        ("spindles", "Are there sleep spindles?", "spindles"),
        ("spindles", "any spindles?", "spindles"),
        ("spindles", "How many spindles?", "spindle count"),
        ("spindles", "When are the spindles?", "spindle times"),
        ("spindles", "spindles per minute", "spindle density"),
        ("spindles", "are there more spindles than in the first recording", "spindle count"),
        ("amplitude", "amplitude?", "amplitude"),
        ("amplitude trend", "is the amplitude trending down", "amplitude trend"),
        ("spindles", "at what frequency do the spindles run", "spindle frequency"),
        ("slow waves", "are there slow waves", "slow wave count"),
        ("slow waves", "when do slow waves occur", "slow wave times"),
        ("K-complexes", "list the K-complexes", "K-complex times"),
        ("electrode pops", "are there electrode pops", "electrode pop count"),
        ("electrode pops", "at which seconds does an electrode pop", "electrode pop times"),
        ("bad channels", "which channels are bad", "bad channels"),
        ("bad channels", "which channels does the file say are marked bad", "marked bad channels"),
        ("muscle", "how much muscle", "muscle fraction"),
        ("muscle", "when did he clench", "muscle times"),
        ("epileptiform spikes", "spikes per minute over T7", "epileptiform spike rate"),
        ("burst suppression", "how many bursts", "burst count"),
        ("aEEG", "upper margin", "aEEG upper margin"),
        ("P300", "Is a P300 present?", "P300 t-value"),
        ("P300", "How large is the P300?", "P300 amplitude"),
        ("P300", "When does the P300 peak?", "P300 latency"),
        ("P300", "Is the P300 larger in the second recording?", "P300 amplitude"),
        ("P300", "P300 at Pz", "P300 amplitude"),
        ("N170", "Do faces evoke an N170?", "N170 t-value"),
        ("SSVEP", "how strong is the SSVEP", "SSVEP signal to noise"),
        ("interspike interval", "how regular is the firing", "interspike interval variation"),
        ("blinks", "what fraction of the time are there blinks", "blink fraction"),
    ],
)
def test_the_wording_says_what_comes_first(name: str, question: str, quantity: str) -> None:
    assert first(name, question) == quantity


def test_further_records_are_made_only_where_they_are_asked_for() -> None:
    intent = INTENTS["spindles"]
    assert asked_first(intent, intent.records, "Are there spindles?") == intent.records
    both = [name for _, name in asked_first(intent, intent.records, "How many spindles, and when?")]
    assert both == ["spindle count", "spindle times", "sigma power"]
