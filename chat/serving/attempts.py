"""Guessing passwords takes time: after a few failures each further try has to wait longer."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

FREE = 5
"""Failures of one address with one name that cost nothing."""
FREE_ALL = 100
"""Failures of everybody together; beyond them a try a second remains, so that nobody is locked out for long."""
FORGET_SECONDS = 900.0
LONGEST_WAIT = 300.0
MOST_KEPT = 4096


@dataclass
class _Failures:
    count: int
    last: float


class Attempts:
    """Counts failed logins by address and name, and all together."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, ...], _Failures] = OrderedDict()

    def wait(self, address: str, name: str) -> float:
        """Seconds until the next try is looked at; 0: now."""
        own = self._wait((address, name), FREE, LONGEST_WAIT)
        return max(own, self._wait((), FREE_ALL, 1.0))

    def failed(self, address: str, name: str) -> None:
        """Remember a failure."""
        now = time.monotonic()
        for key in ((address, name), ()):
            found = self._failures.pop(key, None)
            if found is None or now - found.last > FORGET_SECONDS:
                found = _Failures(0, now)
            self._failures[key] = _Failures(found.count + 1, now)
        while len(self._failures) > MOST_KEPT:
            self._failures.popitem(last=False)

    def succeeded(self, address: str, name: str) -> None:
        """A right password starts anew."""
        self._failures.pop((address, name), None)

    def _wait(self, key: tuple[str, ...], free: int, longest: float) -> float:
        found = self._failures.get(key)
        if found is None or found.count < free:
            return 0.0
        since = time.monotonic() - found.last
        wait = min(longest, 2.0 ** (found.count - free)) if since < FORGET_SECONDS else 0.0
        return max(0.0, wait - since)
