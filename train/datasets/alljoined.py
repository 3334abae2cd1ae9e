"""Alljoined1: 8 people, 10 000 pictures of the Natural Scenes Dataset, 64 electrodes.

Xu et al., arXiv 2404.05553. Layout read in github.com/Alljoined/alljoined-dataset1 (1_preprocessing/README.md,
final_dataset/main_dataset.py, create_huggingface_dataset.py): `subj01_session1_epo.fif`, -0.05 to 0.6 s at 512 Hz;
the event code is the image's place in the session, from 1: in even sessions in sharedix of `nsd_expdesign.mat`, in odd
ones in the person's row of subjectim. Captions: `captions_and_categories.json`; test images: `test_indices.json`
(numbers among the 73 000 from 0, as create_huggingface_dataset.py uses them; the script that drew them counts within
the captions' list instead). Pictures lasted 0.3 s (the paper; not verified in the code).
Not covered: the same trials as tables on the Hugging Face hub.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .coco import Coco, stimulus
from .conversion import Loaded, Part, Plan, Request, Shown
from .published import anywhere, matlab, needed, package, the_one
from .splits import share_of

SECONDS_SHOWN = 0.3
TEST_SHARE = 0.2
_BATCH = 64  # trials in memory at once
_NAME = re.compile(r"subj(\d+)_session(\d+)_epo\.fif$")
_DATASET = DataSet(
    name="Alljoined",
    licence="see the publication; pictures: COCO, terms of Flickr",
    source="Xu et al., arXiv 2404.05553; github.com/Alljoined/alljoined-dataset1",
    modality=("eeg",),
    split="Test: the published test images.",
)


def plan(request: Request) -> Plan:
    """One part per person and session."""
    files = needed(
        request.root,
        "subj*_session*_epo.fif",
        "the preprocessed epochs; final_eeg/05_125 of the publication.",
    )
    hint = "which image each event code means; github.com/Alljoined/alljoined-dataset1."
    design = matlab(the_one(request.root, "nsd_expdesign.mat", hint), "subjectim", "sharedix")
    coco, published = Coco.below(request), anywhere(request.root, "test_indices.json")
    test = {int(number) for number in json.loads(published[0].read_text())} if published else None
    dataset = _DATASET
    if test is None:
        dataset = replace(
            _DATASET, split="Test: every fifth image by the hash of its name (no test_indices.json)."
        )
    parts = []
    for path in files:
        match = _NAME.match(path.name)
        if match:
            subject, session = int(match[1]), int(match[2])
            numbers = (
                design["sharedix"] if session % 2 == 0 else np.atleast_2d(design["subjectim"])[subject - 1]
            )
            load = partial(_session, path, numbers.astype(int) - 1, coco, test)
            parts.append(Part(match[1], match[2], "eeg", (path,), load))
    return Plan(dataset, tuple(parts))


def _session(path: Path, numbers: np.ndarray, coco: Coco, test: set[int] | None) -> Loaded:
    """The trials of one file in their order."""
    epochs = package("mne").read_epochs(path, preload=False, verbose="ERROR")
    codes = epochs.events[:, 2]
    if codes.min() < 1 or codes.max() > len(numbers):
        raise ConfigError(
            f"{path}: event code {codes.max()} means no image; this session can show {len(numbers)}."
        )
    sfreq, count = float(epochs.info["sfreq"]), len(epochs.times)
    before = round(-float(epochs.tmin) * sfreq)
    images = coco.images(numbers[codes - 1].tolist())
    shown = []
    for trial, code in enumerate(codes):
        number, onset = int(numbers[code - 1]), (trial * count + before) / sfreq
        kept = share_of(stimulus(number)) < TEST_SHARE if test is None else number in test
        if images[number] or number in coco.captions:
            caption = coco.captions.get(number)
            shown.append(Shown(onset, onset + SECONDS_SHOWN, stimulus(number), images[number], caption, kept))
    electrodes = package("mne").pick_types(epochs.info, eeg=True, exclude=())
    about = About(
        sfreq, len(codes) * count, tuple(epochs.ch_names[i] for i in electrodes), "eeg", "V",
        changes=("Trials lie end to end, without the pauses between them.",
                 "Its publishers filtered it, removed a component and interpolated bad electrodes."),
        trial=(before / sfreq, (count - before) / sfreq),
    )  # fmt: skip
    return Loaded(shown, about, _trials(epochs, electrodes))


def _trials(epochs: Any, channels: np.ndarray) -> Iterator[np.ndarray]:
    for first in range(0, len(epochs.events), _BATCH):
        data = epochs[first : first + _BATCH].get_data(picks=channels, verbose="ERROR")
        yield data.transpose(1, 0, 2).reshape(len(channels), -1)
