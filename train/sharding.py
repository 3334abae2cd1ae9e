"""A model that is larger than one card: its weights divided among the processes (FSDP2), and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import Trainer

from neuro_llm.recordings.errors import ConfigError

WEIGHTS, SCHEDULER = "model.safetensors", "scheduler.pt"  # as transformers calls them


def fsdp_arguments(layers: Sequence[str] = (), offload: bool = False) -> dict[str, Any]:
    """Settings for `training_arguments` that divide weights, gradients and optimizer among the GPUs of a torchrun.

    layers    class names of the blocks that are gathered one at a time; what the language model names by default
    offload   keep the divided weights in main memory
    """
    config: dict[str, Any] = {
        "version": 2, "reshard_after_forward": True, "auto_wrap_policy": "TRANSFORMER_BASED_WRAP",
        "state_dict_type": "FULL_STATE_DICT", "cpu_offload": offload,
    }  # fmt: skip
    if layers:
        config["transformer_layer_cls_to_wrap"] = list(layers)
    return {"fsdp": True, "fsdp_config": config}


def check_sharded(arguments: Any, sharded: bool) -> None:
    """Refuse to copy a model that was to be divided: accelerate does so without a word where there is no GPU."""
    if arguments.fsdp and not sharded:
        raise ConfigError(
            f"FSDP divides a model among several GPUs; here it would be copied whole to each of {arguments.world_size} "
            f"processes on {arguments.device.type}. Start it by torchrun on GPUs, or leave FSDP out."
        )


def is_sharded(model: nn.Module) -> bool:
    from torch.distributed.fsdp import FSDPModule

    return any(isinstance(module, FSDPModule) for module in model.modules())


def gathered(model: nn.Module) -> dict[str, Tensor]:
    """The trained weights of a divided model, whole, in main memory, in the first process; all must call it.

    A model that is not divided gives its `state_dict`, in every process.
    """
    if not is_sharded(model):
        return {name: weight.detach().cpu() for name, weight in model.state_dict().items()}
    first = torch.distributed.get_rank() == 0
    kept = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            whole = weight.detach()
            whole = whole.full_tensor() if hasattr(whole, "full_tensor") else whole
            if first:
                kept[_plain(name)] = whole.cpu()
    return kept


def scattered(model: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """Put what `gathered` gave back: each process, which all have `weights`, takes its part."""
    if not is_sharded(model):
        model.load_state_dict(dict(weights), strict=False)
        return
    from torch.distributed.tensor import DTensor, distribute_tensor

    for name, weight in model.named_parameters():
        if weight.requires_grad:
            whole = weights[_plain(name)].to(weight.device, weight.dtype)
            with torch.no_grad():
                if isinstance(weight, DTensor):
                    whole = distribute_tensor(
                        whole, weight.device_mesh, weight.placements, src_data_rank=None
                    )
                weight.copy_(whole)


def _plain(name: str) -> str:
    """A parameter's name without the wrapper that computes activations twice."""
    return name.replace("_checkpoint_wrapped_module.", "")


@contextmanager
def whole_root(model: nn.Module) -> Iterator[None]:
    """The weights outside the blocks, whole: so that parts of a divided model can be called by themselves."""
    from torch.distributed.fsdp import FSDPModule

    if not isinstance(model, FSDPModule):
        yield
        return
    model.unshard()
    try:
        yield
    finally:
        model.reshard()


class ShardedSaving(Trainer):
    """Checkpoints of a divided model: its trained weights in safetensors, once; the frozen ones are not copied."""

    model: Any
    lr_scheduler: Any

    def save_model(self, output_dir: str | None = None, _internal_call: bool = False) -> None:
        if not self.is_fsdp_enabled:
            super().save_model(output_dir, _internal_call)
            return
        from safetensors.torch import save_file

        weights = gathered(self.model)
        if self.args.should_save:
            folder = Path(str(output_dir or self.args.output_dir))
            folder.mkdir(parents=True, exist_ok=True)
            save_file({name: weight.contiguous() for name, weight in weights.items()}, folder / WEIGHTS)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: nn.Module | None = None) -> None:
        if not self.is_fsdp_enabled:
            super()._load_from_checkpoint(resume_from_checkpoint, model)
            return
        from safetensors.torch import load_file

        scattered(self.model if model is None else model, load_file(Path(resume_from_checkpoint) / WEIGHTS))

    def _save_optimizer_and_scheduler(self, output_dir: str) -> None:
        if not self.is_fsdp_enabled:
            super()._save_optimizer_and_scheduler(output_dir)
            return
        from accelerate.utils import save_fsdp_optimizer

        plugin = self.accelerator.state.fsdp_plugin
        plugin.state_dict_config.offload_to_cpu = plugin.state_dict_config.rank0_only = True
        save_fsdp_optimizer(plugin, self.accelerator, self.optimizer, self.model, output_dir)
        if self.args.should_save:
            torch.save(self.lr_scheduler.state_dict(), Path(output_dir) / SCHEDULER)
