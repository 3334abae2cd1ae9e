"""Events from trigger channels and from the event file beside a FIF recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .draft import Fetch

_COMPOSITE = ("STI101", "STI 101", "STI 014", "STI014", "Status", "STATUS")
_LONGEST = 4 * 10**8
"""Samples of all channels that may be passed over to find triggers (a file of about 1 GB)."""
_MOST = 60_000


def stim_events(
    fetch: Fetch, n_times: int, sfreq: float, stim: dict[int, str], changes: list[str]
) -> list[tuple[float, float, str]]:
    """Rises of the trigger channels, as `mne.find_events(consecutive="increase")` counts them.

    stim     channel index → name; where one of them sums up the others only that one is used
    returns  (onset s, 0, label): the value, with the channel's name where there are several
    """
    composite = [i for i, name in stim.items() if name in _COMPOSITE]
    chosen = {i: stim[i] for i in composite[:1]} or stim
    if not chosen:
        return []
    if n_times * max(stim) > _LONGEST:
        changes.append("The trigger channel was not searched for events: the recording is too long.")
        return []
    events: list[tuple[float, float, str]] = []
    for index, name in chosen.items():
        found = _rises(fetch, n_times, index)
        if len(found) > 0.2 * n_times or len(found) > _MOST:
            changes.append(f"The trigger channel {name} changes all the time and was not read as events.")
            continue
        label = f"{name} " if len(chosen) > 1 else ""
        events += [(sample / sfreq, 0.0, f"{label}{value}") for sample, value in found]
    return events


def _rises(fetch: Fetch, n_times: int, index: int) -> list[tuple[int, int]]:
    """(sample, value) wherever the channel steps up to a value above zero."""
    found: list[tuple[int, int]] = []
    last = None
    for start in range(0, n_times, 1 << 21):
        piece = np.nan_to_num(fetch(start, min(n_times, start + (1 << 21)), [index])[0].astype(np.float64))
        values = np.abs(np.rint(piece)).astype(np.int64)
        before = np.concatenate([[values[0] if last is None else last], values[:-1]])
        for at in np.flatnonzero((values > before) & (values > 0)):
            found.append((start + int(at), int(values[at])))
            if len(found) > _MOST:
                return found
        last = values[-1]
    return found


def sibling_events(
    path: Path, first_samp: int, sfreq: float, changes: list[str]
) -> list[tuple[float, float, str]]:
    """Events of `x-eve.fif` beside `x_raw.fif`, (onset s, 0, label)."""
    stem = path.name.removesuffix(".gz").removesuffix(".fif")
    if stem == path.name:
        return []
    beside = path.with_name(f"{stem.removesuffix('_raw').removesuffix('_meg').removesuffix('_eeg')}-eve.fif")
    if not beside.is_file():
        return []
    import mne

    rows = mne.read_events(beside, verbose="WARNING")
    changes.append(f"{len(rows)} events were read from {beside.name} beside the recording.")
    return [((int(row[0]) - first_samp) / sfreq, 0.0, str(int(row[2]))) for row in rows]
