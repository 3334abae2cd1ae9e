"""A record as a chip: a button that names it, tells on pointing what it says, and leads to its seconds and channels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from neuro_llm.chat.blocks import escaped, safe
from neuro_llm.chat.look.state import MOST_LIT
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.evidence.record import Evidence

KINDS = {"measured": "measured", "estimated": "the model’s opinion", "attribution": "the model’s opinion"}
MOST_NAMED = 8


def chip(record: Evidence, several: bool = False) -> str:
    """The button. several: more than one recording is open, so that its title names which is meant."""
    kind = record.kind if record.kind in KINDS else "estimated"
    start, stop = _seconds(record)
    data = {
        "recording": record.recording.partition(" ")[0],  # a difference lies in "R2 R1"
        "start": f"{start:.7g}",
        "stop": f"{stop:.7g}",
        "channels": json.dumps(_channels(record)[:MOST_LIT]),
    }
    fields = " ".join(f'data-{name}="{_attribute(value)}"' for name, value in data.items())
    return (
        f'<button type="button" class="nl-chip nl-{kind}" {fields} title="{safe(told(record, several), 900)}">'
        f"{safe(record.id, 12)}</button>"
    )


def _seconds(record: Evidence) -> tuple[float, float]:
    """Where to look: the first of the seconds that its value names, else the seconds that it rests on."""
    value = record.value[:1] if isinstance(record.value, tuple) else (record.value,)
    for first in value:
        if isinstance(first, tuple):
            return first
        if isinstance(first, (int, float)) and (
            isinstance(record.value, tuple) or record.quantity == "onset"
        ):
            return first, first
    return record.start, record.stop


def _channels(record: Evidence) -> tuple[str, ...]:
    """Which to light: those that its value names, as bad ones among all, else those that it rests on."""
    value = record.value if isinstance(record.value, tuple) else ()
    named = tuple(item for item in value if isinstance(item, str) and item in record.channels)
    return named or record.channels


def told(record: Evidence, several: bool = False) -> str:
    """A record in one line: quantity and value, where, when, how, how sure."""
    which = f"{record.recording}, " if several else ""
    parts = (
        f"{plain(record.quantity, 80)}: {plain(record.shown, 160)}",
        f"{which}{when(record)}",
        f"channels: {channels(record.channels)}",
        plain(record.method, 300),
        sureness(record),
    )
    return " · ".join(part for part in parts if part)


def sureness(record: Evidence) -> str:
    """ "measured", or "the model’s opinion, 94 %"."""
    kind = KINDS.get(record.kind, "the model’s opinion")
    return kind if record.probability is None else f"{kind}, {100 * record.probability:.0f} %"


def when(record: Evidence) -> str:
    return f"{record.start:.6g}–{record.stop:.6g} s"


def channels(names: Sequence[str]) -> str:
    """Some names and how many more; "all" where none is named."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(plain(name, 24) for name in names[:MOST_NAMED]) + more or "all"


def _attribute(value: Any) -> str:
    """A value for a data attribute, whole; JSON writes what is not ASCII as \\u...., so nothing unprintable is left."""
    text = str(value)
    return escaped(text) if text.isascii() and text.isprintable() else escaped(json.dumps(text))
