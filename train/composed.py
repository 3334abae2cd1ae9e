"""Questions put together from names of things and ways to ask: widens the hand-written paraphrases."""

from __future__ import annotations

import re
import zlib
from functools import cache

import numpy as np

from .paraphrases import (
    things_file,
    things_outside,
    things_spectrum,
    things_states,
    things_trials,
    things_units,
    things_waves,
)
from .paraphrases.frames import FRAMES

MOST = 160
"""Composed questions of one intent, about; each of its ways to ask gets the same share."""

_MODULES = (
    things_states,
    things_waves,
    things_spectrum,
    things_file,
    things_trials,
    things_units,
    things_outside,
)
_THINGS = tuple(thing for module in _MODULES for thing in module.THINGS)
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@cache
def composed(name: str) -> tuple[str, ...]:
    """Composed questions of an intent or of a reason to turn one down; the same ones in every run."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    ways = [
        (frame, _pieces(written))
        for intent, frames, written in _THINGS
        if intent == name
        for frame in frames.split()
    ]
    found: dict[str, None] = {}
    for frame, things in ways:
        for _ in range(MOST // len(ways)):
            found[_one(frame, things, rng)] = None
    return tuple(found)


def _one(frame: str, things: tuple[str, ...], rng: np.random.Generator) -> str:
    templates = _pieces(FRAMES[frame])
    text = templates[rng.integers(len(templates))].replace("{}", things[rng.integers(len(things))])
    return re.sub(r"\s+", " ", _chosen(text, rng)).strip(" ,")


def _chosen(text: str, rng: np.random.Generator) -> str:
    """One of each "(a|b)", the inner ones first."""
    while match := _CHOICE.search(text):
        options = match[1].split("|")
        text = text[: match.start()] + options[rng.integers(len(options))] + text[match.end() :]
    return text


@cache
def _pieces(written: str) -> tuple[str, ...]:
    """Pieces between line ends and bars, both outside brackets."""
    pieces = re.split(r"(?:\n|\s\|\s)(?![^(]*\))", written)
    return tuple(piece.strip(" |") for piece in pieces if piece.strip(" |"))
