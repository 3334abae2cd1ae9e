"""The configuration of the assembled model, in Hugging Face's form."""

from __future__ import annotations

from typing import Any

from transformers import AutoConfig, PretrainedConfig

from neuro_llm.recordings.errors import ConfigError

_OF_THE_MACHINE = ("_name_or_path", "quantization_config")


class NeuroLLMConfig(PretrainedConfig):
    """What is needed to build the model.

    text_config      the language model's own configuration
    encoders         name in `neuro_llm.encoders.ENCODERS` → that encoder's settings
    projectors       encoder's name → settings of `adapters.projector.ProjectorConfig`; {} without neural tokens
    lora             settings of `adapters.language.LoraSettings`; None without LoRA
    neuro_token_id   the id of `<neuro>`
    """

    model_type = "neuro_llm"
    sub_configs = {"text_config": AutoConfig}  # noqa: RUF012

    def __init__(
        self,
        text_config: PretrainedConfig | dict[str, Any] | None = None,
        encoders: dict[str, dict[str, Any]] | None = None,
        projectors: dict[str, dict[str, Any]] | None = None,
        lora: dict[str, Any] | None = None,
        neuro_token_id: int = -1,
        **kwargs: Any,
    ) -> None:
        if isinstance(text_config, dict):
            if "model_type" not in text_config:
                raise ConfigError(
                    "text_config names no model_type; it must be a language model's own config."
                )
            text_config = AutoConfig.for_model(**text_config)
        self.text_config = text_config if text_config is not None else AutoConfig.for_model("llama")
        self.encoders = dict(encoders or {})
        self.projectors = dict(projectors or {})
        self.lora = dict(lora) if lora else None
        self.neuro_token_id = neuro_token_id
        kwargs.setdefault("tie_word_embeddings", getattr(self.text_config, "tie_word_embeddings", False))
        kwargs.setdefault("attn_implementation", self.text_config._attn_implementation)  # else it is reset
        super().__init__(**kwargs)

    def to_dict(self) -> dict[str, Any]:
        """As saved; without the paths and the quantisation of the machine that the model was loaded on."""
        values = dict(super().to_dict())
        text = {
            key: value for key, value in dict(values["text_config"]).items() if key not in _OF_THE_MACHINE
        }
        return {**values, "text_config": text, "_name_or_path": ""}


AutoConfig.register(NeuroLLMConfig.model_type, NeuroLLMConfig, exist_ok=True)
