"""Chat with neural recordings: `read`, `load`, `generate`, `measure`. See README.md.

Importing this package loads neither torch nor mne; every public name is found when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if not (Path(__file__).parent / "encoders").is_dir():  # a checkout: the other folders stand beside this one
    __path__.append(str(Path(__file__).parent.parent))

if TYPE_CHECKING:
    from neuro_llm.recordings.errors import (
        ConfigError,
        MeasureError,
        ModelError,
        NeuroLLMError,
        RecordingError,
    )
    from neuro_llm.recordings.evidence import Evidence, measure
    from neuro_llm.recordings.parcels import parcels
    from neuro_llm.recordings.readers import read
    from neuro_llm.recordings.recording import Event, Recording
    from neuro_llm.recordings.simulate import simulate

    from .answer import Answer
    from .assistant import Assistant, load
    from .configuration import NeuroLLMConfig
    from .modeling import NeuroLLMForConditionalGeneration
    from .processing import NeuroLLMProcessor
    from .space import load_space

__version__ = "0.1.0"

_PUBLIC = {
    "ConfigError": "neuro_llm.recordings.errors",
    "MeasureError": "neuro_llm.recordings.errors",
    "ModelError": "neuro_llm.recordings.errors",
    "NeuroLLMError": "neuro_llm.recordings.errors",
    "RecordingError": "neuro_llm.recordings.errors",
    "Evidence": "neuro_llm.recordings.evidence",
    "measure": "neuro_llm.recordings.evidence",
    "parcels": "neuro_llm.recordings.parcels",
    "read": "neuro_llm.recordings.readers",
    "Event": "neuro_llm.recordings.recording",
    "Recording": "neuro_llm.recordings.recording",
    "simulate": "neuro_llm.recordings.simulate",
    "Answer": "neuro_llm.answer",
    "Assistant": "neuro_llm.assistant",
    "load": "neuro_llm.assistant",
    "NeuroLLMConfig": "neuro_llm.configuration",
    "NeuroLLMForConditionalGeneration": "neuro_llm.modeling",
    "NeuroLLMProcessor": "neuro_llm.processing",
    "load_space": "neuro_llm.space",
}

__all__ = [
    "Answer",
    "Assistant",
    "ConfigError",
    "Event",
    "Evidence",
    "MeasureError",
    "ModelError",
    "NeuroLLMConfig",
    "NeuroLLMError",
    "NeuroLLMForConditionalGeneration",
    "NeuroLLMProcessor",
    "Recording",
    "RecordingError",
    "load",
    "load_space",
    "measure",
    "parcels",
    "read",
    "simulate",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'neuro_llm' has no attribute {name!r}")
    value = getattr(import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])
