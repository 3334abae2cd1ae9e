"""ImageNet-EEG: 6 people, 2000 pictures of 40 classes, 128 electrodes. Confounded: converted only if that is accepted.

Spampinato et al., CVPR 2017 (arXiv 1609.00344). Every class was shown in one block of 50 pictures, so that slow drifts
tell the class (Li et al., IEEE TPAMI 43 (2020) 316; disputed by Palazzo et al., arXiv 2012.03849). Layout read in
public code that loads it: `eeg_signals_raw_with_mean_std.pth` (dataset: list of eeg (channel, time), image, label,
subject; labels: synsets; images: names; 1000 Hz), `block_splits_by_image_all.pth` (splits[0]: train, val, test).
Channel names are not in the files.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .conversion import Loaded, Part, Plan, Request, Shown
from .published import Picture, anywhere, pictures, the_one
from .splits import share_of

SFREQ = 1000.0
SHORTEST = 450  # samples; shorter trials are left out, as their publishers do
TEST_SHARE = 0.1
CONFOUND = (
    "Block design: each class was shown in one block, so that slow drifts of the EEG tell the class without any "
    "response to the picture (Li et al., IEEE TPAMI 2020; disputed by Palazzo et al., arXiv 2012.03849)."
)
_DATASET = DataSet(
    name="ImageNet-EEG",
    licence="for research, on request; pictures: ImageNet terms",
    source="Spampinato et al., CVPR 2017, arXiv 1609.00344",
    modality=("eeg",),
    warnings=(CONFOUND,),
)


def plan(request: Request) -> Plan:
    """One part per person; refused unless the confound is accepted."""
    if not request.accept_confound:
        raise ConfigError(
            f"ImageNet-EEG is not converted. {CONFOUND} Use THINGS-EEG2 instead; --accept-confound "
            "converts it with this warning."
        )
    hint = "the recordings, eeg_signals_raw_with_mean_std.pth or one of the filtered versions."
    path = the_one(request.root, "eeg_*_std.pth", hint)
    values = _loaded(path)
    test = _test_images(request.root, values)
    picture = pictures(request.root)
    parts = tuple(
        Part(str(subject), "", "eeg", (path,), partial(_subject, values, subject, test, picture))
        for subject in sorted({int(trial["subject"]) for trial in values["dataset"]})
    )
    return Plan(_DATASET, parts, in_order=False)


def _loaded(path: Path) -> Any:
    import torch

    return torch.load(path, map_location="cpu", weights_only=True)


def _test_images(root: Path, values: Any) -> set[int]:
    """Numbers of the published test images; a tenth by hash where the split is not there."""
    published = anywhere(root, "block_splits_by_image_all.pth")
    if published:
        return {int(values["dataset"][row]["image"]) for row in _loaded(published[0])["splits"][0]["test"]}
    return {number for number, name in enumerate(values["images"]) if share_of(str(name)) < TEST_SHARE}


def _subject(values: Any, subject: int, test: set[int], picture: Picture) -> Loaded:
    """All trials of one person end to end."""
    trials = [
        one for one in values["dataset"] if int(one["subject"]) == subject and one["eeg"].shape[1] >= SHORTEST
    ]
    ends = np.cumsum([one["eeg"].shape[1] for one in trials])
    shown = []
    for one, end in zip(trials, ends, strict=True):
        start, name = (end - one["eeg"].shape[1]) / SFREQ, str(values["images"][int(one["image"])])
        label = str(values["labels"][int(one["label"])])
        shown.append(Shown(start, end / SFREQ, name, picture(name), label, int(one["image"]) in test))
    channels = tuple(f"Ch{i + 1}" for i in range(trials[0]["eeg"].shape[0]))
    about = About(
        SFREQ, int(ends[-1]), channels, "eeg",
        changes=("Its publishers scaled it: amplitudes have no unit.",
                 "Trials lie end to end; the files do not name the channels."),
        trial=(0.0, SHORTEST / SFREQ),
    )  # fmt: skip
    return Loaded(shown, about, (one["eeg"].numpy() for one in trials))
