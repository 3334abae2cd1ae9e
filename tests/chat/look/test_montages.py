"""Montages: an average sums to zero, a pair is a difference, and what is not possible is shown as recorded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.look.pages.montages import Row, contacts, montages, rows, signals
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import ArraySource, Recording

OLD_NAMES = "Fp1 Fp2 F3 F4 C3 C4 P3 P4 O1 O2 F7 F8 T3 T4 T5 T6 Fz Cz Pz"  # T3 is T7, T5 is P7


@pytest.fixture
def scalp() -> Recording:
    """19 EEG channels, of which Cz is bad and far off, and an ECG: 10 s at 100 Hz."""
    data = np.random.default_rng(0).normal(size=(20, 1000)) * 1e-5
    data[17] += 1.0
    found = from_array(data, 100.0, unit="V", modality="eeg")
    names = (*OLD_NAMES.split(), "ECG")
    return replace(found, ch_names=names, ch_kinds=("eeg",) * 19 + ("ecg",), bads=("Cz",))


def test_the_average_is_of_good_channels_and_sums_to_zero(scalp: Recording) -> None:
    shown, note = rows(scalp, scalp.ch_names, "average")
    data = signals(scalp, shown, 0.0, 10.0)
    good = [i for i, row in enumerate(shown) if row.kind == "eeg" and row.channel != "Cz"]
    assert np.abs(data[good].sum(axis=0)).max() < 1e-9
    assert note == "Against the mean of 18 EEG channels that are not marked bad."
    assert shown[0].label == "Fp1-avg"
    assert shown[-1] == Row("ECG", "ECG", "ecg")
    assert np.allclose(data[-1], scalp.read(channels=["ECG"])[0])


def test_an_average_leaves_out_what_is_no_number(scalp: Recording) -> None:
    data = scalp.read()
    data[0, 200:300] = np.nan
    broken = replace(scalp, source=ArraySource(data))
    found = signals(broken, rows(broken, ("Fp1", "Fp2"), "average")[0], 0.0, 10.0)
    assert np.isnan(found[0, 200:300]).all()
    assert np.isfinite(found[1]).all()


def test_a_pair_is_the_difference_of_its_two_channels(scalp: Recording) -> None:
    shown, _ = rows(scalp, scalp.ch_names, "bipolar")
    assert [row.label for row in shown[:4]] == ["Fp1-F7", "F7-T3", "T3-T5", "T5-O1"]
    assert len(shown) == 18 + 1
    found = signals(scalp, shown[:1], 2.0, 4.0)
    difference = scalp.read(2.0, 4.0, ["Fp1"]) - scalp.read(2.0, 4.0, ["F7"])
    assert np.allclose(found, difference, atol=1e-12)
    assert shown[1].ends == ("F7", "T3")


def test_a_group_shows_the_pairs_in_which_it_takes_part(scalp: Recording) -> None:
    shown, _ = rows(scalp, ("O1",), "bipolar")
    assert [row.label for row in shown] == ["T5-O1", "P3-O1"]


def test_contacts_of_a_shank_are_paired_with_their_neighbours() -> None:
    names = ("LA1", "LA2", "LA3", "LA5", "RB'1", "RB'2", "LA10")
    depth = from_array(np.zeros((7, 100)), 100.0, names, unit="V", modality="ieeg")
    depth = replace(depth, ch_kinds=("ieeg",) * 7)
    assert montages(depth) == ["as recorded", "bipolar"]
    assert [row.label for row in rows(depth, names, "bipolar")[0]] == ["LA1-LA2", "LA2-LA3", "RB'1-RB'2"]
    assert [name for _, name in contacts(names)["LA"]] == ["LA1", "LA2", "LA3", "LA5", "LA10"]


def test_what_is_not_possible_is_shown_as_recorded_and_said(scalp: Recording) -> None:
    few = from_array(np.zeros((3, 100)), 100.0, ("O1", "O2", "Cz"), unit="V", modality="eeg")
    assert montages(few) == ["as recorded"]
    for montage in ("average", "bipolar"):
        shown, note = rows(few, few.ch_names, montage)
        assert [row.label for row in shown] == ["O1", "O2", "Cz"]
        assert note.endswith("shown as recorded.")
    pairs = replace(scalp, ch_names=tuple(f"Fp1-F{n}" for n in range(1, 11)) * 2)
    assert montages(pairs) == ["as recorded"]
    one = replace(scalp, ch_names=(*scalp.ch_names[:18], "A2-A1", "ECG"))
    assert rows(one, ("Fp1", "A2-A1"), "average")[0][1] == Row("A2-A1", "A2-A1", "eeg")
    assert montages(from_array(np.zeros((9, 100)), 100.0, unit="T", modality="meg")) == ["as recorded"]
    assert montages(scalp) == ["as recorded", "average", "bipolar"]
