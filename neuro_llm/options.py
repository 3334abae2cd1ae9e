"""What several commands share: their options, opening files, loading models, printing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from neuro_llm.recordings.errors import NeuroLLMError

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Start = Annotated[float | None, typer.Option(help="First second to look at.")]
Stop = Annotated[float | None, typer.Option(help="Last second to look at.")]
Sfreq = Annotated[float | None, typer.Option(help="Samples per second, for files that do not say.")]
Unit = Annotated[
    str | None,
    typer.Option(
        help="Unit of the samples (V, mV, uV) or of spike times (s, ms, us), where the file does not say."
    ),
]
ChNames = Annotated[str | None, typer.Option(help="Channel names, separated by commas.")]
Modality = Annotated[
    str | None, typer.Option(help="eeg, ieeg, meg, fmri, calcium or spikes, for files that do not say.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse truncated and doubtful files.")]
Model = Annotated[str | None, typer.Option(help="Folder of a neuro-llm model; the embedded one otherwise.")]
Llm = Annotated[str | None, typer.Option(help="Language model: Hugging Face id or folder.")]
Device = Annotated[str, typer.Option(help="cpu, cuda, cuda:1, mps.")]
FourBit = Annotated[bool, typer.Option("--load-in-4bit", help="Load the language model in 4 bits (GPU).")]
Keep = Annotated[Path | None, typer.Option(help="Folder for encodings: no recording is encoded twice.")]


class UsageError(NeuroLLMError, ValueError):
    """The command was used in a way that cannot work."""


def read_options(
    sfreq: float | None, unit: str | None, ch_names: str | None, modality: str | None, strict: bool
) -> dict[str, Any]:
    """What the command line says about a bare file, as keywords of `read`."""
    return {
        "sfreq": sfreq, "unit": unit, "ch_names": split_names(ch_names), "modality": modality, "strict": strict
    }  # fmt: skip


def split_names(names: str | None) -> tuple[str, ...] | None:
    """ "O1, O2" → ("O1", "O2")."""
    return None if names is None else tuple(name.strip() for name in names.split(",") if name.strip())


def opened(file: Path, how: dict[str, Any]) -> Any:
    from neuro_llm.recordings.readers import read

    from .progress import watched

    return watched(read(file, **how))


def loaded(
    model: str | None, llm: str | None, device: str, load_in_4bit: bool, keep: Path | None = None
) -> Any:
    from transformers.utils import logging

    from .assistant import load

    logging.set_verbosity_error()
    if (
        llm is None or not sys.stderr.isatty()
    ):  # a download shows its bar, the second that the default takes does not
        logging.disable_progress_bar()
    assistant = load(model, llm=llm, device=device, load_in_4bit=load_in_4bit, keep=keep)
    for note in assistant.notes:
        print(note, file=sys.stderr)
    return assistant


def show(values: dict[str, Any], text: str, json: bool) -> None:
    if json:
        from json import dumps

        text = dumps(values, ensure_ascii=False, allow_nan=False)
    print(text)
