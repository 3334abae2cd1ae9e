"""Do cited values come out again, and is a false citation caught?  python benchmarks/citations.py [--data FOLDER]

Asks the embedded default about simulated recordings (and real ones, with --data), computes every cited record
again with a fresh reading and a fresh encoding, counts numbers that no citation stands behind, and plants false
citations of every sort.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from planting import SORTS, Place

import neuro_llm
from neuro_llm.adapters.intents import INTENTS, LEARNED
from neuro_llm.answer import Answer
from neuro_llm.assistant import Assistant
from neuro_llm.checking import Ground, uncited_figures
from neuro_llm.recordings.errors import NeuroLLMError
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate import draw, simulate
from neuro_llm.train.questions import closed_question, open_question
from neuro_llm.verifying import verify

FAMILIES = ("eyes", "seizure", "blinks", "bad channels", "dominant band", "line noise")
PLACES = (
    "",
    "",
    " over O1",
    " at Cz",
    " between 3 and 9 s",
    " in the first half",
    " over the left hemisphere",
)
PAIRS = (
    "Is the second one slower?", "How does the alpha power differ between R1 and R2?", "Is the amplitude larger in R2?",
    "What is the dominant frequency in both?", "How long is the second recording?",
)  # fmt: skip
LONGEST = 60.0  # s of a real recording that is asked about


@dataclass
class Counts:
    """What was found over all answers."""

    answers: int = 0
    abstained: int = 0
    values: int = 0
    again: int = 0
    unrepeated: int = 0
    uncited: int = 0
    marked: int = 0
    planted: int = 0
    caught: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    sorts: dict[str, list[int]] = field(default_factory=dict)


def simulated(number: int, seed: int) -> Recording:
    """One of the drawn recordings, 10–40 s, some with events."""
    rng = np.random.default_rng([number, 5, seed])
    recording = simulate(draw(910_000 + 1000 * seed + number, duration=float(round(rng.uniform(10, 40), 1))))[
        0
    ]
    if number % 2:
        return recording
    onsets = np.arange(1.0, recording.duration - 2, 2.5)
    return replace(
        recording, events=tuple(Event(float(t), 0.5, f"T{i % 2 + 1}") for i, t in enumerate(onsets))
    )


def real(folder: Path) -> Iterator[Recording]:
    """Readable recordings of the folder's manifest."""
    for item in json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8")):
        try:
            recording = neuro_llm.read(folder / item["file"])
        except (
            NeuroLLMError,
            OSError,
        ):  # broken on purpose, or no recording: they are not what is tested here
            continue
        yield recording


