"""Tables of region averages: which tables are fMRI, and what their columns become."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Opened, Options
from neuro_llm.recordings.readers.opening import open_file, reader_of
from neuro_llm.recordings.readers.roi_tables import RoiTables

WAVE = np.sin(2 * np.pi * np.arange(40) / 20)


def table(path: Path, columns: dict[str, Any], separator: str = "\t") -> Path:
    rows = zip(*columns.values(), strict=True)
    lines = [separator.join(columns), *(separator.join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def opened(path: Path, **options: Any) -> Opened:
    return open_file(path, Options(**options))


def samples(found: Opened) -> np.ndarray:
    return found.fetch(0, found.header["n_times"], list(range(len(found.header["ch_names"]))))


def test_a_bids_table_with_its_sidecar(tmp_path: Path) -> None:
    path = table(
        tmp_path / "sub-1_task-x_timeseries.tsv",
        {"V1": 1000 * (1 + 0.02 * WAVE), "LGN": 50 * (1 + 0.01 * WAVE)},
    )
    path.with_suffix(".json").write_text(json.dumps({"RepetitionTime": 2.0}))
    found = opened(path)
    assert found.header["ch_names"] == ["V1", "LGN"]
    assert found.header["ch_kinds"] == ["bold", "bold"]
    assert found.header["units"] == ["%", "%"]
    assert found.header["sfreq"] == 0.5
    np.testing.assert_allclose(samples(found), [2 * WAVE, WAVE], atol=1e-4)


def test_any_table_where_the_user_says_fmri(tmp_path: Path) -> None:
    path = table(tmp_path / "regions.csv", {"V1": WAVE, "V2": WAVE}, ",")
    assert reader_of(path) is not RoiTables
    found = opened(path, modality="fmri", sfreq=0.5)
    assert found.header["modality"] == "fmri"
    assert found.header["units"] == ["", ""]
    assert not found.header["unit_known"]
    np.testing.assert_allclose(samples(found)[0], WAVE, atol=1e-6)


def test_an_array_where_the_user_says_fmri(tmp_path: Path) -> None:
    np.save(tmp_path / "regions.npy", np.tile(1000 * (1 + 0.02 * WAVE), (3, 1)))
    found = opened(tmp_path / "regions.npy", modality="fmri", sfreq=0.5)
    assert found.header["modality"] == "fmri"
    assert set(found.header["ch_kinds"]) == {"bold"}
    np.testing.assert_allclose(samples(found), np.tile(2 * WAVE, (3, 1)), atol=1e-4)


@pytest.mark.parametrize(
    ("columns", "sidecar", "options"),
    [
        ({"bold (%)": 5 + WAVE}, {}, {}),
        ({"bold": 5 + WAVE}, {"Units": "percent signal change"}, {}),
        ({"bold": 5 + WAVE}, {}, {"unit": "%"}),
    ],
)
def test_percentages_stay_where_the_file_says_so(
    tmp_path: Path, columns: dict[str, Any], sidecar: dict[str, str], options: dict[str, str]
) -> None:
    path = table(tmp_path / "a.tsv", columns)
    path.with_suffix(".json").write_text(json.dumps(sidecar))
    found = opened(path, sfreq=0.5, **options)
    assert found.header["units"] == ["%"]
    np.testing.assert_allclose(samples(found)[0], 5 + WAVE, atol=1e-4)


def test_columns_of_time_counters_text_and_events(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a_bold.tsv",
        {
            "volume": range(40),
            "time": np.arange(40) * 1.5,
            "subject": ["s1"] * 40,
            "V1": WAVE,
            "condition": ["rest"] * 10 + ["n/a"] * 20 + ["face"] * 10,
        },
    )
    found = opened(path)
    assert found.header["ch_names"] == ["V1"]
    assert found.header["sfreq"] == pytest.approx(1 / 1.5)
    assert found.header["events"] == [[0.0, 15.0, "rest"], [45.0, 15.0, "face"]]
    assert any("holds text" in sentence for sentence in found.header["changes"])
    assert any("only counts the volumes" in sentence for sentence in found.header["changes"])


def test_absent_cells_are_marked(tmp_path: Path) -> None:
    values = [f"{value:.4f}" for value in WAVE]
    found = opened(table(tmp_path / "a_bold.tsv", {"V1": ["n/a", *values[1:]], "V2": values}), sfreq=1)
    assert found.header["bads"] == ["V1"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a_bold.tsv", "V1\tV2\n1\t2\n3\n", "row 3 has 1 cells"),
        ("a_bold.tsv", "V1\n", "no rows"),
        ("a_bold.tsv", "name\nx\ny\n", "no column of numbers"),
        ("a_bold.tsv", "V1\n1\n2\n", "no repetition time"),
        ("sub-1_desc-confounds_timeseries.tsv", "csf\n1\n2\n", "confounds"),
    ],
)
def test_refusals(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(RecordingError, match=words) as caught:
        opened(tmp_path / name)
    assert len(caught.value.hint) > 10


def test_a_real_region_with_events(data_folder: Path) -> None:
    path = data_folder / "fmri" / "event_related_roi.csv"
    with pytest.raises(RecordingError) as caught:
        neuro_llm.read(path)
    assert "sfreq=" in caught.value.hint
    with neuro_llm.read(path, sfreq=0.5) as recording:
        assert recording.modality == "fmri"
        assert recording.ch_names == ("bold",)
        assert recording.n_times == 3360
        assert not recording.unit_known
        counted = Counter(event.label for event in recording.events)
        assert recording.read(0, 4)[0] == pytest.approx([-0.2034145, -0.0969781], abs=1e-6)
    assert counted == dict.fromkeys("123456", 96)
