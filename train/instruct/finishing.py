"""The end of a run: the model folder, its task heads, and what its card has to say of data, licences and losses."""

from __future__ import annotations

import json
import math
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neuro_llm.adapters.fingerprint import MANIFEST
from neuro_llm.card import Card, Data
from neuro_llm.controls import BANK
from neuro_llm.encoders.tasks import load_heads, save_heads
from neuro_llm.folder import check_folder, extra_files
from neuro_llm.saving import adding_to, save_folder, staged
from neuro_llm.train.instructions import SPLITS, Example, read_examples
from neuro_llm.train.tasks import teach

from .recipe import InstructRecipe

if TYPE_CHECKING:
    from .bases import Base
    from .run import Run

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

    def training(self, recipe: InstructRecipe) -> str:
        """How it was made, as Markdown."""
        curve = ", ".join(f"{step}: {loss:.3g}" for step, loss in self.losses)
        settings = json.dumps(recipe.shareable(), sort_keys=True)
        return f"Recipe: `{settings}`\n\nLoss by step: {curve}\n\n{self.forgetting.capitalize()}."

    @property
    def scores(self) -> str:
        """The val split, as a Markdown table; every accuracy beside its control."""
        names = [
            name.removesuffix("_own_accuracy") for name in self.held_apart if name.endswith("_own_accuracy")
        ]
        rows = [
            f"| {name.replace('_', ' ')} | {self.held_apart[f'{name}_own_accuracy']:.2f} "
            f"| {self.held_apart[f'{name}_shuffled_accuracy']:.2f} |"
            for name in names
        ]
        if not rows:
            return ""
        head = [
            "| task (val split) | by option likelihood | with another example's neural tokens |",
            "|---|---|---|",
        ]
        told = "Balanced accuracy at the end of the run, on few examples; `neuro-llm eval tasks` measures it properly."
        return "\n".join([*head, *rows, "", told])

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
    """Write the model folder: first aside, then under its name, so that it is there when everything is in it."""
    made = run.work / "model"
    about = {"run": {"identity": run.identity, "recipe": run.recipe.shareable(), **facts.to_dict()}}
    examples = read_examples(run.examples)
    card = card_of(run, base, facts, data_of(examples))
    save_folder(made, base.model, base.processor, base=base.files, about=about, card=card)
    encoders = dict(base.model.encoders.items())
    heads = teach(base.assistant(), list(examples), examples.folder, run.say)
    with adding_to(made) as extra:
        _add_known(base, extra)
        kept = [
            head for head in load_heads(base.folder, encoders) if head.name not in {new.name for new in heads}
        ]
        if heads or kept:
            save_heads(extra, (*kept, *heads))
        base.calibration.save(extra)
    with staged(run.out) as folder:
        shutil.copytree(made, folder, dirs_exist_ok=True)
    shutil.rmtree(made)


def _add_known(base: Base, extra: Path) -> None:
    """What the base's folder knows beside its weights and still holds: controls; questions, where it goes on."""
    for name in extra_files(check_folder(base.folder)):
        if name == BANK or (not base.other and not name.startswith(("tasks.", "calibration."))):
            shutil.copy(base.folder / name, extra / name)


def card_of(run: Run, base: Base, facts: Facts, data: Sequence[Mapping[str, Any]]) -> Card:
    """The run's facts as a model card."""
    tasks = sorted({task for one in data for task in one["tasks"]})
    before = base.about.get("card", {}).get("data", ())
    return Card(
        title=run.out.name,
        summary=f"It answers questions about neural recordings; trained on {', '.join(tasks) or 'examples'}.",
        licence=_licence(base),
        intended="Questions about recordings like those that it was trained on, for research.",
        data=(*(Data(**one) for one in before), *(_used(one) for one in data)),
        training=facts.training(run.recipe),
        splits=f"As the examples store them. {len(facts.left_out)} examples could not be read and were left out.",
        scores=facts.scores,
    )


def _used(one: Mapping[str, Any]) -> Data:
    split = [
        f"{count} examples of {one['subjects'][name]} people: {name}"
        for name, count in one["examples"].items()
    ]
    return Data(one["name"], one["licence"], use="; ".join(split))


def _licence(base: Base) -> str:
    """That of the folder it goes on from; of another language model's nothing is known here."""
    return "other" if base.other else str(base.about.get("card", {}).get("licence", "other"))
