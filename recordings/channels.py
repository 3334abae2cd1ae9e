"""Channels: clinical names made plain, kinds by name and unit, places and regions on the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .channel_kinds import kind_of_unit, kind_of_words
from .electrode_places import read_table

POSTERIOR = (
    *("O1", "Oz", "O2", "PO3", "POz", "PO4", "PO7", "PO8", "PO5", "PO6", "PO1", "PO2", "PO9", "PO10"),
    *("Iz", "I1", "I2", "P3", "Pz", "P4", "P7", "P8", "P1", "P2", "P5", "P6", "P9", "P10"),
)
"""Electrodes over the back of the head, occipital ones first."""

_LETTERS = (
    *("Fp", "AFp", "AF", "AFF", "F", "FFT", "FFC", "FT", "FC", "FTT", "FCC", "T", "C", "TTP", "CCP", "TP"),
    *("CP", "TPP", "CPP", "P", "PPO", "PO", "POO", "O", "OI", "I"),
)
_ELECTRODES = {
    f"{letters}{place}".lower(): f"{letters}{place}"
    for letters in _LETTERS
    for place in ("z", *(f"{n}{half}" for n in range(1, 11) for half in ("", "h")))
} | {name.lower(): name for name in ("Nz", "A1", "A2", "M1", "M2", "Sp1", "Sp2", "Pg1", "Pg2", "CB1", "CB2")}
_ELECTRODES = {low: name for low, name in _ELECTRODES.items() if name not in ("Tz", "TTPz", "FTTz")}
_OLD = {"t3": "T7", "t4": "T8", "t5": "P7", "t6": "P8"}
_NEAREST = {"T1": "FT9", "T2": "FT10", "Sp1": "FT9", "Sp2": "FT10", "CB1": "PO9", "CB2": "PO10"}
_EARS = {"A1", "A2", "M1", "M2"}
_REFERENCE_WORDS = (
    "ref refs le re ar avg av ave aver average car org g2 cref nose linked g1 gnd vref a1a2 a1+a2 m1m2 m1+m2 "
    "ra la aa x com a12 m 0 lm rm lmast rmast mastoid mastoids nz ear ears common lnk a2+a1"
)
_REFERENCES = set(_REFERENCE_WORDS.split())
_PREFIX = re.compile(r"^(?:(EEG|POL|SEEG|ECOG|IEEG|EEG\d+ch)[\s_:.]+|EEG-(?=[A-Za-z]))", re.IGNORECASE)
_REGIONS = {
    "frontal": ("Fp", "AFp", "AF", "AFF", "F", "FFC", "FFT", "N"),
    "central": ("FC", "FCC", "C", "CCP", "CP"),
    "temporal": ("FT", "FTT", "T", "TTP", "TP", "A", "M", "Sp"),
    "parietal": ("CPP", "TPP", "P"),
    "occipital": ("PPO", "PO", "POO", "O", "OI", "I", "CB"),
}
_REGION_OF_LETTERS = {letters: region for region, names in _REGIONS.items() for letters in names}

_FROM_MNE = {
    "seeg": "ieeg",
    "ecog": "ieeg",
    "dbs": "ieeg",
    "ieeg": "ieeg",
    "planar1": "grad",
    "planar2": "grad",
    "pupil": "eyetrack",
    "eyegaze": "eyetrack",
}


@dataclass(frozen=True)
class Label:
    """One channel label taken apart.

    core       what was recorded, canonical where it is a 10-05 electrode: "F3", "Fp1-F7" for a bipolar pair
    reference  as written after the dash: "REF", "A1"; "" where the label names none
    marked     True where a prefix says EEG
    """

    core: str
    reference: str = ""
    marked: bool = False


def electrode(text: str) -> str | None:
    """Canonical 10-05 name of one electrode ("fp1", "Fc5.", "T3" → "Fp1", "FC5", "T7"), or None."""
    low = re.sub(r"[\s._']+", "", text).lower()
    return _OLD.get(low) or _ELECTRODES.get(low)


def take_apart(label: str) -> Label:
    """Split a clinical label into what was recorded and against what."""
    text = " ".join(label.replace("\x00", " ").split())
    text = re.sub(r"(?i)(-(?:ref|le|avg|[am][12]))-\d+$", r"\1", text)  # MNE counts equal labels
    match = _PREFIX.match(text)
    body = text[match.end() :].strip() if match else text
    marked = bool(match) and not text[:3].upper().startswith("POL")
    whole = electrode(body)
    if whole:
        return Label(whole, "", marked)
    pieces = re.split(r"[-–:/]|(?<=[A-Za-z0-9])_(?=[A-Za-z])", body)
    parts = [piece.strip() for piece in pieces if piece.strip()]
    if len(parts) == 2:
        pair = _pair(parts[0], parts[1], marked)
        if pair:
            return pair
    halves = re.match(r"^([A-Za-z]{1,3}[z\d]\d?)\s?(ref|le|avg|ar)$", body, re.IGNORECASE)
    if halves and electrode(halves.group(1)):
        return Label(electrode(halves.group(1)) or body, halves.group(2), marked)
    words = body.split()
    if len(words) == 2 and words[0].lower() == words[1].lower():  # "ECG ECG"
        body = words[1]
    return Label(body if re.search(r"[^\W\d_]", body) else text, "", marked)


def _pair(first: str, second: str, marked: bool) -> Label | None:
    """Two parts of a label: a referenced channel, or a bipolar pair; None where it is neither."""
    one, two = electrode(first), electrode(second)
    low = re.sub(r"[\s._()]+", "", second).lower()
    if one and two and (two not in _EARS or one in _EARS):
        return Label(f"{one}-{two}", "", marked)
    if low in _REFERENCES or two in _EARS:
        return Label(one or first, second, marked)
    return None


def normalise(label: str) -> str:
    """The plain name: "EEG F3-REF" → "F3", "Fc5." → "FC5", "T3" → "T7"; "Fp1-F7" stays a pair."""
    return take_apart(label).core


def reference_of(label: str) -> str:
    """What a label says it is measured against ("REF", "A1"), or ""."""
    return take_apart(label).reference


def kind_of(label: str, unit: str = "", given: str | None = None) -> str:
    """Kind of one channel from its label, physical unit and the file's own type.

    unit   as the file spells it ("uV", "%", "degC", ""); a unit that is no voltage is never EEG
    given  MNE's channel type; any type but "eeg" is believed
    """
    if given and given.lower().startswith(("fnirs", "hbo", "hbr")):
        return "fnirs"
    if given and given.lower() not in ("eeg", "misc", "bio"):
        return _FROM_MNE.get(given.lower(), given.lower())
    parts = take_apart(label)
    by_name = _kind_of_name(label, parts)
    if given and given.lower() in ("misc", "bio"):
        return by_name if by_name not in ("eeg", "") else "misc"
    if by_name not in ("eeg", ""):
        return by_name
    return kind_of_unit(unit) or "eeg"


def _kind_of_name(label: str, parts: Label) -> str:
    if all(electrode(name) for name in parts.core.split("-")):
        return "eeg"
    body = _PREFIX.sub("", " ".join(label.split()))
    return kind_of_words(parts.core) or kind_of_words(body) or ("eeg" if parts.marked else "")


def numbered(labels: Sequence[str]) -> set[str]:
    """Labels that count through a cap or grid ("A1".."I8", "E1".."E128"): they name no 10-20 place.

    Such a scheme shows by names that the 10-05 system does not have: A3, B1, D5, E7, G2, H1.
    """
    found = {label: match for label in labels if (match := re.match(r"^([A-Z])(\d{1,3})$", label.strip()))}
    strange = [label for label in found if electrode(label) is None]
    if len(strange) < 4 or len(strange) < 0.2 * len(found):
        return set()
    return set(found)


@lru_cache(maxsize=1)
def standard_positions() -> dict[str, np.ndarray]:
    """Places of the 10-05 system: name → (3,) metres in the head frame (x right, y front, z up)."""
    places = read_table()
    places.update({name: places[near] for name, near in _NEAREST.items() if near in places})
    return places


def place_of(name: str) -> np.ndarray:
    """(3,) metres, head frame; the midpoint for a bipolar pair; NaN where the name has no place."""
    places = standard_positions()
    found = [places.get(electrode(part) or part) for part in name.split("-")]
    if not found or any(place is None for place in found):
        return np.full(3, np.nan)
    return np.mean([place for place in found if place is not None], axis=0)


def region_of(name: str, position: np.ndarray | None = None) -> str | None:
    """One of frontal, central, temporal, parietal, occipital; by name, else by the nearest electrode."""
    regions = {_REGION_OF_LETTERS.get(_letters(part)) for part in name.split("-")}
    if len(regions) == 1 and None not in regions:
        return regions.pop()
    place = place_of(name) if position is None else np.asarray(position, dtype=float)
    if not np.all(np.isfinite(place)):
        return None
    near, distance = _nearest(place)
    return _REGION_OF_LETTERS.get(_letters(near)) if distance < 0.04 else None


def hemisphere_of(name: str, position: np.ndarray | None = None) -> str | None:
    """Left, right or midline; by name (odd, even, z), else by the sign of x."""
    sides = {_side(electrode(part)) for part in name.split("-")}
    if len(sides) == 1 and None not in sides:
        return sides.pop()
    place = place_of(name) if position is None else np.asarray(position, dtype=float)
    if not np.all(np.isfinite(place)):
        return None
    if abs(place[0]) < 0.006:
        return "midline"
    return "left" if place[0] < 0 else "right"


def _letters(part: str) -> str:
    """Area letters of an electrode: "AF" of "AF7"; "" where the name is no electrode."""
    name = electrode(part)
    return re.sub(r"(?:z|\d+h?)$", "", name) if name else ""


def _side(name: str | None) -> str | None:
    if name is None:
        return None
    digits = re.search(r"(\d+)h?$", name)
    if digits is None:
        return "midline"
    return "left" if int(digits.group(1)) % 2 else "right"


def _nearest(place: np.ndarray) -> tuple[str, float]:
    names, places = zip(*standard_positions().items(), strict=True)
    distances = np.linalg.norm(np.array(places) - place, axis=1)
    best = int(np.argmin(distances))
    return names[best], float(distances[best])
