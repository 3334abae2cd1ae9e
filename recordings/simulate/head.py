"""The head: a three-layer sphere with electrodes and cortical dipoles; computed once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from neuro_llm.recordings.errors import ConfigError

CENTRE = np.array([0.0, 0.015, 0.041])  # m, head frame: the sphere that fits the electrodes best
HEAD_RADIUS = 0.098  # m
CORTEX_RADIUS = 0.073  # m
N_SOURCES = 240

# fmt: off
TEN_TWENTY = (
    "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4",
    "P8", "O1", "O2",
)
TEN_TEN = (
    "Fp1", "Fpz", "Fp2", "AF7", "AF3", "AFz", "AF4", "AF8", "F7", "F5", "F3", "F1", "Fz", "F2", "F4",
    "F6", "F8", "FT7", "FC5", "FC3", "FC1", "FCz", "FC2", "FC4", "FC6", "FT8", "T9", "T7", "C5", "C3",
    "C1", "Cz", "C2", "C4", "C6", "T8", "T10", "TP7", "CP5", "CP3", "CP1", "CPz", "CP2", "CP4", "CP6",
    "TP8", "P7", "P5", "P3", "P1", "Pz", "P2", "P4", "P6", "P8", "PO7", "PO3", "POz", "PO4", "PO8", "O1",
    "Oz", "O2", "Iz",
)
# fmt: on


@dataclass(frozen=True)
class Head:
    """Where electrodes can stand, and what each sees of each dipole.

    rows        electrode name → row; old and new names of one place share it
    positions   (place, 3) metres, head frame
    leadfield   (place, source × 3): radial, front, side dipole of each source; average reference
    sources     (source, 3) unit vectors from the centre
    scalp       rows of the 64 electrodes that the average is taken over
    """

    rows: dict[str, int]
    positions: np.ndarray
    leadfield: np.ndarray
    sources: np.ndarray
    scalp: np.ndarray

    def row(self, name: str) -> int:
        """Row of an electrode by name, in any case."""
        found = self.rows.get(name, self.rows.get(name.lower(), -1))
        if found < 0:
            raise ConfigError(f"montage: {name!r} is no electrode of the 10-05 system; try Fp1, Cz, O2 ...")
        return found

    def nearest(self, position: tuple[float, float, float]) -> int:
        """Row of the place that lies in the same direction as `position` (m, head frame)."""
        return int(np.argmax(self.directions() @ _unit(np.asarray(position) - CENTRE)))

    def directions(self) -> np.ndarray:
        """(place, 3) unit vectors from the centre."""
        return _unit(self.positions - CENTRE)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def _source_directions() -> np.ndarray:
    """Evenly spread unit vectors over the part of the sphere where cortex lies: (source, 3)."""
    golden = np.pi * (3 - np.sqrt(5))
    index = np.arange(N_SOURCES)
    z = 1 - (index + 0.5) / N_SOURCES * 1.35  # from the vertex to a little below the ears
    radius = np.sqrt(1 - z**2)
    return np.stack([radius * np.cos(golden * index), radius * np.sin(golden * index), z], axis=1)


@lru_cache(maxsize=1)
def head() -> Head:
    """The one head of this process; the first call takes about a second."""
    import mne

    kind = "colin27_1005" if "colin27_1005" in mne.channels.get_builtin_montages() else "standard_1005"
    montage = mne.channels.make_standard_montage(kind)
    names = list(montage.get_positions()["ch_pos"])
    info = mne.create_info(names, 100.0, "eeg")
    with mne.utils.use_log_level("ERROR"):
        info.set_montage(montage)
    positions = np.array([channel["loc"][:3] for channel in info["chs"]])
    leadfield = _leadfield(info)
    rows = {name: row for row, name in enumerate(names)}
    scalp = np.array([rows[name] for name in TEN_TEN])
    leadfield -= leadfield[scalp].mean(axis=0)
    leadfield /= np.abs(leadfield[scalp]).max()
    rows.update({name.lower(): row for name, row in rows.items()})
    leadfield = leadfield.reshape(len(positions), -1).astype(np.float32)
    return Head(rows, positions, leadfield, _source_directions(), scalp)


def _leadfield(info: object) -> np.ndarray:
    """(place, source, 3): radial, towards the front, towards the side."""
    import mne

    sources = _source_directions()
    sphere = mne.make_sphere_model(tuple(CENTRE), HEAD_RADIUS, info, verbose="ERROR")
    places = {"rr": CENTRE + CORTEX_RADIUS * sources, "nn": sources}
    space = mne.setup_volume_source_space(pos=places, sphere=sphere, verbose="ERROR")
    forward = mne.make_forward_solution(
        info, None, space, sphere, meg=False, eeg=True, mindist=0.0, verbose="ERROR"
    )
    gain = forward["sol"]["data"].reshape(-1, N_SOURCES, 3)  # (place, source, xyz)
    side = _unit(np.cross(sources, [0.0, 0.31, 0.95]))
    front = np.cross(side, sources)
    axes = np.stack([sources, front, side], axis=1)  # (source, orientation, xyz)
    return np.einsum("psx,sox->pso", gain, axes)
