"""Any file → `Recording`: readers, simulation and evidence. `bids_runs` lists the runs of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .readers.bids import BIDSRun, bids_runs

__all__ = ["BIDSRun", "bids_runs"]


def __getattr__(name: str) -> Any:
    """Found when first used: the readers need numpy, the errors of this package do not."""
    if name not in __all__:
        raise AttributeError(f"module 'neuro_llm.recordings' has no attribute {name!r}")
    from .readers import bids

    return getattr(bids, name)
