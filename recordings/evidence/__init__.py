"""What can be measured on a recording, with where it holds and how it was found."""

from __future__ import annotations

from .bands import BANDS, band_of
from .measure import measure, prominent, recompute
from .quantities import QUANTITIES
from .quantity import Quantity
from .record import Evidence
from .scanning import Scan, scan
from .standing import standing

__all__ = [
    "BANDS",
    "QUANTITIES",
    "Evidence",
    "Quantity",
    "Scan",
    "band_of",
    "measure",
    "prominent",
    "recompute",
    "scan",
    "standing",
]
