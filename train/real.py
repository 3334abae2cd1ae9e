"""Real recordings that may train shipped weights: which they are, and what is known of each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.windows import WindowSpec

from .pool import Item, described, states_of


@dataclass(frozen=True)
class Labelled:
    """One file of the data folder.

    subject  recordings of one subject are always held apart together
    states   family → value, for the whole recording
    options  what the file itself does not say, for `neuro_llm.read`
    """

    file: str
    subject: str
    states: dict[str, str]
    options: dict[str, object] = field(default_factory=dict)


LABELLED = (
    Labelled("rest/S001R01.edf", "eegmmidb S001", {"eyes": "open"}),
    Labelled("rest/S001R02.edf", "eegmmidb S001", {"eyes": "closed"}),
    Labelled("motor/S001R03.edf", "eegmmidb S001", {"eyes": "open", "seizure": "absent", "spindles": "absent"}),
    Labelled("motor/S001R04.edf", "eegmmidb S001", {"eyes": "open", "seizure": "absent", "spindles": "absent"}),
    Labelled("motor/S001R06.edf", "eegmmidb S001", {"eyes": "open", "seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject00_1.edf", "eegmat 00", {"eyes": "closed", "seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject03_1.edf", "eegmat 03", {"eyes": "closed", "seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject06_1.edf", "eegmat 06", {"eyes": "closed", "seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject00_2.edf", "eegmat 00", {"seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject03_2.edf", "eegmat 03", {"seizure": "absent", "spindles": "absent"}),
    Labelled("workload/Subject06_2.edf", "eegmat 06", {"seizure": "absent", "spindles": "absent"}),
    Labelled("image/n170_subject1.edf", "muse n170", {"eyes": "open", "seizure": "absent", "spindles": "absent"}),
    Labelled(
        "sleep/n2_spindles_15s_200Hz.txt", "yasa n2", {"spindles": "present", "seizure": "absent"},
        {"sfreq": 200.0, "unit": "uV", "modality": "eeg"},
    ),
)  # fmt: skip
"""Visual tasks are done with open eyes. Labels are the publishers' (MANIFEST.json of the data folder)."""


def permitted(folder: Path) -> tuple[Labelled, ...]:
    """The labelled files that the folder holds and whose terms allow shipped weights to be trained on them."""
    manifest = folder / "MANIFEST.json"
    if not manifest.is_file():
        raise ConfigError(f"{folder} has no MANIFEST.json; give the folder of the real recordings, or none.")
    allowed = {item["file"] for item in json.loads(manifest.read_text()) if item["train_shipped_weights"]}
    return tuple(
        labelled for labelled in LABELLED if labelled.file in allowed and (folder / labelled.file).is_file()
    )


def open_labelled(folder: Path, labelled: Labelled) -> Recording:
    from neuro_llm.recordings.readers import read

    return read(folder / labelled.file, **labelled.options)  # type: ignore[arg-type]


def real_items(folder: Path, spec: WindowSpec, without: str = "") -> Iterator[tuple[str, Item]]:
    """(subject, item) for every window of every permitted recording but one, with smaller montages of the same."""
    for labelled in permitted(folder):
        if labelled.file == without:
            continue
        with open_labelled(folder, labelled) as recording:
            items = described(recording, spec, states_of(labelled.states))
        print(f"real: {labelled.file}: {len(items)} windows", file=sys.stderr)
        for number, item in enumerate(items):
            yield labelled.subject, item
            for part in _montages(item, np.random.default_rng([number, 11])):
                yield labelled.subject, part


def _montages(item: Item, rng: np.random.Generator) -> list[Item]:
    """The posterior half, and random subsets: so that no answer rests on one cap."""
    count = len(item.features)
    if count < 8:
        return []
    behind = np.argsort(item.positions[:, 1])[: max(2, count // 4)]  # y points to the nose
    picks = [
        behind,
        *(rng.choice(count, size=int(rng.integers(4, max(5, count // 2))), replace=False) for _ in range(2)),
    ]
    return [_subset(item, np.sort(pick)) for pick in picks]


def _subset(item: Item, pick: np.ndarray) -> Item:
    from dataclasses import replace

    return replace(
        item,
        features=item.features[pick],
        mask=item.mask[pick],
        positions=item.positions[pick],
        bad=item.bad[pick],
    )
