"""`neuro-llm train align`: encoders of one or many modalities, aligned to frozen towers of pictures and words."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.alignment import REPORT_TEMPERATURE
from neuro_llm.encoders.bind import BOUND, NeuroBind
from neuro_llm.encoders.bound import BoundEncoder
from neuro_llm.encoders.space import WORDS, OpenClipSpace, Space
from neuro_llm.recordings.errors import ConfigError

from .aligning import Aligner, Meetings, Targets, held_apart_loss, subjects_of
from .pairs import PairSet, read_pairs
from .reports import (
    ReportAligner,
    ReportMeetings,
    Reports,
    cropped,
    embedded_reports,
    held_apart_report_loss,
)
from .targets import stimulus_targets
from .towers import train_towers
from .trainer import AtomicTrainer, Batches, BestKept, Progress, run, training_arguments
from .trial_store import StoredTrials, store

if TYPE_CHECKING:
    from transformers import TrainingArguments


@dataclass(frozen=True)
class AlignRecipe:
    """What is aligned to what, and how.

    open_clip        (model, pretrained tag or local safetensors file) of the space; None: small towers of our own,
                     trained on the pictures and captions of the training split
    encoders         modality → settings of its encoder; every modality of the data, as it is, where empty
    image_weight, text_weight   of pictures and of words in the loss
    average_repeats  train on the mean over presentations of one stimulus to one person
    subject_layers   one linear layer per training person, left out for everybody else
    keep_channels    least part of the channels that a training trial keeps
    crops            0: every trial has a stimulus of its own. Else one report, of several paragraphs, describes a whole
                     span, and a step looks at this many windows of each (multiple-instance InfoNCE; texts only)
    pretrain_steps   masked reconstruction before the alignment (stage 0)
    patience         checks without progress on the validation split after which it stops; 0 never
    """

    steps: int = 1500
    batch: int = 128
    lr: float = 2e-3
    weight_decay: float = 0.05
    open_clip: tuple[str, str | None] | None = None
    encoders: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    image_weight: float = 1.0
    text_weight: float = 0.5
    average_repeats: bool = False
    subject_layers: bool = False
    keep_channels: float = 0.6
    crops: int = 0
    pretrain_steps: int = 0
    check_every: int = 100
    patience: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        if self.steps < 1 or self.batch < 2:
            raise ConfigError(f"steps={self.steps}, batch={self.batch}: at least 1 step and 2 trials.")
        if not 0 < self.keep_channels <= 1:
            raise ConfigError(
                f"keep_channels={self.keep_channels} is a part of the channels, above 0, at most 1."
            )
        if self.crops < 0 or (self.crops and int(os.environ.get("WORLD_SIZE", "1")) > 1):
            raise ConfigError(f"crops={self.crops}: 0 or more; reports are aligned in one process.")
        if self.image_weight < 0 or self.text_weight < 0 or not self.image_weight + self.text_weight:
            raise ConfigError("image_weight and text_weight must not be negative, and one must be above 0.")

    @classmethod
    def read(cls, path: Path) -> AlignRecipe:
        """A recipe from a JSON file; ConfigError names a setting that does not exist."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f"{path}: no recipe ({error}).") from None
        unknown = set(values) - {entry.name for entry in fields(cls)}
        if unknown:
            raise ConfigError(f"{path}: a recipe has no setting {', '.join(sorted(unknown))}.")
        if values.get("open_clip"):
            values["open_clip"] = tuple(values["open_clip"])
        return cls(**values)


