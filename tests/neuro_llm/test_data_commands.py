"""`neuro-llm data`: what is printed, and what a mistake says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.main import run
from neuro_llm.train.pairs import DataSet, Pair, write_pairs
from neuro_llm.train.stored import About, write_recording


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pairs of one recording of two seconds."""
    write_recording(tmp_path / "recordings/a.npy", About(10.0, 20, ("Oz",), "eeg"), [np.zeros((1, 20))])
    pairs = [
        Pair(
            f"p{i}", "recordings/a.npy", "eeg", "01", "", float(i), i + 0.5, f"s{i}", text="cup", split=split
        )
        for i, split in enumerate(("train", "test"))
    ]
    write_pairs(tmp_path, DataSet("demo", "CC0", "nowhere", ("eeg",), warnings=("Mind the gap.",)), pairs)
    return tmp_path


def test_check_counts_what_a_folder_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["data", "check", str(folder), "--json"]) == 0
    captured = capsys.readouterr()
    values = json.loads(captured.out)
    assert values["pairs"] == {"train": 1, "val": 0, "test": 1}
    assert (values["recordings"], values["subjects"], values["without_picture"]) == (1, ["01"], 2)
    assert captured.err.splitlines() == ["a.npy: 2 s, 2 pairs", "warning: Mind the gap."]
    assert run(["data", "check", str(folder)]) == 0
    assert "pairs: 1 train, 0 val, 1 test; 2 without a picture" in capsys.readouterr().out


def test_a_simulated_set_is_built_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "set" / "examples.jsonl"
    assert run(["data", "build", "--from", "simulation", "--n", "12", "--out", str(out), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["path"], values["from"]) == (str(out), "simulation")
    assert sum(values["examples"]["line noise"].values()) > 3
    assert run(["data", "check", str(out.parent)]) == 0
    assert "nothing would spoil a training" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["from", "MNIST", ".", "--out", "out"], 1, "no data set 'MNIST'; there are THINGS-EEG2"),
        (["from", "nsd", "gone", "--out", "out"], 1, "gone is no folder"),
        (["from", "nsd", ".", "--out", "out"], 1, "holds no nsd_expdesign.mat"),
        (["from", "imagenet-eeg", ".", "--out", "out"], 1, "--accept-confound"),
        (["from", "nsd"], 2, "ROOT"),
        (["check", "."], 1, "has no dataset.json"),
        (["fetch"], 2, "fetch"),
        (["check", "gone.jsonl"], 1, "gone.jsonl is no file"),
        (["build", "--out", "out/e.jsonl"], 1, "no SOURCE"),
        (["build", "gone", "--out", "out/e.jsonl"], 1, "gone is not there"),
        (["build", ".", "--out", "out/e.jsonl"], 1, "holds no recording"),
        (["build", ".", "--from", "magic", "--out", "out/e.jsonl"], 1, "kind='magic' is none of bids"),
        (["build", ".", "--label", "T1", "--out", "out/e.jsonl"], 2, "--label 'T1' is no pair"),
        (["build", "."], 2, "--out"),
    ],
)
def test_a_mistake_is_one_line(
    arguments: list[str], status: int, said: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["data", *arguments]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    [line] = captured.err.strip().splitlines()
    assert line.startswith("neuro-llm: ")
    assert said in line
    assert not (tmp_path / "out").exists()
