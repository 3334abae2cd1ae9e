"""Commands that are killed and started again, quickly: they run in copies of a process that has imported everything."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SAVING = (".staging", ".discarded", ".part")  # what a save leaves behind when it is killed


@dataclass(frozen=True)
class Ended:
    """statuses: of every process, negative where a signal ended it; touched: operations on files of saves; in s."""

    statuses: list[int]
    touched: int
    seconds: float
    log: str

    @property
    def killed(self) -> bool:
        return -signal.SIGKILL in self.statuses

    def check(self) -> Ended:
        assert set(self.statuses) == {0}, f"{self.statuses}\n{self.log}"
        return self


class Commands:
    """Runs `script.py arguments` or `-m module arguments`, in one process or in several as torchrun would."""

    def __init__(self, folder: Path) -> None:
        quiet = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
        self.folder = folder
        self.server = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forking.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **quiet},
        )  # fmt: skip
        assert self._answer() == "ready"

    def _answer(self) -> str:
        assert self.server.stdout is not None
        return self.server.stdout.readline().strip()

    def run(
        self,
        arguments: list[str],
        processes: int = 1,
        die_at: int | None = None,
        die_after: float | None = None,
        largest_file: int | None = None,
    ) -> Ended:
        log = self.folder / "log.txt"
        log.unlink(missing_ok=True)
        request = {
            "arguments": arguments, "processes": processes, "die_at": die_at, "die_after": die_after,
            "largest_file": largest_file, "log": str(log),
        }  # fmt: skip
        began = time.monotonic()
        assert self.server.stdin is not None
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        statuses = json.loads(self._answer())
        seconds = time.monotonic() - began
        touched = int(Path(f"{log}.0.touched").read_text(encoding="utf-8") or 0)
        return Ended(statuses, touched, seconds, log.read_text(encoding="utf-8", errors="replace"))

    def close(self) -> None:
        assert self.server.stdin is not None
        self.server.stdin.close()
        self.server.wait(20)


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    server = Commands(tmp_path_factory.mktemp("commands"))
    yield server
    server.close()


@pytest.fixture
def survives(commands: Commands, tmp_path: Path) -> Callable[..., dict[str, int]]:
    """Kills a command again and again, and compares its end with that of a run that nobody disturbed."""

    def check(
        command: Callable[[Path], list[str]],
        result: Callable[[Path], Any],
        at_random: int,
        in_saves: int,
        seed: int = 0,
    ) -> dict[str, int]:
        """command: folder → arguments; result: folder → what must be equal. Returns how often it was killed where."""
        rng = random.Random(seed)
        whole = commands.run(command(tmp_path / "whole")).check()
        expected = result(tmp_path / "whole")
        wanted = ["random"] * at_random + ["save"] * in_saves
        rng.shuffle(wanted)
        kills, number = {"random": 0, "save": 0}, 0
        while wanted or number >= 0:
            folder = tmp_path / f"cut-{number}"
            if not wanted:
                ended = commands.run(command(folder)).check()
            elif wanted[-1] == "save":
                ended = commands.run(command(folder), die_at=rng.randint(1, max(2, whole.touched // 4)))
            else:
                ended = commands.run(command(folder), die_after=rng.uniform(0.1, 0.9) * whole.seconds)
            if ended.killed:
                inside = any(path.name.endswith(SAVING) for path in folder.rglob(".*"))
                if inside or wanted[-1] == "random":
                    kills[wanted.pop()] += 1
                continue
            ended.check()
            assert result(folder) == expected, f"{folder.name} ended otherwise after {kills}"
            number = number + 1 if wanted else -1
        return kills

    return check
