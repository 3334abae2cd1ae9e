"""The bundled examples: two small simulated EEGs, so that the first minute needs no file and no network.

Made by `neuro-llm simulate`; the commands stand in `example_files/README.md`.
"""

from __future__ import annotations

from pathlib import Path

from .errors import RecordingError

EXAMPLES = {
    "rest_eyes_closed": "Example: rest, eyes closed",
    "seizure": "Example: a seizure",
}
"""name → what it shows, one line."""

FOLDER = Path(__file__).resolve().parent / "example_files"  # an editable install links to it


def path(name: str) -> Path:
    """The file of the example `name`, with or without its ending ".edf"."""
    stem = name.removesuffix(".edf")
    if stem not in EXAMPLES:
        raise RecordingError(name, "there is no such example.", f"Choose one of: {', '.join(EXAMPLES)}.")
    return FOLDER / f"{stem}.edf"
