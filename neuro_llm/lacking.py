"""What a recording lacks for a record, and what would help."""

from __future__ import annotations

from neuro_llm.adapters.intents import ESTIMATED, Records
from neuro_llm.recordings.evidence.places import eye_channels, hemispheres, posterior
from neuro_llm.recordings.evidence.quantities import find
from neuro_llm.recordings.recording import Recording

from .modalities import instead
from .reach import out_of_reach, reach_remedy

_CALLED = {"unit": "sorted unit", "bold": "fMRI channel", "cell": "imaged cell", "fnirs": "fNIRS channel"}
_HELP = {
    "posterior": "It needs electrodes over the back of the head, such as O1, Oz, O2, P3, Pz or P4.",
    "hemispheres": "It needs posterior electrodes on the left and on the right, such as O1 and O2.",
    "frontal": "It needs Fp1, Fp2, AF7, AF8 or an EOG channel.",
    "ecg": "It needs an ECG channel.",
}


def lacking(
    quantity: str, recording: Recording, *, estimated: bool = False, channels: tuple[str, ...] = (),
    start: float | None = None, stop: float | None = None,
) -> str:  # fmt: skip
    """What the recording lacks for a quantity ("there is no posterior channel"), or ""."""
    if estimated:
        return (
            out_of_reach(quantity, recording)
            if recording.fields
            else "the recording has no EEG or MEG channel"
        )
    needs = find(quantity).needs
    if not recording.events and (needs.of_events or quantity in ("event interval", "event onsets")):
        return "the file has no events"
    if not needs.kinds:
        return ""
    if needs.place == "ecg":
        return "" if recording.of_kind("ecg") else "there is no ECG channel"
    if needs.place == "frontal":
        return "" if eye_channels(recording) else "there is no frontopolar (Fp1, Fp2) or EOG channel"
    if not recording.of_kind(*needs.kinds):
        return f"the recording has no {_CALLED.get(needs.kinds[0], 'EEG or MEG channel')}"
    names = channels or recording.fields
    if needs.place == "posterior" and not posterior(recording, names):
        return "there is no posterior channel (O1, O2, Pz ...)"
    if needs.place == "hemispheres" and not all(hemispheres(recording, names)):
        return "it needs channels on both sides of the back of the head"
    seconds = (recording.duration if stop is None else stop) - (start or 0.0)
    if seconds < needs.seconds - 1e-6:
        return f"it needs at least {needs.seconds:g} s and there are {seconds:.3g} s"
    return ""


def remedy(quantity: str, recording: Recording, *, estimated: bool = False) -> str:
    """What would be needed, one sentence."""
    if estimated and recording.fields:
        return reach_remedy(quantity)
    needs = None if estimated else find(quantity).needs
    if needs is not None and (needs.of_events or quantity.startswith("event ")) and not recording.events:
        return "It needs events or annotations in the file."
    place = "any" if needs is None else needs.place
    if not recording.fields and place != "ecg":
        return instead(recording)
    if needs is not None and needs.kinds and needs.kinds[0] in _CALLED:
        return f"It needs a recording with a {_CALLED[needs.kinds[0]]}."
    return _HELP.get(place, "It needs EEG or MEG channels and enough seconds.")


def fitting(groups: tuple[Records, ...], recording: Recording) -> Records:
    """The group of records that this kind of recording allows: the first with a quantity whose channels are there."""
    if recording.fields or len(groups) == 1:
        return groups[0]
    for group in groups:
        kinds = [find(name).needs.kinds for kind, name in group if kind != ESTIMATED]
        if any(wanted and recording.of_kind(*wanted) for wanted in kinds):
            return group
    return groups[-1]
