"""Answer slots: a small language model names a record and the code writes its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from neuro_llm.recordings.evidence.record import Evidence, format_item

N_SLOTS = 8
YES_NO = "<yesno>"
_SLOT = re.compile(r"<(E\d+)>")
_LONGEST_NAME, _MOST_NAMES, _LONGEST_VALUE = 24, 6, 120


def slot_tokens() -> tuple[str, ...]:
    """`<E1>` ... `<E8>` and `<yesno>`: one token each in the embedded default's vocabulary."""
    return (*(f"<E{i}>" for i in range(1, N_SLOTS + 1)), YES_NO)


def fill(text: str, evidence: Sequence[Evidence], verdict: bool | None = None) -> str:
    """The text with every slot replaced: `<E3>` by that record's value and "[E3]", `<yesno>` by the verdict.

    A slot that names no record becomes "(not measured)"; a verdict of None becomes "Cannot tell".
    """
    shown = {record.id: f"{record.shown} [{record.id}]" for record in evidence}
    text = _SLOT.sub(lambda found: shown.get(found[1], "(not measured)"), text)
    return text.replace(YES_NO, "Cannot tell" if verdict is None else "Yes" if verdict else "No")


def evidence_line(record: Evidence, *, with_slot: bool) -> str:
    """One record as the language model reads it: `E1 measured alpha power over O1 O2, 0-60 s: 32.1 µV²`.

    Holds quantity, channel names, seconds, value and probability; no file name, subject or annotation.
    Names come from the file: they are shortened and kept on one line, so that none can pose as a record.
    """
    front = f"<{record.id}>" if with_slot and f"<{record.id}>" in slot_tokens() else record.id
    place = f" over {_channels(record.channels)}" if record.channels else ""
    seconds = f"{record.start:.4g}-{record.stop:.4g} s"
    sure = f" (probability {record.probability:.2f})" if record.probability is not None else ""
    return f"{front} {record.kind} {one_line(record.quantity)}{place}, {seconds}: {_value(record)}{sure}"


def _channels(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return f"{len(names)} channels"
    return " ".join(one_line(name) for name in names)


def _value(record: Evidence) -> str:
    if isinstance(record.value, tuple) and len(record.value) > _MOST_NAMES:
        first = ", ".join(_item(item) for item in record.value[:_MOST_NAMES])
        return f"{first} and {len(record.value) - _MOST_NAMES} more"
    if isinstance(record.value, tuple):
        return ", ".join(_item(item) for item in record.value) or "none"
    return one_line(record.shown, _LONGEST_VALUE)


def _item(item: str | float | tuple[float, float]) -> str:
    return one_line(item) if isinstance(item, str) else format_item(item)


def one_line(text: str, longest: int = _LONGEST_NAME) -> str:
    """Text from a file on one line: no control or direction characters, at most `longest` letters."""
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    return " ".join(kept.split())[:longest] or "?"
