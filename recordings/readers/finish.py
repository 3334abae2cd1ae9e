"""From what a reader found to what a Recording promises: names, kinds, SI units, places."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from neuro_llm.recordings.channels import kind_of, normalise, numbered, place_of, reference_of, take_apart
from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Fetch, Opened, Options
from .units import SCALP, assume, deviations, factor_of, judge

_VOLTAGE = ("eeg", "ieeg", "eog", "ecg", "emg", "dc")
MODALITIES = ("eeg", "ieeg", "meg", "fmri", "calcium", "spikes", "fnirs", "peripheral")
MOST_EVENTS = 50_000


def finish(name: str, draft: Draft, options: Options) -> Opened:
    """Judge a draft; RecordingError where it cannot be believed."""
    _check_shape(name, draft, options)
    if draft.modality:
        return _as_given(name, draft, options)
    changes = list(draft.changes)
    labels = [str(label) for label in (options.ch_names or draft.labels)]
    kinds = _kinds(labels, draft, options, changes)
    names = unique_names(labels, changes)
    spread, broken = deviations(draft.fetch, draft.n_times, draft.sfreq, len(labels))
    scales, units, known = _scales(name, draft, options, kinds, spread, changes)
    bads = [names[i] for i, label in enumerate(draft.labels) if label in set(draft.bads)]
    bads += _broken_channels(name, names, broken, changes)
    _note_outliers(names, kinds, spread * np.abs(scales), changes)
    modality = _modality(kinds)
    if modality == "fnirs":
        changes.append("fNIRS: its channels and events can be looked at, but no encoder is trained for it.")
    header = {
        "name": clean(name, 120),
        "modality": modality,
        "ch_names": names,
        "ch_kinds": kinds,
        "units": units,
        "sfreq": float(draft.sfreq),
        "native_rates": [float(rate) for rate in draft.native_rates or [draft.sfreq] * len(labels)],
        "n_times": int(draft.n_times),
        "positions": _positions(labels, kinds, draft, changes).tolist(),
        "orientations": None if draft.orientations is None else draft.orientations.tolist(),
        "reference": draft.reference or _reference(labels, kinds),
        "events": _events(draft, changes),
        "bads": sorted(set(bads), key=names.index),
        "changes": list(dict.fromkeys(changes)),
        "unit_known": known,
    }
    return Opened(header, _scaled(draft.fetch, scales))


def _as_given(name: str, draft: Draft, options: Options) -> Opened:
    """A draft of imaged voxels, cells or units: kinds, units and places are the reader's."""
    changes = list(draft.changes)
    labels = [
        clean(str(label)) or f"channel {i + 1}" for i, label in enumerate(options.ch_names or draft.labels)
    ]
    names, bads = once_each(labels, labels, changes), set(draft.bads)
    places = np.full((len(labels), 3), np.nan) if draft.positions is None else np.asarray(draft.positions)
    header = {
        "name": clean(name, 120),
        "modality": draft.modality,
        "ch_names": names,
        "ch_kinds": list(draft.given),
        "units": list(draft.dims),
        "sfreq": float(draft.sfreq),
        "native_rates": [float(rate) for rate in draft.native_rates or [draft.sfreq] * len(labels)],
        "n_times": int(draft.n_times),
        "positions": places.astype(float).tolist(),
        "orientations": None,
        "reference": draft.reference,
        "events": _events(draft, changes),
        "bads": [name for name, own in zip(names, draft.labels, strict=True) if own in bads],
        "changes": list(dict.fromkeys(changes)),
        "unit_known": draft.unit_known,
    }
    return Opened(header, draft.fetch)


