"""Stages 2 and 3: a small language model learns the wording, then reads neural tokens through projectors and LoRA."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from neuro_llm.adapters.language import LanguageModel, add_tokens, load_language_model
from neuro_llm.adapters.slots import slot_tokens
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.train.instruct.learner import Learner

from .cases import Case
from .lessons import Lesson, closed_lesson, grounded_lesson, rarities, refusal_lesson, without_signal
from .trainer import AtomicTrainer, Batches, Progress, run, training_arguments

CONTROL = ("<pad>", "<|user|>", "<|assistant|>", "<|end|>")
TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


@dataclass(frozen=True)
class LanguageSize:
    """The small language model: a standard Llama."""

    words: int = 1400
    width: int = 192
    hidden: int = 512
    layers: int = 4
    heads: int = 6
    positions: int = 2048


@dataclass(frozen=True)
class LanguageStage:
    """Settings of one stage. closed, grounded, refusals: shares of the lessons."""

    steps: int = 800
    batch: int = 24
    lr: float = 2e-3
    closed: float = 0.65
    grounded: float = 0.25
    neural: bool = True
    turns: int = 5
    seed: int = 0


def lesson_of(
    cases: Sequence[Case],
    settings: LanguageStage,
    rarity: dict[tuple[str, str], float],
    rng: np.random.Generator,
) -> Lesson:
    case = cases[int(rng.integers(len(cases)))]
    chance = rng.random()
    if chance < settings.closed:
        lesson = closed_lesson(case, rng, rarity, settings.turns)
    elif chance < settings.closed + settings.grounded:
        lesson = grounded_lesson(case, rng, settings.neural)
    else:
        lesson = refusal_lesson(case, rng)
    return lesson if settings.neural else without_signal(lesson)


def new_language_model(
    cases: Sequence[Case], folder: Path, size: LanguageSize, seed: int = 0
) -> LanguageModel:
    """A fresh Llama with a byte-level BPE tokenizer trained on lessons, saved to `folder`."""
    from transformers import LlamaConfig, LlamaForCausalLM

    if not (folder / "config.json").is_file():
        rng = np.random.default_rng([seed, 3])
        settings = LanguageStage(neural=False, closed=0.4, grounded=0.45)
        lessons = [lesson_of(cases, settings, {}, rng) for _ in range(4000)]
        texts = [
            line
            for lesson in lessons
            for line in (*(turn.text for turn in lesson.turns), *lesson.block.evidence, lesson.block.summary)
        ]
        tokenizer = _tokenizer(texts, size.words)
        config = LlamaConfig(
            vocab_size=-(-(len(tokenizer) + len(slot_tokens()) + 1) // 64) * 64, hidden_size=size.width,
            intermediate_size=size.hidden, num_hidden_layers=size.layers, num_attention_heads=size.heads,
            num_key_value_heads=size.heads, max_position_embeddings=size.positions, tie_word_embeddings=True,
            bos_token_id=None, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
        )  # fmt: skip
        torch.manual_seed(seed)
        model = LlamaForCausalLM(config)
        add_tokens(model, tokenizer, slot_tokens())
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return load_language_model(folder)


def _tokenizer(texts: Sequence[str], words: int) -> Any:
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    inner = Tokenizer(models.BPE())
    digits = pre_tokenizers.Split(Regex(r"\d"), "isolated")
    inner.pre_tokenizer = pre_tokenizers.Sequence([digits, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    inner.decoder = decoders.ByteLevel()
    plain = texts
    for slot in slot_tokens():
        plain = [text.replace(slot, "") for text in plain]
    trainer = trainers.BpeTrainer(
        vocab_size=words,
        special_tokens=list(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    inner.train_from_iterator(plain, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="<pad>", eos_token="<|end|>", chat_template=TEMPLATE
    )


class _Lessons:
    """The batch of each step, decided by the step alone."""

    def __init__(self, cases: Sequence[Case], processor: NeuroLLMProcessor, settings: LanguageStage) -> None:
        self.cases, self.processor, self.settings = cases, processor, settings
        self.rarity = rarities(cases)

    def __call__(self, step: int) -> dict[str, Any]:
        rng = np.random.default_rng([self.settings.seed, step, 5])
        lessons = [lesson_of(self.cases, self.settings, self.rarity, rng) for _ in range(self.settings.batch)]
        rendered = [self.processor.render(lesson.turns, [lesson.block]) for lesson in lessons]
        tokens = [() if lesson.tokens is None else (("eeg", lesson.tokens.float()),) for lesson in lessons]
        return self.processor.batch(rendered, tokens, side="right", labels=True)


def train_language(
    model: nn.Module,
    processor: NeuroLLMProcessor,
    cases: Sequence[Case],
    folder: Path,
    settings: LanguageStage,
) -> None:
    """Train whatever of `model` asks for gradients, on lessons drawn from `cases`; resumes from `folder`."""
    torch.manual_seed(settings.seed)
    arguments = training_arguments(
        folder, settings.steps, settings.lr, settings.seed, weight_decay=0.02, save_steps=max(100, settings.steps // 5),
        logging_steps=max(1, settings.steps // 40), label_names=["labels"], bf16=True,
    )  # fmt: skip
    batches = Batches(_Lessons(cases, processor, settings), settings.steps)
    run(
        AtomicTrainer(
            model=Learner(model),
            args=arguments,
            train_dataset=batches,
            data_collator=_only,
            callbacks=[Progress(folder.name)],
        )
    )
    model.eval()


def _only(batch: list[dict[str, Any]]) -> dict[str, Any]:
    return batch[0]
