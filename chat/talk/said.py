"""The text of an answer as HTML: citations as chips, facts told apart from opinions, what nothing supports marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from neuro_llm.answer import Answer
from neuro_llm.chat.blocks import safe
from neuro_llm.checking import citations, sentences
from neuro_llm.marking import MARK
from neuro_llm.recordings.evidence.record import Evidence

from .chips import chip

LONGEST = 100_000
_ENDS = ";,:"
"""Where a part of a sentence ends behind a citation."""


@dataclass(frozen=True)
class _Cited:
    """One citation: its place in the text, the ids, and whether all of its records were measured."""

    start: int
    stop: int
    ids: tuple[str, ...]
    measured: bool


def _spaced(text: str) -> str:
    """Text in which line ends are kept."""
    return "\n".join(safe(line, LONGEST) for line in text.split("\n"))


def said(answer: Answer, several: bool = False) -> str:
    """The inside of `.nl-said`: everything is text but our own tags."""
    text = answer.text[:LONGEST]
    known = {record.id: record for record in answer.evidence}
    shown = _Shown(text, known, answer.unsupported, several)
    return "".join(shown.sentence(start, stop) for start, stop in sentences(text))


@dataclass(frozen=True)
class _Shown:
    """The text of an answer, its records by id, and the pieces that no record supports."""

    text: str
    known: Mapping[str, Evidence]
    unsupported: tuple[str, ...]
    several: bool

    def sentence(self, start: int, stop: int) -> str:
        """A sentence in parts, each wrapped by what it rests on: measurements, or the model."""
        cited = [one for one in self._cited() if start <= one.start < stop]
        out = []
        for first, last, measured in self._parts(start, stop, cited):
            first, last, before, behind = self._bare(first, last)
            inside = self._marked(first, last, [one for one in cited if first <= one.start < last])
            name = {True: "nl-fact", False: "nl-opinion", None: ""}[measured]
            out += [before, f'<span class="{name}">{inside}</span>' if name else inside, behind]
        return "".join(out)

    def _bare(self, start: int, stop: int) -> tuple[int, int, str, str]:
        """A part without the spaces before it and the mark at its end: where it lies, and both as they are shown."""
        text = self.text[start:stop]
        first = start + len(text) - len(text.lstrip())
        last = max(first, start + len(text.rstrip(_ENDS + ".!? \n")))
        return first, last, _spaced(self.text[start:first]), _spaced(self.text[last:stop])

    def _cited(self) -> Iterator[_Cited]:
        """Citations all of whose records there are; the others stay text."""
        for start, stop, ids in citations(self.text):
            if all(name in self.known for name in ids):
                yield _Cited(start, stop, ids, all(self.known[name].kind == "measured" for name in ids))

    def _parts(self, start: int, stop: int, cited: list[_Cited]) -> Iterator[tuple[int, int, bool | None]]:
        """Start and stop of each part of a sentence, and whether it was measured; None: it cites nothing."""
        first = start
        for one, following in pairwise(cited):
            if one.measured != following.measured:
                between = self.text[one.stop : following.start]
                ends = [place for place, letter in enumerate(between) if letter in _ENDS]
                last = one.stop + (ends[0] + 1 if ends else 0)
                yield first, last, one.measured
                first = last
        yield first, stop, cited[-1].measured if cited else None

    def _marked(self, start: int, stop: int, cited: list[_Cited]) -> str:
        """Text between two places: chips for its citations, marks around what nothing supports."""
        out, at = [], start
        for one in cited:
            chips = "".join(chip(self.known[name], self.several) for name in one.ids)
            out += [self._plain(at, one.start), chips]
            at = one.stop
        return "".join([*out, self._plain(at, stop)])

    def _plain(self, start: int, stop: int) -> str:
        """Text without citations."""
        pieces = self.text[start:stop].split(MARK)
        marked = [self._doubted(piece) for piece in pieces[:-1]]
        return "".join([*marked, _spaced(pieces[-1])])

    def _doubted(self, piece: str) -> str:
        """A piece of text whose end nothing supports."""
        wrong = max((shown for shown in self.unsupported if piece.endswith(shown)), key=len, default="")
        sure = piece[: len(piece) - len(wrong)]
        return (
            f'{_spaced(sure)}<mark class="nl-unsupported" title="No record supports this.">'
            f"{safe(wrong, LONGEST)} (unsupported)</mark>"
        )
