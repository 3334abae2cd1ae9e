"""`check`: a clean file passes, and every planted fault is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.main import run
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence import measure
from neuro_llm.train.instructions import Example, Source, to_json, write_examples
from neuro_llm.train.instructions.check import check, check_text
from neuro_llm.train.stored import About, read_recording, write_recording

Change = Callable[[list[Example]], None]


def example(number: int) -> Example:
    """Two people train, one validates and one tests; two spans of each."""
    person, answer = number // 2, ("open", "closed")[number % 2]
    source = Source(f"r{person}.npy", "eeg", 5.0 * (number % 2), 5.0 * (number % 2) + 5)
    return Example(
        f"e{number}", (Turn("user", "Open or closed?"), Turn("assistant", answer)), (source,),
        choices=("open", "closed"), subject=f"s{person}", split=("train", "train", "val", "test")[person], task="eyes",
        run="1",
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    about = About(100.0, 1000, ("O1", "O2"), "eeg", "V")
    for person in range(4):
        noise = 2e-5 * np.random.default_rng(person).standard_normal((2, 1000))
        write_recording(tmp_path / f"r{person}.npy", about, [noise])
    return tmp_path


@pytest.fixture
def examples(folder: Path) -> list[Example]:
    """The first one carries a measured record that its answer could cite."""
    with read_recording(folder / "r0.npy") as recording:
        record = replace(measure(recording, "alpha power", start=0.0, stop=5.0), id="E1")
    made = [example(number) for number in range(8)]
    return [replace(made[0], evidence=(record,)), *made[1:]]


def test_a_clean_file_passes(folder: Path, examples: list[Example]) -> None:
    write_examples(folder / "e.jsonl", examples)
    checked = check(folder / "e.jsonl")
    assert (checked.passed, dict(checked.warnings)) == (True, {})
    assert (checked.examples, checked.recordings, checked.recomputed) == (8, 4, 1)
    values = checked.to_dict()
    assert values["splits"] == {"train": 4, "val": 2, "test": 2}
    assert values["balance"]["eyes"]["train"] == {"open": 2, "closed": 2}
    assert values["lengths"] == {"unit": "words", "longest": 7, "histogram": {"up to 16": 8}}
    assert check_text(checked).endswith("nothing would spoil a training")


def planted(index: int, **changes: object) -> Change:
    def change(examples: list[Example]) -> None:
        examples[index] = replace(examples[index], **changes)  # type: ignore[arg-type]

    return change


def answered(text: str) -> tuple[Turn, ...]:
    return (Turn("user", "Open or closed?"), Turn("assistant", text))


def spoil_value(examples: list[Example]) -> None:
    record = examples[0].evidence[0]
    examples[0] = replace(examples[0], evidence=(replace(record, value=2 * float(record.value)),))  # type: ignore[arg-type]


def spoil_channel(examples: list[Example]) -> None:
    record = examples[0].evidence[0]
    examples[0] = replace(examples[0], evidence=(replace(record, channels=("Fp1",)),))


FAULTS: list[tuple[str, Change, str]] = [
    ("runs in two splits", planted(6, subject="s0"), "s0 1: test (line 7), train (line 1)"),
    ("people in two splits", planted(6, subject="s0", run="2"), "s0: test (line 7), train (line 1)"),
    ("people in two splits", planted(1, split="test", run="", subject="s4"), ""),
    ("spans in two splits", planted(6, sources=(Source("r0.npy", "eeg", 2.0, 4.0),)), "line 7 (test, from 2 s)"),
    ("spans in two splits", planted(6, sources=(Source("r0.npy", "eeg"),)), "r0.npy"),
    ("ids that occur twice", planted(3, id="e0"), "line 4: 'e0' is that of line 1"),
    ("examples in two splits", lambda rows: rows.append(replace(rows[0], id="n", split="val", evidence=())), "line 9"),
    ("missing files", planted(2, sources=(Source("gone.npy"),)), "line 3: gone.npy: there is no such file"),
    ("empty answers", planted(2, turns=answered(" "), choices=()), "line 3 (e2)"),
    ("empty questions", planted(2, turns=(Turn("user", ""), Turn("assistant", "open"))), "line 3 (e2)"),
    ("answers that are no option", planted(2, turns=answered("Open")), "'Open' of open, closed"),
    ("spans beyond the recording", planted(7, sources=(Source("r3.npy", "eeg", 5.0, 10.5),)), "r3.npy ends at 10 s"),
    ("spans beyond the recording", planted(7, sources=(Source("r3.npy", "eeg", 12.0),)), "the span at 12 s"),
    ("wrong modality", planted(7, sources=(Source("r3.npy", "meg", 5.0, 10.0),)), "r3.npy is eeg, not meg"),
    ("evidence that does not come out again", spoil_value, "line 1: alpha power is"),
    ("evidence that does not come out again", spoil_channel, "no channel Fp1"),
    ("answers that cite what is not there", planted(0, turns=answered("Open [E2]."), choices=()), "line 1 (e0): E2"),
    ("nothing to train on", lambda rows: rows.__delitem__(slice(0, 4)), "4 examples"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "change", "said"), FAULTS, ids=[f"{i}-{k}" for i, (k, _, _) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(
    kind: str, change: Change, said: str, folder: Path, examples: list[Example]
) -> None:
    if said == "":  # a person without a run, in two splits
        examples[0] = replace(examples[0], subject="s4", run="")
        said = "s4: test (line 2), train (line 1)"
    change(examples)
    write_examples(folder / "e.jsonl", examples)
    checked = check(folder / "e.jsonl")
    assert kind in checked.faults
    assert said in checked.faults[kind][0]
    assert not checked.passed


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{", "lines that are no example"),
        ('{"id": "x", "messages": []}', "lines that are no example"),
        ("1" * 5000, "lines that are no example"),
        ('{"id": "x", "eeg": "/etc/passwd", "conversations": [{"from": "human", "value": "?"}]}',
         "paths that leave the folder"),
        (json.dumps(to_json(example(0))).replace('"r0.npy"', '"../r0.npy"'), "paths that leave the folder"),
    ],
)  # fmt: skip
def test_every_line_is_read(line: str, kind: str, folder: Path, examples: list[Example]) -> None:
    write_examples(folder / "e.jsonl", examples)
    with (folder / "e.jsonl").open("a") as file:
        file.write(f"\n{line}\n")
    checked = check(folder / "e.jsonl")
    assert list(checked.faults) == [kind]
    assert checked.faults[kind][0].startswith("line 10: ")
    assert checked.examples == 8


def test_a_link_out_of_the_folder_is_not_opened(folder: Path, examples: list[Example]) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "link.npy").symlink_to(folder / "r0.npy")
    write_examples(
        folder / "in" / "e.jsonl", [replace(examples[0], sources=(Source("link.npy"),), evidence=())]
    )
    [line] = check(folder / "in" / "e.jsonl").faults["recordings that cannot be opened"]
    assert "link that leaves" in line


def test_what_is_unusual_is_a_warning(folder: Path, examples: list[Example]) -> None:
    rows = [
        replace(one, run=str(i % 2), subject="s0", split=("train", "test")[i % 2])
        for i, one in enumerate(examples)
    ]
    rows.append(replace(rows[0], id="again"))
    write_examples(folder / "e.jsonl", rows)
    checked = check(folder / "e.jsonl")
    assert checked.passed
    assert set(checked.warnings) == {
        "empty splits", "answers that are never trained", "examples that occur twice", "people in two splits, by run",
    }  # fmt: skip
    many = [replace(examples[0], id=f"n{i}", evidence=(), turns=(Turn("user", f"{i}?"), *answered("open")[1:]))
            for i in range(12)]  # fmt: skip
    write_examples(folder / "e.jsonl", many)
    assert check(folder / "e.jsonl").warnings["one answer for nearly all"] == [
        "eyes, train: open is 12 of 12"
    ]


def test_lengths_can_be_counted_in_tokens(folder: Path, examples: list[Example], tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    inner = Tokenizer(models.WordLevel({"?": 0, "[UNK]": 1}, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=inner, unk_token="[UNK]").save_pretrained(tmp_path / "tokenizer")
    write_examples(folder / "e.jsonl", examples)
    checked = check(folder / "e.jsonl", str(tmp_path / "tokenizer"))
    assert (checked.unit, set(checked.lengths)) == ("tokens", {11})


def test_the_command_tells_and_fails(
    folder: Path, examples: list[Example], capsys: pytest.CaptureFixture[str]
) -> None:
    write_examples(folder / "e.jsonl", examples)
    assert run(["data", "check", str(folder / "e.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True
    planted(3, id="e0")(examples)
    write_examples(folder / "e.jsonl", examples)
    assert run(["data", "check", str(folder / "e.jsonl")]) == 1
    assert "fault: ids that occur twice: 1" in capsys.readouterr().out
    with pytest.raises(ConfigError, match="is no file"):
        check(folder / "gone.jsonl")
