"""`neuro-llm train` and `neuro-llm eval`: what makes models, and what they are worth."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

train = typer.Typer(
    name="train",
    help="Teach language models to answer about recordings; train encoders; make the embedded default.",
)
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


Examples = Annotated[
    Path, typer.Argument(metavar="EXAMPLES", help="JSON lines of `neuro-llm data build`.", show_default=False)
]
Recipe = Annotated[
    str, typer.Option(help="laptop, 16gb, 80gb, many, tasks, modalities, or a JSON file of settings.")
]
Base = Annotated[Path | None, typer.Option(help="Model folder to go on from; the embedded one otherwise.")]
Llm = Annotated[
    str | None, typer.Option(help="Causal language model, by id or folder, instead of the recipe's.")
]


@train.command("project")
def train_project(
    examples: Examples, out: Annotated[Path, typer.Option(help="Model folder to write.")], work: Work,
    recipe: Recipe = "laptop", base: Base = None, llm: Llm = None,
) -> None:  # fmt: skip
    """Only the projectors learn, from captions of signals or of pictures; `train instruct --base OUT` goes on."""
    project = import_module("neuro_llm.train.instruct.project").project
    print(project(examples, out, work, _recipe(recipe, base, llm), base, _say))


@train.command("instruct")
def train_instruct(
    examples: Examples, out: Annotated[Path, typer.Option(help="Model folder to write.")], work: Work,
    recipe: Recipe = "laptop", base: Base = None, llm: Llm = None,
) -> None:  # fmt: skip
    """Teach a language model to answer about recordings, from examples; called again, it goes on."""
    instruct = import_module("neuro_llm.train.instruct.run").instruct
    print(instruct(examples, out, work, _recipe(recipe, base, llm), base, _say))


@train.command("show")
def train_show(
    examples: Examples,
    id: Annotated[list[str] | None, typer.Option(help="Of an example; may be given again.")] = None,
    n: Annotated[int, typer.Option("--n", help="How many of the first ones.")] = 3,
    recipe: Recipe = "laptop", base: Base = None, llm: Llm = None,
) -> None:  # fmt: skip
    """Print what the loss sees of examples: learnt tokens green, neural places as ▮×n, the rest grey."""
    show = import_module("neuro_llm.train.instruct.showing").show
    print(show(examples, _recipe(recipe, base, llm), base, id or (), n, _say))


def _recipe(name: str, base: Path | None, llm: str | None) -> Any:
    """The recipe with the language model of the command line; that of a base where one is given."""
    recipe = import_module("neuro_llm.train.instruct.recipe").InstructRecipe.read(name)
    return replace(recipe, llm=llm if llm is not None else "" if base is not None else recipe.llm)


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


@evaluate.command("tasks")
def evaluate_tasks(
    examples: Annotated[
        Path | None, typer.Argument(metavar="EXAMPLES.jsonl", help="Its test split is asked.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Model folder; the embedded one otherwise.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="Instead: real recordings, laid out as the published sets are.")
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(help="Folder that keeps tasks.md, tasks.json and what is made of recordings."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
) -> None:
    """Labelled tasks, asked with their options: balanced accuracy, κ, AUROC and F1 beside chance, majority, words
    alone, another's signal and a classical detector; of examples of yours, or of a folder of real recordings."""
    run = import_module("neuro_llm.train.tasks.run")
    print(run.evaluate_tasks(run.Request(examples, data, model, work, as_json), _say))


@evaluate.command("caption")
def evaluate_caption(
    examples: Annotated[
        Path | None, typer.Argument(metavar="EXAMPLES.jsonl", help="Its descriptions; simulated otherwise.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Model folder; the embedded one otherwise.")] = None,
    n: Annotated[int, typer.Option("--n", help="Simulated recordings of each modality.")] = 20,
    data: Real = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Descriptions: are the stated facts true, are the salient ones stated; beside a description of another
    recording, words alone, one fixed text and the computed description."""
    module = import_module("neuro_llm.train.captioning.evaluate")
    print(module.evaluate_captions(module.Request(examples, model, n, data), _say, json))


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