def clean(text: str, longest: int = 40) -> str:
    """Text from a file as one short printable line: no control or direction marks."""
    plain = text.isascii() and text.isprintable()  # nearly always, and a run has 200,000 voxels
    kept = text if plain else "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def unique_names(labels: list[str], changes: list[str]) -> list[str]:
    """Plain, printable names, each only once; says in `changes` what was renamed."""
    grid = numbered(labels)
    plain = [clean(label if label in grid else normalise(label)) for label in labels]
    plain = [name or f"channel {i + 1}" for i, name in enumerate(plain)]
    references: dict[str, set[str]] = {}
    for label, name in zip(labels, plain, strict=True):
        references.setdefault(name.casefold(), set()).add(reference_of(label))
    told = []
    for label, name in zip(labels, plain, strict=True):
        reference = reference_of(label)
        several = reference and len(references[name.casefold()]) > 1  # C3 against A1 and against A2
        told.append(clean(f"{name}-{reference}") if several else name)
    return once_each(labels, told, changes)


def once_each(labels: list[str], names: list[str], changes: list[str]) -> list[str]:
    """The names, numbered where one occurs again; says in `changes` which of the `labels` were renamed."""
    taken: set[str] = set()
    fresh = []
    for name in names:
        unique, count = name, 1
        while unique.casefold() in taken:
            count += 1
            unique = f"{name} ({count})"
        taken.add(unique.casefold())
        fresh.append(unique)
    renamed = [(clean(old), new) for old, new in zip(labels, fresh, strict=True) if clean(old) != new]
    if renamed:
        shown = ", ".join(f"{old} to {new}" for old, new in renamed[:3])
        changes.append(f"{len(renamed)} channel names were simplified, such as {shown}.")
    return fresh


def _check_shape(name: str, draft: Draft, options: Options) -> None:
    if not draft.labels or draft.n_times < 1:
        raise RecordingError(name, "it holds no samples.", "Export the recording again.")
    if not np.isfinite(draft.sfreq) or not 1e-3 <= draft.sfreq <= 1e6:
        raise RecordingError(
            name, f"its sampling rate is {draft.sfreq:g} Hz.", "Export it again, or pass sfreq=…."
        )
    # the clock of spike times is finer than the bins they are counted in
    rates = {draft.sfreq, *(draft.native_rates if draft.modality else ())}
    if options.sfreq and all(abs(options.sfreq - rate) > 1e-3 * rate for rate in rates):
        raise RecordingError(
            name,
            f"the file says {draft.sfreq:g} Hz, but sfreq={options.sfreq:g} was given.",
            "Leave sfreq out.",
        )
    if options.ch_names is not None and len(options.ch_names) != len(draft.labels):
        raise RecordingError(
            name,
            f"ch_names has {len(options.ch_names)} names, but it holds {len(draft.labels)} channels.",
            f"Pass {len(draft.labels)} names, or leave ch_names out.",
        )
    if options.modality is not None and options.modality not in MODALITIES:
        raise RecordingError(
            name,
            f"the modality {options.modality!r} is not read yet.",
            f"Pass one of {', '.join(MODALITIES)}.",
        )


def _kinds(labels: list[str], draft: Draft, options: Options, changes: list[str]) -> list[str]:
    kinds = [
        kind_of(label, dim, given) for label, dim, given in zip(labels, draft.dims, draft.given, strict=True)
    ]
    net = [i for i, label in enumerate(labels) if re.fullmatch(r"(?:EEG )?E\d{1,3}", label.strip())]
    if len(net) > 8:  # an EGI net: its E1 and E2 are no eye channels
        kinds = [draft.given[i] if i in net else kind for i, kind in enumerate(kinds)]
    wanted = {"ieeg": "ieeg", "meg": "mag", "fnirs": "fnirs", "peripheral": "misc"}.get(
        options.modality or ""
    )
    if wanted:
        kinds = [wanted if kind == "eeg" else kind for kind in kinds]
    retyped = [
        f"{clean(label)} ({kind})"
        for label, kind, given in zip(labels, kinds, draft.given, strict=True)
        if given == "eeg" and kind not in ("eeg", wanted)
    ]
    if retyped:
        more = f" and {len(retyped) - 12} more" if len(retyped) > 12 else ""
        changes.append(f"Not treated as EEG, by name or unit: {', '.join(retyped[:12])}{more}.")
    return kinds


