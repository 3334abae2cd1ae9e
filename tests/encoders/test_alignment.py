"""The losses of the shared space: known values, limits of the temperature, reports of several paragraphs."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from neuro_llm.encoders.alignment import COLDEST, REPORT_TEMPERATURE, WARMEST, Alignment, report_loss


def unit(*shape: int, seed: int = 0) -> Tensor:
    return F.normalize(torch.randn(*shape, generator=torch.Generator().manual_seed(seed)), dim=-1)


def info_nce(signals: Tensor, targets: Tensor, scale: float) -> Tensor:
    """Mean of −log of each right answer's share among all answers, both ways."""
    agree = (scale * signals @ targets.T).double().exp()
    forth = -(agree.diag() / agree.sum(1)).log()
    back = -(agree.diag() / agree.sum(0)).log()
    return ((forth + back) / 2).mean()


def test_perfect_agreement_costs_nothing() -> None:
    loss = Alignment()
    vectors = torch.eye(16)
    assert loss(vectors, vectors).item() < 1e-4
    assert loss(vectors, vectors.roll(1, 0)).item() > 10  # every answer is another's


def test_knowing_nothing_costs_the_logarithm_of_the_batch() -> None:
    same = torch.ones(8, 4) / 2
    assert Alignment()(same, same).item() == pytest.approx(math.log(8), abs=1e-5)


def test_it_equals_the_formula() -> None:
    signals, targets = unit(6, 5), unit(6, 5, seed=1)
    loss = Alignment()
    assert loss.scale().item() == pytest.approx(1 / 0.07, rel=1e-5)
    assert loss(signals, targets).item() == pytest.approx(
        info_nce(signals, targets, 1 / 0.07).item(), abs=1e-5
    )


@pytest.mark.parametrize(("log_scale", "scale"), [(-5.0, WARMEST), (9.0, COLDEST), (1.0, math.e)])
def test_the_temperature_stays_within_its_limits(log_scale: float, scale: float) -> None:
    loss = Alignment()
    loss.log_scale.data.fill_(log_scale)
    assert loss.scale().item() == pytest.approx(scale, rel=1e-5)
    signals, targets = unit(6, 5), unit(6, 5, seed=1)
    assert loss(signals, targets).item() == pytest.approx(info_nce(signals, targets, scale).item(), rel=1e-4)


def test_the_temperature_and_the_signals_are_learnt() -> None:
    loss, signals = Alignment(), unit(6, 5).requires_grad_()
    loss(signals, unit(6, 5, seed=1)).backward()
    assert signals.grad is not None
    assert signals.grad.abs().sum() > 0
    assert loss.log_scale.grad is not None
    assert loss.log_scale.grad.abs() > 0


def test_targets_of_half_precision_are_compared_in_that_of_the_signals() -> None:
    signals, targets = unit(6, 5), unit(6, 5, seed=1)
    assert Alignment()(signals, targets.half()).item() == pytest.approx(
        Alignment()(signals, targets).item(), abs=1e-2
    )


def all_real(*shape: int) -> Tensor:
    return torch.ones(*shape, dtype=torch.bool)


def test_one_crop_and_one_paragraph_are_plain_infonce() -> None:
    crops, paragraphs = unit(6, 5), unit(6, 5, seed=1)
    loss = report_loss(crops[:, None], paragraphs[:, None], all_real(6, 1), all_real(6, 1))
    assert loss.item() == pytest.approx(info_nce(crops, paragraphs, 1 / REPORT_TEMPERATURE).item(), abs=1e-5)


def test_one_crop_that_agrees_with_one_paragraph_is_enough() -> None:
    """Recordings of four crops, of which one shows what one of three paragraphs says; the rest is about nothing."""
    crops, paragraphs = unit(5, 4, 64), unit(5, 3, 64, seed=1)
    topics = torch.eye(64)[:5]
    crops[:, 2], paragraphs[:, 0] = topics, topics
    own = report_loss(crops, paragraphs, all_real(5, 4), all_real(5, 3), 0.05)
    others = report_loss(crops, paragraphs.roll(1, 0), all_real(5, 4), all_real(5, 3), 0.05)
    assert own.item() < 0.05
    assert others.item() > 5


def test_padding_of_crops_and_paragraphs_is_ignored() -> None:
    crops, paragraphs = unit(4, 3, 8), unit(4, 2, 8, seed=1)
    crop_mask, paragraph_mask = all_real(4, 3), all_real(4, 2)
    crop_mask[1, 2] = paragraph_mask[2, 1] = False
    loss = report_loss(crops, paragraphs, crop_mask, paragraph_mask)
    padded = report_loss(
        torch.cat([crops, 100 * torch.ones(4, 2, 8)], 1),
        torch.cat([paragraphs, 100 * torch.ones(4, 1, 8)], 1),
        torch.cat([crop_mask, ~all_real(4, 2)], 1),
        torch.cat([paragraph_mask, ~all_real(4, 1)], 1),
    )
    assert padded.item() == pytest.approx(loss.item(), abs=1e-6)
    crops[1, 2], paragraphs[2, 1] = 50.0, -50.0
    assert report_loss(crops, paragraphs, crop_mask, paragraph_mask).item() == pytest.approx(
        loss.item(), abs=1e-6
    )


def test_more_copies_of_a_crop_count_no_more() -> None:
    """A longer recording has no advantage: the mean over its pairs counts, not their sum."""
    crops, paragraphs = unit(4, 1, 8), unit(4, 1, 8, seed=1)
    single = report_loss(crops, paragraphs, all_real(4, 1), all_real(4, 1))
    mask = all_real(4, 3)
    mask[1, 1:] = False
    copied = report_loss(crops.expand(4, 3, 8), paragraphs, mask, all_real(4, 1))
    assert copied.item() == pytest.approx(single.item(), abs=1e-5)


def test_gradients_pass_by_what_is_padded() -> None:
    crops, paragraphs = unit(4, 3, 8).requires_grad_(), unit(4, 2, 8, seed=1)
    crop_mask = all_real(4, 3)
    crop_mask[1, 2] = False
    report_loss(crops, paragraphs, crop_mask, all_real(4, 2)).backward()
    assert crops.grad is not None
    assert crops.grad.isfinite().all()
    assert not crops.grad[1, 2].any()
    assert crops.grad[1, 1].any()
