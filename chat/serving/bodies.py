"""What a request may carry: so much, in so much time, JSON that is neither deep nor odd."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from .headers import Receive

LARGEST_JSON = 1 << 20
"""A question has 2,000 characters; a table of some thousand annotations, which is sent along, takes the most."""
DEEPEST_JSON = 40
DISCARDED = 64 << 20
"""Bytes beyond the limit that are still read, and thrown away, as a browser sees no refusal before it has sent all."""
PATIENCE = 30.0
"""s that a piece of a body may take to arrive, and all of a JSON body."""


class Refused(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


async def pieces(receive: Receive, most: int) -> AsyncIterator[bytes]:
    """The body as it arrives. Refused with 413 where there is more than `most` bytes, 408 where it stops arriving."""
    arrived, more = 0, True
    while more:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError as error:
            raise Refused(408, "The request did not arrive in time.") from error
        if message["type"] == "http.disconnect":
            raise Refused(400, "The request ended early.")
        piece, more = message.get("body", b""), message.get("more_body", False)
        arrived += len(piece)
        if arrived <= most:
            yield piece
        elif not more or arrived > most + DISCARDED:
            raise Refused(413, f"This is more than {most / 1e6:.0f} MB.")


async def read_body(receive: Receive, most: int) -> bytes:
    """All of it, within `PATIENCE` s."""
    try:
        async with asyncio.timeout(PATIENCE):
            return b"".join([piece async for piece in pieces(receive, most)])
    except TimeoutError as error:
        raise Refused(408, "The request did not arrive in time.") from error


def read_json(body: bytes) -> dict[str, Any]:
    """The object of a JSON body; refused where it is none, too deep, or holds what no UTF-8 text can."""
    try:
        found = json.loads(body)
        if not isinstance(found, dict) or any(depth > DEEPEST_JSON for depth, _ in values(found)):
            raise Refused(400, "This is no JSON object, or it is too deep.")
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError) as error:  # also of half characters, NaN, endless numbers
        raise Refused(400, "This is no JSON that the page reads.") from error
    return found


def values(found: Any) -> Iterator[tuple[int, Any]]:
    """(depth, value) of all that a JSON value holds, itself included; without recursion."""
    waiting = [(1, found)]
    while waiting:
        depth, value = waiting.pop()
        yield depth, value
        if depth <= DEEPEST_JSON and isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            waiting.extend((depth + 1, item) for item in inner)
