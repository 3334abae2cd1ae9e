"""One measurable quantity: its name and unit, what it needs, how it is found and after whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .part import Found, Part


@dataclass(frozen=True)
class Needs:
    """What a recording must hold.

    kinds      channel kinds, any of them; empty = none, the quantity is about the recording itself
    place      "any", "every" (bad channels too), "posterior", "hemispheres" (posterior, left and right), "ecg",
               "frontal" (Fp1 Fp2 Fpz, AF7 AF8, EOG)
    seconds    shortest span, s
    events     labels that it takes: 0, 1 (`event`) or 2 (`event` and `versus`); each may be left out where the
               method says what is taken then
    eventless  it takes events but can do without: it then looks at the whole span
    rate       lowest sampling rate, Hz
    """

    kinds: tuple[str, ...] = ()
    place: str = "any"
    seconds: float = 0.0
    events: int = 0
    rate: float = 0.0
    eventless: bool = False

    @property
    def of_events(self) -> bool:
        """It cannot do without events."""
        return bool(self.events) and not self.eventless

    def __str__(self) -> str:
        """As a person reads it: "eeg, ieeg, mag or grad; posterior; 2 s; 10 Hz; events"."""
        kinds = " or ".join(part for part in (", ".join(self.kinds[:-1]), *self.kinds[-1:]) if part)
        parts = [kinds, "" if self.place == "any" else f"place: {self.place}"]
        parts += [f"{self.seconds:g} s" if self.seconds else "", f"{self.rate:g} Hz" if self.rate else ""]
        events = ("", "events", "events of two labels")[self.events]
        parts.append(f"{events} or none" if self.eventless else events)
        return "; ".join(part for part in parts if part) or "nothing"


@dataclass(frozen=True)
class Quantity:
    """One measurable quantity.

    unit     as shown for EEG; MEG magnetometers show fT for µV, gradiometers fT/cm, unknown units a.u.
    method   one line
    source   the literature or library it follows; "" for plain counts
    find     from a piece of a recording to the value; None: from the scan (`values.py`) or the file's own facts
    """

    name: str
    unit: str
    needs: Needs
    method: str
    source: str = ""
    find: Callable[[Part], Found] | None = None
