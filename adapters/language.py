"""Any causal language model, by id or folder: loaded safely, with `<neuro>`, with or without LoRA."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from inspect import signature
from pathlib import Path
from typing import Any

import torch

from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError

from .fingerprint import check_base, check_manifest, fingerprint, write_manifest
from .tokens import NEURO

_UNUSUAL_LORA = (
    "alora_invocation_tokens", "alpha_pattern", "arrow_config", "layer_replication", "lora_bias", "modules_to_save",
    "rank_pattern", "target_parameters", "trainable_token_indices", "use_bdlora", "use_dora", "use_qalora",
    "use_rslora",
)  # fmt: skip
_MISFIT = (
    "{folder}: the adapter does not fit this language model: {key} differs. "
    "Load the language model that it was trained with."
)
_PICKLED = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")


@dataclass(frozen=True)
class LanguageModel:
    """model and tokenizer of one language model, where they came from and where their files lie.

    name       Hugging Face id or folder
    revision   exact commit of an id
    """

    model: Any
    tokenizer: Any
    name: str
    revision: str | None
    folder: Path

    @property
    def local(self) -> bool:
        """It came from a folder, not by id."""
        return Path(self.name).expanduser().is_dir()


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
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)  # it warns of a kernel that a CPU does without
    _check_device(device)
    _check_folder(name)
    options = _load_options(device, dtype, load_in_4bit)
    model, info, tokenizer = _from_pretrained(str(name), revision, options)
    if not load_in_4bit and device != "auto":
        model.to(device)
    model.eval()
    if "past_key_values" not in signature(model.forward).parameters:
        raise ModelError(f"{name}: pure state-space models (Mamba) are not supported; choose a transformer.")
    _check_weights(model, info, tokenizer, str(name))
    add_tokens(model, tokenizer)
    folder = _folder_of(name, revision)
    loaded = LanguageModel(model, tokenizer, str(name), None, folder)
    return loaded if loaded.local else replace(loaded, revision=folder.name)


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
                "load_in_4bit=True needs bitsandbytes: pip install bitsandbytes, or leave it out."
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
    from transformers import AutoModelForCausalLM

    source = str(Path(name).expanduser()) if Path(name).expanduser().is_dir() else name
    try:
        tokenizer = load_tokenizer(source, revision)
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            source,
            revision=revision,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            **options,
        )
        model, info = loaded
    except SafetensorError as error:
        raise ModelError(f"{name}: the weights are damaged ({error}); download the model again.") from error
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise ModelError(_why(name, error)) from error
    return model, info, tokenizer


def load_tokenizer(source: str | Path, revision: str | None = None) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(str(source), revision=revision, trust_remote_code=False)


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
    used = max(tokenizer.vocab_size - 1, tokenizer.eos_token_id or 0, tokenizer.bos_token_id or 0)
    if used >= rows:  # single added tokens beyond the end are usual (Gemma 3): `add_tokens` gives them rows
        raise ModelError(
            f"{name}: the tokenizer uses {used + 1} tokens, the model has {rows}; they do not fit."
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

    return Path(str(cached_file(str(name), "config.json", revision=revision, local_files_only=True))).parent


def add_tokens(model: Any, tokenizer: Any, slots: Sequence[str] = ()) -> None:
    """Add `<neuro>` (a control token) and slot tokens (shown text); embeddings grow where too few."""
    from tokenizers import AddedToken

    new = [AddedToken(NEURO, special=True, normalized=False)]
    new += [AddedToken(slot, special=False, normalized=False) for slot in slots]
    known = tokenizer.get_added_vocab()
    tokenizer.add_tokens([token for token in new if token.content not in known])
    rows = model.get_input_embeddings().weight.shape[0]
    if len(tokenizer) > rows:
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
        _start_rows(model.get_input_embeddings().weight, rows)
        if model.get_output_embeddings().weight is not model.get_input_embeddings().weight:
            _start_rows(model.get_output_embeddings().weight, rows)


@torch.no_grad()
def _start_rows(weight: torch.Tensor, first: int) -> None:
    """Start new rows at the mean of the old ones, a little apart from each other; the same on every load."""
    old, new = weight[:first].float(), weight[first:]
    noise = torch.randn(new.shape, generator=torch.Generator().manual_seed(0)).to(old.device)
    new.copy_(old.mean(0) + 0.1 * old.std() * noise)


def with_lora(model: Any, settings: LoraSettings) -> Any:
    """Put low-rank adapters (peft) around the layers of the model, in place; only these stay trainable."""
    from peft import LoraConfig

    targets = settings.targets
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        lora_dropout=settings.dropout,
        target_modules=targets if isinstance(targets, str) else list(targets),
        task_type="CAUSAL_LM",
    )
    model.add_adapter(config)
    return model


def has_lora(model: Any) -> bool:
    return bool(model._hf_peft_config_loaded)


@contextmanager
def without_lora(model: Any) -> Iterator[None]:
    """The model as it was before LoRA, inside the `with`."""
    if not has_lora(model):
        yield
        return
    model.disable_adapters()
    try:
        yield
    finally:
        model.enable_adapters()


@torch.no_grad()
def merge_saved_lora(model: Any, folder: str | Path) -> Any:
    """The model with a saved adapter added into its weights: W + alpha / rank · B · A (Hu et al. 2021).

    It answers as with `load_lora`, faster, and peft, whose import takes seconds, is not needed.
    """
    from transformers.pytorch_utils import Conv1D

    told = json.loads((Path(folder) / "adapter_config.json").read_text(encoding="utf-8"))
    unusual = [name for name in _UNUSUAL_LORA if told.get(name)]
    if told.get("peft_type") != "LORA" or unusual:
        raise ModelError(
            f"{folder}: only plain LoRA can be merged, this one has {unusual or told['peft_type']}."
        )
    weights, strength = _saved_lora(folder), told["lora_alpha"] / told["r"]
    for key in sorted(key for key in weights if key.endswith(".lora_A.weight")):
        layer = key.removeprefix("base_model.model.").removesuffix(".lora_A.weight")
        try:
            own = model.get_submodule(layer)
            added = weights.pop(key.replace("lora_A", "lora_B")).float() @ weights.pop(key).float()
            own.weight += (strength * (added.T if isinstance(own, Conv1D) else added)).to(own.weight)
        except (AttributeError, KeyError, RuntimeError) as error:
            raise ModelError(_MISFIT.format(folder=folder, key=key)) from error
    if weights:
        raise ModelError(_MISFIT.format(folder=folder, key=min(weights)))
    return model


def _saved_lora(folder: str | Path) -> dict[str, torch.Tensor]:
    """The adapter's weights as they lie in its folder; refused where they are pickled, damaged or not finite."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    path = Path(folder) / "adapter_model.safetensors"
    if not path.is_file():
        raise ModelError(f"{folder}: no adapter_model.safetensors; pickled adapters are not read.")
    try:
        weights = load_file(path)
    except SafetensorError as error:
        raise ModelError(f"{folder}: the adapter is damaged ({error}); download it again.") from error
    for key, weight in weights.items():
        if not torch.isfinite(weight).all():
            raise ModelError(f"{folder}: the weight {key} holds NaN or infinity; download the adapter again.")
    return weights