def questions(rng: np.random.Generator, count: int) -> list[tuple[str, tuple[str, ...] | None]]:
    """(question, options): open ones on every quantity, some with a place, and closed ones."""
    usual = [name for name, intent in LEARNED.items() if intent.records]
    others = [name for name, intent in INTENTS.items() if intent.records and name not in LEARNED]
    named = [*rng.permutation(usual)[: count - count // 4], *rng.permutation(others)[: count // 4]]
    asked: list[tuple[str, tuple[str, ...] | None]] = []
    for name in named:
        asked.append((open_question(str(name), rng, varied=False) + str(rng.choice(PLACES)), None))
    closed = closed_question(str(rng.choice(FAMILIES)), rng)
    return [*asked[:-1], (closed.question, closed.options)]


def ask(assistant: Assistant, recordings: Sequence[Recording], question: str, options: object) -> Answer:
    stop = LONGEST if max(r.duration for r in recordings) > 2 * LONGEST else None
    return assistant.chat(*recordings, start=0.0 if stop else None, stop=stop).ask(question, options)  # type: ignore[arg-type]


def note(counts: Counts, place: Place, fresh: Assistant) -> None:
    """Counts one answer: its values computed again by an assistant that has not seen it."""
    answer = place.answer
    counts.answers += 1
    counts.abstained += answer.abstained
    found = verify(answer, fresh.chat(*place.recordings).studies)
    counts.values += len(found.held) + len(found.failed)
    counts.again += len(found.held)
    counts.unrepeated += len(found.unrepeated)
    counts.failures += [f"{f.record.quantity}: {f.cause} | {answer.text[:160]}" for f in found.failed]
    shares = tuple((answer.probabilities or {}).values())
    ground = Ground(answer.evidence, shares, told=answer.choice or "")
    loose = [] if answer.abstained else uncited_figures(answer.text, ground)
    counts.uncited += len(loose)
    counts.marked += len(answer.unsupported)
    counts.failures += [f"uncited {shown} | {answer.text[:160]}" for shown in loose]
    counts.failures += [f"marked {shown} | {answer.text[:200]}" for shown in answer.unsupported]


def plant(counts: Counts, places: Sequence[Place], wanted: int, seed: int) -> None:
    """False citations, the sorts in turn, until `wanted` were planted."""
    rng = np.random.default_rng([11, seed])
    order = [places[i] for i in rng.permutation(len(places))]
    used: dict[str, int] = dict.fromkeys(SORTS, 0)
    while counts.planted < wanted and any(at < len(order) for at in used.values()):
        for name, sort in SORTS.items():
            made = None
            while made is None and used[name] < len(order):
                place = order[used[name]]
                used[name] += 1
                made = None if place.answer.abstained else sort(place, rng)
            if made is None or counts.planted >= wanted:
                continue
            marked = verify(made, place.recordings).answer
            caught = bool(marked.unsupported)
            counts.planted += 1
            counts.caught += caught
            tally = counts.sorts.setdefault(name, [0, 0])
            tally[0] += caught
            tally[1] += 1
            if not caught:
                counts.missed.append(f"{name}: {made.text[:200]}")


def measured(assistant: Assistant, answers: int, folder: Path | None, planted: int, seed: int) -> Counts:
    counts, places, fresh = Counts(), [], neuro_llm.load()
    began = time.perf_counter()
    recordings = [simulated(number, seed) for number in range(max(2, answers // 20))]
    for number, recording in enumerate(recordings):
        rng = np.random.default_rng([number, 6, seed])
        asked = [((recording,), *one) for one in questions(rng, 19)]
        pair = (recording, recordings[number - 1])
        asked.append((pair, str(rng.choice(PAIRS)), None))
        places += answered(assistant, asked)
    for recording in real(folder) if folder else ():
        rng = np.random.default_rng([len(places), 7])
        places += answered(assistant, [((recording,), *one) for one in questions(rng, 5)])
    for place in places:
        note(counts, place, fresh)
    plant(counts, places, planted, seed)
    counts.seconds = time.perf_counter() - began
    return counts


def answered(
    assistant: Assistant, asked: Sequence[tuple[tuple[Recording, ...], str, object]]
) -> Iterator[Place]:
    for recordings, question, options in asked:
        yield Place(ask(assistant, recordings, question, options), recordings)


def table(counts: Counts) -> str:
    share = 100 * counts.again / max(1, counts.values)
    rows = [
        ("answers (abstained)", f"{counts.answers} ({counts.abstained})", ""),
        (
            "cited values computed again within rounding",
            f"{counts.again}/{counts.values} ({share:.2f} %)",
            "≥ 99 %",
        ),
        ("numbers without a citation", str(counts.uncited), "0"),
        ("honest answers marked", str(counts.marked), "0"),
        (
            "planted false citations caught",
            f"{counts.caught}/{counts.planted}",
            f"{counts.planted}/{counts.planted}",
        ),
    ]
    lines = ["| | found | target |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--planted", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0, help="other recordings, questions and false citations")
    parser.add_argument("--data", type=Path, help="a folder of real recordings with its MANIFEST.json")
    parser.add_argument("--json", action="store_true", help="everything that was counted")
    args = parser.parse_args()
    counts = measured(neuro_llm.load(), args.answers, args.data, args.planted, args.seed)
    print(json.dumps(asdict(counts), indent=1, ensure_ascii=False) if args.json else table(counts))


if __name__ == "__main__":
    main()
