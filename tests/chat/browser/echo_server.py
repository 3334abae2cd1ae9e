"""A page for the browser tests: recordings full of hostile names, a model that repeats text or talks for a minute.

python echo_server.py PORT
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.answer import Answer
from neuro_llm.chat import launch
from neuro_llm.chat.serving.access import Access
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import ArraySource, Event, Recording

SFREQ = 100.0
SECONDS = 60.0


def payloads() -> tuple[str, ...]:
    """The hostile texts of `tests/chat/payloads.py`."""
    path = Path(__file__).resolve().parents[1] / "payloads.py"
    spec = importlib.util.spec_from_file_location("payloads", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return tuple(module.PAYLOADS)


class EchoConversation:
    """ "talk": a word each 20 ms for a minute; "echo TEXT": an answer made of TEXT everywhere; else one sentence."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self.recordings = recordings
        self.answers: list[Answer] = []

    def stream(self, question: str, choices: Sequence[str] | None = None, **_: Any) -> Iterator[str | Answer]:
        if question.startswith("talk"):
            for word in range(3000):
                time.sleep(0.02)
                yield f"word{word} "
        answer = echoed(question.removeprefix("echo ")) if question.startswith("echo ") else plainly(question)
        self.answers.append(answer)
        yield answer.text
        yield answer

    def tell(self, question: str, answer: str) -> None:
        self.answers.append(Answer(answer))


class EchoModel:
    """The interface of an assistant without its weights."""

    notes: tuple[str, ...] = ()

    def chat(self, *recordings: Recording) -> EchoConversation:
        return EchoConversation(recordings)


def plainly(question: str) -> Answer:
    record = Evidence("alpha power", 139.0, "µV²", ("EEG1",), 31.0, 33.0, "Welch", id="E1")
    return Answer(f"You asked {question!r}; the alpha power over EEG1 is 139 µV² [E1].", evidence=(record,))


def echoed(text: str) -> Answer:
    """`text` wherever an answer can hold text; as the place of an interval, so that it can be annotated."""
    record = Evidence(text, text, text, (text,), 2.0, 4.0, text, kind="estimated", probability=0.9, id="E1")
    spans = Evidence(f"spindles {text}", ((5.0, 6.0), (7.0, 8.0)), "s", (text,), 0.0, SECONDS, text, id="E2")
    return Answer(
        f"{text} [E1] [E2]",
        evidence=(record, spans),
        confidence=0.9,
        reason=text,
        unsupported=(text,),
        notes=(text,),
    )


def hostile() -> list[Recording]:
    """One recording whose 30 channels and events carry the payloads, then one for each payload as its name."""
    texts = payloads()
    times = np.arange(int(SFREQ * SECONDS)) / SFREQ
    data = 1e-5 * np.stack([np.sin(2 * np.pi * (5 + i / 3) * times) for i in range(len(texts))])
    events = tuple(Event(1.0 + 0.25 * i, 0.2 * (i % 2), text) for i, text in enumerate(texts))
    first = Recording(
        name="hostile.edf",
        modality="eeg",
        ch_names=texts,
        ch_kinds=("eeg",) * len(texts),
        units=("V",) * len(texts),
        sfreq=SFREQ,
        native_rates=(SFREQ,) * len(texts),
        n_times=len(times),
        positions=np.full((len(texts), 3), np.nan),
        source=ArraySource(data),
        events=events,
        bads=texts[:2],
        changes=texts[:5],
    )
    calm = replace(
        first, name="calm.edf", ch_names=tuple(f"EEG{i}" for i in range(1, 1 + len(texts))), events=()
    )
    calm = replace(calm, bads=(), changes=())
    return [first, calm, *(replace(calm, name=text) for text in texts)]


if __name__ == "__main__":
    launch(EchoModel(), hostile(), Access(port=int(sys.argv[1])), open_browser=False)
