"""Tokenizers of every kind, made on the fly, with the templates of the families that people use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from neuro_llm.adapters.tiny import tiny_tokenizer
from neuro_llm.adapters.tokens import NEURO

SENTENCES = (
    "R1: EEG, 19 channels, 256 Hz, 60 s. Is there a posterior alpha rhythm? Are the eyes open or closed?",
    "User: The eyes are closed. Assistant: 0s 2s 4s E1 measured alpha power over O1 O2: 32.1 µV² neuro eos",
)
CONTROL = ["<unk>", "<s>", "</s>", "<eos>", "<|im_start|>", "<|im_end|>"]


def _wrapped(inner: Tokenizer) -> Any:
    from transformers import PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, unk_token="<unk>", bos_token="<s>", eos_token="</s>"
    )
    return _with_neuro(tokenizer)


def _with_neuro(tokenizer: Any) -> Any:
    control = [AddedToken(name, special=True, normalized=False) for name in (NEURO, "<eos>", "<|im_end|>")]
    plain = [AddedToken(name, special=False, normalized=False) for name in ("<think>", "<E1>", "<yesno>")]
    tokenizer.add_tokens([*control, *plain])
    return tokenizer


def _sentencepiece_bpe() -> Any:
    """As Llama 2: a space before every text, bytes for unknown letters."""
    inner = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    inner.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    inner.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokens = [*CONTROL, *(f"<0x{i:02X}>" for i in range(256))]
    inner.train_from_iterator(
        SENTENCES, trainers.BpeTrainer(vocab_size=500, special_tokens=tokens, show_progress=False)
    )
    return _wrapped(inner)


def _unigram() -> Any:
    """As T5 or Gemma's library: the names of control tokens are pieces of the vocabulary itself."""
    words = {piece for sentence in SENTENCES for piece in sentence}
    pieces = [("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0), ("▁", -2.0), *((w, -3.0) for w in sorted(words))]
    inner = Tokenizer(models.Unigram(pieces, unk_id=0))
    inner.pre_tokenizer = pre_tokenizers.Metaspace()
    inner.decoder = decoders.Metaspace()
    return _wrapped(inner)


def _lower_case() -> Any:
    """As BERT: a normaliser that turns <NEURO> into <neuro>, and no bytes for unknown letters."""
    inner = Tokenizer(models.WordPiece(unk_token="<unk>"))
    inner.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    inner.decoder = decoders.WordPiece()
    inner.train_from_iterator(
        SENTENCES, trainers.WordPieceTrainer(vocab_size=300, special_tokens=CONTROL, show_progress=False)
    )
    tokenizer = _wrapped(inner)
    tokenizer.add_tokens([AddedToken("<loud>", special=True, normalized=True)])
    return tokenizer


def _pure_python() -> Any:
    from transformers import ByT5Tokenizer

    return _with_neuro(ByT5Tokenizer())


def _byte_level() -> Any:
    return _with_neuro(tiny_tokenizer())


KINDS: dict[str, Callable[[], Any]] = {
    "byte_level": _byte_level,
    "sentencepiece_bpe": _sentencepiece_bpe,
    "unigram": _unigram,
    "lower_case": _lower_case,
    "pure_python": _pure_python,
}


@pytest.fixture(params=sorted(KINDS))
def any_tokenizer(request: pytest.FixtureRequest) -> Any:
    return KINDS[request.param]()


@pytest.fixture
def tokenizer() -> Any:
    """Byte-level BPE with ChatML."""
    return _byte_level()


@pytest.fixture
def spacing_tokenizer() -> Any:
    """One that puts a space before every text."""
    return _sentencepiece_bpe()
