"""The EEG encoder: any channels, any rate, any length; padding and order change nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from neuro_llm.encoders import encode_recording
from neuro_llm.encoders.base import EncoderInput
from neuro_llm.encoders.eeg import EEGEncoder, EEGEncoderConfig
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.simulate import simulate
from neuro_llm.recordings.windows import WindowSpec, windows


@pytest.fixture(scope="module")
def encoder() -> EEGEncoder:
    torch.manual_seed(0)
    return EEGEncoder.tiny().eval()


def inputs(seed: int = 0, **settings: object) -> EncoderInput:
    recording, _ = simulate(seed=seed, duration=20, **settings)  # type: ignore[arg-type]
    return EncoderInput.of(next(iter(windows(recording, WindowSpec()))), 200.0)


@pytest.mark.parametrize(("montage", "sfreq"), [("single", 100.0), ("10-20", 173.61), ("10-10", 512.0)])
def test_any_montage_and_rate(encoder: EEGEncoder, montage: str, sfreq: float) -> None:
    recording, _ = simulate(duration=11.3, montage=montage, sfreq=sfreq)
    encoded = encode_recording(encoder, recording)
    assert torch.isfinite(encoded.tokens).all()
    assert encoded.times[-1, 1] == pytest.approx(11.3, abs=0.02)
    assert sum(count for _, count in encoded.marks()) == len(encoded.tokens)


@torch.inference_mode()
def test_padding_channels_changes_nothing(encoder: EEGEncoder) -> None:
    given = inputs(montage=("O1", "O2", "C3"))
    blank = torch.zeros(1, 5, *given.features.shape[2:])
    padded = EncoderInput(
        torch.cat([given.features, blank], 1),
        torch.cat([given.mask, torch.zeros(1, 5, given.mask.shape[2], dtype=torch.bool)], 1),
        torch.cat([given.positions, torch.full((1, 5, 3), float("nan"))], 1),
        given.unit_known,
    )
    alone, both = encoder(given), encoder(padded)
    assert torch.allclose(alone.tokens, both.tokens, atol=1e-5)
    assert torch.allclose(alone.logits["eyes"], both.logits["eyes"], atol=1e-5)


@torch.inference_mode()
def test_order_of_channels_changes_nothing(encoder: EEGEncoder) -> None:
    given = inputs(montage="10-20")
    order = torch.from_numpy(np.random.default_rng(0).permutation(19))
    mixed = EncoderInput(
        given.features[:, order], given.mask[:, order], given.positions[:, order], given.unit_known
    )
    assert torch.allclose(encoder(given).tokens, encoder(mixed).tokens, atol=1e-5)


def test_streaming_equals_one_batch(encoder: EEGEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    recording, _ = simulate(duration=100, montage=("O1", "O2"))
    whole = encode_recording(encoder, recording)
    monkeypatch.setattr("neuro_llm.recordings.windows.BATCH_SECONDS", 1.0)
    streamed = encode_recording(encoder, recording)
    assert torch.allclose(whole.tokens, streamed.tokens, atol=1e-5)
    assert whole.estimates == streamed.estimates


def test_every_family_is_estimated(encoder: EEGEncoder) -> None:
    recording, _ = simulate(duration=10)
    encoded = encode_recording(encoder, recording)
    for family, values in encoded.probabilities.items():
        record = next(r for r in encoded.estimates if r.quantity == family)
        assert sum(values.values()) == pytest.approx(1, abs=1e-5)
        assert record.kind == "estimated"
        assert record.probability == pytest.approx(max(values.values()), abs=1e-3)


def test_unknown_unit_ignores_scale(encoder: EEGEncoder) -> None:
    recording, _ = simulate(duration=10, montage=("O1", "O2"))
    unknown = replace(recording, unit_known=False)
    data = recording.read()
    larger = replace(unknown, source=type(recording.source)(data * 1000.0))  # type: ignore[call-arg]
    a, b = encode_recording(encoder, unknown), encode_recording(encoder, larger)
    assert torch.allclose(a.tokens, b.tokens, atol=1e-4)


def test_settings_are_checked() -> None:
    with pytest.raises(ConfigError, match="multiple of heads"):
        EEGEncoderConfig(width=33)
    with pytest.raises(ConfigError, match="no setting depth"):
        EEGEncoder({"depth": 3})


def test_an_onset_stands_where_absent_turns_to_present() -> None:
    from neuro_llm.encoders.reading import onset_chances

    present = torch.tensor([-4.0, -4.0, 4.0, -4.0, -4.0, 4.0, 4.0, 4.0, -1e4])
    undecided = torch.tensor([0.0] * 8 + [-1e4])
    chances = onset_chances(undecided, present)
    assert int(chances.argmax()) == 5  # a single patch, like the one at 2, is no seizure
    assert chances[8] == 0
    assert float(chances.sum()) == pytest.approx(1)
    sure = undecided.clone()
    sure[2] = 30.0
    assert int(onset_chances(sure, present).argmax()) == 2
