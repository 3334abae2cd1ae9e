"""Frequency bands by name."""

from __future__ import annotations

BANDS: dict[str, tuple[float, float]] = {
    "delta": (1.0, 4.0),
    "theta": (4.0, 8.0),
    "alpha": (8.0, 13.0),
    "sigma": (11.0, 16.0),
    "beta": (13.0, 30.0),
    "gamma": (30.0, 45.0),
}
"""Hz, lower edge in, upper edge out. Sigma (sleep spindles) overlaps alpha and beta; the rest share 1–45."""

SHARING = ("delta", "theta", "alpha", "beta", "gamma")
"""Bands that together make up the whole of which a relative power is a share."""


def band_of(frequency: float) -> str | None:
    """Band a frequency (Hz) belongs to, sigma aside; None outside 1–45 Hz."""
    for name in SHARING:
        low, high = BANDS[name]
        if low <= frequency < high:
            return name
    return None
