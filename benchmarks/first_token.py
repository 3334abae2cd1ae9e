"""From the start of the program to the first characters of an answer: python benchmarks/first_token.py"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "recordings" / "example_files" / "rest_eyes_closed.edf"
QUESTION = "Are the eyes open or closed?"


def main() -> None:
    runs = [once() for _ in range(5)]
    first, whole = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"start of `neuro-llm ask` to the first characters  {first:6.2f} s (median of 5)")
    print(f"                         to the end of the answer {whole:6.2f} s")


def once() -> tuple[float, float]:
    """Seconds to the first byte on standard output, and to the end."""
    command = [sys.executable, "-m", "neuro_llm", "ask", str(EXAMPLE), QUESTION]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        if not process.stdout.read(1):
            sys.exit("no answer")
        first = time.perf_counter() - began
        process.stdout.read()
    if process.returncode:
        sys.exit(f"neuro-llm ask ended with status {process.returncode}")
    return first, time.perf_counter() - began


if __name__ == "__main__":
    main()
