"""The published encoders in braindecode's implementation, tiny and random: contracts, tokens, loading, freezing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from neuro_llm.encoders import pretrained, pretrained_channels
from neuro_llm.encoders.pretrained_base import PretrainedConfig, PretrainedEncoder
from neuro_llm.encoders.published import missing
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError, RecordingError
from neuro_llm.recordings.simulate import simulate

KINDS = (
    pretrained.Labram,
    pretrained.Biot,
    pretrained.CBraMod,
    pretrained.EEGPT,
    pretrained.SignalJEPA,
    pretrained.Reve,
)
pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
every = pytest.mark.parametrize("kind", KINDS)


def tiny(kind: type[PretrainedEncoder], **changes: object) -> PretrainedEncoder:
    torch.manual_seed(0)
    with pretrained.own_places():
        return kind(PretrainedConfig(space_dim=16, core=dict(kind.small), **changes))  # type: ignore[arg-type]


@every
@torch.inference_mode()
def test_a_recording_becomes_tokens(kind: type[PretrainedEncoder]) -> None:
    recording, _ = simulate(seed=1, duration=10, montage="10-20", sfreq=250.0)
    encoder = tiny(kind).eval()
    (batch,) = encoder.windows(recording)
    out = encoder(batch)
    assert len(batch.data) == 2
    assert out.tokens.shape[2] == encoder.width
    assert out.mask.shape == out.tokens.shape[:2]
    assert out.tokens.isfinite().all()
    assert torch.allclose(out.embedding.norm(dim=-1), torch.ones(2), atol=1e-5)
    assert any(sentence.startswith("Resampled from 250 to") for sentence in batch.changes)
    assert any(sentence.startswith("Scaled to") for sentence in batch.changes)


@every
@torch.inference_mode()
def test_one_window_is_what_it_is_in_a_batch(kind: type[PretrainedEncoder]) -> None:
    encoder = tiny(kind).eval()
    batch = encoder.example(3, 5)
    together, alone = encoder(batch).tokens[1:2], encoder(batch.rows(slice(1, 2))).tokens
    assert torch.allclose(together, alone, atol=1e-4)
    assert not torch.allclose(together, encoder(batch).tokens[:1], atol=1e-3)


@every
def test_the_default_is_the_published_size(kind: type[PretrainedEncoder]) -> None:
    millions = {"Labram": 5.8, "BIOT": 3.2, "CBraMod": 4.9, "EEGPT": 25.3, "SignalJEPA": 2.3, "REVE": 69.2}
    with pretrained.own_places():
        encoder = kind()
    count = sum(parameter.numel() for parameter in encoder.core.parameters()) / 1e6
    assert count == pytest.approx(millions[kind.model], rel=0.03)


@every
def test_frozen_has_no_gradients_and_no_dropout(kind: type[PretrainedEncoder]) -> None:
    encoder = tiny(kind).train()
    batch = encoder.example(2, 5)
    encoder(batch).embedding.sum().backward()
    assert not any(parameter.requires_grad for parameter in encoder.core.parameters())
    assert all(parameter.grad is not None for parameter in encoder.to_space.parameters())
    assert torch.equal(encoder(batch).tokens, encoder(batch).tokens)


@every
def test_low_rank_updates_are_few_and_all_take_part(kind: type[PretrainedEncoder]) -> None:
    encoder = tiny(kind, lora_rank=2)
    trained = {name: p for name, p in encoder.core.named_parameters() if p.requires_grad}
    assert trained
    assert all("lora_" in name for name in trained)
    assert sum(p.numel() for p in trained.values()) < sum(p.numel() for p in encoder.core.parameters()) / 2
    with torch.no_grad():
        for parameter in trained.values():
            parameter.normal_(0, 0.3)
    batch = encoder.example(2, 5)
    out = encoder(batch).tokens
    out.square().sum().backward()
    assert [name for name, p in trained.items() if p.grad is None or not p.grad.any()] == []
    with torch.inference_mode():  # a fast path of torch would read the frozen weights only
        assert (encoder.eval()(batch).tokens - out).abs().max() < 1e-3 * out.std()


@every
def test_without_freezing_the_core_is_trained(kind: type[PretrainedEncoder]) -> None:
    encoder = tiny(kind, freeze=False)
    encoder(encoder.example(2, 5)).embedding.sum().backward()
    assert any(p.grad is not None for p in encoder.core.parameters())
    assert encoder.train().core.training


@every
@torch.inference_mode()
def test_saved_and_loaded_is_the_same(kind: type[PretrainedEncoder], tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    encoder = tiny(kind, lora_rank=2).eval()
    save_file(encoder.state_dict(), tmp_path / "weights.safetensors")
    settings = json.loads(json.dumps(encoder.config.to_dict()))
    with pretrained.own_places():
        again = kind(settings).eval()
    again.load_state_dict(load_file(tmp_path / "weights.safetensors"))
    batch = encoder.example(2, 5)
    assert torch.equal(encoder(batch).tokens, again(batch).tokens)
    assert torch.equal(encoder(batch).embedding, again(batch).embedding)


@every
@torch.inference_mode()
def test_what_braindecode_saved_is_loaded(kind: type[PretrainedEncoder], tmp_path: Path) -> None:
    """A folder as braindecode publishes it: made for other channels and another length, with a head of its own."""
    from braindecode import models

    signal = {"n_outputs": 3, "n_chans": 16, "n_times": 3000, "sfreq": kind.contract.sfreq}
    extra = {"channel_embedding": "pretrain_aligned"} if kind is pretrained.SignalJEPA else {}
    if extra:
        signal.pop("n_chans")
    with pretrained.own_places():
        torch.manual_seed(3)
        whole = getattr(models, kind.model)(**kind.small, **signal, **extra).eval()
        whole.save_pretrained(tmp_path)
        encoder = kind.from_pretrained(str(tmp_path), space_dim=16).eval()
        adapted = kind.from_pretrained(str(tmp_path), space_dim=16, lora_rank=2).eval()
    stored = dict(whole.named_parameters())
    prefix = f"{kind.inner}." if kind.inner else ""
    for name, parameter in encoder.core.named_parameters():
        if name != "temporal_embedding":
            assert torch.equal(parameter, stored[prefix + name]), name
    assert "not part of the encoder" in encoder.notes[0]  # heads and decoders
    batch = encoder.example(2, 5)
    assert torch.equal(encoder(batch).tokens, adapted(batch).tokens)  # low-rank updates start at nothing


def test_labram_reads_the_first_rows_of_its_table_of_times(tmp_path: Path) -> None:
    from braindecode.models import Labram

    whole = Labram(**pretrained.Labram.small, n_chans=128, n_times=3000, n_outputs=1).eval()
    whole.save_pretrained(tmp_path)
    encoder = pretrained.Labram.from_pretrained(str(tmp_path), seconds=3.0)
    assert torch.equal(encoder.core.temporal_embedding, whole.temporal_embedding[:, :4])
    short = Labram(**pretrained.Labram.small, n_chans=128, n_times=400, n_outputs=1)
    short.save_pretrained(tmp_path)
    with pytest.raises(
        ModelError, match=r"temporal_embedding is \(1, 3, 100\) in the weights and \(1, 5, 100\)"
    ):
        pretrained.Labram.from_pretrained(str(tmp_path))


@torch.inference_mode()
def test_the_tokens_are_braindecodes_own() -> None:
    """Where braindecode returns features itself, ours are the same numbers."""
    for kind in (pretrained.Biot, pretrained.SignalJEPA):
        encoder = tiny(kind).eval()
        batch = encoder.example(2, 62)
        features = encoder.features(batch.data, batch.ch_names)
        if kind is pretrained.Biot:
            assert torch.allclose(features.mean((1, 2)), encoder.core(batch.data), atol=1e-5)
        else:
            own = encoder.core(batch.data, return_features=True)["features"]
            assert torch.allclose(features.flatten(1, 2), own, atol=1e-5)


def test_the_channels_are_those_of_braindecode() -> None:
    from braindecode.models.biot import BIOT_CHANNEL_ORDER
    from braindecode.models.eegpt import EEGPT_CHANNELS
    from braindecode.models.labram import LABRAM_CHANNEL_ORDER
    from braindecode.models.signal_jepa import _PRETRAIN_CHS_INFO

    assert list(pretrained_channels.LABRAM) == LABRAM_CHANNEL_ORDER
    assert list(pretrained_channels.BIOT) == BIOT_CHANNEL_ORDER[:16]
    assert set(EEGPT_CHANNELS) - set(pretrained_channels.EEGPT) == {"AF7", "AF8", "PO5", "PO6"}
    assert set(pretrained_channels.EEGPT) < set(EEGPT_CHANNELS)
    assert list(pretrained_channels.SIGNAL_JEPA) == [info["ch_name"] for info in _PRETRAIN_CHS_INFO]


@torch.inference_mode()
def test_the_order_of_named_channels_changes_nothing() -> None:
    for kind in (pretrained.Labram, pretrained.EEGPT, pretrained.SignalJEPA, pretrained.Reve):
        encoder = tiny(kind).eval()
        batch = encoder.example(2, 5)
        turned = replace(batch, data=batch.data.flip(1), ch_names=batch.ch_names[::-1])
        assert torch.allclose(encoder(batch).tokens, encoder(turned).tokens, atol=1e-4)


def test_messages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few, _ = simulate(duration=10, montage=("C3", "C4"))
    with pytest.raises(RecordingError, match=r"BIOT needs the 16 derivations .*missing: FP1, F7, T7"):
        list(tiny(pretrained.Biot).windows(few))
    encoder = tiny(pretrained.Biot)
    batch = encoder.example(1)
    with pytest.raises(ConfigError, match="BIOT wants exactly its own 16 channels"):
        encoder(replace(batch, ch_names=batch.ch_names[::-1]))
    with pytest.raises(ConfigError, match="Labram of braindecode does not take these settings"):
        pretrained.Labram({"core": {"depth": 3}})
    (tmp_path / "reve_positions.json").write_text("{")
    monkeypatch.setenv(pretrained.REVE_PLACES, str(tmp_path))
    monkeypatch.setattr("pooch.retrieve", lambda *args, **kwargs: (_ for _ in ()).throw(OSError("offline")))
    with pytest.raises(MissingDependencyError, match="download it into a folder and set REVE_POSITIONS_PATH"):
        pretrained.Reve()
