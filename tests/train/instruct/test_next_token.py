"""The loss of the next neural token: it learns what can be predicted, never looks ahead, reaches the projector."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from torch import nn

from neuro_llm.adapters.projector import Projector, ProjectorConfig, Projectors
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.train.instruct.exchanges import Exchange
from neuro_llm.train.instruct.learner import Learner
from neuro_llm.train.instruct.next_token import NextToken, NextTokens, Series, normalised, read, series_of

DIM, WIDTH = 12, 32


class Model(nn.Module):
    """A tiny language model with projectors, as the assembled one offers them."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import LlamaConfig, LlamaForCausalLM

        torch.manual_seed(0)
        config = LlamaConfig(
            vocab_size=40, hidden_size=WIDTH, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=512,
        )  # fmt: skip
        self.language_model = LlamaForCausalLM(config)
        self.projectors = Projectors({"eeg": Projector(ProjectorConfig(DIM, WIDTH, 32))})

    def get_input_embeddings(self):
        return self.language_model.get_input_embeddings()

    def forward(self, input_ids, labels):
        return self.language_model(input_ids=input_ids, labels=labels)


@pytest.fixture
def model():
    return Model()


def turning(batch, channels, times, seed):
    """(batch, channel, time, DIM): each channel's token turns in a plane of its own, by a step that is its own."""
    generator = torch.Generator().manual_seed(seed)
    planes = torch.linalg.qr(torch.randn(channels, DIM, 2, generator=torch.Generator().manual_seed(99)))[0]
    step = torch.tensor([2.0, 2.6, 1.6])[:channels].view(1, channels, 1)
    phase = 6.28 * torch.rand(batch, channels, 1, generator=generator)
    angle = phase + step * torch.arange(times)
    x = torch.einsum("bcti,cdi->bctd", torch.stack([angle.cos(), angle.sin()], -1), planes)
    return x + 0.02 * torch.randn(x.shape, generator=generator)


def series(tokens):
    return Series("eeg", tokens, torch.ones(tokens.shape[:-1], dtype=torch.bool))


def test_a_predictable_process_is_learnt_below_its_mean_and_below_its_last_token(model):
    heads = NextTokens.for_model(model)
    optimizer = torch.optim.AdamW([*model.parameters(), *heads.parameters()], 3e-3)
    for step in range(120):
        loss = heads.loss(model, [series(turning(16, 3, 12, step))])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    unseen = turning(32, 3, 12, 10_000)
    with torch.no_grad():
        found = float(heads.loss(model, [series(unseen)]))
    target = normalised(unseen)
    of_mean = float((target[:, :, 1:] - target.mean((0, 2), keepdim=True)).square().mean())
    of_last = float((target[:, :, 1:] - target[:, :, :-1]).square().mean())
    assert found < 0.3 * min(of_mean, of_last)


def test_it_begins_at_one(model):
    heads = NextTokens.for_model(model)
    assert heads.loss(model, [series(turning(4, 2, 9, 1))]).item() == pytest.approx(1.0, abs=1e-3)


def test_a_later_token_changes_no_earlier_prediction(model):
    tokens = turning(2, 3, 8, 5)
    changed = tokens.clone()
    changed[:, 1, 5] = -tokens[:, 2, 5]
    with torch.no_grad():
        before, after = read(model, series(tokens)), read(model, series(changed))
    difference = (before - after).abs().amax((0, 3))
    assert difference[:, :5].max() < 1e-6
    assert difference[0, 5] < 1e-6  # channels of one time stand after each other
    assert difference[1, 5] > 1e-3
    assert difference[0, 6] > 1e-4


def test_gradients_reach_the_projector_and_no_target(model):
    heads = NextTokens.for_model(model)
    nn.init.normal_(heads.heads["eeg"].out.weight)
    tokens = turning(2, 2, 6, 3).requires_grad_()
    heads.loss(model, [series(tokens)]).backward()
    assert model.projectors["eeg"].widen.weight.grad.abs().sum() > 0
    assert tokens.grad[:, :, -1].abs().max() == 0  # the last token is a target alone


