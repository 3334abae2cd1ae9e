"""What every test may use: the folder of real recordings, where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Real recordings with their MANIFEST.json; tests skip where they are absent."""
    named = os.environ.get("NEURO_LLM_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no real recordings at {folder}; set NEURO_LLM_DATA to a folder with a MANIFEST.json")
    return folder
