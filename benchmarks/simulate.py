"""How many recordings the simulator makes per second of one core: `python benchmarks/simulate.py [count]`."""

from __future__ import annotations

import sys
import time
from collections import Counter

from neuro_llm.recordings.simulate import FAMILIES, draw, simulate


def main(argv: list[str] | None = None) -> None:
    given = sys.argv[1:] if argv is None else argv
    count = int(given[0]) if given else 300
    started = time.process_time()
    simulate(duration=2.0)
    print(f"first recording, with the lead field: {time.process_time() - started:.2f} s")
    answers: dict[str, Counter[str]] = {family: Counter() for family in FAMILIES}
    samples, started = 0, time.process_time()
    for seed in range(count):
        recording, truth = simulate(draw(seed))
        samples += len(recording.ch_names) * recording.n_times
        for family in FAMILIES:
            answer = truth.family(family)
            answers[family]["at a time" if isinstance(answer, float) else str(answer)] += 1
    spent = time.process_time() - started
    print(f"{count / spent:.0f} recordings/s, {samples / spent / 1e6:.1f} million samples/s")
    for family, counts in answers.items():
        print(f"{family:14}", ", ".join(f"{answer} {number}" for answer, number in counts.most_common()))


if __name__ == "__main__":
    main()
