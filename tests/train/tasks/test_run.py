"""`eval tasks` on simulated tasks: the model is right, another's signal is at chance, what is absent is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from neuro_llm import assistant as assistants
from neuro_llm.assistant import Assistant
from neuro_llm.learned import Learned
from neuro_llm.main import app
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instructions import Example, write_examples
from neuro_llm.train.tasks import fit_heads
from neuro_llm.train.tasks.run import LAYOUTS, Request, evaluate_tasks, real_tasks, scored
from neuro_llm.train.tasks.scoring import Scored
from neuro_llm.train.tasks.task import Task, blocks_of, leave_one_out


@pytest.fixture(scope="module")
def oddballs(oddball_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Task]:
    found = real_tasks(oddball_folder, tmp_path_factory.mktemp("work"))
    return [task for task in found if isinstance(task, Task)]


@pytest.fixture(scope="module")
def rows(oddballs: list[Task]) -> list[Scored]:
    return scored(Assistant(), oddballs, lambda line: None)[0]


def test_the_model_is_right_and_the_controls_are_not(rows: list[Scored]) -> None:
    assert [row.task.name for row in rows] == ["P300 target or not", "P300 target or not, means of 5"]
    for row in rows:
        assert row.model.balanced > 0.8
        assert row.model.auroc is not None
        assert row.model.auroc > 0.9
        assert row.detector is not None
        assert row.detector.balanced > 0.8
        assert (row.chance, row.majority, row.words) == (0.5, 0.5, 0.5)
        assert 0.35 < row.shuffled < 0.65
        assert row.silent == 0
        assert (row.unit, row.units) == ("runs", 2)
        assert row.subjects["s7"][0] == row.model.balanced
    assert rows[0].model.n == 2 * 80
    assert rows[1].model.n == 2 * (60 // 5 + 20 // 5)


def test_an_assistant_that_has_not_learnt_says_nothing(oddballs: list[Task]) -> None:
    task = replace(oddballs[1], taught=False, decoder=None)
    row = scored(Assistant(), [task], lambda line: None)[0][0]
    assert row.silent == row.model.n
    assert (row.model.balanced, row.model.auroc, row.detector) == (0, 0.5, None)


def test_events_of_the_file_are_not_shown(oddballs: list[Task]) -> None:
    assert oddballs[0].piece(0).recording.events == ()


def test_nobody_is_on_both_sides(oddballs: list[Task]) -> None:
    examples = oddballs[0].examples
    for folds in (leave_one_out(examples, within=True), oddballs[0].folds):
        for fold in folds:
            assert not {examples[i].run for i in fold.train} & {examples[i].run for i in fold.test}
        assert sorted(i for fold in folds for i in fold.test) == list(range(len(examples)))
    assert leave_one_out(examples, within=False) == ()  # one person only


def test_one_run_is_cut_into_blocks_of_time(oddballs: list[Task]) -> None:
    own = tuple(example for example in oddballs[0].examples if example.run.endswith("run1"))
    folds = leave_one_out(own, within=True)
    assert [(fold.test[0], fold.test[-1]) for fold in folds] == [(16 * i, 16 * i + 15) for i in range(5)]
    parts = blocks_of(own)
    shares = [sum(own[i].answer == "target" for i in fold.test) for fold in parts]
    assert shares == [4] * 5


def test_what_is_absent_is_said(
    oddball_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assistants, "load", lambda folder: Assistant())
    (tmp_path / "none").mkdir()
    lines: list[str] = []
    said = evaluate_tasks(Request(data=tmp_path / "none", work=tmp_path / "work"), lines.append)
    assert said.count("- left out: ") >= len(LAYOUTS)
    assert "rest or mental arithmetic: no workload/Subject*_2.edf in the folder" in said
    assert "on 0 of 0 tasks" in said
    assert any(line.startswith("left out: SSVEP 20 or 30 Hz") for line in lines)
    assert json.loads((tmp_path / "work" / "tasks.json").read_text())["tasks"] == []


@pytest.fixture
def examples_file(oddballs: list[Task]) -> tuple[Path, list[Example]]:
    """Run 1 to learn from, run 2 to be asked, beside the recordings."""
    task = oddballs[0]
    examples = [
        replace(e, split="train" if e.run.endswith("run1") else "test", task="oddball") for e in task.examples
    ]
    path = task.folder / "examples.jsonl"
    write_examples(path, examples)
    return path, examples


def test_a_file_of_examples(
    examples_file: tuple[Path, list[Example]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, examples = examples_file
    learned = Learned(fit_heads(examples, path.parent, lambda line: None))
    monkeypatch.setattr(assistants, "load", lambda folder: Assistant(learned=learned))
    ended = CliRunner().invoke(app, ["eval", "tasks", str(path), "--json"])
    assert ended.exit_code == 0, ended.output
    (row,) = json.loads(ended.stdout)["tasks"]
    assert (row["task"], row["n"], row["interval over"]) == ("oddball", 80, "80 questions")
    assert row["model"]["balanced"] > 0.8
    assert row["detector"]["balanced"] > 0.8
    assert 0.35 < row["shuffled"] < 0.65
    table = evaluate_tasks(Request(examples=path), lambda line: None)
    assert "| oddball | 80 | " in table
    assert "at least as good as the classical detector on" in table


def test_without_train_there_is_no_detector(
    examples_file: tuple[Path, list[Example]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, examples = examples_file
    alone = path.with_name("alone.jsonl")
    write_examples(alone, [example for example in examples if example.split == "test"][:8])
    monkeypatch.setattr(assistants, "load", lambda folder: Assistant())
    values = json.loads(evaluate_tasks(Request(examples=alone, plain=True), lambda line: None))
    assert values["tasks"][0]["detector"] is None
    assert values["tasks"][0]["no option"] == 8


def test_what_is_wrong_is_said(tmp_path: Path, examples_file: tuple[Path, list[Example]]) -> None:
    with pytest.raises(ConfigError, match="a file of examples, or a folder"):
        evaluate_tasks(Request(), lambda line: None)
    with pytest.raises(ConfigError, match="is no folder"):
        evaluate_tasks(Request(data=tmp_path / "nowhere"), lambda line: None)
    path, examples = examples_file
    learning = path.with_name("learning.jsonl")
    write_examples(learning, [example for example in examples if example.split == "train"])
    with pytest.raises(ConfigError, match="no example of the test split"):
        evaluate_tasks(Request(examples=learning), lambda line: None)


@pytest.mark.slow
def test_real_recordings(data_folder: Path, tmp_path: Path) -> None:
    """Every layout is there; no control is better than chance allows."""
    said = evaluate_tasks(Request(data=data_folder, work=tmp_path, plain=True), lambda line: None)
    rows = {row["task"]: row for row in json.loads(said)["tasks"]}
    assert len(rows) >= 18
    assert rows["eyes open or closed"]["model"]["balanced"] > 0.9
    assert rows["SSVEP 20 or 30 Hz"]["model"]["balanced"] > 0.9
    assert rows["artefact: mains"]["model"]["balanced"] > 0.9
    assert all(abs(row["text only"] - row["chance"]) < 0.1 for row in rows.values())
