"""Blocks of the page as HTML. Every text that comes from a file, a person or a model goes through `safe`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

from neuro_llm.answer import Answer, Reliance
from neuro_llm.chat.look.scales import SHOWN_UNITS
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.summary import UNIT_WORDS, clock, signal

from .pictures import plain

NOTICE = "Research use only. Not a medical device; not for diagnosis or treatment."


def safe(text: object, longest: int = 400) -> str:
    """Text as text: printable, cut to `longest`, with all that HTML or a template reads escaped."""
    return escaped(plain(str(text), longest))


def escaped(text: str) -> str:
    """All of a text, with what HTML or a template reads escaped."""
    shown = escape(text, quote=True)
    return shown.replace("$", "&#36;").replace("{", "&#123;").replace("}", "&#125;").replace("`", "&#96;")


def header(shared: bool = False) -> str:
    """The top line: name, where it runs, and the notice that is always there. shared: several users log in."""
    place = "this server" if shared else "this computer"
    told = f"The model runs here; recordings and questions stay on {place}."
    return (
        f'<div class="nl-head"><span class="nl-name">neuro-llm</span><span class="nl-local" title="{told}">'
        f'● local · nothing leaves {place}</span><span class="nl-notice">{NOTICE}</span></div>'
    )


def trace(png: bytes, name: str, start: float, stop: float, note: str = "") -> str:
    """The trace picture, inside the page itself, so that no copy lies in a cache of the server; the note below it."""
    described = f"Traces of {safe(name, 80)} from {start:.0f} to {stop:.0f} seconds"
    data = base64.b64encode(png).decode("ascii")
    image = f'<img class="nl-trace" alt="{described}" src="data:image/png;base64,{data}">'
    below = f'<p class="nl-note">{safe(note)}</p>' if note else ""
    return f'<div class="nl-scroll">{image}</div>{below}'


def summary(found: dict[str, Any]) -> str:
    """What `neuro_llm.summary.summarise` found, as short facts, then what is wrong, then what was changed."""
    facts = [
        ("File", found["name"]),
        ("Signal", signal(found)),
        ("Length", clock(found["duration"])),
        ("Channels", found["counted"]),
        ("Rate", " and ".join(f"{rate} Hz" for rate in found["native_rates"])),
        ("Unit", _units(found) if found["unit_known"] else "not known"),
        *([("Reference", found["reference"] or "not stated")] if found["has_reference"] else []),
        ("Places", found["places"]),
        ("Events", _events(found)),
    ]
    rows = "".join(f"<div><dt>{name}</dt><dd>{safe(value, 200)}</dd></div>" for name, value in facts)
    return f'<dl class="nl-facts">{rows}</dl>{_problems(found["problems"])}{_changes(found["changes"])}'


def _units(found: dict[str, Any]) -> str:
    """Units as the traces show them."""
    return ", ".join(SHOWN_UNITS.get(unit, (1.0, UNIT_WORDS.get(unit, unit)))[1] for unit in found["units"])


def _events(found: dict[str, Any]) -> str:
    shown = [f"{plain(label, 24)} × {count}" for label, count in list(found["events"].items())[:4]]
    more = len(found["events"]) - len(shown)
    return (", ".join(shown) or "none") + (f" and {more} more kinds" if more > 0 else "")


def _problems(sentences: Sequence[str]) -> str:
    if not sentences:
        return '<p class="nl-fine">✓ Nothing wrong was found in a quick look.</p>'
    items = "".join(f"<li>{safe(sentence)}</li>" for sentence in sentences)
    return f'<div class="nl-wrong"><b>⚠ What is wrong with it</b><ul>{items}</ul></div>'


def _changes(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f"<li>{safe(sentence)}</li>" for sentence in sentences[:200])
    count = len(sentences)
    title = f"{count} change{'s' if count > 1 else ''} made while reading"
    return f'<details class="nl-changes"><summary>{title}</summary><ul>{items}</ul></details>'


def evidence_table(answer: Answer) -> str:
    """Under an answer: how sure, and the records it rests on; those it cites first."""
    line = _standing(answer)
    records = [*answer.cited, *(record for record in answer.evidence if record not in answer.cited)]
    if not records:
        return line
    several = len({record.recording for record in records}) > 1
    rows = "".join(_row(record, record in answer.cited, several) for record in records)
    heads = ("", "what, and how it was found", "value", "channels", "when", "how sure")
    head = "".join(f"<th>{name}</th>" for name in heads)
    return (
        f'{line}<div class="nl-scroll"><table class="nl-evidence"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(record: Evidence, cited: bool, several: bool) -> str:
    name = f"{record.recording} {record.id}" if several else record.id
    sure = "measured" if record.kind == "measured" else record.kind
    if record.probability is not None:
        sure = f"{record.kind}, {100 * record.probability:.0f} %"
    what = f"{safe(record.quantity)}<small>{safe(record.method)}</small>"
    width = "" if isinstance(record.value, tuple) else ' class="nl-short"'
    cells = (_channels(record.channels), f"{record.start:g}–{record.stop:g} s", sure)
    inside = f"<td>{safe(name)}</td><td>{what}</td><td{width}>{safe(record.shown)}</td>"
    inside += "".join(f"<td>{safe(cell)}</td>" for cell in cells)
    shade = " nl-estimated" if record.kind == "estimated" else ""
    return f'<tr class="nl-{"cited" if cited else "other"}{shade}">{inside}</tr>'


def _channels(names: Sequence[str]) -> str:
    if not names:
        return "all"
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(plain(name, 24) for name in names[:8]) + more


def _standing(answer: Answer) -> str:
    """One line: cannot tell, or how sure; then what the reader must know."""
    parts = []
    if answer.abstained:
        parts.append('<span class="nl-tag nl-abstain">cannot tell</span>')
    elif answer.confidence is not None:
        share = f"{100 * answer.confidence:.0f}"
        parts.append(
            f'<span class="nl-tag nl-sure"><i style="width:{share}%"></i><b>{share} % sure</b></span>'
        )
    if answer.reliance is not None:
        parts.append(_reliance(answer.reliance))
    if answer.unsupported:
        listed = safe(", ".join(answer.unsupported))
        parts.append(f'<span class="nl-tag nl-abstain">not supported by the evidence: {listed}</span>')
    parts += [f'<span class="nl-note">{safe(note)}</span>' for note in answer.notes]
    return f'<div class="nl-standing">{" ".join(parts)}</div>' if parts else ""


def _reliance(found: Reliance) -> str:
    """How much the answer owes to the signal; the numbers and what they mean on pointing at it."""
    meant = "How much likelier the answer is with this recording's tokens than without, in nats"
    return (
        f'<span class="nl-tag" title="{meant}: {safe(found.shown)}">'
        f"reliance on the signal: {found.strength}, {found.nats:.1f} nats per token</span>"
    )


def note(sentence: object) -> str:
    """A short remark."""
    return f'<p class="nl-note">{safe(sentence)}</p>'


def span(recording: str, start: float, stop: float) -> str:
    """The seconds that were selected on the traces."""
    return f'<span class="nl-spanned">asking about {safe(recording)}, {start:g}–{stop:g} s</span>'


def running(name: str, notes: Sequence[str]) -> str:
    """Which model answers, and what its users must know."""
    said = "".join(note(each) for each in notes)
    return f'<p class="nl-fine">✓ {safe(name)} answers.</p>{said}'


def problem(sentence: object) -> str:
    """An error, as one readable sentence."""
    return f'<div class="nl-wrong"><b>⚠ This did not work.</b> {safe(sentence, 800)}</div>'
