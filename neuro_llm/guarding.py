"""Text of our own that quotes a recording, before a language model reads it: no file name, no free text."""

from __future__ import annotations

import re

from neuro_llm.adapters.slots import one_line, safe_name

from .study import Study
from .summary import generic_label


def guarded(text: str, *studies: Study) -> str:
    """The text on one line without the recordings' names, with labels of events and odd names of channels as words
    that tell nothing of them."""
    for study in studies:
        recording = study.recording
        if recording.name:
            text = text.replace(f"{recording.name}: ", "").replace(recording.name, study.id)
        labels = {event.label for event in recording.events}
        shown = {label: generic_label(label) for label in labels if label and label in text}
        shown |= {name: safe_name(name) for name in recording.ch_names if name and name in text}
        for name in sorted(shown, key=len, reverse=True):
            if shown[name] != name:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", shown[name], text)
    return one_line(text, 2000)
