"""Published EEG encoders in braindecode's implementation, each under the input contract that it was trained with.

An optional extra: pip install 'neuro-llm[pretrained]'. The classes were written against braindecode 1.8.1. Rates, units
and filters come from its source and its benchmark OpenEEG-Bench, or from the authors' scripts and papers, as each class
says. They were not tried on the published weights: what a file holds is checked when it is loaded.
Not taken, though braindecode has them: BENDR (its twentieth input is an amplitude statistic of the whole training set),
EEG-DINO and ST-EEGFormer (the order of their channel tables is not in the package), LUNA (published without settings),
CodeBrain (its unit is not stated).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Self

import torch
from torch import Tensor, nn

from neuro_llm.recordings.channels import standard_positions
from neuro_llm.recordings.errors import MissingDependencyError

from . import pretrained_channels as channels
from .contracts import InputContract, by_deviation, by_percentile, microvolts, referenced_millivolts
from .contracts import tenths_of_millivolts as tenths
from .pretrained_base import PretrainedConfig, PretrainedEncoder

REVE_PLACES = "REVE_POSITIONS_PATH"  # where braindecode looks for reve_positions.json


class Labram(PretrainedEncoder):
    """LaBraM (Jiang et al. 2024), "braindecode/labram-pretrained": any of 128 named electrodes.

    Patches of 1 s at 200 Hz and units of 100 µV as in braindecode's benchmark; 0.1–75 Hz as in the paper (the authors
    also notch the mains). Only the first seconds of its table of times are used, as the authors do.
    """

    contract = InputContract("LaBraM", 200.0, tenths, channels.LABRAM, 4, 1, 15, 200, band=(0.1, 75.0))
    model = "Labram"
    small: ClassVar[dict[str, Any]] = {"num_layers": 1, "num_heads": 4, "conv_out_channels": 4}
    adapted = (
        "attn.proj",
        "mlp.0",
        "mlp.2",
    )  # braindecode reads the weight of attn.qkv without calling the layer

    @property
    def width(self) -> int:
        return self.core.cls_token.shape[-1]

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        out = self.core(data, return_features=True, ch_names=list(ch_names))["features"]
        return out.unflatten(1, (len(ch_names), -1))

    def _fitted(self, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        times = tensors.get("temporal_embedding")
        if times is None:
            return tensors
        return {**tensors, "temporal_embedding": times[:, : self.samples // 200 + 1]}


class Biot(PretrainedEncoder):
    """BIOT (Yang et al. 2023), "braindecode/biot-pretrained-prest-16chs": 16 bipolar derivations, in their order.

    Spectra of 1 s every 0.5 s at 200 Hz; each channel divided by its 95th percentile, as the authors' loaders do.
    """

    contract = InputContract("BIOT", 200.0, by_percentile, channels.BIOT, 4, 1, 30, 100, bipolar=True)
    model, inner = "BIOT", "encoder"
    small: ClassVar[dict[str, Any]] = {"embed_dim": 32, "num_heads": 4, "num_layers": 1}
    adapted = ("to_q", "to_k", "to_v", "to_out", "w1", "w2")

    @property
    def width(self) -> int:
        return self.core.channel_tokens.embedding_dim

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        """braindecode returns only the mean over all tokens; they are taken where they leave the transformer."""
        kept: list[Tensor] = []
        hook = self.core.transformer.register_forward_hook(lambda module, given, out: kept.append(out))
        try:
            self.core(data)
        finally:
            hook.remove()
        return kept[0].unflatten(1, (len(ch_names), -1))


class CBraMod(PretrainedEncoder):
    """CBraMod (Wang et al. 2025), "braindecode/cbramod-pretrained": any channels, in the order of the recording.

    Patches of 1 s at 200 Hz and units of 100 µV as in braindecode's benchmark; 0.3–75 Hz as in the paper. A convolution
    over neighbouring channels encodes place, so their order matters; it was trained on 19 electrodes.
    """

    contract = InputContract("CBraMod", 200.0, tenths, None, 4, 1, 30, 200, band=(0.3, 75.0))
    model = "CBraMod"
    small: ClassVar[dict[str, Any]] = {"n_layer": 1, "dim_feedforward": 32, "nhead": 4, "emb_dim": 32}
    adapted = ("linear1", "linear2")

    @property
    def width(self) -> int:
        return self.core.proj_out[0].out_features

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        return self.core(data, return_features=True)["features"]


class EEGPT(PretrainedEncoder):
    """EEGPT (Wang et al. 2024), "braindecode/eegpt-pretrained": any of its 58 electrodes.

    Patches of 0.25 s every 0.125 s at 256 Hz, millivolts against the average reference, as the authors prepared their
    data. Each patch gives its four summary tokens, joined. braindecode's random projection of channels is left out.
    """

    contract = InputContract("EEGPT", 256.0, referenced_millivolts, channels.EEGPT, 4, 0.25, 30, 32)
    model, inner = "EEGPT", "target_encoder"
    small: ClassVar[dict[str, Any]] = {"embed_dim": 32, "depth": 1, "num_heads": 4, "embed_num": 2}
    adapted = ("qkv", "mlp.fc1", "mlp.fc2")

    @property
    def width(self) -> int:
        return self.core.embed_num * self.core.embed_dim

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        patches = self.core.num_patches[1]
        self.core.num_patches = (
            len(ch_names),
            patches,
        )  # it checks the count of channels, no weight depends on it
        ids = self.core.prepare_chan_ids(list(ch_names)).to(data.device)
        return self.core(data, ids).flatten(2).unsqueeze(1)

    def _options(self) -> dict[str, Any]:
        return {**super()._options(), "chan_proj_type": "none"}


class SignalJEPA(PretrainedEncoder):
    """Signal-JEPA (Guetschel et al. 2024), "braindecode/signal-jepa": any of the 62 electrodes of its training.

    Patches of 1.19 s every second at 128 Hz, microvolts, 0.5–40 Hz, as braindecode's source says. Its table of channels
    is addressed by name; the weights without that table ("signal-jepa_without-chans") are refused.
    """

    contract = InputContract(
        "Signal-JEPA", 128.0, microvolts, channels.SIGNAL_JEPA, 4.1875, 1.1875, 60, 128, 24, band=(0.5, 40.0)
    )
    model = "SignalJEPA"
    small: ClassVar[dict[str, Any]] = {
        "transformer__num_encoder_layers": 1,
        "transformer__num_decoder_layers": 1,
    }
    adapted = ("linear1", "linear2")

    @property
    def width(self) -> int:
        return self.core.feature_encoder.emb_dim

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        """The core's own forward for a choice of its channels: its first and last layer are fixed to all 62."""
        local = data.flatten(0, 1).unsqueeze(1)
        for layer in list(self.core.feature_encoder)[1:-1]:
            local = layer(local)
        tokens = local.transpose(1, 2).unflatten(0, (len(data), -1)).flatten(1, 2)
        rows = torch.tensor([channels.SIGNAL_JEPA.index(name) for name in ch_names], device=data.device)
        places = self.core.pos_encoder(tokens, rows.expand(len(data), -1))
        return self.core.transformer.encoder(tokens + places).unflatten(1, (len(ch_names), -1))

    def _options(self) -> dict[str, Any]:
        return {"channel_embedding": "pretrain_aligned"}

    def _build(self) -> Any:
        core = super()._build()
        core.transformer.decoder = nn.Identity()  # predicts masked patches in training; not used
        return core

    def _adapt(self) -> None:
        super()._adapt()
        for layer in self.core.transformer.encoder.layers:
            layer.activation_relu_or_gelu = 0  # else torch's fast path reads the weights past the updates


