"""How a recording is being looked at: the page of time, the scale, the montage, the filters, what is lit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neuro_llm.recordings.errors import ConfigError

MONTAGES = ("as recorded", "average", "bipolar")
BANDS = ("off", "0.5–70 Hz", "0.3–35 Hz", "1–30 Hz", "1–70 Hz", "80–250 Hz")
NOTCHES = ("off", "50 Hz", "60 Hz")
MOST_LIT = 64


@dataclass(frozen=True)
class Mark:
    """An annotation made in the conversation, drawn beside the file's own events. onset, duration in s."""

    onset: float
    duration: float
    label: str
    channels: tuple[str, ...] = ()
    kept: bool = True


@dataclass(frozen=True)
class ViewState:
    """What one panel shows of its recording.

    start          s
    seconds        length of the page; None: what fits the modality
    gain           how much larger than usual the traces are drawn
    group          name of the group of channels; "" for the first
    montage        one of MONTAGES
    band, notch    display filters, of BANDS and NOTCHES
    lit_channels   channels that an answer rests on, () for all; lit_start, lit_stop its seconds, None where none is lit
    """

    start: float = 0.0
    seconds: float | None = None
    gain: float = 1.0
    group: str = ""
    montage: str = "as recorded"
    band: str = "off"
    notch: str = "off"
    negative_up: bool = False
    lit_channels: tuple[str, ...] = ()
    lit_start: float | None = None
    lit_stop: float | None = None

    def __post_init__(self) -> None:
        for name, options in (("montage", MONTAGES), ("band", BANDS), ("notch", NOTCHES)):
            if getattr(self, name) not in options:
                raise ConfigError(f"{name}={getattr(self, name)!r}; choose one of {', '.join(options)}.")

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> ViewState:
        """What a browser sent, each value brought into its bounds. ConfigError where one has the wrong type."""
        if not isinstance(values, Mapping):
            raise ConfigError(f"A view is an object, not {type(values).__name__}.")
        lit = values.get("lit_channels") or ()
        if not isinstance(lit, Sequence) or isinstance(lit, str):
            raise ConfigError("lit_channels is a list of channel names.")
        seconds = _number(values, "seconds", 0.05, 86_400.0)
        return cls(
            start=_number(values, "start", 0.0, 1e9) or 0.0,
            seconds=seconds,
            gain=_number(values, "gain", 0.01, 100.0) or 1.0,
            group=str(values.get("group", ""))[:200],
            montage=str(values.get("montage", cls.montage)),
            band=str(values.get("band", cls.band)),
            notch=str(values.get("notch", cls.notch)),
            negative_up=values.get("negative_up") is True,
            lit_channels=tuple(str(name)[:200] for name in lit[:MOST_LIT]),
            lit_start=_number(values, "lit_start", 0.0, 1e9),
            lit_stop=_number(values, "lit_stop", 0.0, 1e9),
        )


def _number(values: Mapping[str, Any], name: str, least: float, most: float) -> float | None:
    value = values.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ConfigError(f"{name}={value!r} is no number.")
    return min(max(float(value), least), most)
