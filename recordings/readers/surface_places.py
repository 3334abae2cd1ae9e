"""Where the vertices of a hemisphere lie: the surface beside a run of the same hemisphere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

_SIDES = {
    "left": r"(?i)(hemi-L(?![a-z])|(^|[._-])lh?[._-]|left)",
    "right": r"(?i)(hemi-R(?![a-z])|(^|[._-])rh?[._-]|right)",
}
_WITHOUT_ANATOMY = re.compile(r"(?i)inflated|sphere|flat|ellipsoid")
"""Surfaces whose coordinates are no places in the head."""
_BEST_FIRST = ("midthickness", "graymid", "pial", "white", "smoothwm")
_SPACES = {1: "scanner", 3: "Talairach", 4: "MNI"}
_POINTS = 1008
"""Intent of the coordinates in a surface file."""
_LARGEST = 256 << 20
_NONE_BESIDE = (
    "Where the vertices lie is not known: no surface of the same hemisphere (.surf.gii) lies beside the run."
)


def hemisphere_of(name: str, image: Any = None) -> str:
    """ "left", "right" or "", by the metadata of the file, else by its name."""
    said = ""
    if image is not None:
        metas = [image.meta, *(array.meta for array in image.darrays[:1])]
        said = next((text for meta in metas if (text := meta.get("AnatomicalStructurePrimary"))), "")
    for text in (said, name):
        found = [side for side, pattern in _SIDES.items() if re.search(pattern, text)]
        if len(found) == 1:
            return found[0]
    return ""


def vertex_places(folder: Path, side: str, n_vertices: int, changes: list[str]) -> np.ndarray:
    """(vertex, 3) metres from the surface of this hemisphere in the folder, NaN where none fits."""
    import nibabel

    for path in _surfaces(folder) if side else ():
        if hemisphere_of(path.name) != side or path.stat().st_size > _LARGEST:
            continue
        surface: Any = nibabel.load(path)
        points = next((array for array in surface.darrays if int(array.intent) == _POINTS), None)
        if points is not None and np.shape(points.data) == (n_vertices, 3):
            space = _SPACES.get(int(getattr(points.coordsys, "dataspace", 0) or 0), "its own")
            changes.append(f"The {side} vertices lie where {path.name[:80]} has them, in {space} space.")
            return np.round(np.asarray(points.data, dtype=float) * 1e-3, 7)
    changes.append(_NONE_BESIDE)
    return np.full((n_vertices, 3), np.nan)


def _surfaces(folder: Path) -> list[Path]:
    """Surfaces with anatomical coordinates, the middle of the cortex first."""
    found = [path for path in sorted(folder.glob("*.surf.gii")) if not _WITHOUT_ANATOMY.search(path.name)]

    def rank(path: Path) -> int:
        return next((i for i, word in enumerate(_BEST_FIRST) if word in path.name.lower()), len(_BEST_FIRST))

    return sorted(found, key=rank)[:20]
