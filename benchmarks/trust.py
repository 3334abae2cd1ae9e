"""Calibration, abstention and diagnoses declined, as tables and JSON: what answers promise and what they keep.

    python benchmarks/trust.py --people 500 --each 12 --data ../shared/data --json trust.json

Each part takes one to four minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from neuro_llm.assistant import load
from neuro_llm.recordings.simulate import simulate
from neuro_llm.train import trust
from neuro_llm.train.spoiled import HELD_BACK

REQUESTS = Path(__file__).resolve().parents[1] / "tests" / "questions"


def note(text: str) -> None:
    print(text, file=sys.stderr)


def calibration(assistant: Any, people: int) -> dict[str, Any]:
    found = trust.calibration_table(assistant, people, note)
    columns = ("family", "n", "calibration error", "accuracy at 100 / 75 / 50 %", "right option kept")
    print(f"| {' | '.join((*columns, 'options kept', 'cannot tell'))} |")
    print("|" + "---|" * 7)
    for family, one in found.items():
        kept = " / ".join(f"{one.selective[i][1]:.3f}" for i in (0, 2, 3))
        print(
            f"| {family} | {one.n} | {one.error:.3f} [{one.low:.3f}, {one.high:.3f}] | {kept} | {one.covered:.3f} | "
            f"{one.size:.2f} | {one.abstained:.3f} |"
        )
    return {family: asdict(one) for family, one in found.items()}


def abstention(assistant: Any, each: int, good: int, data: Path | None) -> dict[str, Any]:
    found = trust.abstention_table(assistant, each, good, data, note)
    print("\n| recordings | n | questions | cannot tell | no brain activity | facts told |\n|" + "---|" * 6)
    for kind, one in found.items():
        held = " (held back)" if kind in HELD_BACK else ""
        print(
            f"| {kind}{held} | {one.recordings} | {one.asked} | {one.abstained:.3f} | {one.unlike:.3f} | "
            f"{one.facts:.3f} |"
        )
    return {kind: asdict(one) for kind, one in found.items()}


def diagnoses(assistant: Any) -> dict[str, Any]:
    recording, _ = simulate(seed=11, duration=20)
    told = {}
    print("\n| requests | asked | n | declined | with facts |\n|" + "---|" * 5)
    for name in ("diagnosis", "diagnosis_blind"):
        found = trust.declined_table(assistant, REQUESTS / f"{name}.json", recording)
        for how, n in Counter(one.how for one in found).items():
            some = [one for one in found if one.how == how]
            declined = sum(one.declined for one in some)
            facts = sum(one.declined and one.cited > 0 for one in some)
            print(f"| {name} | {how} | {n} | {declined} | {facts} |")
            told[f"{name}, {how}"] = {"n": n, "declined": declined, "with facts": facts}
    return told


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500, help="unseen simulated people, calibration")
    parser.add_argument(
        "--each", type=int, default=12, help="recordings of every kind without brain activity"
    )
    parser.add_argument("--good", type=int, default=100, help="unseen simulated people, abstention")
    parser.add_argument("--data", type=Path, help="real recordings with a MANIFEST.json")
    parser.add_argument("--json", type=Path, help="where to write the numbers")
    args = parser.parse_args(argv)
    assistant = load()
    told = {
        "calibration": calibration(assistant, args.people),
        "abstention": abstention(assistant, args.each, args.good, args.data),
        "diagnoses": diagnoses(assistant),
    }
    if args.json:
        args.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
