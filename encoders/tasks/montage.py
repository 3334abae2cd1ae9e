"""Which channels a task is decided from, so that recordings with different channels give the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence.places import hemisphere, main_channels, region
from neuro_llm.recordings.recording import Recording

KINDS = {"fmri": "bold", "calcium": "cell", "spikes": "unit", "fnirs": "fnirs"}
"""Modality → kind of its channels, where these are no fields."""

SHARED = 0.5  # of the smallest recording's channels: with fewer in common, regions are compared
MOST_MISSING = 8  # names in a message


def channels_of(recording: Recording) -> tuple[str, ...]:
    """The channels that may decide: those of the main field kind, or voxels, cells, units."""
    kind = KINDS.get(recording.modality)
    return main_channels(recording) if kind is None else recording.of_kind(kind)


@dataclass(frozen=True)
class Layout:
    """What is known of a recording before it is read.

    channels   names of those that may decide
    regions    the same order: "left central", "" where the place is not known
    sfreq      Hz
    """

    channels: tuple[str, ...]
    regions: tuple[str, ...]
    sfreq: float

    @classmethod
    def of(cls, recording: Recording) -> Layout:
        names = channels_of(recording)
        if not names:
            raise RecordingError(
                recording.name, "it has no brain channel.", "Leave it out of the tasks that are learnt."
            )
        return cls(names, tuple(_place(recording, name) for name in names), recording.sfreq)


@dataclass(frozen=True)
class Montage:
    """The rows that features are made of.

    sort    "channels": the named ones; "regions": means over the channels of each; "all": the mean over all
    names   of the channels or regions; () for "all"
    """

    sort: str
    names: tuple[str, ...] = ()

    @classmethod
    def shared(cls, layouts: Sequence[Layout], most: int | None = None) -> Montage:
        """Common channels where recordings share at least half of theirs, else common regions, else all together.

        most   channels at most, spread evenly over the list
        """
        smallest = min(len(layout.channels) for layout in layouts)
        others = [{name.lower() for name in layout.channels} for layout in layouts]
        common = [n for n in layouts[0].channels if all(n.lower() in names for names in others)]
        if len(common) >= max(1.0, SHARED * smallest):
            kept = common if most is None else [common[i] for i in _spread(len(common), most)]
            return cls("channels", tuple(kept))
        places = [set(layout.regions) - {""} for layout in layouts]
        regions = tuple(sorted(set.intersection(*places)))
        return cls("regions", regions) if len(regions) > 1 else cls("all")

    @property
    def rows(self) -> int:
        return max(1, len(self.names))

    def weights(self, recording: Recording) -> tuple[tuple[str, ...], np.ndarray | None]:
        """Channels to read, and what makes rows of them: (row, channel); None where each is a row.

        RecordingError names what the recording lacks.
        """
        if self.sort == "channels":
            there = {name.lower(): name for name in channels_of(recording)}
            self._refuse(recording, [name for name in self.names if name.lower() not in there])
            return tuple(there[name.lower()] for name in self.names), None
        layout = Layout.of(recording)
        if self.sort == "all":
            return layout.channels, np.full((1, len(layout.channels)), 1 / len(layout.channels))
        self._refuse(recording, [name for name in self.names if name not in layout.regions])
        found = np.array([[place == name for place in layout.regions] for name in self.names], float)
        used = np.flatnonzero(found.any(axis=0))
        return tuple(layout.channels[i] for i in used), (found / found.sum(1, keepdims=True))[:, used]

    def _refuse(self, recording: Recording, missing: Sequence[str]) -> None:
        if missing:
            more = f" and {len(missing) - MOST_MISSING} more" if len(missing) > MOST_MISSING else ""
            raise RecordingError(
                recording.name,
                f"it lacks {len(missing)} of the {len(self.names)} {self.sort} that the task was learnt from: "
                f"{', '.join(missing[:MOST_MISSING])}{more}.",
                "Give a recording with the same montage, or learn the task from recordings like this one.",
            )


def _place(recording: Recording, name: str) -> str:
    where = region(recording, name) if recording.fields else None
    return f"{hemisphere(recording, name) or 'midline'} {where}" if where else ""


def _spread(count: int, most: int) -> list[int]:
    return [i * count // most for i in range(most)] if count > most else list(range(count))
