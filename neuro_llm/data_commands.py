"""`neuro-llm data`: pairs of signal and stimulus, examples to learn from, and a check of either."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

from .options import UsageError

app = typer.Typer(name="data", help="Turn data sets and labels into what is trained on, and check it.")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Several = list[str] | None


@app.command("from")
def convert(
    name: Annotated[str, typer.Argument(metavar="NAME", help="THINGS-EEG2, NSD, BIDS ...", show_default=False)],
    root: Annotated[Path, typer.Argument(metavar="ROOT", help="Folder of the published files.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder to write; the same one resumes.")],
    subjects: Annotated[Several, typer.Option(help="Only these; commas, or given again.")] = None,
    hold_out: Annotated[Several, typer.Option(help="These subjects only test.")] = None,
    accept_confound: Annotated[bool, typer.Option(help="Convert a set whose design is confounded.")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Convert a data set, recording by recording: neuro-llm data from THINGS-EEG2 /data/eeg2 --out pairs"""
    datasets = import_module("neuro_llm.train.datasets")
    request = datasets.Request(
        root,
        out,
        _names(subjects),
        _names(hold_out),
        accept_confound,
        _say,
    )
    _report(datasets.convert(datasets.planned(name, request), request), json)


@app.command()
def build(
    out: Annotated[Path, typer.Option(help="JSON lines to write: with the recordings, or above.")],
    source: Annotated[Path | None, typer.Argument(help="BIDS folder, recordings, table ...")] = None,
    kind: Annotated[str, typer.Option("--from", help="What the source is; recognised otherwise.")] = "",
    task: Annotated[str, typer.Option(help="What the question is about.")] = "",
    question: Annotated[Several, typer.Option(help="A wording of the question; again for more.")] = None,
    label: Annotated[Several, typer.Option(help='What a label means: T1="left fist".')] = None,
    subject: Annotated[str, typer.Option(help="Regular expression: its group is the person.")] = "",
    seconds: Annotated[float, typer.Option(help="Longest span of an example.")] = 10.0,
    validation: Annotated[float, typer.Option(help="Share of the people that validate.")] = 0.1,
    test: Annotated[float, typer.Option(help="Share of the people that test.")] = 0.2,
    per_recording: Annotated[int, typer.Option(help="Most pieces of one recording and task.")] = 200,
    balanced: Annotated[bool, typer.Option(help="As many of each class in every split.")] = False,
    n: Annotated[int, typer.Option("--n", help="Recordings to simulate.")] = 200,
    seed: Annotated[int, typer.Option(help="Another one gives other splits and wordings.")] = 0,
    licence: Annotated[str, typer.Option(help="Terms of the recordings.")] = "",
    json: Json = False,
) -> None:
    """Make examples to learn from of recordings with labels: neuro-llm data build bids --out bids/examples.jsonl

    --from: bids, annotations (EDF+, FIF, hypnograms), table (path,label[,start,stop,subject,split ...]), reports (a
    .txt beside each recording), pairs (captions), evidence (measured), simulation (EEG),
    world (MEG, fMRI, cells, units) without a SOURCE.
    """
    settings = import_module("neuro_llm.train.instructions.settings").BuildSettings(
        kind, task, tuple(question or ()), _labels(label), subject, seconds, validation, test, per_recording, balanced,
        n, seed, licence,
    )  # fmt: skip
    found = import_module("neuro_llm.train.instructions.build").build(source, out, settings, _say)
    for told in found.notes:
        _say(f"note: {told}")
    values = {
        "path": str(found.path),
        "from": found.kind,
        "examples": found.counts,
        "notes": list(found.notes),
    }
    lines = [f"{task}: {_counts(counts)}" for task, counts in found.counts.items()]
    print(dumps(values, ensure_ascii=False) if json else "\n".join([*lines, str(found.path)]))


@app.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="FOLDER|FILE.jsonl", show_default=False)],
    tokenizer: Annotated[str | None, typer.Option(help="Count lengths in its tokens, not in words.")] = None,
    json: Json = False,
) -> None:
    """Read every line and open every recording of examples or of a folder of pairs: neuro-llm data check examples.jsonl

    The exit status is 1 where something would spoil a training.
    """
    lines = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if len(lines) == 1 and lines[0].suffix == ".jsonl" and lines[0].name != "pairs.jsonl":
        module = import_module("neuro_llm.train.instructions.check")
        checked = module.check(lines[0], tokenizer, _say)
        print(dumps(checked.to_dict(), ensure_ascii=False) if json else module.check_text(checked))
        raise typer.Exit(0 if checked.passed else 1)
    found = import_module("neuro_llm.train.pairs").read_pairs(path.parent if path.is_file() else path)
    for recording, pairs in found.recordings():
        _say(f"{recording.name}: {recording.duration:.0f} s, {len(pairs)} pairs")
    _report(found, json)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _labels(given: Several) -> dict[str, str]:
    """ "T1=left fist" → {"T1": "left fist"}."""
    wrong = [words for words in given or () if not all(words.partition("="))]
    if wrong:
        raise UsageError(f'--label {wrong[0]!r} is no pair; write --label T1="left fist".')
    return {name.strip(): meant.strip() for name, _, meant in (words.partition("=") for words in given or ())}


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {split}" for split, count in counts.items())


def _names(given: Several) -> tuple[str, ...]:
    """ "1,2" or 1 and 2 → ("1", "2")."""
    return tuple(name.strip() for words in given or () for name in words.split(",") if name.strip())


def _report(found: Any, json: bool) -> None:
    """What the folder holds, as lines or as one JSON object; warnings also on standard error."""
    counts = Counter(pair.split for pair in found.pairs)
    values = {
        "name": found.dataset.name,
        "folder": str(found.folder),
        "recordings": len({pair.recording for pair in found.pairs}),
        "subjects": sorted({pair.subject for pair in found.pairs}),
        "stimuli": len({pair.stimulus for pair in found.pairs}),
        "pairs": {split: counts[split] for split in ("train", "val", "test")},
        "without_picture": sum(pair.image is None for pair in found.pairs),
        "split": found.dataset.split,
        "licence": found.dataset.licence,
        "source": found.dataset.source,
        "warnings": list(found.dataset.warnings),
    }
    for warning in found.dataset.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(dumps(values, ensure_ascii=False) if json else _lines(values))


def _lines(values: dict[str, Any]) -> str:
    return "\n".join(
        (
            f"{values['name']}: {values['recordings']} recordings of {len(values['subjects'])} subjects, "
            f"{values['stimuli']} stimuli",
            f"pairs: {_counts(values['pairs'])}; {values['without_picture']} without a picture",
            f"split: {values['split']}",
            f"licence: {values['licence']}",
            f"source: {values['source']}",
            f"folder: {values['folder']}",
        )
    )
