"""`neuro-llm train default`: the embedded default from nothing, in stages that each can be resumed."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from neuro_llm.adapters.language import LoraSettings
from neuro_llm.encoders.eeg import EEGEncoder, EEGEncoderConfig
from neuro_llm.recordings.errors import ConfigError

from .encoder import EncoderStage
from .intent import IntentTraining, train_intent
from .language import LanguageSize, LanguageStage

CALIBRATION_SEED = 2_000_000  # simulated recordings no stage trains on: calibration
TEST_SEED = 3_000_000  # evaluation


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the result; the rest is the code's version.

    recordings   simulated windows for the encoder
    cases        simulated recordings for the language model
    calibration  simulated recordings for calibration, never trained on
    combining    simulated recordings to weigh estimate and option likelihood on
    judged       simulated recordings to calibrate the probabilities that are shown on
    intent       how the classifier of questions is trained
    """

    recordings: int = 30000
    cases: int = 3000
    calibration: int = 1500
    combining: int = 200
    judged: int = 1500
    intent: IntentTraining = field(default_factory=IntentTraining)
    encoder: EEGEncoderConfig = field(default_factory=EEGEncoderConfig)
    encoder_stage: EncoderStage = field(default_factory=lambda: EncoderStage(steps=4800, lr=2e-3))
    adapt_stage: EncoderStage = field(
        default_factory=lambda: EncoderStage(steps=200, lr=3e-4, real_share=0.15)
    )
    language_size: LanguageSize = field(default_factory=LanguageSize)
    language_stage: LanguageStage = field(
        default_factory=lambda: LanguageStage(steps=300, neural=False, closed=0.25, grounded=0.6)
    )
    reading_stages: tuple[LanguageStage, ...] = (
        LanguageStage(steps=900, lr=1.5e-3, closed=0.85, grounded=0.1, seed=1),
        LanguageStage(steps=700, lr=1.5e-3, closed=0.9, grounded=0.07, seed=3),
        LanguageStage(steps=1000, lr=1.5e-3, closed=0.92, grounded=0.06, seed=5),
    )
    together_stage: LanguageStage = field(default_factory=lambda: LanguageStage(steps=80, lr=1e-3, seed=2))
    lora: LoraSettings = field(default_factory=lambda: LoraSettings(rank=32, alpha=64, dropout=0.0))
    projector_hidden: int = 256
    seed: int = 0


def smoke() -> Recipe:
    """The same stages at a size that a test can wait for."""
    return Recipe(
        recordings=40,
        cases=12,
        calibration=20,
        combining=6,
        judged=8,
        intent=IntentTraining(rows=1 << 12, copies=1, epochs=1, models=1, most=10),
        encoder=EEGEncoderConfig(width=32, hidden=32, layers=1, heads=4, space_dim=16),
        encoder_stage=EncoderStage(steps=4, batch=8),
        adapt_stage=EncoderStage(steps=2, batch=8, real_share=0.25),
        language_size=LanguageSize(words=400, width=32, hidden=48, layers=1, heads=2),
        language_stage=LanguageStage(steps=3, batch=4, neural=False, closed=0.25, grounded=0.6),
        reading_stages=(LanguageStage(steps=3, batch=4, closed=0.85, grounded=0.1, seed=1),),
        together_stage=LanguageStage(steps=3, batch=4, seed=2),
        lora=LoraSettings(rank=2, alpha=4, dropout=0.0),
        projector_hidden=16,
    )


SIZES = {"full": Recipe, "smoke": smoke}


def train_default(
    out: Path, work: Path, *, data: Path | None = None, size: str = "full", workers: int = 2
) -> Path:
    """Make the embedded default.

    out      model folder to write
    work     stages, checkpoints and data; a second call goes on where the first stopped
    data     folder of real recordings with a MANIFEST.json; None: simulation only
    workers  processes that simulate
    """
    if size not in SIZES:
        raise ConfigError(f"size={size!r} must be one of: {', '.join(SIZES)}.")
    recipe = SIZES[size]()
    work.mkdir(parents=True, exist_ok=True)
    _same_recipe(work, recipe, data)
    torch.set_flush_denormal(True)
    clock = _Clock(work)
    with clock("questions"):
        _questions(work, recipe)
    with clock("recordings"):
        _simulate(work, recipe, workers)
    with clock("encoder"):
        encoder = encoder_stage(work, recipe, data)
    with clock("cases"):
        _cases(work, recipe, workers)
    with clock("language"):
        language_stage(work, recipe)
    with clock("reading"):
        reading_stage(work, recipe, encoder)
    with clock("together"):
        model, processor = together_stage(work, recipe, encoder)
    from .release import release

    with clock("release"):
        release(model, processor, out, work, recipe, data, clock.seconds)
    return out


