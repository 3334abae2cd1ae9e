"""The glass brain of nilearn: a voxel map seen through the head, where the positions are in MNI space."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, image
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.recordings.recording import Recording

from .voxel_map import VoxelMap, voxel_map

MOST_DOTS = 1000
_IN_MNI = re.compile(r"(?<!not )in MNI space|usually MNI space")


def fits(recording: Recording) -> bool:
    """Whether the file says that its positions are in MNI space, and nilearn is there."""
    said = any(_IN_MNI.search(sentence) for sentence in recording.changes)
    return said and bool(recording.of_kind("bold")) and find_spec("nilearn") is not None


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """A PNG: the largest |value| along each line of sight, from four sides."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    found = voxel_map(recording)
    canvas = Canvas(figsize=(9, 3.2), dpi=100, facecolor="white")
    FigureCanvasAgg(canvas)
    _draw(found, recording.positions[found.rows] * 1e3, canvas)
    buffer = io.BytesIO()
    canvas.savefig(buffer, format="png", facecolor="white")
    return image(buffer.getvalue(), f"Glass brain of {found.name} in MNI space.", found.note)


def _draw(found: VoxelMap, places: np.ndarray, canvas: object) -> None:
    """places (voxel, 3) mm. Voxels on a grid as an image, others as dots."""
    from nilearn import plotting

    signed = found.limit is not None
    beyond = signed and bool((np.abs(found.values) > (found.limit or 0)).any())
    look = {"display_mode": "lyrz", "figure": canvas, "colorbar": True, "annotate": True}
    if found.grid is None:
        known = np.flatnonzero(np.isfinite(places).all(axis=1))
        known = known[np.argsort(-np.abs(found.values[known]), kind="stable")][:MOST_DOTS]
        plotting.plot_markers(
            found.values[known], places[known], node_cmap="RdBu_r" if signed else "viridis",
            node_vmin=-np.abs(found.values).max() if signed else None,
            node_vmax=np.abs(found.values).max() if signed else None, **look,
        )  # fmt: skip
        return
    plotting.plot_glass_brain(
        _image(found), threshold=found.limit if beyond else None, plot_abs=False,
        cmap="RdBu_r" if signed else "viridis", symmetric_cbar=signed, **look,
    )  # fmt: skip


def _image(found: VoxelMap) -> Any:
    import nibabel

    grid = found.grid
    assert grid is not None
    affine = np.diag([*grid.step, 1.0])
    affine[:3, 3] = [along[0] for along in grid.places]
    return nibabel.Nifti1Image(np.nan_to_num(grid.box(found.values)), affine)
