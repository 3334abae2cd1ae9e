"""EDF files to damage, built by the benchmark's own builder."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def mutations() -> ModuleType:
    """benchmarks/mutations.py as a module."""
    path = Path(__file__).resolve().parents[3] / "benchmarks" / "mutations.py"
    spec = importlib.util.spec_from_file_location("mutations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def edf_bytes(mutations: ModuleType) -> bytes:
    """A whole EDF+: 19 EEG channels and an ECG, 200 Hz, 12 s."""
    return mutations.build()


@pytest.fixture
def edf(tmp_path: Path, edf_bytes: bytes) -> Path:
    path = tmp_path / "whole.edf"
    path.write_bytes(edf_bytes)
    return path


@pytest.fixture
def put(mutations: ModuleType, tmp_path: Path, edf_bytes: bytes) -> Callable[..., Path]:
    """put(field, text, signal=0): the file with one header field overwritten."""

    def write(field: str, text: str, signal: int = 0) -> Path:
        places = [place for place in mutations.fields_of(edf_bytes) if place[0] == field]
        _, start, width = places[signal if len(places) > 1 else 0]
        raw = text.encode("latin-1")
        assert len(raw) <= width
        path = tmp_path / "changed.edf"
        path.write_bytes(edf_bytes[:start] + raw.ljust(width) + edf_bytes[start + width :])
        return path

    return write
