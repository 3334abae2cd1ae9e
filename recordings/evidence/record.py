"""Evidence: one checked statement about a recording, with where it holds and how it was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

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
