"""What the commands do, beside the reading of their arguments."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError, MeasureError, NeuroLLMError
from neuro_llm.recordings.evidence.record import Evidence

from .answer import Answer, plain

if TYPE_CHECKING:
    from neuro_llm.encoders.bind import Embedded


def list_quantities() -> list[dict[str, Any]]:
    """Everything that can be measured: name, unit, needs, how it is found, after whom."""
    from neuro_llm.recordings.evidence import QUANTITIES

    return [
        {
            "name": q.name,
            "unit": q.unit,
            "needs": str(q.needs),
            **asdict(q.needs),
            "method": q.method,
            "source": q.source,
        }
        for q in QUANTITIES.values()
    ]


def shown_table(table: Sequence[Mapping[str, Any]]) -> str:
    """Name, unit, needs, method and source in columns, long ones cut."""
    widths = {"name": 32, "unit": 9, "needs": 46, "method": 76, "source": 40}
    rows = [{column: column for column in widths}, *table]
    lines = ("  ".join(_fitted(str(row[column]), width) for column, width in widths.items()) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _fitted(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"


def shown_record(record: Evidence) -> str:
    """One record as a line for a person."""
    where = f" over {', '.join(record.channels[:12])}" if record.channels else ""
    more = f" and {len(record.channels) - 12} more" if len(record.channels) > 12 else ""
    sure = f" ({100 * record.probability:.0f} %)" if record.probability is not None else ""
    event = f" of {record.event}" if record.event else ""
    event += f" minus {record.versus}" if record.versus else ""
    return (
        f"{record.quantity}{event}: {record.shown}{sure}{where}{more}, "
        f"{record.start:.1f}–{record.stop:.1f} s [{record.kind}: {record.method}]"
    )


def shown_evidence(answer: Answer) -> str:
    """The records below an answer, one line each."""
    return "\n".join(
        f"  [{record.id}] {record.recording} {shown_record(record)}" for record in answer.evidence
    )


def carried(conversation: Any, answer: Answer) -> Answer:
    """The answer with records of the seconds and channels that carried it; as it is, and a note, where none did."""
    try:
        return replace(answer, evidence=(*answer.evidence, *conversation.attribute()))
    except MeasureError as error:
        print(f"neuro-llm: {error}", file=sys.stderr)
        return answer


def say(
    conversation: Any, question: str, choices: Sequence[str] | None = None, attribute: bool = False
) -> None:
    """Print an answer to standard output as it comes, then its evidence."""
    for piece in conversation.stream(question, choices=choices):
        if isinstance(piece, Answer):
            print()
            if piece.probabilities:
                print("  " + ", ".join(f"{option}: {p:.2f}" for option, p in piece.probabilities.items()))
            if piece.reliance:
                print(f"  reliance on the signal: {piece.reliance.shown}")
            if piece.evidence:
                print(shown_evidence(carried(conversation, piece) if attribute else piece))
        else:
            print(piece, end="", flush=True)


def talk(conversation: Any) -> None:
    """Questions from standard input, answers to standard output, until an empty line or the end."""
    prompt = "you> " if sys.stdin.isatty() else ""
    while True:
        try:
            question = input(prompt).strip()
        except EOFError:
            return
        if not question:
            return
        try:
            say(conversation, question)
        except NeuroLLMError as error:
            print(f"neuro-llm: {error}", file=sys.stderr)


def settings(named: Mapping[str, Any], seizures: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Words as keywords of `simulate`: "10-20" → a seizure, "alpha_uv=20" → any other setting."""
    values = {name: value for name, value in named.items() if value is not None}
    if "," in values["montage"]:
        values["montage"] = tuple(name.strip() for name in values["montage"].split(","))
    if seizures:
        values["seizures"] = tuple(_interval(text) for text in seizures)
    for text in others:
        name, equals, value = text.partition("=")
        if not equals:
            raise ConfigError(f"--set {text}: write name=value, as --set alpha_uv=20.")
        try:
            values[name.strip()] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            values[name.strip()] = value
    return values


def _interval(text: str) -> tuple[float, float]:
    start, _, stop = text.partition("-")
    try:
        return float(start), float(stop)
    except ValueError:
        raise ConfigError(f"--seizure {text}: write the first and last second, as 10-20.") from None


def write_simulation(out: Path, values: Mapping[str, Any]) -> dict[str, str]:
    """Simulate, write the recording and, beside it, its truth: the names of both files."""
    from neuro_llm.recordings.simulate import simulate

    from .export import write_recording

    recording, truth = simulate(**values)
    write_recording(recording, out)
    beside = out.with_suffix(".truth.json")
    about = {"settings": plain(values), "truth": plain(asdict(truth))}
    beside.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return {"recording": str(out), "truth": str(beside)}


def write_embeddings(out: Path, found: Sequence[tuple[str, Embedded]]) -> None:
    """(name, vectors of one space) of each recording, stacked, as one .npz: embedding, times, name, space."""
    if out.suffix != ".npz":
        raise ConfigError(f"{out.name}: embeddings are written as .npz.")
    names = [name for name, embedded in found for _ in embedded.vectors]
    np.savez(
        out,
        embedding=np.concatenate([embedded.vectors for _, embedded in found]),
        times=np.concatenate([embedded.times for _, embedded in found]),
        name=np.array(names),
        space=np.array(found[0][1].space),
    )
