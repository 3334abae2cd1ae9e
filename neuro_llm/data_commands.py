"""`neuro-llm data`: published data sets to pairs of signal and stimulus, and a check of such a folder."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(name="data", help="Turn published data sets into pairs to train on, and check them.")

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
        lambda line: print(line, file=sys.stderr),
    )
    _report(datasets.convert(datasets.planned(name, request), request), json)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)], json: Json = False
) -> None:
    """Read every line and open every recording of a folder of pairs: neuro-llm data check pairs"""
    found = import_module("neuro_llm.train.pairs").read_pairs(folder)
    for recording, pairs in found.recordings():
        print(f"{recording.name}: {recording.duration:.0f} s, {len(pairs)} pairs", file=sys.stderr)
    _report(found, json)


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
    pairs = ", ".join(f"{count} {split}" for split, count in values["pairs"].items())
    return "\n".join(
        (
            f"{values['name']}: {values['recordings']} recordings of {len(values['subjects'])} subjects, "
            f"{values['stimuli']} stimuli",
            f"pairs: {pairs}; {values['without_picture']} without a picture",
            f"split: {values['split']}",
            f"licence: {values['licence']}",
            f"source: {values['source']}",
            f"folder: {values['folder']}",
        )
    )