def save_lora(model: Any, folder: str | Path, *, base: str | Path | None = None) -> None:
    """Write the adapter in peft's own format: adapter_config.json, adapter_model.safetensors.

    base  where the files of the language model lie: its fingerprint is written too (neuro_llm.json)
    """
    from safetensors.torch import save_file

    config = copy.copy(model.peft_config["default"])
    config.inference_mode = True
    if isinstance(config.target_modules, set):
        config.target_modules = sorted(config.target_modules)  # the same file from the same run
    if Path(str(config.base_model_name_or_path)).exists():
        config.base_model_name_or_path = None  # a path of this machine says nothing elsewhere
    config.save_pretrained(str(folder))
    weights = {key: weight.detach().cpu().contiguous() for key, weight in _lora_weights(model).items()}
    save_file(weights, Path(folder) / "adapter_model.safetensors", metadata={"format": "pt"})
    if base is not None:
        write_manifest(folder, {"base_fingerprint": fingerprint(base)})


def _lora_weights(model: Any) -> dict[str, torch.Tensor]:
    """Adapter weights by peft's names on disk: "base_model.model." before, no name of the adapter."""
    return {
        "base_model.model." + key.replace(".default.", "."): weight
        for key, weight in model.named_parameters()
        if "lora_" in key
    }


def load_lora(
    model: Any, folder: str | Path, *, base: str | Path | None = None, trainable: bool = False
) -> Any:
    """The model with the adapter of a folder; every weight of it must find its place, in both directions.

    base  where the files of the language model lie: refused unless the adapter was saved for exactly it
    """
    from peft import PeftConfig

    if base is not None:
        check_base(str(check_manifest(folder).get("base_fingerprint")), base)
    saved = _saved_lora(folder)
    try:
        model.add_adapter(PeftConfig.from_pretrained(str(folder)))
    except (ValueError, KeyError, TypeError) as error:
        first = str(error).split("\n")[0]
        raise ModelError(f"{folder}: the adapter does not fit this language model: {first}") from error
    _fill_lora(model, saved, str(folder))
    for key, weight in model.named_parameters():
        weight.requires_grad_(trainable and "lora_" in key)
    return model


@torch.no_grad()
def _fill_lora(model: Any, saved: dict[str, torch.Tensor], folder: str) -> None:
    """Copy saved weights into the adapter; each must have its place there, and each place its weight."""
    present = _lora_weights(model)
    shapes = {key: tuple(weight.shape) for key, weight in present.items()}
    odd = set(shapes.items()) ^ {(key, tuple(weight.shape)) for key, weight in saved.items()}
    if odd:
        raise ModelError(_MISFIT.format(folder=folder, key=min(odd)[0]))
    for key, weight in present.items():
        weight.copy_(saved[key])
