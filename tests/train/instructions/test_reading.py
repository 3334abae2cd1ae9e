"""Files of examples: the same from memory and from disk, whole or not at all, and nothing outside the folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.train.instructions import (
    Example,
    Source,
    open_source,
    read_examples,
    reading,
    write_examples,
)

SOME = [
    Example(
        f"e{i}", (Turn("user", f"What\u2028is {i}?"), Turn("assistant", "ä\r\nb")), (Source("a.npy", "eeg"),),
        split=("train", "val", "test")[i % 3],
    )
    for i in range(7)
]  # fmt: skip


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every file is a large one."""
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setattr(reading, "LARGE", 1)


def test_a_file_comes_back(tmp_path: Path) -> None:
    write_examples(tmp_path / "deep" / "e.jsonl", SOME)
    found = read_examples(tmp_path / "deep" / "e.jsonl")
    assert list(found) == SOME
    assert found.folder == tmp_path / "deep"
    assert list(read_examples(tmp_path / "deep" / "e.jsonl", "val")) == [SOME[1], SOME[4]]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["e.jsonl"]


@pytest.mark.usefixtures("large")
def test_a_large_file_gives_the_same_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    write_examples(path, SOME)
    path.write_text("\n" + path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    found = read_examples(path)
    assert not isinstance(found.examples, tuple)
    assert (len(found), list(found), found[-1], found[2:4]) == (7, SOME, SOME[-1], SOME[2:4])
    only = read_examples(path, "test")
    assert (len(only), only[1]) == (2, SOME[5])
    with pytest.raises(IndexError):
        only[2]


@pytest.mark.parametrize("size", ["small", "large"])
def test_a_mistake_names_its_line(size: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if size == "large":
        request.getfixturevalue("large")
    path = tmp_path / "e.jsonl"
    write_examples(path, SOME[:1])
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "x", "messages": []}) + "\n")
    with pytest.raises(ConfigError, match=r"e\.jsonl line 3: x: the roles are none"):
        read_examples(path)
    path.write_text('{"id": ', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"e\.jsonl line 1: no JSON"):
        read_examples(path)


def test_no_file_and_no_text_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="neuro-llm data build"):
        read_examples(tmp_path / "gone.jsonl")
    (tmp_path / "e.jsonl").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ConfigError, match="no UTF-8 text"):
        read_examples(tmp_path / "e.jsonl")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    write_examples(tmp_path / "e.jsonl", SOME)
    with pytest.raises(ZeroDivisionError):
        write_examples(tmp_path / "e.jsonl", (replace(SOME[0], id=str(1 // i)) for i in (1, 0)))
    assert list(read_examples(tmp_path / "e.jsonl")) == SOME


def test_a_bare_file_is_opened_with_its_options(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.ones((2, 300), np.float32))
    options = {"sfreq": 100, "unit": "uV", "ch_names": ["O1", "O2"], "modality": "eeg"}
    with open_source(tmp_path, Source("a.npy", options=options)) as recording:
        assert (recording.duration, recording.ch_names) == (3.0, ("O1", "O2"))
        assert recording.read(0, 0.01)[0, 0] == pytest.approx(1e-6)


def test_only_files_of_the_folder_are_opened(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    np.save(tmp_path / "secret.npy", np.ones((2, 300), np.float32))
    (tmp_path / "data" / "link.npy").symlink_to(tmp_path / "secret.npy")
    with pytest.raises(RecordingError, match="link that leaves"):
        open_source(tmp_path / "data", Source("link.npy"))
    with pytest.raises(RecordingError, match="no such file"):
        open_source(tmp_path / "data", Source("gone.npy"))
