"""What was fitted after training, on recordings that nothing was trained on: calibration.json of a model folder.

One map per family turns what the encoder and the language model say into the one probability that is shown, and
one limit per value says which options cannot be ruled out. `train/calibrating.py` fits both.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import ModelError

FILE = "calibration.json"
COVERED = 0.9
"""How often the options that cannot be ruled out hold the true one."""

FLOOR = 1e-6


@dataclass(frozen=True)
class Scale:
    """The map of one family: log p → scale · log p + shift, made to sum to 1 again.

    shift     value → added; {}: a temperature alone
    measured  added to "present" where a measurement finds it too, taken from it where not (bad channels), nats
    least     value → calibrated probability below which it is ruled out: of the recordings that have this value,
              nine in ten give it more (split conformal prediction with a quantile of its own for every value,
              Vovk et al. 2005; Sadinle et al. 2019); {}: not fitted
    """

    scale: float = 1.0
    shift: Mapping[str, float] = field(default_factory=dict)
    measured: float = 0.0
    least: Mapping[str, float] = field(default_factory=dict)

    def apply(self, probabilities: Mapping[str, float], found: bool | None = None) -> dict[str, float]:
        """Calibrated value → probability. found: what the measurement says, None where there is none."""
        logs = {
            value: self.scale * math.log(max(p, FLOOR)) + self.shift.get(value, 0.0)
            for value, p in probabilities.items()
        }
        if found is not None and "present" in logs:
            logs["present"] += self.measured if found else -self.measured
        largest = max(logs.values())
        weights = {value: math.exp(log - largest) for value, log in logs.items()}
        total = sum(weights.values())
        return {value: weight / total for value, weight in weights.items()}

    def plausible(self, probabilities: Mapping[str, float]) -> tuple[str, ...]:
        """Values that cannot be ruled out, likeliest first, at least one; () where no limits were fitted."""
        if not self.least:
            return ()
        order = sorted(probabilities, key=lambda value: -probabilities[value])
        kept = tuple(value for value in order if probabilities[value] >= self.least.get(value, 0.0))
        return kept or (order[0],)


@dataclass(frozen=True)
class Calibration:
    """All that calibration.json holds.

    families  family → the map for the embedded model: the encoder's estimate with the option likelihood
    alone     family → the map for other language models: the encoder's estimate alone
    few       family → the map for short recordings of few channels, where measurements are pooled in (`cues`)
    cues      measured quantity → slope and shift of its log odds of a seizure in such a recording
    outlook   settings of `encoders.outlook.Outlook`; {}: not fitted
    about     what it was fitted on, in words and numbers
    """

    families: Mapping[str, Scale] = field(default_factory=dict)
    alone: Mapping[str, Scale] = field(default_factory=dict)
    few: Mapping[str, Scale] = field(default_factory=dict)
    cues: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    outlook: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    def of(self, family: str, with_language: bool) -> Scale:
        return (self.families if with_language else self.alone).get(family, Scale())

    def save(self, folder: Path) -> None:
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """That of a model folder; one that changes nothing where the folder has none."""
        path = folder / FILE
        if not path.is_file():
            return cls()
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            for name in ("families", "alone", "few"):
                told[name] = {family: Scale(**values) for family, values in told[name].items()}
            return cls(**told)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: the file is damaged ({error}); copy or download it again.") from error
