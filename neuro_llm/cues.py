"""What is measured of a short recording of few channels, beside what the encoder says of its states.

Where there is no scalp to look at, an encoder trained on simulations is surer of a seizure than it should be: its
log odds count `TRUST`, and those of two classical measurements are added, each fitted alone. Independent opinions
that are simply added hold up better on recordings of another kind than weights fitted together on one population
(Clemen 1989).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from neuro_llm.recordings.errors import MeasureError

from .calibration import FLOOR

if TYPE_CHECKING:
    from .study import Study

FEW_CHANNELS = 3
TRUST = 0.5
FAMILY = "seizure"

LOOKS: dict[str, Callable[[float], float]] = {
    "line length": lambda value: math.log(max(value, 1.0)),
    "rhythmic discharge fraction": lambda value: value / 100,
}
"""Measured quantity → what its log odds are a straight line of."""


def few(study: Study, encoded: Any) -> bool:
    """Is it a short recording of few channels whose unit is known?"""
    recording = study.recording
    short = getattr(encoded, "timeline", None) is None
    return short and recording.unit_known and 0 < len(recording.fields) <= FEW_CHANNELS


def looks(study: Study, encoded: Any) -> dict[str, float]:
    """Quantity → what is measured over the span of `encoded`; without those that cannot be measured there."""
    from .plan import Request

    start, stop = next(((record.start, record.stop) for record in encoded.estimates), (None, None))
    found = {}
    for quantity, look in LOOKS.items():
        try:
            value = study.record(Request("measured", quantity, None, start, stop)).value
        except MeasureError:
            continue
        if isinstance(value, (int, float)):
            found[quantity] = look(float(value))
    return found


def pooled(
    told: Mapping[str, float], looked: Mapping[str, float], cues: Mapping[str, tuple[float, float]]
) -> dict[str, float]:
    """Value → probability of "present" and "absent" from the encoder's and the measurements' log odds.

    cues  quantity → slope and shift of its log odds of "present"
    """
    odds = TRUST * math.log(max(told["present"], FLOOR) / max(told["absent"], FLOOR))
    for quantity, (slope, shift) in cues.items():
        odds += slope * looked[quantity] + shift if quantity in looked else 0.0
    present = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    return {"absent": 1 - present, "present": present}
