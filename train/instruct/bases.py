"""What a run starts from: any causal language model with the encoders of a model folder, or such a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

from neuro_llm.adapters.language import LoraSettings, has_lora, load_language_model, with_lora
from neuro_llm.adapters.projector import Projector, ProjectorConfig
from neuro_llm.assistant import Assistant, default_folder
from neuro_llm.calibration import Calibration
from neuro_llm.configuration import NeuroLLMConfig
from neuro_llm.encoders.bind import BOUND
from neuro_llm.encoders.encode import SPACE
from neuro_llm.folder import CONFIG, BaseFiles, check_folder, load_encoder, load_folder
from neuro_llm.judging import Judge
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.speaker import Speaker

from .pictures import PICTURE, shared_space
from .preparing import Say
from .recipe import InstructRecipe


@dataclass(frozen=True)
class Base:
    """A model about to be trained.

    folder   the model folder that its encoders come from; about: its neuro_llm.json
    files    of the language model
    other    it is another language model than the folder's
    """

    model: Any
    processor: NeuroLLMProcessor
    folder: Path
    about: Mapping[str, Any]
    files: BaseFiles
    other: bool

    @property
    def calibration(self) -> Calibration:
        """How estimates are calibrated beside a language model that was not weighed: those of the encoder alone."""
        known = Calibration.load(self.folder)
        return replace(known, families=known.alone)

    def assistant(self) -> Assistant:
        """What will answer, so that its prompts are learnt."""
        speaker = Speaker(self.model, self.processor)
        return Assistant(
            speaker, dict(self.model.encoders.items()), judge=Judge(self.calibration, {}, speaker)
        )


def device_name() -> str:
    """Where this process computes."""
    return f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if torch.cuda.is_available() else "cpu"


def base_config(recipe: InstructRecipe, folder: Path | None) -> Any:
    """The configuration of the language model that will be trained; none of its weights is read."""
    if not recipe.llm:
        folder = folder or default_folder()
        check_folder(folder)
        values = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        return NeuroLLMConfig.from_dict(values).text_config
    from transformers import AutoConfig

    local = Path(recipe.llm).expanduser()
    try:
        return AutoConfig.from_pretrained(
            str(local) if local.is_dir() else recipe.llm, trust_remote_code=False
        )
    except (OSError, ValueError):
        return None  # loading it will say why


def open_base(
    recipe: InstructRecipe, folder: Path | None, needed: Collection[str], say: Say, device: str | None = None
) -> Base:
    """Load what a run starts from; the parts that the recipe trains ask for gradients, in fp32.

    folder   a model folder to go on from, or whose encoders are taken; None: the embedded default
    needed   modalities of the examples: an encoder for each comes from the shared space where the folder has none
    device   None: where this process computes
    """
    folder = folder or default_folder()
    torch.manual_seed(recipe.seed)
    device = device or device_name()
    base = _other(recipe, folder, device) if recipe.llm else _continued(recipe, folder, say, device)
    _complete(base.model, needed)
    for name, weight in base.model.named_parameters():
        weight.requires_grad_(any(part in name for part in recipe.parts))
        if weight.requires_grad:
            weight.data = weight.data.float()
    return base


def reopened(base: Base, recipe: InstructRecipe) -> Base:
    """The same as it was before the training, whole and in main memory."""
    needed = {*base.model.encoders, *([PICTURE] if SPACE in base.model.projectors else [])}
    return open_base(replace(recipe, load_in_4bit=False), base.folder, needed, lambda line: None, "cpu")


def _other(recipe: InstructRecipe, folder: Path, device: str) -> Base:
    """A language model by id or folder, with the encoders of a model folder and fresh projectors."""
    language = load_language_model(recipe.llm, device=device, load_in_4bit=recipe.load_in_4bit)
    model = NeuroLLMForConditionalGeneration.assemble(
        language, {"eeg": load_encoder(folder)}, lora=_lora(recipe)
    )
    about = check_folder(folder)
    return Base(model, NeuroLLMProcessor(language.tokenizer), folder, about, BaseFiles.of(language), True)


def _continued(recipe: InstructRecipe, folder: Path, say: Say, device: str) -> Base:
    """A model folder with its adapter apart, so that it is trained on; a fresh one where it has none."""
    loaded = load_folder(folder, device=device, load_in_4bit=recipe.load_in_4bit, merged=False)
    model, known = loaded.model, loaded.model.config.lora
    if has_lora(model.language_model):
        if recipe.rank and known and known["rank"] != recipe.rank:
            say(f"the adapter of {folder.name} is trained on: its rank stays {known['rank']}")
    elif recipe.rank:
        settings = _lora(recipe)
        with_lora(model.language_model, settings)
        model.config.lora = asdict(settings)
    if not len(model.projectors):
        raise ConfigError(f"{folder}: this model reads no neural tokens; give its language model as --llm.")
    return Base(model, loaded.processor, folder, loaded.about, loaded.base, False)


def _complete(model: Any, needed: Collection[str]) -> None:
    """Give a model the time-locked encoders of modalities that its own do not read, and projectors for what is new."""
    known = set(model.encoders) | ({"eeg", "meg", "ieeg"} if "eeg" in model.encoders else set())
    for name in sorted((set(needed) & set(BOUND)) - known):
        encoder = shared_space().encoder(name)
        add_projector(model, name, encoder.width)
        model.encoders[name] = encoder
        model.config.encoders = {**model.config.encoders, name: encoder.config.to_dict()}
    towers = shared_space().space if PICTURE in needed and SPACE not in model.projectors else None
    if towers is not None:
        add_projector(model, SPACE, towers.dim)


def add_projector(model: Any, name: str, width: int) -> None:
    """A fresh projector for tokens of so many numbers, whose outputs start as large as the model's words."""
    words = model.get_input_embeddings().weight
    config = ProjectorConfig(width, words.shape[1], next(iter(model.projectors.values())).config.hidden_dim)
    projector = Projector(config).to(words.device)
    projector.match(words[:512].detach())
    model.projectors[name] = projector
    model.config.projectors = {**model.config.projectors, name: config.to_dict()}


def _lora(recipe: InstructRecipe) -> Any:
    return LoraSettings(recipe.rank, recipe.alpha, recipe.dropout) if recipe.rank else None
