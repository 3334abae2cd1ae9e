"""One hour of 19 channels at 256 Hz, from the file to the answer: python benchmarks/hour.py"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edf_writer import NAMES_19, write_edf

import neuro_llm

QUESTION = "Is there a posterior alpha rhythm?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1.0)
    hours = parser.parse_args().hours
    with tempfile.TemporaryDirectory() as folder:
        path = write_edf(Path(folder) / "hour.edf", NAMES_19, hours)
        clock = time.perf_counter
        began = clock()
        model = neuro_llm.load()
        loaded = clock()
        with neuro_llm.read(path) as recording:
            opened = clock()
            answer = model.generate(recording, QUESTION)
            answered = clock()
            model.generate(recording, "Are the eyes open or closed?")
            again = clock()
    print(f"{hours:g} h × 19 channels × 256 Hz ({QUESTION!r} → {answer.text!r})")
    print(f"model loaded     {loaded - began:6.2f} s")
    print(f"file opened      {opened - loaded:6.2f} s")
    print(f"answer           {answered - opened:6.2f} s")
    spent = answered - loaded
    print(f"file to answer   {spent:6.2f} s   ({hours * 3600 / spent:.0f} × real time)")
    print(f"second question  {again - answered:6.2f} s")


if __name__ == "__main__":
    main()
