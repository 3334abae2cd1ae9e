"""Evidence: one checked statement about a recording, with where it holds and how it was found."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.untrusted import Untrusted

KINDS = ("measured", "estimated", "attribution")

Value = float | int | str | tuple[str, ...] | tuple[float, ...] | tuple[tuple[float, float], ...]

MOST_SHOWN = 100  # names or seconds of one value; `value` holds them all


@dataclass(frozen=True)
class Evidence:
    """One record.

    id           "E1", "E2", ... within one answer; "" until an answer numbers it
    kind         "measured" (by code), "estimated" (by a trained head), "attribution"
    recording    "R1", "R2", ... within one conversation
    channels     names it rests on; empty = the whole recording
    start, stop  seconds from the start of the recording
    quantity     a name of `QUANTITIES` (measured) or of a family of estimates
    value        number, or word for a state ("closed"), or tuple of names, of seconds or of (start, stop) seconds
    unit         as shown: "µV²", "Hz", "%", "dB", "s", ""
    probability  of `value`, calibrated; estimated records only
    method       how, one line, so that it can be computed again
    event        label of the events it is about, as the file spells it (a stranger's text: never quote it
                 in a prompt unguarded); "" = none, or all of them
    versus       label of the events that these are compared with; "" = with nothing
    """

    quantity: str
    value: Value
    unit: str
    channels: tuple[str, ...]
    start: float
    stop: float
    method: str
    kind: str = "measured"
    recording: str = "R1"
    probability: float | None = None
    id: str = ""
    event: str = ""
    versus: str = ""

    @property
    def shown(self) -> str:
        """Value with unit as a person reads it: "10.2 Hz", "12 %", "3" (a count), "O1, O2", "12.0–25.5 s", "none"."""
        if isinstance(self.value, tuple):
            shown = [format_item(item) for item in self.value[:MOST_SHOWN]]
            return ", ".join([*shown, "…"] if len(self.value) > MOST_SHOWN else shown) or "none"
        text = self.value if isinstance(self.value, str) else format_number(self.value)
        return text if self.unit == "count" else f"{text} {self.unit}".strip()

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Evidence:
        """The record of `to_dict`, also after JSON. ConfigError where a value has the wrong type or size."""
        told = Untrusted(values, "A record of evidence")
        kind = told.text("kind", 20)
        if kind not in KINDS:
            raise ConfigError(f"A record of evidence is {kind!r}; it can be {', '.join(KINDS)}.")
        return cls(
            quantity=told.text("quantity", 200),
            value=_value(told),
            unit=told.text("unit", 40),
            channels=told.texts("channels", 200),
            start=told.finite("start"),
            stop=told.finite("stop"),
            method=told.text("method"),
            kind=kind,
            recording=told.text("recording", 40),
            probability=told.number("probability"),
            id=told.text("id", 20),
            event=told.text("event"),
            versus=told.text("versus"),
        )


def format_item(item: str | float | tuple[float, float]) -> str:
    """One of several: a name as it is, "12.3 s", "12.0–25.5 s"."""
    if isinstance(item, tuple):
        return f"{item[0]:.1f}–{item[1]:.1f} s"
    return item if isinstance(item, str) else f"{item:.1f} s"


def format_number(value: float) -> str:
    """Three significant digits, whole numbers as such: 10.2, 0.0431, 1250, 3."""
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e6):
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _value(told: Untrusted) -> Value:
    """The value of a record: a number, a text, or a list of texts, of seconds or of pairs of seconds."""
    value = told.values.get("value")
    if value is None:
        return math.nan  # JSON has no other word for it
    if isinstance(value, str):
        return told.text("value")
    if not isinstance(value, (list, tuple)):
        return told.finite("value")
    items = told.items("value")
    if all(isinstance(item, str) for item in items):
        return told.texts("value")
    if all(isinstance(item, (list, tuple)) and len(item) == 2 for item in items):
        return tuple((told.as_number(a, "value"), told.as_number(b, "value")) for a, b in items)
    return tuple(told.as_number(item, "value") for item in items)
