"""Questions written without sight of the templates: how many reach the right quantity or "cannot tell".

Usage: python benchmarks/questions.py [FILE.json ...]     (default: the sets in tests/questions)
Each entry is {"question", "accept": [intent or reason, ...], "focus": {...}}: only the understanding is scored;
or {"question", "expected": [quantity or state, ...] or null, "cannot": reason or null, "modality"}: the question is
asked in a conversation on an imagined recording of that modality, and the first record of the answer counts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.adapters.intent import understand
from neuro_llm.adapters.intents import REASONS
from neuro_llm.conversation import Conversation
from neuro_llm.focus import Focus, focus
from neuro_llm.gathering import Mind, looked_at
from neuro_llm.plan import plan
from neuro_llm.recordings.channels import normalise
from neuro_llm.recordings.recording import ArraySource, Event, Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.recordings.simulate.world.pictures import draw_pictures
from neuro_llm.recordings.simulate.world.session import record
from neuro_llm.study import Study

SETS = sorted((Path(__file__).resolve().parents[1] / "tests" / "questions").glob("blind_*.json"))
FINER = {
    "band power": {"topography"},
    "dominant frequency": {"peak prominence"},
    "posterior alpha": {"posterior alpha frequency"},
    "blinks": {"blink count", "blink rate", "blink times"},
}
"""Intents that are a finer form of an accepted one."""

SAYS = {
    "seizure times": {"onset", "seizure"},
    "person": {"not measurable"},
    "explain": {"unclear"},
    "follow-up": {"unclear"},
}
"""What an answer tells as well: seizure times are onsets, "person" says that no thought or feeling can be measured,
and without an earlier answer "why?" and "the same again" are answered with "ask for one thing first"."""

HOURS = 2.5
_BESIDE = {"EOG": "eog", "ECG": "ecg", "Resp belt": "resp"}
_SHAFTS = tuple(f"{shaft}{contact}" for shaft in ("LA", "LH", "RA", "RH") for contact in range(1, 9))


def imagined() -> Recording:
    """The recording that the questions are about: 19 channels, 180 s, 256 Hz, events T1, T2 and square."""
    recording, _ = simulate(duration=180.0, sfreq=256.0, montage="10-20", seed=1)
    labels = ("T1", "T2", "square")
    events = tuple(Event(5.0 * i, 1.0 if i % 3 else 4.0, labels[i % 3]) for i in range(30))
    return replace(recording, events=events)


@cache
def imagined_of(modality: str) -> Recording:
    """Hours of nothing with the channels of this modality, what is recorded beside it, and two kinds of events.

    Plans look at names, kinds and seconds, never at samples.
    """
    if modality in ("meg", "fmri", "calcium", "spikes"):
        recording = record(modality, 1, draw_pictures(4, 0)).recording
    else:
        recording, _ = simulate(duration=10.0, sfreq=256.0, montage="10-20", seed=1)
    if modality in ("ieeg", "fnirs"):
        names = _SHAFTS if modality == "ieeg" else tuple(f"S{i}_D{i} 760" for i in range(1, 9))
        recording = _with(replace(recording, modality=modality), names, modality)
    beside = {"x position": "behaviour"} if modality == "spikes" else _BESIDE
    for name, kind in beside.items() if recording.fields or modality == "spikes" else ():
        recording = _beside(recording, name, kind)
    events = tuple(Event(4.0 + 2 * i, 0.5, "target" if i % 5 == 0 else "standard") for i in range(300))
    n_times = int(HOURS * 3600 * recording.sfreq)
    silence = np.broadcast_to(np.float32(0), (len(recording.ch_names), n_times))
    return replace(recording, n_times=n_times, events=events, source=ArraySource(silence))


def _with(recording: Recording, names: Sequence[str], kind: str) -> Recording:
    """The same with only these channels, all of one kind, their places unknown."""
    count = len(names)
    return replace(
        recording, ch_names=tuple(names), ch_kinds=(kind,) * count, units=recording.units[:1] * count,
        native_rates=recording.native_rates[:1] * count, positions=np.full((count, 3), np.nan), orientations=None,
    )  # fmt: skip


def _beside(recording: Recording, name: str, kind: str) -> Recording:
    """The same with one more channel, whose place is unknown."""
    places, coils = recording.positions, recording.orientations
    unknown = np.full((1, 3), np.nan)
    return replace(
        recording, ch_names=(*recording.ch_names, name), ch_kinds=(*recording.ch_kinds, kind),
        units=(*recording.units, ""), native_rates=(*recording.native_rates, recording.sfreq),
        positions=np.vstack([places, unknown]), orientations=None if coils is None else np.vstack([coils, unknown]),
    )  # fmt: skip


def told(question: str, modality: str) -> str:
    """What the answer rests on: the quantity of its first record, "describe", or the reason of its "cannot tell".

    Channels, events and seconds that the imagined recording lacks do not count: another one has them.
    """
    study = Study(imagined_of(modality))
    asked = Conversation(Mind(), [study])._understood(question, None)
    if asked.understanding.rejected:
        return asked.understanding.reason or "unclear"
    if asked.intent is None or not asked.intent.records or asked.describing:
        return asked.understanding.intent
    looked = replace(looked_at(asked, study.recording), missing=(), problem="")
    made = plan(asked.understanding, looked, study.recording, question, asked.choices or ())
    return f"({made.cannot})" if made.cannot else made.records[0].quantity


def hit(entry: dict[str, Any], found: str) -> bool:
    """Is what the answer rests on among what the question expects?"""
    expected = set(entry["expected"] or (entry["cannot"],))
    return not expected.isdisjoint({found, *SAYS.get(found, ())})


def ask(path: Path, entries: Sequence[dict[str, Any]]) -> None:
    """Print how many questions reach, by what is expected of them, and those that do not."""
    answers = [told(entry["question"], entry["modality"]) for entry in entries]
    hits = [hit(entry, found) for entry, found in zip(entries, answers, strict=True)]
    strict = sum(
        found in (e["expected"] or (e["cannot"],)) for e, found in zip(entries, answers, strict=True)
    )
    kinds = [entry["cannot"] or entry["expected"][0] for entry in entries]
    every, right = Counter(kinds), Counter(kind for kind, there in zip(kinds, hits, strict=True) if there)
    for kind in sorted(every, key=lambda kind: (kind in REASONS, kind)):
        print(f"  {right[kind]:3}/{every[kind]:<3} {kind}")
    for entry, found, there in zip(entries, answers, hits, strict=True):
        if not there:
            wanted = entry["cannot"] or " | ".join(entry["expected"])
            print(f"  {entry['modality']}: {entry['question']!r} → {found}, expected {wanted}")
    answerable = [there for entry, there in zip(entries, hits, strict=True) if entry["expected"]]
    print(
        f"{path.name}: {sum(hits)}/{len(hits)} ({100 * sum(hits) / len(hits):.1f} %) reach: "
        f"{sum(answerable)}/{len(answerable)} answerable, {sum(hits) - sum(answerable)}/{len(hits) - len(answerable)} "
        f"cannot tell; by name alone {strict}"
    )


def reached(entry: dict[str, Any], recording: Recording) -> bool:
    """Is the intent, or the reason to turn the question down, one of those accepted?"""
    found = understand(
        entry["question"], channels=recording.ch_names, events=[e.label for e in recording.events]
    )
    accepted = set(entry["accept"]).union(*(FINER.get(label, set()) for label in entry["accept"]))
    return (found.reason if found.rejected else found.intent) in accepted


def answered(entry: dict[str, Any]) -> bool:
    """Is it a question to answer, not one to turn down?"""
    return not set(entry["accept"]) & set(REASONS)


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
    for path in parser.parse_args().files:
        entries = json.loads(path.read_text(encoding="utf-8"))
        if "expected" in entries[0]:
            ask(path, entries)
            continue
        right, n, placed, m = score(path, imagined())
        print(f"{path.name}: {right}/{n} ({100 * right / n:.0f} %) reach; focus {placed}/{m}")


if __name__ == "__main__":
    main()
