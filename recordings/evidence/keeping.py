"""What was found in a part of a recording, kept for the next quantity that rests on it: how many, when, how often."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from .part import Part

MOST_KEPT = 12
"""Findings of one source; each is a list of waves or intervals."""

_KEPT: WeakKeyDictionary[Any, OrderedDict[Hashable, Any]] = WeakKeyDictionary()
_LOCK = Lock()
_Found = TypeVar("_Found")


def kept(part: Part, what: Hashable, find: Callable[[], _Found]) -> _Found:
    """What `find` finds in the channels and seconds of a part, found once; forgotten together with the source.

    what   tells it from other findings in the same part; nobody may change what is given back
    """
    recording = part.recording
    signal = (recording.ch_names, recording.ch_kinds, recording.units, recording.unit_known)
    key = (what, signal, part.channels, part.named, part.start, part.stop)
    with _LOCK:
        try:
            known = _KEPT.setdefault(recording.source, OrderedDict())
        except TypeError:  # a source that cannot be referred to weakly: nothing is kept
            known = OrderedDict()
        if key in known:
            known.move_to_end(key)
            return known[key]
    found = find()
    with _LOCK:
        known[key] = found
        while len(known) > MOST_KEPT:
            known.popitem(last=False)
    return found
