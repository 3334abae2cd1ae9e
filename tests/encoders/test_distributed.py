"""Two processes of half a batch each give the loss and the gradients of one process with all of it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from neuro_llm.encoders.alignment import Alignment
from neuro_llm.encoders.bound import TrialBatch
from neuro_llm.encoders.evoked import EvokedEncoder

TRIALS, PROCESSES = 8, 2

pytestmark = pytest.mark.skipif(
    not (dist.is_available() and dist.is_gloo_available()), reason="this torch was built without gloo"
)


class Step(nn.Module):
    """An encoder and the loss, wrapped as a whole as in training."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.encoder, self.loss = EvokedEncoder.tiny(), Alignment()

    def forward(self, batch: TrialBatch, targets: Tensor) -> Tensor:
        return self.loss(self.encoder(batch).embedding, targets)


def data() -> tuple[TrialBatch, Tensor]:
    batch = EvokedEncoder.tiny().example(TRIALS)
    targets = torch.randn(TRIALS, 16, generator=torch.Generator().manual_seed(1))
    return batch, nn.functional.normalize(targets, dim=-1)


def gradients(step: nn.Module) -> dict[str, Tensor]:
    return {name: value.grad for name, value in step.named_parameters() if value.grad is not None}


def work(rank: int, folder: str) -> None:
    """What each process does; its loss and gradients go into `folder`."""
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo", f"file://{folder}/meeting", timedelta(seconds=120), rank=rank, world_size=PROCESSES
    )
    try:
        assert dist.get_world_size() == PROCESSES
        step = Step()
        batch, targets = data()
        half = slice(rank * TRIALS // PROCESSES, (rank + 1) * TRIALS // PROCESSES)
        parallel = DistributedDataParallel(step, find_unused_parameters=True)
        loss = parallel(batch.rows(half), targets[half])
        loss.backward()
        mean = loss.detach().clone()
        dist.all_reduce(mean)
        found = {"loss": mean / PROCESSES, "world": dist.get_world_size(), "gradients": gradients(step)}
        torch.save(found, f"{folder}/{rank}.pt")
    finally:
        dist.destroy_process_group()


def test_two_processes_equal_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOO_SOCKET_IFNAME", os.environ.get("GLOO_SOCKET_IFNAME", "lo"))
    context = torch.multiprocessing.get_context("spawn")
    processes = [context.Process(target=work, args=(rank, str(tmp_path))) for rank in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(180)
    still = [process for process in processes if process.is_alive()]
    for process in still:
        process.kill()
    assert not still, "the processes wait for each other"
    assert [process.exitcode for process in processes] == [0, 0]

    step = Step()
    batch, targets = data()
    loss = step(batch, targets)
    loss.backward()
    expected = gradients(step)
    largest = max(float(value.abs().max()) for value in expected.values())
    assert largest > 1e-2  # or agreement would say nothing
    for rank in range(PROCESSES):
        found = torch.load(tmp_path / f"{rank}.pt", weights_only=True)
        assert found["world"] == PROCESSES
        assert found["loss"].item() == pytest.approx(loss.item(), abs=1e-5)
        assert expected.keys() <= found["gradients"].keys()
        for name, value in found["gradients"].items():
            torch.testing.assert_close(
                value, expected.get(name, torch.zeros_like(value)), atol=1e-5, rtol=1e-4, msg=name
            )


def test_a_half_alone_would_be_another_loss() -> None:
    """Without the gathering each process would compare with its own half only: less than what is to be learnt."""
    step = Step()
    batch, targets = data()
    with torch.inference_mode():
        whole = float(step(batch, targets))
        halves = [float(step(batch.rows(part), targets[part])) for part in (slice(0, 4), slice(4, 8))]
    assert abs(sum(halves) / 2 - whole) > 0.1
