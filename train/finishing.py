"""The end of a run: the model folder, its task heads, and what its card has to say of data, licences and losses."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neuro_llm.adapters.fingerprint import MANIFEST

from .instructions import SPLITS, Example

if TYPE_CHECKING:
    from .bases import Base
    from .instruct import Run

LOSSES = 20  # points of the curve that are kept


@dataclass
class Facts:
    """What a run found out.

    losses      (step, loss) as logged
    held_apart  the last numbers of the val split by name: loss, accuracies with their own tokens and with another's
    perplexity  on plain text that was held apart: before, after; NaN without any
    left_out    id of an example → why it could not be read
    """

    losses: Sequence[tuple[int, float]]
    held_apart: Mapping[str, float]
    perplexity: tuple[float, float]
    left_out: Mapping[str, str]

    @classmethod
    def of(
        cls,
        history: Sequence[Mapping[str, Any]],
        perplexity: tuple[float, float],
        left_out: Mapping[str, str],
    ) -> Facts:
        """From what the trainer logged."""
        losses = [(int(entry["step"]), float(entry["loss"])) for entry in history if "loss" in entry]
        apart = {
            k.removeprefix("eval_"): float(v) for e in history for k, v in e.items() if k.startswith("eval_")
        }
        return cls(losses[:: max(1, len(losses) // LOSSES)], apart, perplexity, left_out)

    @property
    def forgetting(self) -> str:
        """How plain text suffered."""
        before, after = self.perplexity
        if math.isnan(before):
            return "forgetting: not measured, as no plain text is replayed"
        return f"forgetting: perplexity of plain text {before:.2f} before, {after:.2f} after"

    def to_dict(self) -> dict[str, Any]:
        known = None if math.isnan(self.perplexity[0]) else list(self.perplexity)
        return {**asdict(self), "perplexity": known}


def finished(out: Path, identity: str) -> bool:
    """Whether a folder is the result of this run."""
    try:
        about = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(about.get("run", {}).get("identity") == identity)


def data_of(examples: Iterable[Example]) -> list[dict[str, Any]]:
    """Data set by data set: licence, people and examples of each split, tasks."""
    found: dict[str, dict[str, Any]] = {}
    for example in examples:
        entry = found.setdefault(
            example.dataset or "not named",
            {
                "licence": example.licence or "not stated",
                "subjects": {},
                "examples": Counter(),
                "tasks": set(),
            },
        )
        entry["examples"][example.split] += 1
        entry["subjects"].setdefault(example.split, set()).add(example.subject)
        entry["tasks"].add(example.task)
    return [
        {
            "name": name,
            "licence": entry["licence"],
            "examples": dict(entry["examples"]),
            "subjects": {split: len(entry["subjects"].get(split, ())) for split in SPLITS},
            "tasks": sorted(entry["tasks"] - {""}),
        }
        for name, entry in sorted(found.items())
    ]


def finish(run: Run, base: Base, facts: Facts) -> None:
    pass
