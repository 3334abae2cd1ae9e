"""Commands of the shared space: results name their space, what it was trained on goes to standard error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from neuro_llm import assistant, main, space
from neuro_llm.encoders import ENCODERS
from neuro_llm.export import write_recording
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate.world import Session

MakeSpace = Callable[..., Path]


@pytest.fixture(scope="module")
def fif(tmp_path_factory: pytest.TempPathFactory, eeg_session: Session) -> str:
    path = tmp_path_factory.mktemp("files") / "seen_raw.fif"
    write_recording(eeg_session.recording, path)
    return str(path)


@pytest.fixture
def calcium(monkeypatch: pytest.MonkeyPatch, calcium_recording: Recording) -> str:
    """A name under which `read` gives calcium imaging; every other name is read as ever."""
    from neuro_llm.recordings import readers

    real = readers.read

    def read(path: Any, **how: Any) -> Recording:
        return calcium_recording if str(path) == "cells.nwb" else real(path, **how)

    monkeypatch.setattr(readers, "read", read)
    return "cells.nwb"


@pytest.fixture
def states(monkeypatch: pytest.MonkeyPatch) -> None:
    """`load` gives an assistant with a tiny encoder of states."""
    torch.manual_seed(0)
    tiny = assistant.Assistant(None, {"eeg": ENCODERS.get("eeg").tiny()})
    monkeypatch.setattr(assistant, "load", lambda *_, **__: tiny)


def run(*arguments: object) -> int:
    return main.run([str(argument) for argument in arguments])


def told(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """The JSON object on standard output, and standard error."""
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err


# ---- embed ----


def test_eeg_goes_through_the_assistant_unless_told_otherwise(
    fif: str, states: None, space_folder: MakeSpace, capsys: Any
) -> None:
    assert run("embed", fif, "--json") == 0
    found, _ = told(capsys)
    assert found["space"] == "states of default"
    folder = space_folder()
    assert run("embed", fif, "--space", folder, "--json") == 0
    windows, noted = told(capsys)
    assert windows["space"].startswith("small towers 16 ")
    assert "trained on nothing at all" in noted
    assert run("embed", fif, "--space", folder, "--events", "--json") == 0
    events, _ = told(capsys)
    assert events["space"] == windows["space"]
    assert len(events["embeddings"][0]["times"]) == 12 < len(windows["embeddings"][0]["times"])
    assert len(events["embeddings"][0]["embedding"][0]) == 16


def test_cells_lie_in_the_shared_space_and_are_not_mixed_with_states(
    fif: str, calcium: str, states: None, space_folder: MakeSpace, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:  # fmt: skip
    folder = space_folder()
    monkeypatch.setattr(space, "default_space", lambda: folder)
    assert run("embed", calcium) == 0
    assert "in small towers 16" in capsys.readouterr().out
    assert run("embed", fif, calcium) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--space default" in captured.err
    assert run("embed", fif, calcium, "--space", "default") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_vectors_are_written_with_the_name_of_their_space(
    fif: str, calcium: str, space_folder: MakeSpace, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "vectors.npz"
    assert (
        run("embed", fif, calcium, "--space", space_folder(), "--label", "picture-*", "--out", out, "--json")
        == 0
    )
    found, _ = told(capsys)
    assert found["embeddings"][0]["shape"] == [12, 16]
    with np.load(out) as written:
        assert str(written["space"]) == found["space"]
        assert written["embedding"].shape == (16, 16)
        assert written["times"].shape == (16, 2)
        assert set(written["name"]) == {"seen_raw.fif", "calcium of person 3"}


# ---- classify, retrieve, reconstruct ----


def test_classify(fif: str, space_folder: MakeSpace, capsys: Any) -> None:
    arguments = ("classify", fif, "a circle, a square,a star", "--space", space_folder(), "--events")
    assert run(*arguments, "--start", 3, "--stop", 6, "--json") == 0
    found, noted = told(capsys)
    assert noted.count("\n") == 1
    assert found["words"] == ["a circle", "a square", "a star"]
    assert found["trained_on"] == "nothing at all"
    assert all(3 <= trial["start"] < 6 for trial in found["trials"])
    for trial in found["trials"]:
        assert sum(trial["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        assert trial["choice"] == max(trial["probabilities"], key=trial["probabilities"].get)
    assert run(*arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert "s  a circle 0." in lines[0]


def test_one_stimulus_by_its_seconds(fif: str, space_folder: MakeSpace, capsys: Any) -> None:
    assert run("classify", fif, "a,b", "--space", space_folder(), "--start", 2, "--stop", 3, "--json") == 0
    assert [(t["start"], t["stop"]) for t in told(capsys)[0]["trials"]] == [(2, 3)]


def test_retrieve(
    fif: str, picture_folder: Path, space_folder: MakeSpace, tmp_path: Path, capsys: Any
) -> None:
    texts = tmp_path / "said.txt"
    texts.write_text("a red circle\n\na small star\n", encoding="utf-8")
    common = ("--space", space_folder(), "--events", "--json")
    assert run("retrieve", fif, "--pictures", picture_folder, "--top", 2, *common) == 0
    found, _ = told(capsys)
    assert found["bank"] == "pictures"
    assert {len(trial["found"]) for trial in found["trials"]} == {2}
    assert run("retrieve", fif, "--texts", texts, *common) == 0
    assert {item["name"] for item in told(capsys)[0]["trials"][0]["found"]} == {
        "a red circle",
        "a small star",
    }
    assert run("retrieve", fif, "--recordings", fif, "--top", 1, *common) == 0
    for trial in told(capsys)[0]["trials"]:
        assert trial["found"][0]["similarity"] == pytest.approx(1, abs=1e-5)
        seconds = trial["found"][0]["name"].removeprefix(f"{fif} ").partition("–")[0]
        assert float(seconds) == pytest.approx(trial["start"], abs=0.006)


def test_reconstruct_writes_sheets_and_scores(
    fif: str, picture_folder: Path, space_folder: MakeSpace, tmp_path: Path, capsys: Any
) -> None:
    from PIL import Image

    arguments = (
        "reconstruct",
        fif,
        "--pictures",
        picture_folder,
        "--space",
        space_folder(),
        "--out",
        tmp_path,
    )
    assert run(*arguments, "--events", "--json") == 0
    found, _ = told(capsys)
    assert found["files"] == [str(tmp_path / "nearest-001.png")]
    assert Image.open(found["files"][0]).size == (7 * 112, 12 * 140)
    assert [score["name"] for score in found["scores"]][:2] == ["top-1", "top-5"]
    assert found["scores"][0]["chance"] == pytest.approx(1 / 12)
    assert run(*arguments, "--start", 2, "--stop", 3) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'nearest-001.png'}\n"


# ---- mistakes ----


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["embed", "FILE", "--space", "/none"], 1, "bind.json is missing"),
        (["embed", "FILE", "--space", "SPACE", "--model", "x"], 2, "--model belongs to"),
        (["embed", "FILE", "--space", "SPACE", "--out", "x.csv"], 1, "written as .npz"),
        (["embed", "FILE", "--space", "SPACE", "--device", "banana"], 1, "banana"),
        (["classify", "FILE", "face", "--space", "SPACE"], 1, "two or more different words"),
        (["classify", "FILE", "a,b", "--space", "SPACE", "--label", "dog"], 1, "'dog'"),
        (["classify", "FILE", "a,b", "--space", "SPACE", "--events", "--start", "900"], 2, "900"),
        (["classify", "FILE", "a,b", "--space", "SPACE", "--start", "900"], 1, "900"),
        (["classify", "/no/file.edf", "a,b", "--space", "SPACE"], 1, "no such file"),
        (["retrieve", "FILE", "--space", "SPACE"], 2, "Say where to look"),
        (["retrieve", "FILE", "--space", "SPACE", "--texts", "a", "--pictures", "b"], 2, "Say where to look"),
        (["retrieve", "FILE", "--space", "SPACE", "--texts", "/none.txt"], 1, "/none.txt"),
        (["retrieve", "FILE", "--space", "SPACE", "--texts", "FILE"], 2, "no text in UTF-8"),
        (["retrieve", "FILE", "--space", "SPACE", "--pictures", "/none"], 1, "no such folder"),
        (["reconstruct", "FILE", "--space", "SPACE", "--pictures", "/none"], 2, "--out"),
    ],
)
def test_a_mistake_is_one_line(
    arguments: list[str], status: int, said: str, fif: str, space_folder: MakeSpace, capsys: Any
) -> None:
    places = {"FILE": fif, "SPACE": str(space_folder())}
    assert run(*(places.get(word, word) for word in arguments)) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = [line for line in captured.err.splitlines() if not line.startswith("note: ")]
    assert len(lines) == 1
    assert lines[0].startswith("neuro-llm: ")
    assert said in lines[0]


def test_a_modality_without_encoder_names_those_there_are(
    space_folder: MakeSpace, calcium: str, calcium_recording: Recording, capsys: Any
) -> None:
    from neuro_llm.encoders.bind import NeuroBind

    folder = space_folder()
    NeuroBind({"eeg": ENCODERS.get("evoked").tiny()}, None).save(folder)
    assert run("embed", calcium, "--space", folder) == 1
    assert "this space has eeg" in capsys.readouterr().err
