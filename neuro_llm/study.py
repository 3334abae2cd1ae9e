"""One recording within a conversation: what is measured and encoded of it, each made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any

from neuro_llm.adapters.prompt import RecordingBlock
from neuro_llm.adapters.slots import evidence_line
from neuro_llm.recordings.errors import MeasureError, NeuroLLMError
from neuro_llm.recordings.evidence import QUANTITIES, measure, standing
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.evidence.salient import Finding, salient
from neuro_llm.recordings.likeness import Likeness, likeness
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.shuffle import in_random_order
from neuro_llm.recordings.stopping import held

from .judging import Judge, Judged
from .kept import Kept
from .modalities import NAMES
from .plan import Request
from .summary import generic_label

Span = tuple[float | None, float | None]

SAME_SECONDS = 0.02  # spans that differ by less are one
KEPT_SPANS = 16  # encodings of parts that are kept beside that of the whole

BAD_SHARE = 0.5
"""Above this share of bad channels nothing of the signal can be told."""


_BAD_CHANNELS = Request("measured", "bad channels")


@dataclass
class Study:
    """A recording, the part of it that is talked about, and what is known of it so far.

    id           "R1", "R2", ...
    encoder      makes tokens and, unless it is time-locked, estimates; None: measured records only
    judge        makes calibrated estimates of those
    kept         where encodings are kept on disk; None: nowhere
    start, stop  s; the part that questions without seconds of their own are about
    """

    recording: Recording
    id: str = "R1"
    encoder: Any = None
    judge: Judge = field(default_factory=Judge)
    kept: Kept | None = None
    start: float | None = None
    stop: float | None = None
    _standing: dict[Span, tuple[Evidence, ...]] = field(default_factory=dict)
    _salient: dict[Span, tuple[Finding, ...]] = field(default_factory=dict)
    _measured: dict[tuple[Any, ...], Evidence] = field(default_factory=dict)
    _encoded: dict[Span, Any] = field(default_factory=dict)
    _shuffled: dict[Span, Any] = field(default_factory=dict)
    _judged: dict[Span, Judged] = field(default_factory=dict)
    _likeness: dict[Span, Likeness] = field(default_factory=dict)
    _encoding: Any = field(default_factory=RLock)  # held while the encoder works; measuring goes on beside it
    _measuring: Any = field(default_factory=RLock)

    @property
    def estimates(self) -> bool:
        """Does the encoder estimate states? Time-locked ones only make tokens."""
        if self.encoder is None:
            return False
        from neuro_llm.encoders.bound import BoundEncoder

        return not isinstance(self.encoder, BoundEncoder)

    def named(self, id: str) -> Study:
        """The same recording under another id; what is known of it is shared."""
        return self if id == self.id else replace(self, id=id)

    def within(self, start: float | None, stop: float | None) -> Study:
        """The same recording with another part in focus; what is known of it is shared."""
        return self if (start, stop) == (self.start, self.stop) else replace(self, start=start, stop=stop)

    def _span(self, start: float | None, stop: float | None) -> Span:
        """The seconds that are meant, None where they are an end of the recording: one key for one span."""
        if start is None and stop is None:
            start, stop = self.start, self.stop
        at_start = start is None or abs(start) <= SAME_SECONDS
        at_stop = stop is None or abs(stop - self.recording.duration) <= SAME_SECONDS
        return None if at_start else start, None if at_stop else stop

    def encoded(self, start: float | None = None, stop: float | None = None) -> Any:
        """Tokens, embeddings and estimates of a span: `encoders.encode.Encoded`; raises RecordingError."""
        span = self._span(start, stop)
        with held(self._encoding):
            if span not in self._encoded:
                others = [known for known in self._encoded if known != self._span(None, None)]
                if len(others) >= KEPT_SPANS:
                    self._encoded.pop(others[0])
                self._encoded[span] = self._encode(self.recording, *span)
            return self._encoded[span]

    def zoomed(self, encoded: Any, event: str = "", interval: tuple[float, float] | None = None) -> Any:
        """`encoded` with the moment that a question needs shown at full resolution; itself where it is short.

        event     family of events: the moment that shows it most clearly
        interval  s; the moment instead, where evidence tells it already
        """
        course = getattr(encoded, "timeline", None)
        if course is None or (interval is None and event not in course.odds):
            return encoded
        start, stop = interval if interval is not None else (course.clearest(event),) * 2
        length = self.encoder.spec.seconds
        middle = start + min((stop - start) / 2, length / 4)  # of a long one, its beginning
        last = float(course.patches[-1, 1])
        first = min(max(float(course.patches[0, 0]), middle - length / 2), last - length)
        return encoded.zoom(self.encoded(round(first, 2), round(first + length, 2)), event)

    def _encode(self, recording: Recording, start: float | None = None, stop: float | None = None) -> Any:
        from neuro_llm.encoders import encode_recording

        encode = encode_recording if self.kept is None else self.kept.encoded
        return encode(self.encoder, recording, start or 0.0, stop)

    def shuffled(self, start: float | None = None, stop: float | None = None) -> Any:
        """`Encoded` of samples of the span in random order: what their amplitudes alone would tell."""
        span = self._span(start, stop)
        with held(self._encoding):
            if span not in self._shuffled:
                self._shuffled[span] = self._encode(in_random_order(self.recording, *span))
            return self._shuffled[span]

    def judged(self, start: float | None = None, stop: float | None = None) -> Judged:
        """The calibrated estimates of a span; raises RecordingError."""
        span, encoded = self._span(start, stop), self.encoded(start, stop)
        with held(self._encoding):
            if span not in self._judged:
                self._judged[span] = self.judge.judged(self, encoded)
            return self._judged[span]

    def likeness(self, start: float | None = None, stop: float | None = None) -> Likeness:
        """How far a span is like the activity of a brain."""
        span = self._span(start, stop)
        with held(self._measuring):
            if span not in self._likeness:
                self._likeness[span] = likeness(self.recording, *span)
            return self._likeness[span]

    def prepare(self) -> None:
        """Encode the recording and measure what descriptions tell, ahead of the first question.

        What cannot be found is told when it is asked for. May run in a thread of its own: a question that comes
        meanwhile waits for no more than it needs.
        """
        works: list[Callable[[], Any]] = [self.salient]
        if self.estimates:
            works = [self.judged, self.likeness, self.salient, self.shuffled]
        elif self.encoder is not None:
            works = [self.encoded, self.salient]
        for work in works:
            with suppress(NeuroLLMError):
                work()

    def record(self, wanted: Request) -> Evidence:
        """The record that a plan asks for; MeasureError says why there is none."""
        found = self._estimate(wanted) if wanted.kind == "estimated" else self._measure(wanted)
        return self._guarded(found)

    def _guarded(self, found: Evidence) -> Evidence:
        """The record under this recording's id, its labels only where they name nobody."""
        event = generic_label(found.event) if found.event else ""
        versus = generic_label(found.versus, "other") if found.versus else ""
        return replace(found, recording=self.id, event=event, versus=versus)

    def salient(self, start: float | None = None, stop: float | None = None) -> tuple[Finding, ...]:
        """What a description of a span has to tell, as it is measured; raises MeasureError."""
        span = self._span(start, stop)
        with held(self._measuring):
            if span not in self._salient:
                self._salient[span] = salient(self.recording, *span, found=self._stood(span))
        return tuple(
            replace(finding, records=tuple(self._guarded(record) for record in finding.records))
            for finding in self._salient[span]
        )

    def _estimate(self, wanted: Request) -> Evidence:
        if not self.estimates:
            raise MeasureError(
                f"{wanted.quantity} can only be estimated by an encoder, and this model has none."
            )
        for record in self.judged(wanted.start, wanted.stop).records:
            if record.quantity == wanted.quantity:
                return record
        if wanted.quantity == "onset":
            raise MeasureError("No seizure was found, so there is no onset to tell.")
        raise MeasureError(f"{wanted.quantity} is not among what the encoder estimates here.")

    def known(self, record: Evidence) -> tuple[Mapping[str, float], tuple[str, ...]]:
        """Value → calibrated probability of the family of an estimated record, and the values not ruled out."""
        span, family = (record.start, record.stop), record.quantity
        judged = next(one for one in self._judged.values() if one.holds(family, span))
        return judged.probabilities[family], judged.plausible[family]

    def _measure(self, wanted: Request) -> Evidence:
        span = self._span(wanted.start, wanted.stop)
        key = (wanted.quantity, wanted.channels, *span, wanted.event, wanted.versus)
        with held(self._measuring):
            if key not in self._measured:
                self._measured[key] = self._from_standing(wanted, span) or measure(
                    self.recording, wanted.quantity, channels=wanted.channels or None,
                    start=span[0], stop=span[1], event=wanted.event, versus=wanted.versus,
                )  # fmt: skip
            return self._measured[key]

    def _from_standing(self, wanted: Request, span: Span) -> Evidence | None:
        """The record from the one pass that finds all standing ones, where it is a standing one."""
        quantity = QUANTITIES.get(wanted.quantity)
        if wanted.channels or wanted.event or quantity is None or not quantity.needs.kinds:
            return None
        return next((r for r in self._stood(span) if r.quantity == wanted.quantity), None)

    def _stood(self, span: Span) -> tuple[Evidence, ...]:
        """All standing records of a span, from one pass."""
        if span not in self._standing:
            self._standing[span] = standing(self.recording, start=span[0], stop=span[1])
        return self._standing[span]

    def mostly_bad(self) -> Evidence | None:
        """The record of bad channels where more than half are bad: then nothing of the signal can be told."""
        try:
            record = self.record(_BAD_CHANNELS)
        except MeasureError:
            return None
        bad = record.value if isinstance(record.value, tuple) else ()
        return record if len(bad) > BAD_SHARE * max(1, len(self.recording.fields)) else None


