"""What every registered encoder keeps: shapes, unit length, and that order, padding and batching change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.base import EncoderInput
from neuro_llm.encoders.bind import BOUND
from neuro_llm.encoders.bound import BoundEncoder, TrialBatch
from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.recordings.errors import MissingDependencyError
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record
from neuro_llm.recordings.trials import cut
from neuro_llm.recordings.windows import windows

PER_CHANNEL = ("features", "mask", "positions", "data", "orientations", "kinds", "signature")
"""Fields of a batch whose second axis are the channels."""
SHARED = ("positions", "orientations", "kinds", "signature")
"""Fields of a TrialBatch that its trials share."""
MODALITY = {name: modality for modality, name in BOUND.items()} | {"eeg": "eeg"}

every = pytest.mark.parametrize("name", ENCODERS.names())
by_place = pytest.mark.parametrize("name", sorted(MODALITY))
"""Those that read channels by place. Others know a fixed list of names; what they refuse is in test_pretrained.py."""


@cache
def tiny(name: str) -> Any:
    torch.manual_seed(0)
    try:
        return ENCODERS.get(name).tiny().eval()
    except MissingDependencyError as error:
        return str(error)


@pytest.fixture
def encoder(name: str) -> nn.Module:
    made = tiny(name)
    if isinstance(made, str):
        pytest.skip(f"{name}: {made}")
    return made


def example(encoder: Any, n: int = 3) -> Any:
    """A batch in which channels differ in all that an encoder may look at, some without a place."""
    batch = encoder.example(n, 7)
    if isinstance(batch, TrialBatch):
        random = torch.Generator().manual_seed(1)
        batch = replace(
            batch,
            orientations=torch.randn(1, 7, 3, generator=random),
            signature=torch.randn(1, 7, 2, generator=random),
        )
    if hasattr(batch, "positions"):
        batch.positions[..., :2, :] = torch.nan
    return batch


def changed(batch: Any, change: Any) -> Any:
    """The batch with every per-channel field changed."""
    return replace(batch, **{key: change(value) for key, value in vars(batch).items() if key in PER_CHANNEL})


def row(batch: Any, index: int) -> Any:
    """One window of the batch."""
    which = slice(index, index + 1)
    if hasattr(batch, "rows"):
        return batch.rows(which)
    return replace(batch, **{key: value[which] for key, value in vars(batch).items()})


def same(one: Any, other: Any, within: float = 1e-5) -> bool:
    return torch.allclose(one.tokens, other.tokens, atol=within) and torch.allclose(
        one.embedding, other.embedding, atol=within
    )


@every
@torch.inference_mode()
def test_tokens_and_a_unit_vector_per_window(name: str, encoder: Any) -> None:
    out = encoder(example(encoder))
    assert out.tokens.shape[0] == 3
    assert out.tokens.shape[2] == encoder.width
    assert out.mask.shape == out.tokens.shape[:2]
    assert out.mask.dtype == torch.bool
    assert out.embedding.shape == (3, 16)
    assert torch.allclose(out.embedding.norm(dim=-1), torch.ones(3), atol=1e-5)
    assert out.tokens.isfinite().all()


@every
@torch.inference_mode()
def test_it_is_deterministic(name: str, encoder: Any) -> None:
    one, again = encoder(example(encoder)), encoder(example(encoder))
    assert torch.equal(one.tokens, again.tokens)
    assert torch.equal(one.embedding, again.embedding)


@every
@torch.inference_mode()
def test_a_batch_of_one_equals_the_batch(name: str, encoder: Any) -> None:
    batch = example(encoder)
    together = encoder(batch)
    for index in range(3):
        alone = encoder(row(batch, index))
        assert torch.allclose(alone.tokens[0], together.tokens[index], atol=1e-4)
        assert torch.allclose(alone.embedding[0], together.embedding[index], atol=1e-4)
    assert not torch.allclose(together.embedding[0], together.embedding[1], atol=1e-3)


@by_place
@torch.inference_mode()
def test_order_of_channels_changes_nothing(name: str, encoder: Any) -> None:
    batch, order = example(encoder), torch.tensor([3, 1, 6, 0, 5, 2, 4])
    assert same(encoder(batch), encoder(changed(batch, lambda values: values[:, order])))
    data = "features" if isinstance(batch, EncoderInput) else "data"
    torn = replace(batch, **{data: getattr(batch, data)[:, order]})  # the places stay behind
    assert not same(encoder(batch), encoder(torn), within=1e-4)


@by_place
@torch.inference_mode()
def test_padding_channels_changes_nothing(name: str, encoder: Any) -> None:
    def padded(values: Tensor) -> Tensor:
        blank = values.new_zeros(values.shape[0], 4, *values.shape[2:])
        return torch.cat([values, blank], 1)

    batch = example(encoder)
    batch.mask[1, 3:] = False  # and channels that are lost in one window only
    if isinstance(batch, TrialBatch):
        batch.data[1, 3:] = 0
    else:
        batch.features[1, 3:] = 0
    assert same(encoder(batch), encoder(changed(batch, padded)))


@by_place
@torch.inference_mode()
def test_without_any_place_there_is_an_answer(name: str, encoder: Any) -> None:
    batch = example(encoder)
    batch = replace(batch, positions=torch.full_like(batch.positions, torch.nan))
    out = encoder(batch)
    assert out.tokens.isfinite().all()
    assert out.embedding.isfinite().all()


@by_place
def test_every_weight_is_reached(name: str, encoder: Any) -> None:
    """But those that other inputs need: known people, blanked patches, heads and the training text."""
    encoder.zero_grad()
    out = encoder(example(encoder))
    (out.embedding.square().sum() + out.embedding[:, 0].sum() + out.tokens.square().sum()).backward()
    missed = [key for key, value in encoder.named_parameters() if value.grad is None]
    assert {key.split(".")[0] for key in missed} <= {"subject", "hidden", "heads"}
    assert all(value.grad.isfinite().all() for value in encoder.parameters() if value.grad is not None)
    encoder.zero_grad()


# from a recording ------------------------------------------------------------------------------------------


@cache
def session(modality: str) -> Recording:
    """Six pictures seen by one person; contacts inside the head are scalp electrodes under another name."""
    if modality == "ieeg":
        scalp = session("eeg")
        return replace(scalp, modality="ieeg", ch_kinds=("ieeg",) * len(scalp.ch_names))
    return record(modality, 1, draw_pictures(6, 0)).recording


def shortened(recording: Recording, seconds: float) -> Recording:
    data = recording.read(0, seconds)
    return replace(recording, n_times=data.shape[1], source=ArraySource(data), events=())


def halved_rate(recording: Recording) -> Recording:
    data, rate = recording.read()[:, ::2], recording.sfreq / 2
    return replace(
        recording, sfreq=rate, n_times=data.shape[1], source=ArraySource(data),
        native_rates=(rate,) * len(data),
    )  # fmt: skip


def of_channels(recording: Recording, rows: np.ndarray) -> Recording:
    return replace(
        recording,
        ch_names=tuple(recording.ch_names[i] for i in rows),
        ch_kinds=tuple(recording.ch_kinds[i] for i in rows),
        units=tuple(recording.units[i] for i in rows),
        native_rates=tuple(recording.native_rates[i] for i in rows),
        positions=recording.positions[rows],
        orientations=None if recording.orientations is None else recording.orientations[rows],
        source=ArraySource(recording.read()[rows]),
    )


def batches(encoder: Any, recording: Recording, locked: bool) -> Iterator[Any]:
    """What the encoder reads of a recording: around its events, or all of it in windows."""
    if isinstance(encoder, EEGEncoder):
        for batch in windows(recording, encoder.spec):
            yield EncoderInput.of(batch, encoder.spec.sfreq)
        return
    spans = [(event.onset, event.onset + event.duration) for event in recording.events] if locked else None
    for trials in cut(recording, encoder.spec, spans):
        yield TrialBatch.of([trials])


@torch.inference_mode()
def embedded(encoder: Any, recording: Recording, locked: bool = True) -> Tensor:
    outs = [encoder(batch) for batch in batches(encoder, recording, locked)]
    assert all(out.tokens.isfinite().all() for out in outs)
    return torch.cat([out.embedding for out in outs])


def check(vectors: Tensor) -> None:
    assert vectors.isfinite().all()
    assert torch.allclose(vectors.norm(dim=-1), torch.ones(len(vectors)), atol=1e-5)


@by_place
@pytest.mark.parametrize("locked", [True, False], ids=["events", "windows"])
def test_any_recording_is_read(name: str, encoder: Any, locked: bool) -> None:
    whole = session(MODALITY[name])
    count = len(whole.ch_names)
    check(embedded(encoder, whole, locked))
    check(embedded(encoder, of_channels(whole, np.arange(0, count, 2)), locked))
    check(embedded(encoder, of_channels(whole, np.array([count // 2])), locked))
    check(embedded(encoder, halved_rate(whole), locked))


@by_place
@pytest.mark.parametrize("seconds", [1.01, 2.5, 9.7])
def test_any_length_is_read(name: str, encoder: Any, seconds: float) -> None:
    check(embedded(encoder, shortened(session(MODALITY[name]), seconds), locked=False))


@by_place
def test_order_of_channels_in_the_file_changes_nothing(name: str, encoder: Any) -> None:
    whole = session(MODALITY[name])
    order = np.random.default_rng(0).permutation(len(whole.ch_names))
    mixed = of_channels(whole, order)
    assert torch.allclose(embedded(encoder, whole), embedded(encoder, mixed), atol=1e-4)


@pytest.mark.parametrize("modality", sorted(BOUND))
def test_recordings_of_different_size_share_a_batch(modality: str) -> None:
    encoder = tiny(BOUND[modality])
    assert isinstance(encoder, BoundEncoder)
    large = session(modality)
    small = of_channels(large, np.arange(1, len(large.ch_names), 3))
    (a,), (b,) = (list(cut(piece, encoder.spec)) for piece in (large, small))
    with torch.inference_mode():
        together = encoder(TrialBatch.of([a, b])).embedding
        alone = torch.cat([encoder(TrialBatch.of([piece])).embedding for piece in (a, b)])
    assert torch.allclose(together, alone, atol=1e-5)
