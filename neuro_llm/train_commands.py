"""`neuro-llm train` and `neuro-llm eval`: what makes models, and what they are worth."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

train = typer.Typer(name="train", help="Train the embedded default, or encoders of one shared space.")
evaluate = typer.Typer(name="eval", help="Every score of a model beside its controls, as Markdown tables.")

Real = Annotated[Path | None, typer.Option("--data", help="Real recordings with a MANIFEST.json.")]
Work = Annotated[Path, typer.Option(help="Folder for stages and checkpoints; the same one resumes.")]
Size = Annotated[str, typer.Option(help="full, or smoke (a minute, proves nothing).")]
Workers = Annotated[int, typer.Option(help="Processes that simulate.")]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@train.command("default")
def train_default(
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    work: Work, data: Real = None, size: Size = "full", workers: Workers = 2,
) -> None:  # fmt: skip
    """Make the embedded default from nothing, stage by stage (hours of CPU); called again, it goes on."""
    make = import_module("neuro_llm.train.default").train_default
    print(make(out, work, data=data, size=size, workers=workers))


@train.command("align")
def train_align(
    pairs: Annotated[
        list[Path], typer.Argument(help="Folders that `neuro-llm data from` wrote.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder of the space to write.")],
    work: Work,
    recipe: Annotated[
        Path | None, typer.Option(help="Settings as JSON: steps, batch, open_clip, encoders ...")
    ] = None,
) -> None:
    """Align encoders of all modalities of the data to frozen towers of pictures and words."""
    module = import_module("neuro_llm.train.align")
    settings = module.AlignRecipe() if recipe is None else module.AlignRecipe.read(recipe)
    module.align(pairs, out, work, settings, _say)
    print(out)


@evaluate.command("default")
def evaluate_default(
    model: Annotated[Path | None, typer.Option(help="Model folder; the embedded one otherwise.")] = None,
    data: Real = None,
    n: Annotated[int, typer.Option("--n", help="Fresh simulated recordings.")] = 300,
    work: Annotated[
        Path | None, typer.Option(help="Work folder of `train default`: adds left-out recordings.")
    ] = None,
) -> None:
    """The model that answers questions: estimates, likelihoods, detectors, shuffled tokens."""
    print(import_module("neuro_llm.train.evaluate").evaluate_default(model, data, n, _say, work))


@evaluate.command("qa")
def evaluate_qa(
    model: Annotated[Path | None, typer.Option(help="Model folder; the embedded one otherwise.")] = None,
    n: Annotated[int, typer.Option("--n", help="Simulated people.")] = 120,
    suite: Annotated[
        list[str] | None, typer.Option(help="One suite; may be given again. All otherwise.")
    ] = None,
    data: Real = None,
    out: Annotated[Path | None, typer.Option(help="Folder for qa.json and the pictures.")] = None,
) -> None:
    """NeuroQA: questions whose answers can be computed, beside chance, majority, words alone, shuffled signal and
    classical detectors; flips, paraphrases, follow-ups, needles, calibration, abstention, reliance; real recordings."""
    run = import_module("neuro_llm.train.qa.run")
    print(run.evaluate_qa(run.Request(model, tuple(suite or ()), n, data, out), _say))


@evaluate.command("space")
def evaluate_space(
    work: Work,
    model: Annotated[Path | None, typer.Option(help="Folder of a space; one is trained otherwise.")] = None,
    pairs: Annotated[Path | None, typer.Option(help="Data with a test split, for --model.")] = None,
    out: Annotated[Path | None, typer.Option(help="Keep the space trained here, with a card.")] = None,
    data: Real = None, size: Size = "full", workers: Workers = 2,
) -> None:  # fmt: skip
    """Retrieval, zero-shot words, across modalities and combined. Without --model: simulate, train, score.

    With --data: fMRI of pictures, calcium imaging and spikes of real recordings.
    """
    space = import_module("neuro_llm.train.space")
    if data is not None:
        print(import_module("neuro_llm.train.evaluate_real_space").evaluate_real(data, model, work, _say))
    elif model is not None and pairs is not None:
        print(space.evaluate_model(model, pairs, work, _say))
    else:
        print(space.evaluate_simulated(work, size, workers, out, _say))
