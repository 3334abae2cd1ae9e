"""The channels of one recording: which electrodes, against what, and what each of them sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.errors import ConfigError

from .config import SimulationConfig
from .head import TEN_TEN, TEN_TWENTY, Head, head

# fmt: off
BANANA = (
    "Fp1-F7", "F7-T7", "T7-P7", "P7-O1", "Fp1-F3", "F3-C3", "C3-P3", "P3-O1", "Fz-Cz", "Cz-Pz",
    "Fp2-F4", "F4-C4", "C4-P4", "P4-O2", "Fp2-F8", "F8-T8", "T8-P8", "P8-O2",
)
# fmt: on
EYES = np.array([[-0.034, 0.095, -0.008], [0.034, 0.095, -0.008]])  # m, head frame


@dataclass(frozen=True)
class Montage:
    """names; positions (channel, 3) m; mix (channel, place) from potentials to channels; reference."""

    names: tuple[str, ...]
    positions: np.ndarray
    mix: np.ndarray
    reference: str
    head: Head

    @property
    def n_channels(self) -> int:
        return len(self.names)

    @cached_property
    def used(self) -> np.ndarray:
        """Rows of the places that any channel is made of."""
        return np.flatnonzero(np.any(self.mix != 0, axis=0))

    def main_rows(self) -> np.ndarray:
        """(channel,) row of the electrode that each channel is named after."""
        return np.argmax(self.mix, axis=1)

    def patch(self, place: str | int, width: float, tangential: float = 0.0, side: float = 0.0) -> np.ndarray:
        """What each channel sees of a patch of cortex, 1 = at the best place of the scalp: (channel,).

        width              radius of the patch, radians as seen from the centre
        tangential, side   strength of the dipoles that lie along the scalp, front-back and left-right
        """
        row = self.head.row(place) if isinstance(place, str) else place
        cosine = np.clip(self.head.sources @ _directions()[row], -1, 1)
        weight = np.exp(-0.5 * (np.arccos(cosine) / width) ** 2)
        dipoles = np.outer(weight, [1.0, tangential, side]).astype(np.float32).ravel()
        return self.project(self.head.leadfield @ dipoles)

    def project(self, potential: np.ndarray) -> np.ndarray:
        """(place,) potentials, scaled to 1 at the best place, as seen by the channels: (channel,)."""
        peak = potential[self.head.scalp]
        return (self.mix @ (potential / peak[np.argmax(np.abs(peak))])).astype(np.float32)

    def near(self, points: np.ndarray, reach: float, signs: tuple[float, ...] = (1.0, 1.0)) -> np.ndarray:
        """What each channel sees of something outside the brain that fades over `reach` m: (channel,)."""
        distance = np.linalg.norm(self.head.positions[:, None] - points[None], axis=2)
        potential = np.exp(-distance / reach) @ np.asarray(signs[: len(points)])
        return self.project(potential.astype(np.float32))

    def covariance(self, rng: np.random.Generator, spread: float) -> np.ndarray:
        """(channel, channel) of activity from all over the cortex; 1 is the power at a typical place.

        spread   sd of the logarithm of the sources' strengths
        """
        strength = np.exp(spread * rng.standard_normal((len(self.head.sources), 1))) * [1.0, 0.5, 0.5]
        field = self.head.leadfield * strength.astype(np.float32).ravel()
        gain = self.mix[:, self.used] @ field[self.used]
        typical = np.median(np.sum(field[self.head.scalp] ** 2, axis=1))
        return gain @ gain.T / typical


@lru_cache(maxsize=1)
def _directions() -> np.ndarray:
    return head().directions()


def build(config: SimulationConfig, rng: np.random.Generator) -> Montage:
    """The montage of a configuration."""
    the_head = head()
    montage = config.montage
    if montage == "single":
        names: tuple[str, ...] = (str(rng.choice(TEN_TWENTY)),)
    elif montage == "10-20":
        names = TEN_TWENTY
    elif montage == "10-10":
        names = TEN_TEN
    elif isinstance(montage, str):
        raise ConfigError(f"montage={montage!r} must be 10-20, 10-10, single, names or positions.")
    elif montage and not isinstance(montage[0], str):
        return _from_positions(the_head, np.array(montage, float), config)
    else:
        names = tuple(str(name) for name in montage)
    if not names or len(set(names)) < len(names):
        raise ConfigError(f"montage={names!r} must name at least one channel, and each one once.")
    return _from_names(the_head, names, config, hidden=montage == "single")


def _from_positions(the_head: Head, positions: np.ndarray, config: SimulationConfig) -> Montage:
    names = tuple(f"E{i + 1}" for i in range(len(positions)))
    mix = np.zeros((len(names), len(the_head.positions)), np.float32)
    for channel, position in enumerate(positions):
        mix[channel, the_head.nearest(tuple(position))] = 1
    return _finish(the_head, names, positions, mix, config, hidden=False)


def _from_names(the_head: Head, names: tuple[str, ...], config: SimulationConfig, hidden: bool) -> Montage:
    if config.reference == "bipolar" and not any("-" in name for name in names):
        names = _pairs(the_head, names)
    mix = np.zeros((len(names), len(the_head.positions)), np.float32)
    positions = np.zeros((len(names), 3))
    for channel, name in enumerate(names):
        ends = [the_head.row(end) for end in name.split("-")]
        positions[channel] = the_head.positions[ends].mean(axis=0)
        mix[channel, ends[0]] = 1
        if len(ends) == 2:
            mix[channel, ends[1]] = -1
    return _finish(the_head, names, positions, mix, config, hidden)


def _pairs(the_head: Head, names: tuple[str, ...]) -> tuple[str, ...]:
    """Bipolar channels: the double banana where its electrodes are there, else each one with the next one."""
    banana = tuple(pair for pair in BANANA if set(pair.split("-")) <= set(names))
    if len(banana) >= max(1, len(names) // 2):
        return banana
    if len(names) > 1:
        return tuple(f"{a}-{b}" for a, b in pairwise(names))
    angles = _directions() @ _directions()[the_head.row(names[0])]
    others = [name for name in TEN_TWENTY if 0.3 < angles[the_head.row(name)] < 0.93]
    return (f"{names[0]}-{others[len(others) // 2]}",)


def _finish(
    the_head: Head,
    names: tuple[str, ...],
    positions: np.ndarray,
    mix: np.ndarray,
    config: SimulationConfig,
    hidden: bool,
) -> Montage:
    reference = config.reference
    bipolar = bool(np.any(mix < 0))
    if bipolar or reference == "bipolar":
        reference = "bipolar"
    elif reference == "linked ears":
        mix[:, [the_head.row("A1"), the_head.row("A2")]] -= 0.5
    elif reference == "average":
        if len(names) > 3:
            mix -= mix.mean(axis=0)
        else:
            reference = "average of the scalp"  # the lead field is against it already
    else:
        mix[:, the_head.row(reference)] -= 1
        keep = np.abs(mix).sum(axis=1) > 0  # the reference electrode itself shows nothing
        if not keep.any():
            raise ConfigError(f"reference={reference!r} is the only channel; choose another reference.")
        names = tuple(name for name, kept in zip(names, keep, strict=True) if kept)
        positions, mix = positions[keep], mix[keep]
    if hidden or not config.recorder.known_places:
        names = tuple(f"Ch{i + 1}" for i in range(len(names)))
        positions = np.full((len(names), 3), np.nan)
        reference = ""
    return Montage(names, positions.astype(np.float64), mix, reference, the_head)
