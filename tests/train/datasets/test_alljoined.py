"""Alljoined1 from epochs, the NSD design and captions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two people, sessions 1 (own images) and 2 (shared ones), three trials with codes 1, 3, 1."""
    import mne
    from scipy.io import savemat

    root = tmp_path / "alljoined"
    folder = root / "final_eeg/05_125"
    folder.mkdir(parents=True)
    savemat(root / "nsd_expdesign.mat", {"subjectim": [[5, 6, 9], [15, 16, 19]], "sharedix": [3, 4, 8]})
    captions = [
        {"nsdId": str(number), "cocoId": str(100 + number), "caption": f"picture {number} "}
        for number in range(20)
    ]
    (root / "captions_and_categories.json").write_text(json.dumps(captions))
    (root / "test_indices.json").write_text("[7, 8]")
    info = mne.create_info(["Oz", "O1", "EXG1"], 512.0, ["eeg", "eeg", "eog"])
    for subject in (1, 2):
        for session in (1, 2):
            data = np.zeros((3, 3, 333))
            data[:, :, 26] = 1e-6 * (10 * subject + session) + 1e-9 * np.arange(3)[:, None]
            events = np.array([[600 * i, 0, code] for i, code in enumerate((1, 3, 1))])
            epochs = mne.EpochsArray(data, info, events, tmin=-26 / 512, verbose="ERROR")
            epochs.save(folder / f"subj{subject:02d}_session{session}_epo.fif", verbose="ERROR")
    return root


def test_event_codes_mean_images_of_the_person_or_shared_ones(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("Alljoined", root)
    seen = [(pair.subject, pair.session, pair.stimulus, pair.split, pair.repeat) for pair in pairs.pairs]
    assert [(*row[:3], row[3] == "test", row[4]) for row in seen[:6]] == [
        ("01", "1", "nsd-00004", False, 0), ("01", "1", "nsd-00008", True, 0), ("01", "1", "nsd-00004", False, 1),
        ("01", "2", "nsd-00002", False, 0), ("01", "2", "nsd-00007", True, 0), ("01", "2", "nsd-00002", False, 1),
    ]  # fmt: skip
    assert {row[2] for row in seen[6:9]} == {"nsd-00014", "nsd-00018"}
    for number, pair in enumerate(pairs.pairs):
        expected = 1e-6 * (10 * int(pair.subject) + int(pair.session)) + 1e-9 * (number % 3)
        np.testing.assert_allclose(at(pairs, pair), [expected] * 2, rtol=1e-5)
    assert pairs.pairs[1].text == "picture 8"
    assert pairs.pairs[1].start == pytest.approx((333 + 26) / 512, abs=1e-6)


def test_pictures_of_coco_are_found_by_their_ids(root: Path, converted: Any, picture: Any) -> None:
    picture(root / "coco/000000000108.jpg")
    pairs = converted("Alljoined", root)
    assert pairs.pairs[1].image == "coco/000000000108.jpg"
    assert pairs.pairs[0].image is None


def test_without_the_published_split_it_says_so(root: Path, converted: Any) -> None:
    (root / "test_indices.json").unlink()
    assert "no test_indices.json" in converted("Alljoined", root).dataset.split


def test_a_code_that_means_nothing_is_refused(root: Path, converted: Any) -> None:
    from scipy.io import savemat

    savemat(root / "nsd_expdesign.mat", {"subjectim": [[5, 6], [15, 16]], "sharedix": [3, 4, 8]})
    with pytest.raises(ConfigError, match="event code 3 means no image"):
        converted("Alljoined", root)
