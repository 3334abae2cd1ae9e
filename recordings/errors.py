"""Every deliberate error of neuro-llm: each is a `NeuroLLMError` and the matching built-in."""

from __future__ import annotations


class NeuroLLMError(Exception):
    """Something the user can put right; the message says what is wrong and what to do."""


class RecordingError(NeuroLLMError, ValueError):
    """A recording cannot be read: names the file, the cause and the cure.

    `cause` and `hint` are also kept apart, for pages and `--json`.
    """

    def __init__(self, name: str, cause: str, hint: str) -> None:
        super().__init__(f"{name}: {cause} {hint}")
        self.name, self.cause, self.hint = name, cause, hint


class MeasureError(NeuroLLMError, ValueError):
    """A quantity cannot be measured on this recording (unknown, no such channel, too short)."""


class ConfigError(NeuroLLMError, ValueError):
    """A setting has a value that cannot work."""


class ModelError(NeuroLLMError, ValueError):
    """A model folder is damaged, of the wrong kind, or belongs to another language model."""


class MissingDependencyError(NeuroLLMError, ImportError):
    """An optional package is needed; the message names it."""


class RegistryError(NeuroLLMError, LookupError):
    """An unknown or already taken plugin name."""
