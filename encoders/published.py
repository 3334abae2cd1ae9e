"""Published weights of braindecode's models: found, checked and read without running anything from them."""

from __future__ import annotations

import inspect
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from neuro_llm.recordings.errors import MissingDependencyError, ModelError

PINS = {"braindecode": "1.8", "torch": "2.11", "torchvision": "0.26", "torchaudio": "2.11"}
"""braindecode imports torchaudio, whose last release is 2.11 and works only beside its own torch."""

_SIGNAL = {"n_outputs", "n_chans", "chs_info", "n_times", "input_window_seconds", "sfreq"}


def missing() -> str:
    """What to install before the pretrained encoders can run, with the versions found; "" where all is there."""
    found = {name: _version(name) for name in PINS}
    wrong = [name for name, pin in PINS.items() if not f"{found[name]}.".startswith(f"{pin}.")]
    if not wrong:
        return ""
    wanted = ", ".join(f"{name} {pin}" for name, pin in PINS.items())
    there = ", ".join(f"{name} {found[name]}" if found[name] else f"no {name}" for name in PINS)
    return (
        f"The pretrained EEG encoders run on braindecode and need {wanted}; found {there}. "
        "Use an environment of their own: pip install 'neuro-llm[pretrained]'"
    )


def _version(name: str) -> str:
    try:
        return version(name).split("+")[0]
    except PackageNotFoundError:
        return ""


def model_class(name: str) -> Any:
    """A class of `braindecode.models`; MissingDependencyError where braindecode cannot run here."""
    if lacking := missing():
        raise MissingDependencyError(lacking)
    from braindecode import models

    return getattr(models, name)


def fetch(source: str, filename: str, revision: str | None) -> Path:
    """One file of a local folder or of a model on the Hugging Face hub."""
    if (folder := Path(source)).is_dir():
        if not (folder / filename).is_file():
            raise ModelError(
                f"{folder}: {filename} is missing; only safetensors are read, never pickled weights."
            )
        return folder / filename
    if source.startswith((".", "/", "~")):
        raise ModelError(f"{source}: there is no such folder. Give a folder or a Hugging Face id.")
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        return Path(hf_hub_download(source, filename, revision=revision))
    except (OSError, HfHubHTTPError, HFValidationError) as error:
        raise ModelError(
            f"{source}: {filename} cannot be had from the Hugging Face hub ({' '.join(str(error).split())[:200]}). "
            "Check the name and the connection, or give a folder that holds it."
        ) from error


def settings(path: Path, kind: Any) -> dict[str, Any]:
    """The architecture in a published config.json: what the model's class takes, without the signal it was saved for.

    braindecode would import any dotted name that the file gives for a layer; here only layers of torch.nn pass.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path}: this is not JSON ({error}).") from error
    known = set(inspect.signature(kind.__init__).parameters) - _SIGNAL - {"self"}
    kept = {name: value for name, value in values.items() if name in known and value is not None}
    check_layers(kept, str(path))
    return kept


def check_layers(values: dict[str, Any], where: str) -> None:
    """ModelError where a setting names something to import that is not a layer of torch.nn."""
    for name, value in values.items():
        if isinstance(value, str) and "." in value:
            owner, _, layer = value.rpartition(".")
            found = getattr(nn, layer, None)
            if not f"{owner}.".startswith("torch.nn.") or not (
                isinstance(found, type) and issubclass(found, nn.Module)
            ):
                raise ModelError(
                    f"{where}: {name} names {value!r}, which is no layer of torch.nn; it is not loaded."
                )


def weights(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file; ModelError where it is damaged."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(path)
    except SafetensorError as error:
        raise ModelError(
            f"{path}: the weights are damaged ({error}); download or copy them again."
        ) from error


def fill(module: nn.Module, tensors: dict[str, Tensor], where: str, prefix: str = "") -> tuple[str, ...]:
    """Load all of a module's tensors; ModelError where one is missing or of another shape.

    prefix   where the module stands in the file: "target_encoder."
    returns  a sentence on tensors of the file that the encoder has no use for (heads, decoders)
    """
    own = {f"{prefix}{name}": value for name, value in module.state_dict().items()}
    lacking = [name for name in own if name not in tensors]
    if lacking:
        raise ModelError(
            f"{where}: {len(lacking)} of {len(own)} tensors of the encoder are not in the weights "
            f"(first: {lacking[0]}); they are of another model."
        )
    for name, value in own.items():
        if value.shape != tensors[name].shape:
            raise ModelError(
                f"{where}: {name} is {tuple(tensors[name].shape)} in the weights and {tuple(value.shape)} in the "
                "encoder; config and weights do not belong together."
            )
    module.load_state_dict({name.removeprefix(prefix): tensors[name] for name in own})
    unused = sorted(set(tensors) - set(own))
    said = (
        f"{len(unused)} tensors of {where} are not part of the encoder (first: {unused[0]})."
        if unused
        else ""
    )
    return (said,) if said else ()
