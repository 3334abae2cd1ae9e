"""What a model is taught of labelled examples: the heads that do better than what it says without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.encoders.tasks import TaskHead
from neuro_llm.learned import Learned
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.train.instructions import Example, open_source

from .fit import fit_heads

MOST_ASKED = 60
FIRST_ASKED = 8
"""Where none of so many questions gets an option, the model knows nothing of the task."""


def teach(
    assistant: Any, examples: Sequence[Example], folder: Path, note: Callable[[str], None]
) -> tuple[TaskHead, ...]:
    """Heads of the examples' tasks, without those that an encoder or a measurement tells as well.

    assistant  what answers without heads
    folder     that the paths of the recordings start from
    """
    heads = fit_heads(examples, folder, note, assistant.encoders)
    kept = []
    for head in heads:
        known = without_heads(assistant, head, examples, folder) if head.informative else 0.0
        if known >= head.standing.accuracy:
            note(
                f"task {head.name} ({head.modality}): {known:.2f} without a head, "
                f"{head.standing.accuracy:.2f} with it: no head"
            )
        else:
            kept.append(head)
    return tuple(kept)


def without_heads(assistant: Any, head: TaskHead, examples: Sequence[Example], folder: Path) -> float:
    """Balanced accuracy of the assistant by itself, on some of the examples that the head was fitted on."""
    pupil = copy(assistant)
    pupil.mind = replace(assistant.mind, learned=Learned())
    chosen = _some(head, examples)
    right: dict[str, list[bool]] = defaultdict(list)
    told = 0
    for number, example in enumerate(chosen):
        if number >= FIRST_ASKED and not told:
            return 0.0
        source = example.sources[0]
        try:
            with closing(open_source(folder, source)) as recording:
                answer = pupil.generate(
                    recording, example.question, example.choices, start=source.start, stop=source.stop
                )
        except RecordingError:
            continue
        told += answer.choice is not None
        right[example.answer].append(answer.choice == example.answer)
    return float(np.mean([np.mean(found) for found in right.values()])) if right else 0.0


def _some(head: TaskHead, examples: Sequence[Example]) -> list[Example]:
    """At most MOST_ASKED examples of the head's task and modality, spread over all, in mixed order."""
    own = [
        one
        for one in examples
        if one.split == "train" and one.task == head.name and one.choices and len(one.sources) == 1
        if one.sources[0].modality in ("", head.modality)
    ]
    order = np.random.default_rng(0).permutation(len(own))[:MOST_ASKED]
    return [own[i] for i in order]
