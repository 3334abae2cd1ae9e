"""The language model's memory of the front of prompts: a follow-up reads neither recordings nor their tokens again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import torch
from torch import Tensor
from transformers.cache_utils import Cache, DynamicCache, DynamicLayer

from neuro_llm.adapters.projector import Neural, split_places
from neuro_llm.adapters.prompt import Rendered

from .modeling import NeuroLLMForConditionalGeneration

MOST_FRONTS, MOST_BYTES = 24, 256 * 2**20  # that are kept; the longest unused go first

Shown = tuple[Rendered, Neural]
"""A prompt and its neural tokens, () where it has no places for them."""


@dataclass(frozen=True)
class Front:
    """What a language model remembers of the first tokens of a prompt.

    ids     the tokens
    neural  neural tokens at their places
    layers  keys and values of each layer, (1, head, token, dim)
    """

    ids: tuple[int, ...]
    neural: Neural
    layers: tuple[tuple[Tensor, Tensor], ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(part.nbytes for layer in self.layers for part in layer)

    def until(self, n: int, rendered: Rendered) -> Front:
        """The first n tokens alone."""
        neural, _ = split_places(self.neural, sum(place < n for place in rendered.neural))
        return Front(self.ids[:n], neural, tuple((k[:, :, :n], v[:, :, :n]) for k, v in self.layers))

    def cache(self) -> DynamicCache:
        """A cache that begins with it; what is generated into it does not change the front."""
        return joined([self])[0]


class Fronts:
    """Fronts that were read by one model, the last used kept. For models with plain key-value memories; others
    (state-space, sliding windows) read every prompt whole."""

    def __init__(self, model: NeuroLLMForConditionalGeneration) -> None:
        self.model = model
        self.plain = True
        self._kept: list[Front] = []
        self._lock = Lock()

    @torch.inference_mode()
    def of(self, rendered: Rendered, neural: Neural = ()) -> Front | None:
        """What the model remembers of the front of a prompt; only what is new in it is read. None: not plain."""
        if not self.plain or not rendered.front:
            return None
        with self._lock:
            known, n = self._longest(rendered, neural)
            front = known.until(n, rendered) if known is not None and n else None
            if front is None or n < rendered.front:
                front = self._read(rendered, neural, front)
            if front is not None:
                self._keep(front, known, n)
            return front

    def _longest(self, rendered: Rendered, neural: Neural) -> tuple[Front | None, int]:
        """The kept front that shares the most tokens with this prompt's, and how many."""
        shared = [(_shared(front, rendered, neural), i) for i, front in enumerate(self._kept)]
        n, best = max(shared, default=(0, -1))
        return (self._kept[best], n) if n else (None, 0)

    def _read(self, rendered: Rendered, neural: Neural, known: Front | None) -> Front | None:
        """Read what stands behind `known` in the front."""
        model, start = self.model, len(known.ids) if known else 0
        ids = torch.tensor([rendered.input_ids[: rendered.front]], device=model.device)
        embedded = model.embed(ids, neural)
        places = torch.arange(start, rendered.front, device=model.device).unsqueeze(0)
        out = model(
            inputs_embeds=embedded[:, start:], attention_mask=torch.ones_like(ids), position_ids=places,
            past_key_values=known.cache() if known else None, use_cache=True, logits_to_keep=1,
        )  # fmt: skip
        layers = plain_layers(out.past_key_values)
        if layers is None:
            self.plain = False
            return None
        return Front(tuple(rendered.input_ids[: rendered.front]), neural, layers)

    def _keep(self, front: Front, known: Front | None, n: int) -> None:
        """Remember as the last used; of two fronts of which one begins the other, only the longer is kept."""
        newest = known if known is not None and n == len(front.ids) else front
        begun = known is not None and n == len(known.ids)
        rest = [kept for kept in self._kept if kept is not newest and not (begun and kept is known)]
        self._kept = [*rest, newest][-MOST_FRONTS:]
        while self._kept and sum(kept.size for kept in self._kept) > MOST_BYTES:
            self._kept.pop(0)


def _shared(front: Front, rendered: Rendered, neural: Neural) -> int:
    """How many tokens a kept front and a prompt's front begin with alike, neural tokens included."""
    wanted = rendered.input_ids[: rendered.front]
    pairs = zip(front.ids, wanted, strict=False)
    n = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(front.ids), len(wanted)))
    alike, places = _alike(front.neural, neural), [place for place in rendered.neural if place < n]
    return places[alike] if alike < len(places) else n


def _alike(one: Neural, other: Neural) -> int:
    """How many places two lists of neural tokens begin with alike; every recording's tokens stand by themselves."""
    n = 0
    for (first, a), (second, b) in zip(one, other, strict=False):
        if first != second:
            break
        count = min(len(a), len(b))
        differing = (a[:count] != b[:count]).any(1).nonzero()
        n += int(differing[0]) if len(differing) else count
        if len(differing) or len(a) != len(b):
            break
    return n


def plain_layers(cache: object) -> tuple[tuple[Tensor, Tensor], ...] | None:
    """Keys and values of each layer; None where the model's memory is no plain key-value cache."""
    layers = getattr(cache, "layers", None)
    if not isinstance(cache, Cache) or not layers or {type(layer) for layer in layers} != {DynamicLayer}:
        return None
    return tuple((layer.keys, layer.values) for layer in layers)


def joined(fronts: Sequence[Front]) -> tuple[DynamicCache, Tensor]:
    """One batch of several fronts, padded on the left: the cache, and where it is real (front, token)."""
    longest = max(len(front.ids) for front in fronts)
    cache = DynamicCache()
    for i in range(len(fronts[0].layers)):
        keys, values = (
            torch.cat([_padded(front.layers[i][part], longest) for front in fronts]) for part in (0, 1)
        )
        cache.update(keys, values, i)
    device = fronts[0].layers[0][0].device
    lengths = torch.tensor([[len(front.ids)] for front in fronts], device=device)
    return cache, torch.arange(longest, device=device) >= longest - lengths


def _padded(part: Tensor, longest: int) -> Tensor:
    """(1, head, token, dim) with zeros before the first token."""
    return torch.nn.functional.pad(part, (0, 0, longest - part.shape[2], 0))
