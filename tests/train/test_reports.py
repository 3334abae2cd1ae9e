"""Reports of whole recordings: several windows, several paragraphs, no times."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from neuro_llm.encoders.space import SmallTowers
from neuro_llm.encoders.spikes import SpikesEncoder
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.align import AlignRecipe, train_on_reports
from neuro_llm.train.pairs import DataSet, Pair, PairSet, read_pairs, write_pairs
from neuro_llm.train.reports import (
    ReportMeetings,
    cropped,
    embedded_reports,
    held_apart_report_loss,
    paragraphs,
)
from neuro_llm.train.stored import About, write_recording
from neuro_llm.train.trial_store import StoredTrials, store

SECONDS = 9.0
STATES = ("the first group of units fires", "the second group of units fires", "all units are silent")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> PairSet:
    """12 recordings of 10 units: in each one of three states, said by the second paragraph of its report."""
    folder = tmp_path_factory.mktemp("reports")
    rng = np.random.default_rng(0)
    places = np.column_stack([np.linspace(0, 0.004, 10), np.zeros((10, 2))])
    pairs = []
    for number in range(12):
        state = number % 3
        rates = np.zeros(10) + 0.2
        rates[{0: slice(0, 5), 1: slice(5, 10), 2: slice(0, 0)}[state]] = 30.0
        counts = rng.poisson(rates[:, None] / 1000, (10, round(SECONDS * 1000))).astype(np.float32)
        about = About(1000.0, counts.shape[1], tuple(f"u{i}" for i in range(10)), "spikes", "count", places)
        write_recording(folder / f"{number}.npy", about, [counts])
        report = f"Recording number {number}.\n\n{STATES[state]}"
        split = "val" if number >= 9 else "train"
        name = str(number)
        pairs.append(
            Pair(name, f"{name}.npy", "spikes", name, "1", 0.0, SECONDS, name, text=report, split=split)
        )
    write_pairs(
        folder, DataSet("reports", "none", "made for the test", ("spikes",), split_by=("image",)), pairs
    )
    return read_pairs(folder)


@pytest.fixture(scope="module")
def trials(data: PairSet, tmp_path_factory: pytest.TempPathFactory) -> list[StoredTrials]:
    specs = {"spikes": SpikesEncoder.defaults.spec}
    return store(cropped(data, specs), specs, tmp_path_factory.mktemp("trials"))


def test_spans_are_cut_into_windows(data: PairSet, trials: list[StoredTrials]) -> None:
    windows = cropped(data, {"spikes": SpikesEncoder.defaults.spec}).pairs
    assert len(windows) == 12 * 15  # 9 s in windows of 0.6 s
    assert windows[1].start == pytest.approx(0.6)
    assert {pair.stimulus for pair in windows} == {str(i) for i in range(12)}
    assert [len(stored.data) for stored in trials] == [15] * 12


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert paragraphs("One\nline.\n\n\nTwo.\r\n\r\nThree") == ["One line.", "Two.", "Three"]
    assert paragraphs("") == [""]


def test_short_recordings_repeat_windows_that_the_mask_hides(
    data: PairSet, trials: list[StoredTrials]
) -> None:
    reports = embedded_reports(SmallTowers(16), [data])
    batch = ReportMeetings(trials, reports, 4, 20, seed=0)(0)["batch"]
    assert batch["trials"].data.shape[0] == 4 * 20
    assert batch["crop_mask"].sum(1).tolist() == [15] * 4
    assert batch["paragraphs"].shape == (4, 2, 16)


def test_it_learns_what_reports_say(data: PairSet, trials: list[StoredTrials], tmp_path: Path) -> None:
    torch.manual_seed(0)
    reports = embedded_reports(SmallTowers(16), [data])
    encoder = SpikesEncoder.configured(virtual=8, width=16, space_dim=16)
    before = held_apart_report_loss({"spikes": encoder}, trials, reports)
    recipe = AlignRecipe(steps=60, batch=9, crops=6, lr=5e-3, check_every=60)
    train_on_reports({"spikes": encoder}, trials, reports, tmp_path / "work", recipe)
    assert held_apart_report_loss({"spikes": encoder}, trials, reports) < before - 0.1


def test_one_report_is_not_enough(data: PairSet) -> None:
    alone = PairSet(data.folder, data.dataset, data.pairs[:1])
    with pytest.raises(ConfigError, match="at least 2"):
        embedded_reports(SmallTowers(16), [alone])
    with pytest.raises(ConfigError, match="crops"):
        AlignRecipe(crops=-1)
