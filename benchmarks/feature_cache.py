"""How much an epoch gains where encodings are kept.

    python benchmarks/feature_cache.py [--recordings 24] [--questions 6]

An epoch is what `train instruct` does with all examples once: recordings are opened, measured and encoded where that is
not kept, then all batches are trained on.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from neuro_llm.adapters.prompt import Turn
from neuro_llm.adapters.tiny import save_tiny_language_model
from neuro_llm.commands import settings, write_simulation
from neuro_llm.train.instruct.bases import open_base
from neuro_llm.train.instruct.collating import Collator
from neuro_llm.train.instruct.exchanges import Maker
from neuro_llm.train.instruct.features import Features
from neuro_llm.train.instruct.learner import Learner
from neuro_llm.train.instruct.material import Material
from neuro_llm.train.instruct.preparing import prepare
from neuro_llm.train.instruct.recipe import InstructRecipe
from neuro_llm.train.instructions import Example, ExampleSet, Source, read_examples, write_examples
from neuro_llm.train.trainer import AtomicTrainer, Batches, run, training_arguments


def data(folder: Path, recordings: int, questions: int) -> ExampleSet:
    """Simulated EEG of two minutes, 19 channels, with questions about parts of it."""
    examples = []
    for number in range(recordings):
        eyes = ("closed", "open")[number % 2]
        named = {"seed": number, "duration": 120.0, "sfreq": 256.0, "montage": "10-20", "eyes": eyes, "spindles": 0,
                 "blinks": None, "bad_channels": 0, "line_frequency": 0.0}  # fmt: skip
        write_simulation(folder / f"{number}.edf", settings(named, (), ()))
        for part in range(questions):
            source = Source(f"{number}.edf", "eeg", 120.0 / questions * part, 120.0 / questions * (part + 1))
            turns = (Turn("user", "Are the eyes open or closed?"), Turn("assistant", eyes))
            examples.append(
                Example(f"{number} {part}", turns, (source,), choices=("open", "closed"), task="eyes")
            )
    write_examples(folder / "examples.jsonl", examples)
    return read_examples(folder / "examples.jsonl")


def trained(model: torch.nn.Module, material: Any, steps: int, pieces: int, folder: Path) -> float:
    """Seconds of `steps` steps of the Trainer."""
    arguments = training_arguments(
        folder, steps, 1e-4, 0, pieces=pieces, save_strategy="no", report_to=[], bf16=False
    )
    trainer = AtomicTrainer(
        model=model, args=arguments, train_dataset=Batches(material, steps, pieces), data_collator=lambda some: some[0]
    )  # fmt: skip
    began = time.perf_counter()
    run(trainer)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--recordings", type=int, default=24)
    parser.add_argument("--questions", type=int, default=6)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with TemporaryDirectory() as name:
        folder = Path(name)
        examples = data(folder, options.recordings, options.questions)
        llm = save_tiny_language_model(folder / "llm", width=64)
        recipe = InstructRecipe(llm=str(llm), batch=8, at_once=8, replay=0.0, dropout=0.0, rank=8)
        steps = len(examples) // recipe.batch
        base = open_base(recipe, None, {"eeg"}, print)
        seconds = []
        for epoch in range(3):
            began = time.perf_counter()
            store = Features(folder / "features.sqlite")
            prepared = prepare(Maker(base.assistant(), folder, store), examples, lambda line: None)
            collator = Collator(base.processor, store, recipe.longest, 0)
            material = Material.of(prepared, (), collator, recipe, print)
            trained(Learner(base.model), material, steps, 1, folder / f"epoch-{epoch}")
            seconds.append(time.perf_counter() - began)
            print(f"epoch {epoch + 1}: {seconds[-1]:.2f} s")
        print(f"epochs after the first: {seconds[0] / min(seconds[1:]):.1f} × faster")


if __name__ == "__main__":
    main()
