"""Is everything there? Versions, GPU, optional readers and how to install them, the embedded model."""

from __future__ import annotations

import platform
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from neuro_llm.recordings.errors import NeuroLLMError

NEEDED = (
    "torch", "transformers", "peft", "numpy", "scipy", "scikit-learn", "mne", "edfio", "nibabel", "gradio",
    "open_clip_torch", "accelerate",
)  # fmt: skip

OPTIONAL: dict[str, tuple[str, str]] = {
    "antio": ("antio", "ANT Neuro (.cnt)"),
    "mffpy": ("mffpy", "EGI (.mff), writing and older files"),
    "curryreader": ("curryreader", "Neuroscan Curry (.cdt, .dat)"),
    "pymatreader": ("pymatreader", "EEGLAB and MATLAB 7.3 (.set, .mat)"),
    "pymef": ("pymef", "MEF3 (.mefd)"),
    "defusedxml": ("defusedxml", "EGI (.mff), Persyst"),
    "h5py": ("h5py", "HDF5-based files (.mat 7.3, .snirf, .nwb)"),
    "pynwb": ("neuro-llm[nwb]", "Neurodata Without Borders (.nwb)"),
    "nilearn": ("neuro-llm[imaging]", "atlases of brain regions for fMRI"),
    "braindecode": ("neuro-llm[pretrained]", "pretrained EEG encoders; needs torch 2.11"),
    "bitsandbytes": ("bitsandbytes", "4-bit language models on a GPU"),
    "diffusers": ("diffusers", "painting pictures from vectors of the shared space"),
}
"""module → (what pip installs, what it is for)."""


def examine() -> dict[str, Any]:
    """Everything that `neuro-llm doctor` tells, as plain values. ok: all that is needed is there."""
    packages = {name: installed(name) for name in NEEDED}
    model = default_model()
    return {
        "ok": model["ok"] and all(packages.values()),
        "neuro_llm": import_module("neuro_llm").__version__,
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "packages": packages,
        "gpu": gpu(),
        "optional": {
            module: {
                "installed": find_spec(module) is not None,
                "for": purpose,
                "install": f"pip install {package}",
            }
            for module, (package, purpose) in OPTIONAL.items()
        },
        "default_model": model,
    }


def installed(distribution: str) -> str | None:
    """Version of an installed distribution, None where it is missing."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def gpu() -> dict[str, Any]:
    """What torch can compute on: {"cuda": name or None, "mps": bool, "error": why torch cannot tell}."""
    try:
        import torch

        cuda = torch.cuda.get_device_name(0) if torch.cuda.is_available() else None
        return {
            "cuda": cuda,
            "mps": bool(torch.backends.mps.is_available()),
            "threads": torch.get_num_threads(),
        }
    except (ImportError, RuntimeError, OSError) as error:
        return {"cuda": None, "mps": False, "error": one_line(error)}


def default_model() -> dict[str, Any]:
    """Does the embedded default lie there complete and unchanged?"""
    from .assistant import default_folder
    from .folder import check_folder

    try:
        check_folder(default_folder())
    except (NeuroLLMError, OSError) as error:
        return {"ok": False, "problem": one_line(error)}
    size = sum(path.stat().st_size for path in default_folder().rglob("*") if path.is_file())
    return {"ok": True, "megabytes": round(size / 1e6, 1)}


def one_line(error: BaseException) -> str:
    """The error's message without line breaks."""
    return " ".join(str(error).split()) or type(error).__name__


def report(found: dict[str, Any]) -> str:
    """The findings as lines for a person."""
    lines = [f"neuro-llm {found['neuro_llm']}, Python {found['python']}, {found['platform']}"]
    for name, number in found["packages"].items():
        lines.append(f"  {name:<16} {number or f'MISSING: pip install {name}'}")
    device = found["gpu"]
    on = device["cuda"] or ("Apple GPU" if device["mps"] else "none, the CPU is used")
    lines.append(f"  {'GPU':<16} {on}" + (f" ({device['error']})" if "error" in device else ""))
    for module, about in found["optional"].items():
        state = "installed" if about["installed"] else about["install"]
        lines.append(f"  {module:<16} {state}   (optional: {about['for']})")
    model = found["default_model"]
    state = f"complete, {model['megabytes']} MB" if model["ok"] else model["problem"]
    lines.append(f"  {'default model':<16} {state}")
    return "\n".join(lines)
