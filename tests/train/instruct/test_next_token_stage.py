"""The loss of the next neural token inside the stage of instructions."""

from __future__ import annotations

import pytest

from neuro_llm.train.instruct.collating import Collator
from neuro_llm.train.instruct.learner import Learner


def test_batches_carry_the_course_of_their_recordings(base, prepared):
    exchanges = [one for one in prepared if one.neural][:2]
    plain = Collator(base.processor, prepared.maker.store, 1500, 0)(exchanges, 0)
    batch = Collator(base.processor, prepared.maker.store, 1500, 0, series=True)(exchanges, 0)
    assert "series" not in plain
    [series] = batch["series"]
    courses = [one.blocks[0].n_tokens - one.blocks[0].marks[0][1] for one in exchanges]
    assert series.mask.sum((1, 2)).tolist() == courses
    learner = Learner(base.model, 1.0)
    more = learner(**batch)["loss"].item() - Learner(base.model)(**plain)["loss"].item()
    assert more == pytest.approx(1.0, abs=0.05)


@pytest.mark.slow
def test_a_run_keeps_the_heads_in_its_checkpoints(lessons, quick, tmp_path):
    from safetensors import safe_open

    from neuro_llm.train.instruct.run import instruct

    instruct(
        lessons, tmp_path / "out", tmp_path / "work", quick(next_token_weight=0.5), note=lambda line: None
    )
    [last] = (tmp_path / "work").glob("**/checkpoint-4/model.safetensors")
    with safe_open(last, "pt") as kept:
        heads = [kept.get_tensor(name) for name in kept.keys() if "next_tokens" in name]  # noqa: SIM118
    assert heads
    assert any(head.abs().sum() > 0 for head in heads if head.ndim == 2)
