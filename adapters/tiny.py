"""Tiny random language models of every family, saved in a folder: for tests and for trying things offline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

_SENTENCES = (
    "R1: EEG, 19 channels, 256 Hz, 60 s. Is there a posterior alpha rhythm?",
    "Are the eyes open or closed? The eyes are closed. The eyes are open.",
    "E1 measured alpha power over O1 O2, 0-60 s: 32.1 µV². The peak is at 10.2 Hz.",
    "User: what is the dominant frequency? Assistant: the dominant frequency is 10 Hz, delta, theta, beta.",
)
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_EXTRA: dict[str, dict[str, Any]] = {
    "llama": {},
    "qwen3": {"tie_word_embeddings": True},
    "gemma3_text": {
        "sliding_window": 16,
        "layer_types": ["sliding_attention", "full_attention"],
        "query_pre_attn_scalar": 8,
    },
    "mistral": {"sliding_window": 24},
    "phi3": {"pad_token_id": 0},
    "olmo2": {},
    "gpt2": {},
    "gpt_neox": {},
}
FAMILIES = tuple(_EXTRA)
"""Model types of which a tiny one can be made: one of each kind of position, cache and layer."""
_MORE: dict[str, dict[str, Any]] = {
    "bloom": {},
    "falcon": {},
    "gemma2": {"sliding_window": 16, "query_pre_attn_scalar": 8},
    "granite": {},
    "opt": {"tie_word_embeddings": True},
    "qwen2": {},
    "smollm3": {},
    "stablelm": {},
}
EVERY_FAMILY = (*FAMILIES, *_MORE)
"""All model types of which a tiny one can be made."""


def save_tiny_language_model(
    folder: str | Path, family: str = "llama", *, chat: bool = True, seed: int = 0, width: int = 32
) -> Path:
    """Save a random language model of 2 layers with a byte-level tokenizer trained on four sentences.

    chat   give it a chat template (ChatML)
    width  of its embeddings, a multiple of 8
    """
    from transformers import AutoConfig, AutoModelForCausalLM

    tokenizer = tiny_tokenizer(chat=chat)
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id}
    settings = {"vocab_size": len(tokenizer), "pad_token_id": 0, **_sizes(family, width), **ids}
    config = AutoConfig.for_model(family, **{**settings, **_EXTRA.get(family, {}), **_MORE.get(family, {})})
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = AutoModelForCausalLM.from_config(config)
        for weight in model.parameters():  # sharper than fresh ones, so that answers differ
            if weight.ndim > 1:
                torch.nn.init.normal_(weight, std=0.2)
        model.tie_weights()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return Path(folder)


def _sizes(family: str, width: int) -> dict[str, int]:
    if family == "gpt2":
        return {"n_embd": width, "n_layer": 2, "n_head": 4, "n_positions": 2048}
    if family == "bloom":
        return {"hidden_size": width, "n_layer": 2, "n_head": 4}
    if family == "falcon":
        return {"hidden_size": width, "num_hidden_layers": 2, "num_attention_heads": 4}
    if family == "opt":
        sizes = {"hidden_size": width, "ffn_dim": 2 * width, "word_embed_proj_dim": width}
        return {**sizes, "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": 2048}
    return {
        "hidden_size": width,
        "intermediate_size": 2 * width,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": width // 4,
        "max_position_embeddings": 2048,
    }


def tiny_tokenizer(sentences: Sequence[str] = _SENTENCES, *, chat: bool = True, n_words: int = 400) -> Any:
    """A byte-level BPE tokenizer trained on sentences, with `<pad>`, `<s>`, `</s>` and, with chat, ChatML."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    control = ["<pad>", "<s>", "</s>", *(["<|im_start|>", "<|im_end|>"] if chat else [])]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=n_words, special_tokens=control, initial_alphabet=alphabet, show_progress=False
    )
    inner.train_from_iterator(sentences, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=inner,
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        chat_template=_CHATML if chat else None,
    )
