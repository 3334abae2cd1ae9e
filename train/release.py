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

from neuro_llm.adapters.prompt import RecordingBlock, Turn, choice_question
from neuro_llm.calibration import Calibration
from neuro_llm.card import Card, Data
from neuro_llm.controls import BANK, save_worlds
from neuro_llm.decision import combined
from neuro_llm.encoders.heads import STATES
from neuro_llm.folder import BaseFiles
from neuro_llm.judging import QUESTIONS
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.saving import adding_to, save_folder, staged
from neuro_llm.scoring import score_options

from .cases import Case, simulated_case
from .controls import bank
from .lessons import closed_options

if TYPE_CHECKING:
    from .default import Recipe

WEIGHTS = (0.0, 0.2, 0.4, 0.6)
LICENCE = "Apache-2.0"
SUMMARY = (
    "A small EEG encoder with calibrated heads, a projector and a LoRA-tuned Llama of about two million weights, made "
    "from nothing by `neuro-llm train default`. It answers questions about EEG, iEEG and MEG recordings from measured "
    "and estimated evidence."
)
INTENDED = (
    "Looking through recordings; state of the eyes, seizure-like activity, spindles, blinks, bad channels, dominant "
    'band, mains hum, and every quantity of `neuro-llm measure --list`. It says "cannot tell" outside that ground.'
)
TRAINING = """The encoder learns its heads on {recordings} simulated windows with known truth; the language model learns
the wording, then, whole, to read the neural tokens of {cases} simulated recordings, and at last its LoRA and the
projector learn all kinds of questions together. Minutes per stage on two CPU cores:

| stage | minutes |
|---|---|
{rows}"""
SPLITS = (
    "Calibration and weights were fitted on simulated recordings of seeds that nothing else was trained on. No "
    "recording of the Bonn or New Delhi seizure sets, of DREAMS or of Sleep-EDF was trained on."
)
SCORES = Path(__file__).with_name("scores.md")
"""What `eval tasks` printed for the weights of the package."""
LIMITS = (
    "Trained mostly on simulation: read the scores before you rely on an estimate.",
    "It writes short sentences and no number of its own: numbers stand in the evidence records.",
    "Its probabilities are calibrated on simulated recordings; on real ones they are too sure.",
    "Personal fields, file names and annotation texts never reach it.",
)


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
    """Write the model folder: weights in half precision, base, adapter, card, intent step, calibration, controls."""
    combine = combine_weights(model, processor, recipe.combining)
    calibration = _calibration(model, processor, combine, recipe.judged)
    worlds = bank(model.encoders["eeg"])
    for part in (model.encoders, model.projectors):
        part.half()
    about = {"combine": combine, "recipe": json.loads(json.dumps(asdict(recipe)))}
    base, card = BaseFiles(work / "base"), default_card(recipe, _sources(data), seconds)
    with staged(out) as folder:
        save_folder(folder, model, processor, base=base, about=about, card=card)
        with adding_to(folder) as extra:
            for path in (work / "intent").iterdir():
                if path.name != "done":
                    shutil.copy(path, extra / path.name)
            save_worlds(extra / BANK, worlds)
            calibration.save(extra)


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


def _sources(data: Path | None) -> tuple[Data, ...]:
    from .real import permitted

    simulated = Data("recordings simulated by neuro_llm.simulate", LICENCE, "this software")
    if data is None:
        return (simulated,)
    manifest = {item["file"]: item for item in json.loads((data / "MANIFEST.json").read_text())}
    items = [(one.file, manifest[one.file]) for one in permitted(data)]
    return (simulated, *(_data(name, item["licence"], item["origin"]) for name, item in items))


def _data(name: str, licence: str, origin: str | list[str]) -> Data:
    """A file whose terms allow shipped weights to be trained on it."""
    credit = origin if isinstance(origin, str) else "; ".join(origin)
    return Data(name, licence, credit, "training", shareable=True)


def default_card(recipe: Recipe, data: tuple[Data, ...], seconds: dict[str, float]) -> Card:
    """What the card says of the embedded default."""
    rows = "\n".join(f"| {stage} | {value / 60:.1f} |" for stage, value in seconds.items())
    return Card(
        title="neuro-llm, the embedded default",
        summary=SUMMARY,
        licence=LICENCE,
        intended=INTENDED,
        data=data,
        training=TRAINING.format(recordings=recipe.recordings, cases=recipe.cases, rows=rows),
        splits=SPLITS,
        scores=SCORES.read_text(encoding="utf-8").strip(),
        limits=LIMITS,
        tags=("eeg", "neuroscience", "question-answering"),
    )


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
