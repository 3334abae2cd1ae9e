"""Sessions with recordings open, and the hostile texts of the page."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.chat.store import Session
from neuro_llm.recordings.recording import Recording


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    return tuple(runpy.run_path(str(Path(__file__).parents[1] / "payloads.py"))["PAYLOADS"])


@pytest.fixture
def session_of(tmp_path: Path) -> Callable[..., Session]:
    """Recordings → a session in which they are open as R1, R2, ..."""

    def make(*recordings: Recording) -> Session:
        session = Session("token", "", tmp_path)
        for number, recording in enumerate(recordings, start=1):
            session.add(recording, recording.name, f'neuro_llm.read("{number}.edf")')
        return session

    return make


@pytest.fixture(scope="session")
def default_model() -> Any:
    """The embedded model; skips where it was not built."""
    from neuro_llm.assistant import default_folder, load

    if not (default_folder() / "neuro_llm.json").is_file():
        pytest.skip(f"no embedded model at {default_folder()}; build it with `neuro-llm train default`")
    return load()
