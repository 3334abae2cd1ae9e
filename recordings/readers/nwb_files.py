"""NWB files: spikes of sorted units, calcium imaging, or electrical signals, read lazily through pynwb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Options
from .nwb_optical import draft_of_optical, optical_series
from .nwb_series import draft_of_series, electrical_series
from .nwb_tables import is_a
from .nwb_units import draft_of_units, has_spikes

_NAMES = {"spikes": "sorted units", "calcium": "calcium imaging", "ieeg": "electrical signals"}


class NWBFiles:
    """Which content opens where a file holds several: spikes, else calcium imaging, else electrical signals.

    `modality` chooses another. The subject table is never read. The file stays open for `fetch`.
    """

    endings = (".nwb",)
    imports = ("h5py", "pynwb")

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        content = _content(path)
        held = _held(content)
        chosen = _chosen(path.name, content, held, options.modality)
        openers: dict[str, Callable[[], Draft]] = {
            "spikes": lambda: draft_of_units(path.name, content),
            "calcium": lambda: draft_of_optical(path.name, content),
            "ieeg": lambda: draft_of_series(path.name, content, options.modality),
        }
        draft = openers[chosen]()
        others = [_NAMES[one] + f" (modality='{one}')" for one in held if one != chosen]
        if others:
            draft.changes.append(f"The file also holds {' and '.join(others)}.")
        return draft


def _content(path: Path) -> Any:
    """The NWBFile object; its arrays stay on disk."""
    from pynwb import NWBHDF5IO

    try:
        return NWBHDF5IO(path, "r", load_namespaces=True).read()
    except MemoryError:
        raise
    except Exception as error:  # hdmf raises many kinds for a file that does not follow the schema
        words = " ".join(str(error).replace(str(path), path.name).split())[:160]
        raise RecordingError(
            path.name,
            f"it is no NWB file that pynwb can read ({type(error).__name__}: {words}).",
            "Check that it is whole (nwbinspector tells more); files older than NWB 2 must be converted first.",
        ) from error


def _held(content: Any) -> list[str]:
    """What the file holds, what opens first in front."""
    found = {
        "spikes": has_spikes(content),
        "calcium": bool(optical_series(content)),
        "ieeg": bool(electrical_series(content)),
    }
    return [name for name, there in found.items() if there]


def _chosen(name: str, content: Any, held: list[str], modality: str | None) -> str:
    wanted = {"eeg": "ieeg", None: held[0] if held else None}.get(modality, modality)
    if wanted in held:
        return str(wanted)
    if held:
        there = " and ".join(f"{_NAMES[one]} (modality={one!r})" for one in held)
        raise RecordingError(
            name, f"it holds no {modality}, but {there}.", "Pass one of these, or leave it out."
        )
    kinds = sorted({type(item).__name__ for item in content.objects.values() if is_a(item, "TimeSeries")})
    raise RecordingError(
        name,
        f"it holds no spikes, calcium traces or electrical signals; its series are {', '.join(kinds) or 'none'}.",
        "Open the file of the session that holds the neural data (imaging movies must be segmented first).",
    )