def _scales(
    name: str, draft: Draft, options: Options, kinds: list[str], spread: np.ndarray, changes: list[str]
) -> tuple[np.ndarray, list[str], bool]:
    """(what to multiply `fetch` with, SI unit of each channel, whether the brain channels' unit is known)."""
    found = [factor_of(dim) for dim in draft.dims]
    brain = [i for i, kind in enumerate(kinds) if kind in ("eeg", "ieeg")]
    electric = [i for i, kind in enumerate(kinds) if kind in _VOLTAGE]
    asked = _asked_factor(name, options)
    factors = [value for value, _ in found]
    if asked is not None:
        for i in electric or range(len(kinds)):
            factors[i] = asked
        changes.append(f"The numbers were read as {options.unit}, as given.")
    odd = sorted({draft.dims[i] for i in electric if found[i][1]}) if asked is None else []
    if odd:
        changes.append(
            f"The unit is spelled {', '.join(map(repr, odd))}: read as {_plain(factor_of(odd[0])[0])}."
        )
    numbers = spread / np.abs(draft.factors)
    blind = [i for i in brain if factors[i] is None]
    if blind:
        value, sentence = assume(name, numbers[blind])
        changes.append(sentence)
        for i in electric:
            factors[i] = value if factors[i] is None else factors[i]
    scales = np.array([1.0 if f is None else f / d for f, d in zip(factors, draft.factors, strict=True)])
    if brain:
        stated = options.unit or draft.dims[brain[0]] or "V"
        limits = SCALP if all(kinds[i] == "eeg" for i in brain) else (1e-8, 0.1)
        judge(name, numbers[brain] * np.array([factors[i] for i in brain], dtype=float), stated, limits)
        if not np.any(spread[brain] > 0):
            changes.append("All EEG channels are flat.")
    units = [_unit(kind, factor, dim) for kind, factor, dim in zip(kinds, factors, draft.dims, strict=True)]
    told = all(factors[i] is not None for i, kind in enumerate(kinds) if kind in ("mag", "grad"))
    told = told and all(units[i] for i, kind in enumerate(kinds) if kind == "fnirs")
    return scales, units, draft.unit_known and not blind and told


def _asked_factor(name: str, options: Options) -> float | None:
    if options.unit is None:
        return None
    value, _ = factor_of(options.unit)
    if value is None:
        raise RecordingError(
            name, f"the unit {options.unit!r} is not known.", "Pass unit='uV', 'mV', 'V', 'T' or 'fT'."
        )
    return value


def _plain(factor: float | None) -> str:
    return {1e-6: "microvolt", 1e-3: "millivolt", 1e-9: "nanovolt", 1.0: "volt"}.get(
        factor or 0.0, "SI units"
    )


def _unit(kind: str, factor: float | None, dim: str) -> str:
    """SI unit of a channel as read; other physical units (%, °C) as the file spells them."""
    if factor is None:
        return clean(dim, 12)
    if kind in ("mag", "grad", "ref_meg"):
        return "T/m" if kind == "grad" else "T"
    return dim if dim in ("T", "T/m") else "V"


def _broken_channels(name: str, names: list[str], broken: np.ndarray, changes: list[str]) -> list[str]:
    bad = [i for i in range(len(names)) if broken[i]]
    if len(bad) == len(names):
        raise RecordingError(
            name, "all channels hold NaN or infinite samples.", "Export the recording again."
        )
    if bad:
        shown = ", ".join(f"{names[i]} ({broken[i]})" for i in bad[:10])
        changes.append(f"NaN or infinite samples, counted in the pieces looked at: {shown}; marked as bad.")
    return [names[i] for i in bad]


