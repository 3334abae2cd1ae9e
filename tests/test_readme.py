"""What README.md tells a reader to type works: its Python blocks and command lines are run as they stand."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    """The text under a heading of the second level."""
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", README, flags=re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in `folder`, offline, with the package found as this test finds it."""
    import neuro_llm

    home = str(Path(neuro_llm.__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": home, "HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.fixture
def weights() -> None:
    """The embedded default, where it has been built."""
    from neuro_llm.assistant import default_folder

    if not (default_folder() / "neuro_llm.json").is_file():
        pytest.skip(f"no embedded model at {default_folder()}; build it with `neuro-llm train default`")


@pytest.mark.parametrize("heading", ["Run", "Test"])
def test_one_command_line_does_everything(heading: str) -> None:
    fenced = re.findall(r"^```\w*\n(.*?)^```$", section(heading), flags=re.MULTILINE | re.DOTALL)
    assert len(fenced) == 1
    assert len(fenced[0].strip().splitlines()) == 1


@pytest.mark.usefixtures("weights")
def test_python_examples_run(tmp_path: Path) -> None:
    answering, embedding = [code for language, code in BLOCKS if language == "python"]
    done = run(["-c", answering], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "[E1]" in done.stdout or "[E2]" in done.stdout
    assert "closed" in done.stdout
    assert "µV²" in done.stdout
    done = run(["-c", embedding], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "(20, 3)" in done.stdout


@pytest.mark.usefixtures("weights")
def test_command_lines_run_in_their_order(tmp_path: Path) -> None:
    lines = [line for language, code in BLOCKS if language == "bash" for line in code.splitlines()]
    lines = [line for line in lines if line.startswith("neuro-llm")]
    assert len(lines) >= 5
    for line in lines:
        done = run(["-m", "neuro_llm", *shlex.split(line)[1:]], tmp_path)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout.strip()
        if "--json" in line:
            assert {"text", "evidence", "confidence", "abstained"} <= set(json.loads(done.stdout))


def test_the_picture_is_there_and_small() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / name).stat().st_size <= 200_000


def test_the_notice_is_there() -> None:
    assert "Not a medical device" in README
