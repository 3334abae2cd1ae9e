"""Is every number, interval, channel, unit and citation of a text supported by a record?

What stands before a citation is held against the records that it names, and against no others; a sentence that
cites nothing against all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from neuro_llm.recordings.evidence.record import Evidence

from .facts import Fact, agrees, facts_of, of_probability, placed
from .figures import Figure, figures
from .topics import Mark, marks, wrong_states

_CITATION = re.compile(r"\[\s*(E\d+(?:\s*(?:[,;&–-]|and)\s*E?\d+)*)\s*\]")
_GROUP = re.compile(rf"{_CITATION.pattern}(?:(?:\s|,|;|and)*{_CITATION.pattern})*")
_NEVER_NUMBERS = re.compile(r"1\s?/\s?f\b|\b10[-–](?:20|10|05|5)\b(?! ?s\b)|^[ \t]*\d{1,2}[.)](?=\s)", re.M)
_NAMING = re.compile(r"\b(?:including|such as|like|among|e\.g\.|for example|one of)\s", re.I)
_LEADING = re.compile(
    r"\W*(?:(?:according|as|in|per|from|records?|evidence|to|by|shown|see|for|and)\W+){0,4}", re.I
)
SENTENCE_END = re.compile(r"(?<!\ba\.u)[.!?](?=\s+(?!\[E)[^\s])|\n")
"""Where a sentence ends: at a full stop that no citation follows, never inside a number or after "a.u."."""


@dataclass(frozen=True)
class Unsupported:
    """A piece of text that no record supports: where it lies and how it reads."""

    start: int
    stop: int
    shown: str


@dataclass(frozen=True)
class Ground:
    """What a text may rest on.

    evidence  numbered records
    shares    probabilities that the answer itself states (of the options), where it cites nothing
    names     channels of the recordings: one that no cited record names is not supported
    doubted   ids of records that could not be computed again
    told      words of the asker that the text begins with (the chosen option)
    """

    evidence: tuple[Evidence, ...]
    shares: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    doubted: Collection[str] = field(default=())
    told: str = ""


def find_unsupported(text: str, ground: Ground | Sequence[Evidence]) -> list[Unsupported]:
    """Everything in `text` that no record supports, in its order: each word once."""
    ground = ground if isinstance(ground, Ground) else Ground(tuple(ground))
    hidden = _blank_out(text, ground)
    found = list(_bad_citations(text, ground))
    for start, stop in sentences(text):
        found += _Sentence(text, hidden, start, stop, ground).unsupported()
    return _apart(sorted(found, key=lambda item: (item.start, -item.stop)))


def uncited_figures(text: str, ground: Ground) -> list[str]:
    """Numbers of sentences that cite nothing, as they read; the answer's own probabilities are none of them."""
    hidden, shown = _blank_out(text, ground), []
    own = [fact for share in ground.shares for fact in of_probability(share)]
    for start, stop in sentences(text):
        if not _CITATION.search(text, start, stop):
            loose = [f for f in figures(hidden[start:stop]) if not any(agrees(f, fact, "") for fact in own)]
            shown += [hidden[start + figure.start : start + figure.stop] for figure in loose]
    return shown


def cited_ids(text: str) -> tuple[str, ...]:
    """Ids of the records that a text cites in square brackets, in its order: "[E1, E3]", "[E2–E4]"."""
    return tuple(dict.fromkeys(name for _, _, ids in citations(text) for name in ids))


