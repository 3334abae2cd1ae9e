"""Any causal language model, by id or folder: loaded safely, with a placeholder token, with or without LoRA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import nn

from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError

from .tokens import NEURO

_PICKLED = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")


@dataclass(frozen=True)
class LanguageModel:
    """model and tokenizer of one language model, where they came from and where their files lie."""

    model: Any
    tokenizer: Any
    name: str
    revision: str | None
    folder: Path


@dataclass(frozen=True)
class LoraSettings:
    """Low-rank adapters. rank and alpha: size and strength; targets: layers by name, or all linear ones."""

    rank: int = 16
    alpha: int = 32
    dropout: float = 0.05
    targets: str | tuple[str, ...] = "all-linear"

    def __post_init__(self) -> None:
        if self.rank < 1:
            raise ConfigError(f"rank={self.rank} must be at least 1.")
        if not 0 <= self.dropout < 1:
            raise ConfigError(f"dropout={self.dropout} must lie in [0, 1).")


def load_language_model(
    name: str | Path,
    *,
    device: str = "cpu",
    dtype: torch.dtype | None = None,
    load_in_4bit: bool = False,
    revision: str | None = None,
) -> LanguageModel:
    """Load a causal language model by Hugging Face id or from a folder: safetensors only, no foreign code.

    dtype     float32 on a CPU, else as saved, unless given
    revision  commit or tag, for an id
    """
    _check_device(device)
    _check_folder(name)
    options = _load_options(device, dtype, load_in_4bit)
    model, info, tokenizer = _from_pretrained(str(name), revision, options)
    if not load_in_4bit and device != "auto":
        model.to(device)
    model.eval()
    _check_weights(model, info, tokenizer, str(name))
    add_tokens(model, tokenizer)
    return LanguageModel(model, tokenizer, str(name), revision, _folder_of(name, revision))


def _check_device(device: str) -> None:
    if device.startswith("cuda") and not torch.cuda.is_available():
        raise ConfigError(f"device={device!r}: PyTorch sees no CUDA GPU here; use device='cpu'.")


def _check_folder(name: str | Path) -> None:
    """Refuse a local folder that is no language model or whose weights are pickled."""
    folder = Path(name).expanduser()
    if not folder.is_dir():
        if isinstance(name, Path) or str(name).startswith((".", "/", "~")):
            raise ModelError(f"{name}: there is no such folder. Give a folder or a Hugging Face id.")
        return
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder}: no config.json; this is not a language model's folder.")
    if not any(folder.glob("*.safetensors")):
        pickled = next((p.name for pattern in _PICKLED for p in folder.glob(pattern)), "")
        found = f"only pickled weights ({pickled}), which can run code" if pickled else "no weights"
        raise ModelError(
            f"{folder}: {found}. Save the model with save_pretrained (safetensors) and load that."
        )


def _load_options(device: str, dtype: torch.dtype | None, load_in_4bit: bool) -> dict[str, Any]:
    options: dict[str, Any] = {"dtype": dtype or (torch.float32 if device == "cpu" else "auto")}
    if device == "auto":
        options["device_map"] = "auto"
    if load_in_4bit:
        if find_spec("bitsandbytes") is None:
            raise MissingDependencyError(
                "load_in_4bit=True needs bitsandbytes: pip install bitsandbytes, or load without load_in_4bit."
            )
        from transformers import BitsAndBytesConfig

        compute = dtype or torch.bfloat16
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=compute
        )
        options["dtype"] = compute
        options["device_map"] = "auto" if device == "auto" else {"": device}
    return options


def _from_pretrained(
    name: str, revision: str | None, options: dict[str, Any]
) -> tuple[Any, dict[str, Any], Any]:
    from safetensors import SafetensorError
    from transformers import AutoModelForCausalLM, AutoTokenizer

    source = str(Path(name).expanduser()) if Path(name).expanduser().is_dir() else name
    try:
        tokenizer = AutoTokenizer.from_pretrained(source, revision=revision, trust_remote_code=False)
        model, info = AutoModelForCausalLM.from_pretrained(
            source,
            revision=revision,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            **options,
        )
    except SafetensorError as error:
        raise ModelError(f"{name}: the weights are damaged ({error}); download the model again.") from error
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise ModelError(_why(name, error)) from error
    return model, info, tokenizer


def _why(name: str, error: Exception) -> str:
    first = str(error).strip().split("\n")[0]
    if "custom code" in str(error) or "trust_remote_code" in str(error):
        return f"{name}: this model brings its own program code, which is never run. Choose one without."
    if Path(name).expanduser().is_dir():
        return f"{name}: the language model cannot be loaded: {first} Save or download it again."
    return (
        f"{name}: the language model is neither in the local cache nor reachable: {first} "
        "Check the name and the network (a private model needs `hf auth login`), "
        f"or run `hf download {name}` where there is a network and pass that folder."
    )


def _check_weights(model: Any, info: dict[str, Any], tokenizer: Any, name: str) -> None:
    missing = sorted(info["missing_keys"])
    if missing:
        raise ModelError(
            f"{name}: {len(missing)} weights are missing ({missing[0]}, ...); download it again."
        )
    rows = model.get_input_embeddings().weight.shape[0]
    if len(tokenizer) > rows:
        raise ModelError(
            f"{name}: the tokenizer has {len(tokenizer)} tokens, the model {rows}; they do not belong together."
        )
    for key, weight in model.named_parameters():
        if weight.is_floating_point() and not torch.isfinite(weight).all():
            raise ModelError(f"{name}: the weight {key} holds NaN or infinity; download the model again.")


def _folder_of(name: str | Path, revision: str | None) -> Path:
    """Where the files lie that were just loaded."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from transformers.utils import cached_file

    return Path(cached_file(str(name), "config.json", revision=revision, local_files_only=True)).parent


