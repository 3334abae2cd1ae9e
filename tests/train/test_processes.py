"""Two processes train as one does: the same batches, the same loss, the same weights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.processes import asked_for, check_count, share_of, together

SCRIPT = str(Path(__file__).with_name("tiny_run.py"))
SETTINGS = ["--steps", "12", "--pieces", "4", "--no-dropout", "--best"]


def differences(one: Path, two: Path) -> tuple[float, float]:
    """The largest difference of a loss, and of a weight."""
    losses = [torch.tensor(json.loads((folder / "losses.json").read_text())) for folder in (one, two)]
    weights = [load_file(folder / "end.safetensors") for folder in (one, two)]
    assert len(losses[0]) > 3
    apart = [float((weights[0][name] - weights[1][name]).abs().max()) for name in weights[0]]
    return float((losses[0] - losses[1]).abs().max()), max(apart)


def test_two_processes_equal_one(commands: Any, tmp_path: Path) -> None:
    """Pieces with different numbers of learnt tokens: every token counts the same, wherever it is."""
    commands.run([SCRIPT, str(tmp_path / "one"), *SETTINGS]).check()
    commands.run([SCRIPT, str(tmp_path / "two"), *SETTINGS], processes=2).check()
    assert max(differences(tmp_path / "one", tmp_path / "two")) <= 1e-5


@pytest.mark.slow
def test_two_processes_go_on_after_a_kill(commands: Any, tmp_path: Path) -> None:
    """With dropout, each process has its own random numbers: they are restored too."""
    settings = ["--steps", "12", "--pieces", "2"]
    commands.run([SCRIPT, str(tmp_path / "whole"), *settings], processes=2).check()
    cut = commands.run([SCRIPT, str(tmp_path / "cut"), *settings], processes=2, die_at=40)
    assert cut.killed
    commands.run([SCRIPT, str(tmp_path / "cut"), *settings], processes=2).check()
    assert differences(tmp_path / "whole", tmp_path / "cut") == (0, 0)


@pytest.mark.slow
def test_torchrun(tmp_path: Path) -> None:
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node"]
    for name, number in (("one", "1"), ("two", "2")):
        command = [*launch, number, SCRIPT, str(tmp_path / name), *SETTINGS]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert not done.returncode, done.stderr[-3000:]
        assert ("2 processes" in done.stderr) == (name == "two")
    assert max(differences(tmp_path / "one", tmp_path / "two")) <= 1e-5


def test_another_number_of_processes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert asked_for() == 2
    with pytest.raises(ConfigError, match="torchrun started 2 processes, 1 train together"):
        check_count(1)
    assert share_of(8) == 4
    with pytest.raises(ConfigError, match="batch of 3 pieces cannot be shared alike by 2 processes"):
        share_of(3)


def fails(problem: Exception) -> Callable[[], None]:
    def work() -> None:
        raise problem

    return work


def test_an_error_of_one_process_is_its_own() -> None:
    with pytest.raises(OSError, match="gone"):
        together(fails(OSError("gone")))
