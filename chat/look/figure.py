"""A figure for the page: plotly's JSON, made of plain values, without importing plotly."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

import numpy as np

from neuro_llm.chat.printable import plain

Figure = dict[str, Any]
"""{"data", "layout", "height", "note", "alt"} as plotly reads it, or {"image", "note", "alt"}, or {"parts", "note",
"alt"}. Colours are palette names ("@ink", "@faint", "@bad", "@mark", "@lit", "@grid", "@a" ... "@f") that the page
turns into those of its theme. "jump": "x" where a click on the x axis, in seconds, moves the traces there."""

_DTYPES = {"float32": "f4", "float64": "f8", "int16": "i2", "int32": "i4", "uint8": "u1"}


def text(value: object, longest: int = 40) -> str:
    """Text for plotly, which reads a little HTML: shown as it is written, printable, cut to `longest`."""
    return escape(plain(str(value), longest), quote=False)


def packed(values: np.ndarray) -> dict[str, Any]:
    """An array as plotly's typed array: {"dtype", "bdata"} and "shape" where it has two dimensions."""
    values = np.ascontiguousarray(values)
    if values.dtype.name not in _DTYPES:
        values = values.astype(np.float32)
    found: dict[str, Any] = {
        "dtype": _DTYPES[values.dtype.name],
        "bdata": base64.b64encode(values.astype(values.dtype.newbyteorder("<")).tobytes()).decode("ascii"),
    }
    if values.ndim == 2:
        found["shape"] = f"{values.shape[0]}, {values.shape[1]}"
    return found


def image(png: bytes, alt: str, note: str = "") -> Figure:
    """A picture as a figure; it travels inside the page, so that no copy lies in a cache of the server."""
    data = base64.b64encode(png).decode("ascii")
    return {"image": f"data:image/png;base64,{data}", "alt": alt, "note": note}
