"""Commands of the shared space: `neuro-llm embed`, `classify`, `retrieve` and `reconstruct`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neuro_llm.recordings.errors import RecordingError

from .modalities import no_encoder
from .options import (
    ChNames,
    Device,
    Json,
    Modality,
    Model,
    Sfreq,
    Start,
    Stop,
    Strict,
    Unit,
    UsageError,
    loaded,
    opened,
    read_options,
    show,
    split_names,
)

if TYPE_CHECKING:
    from neuro_llm.encoders.bind import Embedded, NeuroBind
    from neuro_llm.recordings.recording import Recording

app = typer.Typer()

Space = Annotated[str | None, typer.Option(help="Folder of a shared space, or `default` for the package's.")]
Events = Annotated[bool, typer.Option("--events", help="One trial per event of the recording.")]
Label = Annotated[str | None, typer.Option(help="Only events of this label (* is anything); means --events.")]
PictureFolder = Annotated[Path | None, typer.Option(help="Folder of pictures to find the nearest in.")]


@app.command()
def embed(
    files: list[Path],
    space: Space = None, events: Events = False, label: Label = None,
    out: Annotated[Path | None, typer.Option(help="Write the vectors to this .npz file.")] = None,
    start: Start = None, stop: Stop = None, model: Model = None, device: Device = "cpu",
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Vectors of recordings, with the seconds of each and the name of the space that they lie in.

    EEG, MEG and iEEG go through the assistant's own encoder, which reads states (one vector per window). With --space
    or --events, and always for fMRI, calcium imaging and spikes, they go into the shared space of signals, pictures
    and words. Vectors of different spaces cannot be compared.
    """
    from .commands import write_embeddings

    if model is not None and (space is not None or events or label is not None):
        raise UsageError(
            "--model belongs to the assistant's encoder, --space and --events to the shared space."
        )

    @cache
    def shared() -> NeuroBind:
        return _space(space, device)

    @cache
    def assistant() -> Any:
        return loaded(model, None, device, False)

    def vectors(recording: Recording) -> Embedded:
        if space is None and not events and label is None and recording.fields:
            return _states(assistant(), recording, start, stop)
        if not recording.brain:
            raise RecordingError(recording.name, *no_encoder(recording))
        return shared().embed(recording, _spans(recording, events, label, start, stop))

    found: list[tuple[str, Embedded]] = []
    for file in files:
        with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
            found.append((recording.name, vectors(recording)))
        if found[-1][1].space != found[0][1].space:
            raise UsageError(
                f"{found[0][0]} lies in the space {found[0][1].space}, {found[-1][0]} in {found[-1][1].space}: they "
                "cannot be compared. Add --space default to put all of them into the shared space."
            )
    if out is not None:
        write_embeddings(out, found)
    rows = [_embedded_row(name, embedded, out) for name, embedded in found]
    lines = [f"{name}: {e.vectors.shape[0]} × {e.vectors.shape[1]} in {e.space}" for name, e in found]
    show({"space": found[0][1].space, "embeddings": rows}, "\n".join(lines), json)


