"""What is true of a recording: its records, measured when a statement asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.measure import measure
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.evidence.salient import Finding, salient
from neuro_llm.recordings.evidence.standing import standing
from neuro_llm.recordings.recording import Recording


@dataclass
class Truths:
    """What is true of a recording, measured when it is asked for.

    known  what is certain otherwise: see `evidence.salient.salient`
    """

    recording: Recording
    start: float | None = None
    stop: float | None = None
    known: Sequence[Evidence] = ()
    _kept: dict[tuple[object, ...], tuple[Evidence, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        found = salient(self.recording, self.start, self.stop, self.known)
        self.findings: dict[str, Finding] = {finding.topic: finding for finding in found}
        self._standing = standing(self.recording, start=self.start, stop=self.stop)

    @property
    def salient(self) -> tuple[str, ...]:
        """Topics that a description has to tell."""
        return tuple(name for name, finding in self.findings.items() if finding.there)

    def finding(self, topic: str) -> Finding | None:
        return self.findings.get(topic)

    def records(
        self,
        quantity: str,
        channels: tuple[str, ...] = (),
        span: tuple[float, float] | None = None,
        place: str = "",
    ) -> tuple[Evidence, ...]:
        """The records of one quantity over these channels and seconds; () where it cannot be measured so."""
        key = (quantity, channels, span, place)
        if key not in self._kept:
            self._kept[key] = tuple(self._found(quantity, channels, span, place))
        return self._kept[key]

    def _found(
        self, quantity: str, channels: tuple[str, ...], span: tuple[float, float] | None, place: str
    ) -> Iterator[Evidence]:
        if place and not channels and not span:
            yield from (
                r for r in self._standing if r.quantity == quantity and r.method.endswith(f"; {place} region")
            )
            return
        if not channels and not span:
            yield from (record for record in self.known if record.quantity == quantity)
            own = [r for f in self.findings.values() for r in f.records if r.quantity == quantity]
            if own:
                yield from own
                return
        start, stop = span or (self.start, self.stop)
        try:
            yield measure(self.recording, quantity, channels=channels or None, start=start, stop=stop)
        except MeasureError:  # the recording does not allow it: nothing supports the statement
            return