class _Clock:
    """Seconds that each stage took, over all runs, for the model card."""

    def __init__(self, work: Path) -> None:
        self.path = work / "seconds.json"
        self.seconds: dict[str, float] = json.loads(self.path.read_text()) if self.path.is_file() else {}

    def __call__(self, stage: str) -> _Clock:
        self.stage = stage
        print(f"[{time.strftime('%H:%M:%S')}] stage: {stage}", file=sys.stderr)
        return self

    def __enter__(self) -> None:
        self.start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = self.seconds.get(self.stage, 0.0) + time.perf_counter() - self.start
        self.seconds[self.stage] = round(spent, 1)
        self.path.write_text(json.dumps(self.seconds, indent=1))


def _same_recipe(work: Path, recipe: Recipe, data: Path | None) -> None:
    told = json.dumps({**asdict(recipe), "real": data is not None}, sort_keys=True, indent=1)
    path = work / "recipe.json"
    if path.is_file() and path.read_text() != told:
        raise ConfigError(f"{work} holds stages of another recipe; give an empty folder or delete it.")
    path.write_text(told)


def _questions(work: Path, recipe: Recipe) -> None:
    folder = work / "intent"
    if not (folder / "done").exists():
        folder.mkdir(exist_ok=True)
        train_intent(folder, recipe.intent, recipe.seed)
        (folder / "done").touch()