@app.command()
def classify(
    file: Path,
    words: Annotated[str, typer.Argument(metavar='"WORD,WORD..."', show_default=False)],
    space: Space = None, events: Events = False, label: Label = None,
    start: Start = None, stop: Stop = None, device: Device = "cpu",
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Which of any words fits what was seen: neuro-llm classify run.fif "face,house,cat" --events

    One row per event, or per window. --start and --stop choose among the events; without --events they are the
    onset and the end of one stimulus.
    """
    from .space import classify as classified

    bind = _space(space, device)
    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        spans = _spans(recording, events, label, start, stop)
        found = classified(bind, recording, split_names(words) or (), spans)
    trials: list[dict[str, Any]] = [
        {**_seconds(times), "choice": choice, "probabilities": dict(zip(found.words, row.tolist(), strict=True))}
        for times, choice, row in zip(found.times, found.choices, found.probabilities, strict=True)
    ]  # fmt: skip
    lines = [
        f"{_when(trial)}  " + "  ".join(f"{word} {p:.2f}" for word, p in trial["probabilities"].items())
        for trial in trials
    ]
    show({**_about(bind, recording), "words": found.words, "trials": trials}, "\n".join(lines), json)


@app.command()
def retrieve(
    file: Path,
    pictures: PictureFolder = None,
    texts: Annotated[Path | None, typer.Option(help="Text file, one text per line.")] = None,
    recordings: Annotated[list[Path] | None, typer.Option(help="Another recording; may be given again.")] = None,
    top: Annotated[int, typer.Option(help="How many of the nearest.")] = 5,
    space: Space = None, events: Events = False, label: Label = None,
    start: Start = None, stop: Stop = None, device: Device = "cpu",
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """The nearest pictures, texts or trials of other recordings: neuro-llm retrieve run.fif --pictures shown --events

    --events, --label, --start and --stop as in `classify`; --events and --label also cut the other recordings.
    """
    from .space import picture_bank, text_bank, trial_bank
    from .space import retrieve as retrieved

    if sum(given is not None for given in (pictures, texts, recordings or None)) != 1:
        raise UsageError(
            "Say where to look, once: --pictures FOLDER, --texts FILE.txt or --recordings OTHER."
        )
    bind = _space(space, device)
    if pictures is not None:
        bank = picture_bank(bind, pictures)
    elif texts is not None:
        bank = text_bank(bind, _lines(texts))
    else:
        bank = trial_bank({str(other): _embedded(bind, other, events, label) for other in recordings or ()})
    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        found = retrieved(bind, recording, bank, _spans(recording, events, label, start, stop), top)
    trials: list[dict[str, Any]] = [
        {**_seconds(found.times[i]), "found": [
            {"name": name, "similarity": float(near)}
            for name, near in zip(found.names(i), found.similarity[i], strict=True)
        ]}
        for i in range(len(found.times))
    ]  # fmt: skip
    lines = [
        f"{_when(trial)}  " + "  ".join(f"{item['name']} {item['similarity']:.2f}" for item in trial["found"])
        for trial in trials
    ]
    show({**_about(bind, recording), "bank": bank.kind, "trials": trials}, "\n".join(lines), json)


@app.command()
def reconstruct(
    file: Path,
    pictures: PictureFolder = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write the pictures to.")] = None,
    generator: Annotated[str | None, typer.Option(help="unCLIP pipeline of diffusers: hub id or folder.")] = None,
    seed: Annotated[int, typer.Option(help="Of the generator.")] = 0,
    space: Space = None, events: Events = False, label: Label = None,
    start: Start = None, stop: Stop = None, device: Device = "cpu",
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Sheets of the nearest pictures per trial, and what a diffusion model paints from the vector.

    Where an event's label is the name of a picture, that picture stands beside them, and scores are told.
    """
    from .reconstruction import load_generator
    from .reconstruction import reconstruct as reconstructed
    from .space import picture_bank

    if pictures is None or out is None:
        raise UsageError("Give --pictures FOLDER to look in and --out FOLDER to write to.")
    bind = _space(space, device)
    bank = picture_bank(bind, pictures)
    painter = None if generator is None else load_generator(generator, device)
    if painter is not None:
        print(
            "note: painted pictures show what the generator makes of a vector, not what was seen.",
            file=sys.stderr,
        )
    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        spans = _spans(recording, events, label, start, stop)
        made = reconstructed(bind, recording, bank, spans, painter, seed)
    written, scores = made.save(out), made.scores()
    table = [] if scores is None else [_score_row(score) for score in scores]
    lines = [*map(str, written), *(_score_line(row) for row in table)]
    show(
        {**_about(bind, recording), "files": [str(path) for path in written], "scores": table},
        "\n".join(lines),
        json,
    )


def _space(folder: str | None, device: str) -> NeuroBind:
    """The space, with a note on standard error of what it knows."""
    from .space import load_space, trained_on

    bind = load_space(None if folder == "default" else folder, device)
    print(f"note: {bind.space_name}: {trained_on(bind)}.", file=sys.stderr)
    return bind


def _states(assistant: Any, recording: Recording, start: float | None, stop: float | None) -> Embedded:
    from neuro_llm.encoders.bind import Embedded

    vectors, times = assistant.embed(recording, start=start, stop=stop)
    return Embedded(vectors, times, recording.modality, f"states of {assistant.name}")


def _embedded(bind: NeuroBind, file: Path, events: bool, label: str | None) -> Embedded:
    with opened(file, {}) as recording:
        return bind.embed(recording, _spans(recording, events, label, None, None))


def _spans(
    recording: Recording, events: bool, label: str | None, start: float | None, stop: float | None
) -> list[tuple[float, float]] | None:
    """Which trials the options mean: events, one stimulus, or windows (None)."""
    from .space import event_spans

    first, last = start or 0.0, recording.duration if stop is None else stop
    if not events and label is None:
        return None if start is None and stop is None else [(first, last)]
    spans = [span for span in event_spans(recording, label) if first <= span[0] < last]
    if not spans:
        raise UsageError(f"{recording.name}: no such event starts within {first:g}–{last:g} s.")
    return spans


def _lines(texts: Path) -> list[str]:
    try:
        lines = texts.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{texts.name}: it is no text in UTF-8; give one text per line.") from error
    if not any(line.strip() for line in lines):
        raise UsageError(f"{texts.name}: it is empty; give one text per line.")
    return lines


def _embedded_row(name: str, embedded: Embedded, out: Path | None) -> dict[str, Any]:
    row = {"name": name, "modality": embedded.modality, "space": embedded.space}
    if out is not None:
        return {**row, "shape": list(embedded.vectors.shape), "file": str(out)}
    return {**row, "times": embedded.times.tolist(), "embedding": embedded.vectors.tolist()}


def _about(bind: NeuroBind, recording: Recording) -> dict[str, Any]:
    about = {"space": bind.space_name, "trained_on": bind.about.get("trained_on")}
    return {"recording": recording.name, "modality": recording.modality, **about}


def _seconds(times: Sequence[float]) -> dict[str, float]:
    return {"start": round(float(times[0]), 3), "stop": round(float(times[1]), 3)}


def _when(trial: dict[str, Any]) -> str:
    return f"{trial['start']:.2f}–{trial['stop']:.2f} s"


def _score_row(score: Any) -> dict[str, Any]:
    """A score as plain values; NaN, where an interval cannot be told, as None."""
    return {name: value if value == value else None for name, value in vars(score).items()}


def _score_line(row: dict[str, Any]) -> str:
    ends = "" if row["low"] is None else f" ({row['low']:.3g} to {row['high']:.3g})"
    return (
        f"{row['name']}: {row['value']:.3g}{ends}, chance {row['chance']:.3g}, shuffled {row['shuffled']:.3g}, "
        f"n = {row['n']}"
    )