def test_padding_and_missing_channels_count_for_nothing(model):
    heads = NextTokens.for_model(model)
    nn.init.normal_(heads.heads["eeg"].out.weight)
    first, second = turning(1, 2, 7, 1)[0].transpose(0, 1), turning(1, 1, 4, 2)[0].transpose(0, 1)
    both = Series.of("eeg", [first, second])
    assert both.tokens.shape == (2, 2, 7, DIM)
    assert both.mask.sum((1, 2)).tolist() == [14, 4]
    together = heads.loss(model, [both]).item()
    alone = [heads.loss(model, [Series.of("eeg", [one])]).item() for one in (first, second)]
    assert together == pytest.approx((12 * alone[0] + 3 * alone[1]) / 15, rel=1e-4)


def test_the_loss_is_that_of_the_masked_pairs():
    head = NextToken(4, 2)
    hidden, tokens = torch.randn(1, 1, 3, 4), torch.tensor([[[[1.0, -1.0], [3.0, 1.0], [0.0, 5.0]]]])
    mask = torch.tensor([[[True, True, False]]])
    with torch.no_grad():
        head.out.bias.copy_(torch.tensor([0.5, -1.0]))
    # the one pair: the token (3, 1) is (1, -1) when normalised
    assert head.loss(hidden, tokens, mask).item() == pytest.approx((0.5**2 + 0.0) / 2, abs=1e-4)


def test_summaries_and_moments_shown_again_are_no_series():
    tokens = torch.arange(9.0)[:, None].repeat(1, DIM)
    block = RecordingBlock("R1", "EEG", ((0.0, 3), (0.0, 2), (4.0, 2)), (), ((2.0, 2),))
    exchange = Exchange("a", (Turn("user", "?"),), (block,), (("eeg", "key"),), "yes")
    plain = Exchange("b", (Turn("user", "?"),), (), (), "yes")
    [found] = series_of([exchange, plain], SimpleNamespace(tokens=lambda key: tokens))
    assert found.encoder == "eeg"
    assert found.tokens[0, 0, :, 0].tolist() == [3.0, 4.0, 5.0, 6.0]
    assert series_of([plain], SimpleNamespace()) == []


def test_weight_zero_changes_nothing_and_a_weight_adds_its_share(model):
    ids = torch.tensor([[3, 4, 5, 6]])
    batch = {"input_ids": ids, "labels": ids}
    alone = Learner(model)
    assert not any("next_tokens" in name for name in alone.state_dict())
    weighed = Learner(model, 0.5)
    assert any("next_tokens" in name for name in weighed.state_dict())
    given = [series(turning(2, 2, 5, 1))]
    plain = alone(**batch)["loss"].item()
    assert weighed(**batch)["loss"].item() == plain
    assert weighed(**batch, series=given)["loss"].item() == pytest.approx(plain + 0.5, abs=2e-3)


def test_passes_of_a_step_add_up_to_one_weight(model):
    class Counting(Model):
        def forward(self, input_ids, labels, num_items_in_batch=None):
            return self.language_model(
                input_ids=input_ids, labels=labels, num_items_in_batch=num_items_in_batch
            )

    model, ids = Counting(), torch.tensor([[3, 4, 5, 6]])
    learner = Learner(model, 1.0)
    given = [series(turning(2, 2, 5, 1))]
    passes = [{"input_ids": ids, "labels": ids}, {"input_ids": ids[:, :2], "labels": ids[:, :2]}]
    added = sum(
        learner(**one, series=given, num_items_in_batch=4)["loss"].item()
        - model(**one, num_items_in_batch=4).loss.item()
        for one in passes
    )
    assert added == pytest.approx(1.0, abs=5e-3)