def reader(encoders: Mapping[str, Any], recording: Recording) -> Any:
    """Of a model's encoders the one that reads this recording, for training and answering; None: none does."""
    return encoders.get(recording.modality, encoders.get("eeg") if recording.fields else None)


def names_of(studies: Sequence[Study]) -> tuple[str, ...]:
    """All channels of the recordings."""
    return tuple(dict.fromkeys(name for study in studies for name in study.recording.ch_names))


def summary_line(recording: Recording) -> str:
    """What the language model is told of a recording: "EEG, 19 channels, 256 Hz, 60 s". Never its name."""
    names = recording.brain or recording.ch_names
    modality = recording.modality
    kind = modality.upper() if recording.fields else NAMES.get(modality, modality)
    return f"{kind}, {len(names)} channels, {recording.sfreq:g} Hz, {recording.duration:.4g} s"


def block(study: Study, records: tuple[Evidence, ...], *, slots: bool, encoded: Any = None) -> RecordingBlock:
    """What the prompt shows of a recording: one function for training and answering.

    records   numbered; only those of this recording are shown
    slots     lines begin with the record's slot token (the embedded default)
    encoded   `Encoded` whose tokens stand behind the time marks; None: no neural tokens
    """
    lines = tuple(evidence_line(r, with_slot=slots) for r in records if r.recording == study.id)
    marks = () if encoded is None else encoded.marks()
    zoom = encoded.zoom_marks() if getattr(encoded, "zoomed", 0) else ()
    return RecordingBlock(study.id, summary_line(study.recording), marks, lines, zoom)