def align(
    folders: Sequence[Path],
    out: Path,
    work: Path,
    recipe: AlignRecipe | None = None,
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
) -> NeuroBind:
    """Train, write the model to `out`, and give it back; called again with the same `work`, it goes on.

    folders   data sets of pairs, as `neuro-llm data from` writes them; several are trained in one run
    """
    recipe = recipe or AlignRecipe()
    sets = [read_pairs(folder) for folder in folders]
    for data in sets:
        for warning in data.dataset.warnings:
            say(f"{data.dataset.name}: {warning}")
    space = shared_space(recipe, sets, work, say)
    encoders = new_encoders(recipe, sets, space.dim)
    if recipe.crops:
        sets = [cropped(data, {name: encoder.spec for name, encoder in encoders.items()}) for data in sets]
    trials = cut_all(encoders, sets, work, recipe.average_repeats, say)
    if recipe.subject_layers:
        encoders = with_subjects(encoders, trials)
    _check(encoders, trials)
    if recipe.pretrain_steps:
        _reconstruct_first(encoders, trials, work, recipe)
    if recipe.crops:
        scale = train_on_reports(encoders, trials, embedded_reports(space, sets), work / "align", recipe)
    else:
        targets = stimulus_targets(space, sets, work / "targets")
        scale = train_aligner(encoders, trials, targets, work / "align", recipe)
    bind = NeuroBind(encoders, space, {"scale": scale, **_about(recipe, sets, trials)})
    bind.save(out)
    return bind


def shared_space(
    recipe: AlignRecipe, sets: Sequence[PairSet], work: Path, say: Callable[[str], None]
) -> Space:
    """The frozen towers: an open_clip model, or small ones trained on the training pictures and captions."""
    if recipe.open_clip is not None:
        return OpenClipSpace(*recipe.open_clip)
    return train_towers(sets, work / "towers", seed=recipe.seed, say=say)


def new_encoders(recipe: AlignRecipe, sets: Sequence[PairSet], dim: int) -> dict[str, BoundEncoder]:
    """One encoder per modality, with the settings of the recipe."""
    present = sorted({pair.modality for data in sets for pair in data.pairs})
    wanted = sorted(recipe.encoders) or [name for name in present if name in BOUND]
    missing = [name for name in wanted if name not in BOUND or name not in present]
    if missing or not wanted:
        raise ConfigError(
            f"No encoder and data for {', '.join(missing) or 'any modality'}: the data hold {', '.join(present)}, "
            f"encoders exist for {', '.join(BOUND)}."
        )
    torch.manual_seed(recipe.seed)
    return {
        name: ENCODERS.get(BOUND[name]).configured(**{"space_dim": dim, **recipe.encoders.get(name, {})})
        for name in wanted
    }


def cut_all(
    encoders: Mapping[str, BoundEncoder],
    sets: Sequence[PairSet],
    work: Path,
    average: bool,
    say: Callable[[str], None],
) -> list[StoredTrials]:
    """The trials of all data sets, cut for these encoders and kept in `work`."""
    specs = {name: encoder.spec for name, encoder in encoders.items()}
    return [stored for data in sets for stored in store(data, specs, work / "trials", average, say)]


def with_subjects(
    encoders: Mapping[str, BoundEncoder], trials: Sequence[StoredTrials]
) -> dict[str, BoundEncoder]:
    """The same encoders with a layer for each training person."""
    found = {}
    for name, encoder in encoders.items():
        values = {**encoder.config.to_dict(), "subjects": subjects_of(trials, name)}
        fresh = type(encoder).configured(**values)
        kept = {key: value for key, value in encoder.state_dict().items() if key != "subject.change"}
        fresh.load_state_dict(kept, strict=False)
        found[name] = fresh
    return found


def _check(encoders: Mapping[str, BoundEncoder], trials: Sequence[StoredTrials]) -> None:
    for name in encoders:
        stimuli = {
            str(s) for t in trials if t.modality == name for s in t.stimulus[t.split == "train"].tolist()
        }
        if len(stimuli) < 2:
            raise ConfigError(
                f"{name}: {len(stimuli)} training stimuli; at least 2 are needed. See neuro-llm data check."
            )


def _reconstruct_first(
    encoders: Mapping[str, BoundEncoder], trials: Sequence[StoredTrials], work: Path, recipe: AlignRecipe
) -> None:
    from .pretrain import pretrain_on

    for name, encoder in encoders.items():
        mine = [stored for stored in trials if stored.modality == name]
        pretrain_on(encoder, mine, work / f"reconstruct-{name}", recipe.pretrain_steps, recipe.seed)


