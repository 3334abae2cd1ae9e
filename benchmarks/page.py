"""The page on an hour of 64 channels: summary, turning pages, tabs, first words: python benchmarks/page.py

Each figure stands beside what MNE alone needs for the same samples in the same run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edf_writer import NAMES_64, write_edf

import neuro_llm
from neuro_llm.chat.desk import Desk, Visitor
from neuro_llm.chat.look.tabs import tabs_of
from neuro_llm.chat.models import ModelChoice
from neuro_llm.chat.talk import talking

PAGES = 40
QUESTIONS = ("Are the eyes open or closed?", "Which channels are bad?", "Describe this recording.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1.0)
    hours = parser.parse_args().hours
    model = neuro_llm.load()
    example = Desk(model, ModelChoice())
    who = Visitor(example.choose(Visitor(""), next(iter(example.offered)), False).token)
    print("the bundled example of a minute")
    ask(example, example.session(who), "asked at once")
    with tempfile.TemporaryDirectory() as folder:
        path = write_edf(Path(folder) / "hour.edf", NAMES_64, hours)
        measure(Desk(model, ModelChoice(), [path]), path, hours)


def measure(desk: Desk, path: Path, hours: float) -> None:
    """Print each figure of one file."""
    reference = statistics.median(mne_alone(path) for _ in range(3))
    shown, opening = timed(lambda: desk.choose(Visitor(""), path.name, False))
    who = Visitor(shown.token)
    session = desk.session(who)
    print(f"{hours:g} h × {len(NAMES_64)} channels × 256 Hz")
    print(f"MNE alone, opening it and reading a minute in a process of its own  {reference:.2f} s")
    print(f"file to summary and first page  {opening:.2f} s   ({opening / reference:.2f} × MNE; target 3 s)")
    one = session.opened[0]
    plain = {"start": 0.0, "group": one.looked.get("state", {}).get("group", "")}
    for name, state in (
        ("", {}),
        (", filtered, average", {"band": "0.5–70 Hz", "notch": "50 Hz", "montage": "average"}),
    ):
        spent = sorted(
            turn(desk, who, {**plain, **state, "start": 3600 * hours * i / PAGES}) for i in range(PAGES)
        )
        worst = spent[int(0.95 * PAGES)]
        print(
            f"page of 10 s{name}: median, 95 %   {statistics.median(spent):6.3f}, {worst:.3f} s   (target 0.2 s)"
        )
    for tab, title in tabs_of(one.recording)[1:]:
        _, spent_on = timed(lambda tab=tab: desk.look(who, {"id": "R1", "tab": tab, "state": plain}))
        print(f"tab {title:<33}{spent_on:6.3f} s")
    ask(desk, session, "asked at once")
    one.study.prepare()
    session.forget()
    ask(desk, session, "asked when the reader has looked at it for a while")


def ask(desk: Desk, session: Any, when: str) -> None:
    for question in QUESTIONS:
        print(
            f"first words, {when}: {question:<32}{first_words(desk, session, question):5.2f} s   (target 1.5 s)"
        )


def mne_alone(path: Path) -> float:
    """Seconds in which MNE opens the file and reads its first minute, in a process of its own, as the page does."""
    code = (
        f"import mne; raw = mne.io.read_raw_edf({str(path)!r}, preload=False, verbose='error'); "
        "raw.get_data(start=0, stop=int(60 * raw.info['sfreq']))"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - began


def turn(desk: Desk, who: Visitor, state: dict[str, Any]) -> float:
    sent, spent = timed(lambda: desk.look(who, {"id": "R1", "tab": "traces", "state": state}))
    assert json.loads(sent)["panels"][0]["figure"].get("data"), "no traces were drawn"
    return spent


def first_words(desk: Desk, session: Any, question: str) -> float:
    """Seconds from the question to the first piece of its answer."""
    began = time.perf_counter()
    steps: Iterator[Any] = talking.ask(session, desk.model, question)
    for _ in steps:
        if session.exchanges and session.exchanges[-1].text:
            break
    spent = time.perf_counter() - began
    for _ in steps:
        pass
    return spent


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


if __name__ == "__main__":
    main()
