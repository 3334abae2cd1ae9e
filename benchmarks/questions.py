"""Questions written without sight of the templates: how many reach the right quantity or "cannot tell".

Usage: python benchmarks/questions.py [FILE.json ...]     (default: the two sets in tests/questions)
Each entry: {"question": ..., "accept": [intent or reason, ...], "focus": {...}}.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from neuro_llm.adapters.intent import understand
from neuro_llm.focus import Focus, focus
from neuro_llm.recordings.channels import normalise
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate import simulate

SETS = sorted((Path(__file__).resolve().parents[1] / "tests" / "questions").glob("blind_*.json"))
FINER = {
    "band power": {"topography"},
    "dominant frequency": {"peak prominence"},
    "posterior alpha": {"posterior alpha frequency"},
    "blinks": {"blink count", "blink rate", "blink times"},
}
"""Intents that are a finer form of an accepted one."""


def imagined() -> Recording:
    """The recording that the questions are about: 19 channels, 180 s, 256 Hz, events T1, T2 and square."""
    recording, _ = simulate(duration=180.0, sfreq=256.0, montage="10-20", seed=1)
    labels = ("T1", "T2", "square")
    events = tuple(Event(5.0 * i, 1.0 if i % 3 else 4.0, labels[i % 3]) for i in range(30))
    return replace(recording, events=events)


def reached(entry: dict[str, Any], recording: Recording) -> bool:
    """Is the intent, or the reason to turn the question down, one of those accepted?"""
    found = understand(
        entry["question"], channels=recording.ch_names, events=[e.label for e in recording.events]
    )
    accepted = set(entry["accept"]).union(*(FINER.get(label, set()) for label in entry["accept"]))
    return (found.reason if found.rejected else found.intent) in accepted


def answered(entry: dict[str, Any]) -> bool:
    """Is it a question to answer, not one to turn down?"""
    reasons = {"diagnosis", "treatment", "person", "not measurable", "off-topic", "unclear"}
    return not set(entry["accept"]) & reasons


def focused(entry: dict[str, Any], recording: Recording) -> bool:
    """Are the seconds, channels, bands and events those that the question names?"""
    wanted, found = entry["focus"], focus(entry["question"], recording)
    checks = {
        "start": lambda: _near(found.start, wanted["start"]),
        "stop": lambda: _near(found.stop, wanted["stop"]),
        "channels": lambda: _names(found) == {normalise(name).lower() for name in wanted["channels"]},
        "band": lambda: wanted["band"] in found.bands,
        "event": lambda: (found.event or "").lower() == str(wanted["event"]).lower(),
    }
    return all(check() for name, check in checks.items() if name in wanted)


def _near(found: float | None, wanted: float) -> bool:
    return found is not None and abs(found - wanted) <= 1.0


def _names(found: Focus) -> set[str]:
    return {name.lower() for name in (*found.channels, *found.missing)}


def score(path: Path, recording: Recording) -> tuple[int, int, int, int]:
    """(questions that reach, questions, right focus, questions with a focus)"""
    entries = json.loads(path.read_text(encoding="utf-8"))
    placed = [entry for entry in entries if entry.get("focus") and answered(entry)]
    return (
        sum(reached(entry, recording) for entry in entries),
        len(entries),
        sum(focused(entry, recording) for entry in placed),
        len(placed),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*", type=Path, default=SETS)
    recording = imagined()
    for path in parser.parse_args().files:
        right, n, placed, m = score(path, recording)
        print(f"{path.name}: {right}/{n} ({100 * right / n:.0f} %) reach; focus {placed}/{m}")


if __name__ == "__main__":
    main()
