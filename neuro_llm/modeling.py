"""The assembled model: encoders, projectors and language model, in Hugging Face's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from inspect import signature
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, GenerationMixin, PreTrainedModel
from transformers.loss.loss_utils import ForCausalLMLoss
from transformers.modeling_outputs import CausalLMOutputWithPast

from neuro_llm.adapters.frames import end_of_turn
from neuro_llm.adapters.language import LanguageModel, LoraSettings, has_lora, with_lora
from neuro_llm.adapters.projector import (
    Neural,
    Projector,
    ProjectorConfig,
    Projectors,
    n_places,
    split_places,
)
from neuro_llm.adapters.tokens import token_text
from neuro_llm.encoders import ENCODERS
from neuro_llm.recordings.errors import ConfigError, ModelError

from .configuration import NeuroLLMConfig


class NeuroLLMForConditionalGeneration(PreTrainedModel, GenerationMixin):
    """A causal language model that also reads neural tokens at the places of `<neuro>`.

    language_model   any causal language model, with or without LoRA
    projectors       encoder's name → its tokens to token embeddings; empty: no neural tokens are read
    encoders         name → encoder; may be empty: neural tokens are given to `forward` ready made
    """

    config_class = NeuroLLMConfig
    base_model_prefix = ""
    supports_gradient_checkpointing = True
    _supports_sdpa = True
    _supports_flash_attn = True
    _supports_attention_backend = True
    _skip_keys_device_placement = ["past_key_values"]  # noqa: RUF012
    language_model: Any
    folder: Path | None = None  # that it was loaded from or saved to

    def __init__(
        self,
        config: NeuroLLMConfig,
        language_model: nn.Module | None = None,
        encoders: Mapping[str, nn.Module] | None = None,
    ) -> None:
        super().__init__(config)
        if language_model is None:
            language_model = AutoModelForCausalLM.from_config(config.text_config)
            if config.lora:
                language_model = with_lora(language_model, LoraSettings(**config.lora))
        else:
            _mark_as_made(language_model)
        self.language_model = language_model
        if encoders is None:
            encoders = {name: ENCODERS.get(name)(values) for name, values in config.encoders.items()}
        self.encoders = nn.ModuleDict(dict(encoders))
        self.projectors = Projectors(
            {name: Projector(ProjectorConfig.from_dict(v)) for name, v in config.projectors.items()}
        )
        self._check_widths()
        self.post_init()

    @classmethod
    def assemble(
        cls,
        language: LanguageModel,
        encoders: Mapping[str, Any] | None = None,
        *,
        hidden_dim: int = 512,
        lora: LoraSettings | None = None,
    ) -> NeuroLLMForConditionalGeneration:
        """A new model from a loaded language model and encoders; the projectors, one per encoder, are fresh.

        hidden_dim   width inside the projectors
        """
        encoders = dict(encoders or {})
        embed = language.model.get_input_embeddings()
        dim = embed.weight.shape[1]
        config = NeuroLLMConfig(
            text_config=language.model.config,
            encoders={name: encoder.config.to_dict() for name, encoder in encoders.items()},
            projectors={
                name: ProjectorConfig(encoder.width, dim, hidden_dim).to_dict()
                for name, encoder in encoders.items()
            },
            lora=asdict(lora) if lora else None,
            neuro_token_id=token_text(language.tokenizer).neuro_id,
        )
        if lora:
            with_lora(language.model, lora)
        model = cls(config, language.model, encoders)
        model.projectors.to(language.model.device)
        words = embed(torch.arange(min(512, len(language.tokenizer)), device=embed.weight.device))
        for _, projector in model.projectors.each():
            projector.match(words)
        model.adopt_generation(language)
        return model.eval()

    def adopt_generation(self, language: LanguageModel) -> None:
        """Generate as the language model does, and stop where its chat ends a turn."""
        self.generation_config = language.model.generation_config
        ends = self.generation_config.eos_token_id
        known = [ends] if isinstance(ends, int) else list(ends or [])
        stop = end_of_turn(language.tokenizer)
        self.generation_config.eos_token_id = known if stop in known else [*known, stop]
        if self.generation_config.pad_token_id is None:
            pad = language.tokenizer.pad_token_id
            self.generation_config.pad_token_id = stop if pad is None else pad

    def _check_widths(self) -> None:
        dim = self.get_input_embeddings().weight.shape[1]
        for name, projector in self.projectors.each():
            reads, writes = projector.config.encoder_dim, projector.config.llm_dim
            if name in self.encoders and self.encoders[name].width != reads:
                raise ModelError(
                    f"The encoder {name!r} makes tokens of {self.encoders[name].width} numbers, its projector reads "
                    f"{reads}; they do not belong together."
                )
            if writes != dim:
                raise ModelError(
                    f"The projector of {name!r} writes embeddings of {writes} numbers, the language model reads "
                    f"{dim}; load the language model that it was trained with."
                )

    def _init_weights(self, module: nn.Module) -> None:
        """Leave parts as they were built: they bring their own start values or are about to be loaded."""

    def get_input_embeddings(self) -> Any:
        return self.language_model.get_input_embeddings()

    def set_input_embeddings(self, value: nn.Module) -> None:
        self.language_model.set_input_embeddings(value)

    def get_output_embeddings(self) -> Any:
        return self.language_model.get_output_embeddings()

    def set_output_embeddings(self, new_embeddings: nn.Module) -> None:
        self.language_model.set_output_embeddings(new_embeddings)

    def forward(
        self,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        position_ids: Tensor | None = None,
        past_key_values: Any = None,
        inputs_embeds: Tensor | None = None,
        labels: Tensor | None = None,
        neural_tokens: Neural | None = None,
        use_cache: bool | None = None,
        logits_to_keep: int | Tensor = 0,
        **kwargs: Any,
    ) -> CausalLMOutputWithPast:
        """Logits, and the loss where labels are given.

        input_ids      (batch, token), with `<neuro>` at the places of neural tokens
        neural_tokens  (encoder's name, (place, encoder_dim)) pairs, in the order of the places, row after row
        labels         (batch, token), -100 where nothing is learnt. While training, logits are only made at
                       the places before a label of any row: (batch, learnt place, vocabulary)
        """
        if neural_tokens is not None:
            if input_ids is None or inputs_embeds is not None:
                raise ConfigError("neural_tokens go with input_ids, not with inputs_embeds.")
            inputs_embeds, input_ids = self.embed(input_ids, neural_tokens), None
        shift_labels = None
        if labels is not None:
            shift_labels = nn.functional.pad(labels, (0, 1), value=-100)[:, 1:]
            if self.training and isinstance(logits_to_keep, int) and logits_to_keep == 0:
                logits_to_keep = (shift_labels != -100).any(0).nonzero().squeeze(1)
                shift_labels = shift_labels[:, logits_to_keep]
        if position_ids is None and past_key_values is None:
            position_ids = self._places(attention_mask)
        loss_arguments = {key: kwargs.pop(key) for key in ("num_items_in_batch",) if key in kwargs}
        out = self.language_model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            position_ids=position_ids,
            past_key_values=past_key_values,
            inputs_embeds=inputs_embeds,
            use_cache=use_cache,
            logits_to_keep=logits_to_keep,
            **kwargs,
        )
        if shift_labels is not None:
            out.loss = ForCausalLMLoss(
                out.logits,
                None,
                out.logits.shape[-1],
                shift_labels=shift_labels.contiguous(),
                **loss_arguments,
            )
        return out

    def _places(self, attention_mask: Tensor | None) -> Tensor | None:
        """Places counted from the first real token of each row, so that padding on the left shifts nothing.

        None where the language model takes none (ALiBi), or no mask tells what is real.
        """
        takes = "position_ids" in signature(self.language_model.forward).parameters
        if attention_mask is None or attention_mask.ndim != 2 or not takes:
            return None
        return (attention_mask.long().cumsum(1) - 1).clamp(min=0)

    def embed(self, input_ids: Tensor, neural_tokens: Neural) -> Tensor:
        """Token embeddings with the projected neural tokens at the placeholders: (batch, token, llm_dim)."""
        places = input_ids == self.config.neuro_token_id
        count, given = int(places.sum()), n_places(neural_tokens)
        if count != given:
            raise ConfigError(
                f"The prompt has {count} places for neural tokens, {given} were given; "
                "pass the tokens of exactly the recordings that were rendered."
            )
        embeddings = self.get_input_embeddings()(input_ids)
        if not given:
            return embeddings
        projected = self.projectors.project(neural_tokens).to(embeddings)
        return embeddings.masked_scatter(places.unsqueeze(-1), projected)

    @torch.inference_mode()
    def speak(self, inputs: Mapping[str, Any], **generate_arguments: Any) -> Tensor:
        """What `generate` gives, the prompt embedded once and the language model alone in the loop.

        inputs   input_ids, attention_mask and perhaps neural_tokens, as for `forward`
        """
        given = dict(inputs)
        neural = given.pop("neural_tokens", None)
        if neural is not None:
            given["inputs_embeds"] = self.embed(given["input_ids"], neural)
        return self.language_model.generate(
            **given, generation_config=self.generation_config, **generate_arguments
        )

    def prepare_inputs_for_generation(  # type: ignore[override]
        self, input_ids: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Inputs of one step; the neural tokens only go into the first, which reads the prompt."""
        if not kwargs.get("is_first_iteration", False) and kwargs.get("use_cache", True):
            kwargs.pop("neural_tokens", None)
        parent: Any = super()
        return dict(parent.prepare_inputs_for_generation(input_ids, **kwargs))

    def _expand_inputs_for_generation(
        self,
        expand_size: int = 1,
        is_encoder_decoder: bool = False,
        input_ids: Any = None,
        **kwargs: Any,
    ) -> tuple[Any, dict[str, Any]]:
        """Repeat each row `expand_size` times; neural tokens are repeated row by row, not token by token."""
        neural = kwargs.pop("neural_tokens", None)
        if neural is not None and expand_size > 1 and input_ids is not None:
            repeated: list[Any] = []
            for count in (input_ids == self.config.neuro_token_id).sum(1).tolist():
                row, neural = split_places(neural, count)
                repeated += [*row] * expand_size
            neural = repeated
        parent: Any = super()
        input_ids, kwargs = parent._expand_inputs_for_generation(
            expand_size, is_encoder_decoder, input_ids, **kwargs
        )
        return input_ids, kwargs if neural is None else {**kwargs, "neural_tokens": neural}

    def push_to_hub(self, repo_id: str, *, private: bool = False) -> str:  # type: ignore[override]
        """Upload the folder that it was loaded from or saved to, with its card; see `pushing.push`."""
        from .pushing import push

        if self.folder is None:
            raise ConfigError("Save the model first (saving.save_folder): its folder and card are uploaded.")
        return push(self.folder, repo_id, private=private)

    @property
    def has_lora(self) -> bool:
        return has_lora(self.language_model)


def _mark_as_made(module: nn.Module) -> None:
    """Keep transformers from giving the LoRA layers of a language model that is there already new start values."""
    for part in module.modules():
        part._is_hf_initialized = True  # type: ignore[assignment]


AutoModelForCausalLM.register(NeuroLLMConfig, NeuroLLMForConditionalGeneration, exist_ok=True)