def _parallel(work: Callable[..., None], arguments: Sequence[tuple[Any, ...]], workers: int) -> None:
    """Call a function of this package in several processes; the first error stops all."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for result in [pool.submit(work, *given) for given in arguments]:
            result.result()


def _simulate(work: Path, recipe: Recipe, workers: int) -> None:
    folder, spec = work / "pool", recipe.encoder.spec
    shard = max(1, min(250, recipe.recordings // workers))
    parts = [(first, min(shard, recipe.recordings - first)) for first in range(0, recipe.recordings, shard)]
    parts += [
        (CALIBRATION_SEED + first, min(shard, recipe.calibration - first))
        for first in range(0, recipe.calibration, shard)
    ]
    _parallel(_build_part, [(folder, first, count, spec) for first, count in parts], workers)


def _build_part(folder: Path, first: int, count: int, spec: object) -> None:
    from .pool import build

    torch.set_num_threads(1)
    build(folder, first, count, spec, shard=count)  # type: ignore[arg-type]


def encoder_stage(work: Path, recipe: Recipe, data: Path | None) -> EEGEncoder:
    """Train and calibrate the encoder, or load it where this stage is done."""
    from safetensors.torch import load_file

    from .encoder import calibrate, standardise, train_encoder
    from .pool import Item, load
    from .real import real_items

    torch.manual_seed(recipe.seed)
    encoder, done = EEGEncoder(recipe.encoder), work / "encoder.safetensors"
    if done.is_file():
        encoder.load_state_dict(load_file(done))
        return encoder.eval()
    shards = sorted((work / "pool").glob("*.npz"))
    items = load(path for path in shards if int(path.stem) < CALIBRATION_SEED)
    held = load(path for path in shards if int(path.stem) >= CALIBRATION_SEED)
    real: list[Item] = [] if data is None else [item for _, item in real_items(data, recipe.encoder.spec)]
    simulated = work / "simulated.safetensors"
    if not simulated.is_file():
        standardise(encoder, items)
        train_encoder(encoder, items, [], work / "encoder", recipe.encoder_stage)
        _keep(encoder, simulated)
    encoder.load_state_dict(load_file(simulated))
    if real:
        train_encoder(encoder, items, real, work / "adapted", recipe.adapt_stage)
    calibrate(encoder, held)
    _keep(encoder, done)
    for stage in ("encoder", "adapted"):
        shutil.rmtree(work / stage, ignore_errors=True)
    return encoder.eval()


def _keep(encoder: EEGEncoder, path: Path) -> None:
    """Save weights under a name that exists only when they are whole."""
    from safetensors.torch import save_file

    staging = path.with_suffix(".part")
    save_file(encoder.state_dict(), staging)
    staging.rename(path)


def _cases(work: Path, recipe: Recipe, workers: int) -> None:
    shard = max(1, min(250, recipe.cases // workers))
    first_seed = 1_000_000
    parts = [
        (work, recipe.encoder, first_seed + first, min(shard, recipe.cases - first))
        for first in range(0, recipe.cases, shard)
    ]
    _parallel(_cases_part, list(parts), workers)


def _cases_part(work: Path, config: EEGEncoderConfig, first: int, count: int) -> None:
    from safetensors.torch import load_file

    from .cases import build_cases

    torch.set_num_threads(1)
    encoder = EEGEncoder(config)
    encoder.load_state_dict(load_file(work / "encoder.safetensors"))
    build_cases(encoder.eval(), work / "cases", first, count, shard=count)


def language_stage(work: Path, recipe: Recipe) -> Path:
    """A fresh language model learns the wording of questions, evidence and answers; its folder."""
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration
    from neuro_llm.processing import NeuroLLMProcessor

    from .cases import load_cases
    from .language import new_language_model, train_language

    folder = work / "llm"
    if (folder / "done").exists():
        return folder
    cases = load_cases(sorted((work / "cases").glob("*.safetensors")))
    language = new_language_model(cases, work / "fresh", recipe.language_size, recipe.seed)
    model = NeuroLLMForConditionalGeneration.assemble(language)
    train_language(
        model, NeuroLLMProcessor(language.tokenizer), cases, work / "language", recipe.language_stage
    )
    model.language_model.to(torch.bfloat16).save_pretrained(folder)
    language.tokenizer.save_pretrained(folder)
    (folder / "done").touch()
    return folder


def reading_stage(work: Path, recipe: Recipe, encoder: EEGEncoder) -> None:
    """The whole small language model and the projector learn to answer from neural tokens."""
    from safetensors.torch import save_file

    from .cases import load_cases
    from .language import train_language

    folder = work / "base"
    if (folder / "done").exists():
        return
    model, processor = _assembled(work / "llm", encoder, recipe, lora=False)
    for name, weight in model.named_parameters():
        weight.requires_grad_(not name.startswith("encoders"))
    cases = load_cases(sorted((work / "cases").glob("*.safetensors")))
    for number, stage in enumerate(recipe.reading_stages):
        train_language(model, processor, cases, work / f"reading-{number}", stage)
    save_file(model.projectors.state_dict(), work / "projectors.safetensors")
    model.language_model.to(torch.bfloat16).save_pretrained(folder)
    processor.tokenizer.save_pretrained(folder)
    (folder / "done").touch()


def _assembled(folder: Path, encoder: EEGEncoder, recipe: Recipe, lora: bool) -> tuple[Any, Any]:
    from neuro_llm.adapters.language import load_language_model
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration
    from neuro_llm.processing import NeuroLLMProcessor

    language = load_language_model(folder)
    model = NeuroLLMForConditionalGeneration.assemble(
        language, {"eeg": encoder}, hidden_dim=recipe.projector_hidden, lora=recipe.lora if lora else None
    )
    return model, NeuroLLMProcessor(language.tokenizer)


def together_stage(work: Path, recipe: Recipe, encoder: EEGEncoder) -> tuple[Any, Any]:
    """LoRA and the projector learn all kinds of questions together; base and encoder stay as they are."""
    from safetensors.torch import load_file

    from .cases import load_cases
    from .language import train_language

    model, processor = _assembled(work / "base", encoder, recipe, lora=True)
    model.projectors.load_state_dict(load_file(work / "projectors.safetensors"))
    for name, weight in model.named_parameters():
        weight.requires_grad_("lora_" in name or name.startswith("projectors"))
    cases = load_cases(sorted((work / "cases").glob("*.safetensors")))
    train_language(model, processor, cases, work / "together", recipe.together_stage)
    return model, processor
