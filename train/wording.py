"""The paraphrase banks, and the ways in which people vary a phrase: openings, endings, slips, short forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from .paraphrases import brain, file, more, outside, rest, sleep, spectrum, states, trials

_BANKS: tuple[dict[str, str], ...] = tuple(
    module.BANK
    for module in (
        states,
        spectrum,
        file,
        outside,
        more,
        rest,
        sleep,
        brain,
        trials,
    )
)

ASKED = Path(__file__).parent / "paraphrases" / "asked.txt"
_OPENINGS = (
    "can you tell me |could you tell me |please tell me |tell me |I'd like to know |I want to know |"
    "hi, |please |hey, |quick question: |do you know |I wonder |let me know |in this recording, |"
    "here: |for this file: |so |and |just curious, |could you please check |show me |give me |"
    "what's the |check |hello, |sorry, |in your opinion, |according to the data, |looking at the EEG, |"
    "for this subject, "
)
_ENDINGS = (
    " in this recording| here| please|, please| in this file| in this EEG| in the data| in this trace|"
    " for this subject| right now| at all| overall| in the signal| thanks|, thanks| pls|"
    " between 10 and 20 s| in the first minute| over O1| at Cz| in the first half| after 30 s|"
    " around 01:20| in F3 and F4| in the last 10 seconds| on the left| over the frontal channels|"
    " over the back of the head| from 0:30 to 1:15| during the recording| in this segment|"
    " in this dataset| exactly| do you think| in the MEG| in this subject's EEG"
)
_SHORT = (
    "channels=chans|channel=ch|frequency=freq|electrodes=elecs|amplitude=amp|seconds=secs|please=pls|"
    "recording=rec|number=nr|reference=ref|you=u|are=r|between=btw|seizure=sz|power=pow|maximum=max|"
    "average=avg|patient=pt|artifact=artefact|artifacts=artefacts|relative=rel|dominant=dom|"
    "posterior=post|frontal=front|without=w/o|with=w/|about=abt|what is=what's|is there=is there any|"
    "subject=participant|recording =file |signal=trace|data=recording|file=dataset|patient =subject |"
    "EEG=signal"
)
_FILLERS = "the a an of is are do does did there any in this it at to for"
OPENINGS, ENDINGS = tuple(_OPENINGS.split("|")), tuple(_ENDINGS.split("|"))
SHORT = dict(pair.split("=") for pair in _SHORT.split("|"))
FILLERS = frozenset(_FILLERS.split())
_NEIGHBOURS = {
    row[i]: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i in range(len(row))
}


@cache
def bank(name: str) -> tuple[str, ...]:
    """All hand-written phrasings of an intent or of a reason to turn a question down."""
    lines = (line for written in _BANKS for line in written.get(name, "").splitlines())
    pieces = (piece.strip() for line in lines for piece in line.split("|"))
    return tuple(dict.fromkeys(piece for piece in (*pieces, *_asked().get(name, ())) if piece))


@cache
def _asked() -> dict[str, list[str]]:
    """asked.txt: one wording a line below the name of what it asks for, in square brackets."""
    found: dict[str, list[str]] = {}
    for line in ASKED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = own = []
        elif line:
            own.append(line)
    return found


def vary(text: str, rng: np.random.Generator) -> str:
    """The phrase as another person may type it: opening, ending, short form, dropped fillers, slips, case."""
    if rng.random() < 0.3:
        text = f"{OPENINGS[rng.integers(len(OPENINGS))]}{text}"
    if rng.random() < 0.3:
        text = f"{text.rstrip('?')}{ENDINGS[rng.integers(len(ENDINGS))]}"
    if rng.random() < 0.3:
        text = _shorten(text, rng)
    if rng.random() < 0.3:
        kept = [w for w in text.split() if w.lower() not in FILLERS or rng.random() < 0.4]
        text = " ".join(kept) or text
    if rng.random() < 0.2:
        kept = [w for w in text.split() if rng.random() > 0.15]
        text = " ".join(kept) or text
    if rng.random() < 0.35:
        text = slip(text, rng)
    if rng.random() < 0.3:
        text = text.rstrip("?.!")
    elif rng.random() < 0.3:
        text = text + "?"
    return text


def _shorten(text: str, rng: np.random.Generator) -> str:
    present = [word for word in SHORT if word in text]
    if not present:
        return text
    word = present[rng.integers(len(present))]
    return text.replace(word, SHORT[word], 1)


def slip(text: str, rng: np.random.Generator) -> str:
    """One typing slip in one longer word: letters swapped, lost, doubled or hit beside."""
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) > 3 and w.isalpha()]
    if not long:
        return text
    i = long[rng.integers(len(long))]
    word, at, kind = words[i], int(rng.integers(1, len(words[i]) - 1)), rng.integers(4)
    if kind == 0:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == 1:
        word = word[:at] + word[at + 1 :]
    elif kind == 2:
        word = word[:at] + word[at] + word[at:]
    else:
        near = _NEIGHBOURS.get(word[at].lower(), word[at])
        word = word[:at] + near[rng.integers(len(near))] + word[at + 1 :]
    words[i] = word
    return " ".join(words)
