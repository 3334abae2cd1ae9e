"""Ten hours of 64 channels: opening time, and peak memory of this process and its children up to the answer.

python benchmarks/memory.py [--hours 10]      Linux only: it reads /proc
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edf_writer import NAMES_64, write_edf

import neuro_llm

QUESTION = "Is there a posterior alpha rhythm?"


class Peaks:
    """Largest resident memory (VmHWM, bytes) of this process and of every child that it ever had.

    It only rises, but for a child that becomes another program: what it shared with its parent until then is no use.
    """

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}
        self._stop = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self.look()

    def look(self) -> None:
        for process in family(os.getpid()):
            self.seen[process] = high_water(process) or self.seen.get(process, 0)

    def close(self) -> tuple[int, int]:
        """Peak of this process, and the sum of the peaks of its children."""
        self._stop.set()
        self._thread.join()
        self.look()
        own = self.seen[os.getpid()]
        return own, sum(self.seen.values()) - own


def family(process: int) -> list[int]:
    """The process and all of its living descendants."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [pid for child in task.read_text().split() for pid in family(int(child))]
        except OSError:
            continue  # it has just ended
    return found


def high_water(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=10.0)
    hours = parser.parse_args().hours
    free, needed = shutil.disk_usage(tempfile.gettempdir()).free, hours * 3600 * 64 * 512
    if free < 1.2 * needed:
        sys.exit(
            f"{tempfile.gettempdir()} has {free / 1e9:.1f} GB free; the file needs {needed / 1e9:.1f} GB"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = write_edf(Path(folder) / "night.edf", NAMES_64, hours)
        peaks = Peaks()
        began = time.perf_counter()
        with neuro_llm.read(path) as recording:
            opened = time.perf_counter() - began
            model = neuro_llm.load()
            began = time.perf_counter()
            answer = model.generate(recording, QUESTION)
            answered = time.perf_counter() - began
            own, children = peaks.close()
    print(f"{hours:g} h × 64 channels × 256 Hz ({needed / 1e9:.2f} GB; {QUESTION!r} → {answer.text!r})")
    print(f"opening      {opened:6.2f} s   (target ≤ 3 s)")
    print(f"answer       {answered:6.2f} s")
    total = own + children
    print(f"peak memory  {total / 1e9:6.2f} GB  (target ≤ 1.5 GB)")
    print(f"             {own / 1e9:.2f} GB here, {children / 1e9:.2f} GB in the reader")


if __name__ == "__main__":
    main()