class Reve(PretrainedEncoder):
    """REVE (El Ouahidi et al. 2025), "brain-bzh/reve-base" (accept its terms there): any electrode of its table.

    Patches of 1 s every 0.9 s at 200 Hz; standard deviations of the window, at most 15, as braindecode's source says;
    above 0.5 Hz as in the paper. Places come by name from the published table of positions (braindecode downloads it);
    its unit is not stated, so the recording's own metres are not put in its place. Offline, lay `reve_positions.json`
    into a folder and name that folder in the environment variable REVE_POSITIONS_PATH.
    """

    contract = InputContract("REVE", 200.0, by_deviation, None, 3.7, 1, 60, 180, 20, band=(0.5, None))
    model = "REVE"
    small: ClassVar[dict[str, Any]] = {"embed_dim": 64, "depth": 1, "heads": 2, "head_dim": 16}
    adapted = ("to_qkv", "to_out", "net.1", "net.3")

    def __init__(self, config: PretrainedConfig | dict[str, Any] | None = None) -> None:
        super().__init__(config)
        known = tuple(self.core._position_bank.get_all_positions())
        self.contract = replace(type(self).contract, ch_names=known)

    @classmethod
    def tiny(cls) -> Self:
        with own_places():
            return super().tiny()

    @property
    def width(self) -> int:
        return self.core.embed_dim

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        places = self.core.get_positions(list(ch_names)).expand(len(data), -1, -1)
        return self.core(data, places, return_features=True)["features"]

    def _build(self) -> Any:
        try:
            return super()._build()
        except RuntimeError as error:
            raise MissingDependencyError(
                "REVE needs its table of electrode positions, reve_positions.json of brain-bzh/reve-positions on the "
                f"Hugging Face hub: download it into a folder and set {REVE_PLACES} to that folder. "
                f"({' '.join(str(error).split())[:150]})"
            ) from error


@contextmanager
def own_places() -> Iterator[None]:
    """REVE's table of positions made of the 10-05 system (m), for random encoders that nothing was trained with."""
    before = os.environ.get(REVE_PLACES)
    with TemporaryDirectory() as folder:
        places = {name: place.tolist() for name, place in standard_positions().items()}
        (Path(folder) / "reve_positions.json").write_text(json.dumps(places), encoding="utf-8")
        os.environ[REVE_PLACES] = folder
        try:
            yield
        finally:
            os.environ.pop(REVE_PLACES)
            if before is not None:
                os.environ[REVE_PLACES] = before
