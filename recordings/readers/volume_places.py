"""Where voxels lie: the affine of an image, and the space that it leads to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

_METRES = {"meter": 1.0, "mm": 1e-3, "micron": 1e-6}
_SPACES = {1: "scanner", 2: "aligned", 3: "Talairach", 4: "MNI"}
"""NIfTI's codes of coordinate systems; 2 is the frame of another image of the same person."""
_AFNI_SPACES = {"ORIG": "scanner", "TLRC": "Talairach", "MNI": "MNI", "MNIA": "MNI"}
_TELL = {
    "MNI": "The positions are in MNI space, as the {source} says.",
    "Talairach": "The positions are in Talairach space, as the {source} says, not in MNI space.",
    "scanner": "The positions are those in the scanner, not in MNI space.",
    "aligned": "The positions are in the space of another image that this one was aligned to, not known to be MNI.",
    "world": "The positions are in the file's own world space, not known to be MNI.",
}


def places_of(path: Path, image: Any, indices: np.ndarray, changes: list[str]) -> np.ndarray:
    """(voxel, 3) metres from (voxel, 3) indices, NaN where the header gives no affine; says which space it is."""
    space, source = _space(path, image)
    affine = np.asarray(image.affine, dtype=float)
    usable = np.all(np.isfinite(affine)) and abs(np.linalg.det(affine[:3, :3])) > 1e-9
    if not space or not usable:
        changes.append("The header does not say where the voxels lie: their positions are not known.")
        return np.full(indices.shape, np.nan)
    changes.append(_TELL[space].format(source=source))
    return np.round((indices @ affine[:3, :3].T + affine[:3, 3]) * _length(image.header), 7)


def _space(path: Path, image: Any) -> tuple[str, str]:
    """(name of the space, what says so); "" where the file has no coordinates."""
    named = re.search(r"(?i)_space-(MNI|Talairach)", path.name)
    header, kind = image.header, type(image.header).__name__
    if kind == "AFNIHeader":
        return _AFNI_SPACES.get(str(header.get_space()).upper(), "world"), "header"
    if kind == "MGHHeader":
        return ("scanner" if int(header["goodRASFlag"]) > 0 else ""), "header"
    if kind.startswith("Minc"):
        return "world", "header"
    codes = [int(header[key]) for key in ("sform_code", "qform_code") if key in header]
    code = next((code for code in codes if code > 0), 0)
    if named and code:
        return {"mni": "MNI"}.get(named.group(1).lower(), "Talairach"), "file's name"
    return (_SPACES.get(code, "aligned") if code else ""), "header"


def _length(header: Any) -> float:
    """Metres in one unit of the affine; millimetres where the header does not say."""
    try:
        return _METRES.get(str(header.get_xyzt_units()[0]), 1e-3)
    except (AttributeError, KeyError):
        return 1e-3