def _note_outliers(names: list[str], kinds: list[str], spread: np.ndarray, changes: list[str]) -> None:
    """Name single EEG channels whose amplitude is far from that of the others."""
    eeg = [i for i, kind in enumerate(kinds) if kind == "eeg" and np.isfinite(spread[i]) and spread[i] > 0]
    if len(eeg) < 4:
        return
    typical = float(np.median(spread[eeg]))
    far = [names[i] for i in eeg if spread[i] > SCALP[1] or not typical / 50 < spread[i] < typical * 20]
    if far:
        changes.append(f"The amplitude of {', '.join(far[:10])} is far from that of the other EEG channels.")


def _modality(kinds: list[str]) -> str:
    found = set(kinds)
    if found & {"mag", "grad"}:
        return "meg"
    if "eeg" in found:
        return "eeg"
    if "ieeg" in found:
        return "ieeg"
    return "fnirs" if "fnirs" in found else "peripheral"


def _positions(labels: list[str], kinds: list[str], draft: Draft, changes: list[str]) -> np.ndarray:
    """(channel, 3) metres: the file's own places where they can be true, else those of the standard cap."""
    own = (
        np.full((len(labels), 3), np.nan)
        if draft.positions is None
        else np.array(draft.positions, dtype=float)
    )
    own[~np.any(own != 0, axis=1)] = np.nan
    scalp = [i for i, kind in enumerate(kinds) if kind == "eeg"]
    radius = np.linalg.norm(own[scalp], axis=1) if scalp else np.array([])
    radius = radius[np.isfinite(radius)]
    if len(radius) and not 0.04 < np.median(radius) < 0.25:
        changes.append(
            f"The electrode places in the file lie {np.median(radius):.3g} m from the centre: not used."
        )
        own[scalp] = np.nan
        radius = radius[:0]
    grid = numbered(labels)
    bare = [i for i in scalp if not np.all(np.isfinite(own[i])) and labels[i] not in grid]
    placed = 0
    for i in bare:
        own[i] = place_of(take_apart(labels[i]).core)
        placed += bool(np.all(np.isfinite(own[i])))
    if placed:
        changes.append(f"{placed} electrodes were placed by name on a standard head (10-05 system).")
    return own


def _reference(labels: list[str], kinds: list[str]) -> str:
    """What most EEG labels name as reference: "REF", "A1/A2", "bipolar"; "" where they name none."""
    eeg = [label for label, kind in zip(labels, kinds, strict=True) if kind in ("eeg", "ieeg")]
    named = [reference_of(label) for label in eeg]
    if eeg and sum(
        "-" in normalise(label) and not ref for label, ref in zip(eeg, named, strict=True)
    ) > 0.5 * len(eeg):
        return "bipolar"
    if not eeg or sum(map(bool, named)) <= 0.5 * len(eeg):
        return ""
    return clean("/".join(sorted({ref.upper() for ref in named if ref})[:4]))


def _events(draft: Draft, changes: list[str]) -> list[list[object]]:
    length = draft.n_times / draft.sfreq
    inside = [event for event in draft.events if 0 <= event[0] <= length]
    if len(inside) < len(draft.events):
        changes.append(
            f"{len(draft.events) - len(inside)} events lie outside the recording and were left out."
        )
    events = sorted(
        (float(at), min(float(long), length - at), clean(label, 80)) for at, long, label in inside
    )
    if len(events) > MOST_EVENTS:
        changes.append(f"The file holds {len(events)} events; the first {MOST_EVENTS} are kept.")
    return [list(event) for event in events[:MOST_EVENTS]]


def _scaled(fetch: Fetch, scales: np.ndarray) -> Fetch:
    if np.all(scales == 1):
        return fetch

    def scaled(start: int, stop: int, channels: list[int]) -> np.ndarray:
        return fetch(start, stop, channels) * scales[channels][:, None]

    return scaled
