"""Next neural token: an optional loss beside the answers, on the signal alone (NeuroLM, Jiang et al. 2025, ICLR).

Tokens of all channels stand in time order, all channels of one time after each other, and go through the projector and
the language model's own blocks; from what the language model has read up to a token, a small head says the token of the
same channel at the next time. NeuroLM predicts codes of a codebook; the tokens here are continuous, so the target is
the encoder's token itself, normalised and without gradient (as in data2vec, Baevski et al. 2022): predicting nothing
costs 1, the best that is possible 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from .exchanges import Exchange
from .features import Features


@dataclass(frozen=True)
class Series:
    """Tokens of one encoder in time order, of several recordings.

    encoder  its name
    tokens   (batch, channel, time, encoder_dim); an encoder that mixes the channels has one
    mask     (batch, channel, time), True where there is a token
    """

    encoder: str
    tokens: Tensor
    mask: Tensor

    @classmethod
    def of(cls, encoder: str, parts: Sequence[Tensor]) -> Series:
        """parts: (time, channel, encoder_dim) or, without channels, (time, encoder_dim) of each recording."""
        full = [part if part.dim() == 3 else part[:, None] for part in parts]
        widest = max(part.shape[1] for part in full)
        wide = [nn.functional.pad(part, (0, 0, 0, widest - part.shape[1])) for part in full]
        real = [torch.arange(widest).expand(len(part), widest) < part.shape[1] for part in full]
        tokens = pad_sequence(wide, batch_first=True).transpose(1, 2)
        return cls(encoder, tokens, pad_sequence(real, batch_first=True).transpose(1, 2))


def series_of(exchanges: Sequence[Exchange], store: Features) -> list[Series]:
    """The tokens in time order of a batch's recordings: without summaries in front and moments shown again behind."""
    parts: dict[str, list[Tensor]] = {}
    for exchange in exchanges:
        shown = [block for block in exchange.blocks if block.n_tokens]
        for (name, key), block in zip(exchange.neural, shown, strict=True):
            last = sum(count for _, count in block.marks)
            course = store.tokens(key)[block.marks[0][1] : last].float()
            if len(course) > 1:
                parts.setdefault(name, []).append(course)
    return [Series.of(name, some) for name, some in parts.items()]


class NextToken(nn.Module):
    """From what the language model has read to the next token of one encoder.

    llm_dim, token_dim  widths of hidden states and of the encoder's tokens
    """

    def __init__(self, llm_dim: int, token_dim: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(llm_dim)
        self.out = nn.Linear(llm_dim, token_dim)
        nn.init.zeros_(self.out.weight)  # it starts at the mean of all normalised tokens
        nn.init.zeros_(self.out.bias)

    def forward(self, hidden: Tensor) -> Tensor:
        """hidden (..., llm_dim) → normalised tokens one step later (..., token_dim)."""
        return self.out(self.norm(hidden.to(self.out.weight.dtype)))

    def loss(self, hidden: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
        """Mean squared error of the next token of the same channel, in units of the tokens' variance.

        hidden  (batch, channel, time, llm_dim); tokens (batch, channel, time, token_dim); mask (batch, channel, time)
        """
        both = mask[..., :-1] & mask[..., 1:]
        error = self(hidden[..., :-1, :]) - normalised(tokens[..., 1:, :]).to(self.out.weight.dtype)
        return (error.square().mean(-1) * both).sum() / both.sum().clamp(min=1)


def normalised(tokens: Tensor) -> Tensor:
    """Each token with mean 0 and variance 1 over its numbers, without gradient."""
    return nn.functional.layer_norm(tokens.detach().float(), tokens.shape[-1:])


class NextTokens(nn.Module):
    """One head per encoder whose tokens the model reads; needed while training only.

    dims  encoder's name → width of its tokens
    """

    def __init__(self, llm_dim: int, dims: Mapping[str, int]) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({name: NextToken(llm_dim, dim) for name, dim in dims.items()})

    @classmethod
    def for_model(cls, model: Any) -> NextTokens:
        """Heads for the projectors of a `NeuroLLMForConditionalGeneration`, on its device."""
        embeddings = model.get_input_embeddings().weight
        dims = {name: projector.config.encoder_dim for name, projector in model.projectors.items()}
        return cls(embeddings.shape[1], dims).to(embeddings.device)

    def loss(self, model: Any, batch: Sequence[Series]) -> Tensor:
        """Mean over the recordings of a batch; 0 where it holds none."""
        total = next(self.parameters()).new_zeros(())
        count = sum(len(series.tokens) for series in batch)
        for series in batch:
            on_device = Series(series.encoder, series.tokens.to(total.device), series.mask.to(total.device))
            head: Any = self.heads[series.encoder]
            loss = head.loss(read(model, on_device), on_device.tokens, on_device.mask)
            total = total + loss * (len(series.tokens) / count)
        return total


def read(model: Any, series: Series) -> Tensor:
    """What the language model has read at each token, from it and all before it: (batch, channel, time, llm_dim)."""
    batch, channels, times, _ = series.tokens.shape
    projected = model.projectors[series.encoder](series.tokens)
    embeddings = projected.transpose(1, 2).reshape(batch, times * channels, -1)
    mask = series.mask.transpose(1, 2).reshape(batch, times * channels)
    words = model.get_input_embeddings().weight.dtype
    out = model.language_model(
        inputs_embeds=embeddings.to(words), attention_mask=mask.long(), output_hidden_states=True, use_cache=False,
        logits_to_keep=1,
    )  # fmt: skip
    return out.hidden_states[-1].reshape(batch, times, channels, -1).transpose(1, 2)
