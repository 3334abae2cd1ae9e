"""A model that is larger than one card: its weights divided among the processes (FSDP2), and put together again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError


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


def gathered(model: nn.Module) -> dict[str, Tensor]:
    """All weights of a model, in main memory, in the first process; all processes must call it.

    A model that is not divided gives its `state_dict`, in every process.
    """
    from torch.distributed.fsdp import FSDPModule

    if not any(isinstance(module, FSDPModule) for module in model.modules()):
        return {name: weight.detach().cpu() for name, weight in model.state_dict().items()}
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict

    return get_model_state_dict(model, options=StateDictOptions(full_state_dict=True, cpu_offload=True))
