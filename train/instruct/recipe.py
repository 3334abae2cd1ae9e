"""The settings of `train project` and `train instruct`: a frozen dataclass, a small JSON file, a few shipped ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import ConfigError

FOLDER = Path(__file__).with_name("recipes")
LOGS = ("none", "tensorboard", "trackio", "wandb")
PARTS = ("projector", "lora_")
"""Parts of the model that can have a learning rate of their own, by how their weights are called."""


@dataclass(frozen=True)
class InstructRecipe:
    """What is trained, on how much of what, and how.

    llm             a causal language model by id or folder; "": that of the base
    load_in_4bit    its weights as NF4 (QLoRA, Dettmers et al. 2023)
    rank            of LoRA on all linear layers (Hu et al. 2021); 0: the language model stays as it is
    lr              part of the model → learning rate: "projector", "lora_"
    batch           examples of one step, over all processes and passes
    at_once         examples of one pass of one process; the others follow (accumulation)
    longest         tokens of an example; earlier turns of a conversation are left out to keep it
    checkpointing   activations are computed twice instead of kept
    shard           weights are spread over the processes (FSDP2): for models above one card's size
    tasks           task → how often it is drawn beside the others; those that are not named: 1
    by_size         0: all tasks are drawn alike often; 1: by how many examples they have
    balance         the rare answers of a task are drawn as often as its frequent ones
    replay          share of plain text in every step, against forgetting
    replay_file     JSON lines of conversations without recordings; "": the base model writes them itself
    replay_count    how many it writes
    next_token_weight   of the loss of the next neural token beside that of the answers (`next_token`); 0: none
    check_every     steps between looks at the val split: loss, accuracy per task, a sample answer
    check_count     examples per task that are looked at
    patience        looks without progress after which it stops; 0 never
    log_to          "tensorboard" (a folder in the work folder), "trackio", "wandb" or "none"
    """

    llm: str = ""
    load_in_4bit: bool = False
    rank: int = 16
    alpha: int = 32
    dropout: float = 0.05
    lr: Mapping[str, float] = field(default_factory=lambda: {"projector": 1e-3, "lora_": 2e-4})
    weight_decay: float = 0.01
    steps: int = 400
    batch: int = 16
    at_once: int = 4
    longest: int = 2048
    checkpointing: bool = False
    shard: bool = False
    tasks: Mapping[str, float] = field(default_factory=dict)
    by_size: float = 0.5
    balance: bool = True
    replay: float = 0.1
    replay_file: str = ""
    replay_count: int = 120
    next_token_weight: float = 0.0
    check_every: int = 50
    check_count: int = 32
    patience: int = 5
    log_to: str = "tensorboard"
    seed: int = 0

    def __post_init__(self) -> None:
        _at_least_one(self, "steps", "batch", "at_once", "longest", "check_every", "check_count")
        if self.batch % self.at_once:
            raise ConfigError(f"batch={self.batch} must be a multiple of at_once={self.at_once}.")
        if not 0 <= self.replay < 1:
            raise ConfigError(f"replay={self.replay} is a share of each step: 0 or more, below 1.")
        counts = {
            name: getattr(self, name) for name in ("rank", "patience", "replay_count", "next_token_weight")
        }
        if min(counts.values()) < 0 or not 0 <= self.by_size <= 1:
            told = ", ".join(f"{name}={value}" for name, value in counts.items())
            raise ConfigError(
                f"{told} must not be negative, and by_size={self.by_size} lies between 0 and 1."
            )
        if self.log_to not in LOGS:
            raise ConfigError(f"log_to={self.log_to!r} must be one of {', '.join(LOGS)}.")
        if any(weight < 0 for weight in self.tasks.values()):
            raise ConfigError(f"tasks={dict(self.tasks)}: how often a task is drawn must not be negative.")
        if set(self.lr) != set(PARTS) or min(self.lr.values()) <= 0:
            raise ConfigError(f"lr={dict(self.lr)}: give one above 0 to each of {', '.join(PARTS)}.")

    @property
    def highest_lr(self) -> float:
        """Of the parts that are trained."""
        return max(self.lr[part] for part in self.parts)

    @property
    def parts(self) -> dict[str, float]:
        """Part → learning rate of what is trained."""
        return {part: lr for part, lr in self.lr.items() if part != "lora_" or self.rank}

    def shareable(self) -> dict[str, Any]:
        """As plain values, without the folders of this machine."""
        local = {name: Path(getattr(self, name)).expanduser() for name in ("llm", "replay_file")}
        return {
            **asdict(self),
            **{name: path.name for name, path in local.items() if path.is_absolute() or path.exists()},
        }

    @classmethod
    def read(cls, name: str) -> InstructRecipe:
        """A shipped recipe by name, or a JSON file; ConfigError names what is wrong with it."""
        path = FOLDER / f"{name}.json"
        path = path if path.is_file() else Path(name).expanduser()
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            known = ", ".join(shipped())
            raise ConfigError(
                f"{name}: neither a shipped recipe ({known}) nor a JSON file ({error})."
            ) from None
        if not isinstance(values, dict):
            raise ConfigError(f"{path}: a recipe is a JSON object of settings.")
        return cls.from_dict(values, str(path))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], where: str = "the recipe") -> InstructRecipe:
        """A recipe from plain values; a setting that does not exist is refused and the nearest one named."""
        known = {entry.name: entry for entry in fields(cls)}
        for name in values:
            if name not in known:
                near = get_close_matches(name, known, 1, 0.0)[0]
                raise ConfigError(f"{where}: there is no setting {name!r}; did you mean {near!r}?")
        defaults = cls()
        for name, value in values.items():
            expected = type(getattr(defaults, name))
            fits = isinstance(value, (int, float)) if expected is float else isinstance(value, expected)
            if not fits or (isinstance(value, bool) and expected is not bool):
                raise ConfigError(
                    f"{where}: {name}={value!r} is no {expected.__name__}, as {getattr(defaults, name)!r}."
                )
        return cls(**values)


def shipped() -> tuple[str, ...]:
    """Names of the recipes of the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def _at_least_one(recipe: InstructRecipe, *names: str) -> None:
    for name in names:
        if getattr(recipe, name) < 1:
            raise ConfigError(f"{name}={getattr(recipe, name)} must be at least 1.")
