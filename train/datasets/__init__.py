"""Published data sets and what turns each into our manifest of pairs."""

from __future__ import annotations

from collections.abc import Callable

from neuro_llm.recordings.errors import ConfigError

from . import allen, alljoined, bids, imagenet_eeg, nsd, things_eeg2, things_fmri, things_meg
from .conversion import Plan, Request, convert

DATASETS: dict[str, Callable[[Request], Plan]] = {
    "THINGS-EEG2": things_eeg2.plan,
    "THINGS-MEG": things_meg.plan,
    "THINGS-fMRI": things_fmri.plan,
    "NSD": nsd.plan,
    "Allen": allen.plan,
    "Alljoined": alljoined.plan,
    "BIDS": bids.plan,
    "ImageNet-EEG": imagenet_eeg.plan,
}

__all__ = ["DATASETS", "Request", "convert", "planned"]


def planned(name: str, request: Request) -> Plan:
    """What is to be converted for a data set by name, whatever its case; ConfigError lists the names."""
    found = {known.lower(): plan for known, plan in DATASETS.items()}.get(name.strip().lower())
    if found is None:
        raise ConfigError(f"no data set {name!r}; there are {', '.join(DATASETS)}.")
    if not request.root.is_dir():
        raise ConfigError(f"{request.root} is no folder; give the one into which {name} was unpacked.")
    return found(request)
