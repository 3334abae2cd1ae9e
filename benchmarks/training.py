"""Tokens per second of training, beside a bare transformers Trainer on the same language model.

python benchmarks/training.py [--width 384] [--layers 6] [--steps 12] [--runs 3] [--bf16]
Ours: AtomicTrainer on recordings and conversations, rendered and made into batches at every step, neural tokens through
the projector, LoRA on all linear layers. Bare: Trainer with the same LoRA on the same token ids, made before. Each run
is a process of its own; they alternate, medians are compared, and the largest memory of each is shown.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM, Trainer, TrainerCallback

from neuro_llm.adapters.language import LanguageModel, LoraSettings, load_language_model, with_lora
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tiny import tiny_tokenizer
from neuro_llm.encoders import ENCODERS
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.train.instruct.learner import Learner
from neuro_llm.train.trainer import AtomicTrainer, Batches, training_arguments

LORA = LoraSettings(rank=16)
WARM = 3  # steps before the clock starts
ROWS = 4  # of a batch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--vocabulary", type=int, default=8192)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--one", choices=("ours", "bare"), help="one run, reported as JSON")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options)))
        return
    results: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    for _ in range(options.runs):
        for name in results:
            command = [sys.executable, __file__, *sys.argv[1:], "--one", name]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            results[name].append(json.loads(done.stdout.splitlines()[-1]))
    report(options, results)


def report(options: argparse.Namespace, results: dict[str, list[dict[str, float]]]) -> None:
    ours, bare = results["ours"], results["bare"]
    assert ours[0]["tokens"] == bare[0]["tokens"]
    where = (
        torch.cuda.get_device_name() if torch.cuda.is_available() else f"{torch.get_num_threads()} threads"
    )
    print(f"{ours[0]['weights'] / 1e6:.1f} M weights, {int(ours[0]['tokens'])} tokens a run, {where}")
    for name, runs in (("neuro-llm", ours), ("bare Trainer", bare)):
        speed, memory = (statistics.median(run[key] for run in runs) for key in ("tokens_per_s", "peak_mb"))
        print(f"{name:14}{speed:9.0f} tokens/s   largest memory {memory:7.0f} MB")
    ratio = statistics.median(a["tokens_per_s"] / b["tokens_per_s"] for a, b in zip(ours, bare, strict=True))
    print(f"{'ratio':14}{ratio:9.3f}            (target ≥ 0.9)")


def measured(options: argparse.Namespace) -> dict[str, float]:
    """One run: tokens after the first steps, tokens per second, the largest memory in MB."""
    clock = Clock(options.steps)
    with tempfile.TemporaryDirectory() as folder:
        language = random_model(options, Path(folder) / "llm")
        lessons = Lessons(NeuroLLMProcessor(language.tokenizer))
        arguments = training_arguments(
            Path(folder), options.steps, 1e-4, 0, report_to=[], save_strategy="no", label_names=["labels"],
            bf16=options.bf16, logging_steps=1_000,
        )  # fmt: skip
        make = ours if options.one == "ours" else bare
        make(language, lessons, arguments, clock).train()
    tokens = sum(lessons(step)["attention_mask"].sum().item() for step in range(WARM, options.steps))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if torch.cuda.is_available():
        peak = torch.cuda.max_memory_allocated()
    weights = sum(weight.numel() for weight in language.model.parameters())
    return {
        "tokens": tokens,
        "tokens_per_s": tokens / clock.seconds,
        "peak_mb": peak / 1e6,
        "weights": weights,
    }


def random_model(options: argparse.Namespace, folder: Path) -> LanguageModel:
    tokenizer = tiny_tokenizer(chat=True)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=options.vocabulary, hidden_size=options.width, intermediate_size=3 * options.width,
        num_hidden_layers=options.layers, num_attention_heads=options.width // 64, pad_token_id=0,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return load_language_model(folder)


def ours(language: LanguageModel, lessons: Lessons, arguments: Any, clock: Clock) -> Trainer:
    encoder = ENCODERS.get("eeg").tiny()
    lessons.width = encoder.width
    model = NeuroLLMForConditionalGeneration.assemble(language, {"eeg": encoder}, lora=LORA)
    for name, weight in model.named_parameters():
        weight.requires_grad_("projector" in name or "lora_" in name)
    return AtomicTrainer(
        model=Learner(model), args=arguments, train_dataset=Batches(lessons, arguments.max_steps),
        data_collator=only, callbacks=[clock], parts={"projector": 1e-3, "lora_": 2e-4},
    )  # fmt: skip


def bare(language: LanguageModel, lessons: Lessons, arguments: Any, clock: Clock) -> Trainer:
    names = ("input_ids", "attention_mask", "labels")
    rows = [{name: lessons(step)[name] for name in names} for step in range(arguments.max_steps)]
    model = with_lora(language.model, LORA)
    return Trainer(model=model, args=arguments, train_dataset=rows, data_collator=only, callbacks=[clock])


class Lessons:
    """Step → batch: recordings with 40 neural tokens and some evidence, a question and an answer of a few sentences."""

    def __init__(self, processor: NeuroLLMProcessor) -> None:
        self.processor = processor
        self.width = 1

    def __call__(self, step: int) -> dict[str, Any]:
        rng = np.random.default_rng([0, step])
        rendered, neural = [], []
        for _ in range(ROWS):
            marks = tuple((2.0 * second, 4) for second in range(10))
            lines = tuple(
                f"E{i} measured alpha power over O1 O2: {rng.uniform(1, 90):.1f} µV²" for i in range(1, 6)
            )
            block = RecordingBlock("R1", "EEG, 19 channels, 256 Hz, 60 s", marks, lines)
            answer = " ".join(["The eyes are closed [E1]."] * int(rng.integers(1, 5)))
            turns = [Turn("user", "Are the eyes open or closed, and why?"), Turn("assistant", answer)]
            rendered.append(self.processor.render(turns, [block]))
            neural.append(
                [("eeg", torch.randn(40, self.width, generator=torch.Generator().manual_seed(step)))]
            )
        return self.processor.batch(rendered, neural, side="right", labels=True)


class Clock(TrainerCallback):
    """Seconds between the end of the warm-up and the end of the last step."""

    def __init__(self, steps: int) -> None:
        self.steps, self.began, self.seconds = steps, 0.0, 0.0

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        if state.global_step == WARM:
            self.began = time.perf_counter()
        if state.global_step == self.steps:
            self.seconds = time.perf_counter() - self.began


def only(batch: list[Any]) -> Any:
    return batch[0]


if __name__ == "__main__":
    main()
