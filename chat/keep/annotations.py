"""Kept findings as files that other programs read: events.tsv of BIDS, MNE-Python's FIF, EDF+.

Each holds annotations alone; the signals stay in the file they came in. None holds a name, a date or an identity: all
seconds count from the start of the recording.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

from neuro_llm.chat.archives import safe_name
from neuro_llm.chat.look.state import Mark
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording

LONGEST_LABEL = 200  # characters
_COLUMNS = {
    "onset": {"Description": "Start of the event, from the start of the recording.", "Units": "s"},
    "duration": {"Description": "Length of the event, 0 for a moment.", "Units": "s"},
    "trial_type": {"Description": "What the event is."},
    "channel": {"Description": "Channels that the event is seen in; n/a for all of them.", "Delimiter": ","},
}
_SUFFIX = re.compile(r"(?i)_(?:eeg|ieeg|meg|nirs|bold|cbv)$")


def save_annotations(
    recording: Recording, marks: Sequence[Mark], form: str, folder: Path, *, events: bool = False
) -> tuple[Path, ...]:
    """Write the kept ones of `marks`; the files made, the annotations first. A file of that name is replaced.

    form     one of FORMATS
    events   put the events of the recording's own file among them, labelled as there

    ConfigError where nothing is kept, so that nothing would be written.
    """
    if form not in FORMATS:
        raise ConfigError(f"{form!r} is no format for annotations; choose {', '.join(FORMATS)}.")
    found = [_cleaned(mark) for mark in marks if mark.kept]
    if events:
        found += [_cleaned(Mark(event.onset, event.duration, event.label)) for event in recording.events]
    if not found:
        raise ConfigError(
            "No finding of this recording is kept, so there is nothing to write; keep one first."
        )
    found.sort(key=lambda mark: (mark.onset, mark.duration, mark.label))
    name = _SUFFIX.sub("", safe_name(Path(recording.name).stem))
    return _WRITERS[form](found, folder, name)


def _cleaned(mark: Mark) -> Mark:
    """With a label on one line, of characters that can be shown."""
    label = plain(" ".join(mark.label.split()), LONGEST_LABEL) or "event"
    return Mark(round(mark.onset, 6), round(mark.duration, 6), label, mark.channels)


def _write_tsv(marks: Sequence[Mark], folder: Path, name: str) -> tuple[Path, ...]:
    """`…_events.tsv` with its sidecar; it belongs beside the recording `…_eeg.edf`."""
    table, sidecar = folder / f"{name}_events.tsv", folder / f"{name}_events.json"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        rows.writerow(_COLUMNS)
        for mark in marks:
            channels = ",".join(" ".join(name.split()) for name in mark.channels)
            rows.writerow((f"{mark.onset:.10g}", f"{mark.duration:.10g}", mark.label, channels or "n/a"))
    sidecar.write_text(json.dumps(_COLUMNS, indent=1) + "\n", encoding="utf-8")
    return table, sidecar


def _write_fif(marks: Sequence[Mark], folder: Path, name: str) -> tuple[Path, ...]:
    """`…-annot.fif`, for `raw.set_annotations(mne.read_annotations(path), on_missing="ignore")`.

    FIF knows Latin-1: MNE-Python writes any other character as "&#10003;".
    """
    import mne

    path = folder / f"{name}-annot.fif"
    annotations = mne.Annotations(
        [mark.onset for mark in marks], [mark.duration for mark in marks], [mark.label for mark in marks],
        ch_names=[mark.channels for mark in marks],
    )  # fmt: skip
    annotations.save(path, overwrite=True, verbose="error")
    return (path,)


def _write_edf(marks: Sequence[Mark], folder: Path, name: str) -> tuple[Path, ...]:
    """`…_annotations.edf`: an EDF+ file of annotations alone, as scorings of sleep come, for any length and modality.

    EDF+ has no place for channels but the text of an annotation, which would then differ between channels: they
    are left out.
    """
    import edfio

    path = folder / f"{name}_annotations.edf"
    annotations = [edfio.EdfAnnotation(mark.onset, mark.duration or None, mark.label) for mark in marks]
    edfio.Edf([], annotations=annotations).write(path)
    return (path,)


_WRITERS = {"tsv": _write_tsv, "fif": _write_fif, "edf": _write_edf}
FORMATS = tuple(_WRITERS)
