"""Text to token ids. What a person or a file wrote never becomes a control token, whatever the tokenizer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from neuro_llm.recordings.errors import ModelError

NEURO = "<neuro>"
"""The placeholder: one per neural token; its embedding is replaced by the projected token."""

_ANCHOR = "\n"
_CACHED_LENGTH, _CACHED_TEXTS = 32, 4096


class TokenText:
    """Token ids of plain text, of text with slots and of the frame of a chat, for one tokenizer.

    Every string that the tokenizer would match as one added token is cut after its first character and the
    parts are tokenised on their own; what still comes out as a control id (a word of the plain vocabulary, a
    normaliser that makes "<NEURO>" lower case) is tokenised letter by letter. No switch of the tokenizer is
    touched, so it may be shared between threads.
    """

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        added = {i: str(token) for i, token in tokenizer.added_tokens_decoder.items()}
        names = {*added.values(), *tokenizer.all_special_tokens}
        names = {name for name in names if len(name) > 1 and not name.isspace()}
        self.specials = frozenset(tokenizer.all_special_ids)
        self.control_ids = self._control_ids(names)
        longest_first = sorted(names, key=len, reverse=True)
        self._control = re.compile("|".join(map(re.escape, longest_first))) if names else None
        self._cache: dict[str, list[int]] = {}
        self._anchor: list[int] = []
        self._anchor = self._find_anchor()

    def _control_ids(self, names: set[str]) -> frozenset[int]:
        """Ids that plain text must never hold. An `unk` that is nothing else may stay: unknown letters."""
        ids = set(self.tokenizer.convert_tokens_to_ids(sorted(names)))
        unknown = self.tokenizer.unk_token_id
        if unknown not in {self.tokenizer.eos_token_id, self.tokenizer.bos_token_id}:
            ids.discard(unknown)
        return frozenset(ids - {None})

    def _find_anchor(self) -> list[int]:
        """Ids of a line break, where the tokenizer puts a space before every text that it starts with."""
        alone, after = self._encode("a b"), self._encode(_ANCHOR + "a b")
        anchor = self._encode(_ANCHOR)
        follows = after[: len(anchor)] == anchor
        return anchor if anchor and follows and after[len(anchor) :] != alone else []

    def _encode(self, text: str) -> list[int]:
        """Ids of a text that stands in the middle of others."""
        if self._anchor:
            ids = self.tokenizer.encode(_ANCHOR + text, add_special_tokens=False)
            if ids[: len(self._anchor)] == self._anchor:
                return list(ids[len(self._anchor) :])
        return list(self.tokenizer.encode(text, add_special_tokens=False))

    @property
    def neuro_id(self) -> int:
        found = self.tokenizer.get_added_vocab().get(NEURO)
        if found is None:
            raise ModelError(
                f"The tokenizer has no {NEURO} token: load the language model with load_language_model, "
                "which adds it, or render recordings without neural tokens."
            )
        return int(found)

    def plain(self, text: str) -> list[int]:
        """Ids of text that somebody wrote; none of them is a control id."""
        if not text:
            return []
        known = self._cache.get(text)
        if known is None:
            known = [i for part in self._parts(text) for i in self._plain_part(part)]
            if len(text) <= _CACHED_LENGTH and len(self._cache) < _CACHED_TEXTS:
                self._cache[text] = known
        return list(known)

    def _parts(self, text: str) -> list[str]:
        parts, rest = [], text
        while self._control and (found := self._control.search(rest)):
            parts.append(rest[: found.start() + 1])
            rest = rest[found.start() + 1 :]
        return [part for part in (*parts, rest) if part]

    def _plain_part(self, part: str) -> list[int]:
        ids = self._encode(part)
        if self.control_ids.isdisjoint(ids):
            return ids
        return [i for letter in part for i in self._encode(letter) if i not in self.control_ids]

    def with_slots(self, text: str, slots: Sequence[str]) -> list[int]:
        """Ids of text in which the named slots are tokens and everything else is plain."""
        if not slots:
            return self.plain(text)
        ids: list[int] = []
        for part in re.split("(" + "|".join(map(re.escape, slots)) + ")", text):
            ids += [self.slot_id(part)] if part in slots else self.plain(part)
        return ids

    def slot_id(self, slot: str) -> int:
        found = self.tokenizer.get_added_vocab().get(slot)
        if found is None:
            raise ModelError(f"The tokenizer has no slot token {slot}; render without slots.")
        return int(found)

    def frame(self, text: str, *, first: bool = False) -> list[int]:
        """Ids of a piece of the chat template: here control tokens are what they say."""
        if not text:
            return []
        return list(self.tokenizer.encode(text, add_special_tokens=False)) if first else self._encode(text)


def token_text(tokenizer: Any) -> TokenText:
    """The `TokenText` of a tokenizer, made again when tokens were added or its template changed."""
    return _token_text(tokenizer, len(tokenizer), str(tokenizer.chat_template))


@lru_cache(maxsize=8)
def _token_text(tokenizer: Any, n_tokens: int, template: str) -> TokenText:
    return TokenText(tokenizer)
