"""Is one event found in a minute, in ten, in an hour, in a night? python benchmarks/needles.py --n 10

Prints the share of events whose best answered interval overlaps the true one by half (intersection over union), per
kind and length, beside the whole recording, a random interval and a line-length detector, and the false alarms per hour
in recordings without any event.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import neuro_llm
from neuro_llm.train.needles import LENGTHS_SECONDS, needle_table
from neuro_llm.train.night import KINDS


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=10, help="recordings of each kind and length")
    parser.add_argument("--seconds", type=float, nargs="+", default=LENGTHS_SECONDS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    args = parser.parse_args()
    began = time.perf_counter()

    def note(text: str) -> None:
        print(f"{text} ({time.perf_counter() - began:.0f} s)", file=sys.stderr)

    print(needle_table(neuro_llm.load(), args.seconds, args.n, note, args.kinds))


if __name__ == "__main__":
    main()