def train_aligner(
    encoders: Mapping[str, BoundEncoder],
    trials: Sequence[StoredTrials],
    targets: Targets,
    folder: Path,
    recipe: AlignRecipe,
    quiet: bool = False,
) -> float:
    """Train the encoders in place; resumes from `folder`; the weights that did best on the validation split stay.

    quiet     no progress, no checks on a validation split: the last weights stay
    returns   1 / temperature, as learnt
    """
    torch.manual_seed(recipe.seed)
    model = Aligner(encoders, (recipe.image_weight, recipe.text_weight))
    arguments = _arguments(folder, recipe)
    meetings = Meetings(
        trials, targets, recipe.batch, recipe.keep_channels, recipe.seed, arguments.world_size
    )
    _run(model, meetings, lambda: held_apart_loss(encoders, trials, targets), arguments, recipe, quiet)
    return model.scale


def train_on_reports(
    encoders: Mapping[str, BoundEncoder],
    trials: Sequence[StoredTrials],
    reports: Reports,
    folder: Path,
    recipe: AlignRecipe,
) -> float:
    """The same with reports of whole recordings; returns the fixed 1 / temperature of that loss."""
    torch.manual_seed(recipe.seed)
    meetings = ReportMeetings(trials, reports, recipe.batch, recipe.crops, recipe.seed)
    _run(
        ReportAligner(encoders), meetings, lambda: held_apart_report_loss(encoders, trials, reports),
        _arguments(folder, recipe), recipe, quiet=False,
    )  # fmt: skip
    return 1 / REPORT_TEMPERATURE


def _arguments(folder: Path, recipe: AlignRecipe) -> TrainingArguments:
    return training_arguments(
        folder, recipe.steps, recipe.lr, recipe.seed, weight_decay=recipe.weight_decay,
        bf16=torch.cuda.is_available(), ddp_find_unused_parameters=True,
    )  # fmt: skip


def _run(
    model: torch.nn.Module,
    meetings: Callable[[int], dict[str, Any]],
    held_apart: Callable[[], float],
    arguments: TrainingArguments,
    recipe: AlignRecipe,
    quiet: bool,
) -> None:
    """Train; resumes from the folder of the arguments; the weights that did best on the validation split stay."""
    path = Path(str(arguments.output_dir)) / "best.safetensors"
    best = BestKept(path, held_apart, recipe.check_every, recipe.patience)
    run(
        AtomicTrainer(
            model=model,
            args=arguments,
            train_dataset=Batches(meetings, recipe.steps, arguments.world_size),
            data_collator=_only,
            callbacks=[] if quiet else [Progress("align"), best],
        )
    )
    best.restore(model)


def _only(batch: list[dict[str, Any]]) -> dict[str, Any]:
    return batch[0]


def _vocabulary(sets: Sequence[PairSet]) -> list[str]:
    """Every word that the small towers have read."""
    texts = {pair.text for data in sets for pair in data.pairs if pair.split == "train" and pair.text}
    return sorted({word for text in texts for word in WORDS.findall(text.lower())})


def _about(recipe: AlignRecipe, sets: Sequence[PairSet], trials: Sequence[StoredTrials]) -> dict[str, Any]:
    """What is kept with the weights: data, licences, splits, and how presentations were treated."""
    settings = asdict(recipe)
    small = recipe.open_clip is None
    people = {name: len(subjects_of(trials, name)) for name in sorted({t.modality for t in trials})}
    return {
        "trained_on": [
            {"name": d.dataset.name, "licence": d.dataset.licence, "source": d.dataset.source, "split": d.dataset.split}
            for d in sets
        ],
        "people": people,
        "vocabulary": _vocabulary(sets) if small else None,
        "repeats": "averaged" if recipe.average_repeats else "single presentations",
        "recipe": json.loads(json.dumps(settings)),
    }  # fmt: skip
