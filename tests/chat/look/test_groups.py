"""Groups: by kind, place, shank and page; triggers are only shown where asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from neuro_llm.chat.look.pages.groups import channels, is_overview, names
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Recording


def scalp(*kinds: str) -> Recording:
    labels = ("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4", "O1", "O2", "T7", "T8", "Cz")
    found = from_array(np.zeros((13 + len(kinds), 100)), 100.0, (*labels, *kinds), unit="V", modality="eeg")
    return replace(found, ch_kinds=("eeg",) * 13 + kinds)


def test_all_come_first_then_kinds_and_places() -> None:
    recording = scalp("eog", "stim")
    offered = names(recording)
    assert offered[:4] == ["all", "EEG", "EOG", "trigger"]
    assert channels(recording, "")[-1] == "eog"
    assert channels(recording, "occipital") == ("O1", "O2")
    assert channels(recording, "left") == ("Fp1", "F3", "C3", "P3", "O1", "T7")
    assert channels(recording, "trigger") == ("stim",)
    assert channels(recording, "no such group") == channels(recording, "all")


def test_one_kind_is_no_group() -> None:
    assert names(scalp())[:2] == ["all", "frontal"]


def test_shanks_are_groups_by_their_names() -> None:
    labels = ("LA1", "LA2", "LB1", "LB2", "\u202eX1", "y" * 30 + "1")
    depth = from_array(np.zeros((6, 100)), 100.0, labels, unit="V", modality="ieeg")
    depth = replace(depth, ch_kinds=("ieeg",) * 6)
    assert names(depth) == ["all", "contacts LA", "contacts LB"]
    assert channels(depth, "contacts LB") == ("LB1", "LB2")


def test_many_channels_have_an_overview_and_pages() -> None:
    many = from_array(np.zeros((150, 100)), 100.0, unit="V", modality="eeg")
    assert names(many) == ["overview", "all", "channels 1–64", "channels 65–128", "channels 129–150"]
    assert channels(many, "channels 65–128") == many.ch_names[64:128]
    assert is_overview(many, "")
    assert not is_overview(many, "all")
    voxels = from_array(np.zeros((3000, 10)), 0.5, unit="%", modality="fmri")
    assert names(voxels) == ["overview", "all"]
