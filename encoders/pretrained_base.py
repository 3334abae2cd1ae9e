"""What the published EEG encoders share: loading, freezing, low-rank updates, tokens, the way into the shared space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Self

import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording

from .base import NeuralOutput
from .contracts import ElectrodeBatch, InputContract
from .published import check_layers, fetch, fill, model_class, settings, weights

CONFIG, WEIGHTS = "config.json", "model.safetensors"


@dataclass(frozen=True)
class PretrainedConfig:
    """How a published encoder is used.

    seconds     length of a window; None: the contract's usual one
    space_dim   of the shared space; a head into it is trained
    freeze      the published weights stay as they are
    lora_rank   0, or the rank of low-rank updates (peft) that are trained beside the published weights
    core        settings of braindecode's class that differ from its defaults, as in the published config.json
    """

    seconds: float | None = None
    space_dim: int = 64
    freeze: bool = True
    lora_rank: int = 0
    core: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.lora_rank and not self.freeze:
            raise ConfigError(
                f"lora_rank={self.lora_rank} keeps the published weights frozen: leave freeze=True."
            )
        check_layers(self.core, "core")

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> PretrainedConfig:
        unknown = set(values) - set(cls.__dataclass_fields__)
        if unknown:
            raise ConfigError(f"The pretrained encoders have no setting {', '.join(sorted(unknown))}.")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class PretrainedEncoder(nn.Module):
    """A published encoder → one token per patch of time, their mean, and a vector in the shared space.

    notes   what was left out when the weights were loaded, one sentence each
    core    braindecode's module
    """

    core: Any
    contract: InputContract
    model: ClassVar[str]
    """Name of the class in `braindecode.models`."""
    inner: ClassVar[str] = ""
    """Attribute of that class that is the encoder; "" where it is the whole class."""
    small: ClassVar[dict[str, Any]]
    """Settings of a tiny encoder, for tests."""
    adapted: ClassVar[tuple[str, ...]]
    """Names of the layers that get low-rank updates: plain linear layers that are called as such."""

    def __init__(self, config: PretrainedConfig | dict[str, Any] | None = None) -> None:
        super().__init__()
        if not isinstance(config, PretrainedConfig):
            config = PretrainedConfig.from_dict(config or {})
        self.seconds = self.contract.usual_seconds if config.seconds is None else config.seconds
        self.samples = self.contract.samples(self.seconds)
        self.config = config = replace(config, seconds=self.seconds)
        self.notes: tuple[str, ...] = ()
        self.core = self._build()
        if config.freeze:
            self.core.requires_grad_(False)
        self.to_space = nn.Sequential(nn.LayerNorm(self.width), nn.Linear(self.width, config.space_dim))
        if config.lora_rank:
            self._adapt()
        self.train()

    @classmethod
    def from_pretrained(cls, source: str, *, revision: str | None = None, **changes: Any) -> Self:
        """The encoder with published weights.

        source    Hugging Face id or local folder with config.json and model.safetensors
        changes   other settings of PretrainedConfig
        Raises ModelError where a tensor is missing or of another shape: nothing stays random in silence.
        """
        core = settings(fetch(source, CONFIG, revision), model_class(cls.model))
        encoder = cls(PretrainedConfig(**{**changes, "lora_rank": 0, "core": core}))
        tensors = weights(fetch(source, WEIGHTS, revision))
        encoder.notes = fill(
            encoder.core, encoder._fitted(tensors), source, f"{cls.inner}." if cls.inner else ""
        )
        if rank := changes.get("lora_rank", 0):
            encoder.config = replace(encoder.config, lora_rank=rank)
            encoder._adapt()
        return encoder

    @classmethod
    def tiny(cls) -> Self:
        """A small random encoder for tests."""
        return cls(PretrainedConfig(space_dim=16, core=dict(cls.small)))

    @property
    def width(self) -> int:
        """Dimension of a token."""
        raise NotImplementedError

    def windows(
        self, recording: Recording, spans: Sequence[tuple[float, float]] | None = None
    ) -> Iterator[ElectrodeBatch]:
        """Windows of a recording as this model wants them; `changes` of each says what was altered."""
        return self.contract.read(recording, self.seconds, spans)

    def example(self, n_windows: int, n_channels: int = 7, seed: int = 0) -> ElectrodeBatch:
        """Random windows, for tests and benchmarks. Models with fixed channels have those."""
        names = self.contract.ch_names or tuple(f"Ch{i + 1}" for i in range(n_channels))
        names = names if self.contract.bipolar else names[:n_channels]
        generator = torch.Generator().manual_seed(seed)
        data = torch.randn(n_windows, len(names), self.samples, generator=generator)
        starts = torch.arange(n_windows, dtype=torch.float64) * self.seconds
        return ElectrodeBatch(data, names, torch.stack([starts, starts + self.seconds], 1).numpy())

    def train(self, mode: bool = True) -> Self:
        """A frozen core stays in evaluation mode: no dropout in what is not trained."""
        super().train(mode)
        if self.config.freeze:
            self.core.eval()
        return self

    def forward(self, batch: ElectrodeBatch) -> NeuralOutput:
        """tokens: patches in time order (channels averaged), then the mean of the window."""
        self._check(batch)
        patches = self.features(batch.data, batch.ch_names).mean(1)
        summary = patches.mean(1)
        tokens = torch.cat([patches, summary.unsqueeze(1)], 1)
        embedding = nn.functional.normalize(self.to_space(summary).float(), dim=-1)
        return NeuralOutput(tokens, tokens.new_ones(tokens.shape[:2], dtype=torch.bool), embedding, {})

    def features(self, data: Tensor, ch_names: tuple[str, ...]) -> Tensor:
        """The core's last layer. data (window, channel, time) → (window, channel, patch, dim)"""
        raise NotImplementedError

    def _options(self) -> dict[str, Any]:
        """What braindecode's class is built with besides the settings."""
        known = self.contract.ch_names
        return {"n_chans": len(known) if known else 1}

    def _build(self) -> Any:
        signal = {"n_outputs": 1, "n_times": self.samples, "sfreq": self.contract.sfreq}
        kind = model_class(self.model)
        try:
            whole = kind.from_config({**self.config.core, **signal, **self._options()})
        except TypeError as error:
            raise ConfigError(
                f"core: {self.model} of braindecode does not take these settings ({error})."
            ) from error
        whole.final_layer = nn.Identity()
        return getattr(whole, self.inner) if self.inner else whole

    def _fitted(self, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        """Published tensors as this length of window needs them."""
        return tensors

    def _adapt(self) -> None:
        from peft import LoraConfig, inject_adapter_in_model

        rank = self.config.lora_rank
        update = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=list(self.adapted))
        inject_adapter_in_model(update, self.core)

    def _check(self, batch: ElectrodeBatch) -> None:
        contract, (_, channels, samples) = self.contract, batch.data.shape
        if samples != self.samples:
            raise ConfigError(
                f"the windows hold {samples} samples; {contract.model} was built for {self.samples} "
                f"({self.seconds:g} s at {contract.sfreq:g} Hz)."
            )
        if channels != len(batch.ch_names):
            raise ConfigError(f"{channels} channels but {len(batch.ch_names)} names.")
        unknown = set(batch.ch_names) - set(contract.ch_names or batch.ch_names)
        if unknown or (contract.bipolar and batch.ch_names != contract.ch_names):
            raise ConfigError(
                f"{contract.model} wants {'exactly' if contract.bipolar else 'some of'} its own "
                f"{len(contract.ch_names or ())} channels; make the batch with `windows(recording)`."
            )
