"""`neuro-llm train instruct`: a language model learns to answer about recordings, from examples.

Also `torchrun --nproc-per-node N -m neuro_llm.train.instruct EXAMPLES --out OUT --work WORK ...`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from torch import Tensor
from transformers import TrainingArguments

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.speaker import Speaker
from neuro_llm.streaming import on_few_threads
from neuro_llm.train import checkpoints
from neuro_llm.train.instructions import read_examples
from neuro_llm.train.processes import asked_for, together
from neuro_llm.train.sharding import fsdp_arguments, gathered, is_sharded, whole_root
from neuro_llm.train.trainer import AtomicTrainer, Batches, BestKept, Progress, run, training_arguments

from .bases import Base, base_config, open_base, reopened
from .collating import Collator
from .estimate import Clock, estimate
from .exchanges import Exchange, Maker
from .features import Features
from .finishing import Facts, finish, finished
from .held_apart import HeldApart, chosen, perplexity
from .learner import Learner
from .material import Material
from .preparing import Prepared, Say, modalities, prepare
from .recipe import InstructRecipe
from .replay import plain_text

STEPS = "steps"  # folder of the checkpoints inside the work folder


def instruct(
    examples: Path,
    out: Path,
    work: Path,
    recipe: InstructRecipe,
    base: Path | None = None,
    note: Say = lambda line: None,
) -> Path:
    """Train on a file of examples and write the model folder `out`; called again with the same `work`, it goes on.

    base   a model folder to go on from, or whose encoders are taken; None: the embedded default
    """
    identity = _identity(examples, recipe, base)
    if finished(out, identity):
        note(f"{out} is finished: there is nothing to do.")
        return out
    arguments = _arguments(work, recipe)  # starts the process group
    first = arguments.process_index == 0
    run_ = Run(examples, out, work, recipe, identity, note if first else _silent, first)
    together(run_.claim)
    run_.fits_at_all(base)
    opened = open_base(recipe, base, modalities(read_examples(examples)), run_.say)
    with on_few_threads(opened.model):
        run_.train(arguments, opened)
    return out


def _silent(line: str) -> None:
    """Only the first process speaks."""


def _identity(examples: Path, recipe: InstructRecipe, base: Path | None) -> str:
    """Of everything that decides the result, beside the code."""
    if not examples.is_file():
        read_examples(examples)  # says what is missing
    told = {**asdict(recipe), "base": str(base.resolve()) if base else ""}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    digest.update(examples.read_bytes())
    return digest.hexdigest()


def _arguments(work: Path, recipe: InstructRecipe) -> TrainingArguments:
    others: dict[str, Any] = {} if recipe.log_to == "tensorboard" else {"report_to": recipe.log_to}
    others |= fsdp_arguments() if recipe.shard else {}
    return training_arguments(
        work / STEPS, recipe.steps, recipe.highest_lr, recipe.seed,
        pieces=recipe.batch // recipe.at_once, weight_decay=recipe.weight_decay, label_names=["labels"],
        gradient_checkpointing=recipe.checkpointing, save_steps=min(recipe.check_every, max(1, recipe.steps // 2)),
        logging_steps=max(1, min(recipe.check_every, recipe.steps // 20)),
        ddp_find_unused_parameters=asked_for() > 1, **others,
    )  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One run of a stage, in the order of its methods.

    identity   of what decides the result
    first      whether this is the process that writes
    """

    examples: Path
    out: Path
    work: Path
    recipe: InstructRecipe
    identity: str
    say: Say
    first: bool

    def claim(self) -> None:
        """The work folder belongs to one run: another recipe or other examples need another one."""
        if not self.first:
            return
        told = self.work / "run.json"
        if told.is_file() and json.loads(told.read_text(encoding="utf-8"))["identity"] != self.identity:
            raise ConfigError(
                f"{self.work} holds a run with another recipe, base or other examples; give an empty folder."
            )
        self.work.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"identity": self.identity, "recipe": asdict(self.recipe)}, indent=1)
        told.write_text(text + "\n", encoding="utf-8")

    def fits_at_all(self, base: Path | None) -> None:
        """Refuse what cannot fit before anything is loaded."""
        config = base_config(self.recipe, base)
        if config is not None:
            estimate(config, self.recipe, shares=self._shares).check()

    @property
    def _shares(self) -> int:
        return asked_for() if self.recipe.shard else 1

    def train(self, arguments: TrainingArguments, base: Base) -> None:
        """From examples to the finished folder."""
        store = Features(self.work / "features.sqlite")
        maker = Maker(base.assistant(), self.examples.absolute().parent, store)
        share = (int(arguments.process_index), asked_for())
        train = prepare(maker, read_examples(self.examples, "train"), self.say, share)
        val = prepare(maker, read_examples(self.examples, "val"), self.say, share)
        if not len(train):
            raise ConfigError(f"{self.examples} has no example of the split 'train' that can be read.")
        collator = Collator(
            base.processor, store, self.recipe.longest, self.recipe.seed, self.recipe.next_token_weight > 0
        )
        plain, apart = self._plain(base)
        material = Material.of(train, plain, collator, self.recipe, self.say)
        self._fits(base, material)
        before = perplexity(base.model, collator, apart, self.recipe.at_once)
        learner = self._fit(arguments, base, material, val)
        with whole_root(learner):
            after = perplexity(base.model, collator, apart, self.recipe.at_once)
        facts = Facts.of(self._history(), (before, after), {**train.left_out, **val.left_out})
        self.say(facts.forgetting)
        weights = gathered(learner) if is_sharded(learner) else None
        together(lambda: finish(self, _whole(base, weights, self.recipe), facts) if self.first else None)

    def _plain(self, base: Base) -> tuple[list[Exchange], list[Exchange]]:
        """What is replayed; the first process has it written before the others read it."""

        def write() -> None:
            if self.first:
                plain_text(self.recipe, self.work, base.model, base.processor, self.say)

        together(write)
        return plain_text(self.recipe, self.work, base.model, base.processor, self.say)

    def _fits(self, base: Base, material: Material) -> None:
        rows, learnt = material.longest()
        found = estimate(base.model.config.text_config, self.recipe, rows, learnt, self._shares)
        self.say(
            f"{len(material.items)} exchanges, {min(material.buckets.lengths)} to {max(rows)} tokens; {found.shown}"
        )
        found.check()

    def _fit(self, arguments: TrainingArguments, base: Base, material: Material, val: Prepared) -> Learner:
        """Train the model in place; the weights that did best on the val split stay."""
        recipe, collator = self.recipe, material.collator
        looked = chosen(val, collator, recipe.check_count, recipe.seed)
        apart = HeldApart(Speaker(base.model, base.processor), collator, looked, recipe.at_once, self.say)
        best = BestKept(
            self.work / "best.safetensors", apart, recipe.check_every, recipe.patience if looked else 0
        )
        if not looked:
            self.say("no example has the split 'val': nothing tells when to stop")
        learner = Learner(base.model, recipe.next_token_weight)
        trainer = AtomicTrainer(
            model=learner, args=arguments, train_dataset=Batches(material, recipe.steps, material.pieces),
            data_collator=_only, callbacks=[Progress("instruct"), Clock(self.say), best], parts=recipe.parts,
        )  # fmt: skip
        apart.log = trainer.log
        run(trainer)
        best.restore(learner)
        base.model.eval()
        return learner

    def _history(self) -> list[dict[str, Any]]:
        """What was logged, also of a run that had ended before."""
        newest = max(checkpoints.checkpoints(self.work / STEPS), key=checkpoints.step_of)
        state = json.loads((newest / "trainer_state.json").read_text(encoding="utf-8"))
        return list(state["log_history"])


def _whole(base: Base, weights: dict[str, Tensor] | None, recipe: InstructRecipe) -> Base:
    """The trained model in one piece; weights: those that were trained, of a model that is divided among processes."""
    if weights is None:
        return base
    fresh = reopened(base, recipe)
    Learner(fresh.model, recipe.next_token_weight).load_state_dict(weights)
    return fresh


def _only(batch: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return batch[0]