def citations(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start and stop of each "[E1, E3]" of a text, and the ids in it."""
    for match in _CITATION.finditer(text):
        yield match.start(), match.end(), tuple(dict.fromkeys(_ids(match[0])))


def _ids(citation: str) -> Iterator[str]:
    """Ids inside one or more brackets, spans written out."""
    for first, last in re.findall(r"E(\d+)(?:\s*[–-]\s*E?(\d+))?|(?<!\d)\d+", citation):
        if first:
            stop = int(last) if last and int(first) <= int(last) < int(first) + 100 else int(first)
            yield from (f"E{number}" for number in range(int(first), stop + 1))
            if last and stop != int(last):
                yield f"E{last}"


def _bad_citations(text: str, ground: Ground) -> Iterator[Unsupported]:
    known = {record.id for record in ground.evidence} - set(ground.doubted)
    for match in _CITATION.finditer(text):
        if not known.issuperset(_ids(match[0])):
            yield Unsupported(match.start(), match.end(), match[0])


def _blank_out(text: str, ground: Ground) -> str:
    """The text with citations, figures of speech ("1/f", "10-20") and the asker's words made spaces, same length."""
    if ground.told and text.lstrip().startswith(ground.told):
        start = len(text) - len(text.lstrip())
        text = text[:start] + " " * len(ground.told) + text[start + len(ground.told) :]
    for pattern in (_CITATION, _NEVER_NUMBERS):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and stop of each sentence; a full stop inside a number ends none."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _apart(found: Sequence[Unsupported]) -> list[Unsupported]:
    """Without those that lie inside another."""
    kept: list[Unsupported] = []
    for item in found:
        if not kept or item.start >= kept[-1].stop:
            kept.append(item)
    return kept


@dataclass(frozen=True)
class _Sentence:
    text: str
    hidden: str
    start: int
    stop: int
    ground: Ground

    def unsupported(self) -> list[Unsupported]:
        groups = list(_GROUP.finditer(self.text, self.start, self.stop))
        if not groups:
            return self._clause(self.start, self.stop, self.ground.evidence, cited=False)
        before = self._bound(groups, following=True)
        last = self.hidden[groups[-1].end() : self.stop]
        if len(groups) > 1 and figures(last):  # "[E1] shows 3 Hz and [E2] shows 5 Hz."
            return min(before, self._bound(groups, following=False), key=len)
        return before

    def _bound(self, groups: Sequence[re.Match[str]], following: bool) -> list[Unsupported]:
        """Each clause held against the citation that follows it, or against the one before it."""
        leading = _LEADING.fullmatch(self.hidden[self.start : groups[0].start()]) is not None
        found: list[Unsupported] = []
        edges = [self.start, *(group.end() for group in groups)]
        for number, edge in enumerate(edges):
            stop = groups[number].start() if number < len(groups) else self.stop
            chosen = number if following and not leading else number - 1
            group = groups[min(max(chosen, 0), len(groups) - 1)]
            ids = set(_ids(group[0]))
            records = tuple(record for record in self.ground.evidence if record.id in ids)
            found += self._clause(edge, stop, records or self.ground.evidence, cited=bool(records))
        return found

    def _clause(
        self, start: int, stop: int, records: Sequence[Evidence], *, cited: bool
    ) -> list[Unsupported]:
        clause = _Clause(self.hidden[start:stop], tuple(records), cited, self.ground)
        return [
            Unsupported(start + a, start + b, self.text[start + a : start + b]) for a, b in clause.wrong()
        ]


@dataclass(frozen=True)
class _Clause:
    """A piece of a sentence and the records that it is held against; cited=False: all of them."""

    text: str
    records: tuple[Evidence, ...]
    cited: bool
    ground: Ground

    def wrong(self) -> Iterator[tuple[int, int]]:
        """Where something lies that the records do not support."""
        ids = {record.id for record in self.ground.evidence}
        words = [m for m in marks(self.text, tuple(self._names())) if self.text[m.start : m.stop] not in ids]
        for mark in words:
            if (self.cited or mark.kind == "channel") and not any(
                mark.fits(record) for record in self.records
            ):
                yield mark.start, mark.stop
        if self.cited:
            yield from wrong_states(self.text, self.records)
            yield from self._not_all(words)
        places = [(mark.start, mark.stop) for mark in words if mark.kind in ("channel", "recording")]
        places += self._labels()
        shown = figures(self._without(places), [record.unit for record in self.records])
        for number, figure in enumerate(shown):
            about = self._about(words, shown, number)
            if not any(agrees(figure, fact, self.text) for fact in self._facts(about)):
                yield figure.start, figure.stop

    def _labels(self) -> list[tuple[int, int]]:
        """Where the text names the events of its records: "label 2" holds no number."""
        labels = {label for record in self.records for label in (record.event, record.versus) if label}
        pattern = "|".join(re.escape(label) for label in labels)
        return [m.span() for m in re.finditer(rf"\blabel (?:{pattern})(?!\w)", self.text)] if labels else []

    def _names(self) -> Iterator[str]:
        yield from self.ground.names
        for record in self.ground.evidence:
            values = record.value if isinstance(record.value, tuple) else ()
            yield from (*record.channels, record.event, record.versus)
            yield from (value for value in values if isinstance(value, str))

    def _without(self, places: Sequence[tuple[int, int]]) -> str:
        text = self.text
        for start, stop in places:
            text = text[:start] + " " * (stop - start) + text[stop:]
        return text

    def _facts(self, records: Sequence[Evidence]) -> Iterator[Fact]:
        yield from facts_of(records)
        compared = {record.quantity.partition("difference in ")[2] for record in records}
        for record in self.ground.evidence:  # a difference may name the seconds of its two sides
            if record.quantity in compared:
                yield from placed(record)
        for share in () if self.cited else self.ground.shares:  # a record has a probability of its own
            yield from of_probability(share)

    def _about(self, words: Sequence[Mark], shown: Sequence[Figure], number: int) -> tuple[Evidence, ...]:
        """Of several records those that the nearest words say the figure is about."""
        records = self.records
        if len(records) < 2 and self.cited:
            return records
        for kind in ("band", "quantity", "channel", "recording"):
            mark = _meant([mark for mark in words if mark.kind == kind], shown, number)
            if mark is not None:
                fitting = tuple(record for record in records if mark.fits(record))
                records = fitting if fitting or not self.cited else records
        return records

    def _not_all(self, words: Sequence[Mark]) -> Iterator[tuple[int, int]]:
        """Channels that are only some of those that one measured number rests on."""
        record = self.records[0]
        if len(self.records) > 1 or record.kind != "measured" or isinstance(record.value, (str, tuple)):
            return
        if record.quantity.startswith("difference"):
            return
        places = {name.lower() for name in record.channels}
        named = [m for m in words if m.kind == "channel" and self.text[m.start : m.stop].lower() in places]
        told = {self.text[mark.start : mark.stop].lower() for mark in named}
        if named and told != places and not _NAMING.search(self.text):
            yield named[0].start, named[-1].stop


def _meant(of_kind: Sequence[Mark], shown: Sequence[Figure], number: int) -> Mark | None:
    """The word that a figure belongs to: the nearest before it, by order where words and figures are listed apart."""
    if not of_kind:
        return None
    figure = shown[number]
    if len(of_kind) == len(shown) > 1 and of_kind[-1].start < shown[0].start:
        return of_kind[number]
    before = [mark for mark in of_kind if mark.start < figure.start]
    return before[-1] if before else of_kind[0]
