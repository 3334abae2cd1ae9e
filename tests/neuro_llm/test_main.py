"""The command line: answers on standard output, one line for every mistake, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm import assistant, main
from neuro_llm.answer import Answer
from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.evidence import QUANTITIES, measure
from neuro_llm.recordings.recording import Event
from neuro_llm.recordings.simulate import simulate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of simulated EEG, written by the command itself."""
    path = tmp_path_factory.mktemp("files") / "rest.edf"
    assert (
        main.run(
            ["simulate", "--out", str(path), "--seed", "4", "--duration", "10", "--montage", "O1,O2,Cz,Fp1"]
        )
        == 0
    )
    return path


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """`load` gives an assistant without language model and encoder; what it was asked for."""
    asked: list[dict[str, Any]] = []

    def load(folder: Any = None, **settings: Any) -> assistant.Assistant:
        asked.append({"folder": folder, **settings})
        return assistant.Assistant()

    monkeypatch.setattr(assistant, "load", load)
    return asked


def run(*arguments: str) -> int:
    return main.run(list(arguments))


# ---- commands ----


def test_simulate_writes_what_measure_finds(edf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = json.loads(edf.with_suffix(".truth.json").read_text())
    assert truth["truth"]["eyes"] == [[0.0, 10.0, "closed"]]
    assert (
        run(
            "measure", str(edf), "alpha power", "--channels", "O1,O2", "--start", "2", "--stop", "9", "--json"
        )
        == 0
    )
    record = json.loads(capsys.readouterr().out)
    original, _ = simulate(seed=4, duration=10, montage=("O1", "O2", "Cz", "Fp1"), eyes="closed")
    expected = measure(original, "alpha power", channels=("O1", "O2"), start=2, stop=9)
    assert record["value"] == pytest.approx(expected.value, rel=1e-3)
    assert (record["start"], record["stop"], record["unit"]) == (2, 9, "µV²")


def test_info(edf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", str(edf), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["duration"] == 10
    assert found["channels"] == {"eeg": ["O1", "O2", "Cz", "Fp1"]}
    assert found["native_rates"] == {"256": 4}
    assert run("info", str(edf)) == 0
    assert "256 Hz (4)" in capsys.readouterr().out


def test_ask_as_json_is_one_object_with_the_fields_of_an_answer(
    edf: Path, stub: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run("ask", str(edf), "What is the alpha power over O1?", "--start", "1", "--stop", "8", "--json") == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert set(found) == set(Answer("").to_dict())
    assert found["evidence"][0]["start"] == 1
    assert found["abstained"] is False


def test_ask_streams_text_then_evidence(
    edf: Path, stub: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", str(edf), "How long is the recording?") == 0
    out = capsys.readouterr().out
    assert "10 s [E1]" in out
    assert "[E1] R1 duration: 10 s" in out


def test_settings_reach_load(edf: Path, stub: list[Any]) -> None:
    assert (
        run(
            "ask",
            str(edf),
            str(edf),
            "How long?",
            "--llm",
            "some/model",
            "--device",
            "cuda",
            "--load-in-4bit",
        )
        == 0
    )
    asked = {"folder": None, "llm": "some/model", "device": "cuda", "load_in_4bit": True, "keep": None}
    assert stub == [asked]


def test_describe(edf: Path, stub: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("describe", str(edf), "--json") == 0
    assert json.loads(capsys.readouterr().out)["evidence"]


def test_measure_lists_all_quantities(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("measure", "--list", "--json") == 0
    names = [quantity["name"] for quantity in json.loads(capsys.readouterr().out)["quantities"]]
    assert names == list(QUANTITIES)
    assert run("measure", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(QUANTITIES) + 1
    at = lines[0].index("method")
    assert all(line[at - 1] == " " and line[at] != " " for line in lines)


def test_measure_takes_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from neuro_llm.export import write_recording
    from neuro_llm.recordings.arrays import from_array

    events = [Event(1.0 + 2 * i, 0.0, "ab"[i % 2]) for i in range(30)]
    noise = np.random.default_rng(0).normal(0, 1e-5, (2, 16_000))
    path = tmp_path / "events.fif"
    write_recording(from_array(noise, 250.0, ["Cz", "Pz"], events=events), path)
    around = ["--event", "a", "--versus", "b", "--channels", "Pz"]
    assert run("measure", str(path), "evoked t-value", *around) == 0
    assert capsys.readouterr().out.startswith("evoked t-value of a minus b: ")


def test_a_bare_file_with_what_it_cannot_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bare.txt"
    path.write_text("\n".join(str((i % 20) - 10) for i in range(2000)))
    bare = ["--sfreq", "200", "--unit", "uV", "--ch-names", "C3", "--modality", "eeg"]
    assert run("measure", str(path), "dominant frequency", *bare, "--json") == 0
    assert json.loads(capsys.readouterr().out)["value"] == pytest.approx(10, abs=0.5)


def test_terminal_conversation(
    edf: Path, stub: list[Any], capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("How long is it?\nHow many channels?\n\nnot reached\n"))
    assert run("chat", str(edf), "--terminal") == 0
    out = capsys.readouterr().out
    assert "10 s [E1]" in out
    assert "4 [E1]" in out


def test_doctor_tells_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("doctor", "--json")
    found = json.loads(capsys.readouterr().out)
    assert status == (0 if found["ok"] else 1)
    assert found["packages"]["numpy"]
    assert found["packages"]["nibabel"]
    assert {"h5py", "pynwb", "nilearn", "braindecode", "diffusers"} <= set(found["optional"])
    assert all(about["install"].startswith("pip install ") for about in found["optional"].values())


def test_fif_and_npz(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x_raw.fif", "x.npz"):
        assert (
            run(
                "simulate",
                "--out",
                str(tmp_path / name),
                "--duration",
                "5",
                "--montage",
                "O1,O2",
                "--set",
                "alpha_uv=30",
            )
            == 0
        )
        assert run("info", str(tmp_path / name), "--json") == 0
        lines = capsys.readouterr().out.splitlines()
        assert json.loads(lines[-1])["channels"]["eeg"] == ["O1", "O2"]


# ---- mistakes ----


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ask", "FILE"], 2, "at least one file and a question"),
        (["ask", "FILE", "FILE"], 2, "question is missing"),
        (["ask"], 2, "Missing argument"),
        (["frobnicate"], 2, "No such command"),
        (["info", "FILE", "--nonsense"], 2, "No such option"),
        (["info", "/no/such/file.edf"], 1, "no such file"),
        (["ask", "/no/such/file.edf", "How long?"], 1, "no such file"),
        (["ask", "FILE", "  "], 1, "question is empty"),
        (["ask", "FILE", "Are the eyes open?", "--choices", "open"], 1, "at least two options"),
        (["ask", "FILE", "How long?", "--start", "abc"], 2, "--start"),
        (["measure", "FILE"], 2, "a file and a quantity"),
        (["measure", "FILE", "alpha pwoer"], 1, "alpha power"),
        (["measure", "FILE", "alpha power", "--channels", "Q7"], 1, "Q7"),
        (["measure", "FILE", "alpha power", "--start", "400"], 1, "400"),
        (["measure", "FILE", "heart rate"], 1, "ECG"),
        (["simulate", "--out", "/no/folder/x.edf"], 1, "does not exist"),
        (["simulate", "--out", "x.docx"], 1, ".docx"),
        (["simulate", "--out", "x.edf", "--seizure", "ten"], 1, "10-20"),
        (["simulate", "--out", "x.edf", "--eyes", "half"], 1, "half"),
        (["simulate", "--out", "x.edf", "--set", "colour=red"], 1, "colour"),
        (["simulate", "--out", "x.edf", "--set", "alpha_uv"], 1, "name=value"),
        (["simulate", "--out", "x.edf", "--duration", "5.5"], 1, "whole seconds"),
        (["chat", "--terminal"], 2, "at least one file"),
        (["train", "everything", "--out", "x", "--work", "y"], 2, "everything"),
        (["data"], 2, "Missing command"),
    ],
)
def test_a_mistake_is_one_line(
    arguments: list[str], status: int, said: str, edf: Path, stub: list[Any], tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(*(str(edf) if word == "FILE" else word for word in arguments)) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("neuro-llm: ")
    assert said in lines[0]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ModelError("the folder is\ndamaged"), 1, "the folder is damaged"),
        (OSError(28, "No space left on device", "x.npz"), 1, "x.npz: No space left on device"),
        (MemoryError(), 1, "not enough memory"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_failures_are_quiet(
    error: BaseException, status: int, said: str, edf: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(assistant, "load", fail)
    assert run("ask", str(edf), "How long?") == status
    captured = capsys.readouterr()
    assert captured.err.strip() == (f"neuro-llm: {said}" if said else "") or said in captured.err
    assert "Traceback" not in captured.err
    assert len(captured.err.strip().splitlines()) == (1 if said else 0)


def test_a_bug_is_not_hidden(edf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant, "load", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("ask", str(edf), "How long?")


# ---- as a program ----


def program(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "neuro_llm", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, **settings)


def test_help_is_quick_and_plain() -> None:
    program("--help")  # compiles
    best = min(_timed("--help") for _ in range(3))
    assert best < 1.0
    out = program("--help").stdout
    assert "\x1b" not in out
    for command in (
        "info",
        "ask",
        "describe",
        "chat",
        "embed",
        "measure",
        "simulate",
        "train",
        "eval",
        "doctor",
    ):
        assert f"  {command} " in out


def _timed(*arguments: str) -> float:
    start = time.perf_counter()
    assert program(*arguments).returncode == 0
    return time.perf_counter() - start


def test_nobody_reads_the_output() -> None:
    command = f"{sys.executable} -m neuro_llm measure --list | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 141)
    assert done.stderr == ""


def test_output_to_a_full_disk(edf: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "neuro_llm", "measure", "--list"], cwd=ROOT, stdout=full,
            stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
