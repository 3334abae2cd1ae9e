"""Rapid eye movements: deflections in opposite phase at the two eyes.

Agarwal et al. 2005, "Detection of rapid-eye movements in sleep studies", IEEE Trans Biomed Eng 52: the negative
product of the two channels has a peak; limits of size and duration as commonly used (0.5–5 Hz, 50–325 µV,
0.3–1.2 s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .part import Part
from .places import kind
from .stretches import Stretch, band
from .waves import Wave

EYE_HZ = (0.5, 5.0)
SIZE = (50.0, 325.0)  # µV, of the geometric mean of the two
DURATION = (0.3, 1.2)  # s at a quarter of the height
RELATIVE = (5.0, 60.0)  # without a unit: times the robust SD
_LEFT = re.compile(r"(?i)loc|e1\b|left|leog|eog\W*(l|1)\b|eogl|lue|lle|lio")
_RIGHT = re.compile(r"(?i)roc|e2\b|right|reog|eog\W*(r|2)\b|eogr|rue|rle|rio")
_PAIRS = (("F7", "F8"), ("AF7", "AF8"), ("F9", "F10"), ("FT9", "FT10"), ("Fp1", "Fp2"))


def eye_pair(part: Part) -> tuple[str, str]:
    """A channel beside each eye: EOG, else a frontal pair; MeasureError where there is none."""
    names = part.channels if part.named else part.recording.ch_names
    usable = [name for name in names if name not in part.recording.bads or part.named]
    eyes = [name for name in usable if kind(part.recording, name) == "eog"]
    left, right = ([name for name in eyes if side.search(name)] for side in (_LEFT, _RIGHT))
    if left and right:
        return left[0], right[0]
    for one, two in _PAIRS:
        if one in usable and two in usable:
            return one, two
    there = ", ".join(names[:20])
    raise MeasureError(
        f"{part.recording.name}: rapid eye movements need a channel beside each eye: left and right EOG "
        f"(LOC and ROC, E1 and E2), or F7 and F8, AF7 and AF8, Fp1 and Fp2. It has: {there}."
    )


def rapid_eye_movements(stretch: Stretch, pair: Sequence[str], known: bool) -> Iterator[Wave]:
    """Those that belong to the stretch, x (2, time); `known`: its samples are in µV."""
    from scipy.signal import find_peaks, peak_widths

    rate = stretch.rate
    one, two = band(stretch.x, *EYE_HZ, rate)
    against = np.maximum(-one * two, 0)
    low, high = SIZE
    if not known:
        sizes = [1.4826 * float(np.median(np.abs(x - np.median(x)))) for x in (one, two)]
        low, high = (factor * float(np.sqrt(sizes[0] * sizes[1])) for factor in RELATIVE)
    peaks, _ = find_peaks(against, height=(max(low**2, 1e-30), high**2), distance=max(1, round(0.3 * rate)))
    _, _, lefts, rights = peak_widths(against, peaks, rel_height=0.75)
    for peak, left, right in zip(peaks, lefts, rights, strict=True):
        start, stop = stretch.seconds(left), stretch.seconds(right)
        whole = all(stretch.whole(row, int(left), int(right) + 1) for row in (0, 1))
        # a product of two like waves is narrower than they are: by √2 where they are bell-shaped
        if DURATION[0] <= np.sqrt(2) * (stop - start) <= DURATION[1] and whole and stretch.owns(start, stop):
            yield Wave(pair[0], float(start), float(stop), float(np.sqrt(against[peak])))
