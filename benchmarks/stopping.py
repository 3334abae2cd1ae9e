"""How soon Stop ends the work: python benchmarks/stopping.py [--hours 8] [--stops 50]

A long recording of 19 channels at 256 Hz. Questions are asked as the page asks them, of a model that knows nothing of
the recording yet, and stopped at random times; measured is from Stop to the end of the thread that answers.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edf_writer import NAMES_19, write_edf

from neuro_llm.assistant import Assistant, load
from neuro_llm.chat.store import Session
from neuro_llm.chat.talk import talking
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate

QUESTIONS = (
    "Are the eyes open or closed?",
    "Describe this recording.",
    "How many epileptiform spikes are there?",
    "How does the amplitude change over time?",
)
TARGET_SECONDS = 0.25
LEFT_SECONDS = 2.0


def fresh(model: Assistant, recording: Recording) -> tuple[Assistant, Session]:
    """The same model without what it found out, and a session with the recording read anew."""
    mind = model.mind
    known = {"judge": mind.judge, "bank": mind.bank, "learned": mind.learned}
    again = replace(recording, source=_Anew(recording))  # what was measured is kept with the source
    session = Session("benchmark", "", Path(tempfile.gettempdir()))
    session.add(again, "long", 'neuro_llm.read("long.edf")')
    return Assistant(mind.speaker, model.encoders, **known), session


class _Anew:
    """The same samples as a source of its own."""

    def __init__(self, recording: Recording) -> None:
        self.read = recording.source.read

    def close(self) -> None:
        pass


def answering(model: Assistant, recording: Recording, question: str) -> tuple[threading.Thread, Session]:
    """A thread that answers, just begun."""
    own, session = fresh(model, recording)
    work = threading.Thread(target=lambda: list(talking.ask(session, own, question)))
    work.start()
    return work, session


def stopped(model: Assistant, recording: Recording, question: str, after: float) -> float | None:
    """Seconds from Stop to the end of the work; None where it had ended before."""
    work, session = answering(model, recording, question)
    work.join(after)
    if not work.is_alive():
        return None
    began = time.perf_counter()
    session.stop.set()
    work.join()
    assert session.exchanges[0].stopped or session.exchanges[0].answer
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--stops", type=int, default=50)
    args = parser.parse_args()
    model, random_times = load(), random.Random(0)
    minute = simulate(duration=60.0, sfreq=256.0, seed=1)[0].read(channels=NAMES_19) * 1e6
    with tempfile.TemporaryDirectory() as folder:
        path = write_edf(Path(folder) / "long.edf", NAMES_19, args.hours, minute=minute)
        with read(path) as recording:
            whole = {}
            for question in QUESTIONS:
                began = time.perf_counter()
                answering(model, recording, question)[0].join()
                whole[question] = time.perf_counter() - began
                print(f"{whole[question]:6.1f} s  {question}")
            before, spent = threading.active_count(), []
            while len(spent) < args.stops:
                question = random_times.choice(QUESTIONS)
                found = stopped(model, recording, question, random_times.uniform(0.0, whole[question]))
                spent += [] if found is None else [found]
            time.sleep(LEFT_SECONDS)
            left = threading.active_count() - before
    middle, late, most = (1000 * np.quantile(spent, share) for share in (0.5, 0.95, 1.0))
    print(
        f"{len(spent)} stops within {args.hours:g} h: median {middle:.0f} ms, p95 {late:.0f} ms "
        f"(target ≤ {1000 * TARGET_SECONDS:.0f}), longest {most:.0f} ms; {left} threads left after {LEFT_SECONDS:g} s"
    )


if __name__ == "__main__":
    main()
