"""A run of the real trainer on a tiny language model with dropout: tiny_run.py FOLDER [--steps N] [...].

Leaves FOLDER/end.safetensors and FOLDER/losses.json. Started by tests.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

from neuro_llm.train.trainer import AtomicTrainer, Batches, BestKept, Progress, run, training_arguments


def model() -> LlamaForCausalLM:
    torch.manual_seed(0)
    sizes = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    return LlamaForCausalLM(LlamaConfig(vocab_size=40, attention_dropout=0.1, pad_token_id=0, **sizes))


def piece(place: int) -> dict[str, Any]:
    """Two rows, of whose tokens a number that differs from piece to piece is learnt."""
    generator = torch.Generator().manual_seed(place)
    ids = torch.randint(1, 40, (2, 12), generator=generator)
    labels = ids.clone()
    labels[:, : 2 + place * 5 % 9] = -100
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": labels}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--pieces", type=int, default=1)
    parser.add_argument("--save-steps", type=int, default=4)
    parser.add_argument("--log-steps", type=int, default=3)
    parser.add_argument("--no-dropout", action="store_true")
    parser.add_argument("--best", action="store_true")
    options = parser.parse_args()
    learner = model()
    if options.no_dropout:
        learner.config.attention_dropout = 0.0
        for layer in learner.model.layers:
            layer.self_attn.attention_dropout = 0.0
    arguments = training_arguments(
        options.folder, options.steps, 1e-2, 0, pieces=options.pieces, save_steps=options.save_steps,
        logging_steps=options.log_steps, weight_decay=0.1, bf16=False,
    )  # fmt: skip

    def held_apart() -> float:
        with torch.no_grad():
            return float(learner.eval()(**piece(10_000)).loss)

    best = BestKept(options.folder / "best.safetensors", held_apart, 4, 3)
    trainer = AtomicTrainer(
        model=learner, args=arguments, train_dataset=Batches(piece, options.steps, options.pieces),
        data_collator=lambda batch: batch[0], callbacks=[Progress("tiny"), *([best] if options.best else [])],
        parts={"mlp": 5e-3, "mlp.up": 2e-2},
    )  # fmt: skip
    run(trainer)
    if trainer.is_world_process_zero():
        newest = max(options.folder.glob("checkpoint-*"), key=lambda path: int(path.name.split("-")[1]))
        history = json.loads((newest / "trainer_state.json").read_text())["log_history"]
        losses = [[entry["step"], entry["loss"]] for entry in history if "loss" in entry]
        (options.folder / "losses.json").write_text(json.dumps(losses))
        weights = {name: weight.contiguous() for name, weight in learner.state_dict().items()}
        save_file(weights, options.folder / "end.safetensors")


if __name__ == "__main__":
    main()
