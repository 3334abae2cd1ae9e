"""Units: every spelling comes out in volts, nothing is rescaled silently, the impossible is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file
from neuro_llm.recordings.readers.units import factor_of


@pytest.mark.parametrize(
    ("dim", "factor", "odd"),
    [
        ("uV", 1e-6, False),
        ("µV", 1e-6, False),
        ("μV", 1e-6, False),
        ("mV", 1e-3, False),
        ("nV", 1e-9, False),
        ("V", 1.0, False),
        ("uv", 1e-6, True),
        ("UV", 1e-6, True),
        ("microV", 1e-6, True),
        ("MicroVolt", 1e-6, True),
        ("uVolt", 1e-6, True),
        ("Volts", 1.0, True),
        ("Âµv", 1e-6, True),
        ("\x83\xcaV", 1e-6, False),
        ("", None, False),
        ("%", None, False),
        ("furlong", None, False),
    ],
)
def test_spellings(dim: str, factor: float | None, odd: bool) -> None:
    assert factor_of(dim) == (factor, odd)


def _with_dims(mutations: ModuleType, data: bytes, text: str, path: Path) -> Path:
    out = bytearray(data)
    for name, start, width in mutations.fields_of(data):
        if name == "dimension" and data[start : start + 2] == b"uV":
            out[start : start + width] = text.encode("latin-1").ljust(width)
    path.write_bytes(bytes(out))
    return path


@pytest.mark.parametrize("dim", ["uv", "microV", "uVolt", "µV", "UV"])
def test_microvolts_in_any_spelling(
    mutations: ModuleType, edf_bytes: bytes, edf: Path, tmp_path: Path, dim: str
) -> None:
    right = open_file(edf, Options())
    other = open_file(_with_dims(mutations, edf_bytes, dim, tmp_path / "other.edf"), Options())
    np.testing.assert_allclose(other.fetch(0, 400, [0, 1]), right.fetch(0, 400, [0, 1]))
    assert other.header["unit_known"]
    told = any("spelled" in change for change in other.header["changes"])
    assert told == (dim != "µV")


def test_blank_unit_is_assumed_and_said(mutations: ModuleType, edf_bytes: bytes, tmp_path: Path) -> None:
    opened = open_file(_with_dims(mutations, edf_bytes, "", tmp_path / "blank.edf"), Options())
    assert not opened.header["unit_known"]
    assert any("microvolts were assumed" in change for change in opened.header["changes"])
    assert 1e-6 < np.std(opened.fetch(0, 2000, [3])) < 1e-3
    told = open_file(tmp_path / "blank.edf", Options(unit="uV"))
    assert told.header["unit_known"]
    np.testing.assert_allclose(told.fetch(0, 200, [3]), opened.fetch(0, 200, [3]))


@pytest.mark.parametrize(("dim", "cure"), [("V", "uV"), ("nV", "uV")])
def test_impossible_amplitude_names_the_cure(
    mutations: ModuleType, edf_bytes: bytes, tmp_path: Path, dim: str, cure: str
) -> None:
    path = _with_dims(mutations, edf_bytes, dim, tmp_path / "wrong.edf")
    with pytest.raises(RecordingError, match="scalp EEG varies") as caught:
        open_file(path, Options())
    assert f"unit='{cure}'" in caught.value.hint
    opened = open_file(path, Options(unit=cure))
    assert 1e-6 < np.std(opened.fetch(0, 2000, [3])) < 1e-3
    assert any("as given" in change for change in opened.header["changes"])


@pytest.mark.parametrize("factor", [1.0, 1e-6])
def test_numbers_without_unit(tmp_path: Path, factor: float) -> None:
    """Numbers that vary as EEG in µV or in V are taken as such, and 10 µV come out as 1e-5."""
    rng = np.random.default_rng(0)
    np.save(tmp_path / "x.npy", rng.normal(size=(4, 2000)) * 10 * factor)
    opened = open_file(tmp_path / "x.npy", Options(sfreq=200.0, ch_names=("F3", "F4", "C3", "C4")))
    assert np.std(opened.fetch(0, 2000, [0])) == pytest.approx(1e-5, rel=0.05)
    assert not opened.header["unit_known"]
    assert any("assumed" in change for change in opened.header["changes"])


def test_numbers_that_fit_no_unit(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.random.default_rng(0).normal(size=(4, 2000)) * 0.02)
    with pytest.raises(RecordingError, match="fit neither"):
        open_file(tmp_path / "x.npy", Options(sfreq=200.0))


def test_direct_current_offset_is_no_amplitude(tmp_path: Path) -> None:
    data = np.random.default_rng(0).normal(size=(4, 2000)) * 10 + 45_000  # 45 mV under 10 µV
    np.save(tmp_path / "x.npy", data)
    opened = open_file(tmp_path / "x.npy", Options(sfreq=200.0, unit="uV"))
    assert opened.fetch(0, 2000, [0]).mean() == pytest.approx(0.045, rel=1e-3)


def test_broken_samples_are_counted(tmp_path: Path) -> None:
    data = np.random.default_rng(0).normal(size=(4, 2000)) * 10
    data[2, 100:110] = np.nan
    np.save(tmp_path / "x.npy", data)
    opened = open_file(tmp_path / "x.npy", Options(sfreq=200.0, unit="uV", ch_names=("F3", "F4", "C3", "C4")))
    assert opened.header["bads"] == ["C3"]
    assert any("C3 (10)" in change for change in opened.header["changes"])
    np.save(tmp_path / "x.npy", data * np.nan)
    with pytest.raises(RecordingError, match="all channels"):
        open_file(tmp_path / "x.npy", Options(sfreq=200.0, unit="uV"))


def test_unknown_unit_argument(edf: Path) -> None:
    with pytest.raises(RecordingError, match="not known"):
        open_file(edf, Options(unit="parsec"))


def test_other_physical_units_stay(put: Callable[..., Path]) -> None:
    opened = open_file(put("dimension", "%", 19), Options())
    assert opened.header["units"][19] == "%"
