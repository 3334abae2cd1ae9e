"""Blocks of the page as HTML. Every text that comes from a file, a person or a model goes through `safe`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from neuro_llm.chat.look.pages.scales import SHOWN_UNITS
from neuro_llm.summary import UNIT_WORDS, clock, signal

from .printable import plain

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
    leave = (
        '<form method="post" action="logout"><button class="nl-leave">Log out</button></form>'
        if shared
        else ""
    )
    return (
        f'<div class="nl-head"><span class="nl-name">neuro-llm</span><span class="nl-local" title="{told}">'
        f'● local · nothing leaves {place}</span><span class="nl-notice">{NOTICE}</span>{leave}</div>'
    )


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
    line = " · ".join(value for name, value in facts if name in ("Signal", "Length", "Channels", "Rate"))
    about = (
        f'<details class="nl-about" open><summary>{safe(line, 200)}</summary>'
        f'<dl class="nl-facts">{rows}</dl></details>'
    )
    return f"{about}{_problems(found['problems'])}{_changes(found['changes'])}"


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


STATE_IT = "On this page: fill in “What the file does not say” below, and press “Open with this”."


def problem(sentence: object, further: str = "") -> str:
    """An error, as one readable sentence, and what can be done on this page."""
    told = f" <b>{safe(further)}</b>" if further else ""
    return f'<div class="nl-wrong"><b>⚠ This did not work.</b> {safe(sentence, 800)}{told}</div>'
