"""`measure(recording, quantity)`: one number of a recording, with where it holds and how it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS, Recording

from .about import describe
from .events import known_label
from .part import Part, record_of
from .places import eye_channels, hemispheres, kind, main_channels, posterior
from .quality import good
from .quantities import find
from .quantity import Quantity
from .record import Evidence
from .scanning import Scan, check_span, scan
from .spectrum import chance_height
from .values import View, assess


def measure(
    recording: Recording,
    quantity: str,
    *,
    channels: Sequence[str] | str | None = None,
    start: float | None = None,
    stop: float | None = None,
    event: str | None = None,
    versus: str | None = None,
) -> Evidence:
    """Measure one quantity of `QUANTITIES` and say what it rests on.

    channels     names to use, just as given; else all fitting ones that are not bad
    start, stop  seconds; else the whole recording
    event        label of the events that it is about, in any case
    versus       label of the events that these are compared with
    """
    wanted = find(quantity)
    first, last = check_span(recording, start, stop)
    if wanted.find is None and not wanted.needs.kinds:
        return describe(recording, wanted, first, last, event)
    labels = _labels(recording, wanted, (event, versus))
    named = (channels,) if isinstance(channels, str) else channels
    check_signal(recording, wanted, first, last)
    if wanted.find is not None:
        names = _channels(recording, wanted, named, first, last)
        return record_of(Part(recording, wanted, names, first, last, *labels, named=bool(named)))
    if named:
        names = fitting(recording, wanted, named)
        seen = scan(recording, first, last, names)
    else:
        seen = scan(recording, first, last)
        names = choose(recording, wanted, seen)
    check_segments(wanted, seen, names)
    return assess(View(recording, seen, names), wanted.name, wanted.unit, wanted.method)


def recompute(recording: Recording, evidence: Evidence) -> Evidence:
    """Measure again what a record says, from its own fields alone: quantity, channels, span, events."""
    if evidence.kind != "measured":
        raise MeasureError(
            f"{evidence.quantity} is {evidence.kind}, not measured: it has no recipe to repeat."
        )
    again = measure(
        recording,
        evidence.quantity,
        channels=evidence.channels or None,
        start=evidence.start,
        stop=evidence.stop,
        event=evidence.event or None,
        versus=evidence.versus or None,
    )
    return replace(again, id=evidence.id, recording=evidence.recording)


def _labels(recording: Recording, wanted: Quantity, given: tuple[str | None, str | None]) -> tuple[str, str]:
    """The labels of events as the file spells them; MeasureError where the quantity takes fewer."""
    if sum(label is not None for label in given) > wanted.needs.events:
        takes = ("no event; give start and stop", "one event, compared with nothing")[wanted.needs.events]
        raise MeasureError(f"{wanted.name} takes {takes}.")
    event, versus = (known_label(recording, label) if label else "" for label in given)
    return event, versus


def _channels(
    recording: Recording, wanted: Quantity, named: Sequence[str] | None, start: float, stop: float
) -> tuple[str, ...]:
    """The channels of a quantity that reads its samples itself: those named, or all fitting ones that are not bad."""
    kinds = wanted.needs.kinds
    if not kinds:
        return ()
    there = _require(
        recording, wanted, recording.of_kind(*kinds), f"a channel of the kind {' or '.join(kinds)}"
    )
    if named:
        return fitting(recording, wanted, named)
    if wanted.name == "brain channel count":  # bad ones are there too
        return there
    if set(kinds) & set(FIELD_KINDS) and recording.fields:
        return choose(recording, wanted, scan(recording, start, stop))
    usable = tuple(name for name in there if name not in recording.bads)
    if not usable:
        raise MeasureError(
            f"{recording.name}: all {len(there)} channels are marked bad. Name those to measure {wanted.name} "
            "all the same."
        )
    return usable


def prominent(evidence: Evidence) -> bool:
    """Whether a "peak prominence" or "posterior alpha prominence" is real: higher than chance makes one."""
    if not evidence.quantity.endswith("prominence") or not isinstance(evidence.value, float | int):
        raise MeasureError(f"{evidence.quantity} is no prominence; give one of a peak or of posterior alpha.")
    return evidence.value > chance_height(int(evidence.stop - evidence.start + 0.01) - 1)


def check_signal(recording: Recording, wanted: Quantity, start: float, stop: float) -> None:
    """MeasureError where the rate is too low or the span too short for a quantity."""
    if recording.sfreq < wanted.needs.rate:
        raise MeasureError(
            f"{wanted.name} needs a sampling rate of at least {wanted.needs.rate:g} Hz; "
            f"{recording.name} has {recording.sfreq:g} Hz."
        )
    if stop - start < wanted.needs.seconds - 1 / recording.sfreq:
        raise MeasureError(
            f"{wanted.name} needs at least {wanted.needs.seconds:g} s; "
            f"{start:g}–{stop:g} s is {stop - start:.3g} s."
        )


def check_segments(wanted: Quantity, seen: Scan, names: tuple[str, ...]) -> None:
    if not seen.n_segments and any(name in seen.channels for name in names):
        raise MeasureError(
            f"{wanted.name} needs at least {2 * seen.second:.4g} s (one window); "
            f"{seen.start:g}–{seen.stop:g} s is {seen.stop - seen.start:.4g} s."
        )


def choose(recording: Recording, wanted: Quantity, seen: Scan) -> tuple[str, ...]:
    """Channels of a full scan that a quantity rests on when none are named; MeasureError says what lacks."""
    if wanted.needs.place == "ecg":
        return _require(recording, wanted, recording.of_kind("ecg")[:1], "an ECG channel")
    if wanted.needs.place == "frontal":
        outside = set(seen.channels) - set(good(recording, seen, seen.channels))
        names = eye_channels(recording, [name for name in recording.ch_names if name not in outside])
        return _require(recording, wanted, names, "no frontal channel: Fp1, Fp2, Fpz, AF7, AF8 or EOG")
    if wanted.name.endswith("channels") or wanted.needs.place == "every":
        return _require(recording, wanted, seen.channels, "an EEG, iEEG or MEG channel")
    main = _require(recording, wanted, main_channels(recording), "an EEG, iEEG or MEG channel")
    usable = good(recording, seen, main)
    if not usable:
        raise MeasureError(
            f"{recording.name}: all {len(main)} channels are flat, noisy, clipped or marked bad. "
            f"Name the channels to measure {wanted.name} all the same."
        )
    return _placed(recording, wanted, usable)


def fitting(recording: Recording, wanted: Quantity, channels: Sequence[str]) -> tuple[str, ...]:
    """The named channels as the recording spells them; MeasureError where one cannot serve."""
    names = tuple(dict.fromkeys(recording.ch_names[row] for row in recording.index(channels)))
    wrong = [name for name in names if kind(recording, name) not in wanted.needs.kinds]
    if wrong:
        kinds = ", ".join(f"{name} is {kind(recording, name)}" for name in wrong)
        raise MeasureError(f"{wanted.name} needs {' or '.join(wanted.needs.kinds)} channels; {kinds}.")
    if wanted.needs.place == "frontal":
        eyes = eye_channels(recording, names)
        return _require(recording, wanted, eyes, "no frontal channel: Fp1, Fp2, Fpz, AF7, AF8 or EOG")
    if wanted.needs.place == "ecg":
        return names[:1]
    return _placed(recording, wanted, names)


def _placed(recording: Recording, wanted: Quantity, names: tuple[str, ...]) -> tuple[str, ...]:
    """Of `names` those in the place that the quantity needs."""
    if wanted.needs.place in ("any", "every"):
        return names
    back = _require(
        recording, wanted, posterior(recording, names), "a posterior channel (O1, Oz, O2, P3, Pz, P4 ...)"
    )
    if wanted.needs.place == "posterior":
        return back
    left, right = hemispheres(recording, back)
    if not left or not right:
        raise MeasureError(
            f"{recording.name}: {wanted.name} needs posterior channels on both sides; "
            f"left: {', '.join(left) or 'none'}, right: {', '.join(right) or 'none'}."
        )
    return tuple(name for name in back if name in left or name in right)


def _require(recording: Recording, wanted: Quantity, names: tuple[str, ...], what: str) -> tuple[str, ...]:
    if names:
        return names
    there = ", ".join(
        f"{name} ({kind})"
        for name, kind in zip(recording.ch_names[:20], recording.ch_kinds[:20], strict=True)
    )
    lack = what if what.startswith("no ") else f"there is not {what}"
    raise MeasureError(
        f"{recording.name}: {wanted.name} cannot be measured, {lack}. It has: {there or 'nothing'}."
    )
