"""Text on its way to the reader: what no record supports is marked before it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neuro_llm.recordings.evidence.record import Evidence

from .checking import SENTENCE_END, Ground, find_unsupported
from .figures import NUMBER_WORDS, RATIO_WORDS
from .topics import doubtful

MARK = " (unsupported)"
_FIGURE = re.compile(rf"[\d\[]|\w+z\b|\b(?:{'|'.join((*NUMBER_WORDS, *RATIO_WORDS))})\b", re.I)


class Marker:
    """Takes text piece by piece, gives back what is safe to show; all pieces joined are the checked text.

    Words up to the first number, channel, citation or word that says what is measured pass at once; the rest
    waits for the sentence's end, because the records that it cites decide what it may say.
    """

    def __init__(self, ground: Ground | Sequence[Evidence]) -> None:
        self.ground = ground if isinstance(ground, Ground) else Ground(tuple(ground))
        self.unsupported: tuple[str, ...] = ()
        self.shown = ""
        self._raw = ""
        self._done = 0  # characters of `_raw` that were shown
        self._checked = 0  # where the present sentence begins

    def feed(self, piece: str) -> str:
        """More text from the model; what of it can be shown now."""
        self._raw += piece
        out = ""
        while end := SENTENCE_END.search(self._raw, self._checked):
            out += self._sentence(end.end())
        return self._show(out + self._safe_words())

    def close(self) -> str:
        """The rest, once the model has finished."""
        rest = len(self._raw.rstrip())
        return self._show(self._sentence(rest) if rest > self._checked else "")

    def _show(self, text: str) -> str:
        if not self.shown:
            text = text.lstrip()
        self.shown += text
        return text

    def _sentence(self, stop: int) -> str:
        """The unshown part of the sentence that ends at `stop`, marked."""
        found = find_unsupported(self._raw, self.ground)
        inside = [item for item in found if self._checked <= item.start < stop]
        self.unsupported = tuple(dict.fromkeys((*self.unsupported, *(item.shown for item in inside))))
        out, position = "", self._done
        for item in inside:
            out += self._raw[position : item.stop] + MARK
            position = item.stop
        out += self._raw[position:stop]
        self._done = self._checked = stop
        return out

    def _safe_words(self) -> str:
        """Whole words of the unfinished sentence before anything that has to be checked."""
        waiting = self._raw[self._done :]
        starts = [m.start() for m in (_FIGURE.search(waiting), doubtful().search(waiting)) if m]
        starts += [at for name in self.ground.names if (at := waiting.find(name)) >= 0]
        limit = min((len(waiting), *starts))
        out = waiting[: max(waiting.rfind(" ", 0, limit), 0)]
        self._done += len(out)
        return out
