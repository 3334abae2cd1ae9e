"""Slices of a voxel map on one canvas: three through a voxel, then horizontal ones from below to above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed

from .voxel_map import VoxelMap

MOST_PIXELS = 50_000
MOST_DOTS = 5000
MOST_AXIAL = 12
_PER_ROW = 6
_GAP = 8.0  # mm (or voxels) between slices
_CROSS = "#ff2bd6"  # stands out on both scales of colour, in light and dark
_VIEWS = (("the right", 1, 2), ("behind", 0, 2), ("above", 0, 1))  # what lies across and up


@dataclass(frozen=True)
class Tile:
    """One slice.

    pixels       (up, across) values, NaN where there is no voxel
    width, height  mm
    label        "z = 12 mm"
    cross        (across, up) of the voxel that is shown, mm from the tile's corner; None where it lies elsewhere
    """

    pixels: np.ndarray
    width: float
    height: float
    label: str
    cross: tuple[float, float] | None = None


def sliced(found: VoxelMap, at: int) -> Figure:
    """Three slices through the voxel `at` of the map, and horizontal ones."""
    assert found.grid is not None
    box, middle = found.grid.box(found.values), found.grid.index[at]
    flat = [axis for axis in range(3) if box.shape[axis] == 1]
    axes = [axis for axis in range(3) if not any(other in flat for other in range(3) if other != axis)] or [2]
    cuts = [_tile(found, box, axis, middle[axis], middle) for axis in axes]
    room = MOST_PIXELS - sum(tile.pixels.size for tile in cuts)
    axial = _axial(box, room) if not flat else []
    tiles = [_tile(found, box, 2, height, None) for height in axial]
    lines = [cuts, *(tiles[first : first + _PER_ROW] for first in range(0, len(tiles), _PER_ROW))]
    traces, notes, shapes, size = _placed([line for line in lines if line], found)
    side = (
        "Left is left, up is front or top."
        if found.grid.placed
        else "The file does not say which side is left."
    )
    layout = {
        "xaxis": {"visible": False, "range": [0, size[0]], "constrain": "domain", "fixedrange": True},
        "yaxis": {"visible": False, "range": [size[1], 0], "scaleanchor": "x", "constrain": "domain",
                  "fixedrange": True},
        "coloraxis": _colours(found), "annotations": notes, "shapes": shapes,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "hovermode": "closest",
    }  # fmt: skip
    height = int(np.clip(760 * size[1] / size[0], 220, 620))
    return {
        "data": traces, "layout": layout, "height": height, "note": side,
        "alt": f"Slices of the brain coloured by {found.name}; crosshair at {_where(found, middle)}.",
    }  # fmt: skip


def scattered(found: VoxelMap, places: np.ndarray, at: int) -> Figure:
    """Regions or vertices that lie on no grid, seen from three sides. places (voxel, 3) mm."""
    known = np.flatnonzero(np.isfinite(places).all(axis=1))
    if not len(known):
        return {"data": [], "layout": {}, "height": 1, "note": "The file does not say where its channels lie.",
                "alt": "No places known."}  # fmt: skip
    chosen = known[:: max(1, -(-len(known) // MOST_DOTS))]
    chosen = chosen[np.argsort(np.abs(found.values[chosen]), kind="stable")]
    traces: list[dict[str, Any]] = []
    margin = {"l": 8, "r": 8, "t": 24, "b": 8}
    layout: dict[str, Any] = {
        "coloraxis": _colours(found),
        "showlegend": False,
        "annotations": [],
        "margin": margin,
    }
    for panel, (view, across, up) in enumerate(_VIEWS):
        number = "" if panel == 0 else str(panel + 1)
        traces.append(_dots(found, places, chosen, (across, up), number))
        traces += [_ring(places[at, [across, up]], number)] if at in known else []
        domain = [panel / 3 + 0.01, (panel + 1) / 3 - 0.01]
        layout[f"xaxis{number}"] = {"visible": False, "domain": domain, "constrain": "domain"}
        layout[f"yaxis{number}"] = {"visible": False, "scaleanchor": f"x{number}", "anchor": f"x{number}"}
        layout["annotations"].append(
            {
                "text": f"from {view}", "x": sum(domain) / 2, "y": 1.0, "xref": "paper", "yref": "paper",
                "showarrow": False, "yanchor": "bottom", "font": {"color": "@faint"},
            }
        )  # fmt: skip
    note = "" if len(chosen) == len(known) else f"{len(chosen)} of {len(known)} are drawn."
    return {"data": traces, "layout": layout, "height": 320, "note": note,
            "alt": f"Channels at their places, coloured by {found.name}."}  # fmt: skip


def _axial(box: np.ndarray, room: int) -> list[int]:
    """Horizontal slices that hold voxels, evenly chosen, as many as there is room for."""
    there = np.flatnonzero(np.isfinite(box).any(axis=(0, 1)))
    most = int(np.clip(room // (box.shape[0] * box.shape[1]), 0, MOST_AXIAL))
    if not most or not len(there):
        return []
    return [int(there[i]) for i in np.unique(np.linspace(0, len(there) - 1, most).round().astype(int))]


def _tile(found: VoxelMap, box: np.ndarray, axis: int, at: int, middle: np.ndarray | None) -> Tile:
    grid = found.grid
    assert grid is not None
    across, up = (one for one in range(3) if one != axis)
    pixels = np.take(box, at, axis=axis).T
    cross = None
    if middle is not None:
        cross = ((middle[across] + 0.5) * grid.step[across], (middle[up] + 0.5) * grid.step[up])
    value = f"{grid.places[axis][at]:.0f}"
    label = f"{'xyz'[axis]} = {value} mm" if grid.placed else f"{'xyz'[axis]} {value}"
    return Tile(pixels, pixels.shape[1] * grid.step[across], pixels.shape[0] * grid.step[up], label, cross)


def _placed(
    lines: list[list[Tile]], found: VoxelMap
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], tuple[float, float]]:
    """Heatmaps, labels and crosshairs of lines of tiles, from the top down; width and height of the canvas."""
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    widths = [sum(tile.width + _GAP for tile in line) for line in lines]
    top = 0.0
    for line, width in zip(lines, widths, strict=True):
        left = (max(widths) - width) / 2
        top += 0.09 * max(widths) / max(1, len(lines))
        for tile in line:
            traces.append(_heatmap(tile, left, top, found.name))
            notes.append(
                {"text": tile.label, "x": left + tile.width / 2, "y": top - 1, "showarrow": False, "xref": "x",
                 "yref": "y", "yanchor": "bottom", "font": {"size": 10.5, "color": "@faint"}}
            )  # fmt: skip
            shapes += _cross(tile, left, top)
            left += tile.width + _GAP
        top += max(tile.height for tile in line) + _GAP / 2
    return traces, notes, shapes, (max(widths), top)


def _heatmap(tile: Tile, left: float, top: float, name: str) -> dict[str, Any]:
    rows, columns = tile.pixels.shape
    return {
        "type": "heatmap", "z": packed(tile.pixels[::-1].astype(np.float32)), "coloraxis": "coloraxis",
        "x0": left + tile.width / columns / 2, "dx": tile.width / columns,
        "y0": top + tile.height / rows / 2, "dy": tile.height / rows,
        "hoverongaps": False, "hovertemplate": f"{name} %{{z:.2f}}<extra>{tile.label}</extra>",
    }  # fmt: skip


def _cross(tile: Tile, left: float, top: float) -> list[dict[str, Any]]:
    if tile.cross is None:
        return []
    x, y = left + tile.cross[0], top + tile.height - tile.cross[1]
    line = {"color": _CROSS, "width": 1}
    ends = ((left, y, left + tile.width, y), (x, top, x, top + tile.height))
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "y",
            "x0": a,
            "y0": b,
            "x1": c,
            "y1": d,
            "line": line,
            "opacity": 0.85,
        }
        for a, b, c, d in ends
    ]


def _colours(found: VoxelMap) -> dict[str, Any]:
    """Blue to red around 0 for t, with the limit of chance on the scale; else from the 2nd to the 98th percentile."""
    bar = {"thickness": 10, "len": 0.8, "outlinewidth": 0, "title": {"text": found.name}}
    if found.limit is None:
        low, high = np.percentile(found.values, [2, 98])
        return {
            "colorscale": "Viridis",
            "cmin": float(low),
            "cmax": float(max(high, low + 1e-6)),
            "colorbar": bar,
        }
    most = max(float(np.abs(found.values).max()), found.limit)
    ticks = (
        [-most, -found.limit, 0.0, found.limit, most]
        if most > 1.15 * found.limit
        else [-found.limit, 0.0, found.limit]
    )
    words = [f"{tick:.1f}" + (" p<.05" if abs(tick) == found.limit else "") for tick in ticks]
    bar |= {"tickvals": ticks, "ticktext": words}
    return {"colorscale": "RdBu", "cmin": -most, "cmax": most, "colorbar": bar}


def _dots(
    found: VoxelMap, places: np.ndarray, chosen: np.ndarray, axes: tuple[int, int], number: str
) -> dict[str, Any]:
    x, y = (packed(places[chosen, axis].astype(np.float32)) for axis in axes)
    return {
        "type": "scatter", "mode": "markers", "x": x, "y": y, "xaxis": f"x{number}", "yaxis": f"y{number}",
        "marker": {"color": packed(found.values[chosen].astype(np.float32)), "coloraxis": "coloraxis",
                   "size": 9 if len(chosen) < 500 else 4},
        "hovertemplate": f"{found.name} %{{marker.color:.2f}}<extra>%{{x:.0f}}, %{{y:.0f}} mm</extra>",
    }  # fmt: skip


def _ring(place: np.ndarray, number: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": [float(place[0])], "y": [float(place[1])], "hoverinfo": "skip",
        "xaxis": f"x{number}", "yaxis": f"y{number}",
        "marker": {"symbol": "circle-open", "size": 15, "color": "@lit", "line": {"width": 2.5}},
    }  # fmt: skip


def _where(found: VoxelMap, middle: np.ndarray) -> str:
    assert found.grid is not None
    unit = " mm" if found.grid.placed else ""
    return ", ".join(f"{found.grid.places[axis][middle[axis]]:.0f}" for axis in range(3)) + unit
