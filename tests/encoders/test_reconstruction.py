"""Masked reconstruction: what is hidden counts and nothing else, zeros cost 1, and neighbours are learnt from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.bind import BOUND
from neuro_llm.encoders.bound import BoundEncoder, TrialBatch
from neuro_llm.encoders.evoked import EvokedEncoder
from neuro_llm.encoders.reconstruction import Reconstruction, amplitudes, hide_half, waves
from neuro_llm.recordings.simulate.world import draw_pictures, instruments, record
from neuro_llm.recordings.trials import cut


def ten(encoder: BoundEncoder) -> TrialBatch:
    """Ten random trials of a recording, one channel and some patches of which are not real."""
    batch = encoder.example(10, 9)
    batch.mask[:, 8] = False
    batch.mask[0, :, encoder.spec.patches // 2 :] = False
    return batch


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_half_of_the_real_patches_is_hidden() -> None:
    real = torch.ones(200, 10, dtype=torch.bool)
    real[:50, 6:] = False
    real[50:60, 1:] = False
    hidden = hide_half(real, seeded())
    assert not (hidden & ~real).any()
    assert (hidden[:50].sum(1) == 3).all()
    assert not hidden[50:60].any()  # a single patch has nothing to be guessed from
    assert (hidden[60:].sum(1) == 5).all()
    assert hidden[60:].float().mean(0) == pytest.approx(torch.full((10,), 0.5).numpy(), abs=0.15)


@pytest.mark.parametrize("modality", sorted(BOUND))
@torch.inference_mode()
def test_zeros_cost_one_each(modality: str) -> None:
    encoder = ENCODERS.get(BOUND[modality]).tiny().eval()
    model = Reconstruction(encoder).eval()
    model.draw.weight.zero_()
    model.draw.bias.zero_()
    found = model(ten(encoder), seeded())
    assert found["time"].item() == pytest.approx(1, abs=0.15)
    assert found["spectrum"].item() == pytest.approx(1, abs=0.15)
    assert found["loss"].item() == pytest.approx(found["time"].item() + found["spectrum"].item(), rel=1e-5)


@torch.inference_mode()
def test_only_what_is_real_and_hidden_counts() -> None:
    encoder = EvokedEncoder.tiny().eval()
    model, batch = Reconstruction(encoder).eval(), ten(encoder)
    guesses = model.guess(torch.zeros(10, 10, encoder.width), batch)
    model.guess = lambda tokens, batch: guesses  # type: ignore[method-assign]
    before = model(batch, seeded())["time"].item()
    counted = batch.mask & hide_half(batch.mask.any(1), seeded()).unsqueeze(1)
    for guess in guesses:
        guess[~counted] = 1e6
    assert model(batch, seeded())["time"].item() == pytest.approx(before, rel=1e-6)
    for guess in guesses:
        guess[counted] += 1.0
    assert model(batch, seeded())["time"].item() == pytest.approx(before + 1, abs=0.2)


@torch.inference_mode()
def test_what_is_hidden_is_not_seen() -> None:
    encoder = EvokedEncoder.tiny().eval()
    batch = encoder.example(4)
    hidden = hide_half(batch.mask.any(1), seeded())
    before = encoder(batch, hidden).tokens
    hide = hidden.repeat_interleave(encoder.spec.patch_samples, 1).unsqueeze(1)
    batch.data[hide.expand_as(batch.data)] = 7.0
    assert torch.equal(before, encoder(batch, hidden).tokens)


def test_targets_have_known_values() -> None:
    """A sine of one cycle per patch: its waveform is its phase, its spectrum stands out at one frequency."""
    times = torch.arange(20) / 20
    patches = torch.randn(50, 2, 4, 1, 20, generator=seeded()) * 0.1
    patches[:, :, 2, 0] = 3 * torch.sin(2 * torch.pi * times) + 5
    mask = torch.ones(50, 2, 4, dtype=torch.bool)
    seen = waves(patches, mask)
    assert seen.mean((1, 4)).abs().max() < 1e-5
    assert seen.square().mean((1, 4)) == pytest.approx(torch.ones(50, 4, 1).numpy(), abs=1e-4)
    assert seen[0, 0, 2, 0] == pytest.approx((2**0.5 * torch.sin(2 * torch.pi * times)).numpy(), abs=1e-4)
    spectrum = amplitudes(patches, mask)
    assert spectrum.shape == (50, 2, 4, 1, 11)
    assert spectrum.mean((0, 1, 2)).abs().max() < 1e-4
    assert (spectrum[:, :, 2, 0, 1] > 1.6).all()  # among four patches one stands out: √3 spreads
    assert (spectrum[:, :, 2, 0, 5] < 1.0).float().mean() > 0.6


@pytest.mark.parametrize("modality", sorted(BOUND))
def test_the_gradient_reaches_the_encoder(modality: str) -> None:
    torch.manual_seed(0)
    encoder = ENCODERS.get(BOUND[modality]).tiny().train()
    Reconstruction(encoder)(ten(encoder), seeded())["loss"].backward()
    for name, value in encoder.named_parameters():
        if not name.startswith(("summary", "to_space", "subject")):
            assert value.grad is not None, name
            assert value.grad.isfinite().all(), name
            assert value.grad.any(), name


def test_the_same_generator_hides_the_same() -> None:
    encoder = EvokedEncoder.tiny().eval()
    model, batch = Reconstruction(encoder).eval(), encoder.example(6)
    one, again, other = (model(batch, seeded(seed))["loss"].item() for seed in (0, 0, 1))
    assert one == again != other


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Layers this small only wait for each other on several."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[TrialBatch]]:
    """EEG of five people of the simulated world, with little ongoing activity: half of it follows from the rest."""
    noisy = instruments._fields
    monkeypatch.setattr(
        instruments, "_fields", lambda show, gain, sfreq, noise, number: noisy(show, gain, sfreq, 0.3, number)
    )
    pictures, spec = draw_pictures(60, 0), EvokedEncoder.tiny().spec
    return [
        TrialBatch.of([next(cut(record("eeg", person, pictures).recording, spec))]) for person in range(1, 6)
    ]


@pytest.mark.usefixtures("one_thread")
def test_a_new_person_is_reconstructed_better_than_by_zeros(quiet: list[TrialBatch]) -> None:
    torch.manual_seed(0)
    encoder = EvokedEncoder.configured(virtual=16, width=64, dropout=0.0)
    model = Reconstruction(encoder)
    *known, new = quiet

    def loss() -> dict[str, float]:
        with torch.inference_mode():
            return {name: value.item() for name, value in model.eval()(new, seeded()).items()}

    before = loss()
    assert before["loss"] == pytest.approx(2, abs=0.1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3)
    for step in range(200):
        optimiser.zero_grad()
        model.train()(known[step % 4], seeded(step))["loss"].backward()
        optimiser.step()
    after = loss()
    assert after["loss"] < 0.95 * before["loss"]
    assert after["time"] < before["time"]
    assert after["spectrum"] < 0.95 * before["spectrum"]
