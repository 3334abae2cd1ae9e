"""Is what a description states true, and does it state what is salient? Held against records computed anew.

Every statement is mapped to quantities, values, channels and seconds; each is measured on the recording, and every
number has to agree with one of them within the rounding in which it is written. A statement of nothing that can be
checked counts for nothing; a number or a channel that no record supports makes a statement false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neuro_llm.adapters.stages import stages
from neuro_llm.facts import Fact, agrees, facts_of
from neuro_llm.figures import Figure, figures
from neuro_llm.modalities import NAMES
from neuro_llm.recordings.evidence.bands import BANDS, SHARING, band_of
from neuro_llm.recordings.evidence.events import labels
from neuro_llm.recordings.evidence.measure import measure
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.evidence.salient import TOPICS, Finding, busiest
from neuro_llm.recordings.evidence.scanning import check_span
from neuro_llm.topics import marks

from .statements import Claim, claims
from .truths import Truths

TRUE, CONTRADICTED, UNSUPPORTED, UNCHECKED = "true", "contradicted", "unsupported", "unchecked"

ONSET_SECONDS = 3.0
"""A seizure whose seconds are known otherwise may be told that much off."""

_LISTS = ("bad channels", "flat channels", "noisy channels", "clipped channels")
_LABELLED = frozenset(("events", "evoked response", "event response", "firing rate change"))
"""Topics whose statements name labels of events."""
_EXHAUSTIVE = re.compile(
    r"\b(?:bad|flat|noisy|clipped) (?:channels?|electrodes?|sensors?)\b[^:]*(?::| are | is )", re.I
)
_AMONG = re.compile(r"\b(?:including|such as|among|e\.g\.|for example|one of)\b", re.I)
_REGION = re.compile(
    r"\b(frontal|central|temporal|parietal|occipital) (?:region|lobe|channels|electrodes|areas?)\b", re.I
)
_INSTRUMENT = re.compile(
    r"\b(iEEG|EEG|MEG|fMRI|fNIRS|calcium imaging|spikes)(?= recording\b)|(?<=recording of )(spikes)\b", re.I
)
_SURE = re.compile(r"\(\s*\d+(?:\.\d+)?\s?%\s*\)")


@dataclass(frozen=True)
class Verdict:
    """One statement and what the records say to it.

    verdict  `TRUE`, `CONTRADICTED`, `UNSUPPORTED` or `UNCHECKED`
    told     topics that it tells, where it is true
    """

    claim: Claim
    verdict: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaptionScore:
    """Statements of one description, and the salient topics that its true statements tell.

    told     of the salient topics
    missing  salient topics that it does not tell
    """

    verdicts: tuple[Verdict, ...]
    told: tuple[str, ...]
    missing: tuple[str, ...]

    def count(self, *verdicts: str) -> int:
        return sum(one.verdict in verdicts for one in self.verdicts)

    @property
    def checked(self) -> int:
        return self.count(TRUE, CONTRADICTED, UNSUPPORTED)

    @property
    def precision(self) -> float:
        """Share of the checked statements that are true; NaN where none can be checked."""
        return self.count(TRUE) / self.checked if self.checked else float("nan")

    @property
    def recall(self) -> float:
        """Share of the salient topics that are told; NaN where nothing is salient."""
        salient_ones = len(self.told) + len(self.missing)
        return len(self.told) / salient_ones if salient_ones else float("nan")

    @property
    def contradiction(self) -> float:
        """Share of the checked statements that a record denies."""
        return self.count(CONTRADICTED) / self.checked if self.checked else float("nan")


def score_caption(text: str, truths: Truths) -> CaptionScore:
    """Precision and recall of a description of one recording."""
    verdicts = tuple(_Judged(claim, truths).judged() for claim in claims(text))
    stated = {topic for one in verdicts for topic in one.told}
    told = tuple(name for name in truths.salient if name in stated)
    return CaptionScore(verdicts, told, tuple(name for name in truths.salient if name not in stated))


class _Judged:
    """One claim held against the records."""

    def __init__(self, claim: Claim, truths: Truths) -> None:
        self.claim, self.truths = claim, truths
        self.text = _SURE.sub(lambda m: " " * len(m[0]), claim.text) if not self._shares() else claim.text
        self.channels = tuple(self._channels())
        self.labels = self._labels()

    def judged(self) -> Verdict:
        verdict = self.verdict()
        if verdict != TRUE or self.claim.negated:
            return Verdict(self.claim, verdict)
        valued = bool(self.channels or self._figures() or stages(self.text))
        told = [name for name in self.claim.topics if name and (valued or not TOPICS[name].valued)]
        return Verdict(self.claim, verdict, tuple(told))

    def verdict(self) -> str:
        """The worst of what its parts are: instrument, presence, words, names, numbers."""
        if not set(self.channels) <= set(self.truths.recording.ch_names):
            return UNSUPPORTED
        parts = [*self._instrument(), *self._presence(), *self._words(), *self._names(), *self._numbers()]
        for worst in (CONTRADICTED, UNSUPPORTED, TRUE):
            if worst in parts:
                return worst
        return UNCHECKED

    def _shares(self) -> bool:
        """Can a figure in percent be one of its quantities, and no mere probability of what is said?"""
        records = (r for name in self.claim.quantities for r in self.truths.records(name))
        return any(record.unit == "%" for record in records)

    def _channels(self) -> Iterator[str]:
        """Channels that it names, as the recording spells them; others as they stand."""
        names = {name.lower(): name for name in self.truths.recording.ch_names}
        known = {label.lower() for label in labels(self.truths.recording)}
        for mark in marks(self.text, self.truths.recording.ch_names):
            word = self.text[mark.start : mark.stop]
            if mark.kind == "channel" and word.lower() not in known and not stages(word):
                if word.lower() in names:
                    yield names[word.lower()]
                elif self._places(mark.start):
                    yield word

    def _places(self, start: int) -> bool:
        """Does the word before, or the list, say that a name is one of a channel?"""
        listing = any(name in _LISTS for name in self.claim.quantities)
        before = r"\b(?:over|on|at|channels?|electrodes?|units?|cells?|and|,)\s*$"
        return listing or re.search(before, self.text[:start], re.I) is not None

    def _instrument(self) -> Iterator[str]:
        named = _INSTRUMENT.search(self.text)
        if named:
            right = NAMES.get(self.truths.recording.modality, "").lower() == named[0].lower()
            yield TRUE if right else CONTRADICTED

    def _presence(self) -> Iterator[str]:
        """Whether there is any of it at all."""
        for topic in self.claim.topics:
            finding = self.truths.finding(topic)
            if topic == "seizure" and finding is None:
                yield self._candidates()
            if finding is None or topic in ("length", "channels", "rate", "amplitude", "eyes", ""):
                continue
            if topic == "dominant rhythm" and self._bands():
                continue
            if topic == "bad channels" and self.claim.quantities[0] != "bad channels":
                yield from self._listing_presence()
            elif self.claim.negated:
                yield self._denied(finding)
            elif self._says_so():
                yield CONTRADICTED if finding.there is False else TRUE

    def _says_so(self) -> bool:
        """Is it told to be there: any words but a bare value ("line frequency: 0 Hz")?"""
        bare = re.match(r"[\w -]+(?: is|:) ", self.text) is not None and bool(figures(self.text))
        zero = any(figure.value == 0 for figure in figures(self.text))
        return not (bare or zero)

    def _denied(self, finding: Finding) -> str:
        first = finding.records[0]
        counted = isinstance(first.value, int) and first.value > 0
        if finding.there is None and not counted:
            return UNCHECKED
        return TRUE if finding.there is False else CONTRADICTED

    def _listing_presence(self) -> Iterator[str]:
        for record in self._measured():
            if record.quantity == self.claim.quantities[0]:
                yield TRUE if bool(record.value) != self.claim.negated else CONTRADICTED

    def _candidates(self) -> str:
        """A seizure where nobody knows: without any candidate of a rhythmic discharge there is none."""
        finding = self.truths.finding("rhythmic discharges")
        if finding is None or finding.there is not False:
            return UNCHECKED
        return TRUE if self.claim.negated else CONTRADICTED

    def _measured(self) -> list[Evidence]:
        """Records of everything that its numbers can be of, over the channels and seconds that it names."""
        found: list[Evidence] = []
        scope = self._scope()
        for name in self.claim.quantities:
            found += self.truths.records(name, *scope)
        for topic in self.claim.topics:
            finding = self.truths.finding(topic)
            found += [r for r in finding.records if r in self.truths.known] if finding else []
        return list(dict.fromkeys(found))

    def _scope(self) -> tuple[tuple[str, ...], tuple[float, float] | None, str]:
        naming = any(name in _LISTS for name in self.claim.quantities) or any(
            topic.startswith("most active") for topic in self.claim.topics
        )
        channels = () if naming else self.channels
        region = _REGION.search(self.text)
        posterior = "posterior alpha" in self.claim.topics
        return channels, self._span(), region[1].lower() if region and not posterior else ""

    def _span(self) -> tuple[float, float] | None:
        """Seconds that a number holds for, where its quantity is no time itself."""
        timed = any(
            isinstance(r.value, tuple) for name in self.claim.quantities for r in self.truths.records(name)
        )
        if timed or "seizure" in self.claim.topics or "length" in self.claim.topics:
            return None
        for figure in figures(self.text):
            if figure.high is not None and figure.unit == "s":
                return figure.value, figure.high
        return None

    def _words(self) -> Iterator[str]:
        """States, bands, sides and stages."""
        known = {record.quantity: record for record in self.truths.known}
        lower = self.text.lower()
        said = re.search(r"\b(open|closed)\b", lower)
        if "eyes" in self.claim.topics and said and "eyes" in known:
            yield TRUE if (said[1] == known["eyes"].value) != self.claim.negated else CONTRADICTED
        if "dominant rhythm" in self.claim.topics and not self.claim.negated:
            yield from self._band(known.get("dominant band"))
        side = re.search(r"\b(left|right)\b", lower)
        for record in self.truths.records("alpha asymmetry") if side else ():
            if "alpha asymmetry" in self.claim.topics:
                right = (float(record.value) > 0) == (side[1] == "right")  # type: ignore[arg-type,index]
                yield TRUE if right else CONTRADICTED
        if "sleep stage" in self.claim.topics:
            for record in self.truths.records("sleep stage"):
                yield TRUE if str(record.value) in stages(self.text) else CONTRADICTED

    def _bands(self) -> list[str]:
        return [band for band in SHARING if re.search(rf"\b{band}\b", self.text, re.I)]

    def _band(self, known: Evidence | None) -> Iterator[str]:
        said = self._bands()
        if not said:
            return
        if known is not None:
            yield TRUE if known.value in said else CONTRADICTED
            return
        for record in self.truths.records("dominant frequency"):
            finding = self.truths.finding("dominant rhythm")
            right = str(band_of(float(record.value))) in said  # type: ignore[arg-type]
            unclear = finding is not None and not finding.there
            yield TRUE if right else UNCHECKED if unclear else CONTRADICTED

    def _names(self) -> Iterator[str]:
        """Channels that are told to be bad, flat, ... or the most active."""
        for topic in self.claim.topics:
            if topic.startswith("most active"):
                for record in self.truths.records(self.claim.quantities[0]):
                    yield TRUE if set(self.channels) == {busiest(record)} else CONTRADICTED
        for quantity in self.claim.quantities:
            if quantity in _LISTS and self.channels:
                yield from self._listed(quantity)

    def _listed(self, quantity: str) -> Iterator[str]:
        named = set(self.channels)
        for record in self._lists(quantity):
            held = set(record.value) if isinstance(record.value, tuple) else set()
            if self.claim.negated:
                yield TRUE if not named & held else CONTRADICTED
                continue
            whole = _EXHAUSTIVE.search(self.text) is not None and _AMONG.search(self.text) is None
            yield TRUE if (named == held if whole else named <= held) else CONTRADICTED

    def _lists(self, quantity: str) -> tuple[Evidence, ...]:
        """The list that counts: the one that is known, else the measured one."""
        return self.truths.records(quantity)[:1]

    def _labels(self) -> list[tuple[int, int, str]]:
        """Where it names labels of the recording's events."""
        if not _LABELLED.intersection(self.claim.topics):
            return []
        found = []
        for label in labels(self.truths.recording):
            pattern = rf"(?:\b(?:label|code) )?(?<!\w){re.escape(label)}(?!\w)"
            found += [(*match.span(), label) for match in re.finditer(pattern, self.text)]
        return [
            one
            for one in found
            if not any(o is not one and o[0] <= one[0] < o[1] and o[1] > one[1] for o in found)
        ]

    def _figures(self) -> list[Figure]:
        """Its numbers, without those in names and labels, and without the edges of a band."""
        text = self.text
        places = [(start, stop) for start, stop, _ in self.labels]
        for name in self.channels:
            places += [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)]
        for start, stop in places:
            text = text[:start] + " " * (stop - start) + text[stop:]
        units = [record.unit for name in self.claim.quantities for record in self.truths.records(name)]
        edges = set(BANDS.values())
        return [f for f in figures(text, units) if f.unit != "Hz" or (f.value, f.high) not in edges]

    def _numbers(self) -> Iterator[str]:
        shown = [figure for figure in self._figures() if not self._is_the_part(figure)]
        if len(shown) < len(self._figures()):
            yield TRUE
        if not shown:
            return
        records, span = self._measured(), self._span()
        if not self.claim.topics:
            yield UNSUPPORTED
            return
        if not records and "seizure" in self.claim.topics:
            return  # nobody knows when it is
        of_label = self._of_labels(shown)
        for figure in shown:
            if span is not None and (figure.value, figure.high) == span:
                continue
            if figure in of_label:
                yield of_label[figure]
            elif any(self._supports(figure, record) for record in records):
                yield CONTRADICTED if self._denies() else TRUE
            else:
                yield self._unlike(figure, records)

    def _is_the_part(self, figure: Figure) -> bool:
        """Are these the seconds that are described?"""
        if self.truths.start is None and self.truths.stop is None:
            return False
        start, stop = check_span(self.truths.recording, self.truths.start, self.truths.stop)
        return agrees(figure, Fact(start, "s", "span", high=stop), self.text)

    def _unlike(self, figure: Figure, records: Sequence[Evidence]) -> str:
        """No record has the number: another is measured, or nothing is."""
        if self._denies():
            return TRUE
        return CONTRADICTED if records else UNSUPPORTED

    def _denies(self) -> bool:
        """ "No hum at 50 Hz": what is denied is that number."""
        return self.claim.negated and not any(isinstance(r.value, tuple) for r in self._measured())

    def _supports(self, figure: Figure, record: Evidence) -> bool:
        if "seizure" in self.claim.topics and isinstance(record.value, tuple) and figure.unit == "s":
            ends = {float(second) for span in record.value for second in span}  # type: ignore[union-attr]
            told = [figure.value] if figure.high is None else [figure.value, figure.high]
            return all(any(abs(second - end) <= ONSET_SECONDS for end in ends) for second in told)
        return any(agrees(figure, fact, self.text) for fact in facts_of([record]))

    def _of_labels(self, shown: Sequence[Figure]) -> dict[Figure, str]:
        """ "6 of label T1": the number before each label, held against the count of that label."""
        found: dict[Figure, str] = {}
        for start, _, label in self.labels if "events" in self.claim.topics else ():
            before = [
                figure for figure in shown if figure.stop <= start and figure not in found and not figure.unit
            ]
            gap = self.text[before[-1].stop : start] if before else ""
            if before and len(gap) < 24 and not re.search(r"[,:;]", gap):
                held = measure(
                    self.truths.recording,
                    "event count",
                    start=self.truths.start,
                    stop=self.truths.stop,
                    event=label,
                )
                found[before[-1]] = TRUE if before[-1].value == held.value else CONTRADICTED
        return found
