"""What `build` is told: where labels come from, what they are called, and how the pieces are split."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from neuro_llm.recordings.errors import ConfigError

KINDS = ("bids", "annotations", "table", "reports", "pairs", "evidence", "simulation", "world")


@dataclass(frozen=True)
class BuildSettings:
    """Settings of one build.

    kind           one of `KINDS`, or "" to recognise it (evidence, simulation and world are never guessed)
    task           what the question is about, instead of what the source calls it
    questions      wordings of the question; general ones are added
    labels         label in the file → class; where given, others are left out: {"T1": "left fist"}
    subject        regular expression, searched in the path; its first group is the person
    seconds        longest span of one piece; longer ones are cut (epochs of sleep last 30 s)
    validation, test  shares of the people, or of the runs of one person
    per_recording  most pieces of one recording and task, all classes as often as they can be
    balanced       as many pieces of each class in every split
    count          recordings to simulate
    """

    kind: str = ""
    task: str = ""
    questions: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    subject: str = ""
    seconds: float = 10.0
    validation: float = 0.1
    test: float = 0.2
    per_recording: int = 200
    balanced: bool = False
    count: int = 200
    seed: int = 0
    licence: str = ""

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise ConfigError(f"kind={self.kind!r} is none of {', '.join(KINDS)}.")
        for name in ("validation", "test"):
            if not 0 <= getattr(self, name) < 1:
                raise ConfigError(f"{name}={getattr(self, name)} is no share from 0 to below 1.")
        if self.validation + self.test >= 1:
            raise ConfigError(f"validation={self.validation} and test={self.test} leave nothing to train on.")
        if not 0 < self.seconds < float("inf"):
            raise ConfigError(f"seconds={self.seconds} is no length of a span.")
        for name in ("per_recording", "count"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name}={getattr(self, name)}; at least 1 is needed.")
        self._check_pattern()

    def _check_pattern(self) -> None:
        try:
            groups = re.compile(self.subject).groups
        except re.error as error:
            raise ConfigError(f"subject={self.subject!r} is no regular expression ({error}).") from None
        if self.subject and groups != 1:
            raise ConfigError(
                f"subject={self.subject!r} has {groups} groups; put the person's name into one (...)."
            )
