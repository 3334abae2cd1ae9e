"""What a long recording costs: python benchmarks/long.py      (Linux only: it reads /proc)

Files of 19 channels at 256 Hz. The first question on each length, with the peak memory of the process that asks and of
the reader beside it; then further questions on an hour against the same on a minute: a state, a quantity between two
seconds, and one that was asked before. Each length in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edf_writer import NAMES_19, write_edf
from memory import Peaks

from neuro_llm.recordings.simulate import simulate

FIRST = "Are the eyes open or closed?"
STATE = ("Is there a seizure?", "Are there sleep spindles?", "Are there eye blinks?")
MEASURED = tuple(
    f"How strong is the alpha power between {start} and {start + 20} s?" for start in (5, 12, 21, 30, 38)
)
REPEATED = (FIRST,) * 5
TARGET_RATIO, TARGET_GB = 1.2, 1.5


def asked(path: Path) -> dict[str, Any]:
    """Seconds of every question on one file, and peak memory in bytes."""
    import neuro_llm

    peaks, clock = Peaks(), time.perf_counter
    model = neuro_llm.load()
    with neuro_llm.read(path) as recording:
        found: dict[str, Any] = {}
        for name, questions in {
            "first": (FIRST,),
            "state": STATE,
            "measured": MEASURED,
            "again": REPEATED,
        }.items():
            spent = []
            for question in questions:
                began = clock()
                model.generate(recording, question)
                spent.append(clock() - began)
            found[name] = min(spent)
        own, children = peaks.close()
    return {**found, "memory": own + children}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, nargs="+", default=(1 / 60, 1.0, 8.0))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(asked(args.child)))
        return
    minute = simulate(duration=60.0, sfreq=256.0, seed=1)[0].read(channels=NAMES_19) * 1e6
    rows: dict[float, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for hours in args.hours:
            path = write_edf(Path(folder) / "long.edf", NAMES_19, hours, minute=minute)
            run = subprocess.run(
                [sys.executable, __file__, "--child", path], capture_output=True, text=True, check=True
            )
            rows[hours] = json.loads(run.stdout.splitlines()[-1])
    print(
        "| recording | first question | state | measured | asked again | peak memory |\n|---|---|---|---|---|---|"
    )
    for hours, row in rows.items():
        times = " | ".join(f"{row[name]:.2f} s" for name in ("first", "state", "measured", "again"))
        print(f"| {60 * hours:g} min | {times} | {row['memory'] / 1e9:.2f} GB |")
    if {1 / 60, 1.0} <= rows.keys():
        ratios = {name: rows[1.0][name] / rows[1 / 60][name] for name in ("state", "measured", "again")}
        told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        print(f"an hour against a minute: {told} (target ≤ {TARGET_RATIO}); memory target ≤ {TARGET_GB} GB")


if __name__ == "__main__":
    main()
