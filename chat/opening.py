"""What is to be opened: a file or a recording, its label, and what the file itself does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording, Source

_ASKS = re.compile(r"\b(?:sfreq|unit|ch_names|modality)=")


@dataclass(frozen=True)
class Stated:
    """What a bare file does not say, as typed on the page; None where nothing was."""

    sfreq: float | None = None
    unit: str | None = None
    modality: str | None = None
    ch_names: tuple[str, ...] | None = None

    @classmethod
    def typed(cls, sfreq: str | None, unit: str | None, modality: str | None, ch_names: str | None) -> Stated:
        """From the fields of the page; ConfigError where the rate is no number."""
        names = tuple(name.strip() for name in (ch_names or "").split(",") if name.strip())
        rate = (sfreq or "").lower().removesuffix("hz").strip()
        try:
            return cls(float(rate) if rate else None, unit or None, modality or None, names or None)
        except ValueError:
            raise ConfigError(f"{rate!r} is no sampling rate; type samples per second, as in 256.") from None

    @property
    def options(self) -> dict[str, object]:
        """The arguments of `neuro_llm.read` that were given."""
        return {name: value for name, value in vars(self).items() if value is not None}

    @staticmethod
    def asked_for(error: Exception) -> bool:
        """Does a reader ask for one of these?"""
        return _ASKS.search(str(error)) is not None


@dataclass(frozen=True)
class Opening:
    """What to open.

    base    the Python expression that opens it where the file says everything
    files   private folder that is deleted with it
    """

    source: Path | Recording
    label: str
    base: str
    stated: Stated = field(default_factory=Stated)
    files: Path | None = None

    @property
    def code(self) -> str:
        """The Python expression that opens it."""
        told = "".join(f", {name}={value!r}" for name, value in self.stated.options.items())
        return f"{self.base[:-1]}{told})" if told else self.base

    def read(self) -> Recording:
        """The file, read; or the recording that was given open, which closing leaves open."""
        if isinstance(self.source, Recording):
            return replace(self.source, source=_Borrowed(self.source.source))
        return read(self.source, **self.stated.options)  # type: ignore[arg-type]


class _Borrowed:
    """The samples of a recording that someone else opened and will close."""

    def __init__(self, source: Source) -> None:
        self.read = source.read

    def close(self) -> None:
        pass
