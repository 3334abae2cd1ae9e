"""What a pretrained model reads: a recording is brought to it with a sentence for each change, or refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from neuro_llm.encoders import published
from neuro_llm.encoders.contracts import (
    InputContract,
    by_deviation,
    by_percentile,
    microvolts,
    referenced_millivolts,
    tenths_of_millivolts,
)
from neuro_llm.encoders.pretrained_base import PretrainedConfig, PretrainedEncoder
from neuro_llm.encoders.wiring import plain
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError, RecordingError
from neuro_llm.recordings.recording import Recording

NAMED = InputContract("Named", 200.0, microvolts, ("FP1", "T7", "O1", "FP1-F7"), 4, 1, 8, 200)
PAIRS = InputContract("Pairs", 200.0, microvolts, ("FP1-F7", "F7-T7"), 4, 1, 8, 200, bipolar=True)


def sines(
    sfreq: float = 200.0, seconds: float = 9.0, names: tuple[str, ...] = ("Fp1", "F7", "T3")
) -> Recording:
    """10 Hz of 10, 20, 30 ... µV in the channels, on an offset of 1 mV."""
    time = np.arange(round(seconds * sfreq)) / sfreq
    wave = np.sin(2 * np.pi * 10 * time)
    return from_array(
        np.stack([10 * (i + 1) * wave + 1000 for i in range(len(names))]), sfreq, names, unit="uV"
    )


def test_channels_are_found_by_name_and_the_rest_is_said() -> None:
    (batch,) = NAMED.read(sines(), 4.0)
    assert batch.ch_names == ("FP1", "T7")  # T3 is T7 today
    assert batch.data.shape == (2, 2, 800)
    assert batch.data.abs().amax((0, 2)).tolist() == pytest.approx([10, 30], rel=1e-3)
    assert batch.times.tolist() == [[0, 4], [4, 8]]
    assert batch.changes == (
        "1 of 3 EEG channels are unknown to Named and left out: F7.",
        "Scaled to microvolts, as Named was trained.",
        "The last 1 s are left out: they do not fill a window of 4 s.",
    )


def test_a_pair_is_taken_as_recorded_or_formed() -> None:
    (formed,) = PAIRS.read(sines(), 4.0)
    assert formed.data.abs().amax((0, 2)).tolist() == pytest.approx([10, 10], rel=1e-3)  # 10−20, 20−30 µV
    assert formed.changes[0] == "2 bipolar derivations were formed by subtracting electrodes (FP1-F7, F7-T7)."
    (recorded,) = PAIRS.read(sines(names=("F7-T3", "Fp1-F7")), 4.0)
    assert recorded.data.abs().amax((0, 2)).tolist() == pytest.approx([20, 10], rel=1e-3)
    assert not any("formed" in sentence for sentence in recorded.changes)


@pytest.mark.parametrize("sfreq", [100.0, 256.0, 1000.0])
def test_another_rate_is_resampled_and_said(sfreq: float) -> None:
    (batch,) = NAMED.read(sines(sfreq), 4.0)
    expected = 10 * torch.sin(2 * torch.pi * 10 * torch.arange(800) / 200)
    assert torch.allclose(batch.data[1, 0], expected, atol=0.1)
    assert f"Resampled from {sfreq:g} to 200 Hz, the rate of Named." in batch.changes
    slow = "Nothing above 50 Hz was recorded; Named saw up to 100 Hz."
    assert (slow in batch.changes) == (sfreq == 100)


def test_the_band_is_filtered_and_said() -> None:
    slow = sines(seconds=30)
    drift = replace(slow, source=type(slow.source)(slow.read() + 1e-3 * np.linspace(0, 1, slow.n_times)))  # type: ignore[call-arg]
    (raw,) = NAMED.read(drift, 4.0)
    (filtered,) = replace(NAMED, band=(0.5, 70.0)).read(drift, 4.0)
    assert "Filtered to 0.5–70 Hz." in filtered.changes
    assert raw.data[3, 0].abs().max() > 50
    assert filtered.data[3, 0].abs().max() == pytest.approx(10, rel=0.1)
    assert (
        replace(NAMED, band=(0.5, 120.0)).read(drift, 4.0).__next__().changes[2] == "Filtered above 0.5 Hz."
    )


def test_onsets_give_a_window_each() -> None:
    (batch,) = NAMED.read(sines(), 1.0, [(0.5, 0.6), (3.25, 9.0)])
    assert batch.times.tolist() == [[0.5, 1.5], [3.25, 4.25]]
    with pytest.raises(RecordingError, match=r"a window of 1 s from 8.5 s is not inside its 9 s"):
        list(NAMED.read(sines(), 1.0, [(8.5, 8.6)]))


@pytest.mark.parametrize(
    ("recording", "contract", "seconds", "message"),
    [
        (
            sines(names=("Ch1", "Ch2")),
            NAMED,
            4.0,
            "Named knows none of its EEG channels .Ch1, Ch2.. Name them",
        ),
        (sines(names=("Fp1", "F7")), PAIRS, 4.0, "needs the 2 derivations FP1-F7, F7-T7; missing: T7"),
        (sines(seconds=3), NAMED, 4.0, "it is 3 s long, shorter than one window of 4 s"),
        (sines(names=("EOG1", "ECG")), NAMED, 4.0, "no EEG channel; Named reads scalp EEG only"),
    ],
)
def test_what_cannot_be_read_is_refused(
    recording: Recording, contract: InputContract, seconds: float, message: str
) -> None:
    with pytest.raises(RecordingError, match=message):
        list(contract.read(recording, seconds))


def test_an_unknown_unit_is_refused_unless_the_scale_is_relative() -> None:
    unknown = replace(sines(), unit_known=False)
    with pytest.raises(RecordingError, match=r"unit is unknown, and Named reads microvolts.*unit='uV'"):
        list(NAMED.read(unknown, 4.0))
    (batch,) = replace(NAMED, scale=by_percentile).read(unknown, 4.0)
    assert batch.data.abs().amax() == pytest.approx(1, abs=0.05)


def test_samples_that_are_no_numbers_are_refused() -> None:
    recording = sines()
    data = recording.read()
    data[0, 900] = np.nan
    with pytest.raises(RecordingError, match=r"Fp1 holds samples that are not numbers between 0 and 4 s"):
        list(NAMED.read(replace(recording, source=type(recording.source)(data)), 4.0))  # type: ignore[call-arg]


def test_a_length_that_the_patches_do_not_fill_is_refused() -> None:
    with pytest.raises(
        ConfigError, match=r"seconds=4.5: Named reads 1 to 8 s at 200 Hz, a whole multiple of 1 s"
    ):
        NAMED.samples(4.5)
    with pytest.raises(ConfigError, match="seconds=9: Named reads 1 to 8 s"):
        NAMED.samples(9)
    overlapping = replace(NAMED, multiple_of=180, beyond=20)
    assert overlapping.samples(1.9) == 380
    with pytest.raises(ConfigError, match=r"multiple of 0.9 s and 0.1 s"):
        overlapping.samples(2)


def test_scales() -> None:
    data = np.array([[[100.0, -100.0], [300.0, -300.0]]])
    assert tenths_of_millivolts(data).max() == 3
    assert referenced_millivolts(data)[0].tolist() == [[-0.1, 0.1], [0.1, -0.1]]
    assert by_percentile(data).max() == pytest.approx(1)
    assert by_deviation(data).std() == pytest.approx(1)
    assert by_deviation(np.eye(1000)[None]).max() == 15


def test_names_are_compared_as_they_are_today() -> None:
    assert [plain(name) for name in ("t3", "Fp1-F7", "T5-o1", "Ch1")] == ["T7", "FP1-F7", "P7-O1", "CH1"]


class Core(nn.Module):
    """Stands in for a class of braindecode: patches of 1 s, one linear layer."""

    def __init__(self, dim: int = 8, activation: str = "torch.nn.ReLU", **signal: object) -> None:
        super().__init__()
        self.patches = nn.Linear(200, dim)
        self.final_layer: nn.Module = nn.Linear(dim, 1)

    @classmethod
    def from_config(cls, config: dict[str, object]) -> Core:
        return cls(**config)  # type: ignore[arg-type]


class StandIn(PretrainedEncoder):
    contract = NAMED
    model = "Core"
    small = {"dim": 4}  # noqa: RUF012
    adapted = ("patches",)

    @property
    def width(self) -> int:
        return int(self.core.get_parameter("patches.weight").shape[0])

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        return self.core.get_submodule("patches")(data.unflatten(-1, (-1, 200)))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[StandIn]:
    monkeypatch.setattr("neuro_llm.encoders.pretrained_base.model_class", lambda name: Core)
    return StandIn


def test_tokens_are_patches_in_time_order_and_their_mean(stand_in: type[StandIn]) -> None:
    encoder = stand_in.tiny()
    (batch,) = encoder.windows(sines())
    out = encoder(batch)
    assert out.tokens.shape == (2, 5, 4)
    assert out.mask.all()
    assert torch.allclose(out.tokens[:, 4], out.tokens[:, :4].mean(1), atol=1e-6)
    assert torch.allclose(out.embedding.norm(dim=-1), torch.ones(2), atol=1e-5)


def test_a_batch_that_is_not_the_models_is_refused(stand_in: type[StandIn]) -> None:
    encoder = stand_in.tiny()
    batch = encoder.example(2, 3)
    with pytest.raises(ConfigError, match=r"hold 400 samples; Named was built for 800 \(4 s at 200 Hz\)"):
        encoder(replace(batch, data=batch.data[..., :400]))
    with pytest.raises(ConfigError, match="3 channels but 2 names"):
        encoder(replace(batch, ch_names=batch.ch_names[:2]))
    with pytest.raises(ConfigError, match="wants some of its own 4 channels"):
        encoder(replace(batch, ch_names=("FP1", "T7", "XX")))


def test_settings_are_checked(stand_in: type[StandIn]) -> None:
    with pytest.raises(ConfigError, match="no setting depth"):
        stand_in({"depth": 3})
    with pytest.raises(ConfigError, match="keeps the published weights frozen"):
        PretrainedConfig(lora_rank=4, freeze=False)
    with pytest.raises(ModelError, match=r"activation names 'os.system', which is no layer of torch.nn"):
        PretrainedConfig(core={"activation": "os.system"})
    with pytest.raises(ModelError, match=r"no layer of torch.nn"):
        PretrainedConfig(core={"activation": "torch.nn.functional.relu"})


def test_a_folder_is_loaded_whole_or_refused(stand_in: type[StandIn], tmp_path) -> None:  # type: ignore[no-untyped-def]
    from safetensors.torch import save_file

    torch.manual_seed(1)
    core = Core(dim=6)
    (tmp_path / "config.json").write_text(
        '{"dim": 6, "n_times": 3000, "braindecode_version": "1", "sfreq": 200}'
    )
    with pytest.raises(ModelError, match=r"model.safetensors is missing; only safetensors are read"):
        stand_in.from_pretrained(str(tmp_path))
    save_file(core.state_dict(), tmp_path / "model.safetensors")
    encoder = stand_in.from_pretrained(str(tmp_path), seconds=2.0, space_dim=8)
    assert torch.equal(encoder.core.get_parameter("patches.weight"), core.patches.weight)
    assert encoder.config.core == {"dim": 6}
    assert "2 tensors" in encoder.notes[0]  # the head
    (tmp_path / "config.json").write_text('{"dim": 5}')
    with pytest.raises(ModelError, match=r"patches.weight is \(6, 200\) in the weights and \(5, 200\)"):
        stand_in.from_pretrained(str(tmp_path))
    save_file({"other": torch.zeros(1)}, tmp_path / "model.safetensors")
    with pytest.raises(ModelError, match="2 of 2 tensors of the encoder are not in the weights"):
        stand_in.from_pretrained(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="weights are damaged"):
        stand_in.from_pretrained(str(tmp_path))
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError, match="not JSON"):
        stand_in.from_pretrained(str(tmp_path))
    with pytest.raises(ModelError, match="there is no such folder"):
        stand_in.from_pretrained(str(tmp_path / "nowhere"))


def test_what_is_missing_is_said_with_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"braindecode": "1.8.1", "torch": "2.15.0", "torchvision": "0.30.0", "torchaudio": ""}
    monkeypatch.setattr(published, "_version", found.get)
    assert "found braindecode 1.8.1, torch 2.15.0, torchvision 0.30.0, no torchaudio" in published.missing()
    with pytest.raises(MissingDependencyError, match=r"pip install 'neuro-llm\[pretrained\]'"):
        published.model_class("Labram")
    found.update(torch="2.11.0", torchvision="0.26.0", torchaudio="2.11.0")
    assert published.missing() == ""
    found.update(torch="2.1.0")
    assert "found braindecode 1.8.1, torch 2.1.0" in published.missing()
