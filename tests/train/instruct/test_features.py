"""What was made of a recording is kept: later epochs open nothing; a changed file is read again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct import preparing
from neuro_llm.train.instruct.exchanges import Maker
from neuro_llm.train.instruct.features import Features, files_key, token_key
from neuro_llm.train.instructions import ExampleSet, read_examples


def copied(lessons: Path, folder: Path) -> ExampleSet:
    shutil.copytree(lessons.parent, folder, dirs_exist_ok=True)
    return read_examples(folder / lessons.name)


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths that are opened from now on."""
    paths: list[str] = []
    real = preparing.open_source
    monkeypatch.setattr(preparing, "open_source", lambda f, s: paths.append(s.path) or real(f, s))
    return paths


def test_each_recording_is_opened_once_and_then_never(
    lessons: Path, base: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples, paths = copied(lessons, tmp_path / "data"), opened(monkeypatch)
    few = ExampleSet(examples.folder, examples[:5])
    made = preparing.prepare(Maker(base.assistant(), few.folder, Features(tmp_path / "f.sqlite")), few, print)
    assert paths == ["sub-0.edf", "sub-1.edf"]
    again = preparing.prepare(
        Maker(base.assistant(), few.folder, Features(tmp_path / "f.sqlite")), few, print
    )
    assert len(paths) == 2
    assert list(made) == list(again)
    assert len(made) == 6  # four closed questions and a conversation of two exchanges


def test_a_changed_file_is_read_again(
    lessons: Path, base: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples, paths = copied(lessons, tmp_path / "data"), opened(monkeypatch)
    few = ExampleSet(examples.folder, examples[:1])
    maker = Maker(base.assistant(), few.folder, Features(tmp_path / "f.sqlite"))
    preparing.prepare(maker, few, print)
    os.utime(examples.folder / "sub-0.edf", (1, 1))
    files_key.cache_clear()
    preparing.prepare(maker, few, print)
    assert paths == ["sub-0.edf", "sub-0.edf"]


def test_a_broken_recording_is_counted_and_named(lessons: Path, base: Any, tmp_path: Path) -> None:
    examples = copied(lessons, tmp_path / "data")
    (examples.folder / "sub-0.edf").write_bytes(b"nothing of the kind")
    files_key.cache_clear()
    said: list[str] = []
    maker = Maker(base.assistant(), examples.folder, Features(tmp_path / "f.sqlite"))
    with pytest.raises(ConfigError, match=r"3 of 5 examples cannot be read; the first is eyes 0-0"):
        preparing.prepare(maker, ExampleSet(examples.folder, examples[:5]), said.append)


def test_tokens_are_kept_as_half_precision_and_once(tmp_path: Path) -> None:
    store = Features(tmp_path / "f.sqlite")
    tokens = torch.randn(5, 8)
    key = token_key(tokens)
    store.keep({"one": {"a": 1}}, {key: tokens})
    store.keep({"two": {"a": 2}}, {token_key(tokens.clone()): tokens})
    assert torch.equal(store.tokens(key), tokens.half().float())
    assert store.told("two") == {"a": 2}
    assert store.known(["one", "three"]) == {"one"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="another --work"):
        Features(tmp_path / "file" / "f.sqlite")
