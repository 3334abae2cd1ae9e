"""A run of the real trainer that divides a tiny Llama with LoRA among processes: sharded_run.py FOLDER --steps N.

Without a GPU accelerate would copy the model instead; here it is told that the processes have several, and that they
are processors. Then it goes the way it goes on GPUs. Leaves FOLDER/end.safetensors and FOLDER/losses.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState
from accelerate.utils import DistributedType
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from torch import nn
from transformers import LlamaConfig, LlamaForCausalLM

from neuro_llm.train.processes import asked_for
from neuro_llm.train.sharding import fsdp_arguments, gathered, is_sharded
from neuro_llm.train.trainer import AtomicTrainer, Batches, BestKept, run, training_arguments


class Learner(nn.Module):
    """Only trained weights are its state, as in the stages."""

    _keys_to_ignore_on_save = None

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        sizes = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
        llama = LlamaForCausalLM(
            LlamaConfig(vocab_size=40, pad_token_id=0, tie_word_embeddings=True, **sizes)
        )
        lora = LoraConfig(r=4, target_modules="all-linear", init_lora_weights="gaussian")
        self.language_model = get_peft_model(llama, lora)
        self.projector = nn.Linear(8, 16)

    def forward(self, **batch: Any) -> dict[str, Any]:
        embedded = self.language_model.get_input_embeddings()(batch.pop("input_ids"))
        embedded = torch.cat([self.projector(batch.pop("tokens")), embedded[:, 3:]], 1)
        return {"loss": self.language_model(inputs_embeds=embedded, **batch).loss}

    def state_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]
        return {name: weight.detach() for name, weight in self.named_parameters() if weight.requires_grad}


def piece(place: int) -> dict[str, Any]:
    generator = torch.Generator().manual_seed(place)
    ids = torch.randint(1, 40, (2, 12), generator=generator)
    labels = ids.clone()
    labels[:, : 3 + place * 5 % 8] = -100
    return {"input_ids": ids, "labels": labels, "tokens": torch.randn(2, 3, 8, generator=generator)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--honest", action="store_true", help="tell accelerate the truth about the GPUs")
    options = parser.parse_args()
    divided = fsdp_arguments(["LlamaDecoderLayer"]) if asked_for() > 1 else {}
    arguments = training_arguments(
        options.folder, options.steps, 1e-2, 0, pieces=2, save_steps=2, logging_steps=1, bf16=False, **divided
    )
    if divided and not options.honest:
        PartialState._shared_state["distributed_type"] = DistributedType.MULTI_GPU
    learner = Learner()

    def held_apart() -> float:
        with torch.no_grad():
            return float(
                learner.eval().language_model(**{k: piece(999)[k] for k in ("input_ids", "labels")}).loss
            )

    best = BestKept(options.folder / "best.safetensors", held_apart, 3, 0)
    trainer = AtomicTrainer(
        model=learner, args=arguments, train_dataset=Batches(piece, options.steps, 2), callbacks=[best],
        data_collator=lambda batch: batch[0], parts={"projector": 1e-2, "lora_": 5e-3},
    )  # fmt: skip
    run(trainer)
    weights = gathered(trainer.model)
    if trainer.is_world_process_zero():
        newest = max(options.folder.glob("checkpoint-*"), key=lambda path: int(path.name.split("-")[1]))
        history = json.loads((newest / "trainer_state.json").read_text())["log_history"]
        losses = [[entry["step"], entry["loss"]] for entry in history if "loss" in entry]
        (options.folder / "losses.json").write_text(json.dumps(losses))
        save_file(
            {name: weight.contiguous() for name, weight in weights.items()},
            options.folder / "end.safetensors",
        )
        print(
            "divided" if is_sharded(trainer.model) else "whole",
            best.best,
            sorted(p.name for p in newest.iterdir()),
        )


if __name__ == "__main__":
    main()
