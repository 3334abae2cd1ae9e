"""The last stage: how closed questions are decided, and the model folder with its card."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from neuro_llm.adapters.fingerprint import fingerprint, write_manifest
from neuro_llm.adapters.language import save_lora
from neuro_llm.adapters.prompt import RecordingBlock, Turn, choice_question
from neuro_llm.calibration import Calibration
from neuro_llm.controls import BANK, save_worlds
from neuro_llm.decision import combined
from neuro_llm.encoders.heads import STATES
from neuro_llm.judging import QUESTIONS
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.scoring import score_options

from .cases import Case, simulated_case
from .controls import bank
from .lessons import closed_options

if TYPE_CHECKING:
    from .default import Recipe

WEIGHTS = (0.0, 0.2, 0.4, 0.6)
CARD = Path(__file__).with_name("card.md")
LICENCE = "Apache-2.0"


def option_probabilities(
    model: NeuroLLMForConditionalGeneration, processor: NeuroLLMProcessor, case: Case, question: str,
    options: Sequence[str], tokens: Tensor | None = None,
) -> np.ndarray:  # fmt: skip
    """Softmax of the options' log-likelihood per token, from the neural tokens alone (no evidence). (option,)"""
    turns = [Turn("user", choice_question(question, options))]
    rendered = processor.render(turns, [RecordingBlock("R1", case.summary, case.marks)])
    given = case.tokens.float() if tokens is None else tokens
    return score_options(model, processor, rendered, options, [("eeg", given)]).mean.softmax(0).numpy()


def shuffled(case: Case, others: Sequence[Case], rng: np.random.Generator) -> Tensor:
    """Tokens of other recordings in the places of this one's: same shape, no relation to the truth."""
    pool = others[int(rng.integers(len(others)))].tokens.float()
    rows = rng.integers(0, len(pool), len(case.tokens))
    return pool[torch.from_numpy(rows)]


def release(
    model: Any,
    processor: Any,
    out: Path,
    work: Path,
    recipe: Recipe,
    data: Path | None,
    seconds: dict[str, float],
) -> None:
    """Write the model folder: config, weights in bfloat16, base, adapter, intent step, manifest, card."""
    from safetensors.torch import save_file

    staging = out.with_name(out.name + ".part")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    (staging / "config.json").write_text(json.dumps(model.config.to_dict(), indent=2, sort_keys=True) + "\n")
    own = {
        name: value.half().contiguous()
        for name, value in model.state_dict().items()
        if name.startswith(("encoders.", "projectors."))
    }
    save_file(own, staging / "model.safetensors")
    shutil.copytree(work / "base", staging / "llm", ignore=shutil.ignore_patterns("done"))
    save_lora(model.language_model, staging / "adapter")
    for path in (work / "intent").iterdir():
        if path.name != "done":
            shutil.copy(path, staging / path.name)
    save_worlds(staging / BANK, bank(model.encoders["eeg"]))
    (staging / "README.md").write_text(_card(recipe, seconds, data), encoding="utf-8")
    combine = combine_weights(model, processor, recipe.combining)
    _calibration(model, processor, combine, recipe.judged).save(staging)
    about = {
        "base": {"folder": "llm", "fingerprint": fingerprint(staging / "llm")},
        "combine": combine,
        "licence": LICENCE,
        "recipe": json.loads(json.dumps(asdict(recipe))),
        "training_data": _sources(data),
    }
    write_manifest(staging, about)
    shutil.rmtree(out, ignore_errors=True)
    staging.rename(out)


def _calibration(model: Any, processor: Any, combine: dict[str, float], count: int) -> Calibration:
    from neuro_llm.assistant import Assistant
    from neuro_llm.judging import Judge
    from neuro_llm.speaker import Speaker

    from .calibrating import calibration_of

    speaker = Speaker(model, processor)
    judge = Judge(combine=combine, speaker=speaker)
    assistant = Assistant(speaker, dict(model.encoders.items()), judge=judge)
    return calibration_of(assistant, count, lambda text: print(text, file=sys.stderr))


def combine_weights(model: Any, processor: Any, count: int) -> dict[str, float]:
    """Family → weight of the option likelihood beside the estimate: the likeliest on recordings held apart.

    The language model is asked as the judge asks it.
    """
    from .default import CALIBRATION_SEED

    cases = [simulated_case(model.encoders["eeg"], CALIBRATION_SEED + 500_000 + i) for i in range(count)]
    losses: dict[str, dict[float, list[float]]] = {
        family: {weight: [] for weight in WEIGHTS} for family in STATES
    }
    for case in cases:
        for family in STATES:
            if family not in case.truth:
                continue
            likely = option_probabilities(model, processor, case, QUESTIONS[family], STATES[family])
            for weight in WEIGHTS:
                mixed = combined(
                    case.estimated[family], dict(zip(STATES[family], likely.tolist(), strict=True)), weight
                )
                losses[family][weight].append(-float(np.log(mixed[str(case.truth[family])])))
    means = {
        family: {weight: float(np.mean(found)) for weight, found in tried.items()}
        for family, tried in losses.items()
        if tried[0.0]
    }
    return {family: min(tried, key=tried.__getitem__) for family, tried in means.items()}


def _sources(data: Path | None) -> list[dict[str, str]]:
    from .real import permitted

    sources = [{"what": "recordings simulated by neuro_llm.simulate", "licence": LICENCE}]
    if data is None:
        return sources
    manifest = {item["file"]: item for item in json.loads((data / "MANIFEST.json").read_text())}
    return sources + [{"what": one.file, "licence": manifest[one.file]["licence"]} for one in permitted(data)]


def _card(recipe: Recipe, seconds: dict[str, float], data: Path | None) -> str:
    spent = "\n".join(f"| {stage} | {value / 60:.1f} |" for stage, value in seconds.items())
    real = "\n".join(f"- {source['what']}: {source['licence']}" for source in _sources(data))
    filled = {"recordings": recipe.recordings, "cases": recipe.cases, "seconds": spent, "sources": real}
    text = CARD.read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def likelihood_answers(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    cases: Sequence[Case],
    seed: int = 0,
    shuffle: bool = False,
) -> dict[str, list[tuple[str, str]]]:
    """Family → (what is true, "right" or "wrong") per case, by option likelihood from the neural tokens alone."""
    found: dict[str, list[tuple[str, str]]] = {family: [] for family in (*STATES, "onset")}
    for number, case in enumerate(cases):
        rng = np.random.default_rng([seed, number])
        for family in found:
            asked = closed_options(family, case, rng)
            if asked is None:
                continue
            question, options, right = asked
            tokens = shuffled(case, cases, rng) if shuffle else None
            chosen = options[
                int(option_probabilities(model, processor, case, question, options, tokens).argmax())
            ]
            value = right if family == "onset" else str(case.truth[family])
            found[family].append((value, "right" if chosen == right else "wrong"))
    return found