def add_tokens(model: Any, tokenizer: Any, slots: Sequence[str] = ()) -> None:
    """Add `<neuro>` (a control token) and slot tokens (shown text); embeddings grow where they are too few."""
    from tokenizers import AddedToken

    new = [AddedToken(NEURO, special=True, normalized=False)]
    new += [AddedToken(slot, special=False, normalized=False) for slot in slots]
    known = tokenizer.get_added_vocab()
    tokenizer.add_tokens([token for token in new if token.content not in known])
    if len(tokenizer) > model.get_input_embeddings().weight.shape[0]:
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)


def with_lora(model: Any, settings: LoraSettings) -> Any:
    """The model with low-rank adapters around its layers (peft); only these are trainable."""
    from peft import LoraConfig, get_peft_model

    values = asdict(settings)
    targets = values["targets"]
    config = LoraConfig(
        r=values["rank"],
        lora_alpha=values["alpha"],
        lora_dropout=values["dropout"],
        target_modules=targets if isinstance(targets, str) else list(targets),
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config)


def has_lora(model: nn.Module) -> bool:
    return hasattr(model, "peft_config")


@contextmanager
def without_lora(model: Any) -> Iterator[None]:
    """The model as it was before LoRA, inside the `with`."""
    if not has_lora(model):
        yield
        return
    with model.disable_adapter():
        yield


def save_lora(model: Any, folder: str | Path) -> None:
    """Write the adapter in peft's own format (adapter_config.json, adapter_model.safetensors)."""
    model.save_pretrained(str(folder), save_embedding_layers=False)


def load_lora(model: Any, folder: str | Path, *, trainable: bool = False) -> Any:
    """The model with the adapter of a folder; every weight of it must find its place, in both directions."""
    from peft import PeftModel
    from safetensors import SafetensorError, safe_open

    weights = Path(folder) / "adapter_model.safetensors"
    if not weights.is_file():
        raise ModelError(f"{folder}: no adapter_model.safetensors; pickled adapters are not read.")
    try:
        with safe_open(weights, framework="pt") as file:
            saved = {key: tuple(file.get_slice(key).get_shape()) for key in file.keys()}  # noqa: SIM118
        wrapped = PeftModel.from_pretrained(model, str(folder), is_trainable=trainable)
    except (SafetensorError, RuntimeError, ValueError, KeyError) as error:
        first = str(error).split("\n")[0]
        raise ModelError(f"{folder}: the adapter does not fit this language model: {first}") from error
    present = {
        key.replace(".default", ""): tuple(value.shape)
        for key, value in wrapped.state_dict().items()
        if ".lora_" in key
    }
    if present != saved:
        odd = sorted(set(present.items()) ^ set(saved.items()))[0][0]
        raise ModelError(
            f"{folder}: the adapter does not fit this language model: {odd} is in one of them only."
        )
    return wrapped
