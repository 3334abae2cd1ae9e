"""Parts of the report as HTML. Every text that comes from a file, a person or a model goes through `safe`."""

from __future__ import annotations

import base64
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import neuro_llm
from neuro_llm.answer import Answer
from neuro_llm.chat.blocks import NOTICE, safe
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.doctor import NEEDED, installed
from neuro_llm.recordings.evidence.record import Evidence

from .findings import Finding

LONGEST_SAID, LONGEST_CELL, MOST_CHANNELS = 20_000, 2000, 24

STYLE = """
.nl-report { max-width: 62rem; }
.nl-report table { border-collapse: collapse; font-size: .85rem; margin: .5rem 0 1rem; }
.nl-report th, .nl-report td { border-bottom: 1px solid #d5dae0; padding: .25rem .6rem; }
.nl-report th, .nl-report td { text-align: left; vertical-align: top; }
.nl-report td { overflow-wrap: break-word; max-width: 22rem; }
.nl-report .nl-scroll { overflow-x: auto; }
.nl-report img { max-width: 100%; height: auto; border: 1px solid #e4e7eb; }
.nl-report figcaption { color: #52606d; font-size: .85rem; }
.nl-report .nl-asked { font-weight: 600; font-size: 1.05rem; }
.nl-report .nl-told { border-left: 3px solid #0072b2; padding-left: .8rem; }
.nl-report .nl-research, .nl-report .nl-wrong { border: 1px solid #d55e00; border-radius: .3rem; }
.nl-report .nl-research, .nl-report .nl-wrong { padding: .4rem .8rem; margin: .5rem 0; }
.nl-report .nl-facts div { display: flex; gap: 1rem; }
.nl-report .nl-facts dt { min-width: 6rem; }
.nl-report .nl-facts dd { margin: 0; }
"""


def block(*parts: str) -> str:
    """The parts as one block that `STYLE` speaks of."""
    return f'<div class="nl-report">{"".join(parts)}</div>'


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], ids: Sequence[str] = ()) -> str:
    """Rows of plain values; ids: of each row, for links."""
    head = "".join(f"<th>{safe(name)}</th>" for name in heads)
    body = ""
    for number, row in enumerate(rows):
        name = f' id="{safe(ids[number])}"' if ids else ""
        body += f"<tr{name}>" + "".join(f"<td>{safe(cell, LONGEST_CELL)}</td>" for cell in row) + "</tr>"
    return f'<div class="nl-scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def picture(png: bytes, caption: str) -> str:
    """A picture inside the report itself."""
    data, said = base64.b64encode(png).decode("ascii"), safe(caption, LONGEST_CELL)
    return f'<figure><img alt="{said}" src="data:image/png;base64,{data}"><figcaption>{said}</figcaption></figure>'


def about(model_about: Mapping[str, str]) -> str:
    """What answered, when this was written, and what it must not be used for."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    rows = [("Written", now), *((f"Model: {name}", value) for name, value in model_about.items())]
    return block(f'<p class="nl-research">{NOTICE}</p>', table(("", ""), rows))


def versions() -> str:
    """The packages that the numbers depend on."""
    rows = [("Python", platform.python_version()), ("neuro-llm", neuro_llm.__version__)]
    rows += [(name, installed(name) or "not installed") for name in NEEDED]
    return block(table(("package", "version"), rows))


def exchange(told: Exchange, number: int) -> str:
    """One question with its answer, how far it can be trusted, and the records it rests on."""
    parts = [f'<p class="nl-asked">{_lines(told.question)}</p>']
    answer = told.answer
    if answer is None:
        why = told.problem or ("It was stopped." if told.stopped else "There is no answer.")
        parts += [f'<p class="nl-told">{_lines(told.text)}</p>'] if told.text else []
        return "".join([*parts, f'<p class="nl-wrong">{safe(why, LONGEST_CELL)}</p>'])
    parts.append(f'<p class="nl-told">{_linked(_lines(answer.text), answer, number)}</p>')
    parts += [f"<p>{safe(sentence, LONGEST_CELL)}</p>" for sentence in standing(answer)]
    return "".join([*parts, _evidence(answer, number)])


def standing(answer: Answer) -> list[str]:
    """How sure the answer is, how much it owes to the signal, what nothing supports, what its reader must know."""
    said = []
    if answer.abstained:
        said.append(f"Cannot tell: {answer.reason or 'no reason was given'}")
    elif answer.confidence is not None:
        said.append(f"How sure: {100 * answer.confidence:.0f} % (calibrated probability).")
    if answer.probabilities:
        shares = (f"{option} {100 * share:.0f} %" for option, share in answer.probabilities.items())
        said.append(f"Options: {', '.join(shares)}.")
    if answer.reliance is not None:
        said.append(f"Reliance on the signal: {answer.reliance.shown}.")
    if answer.unsupported:
        said.append(f"Not supported by the evidence: {', '.join(answer.unsupported)}.")
    return [*said, *answer.notes]


def findings(kept: Sequence[Finding]) -> str:
    """The findings that were kept, in the order of the recordings and of time."""
    if not kept:
        return block("<p>No finding was kept.</p>")
    rows = [
        (f.recording, f"{f.onset:.3f}", f"{f.duration:.3f}", f.label, _channels(f.channels), f.source)
        for f in sorted(kept, key=lambda f: (f.recording, f.onset))
    ]
    return block(table(("recording", "start (s)", "duration (s)", "label", "channels", "from"), rows))


def _evidence(answer: Answer, number: int) -> str:
    records = [*answer.cited, *(record for record in answer.evidence if record not in answer.cited)]
    if not records:
        return ""
    heads = (
        "",
        "recording",
        "quantity",
        "value",
        "unit",
        "seconds",
        "channels",
        "method",
        "kind",
        "probability",
    )
    return table(heads, map(_row, records), [_anchor(number, record.id) for record in records])


def _row(record: Evidence) -> tuple[str, ...]:
    probability = "" if record.probability is None else f"{100 * record.probability:.0f} %"
    return (
        record.id, record.recording, record.quantity, replace(record, unit="").shown, record.unit,
        f"{record.start:g}–{record.stop:g}", _channels(record.channels), record.method, record.kind, probability,
    )  # fmt: skip


def _channels(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_CHANNELS} more" if len(names) > MOST_CHANNELS else ""
    return (", ".join(names[:MOST_CHANNELS]) or "all") + more


def _lines(text: str) -> str:
    return "<br>".join(safe(line, LONGEST_SAID) for line in text.splitlines())


def _linked(said: str, answer: Answer, number: int) -> str:
    """Escaped text whose citations lead to their rows of the table."""
    known = {record.id for record in answer.evidence}

    def link(match: re.Match[str]) -> str:
        name = match[0]
        return f'<a href="#{_anchor(number, name)}">{name}</a>' if name in known else name

    return re.sub(r"\[[^\[\]]{1,80}\]", lambda inside: re.sub(r"\bE\d{1,4}\b", link, inside[0]), said)


def _anchor(number: int, record: str) -> str:
    return f"question-{number}-{record}"
