"""Labelled tasks of real recordings that need no training: questions, truths from labels, classical detectors.

What is true stands in the MANIFEST.json of a folder of recordings, in the files' own annotations, or in a file beside
them; nothing is taken from what this package measures. Files are found by folder and pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from neuro_llm.recordings.recording import Event, Recording

from . import real_detectors as detectors
from .items import Item
from .real_files import Listed, joined, later, listed_in, opened, whole

YES_NO = ("yes", "no")
TRIAL_SECONDS = 5.0
AFTER_ONSET = 0.5  # s until a steady-state response stands
SHORTEST_STATE = 3.0
CUT_SECONDS = 10.0
_STAGE_WORDS = ("wake", "N1", "N2", "N3", "REM")
_EPOCH = 30.0


@dataclass(frozen=True)
class RealTask:
    """One question with its truth, and what a classical detector says to it.

    name    of the task it belongs to: scores are told per task
    item    the question; `item.recordings()` opens what it is about
    detect  the classical response
    """

    name: str
    item: Item
    detect: detectors.Detector


def tasks(data: Path) -> list[RealTask]:
    """All items that the recordings below `data` allow, in a fixed order."""
    return [task for maker in _MAKERS for task in maker(data)]


def _flicker(data: Path) -> Iterator[RealTask]:
    """Which flicker each trial shows; labels like "8x13 Hz 33025" or "1=30 Hz" name the codes."""
    for listed in listed_in(data, "ssvep"):
        codes = _flicker_codes(listed, data)
        if not codes:
            continue
        events = _trial_events(listed, codes)
        choices = tuple(
            sorted({f"{hz:g} Hz" for hz in codes.values()}, key=lambda word: float(word.split()[0]))
        )
        question = f"Which flicker does the steady-state response follow: {', '.join(choices)}?"
        detect = detectors.flicker(sorted(set(codes.values())))
        for event, following in zip(events, [*events[1:], None], strict=True):
            stop = event.onset + AFTER_ONSET + TRIAL_SECONDS
            stop = stop if following is None else min(stop, following.onset)
            if event.label in codes:
                recordings = later(listed, event.onset + AFTER_ONSET, stop)
                hz = codes[event.label]
                item = Item(
                    "which", "SSVEP", recordings, question, f"{hz:g} Hz", choices, subject=listed.path.stem
                )
                yield RealTask(f"SSVEP frequency, {listed.path.stem.split('_')[0]}", item, detect)


def _flicker_codes(listed: Listed, data: Path) -> dict[str, float]:
    """Label of an event → Hz."""
    found = {code: float(hz) for hz, code in re.findall(r"\d+x(\d+) Hz (\d+)", listed.labels)}
    found |= {code: float(hz) for code, hz in re.findall(r"\b(\d+)=(\d+) Hz", listed.labels)}
    return found or {
        code: hz for code, hz in _codes_of_siblings(listed, data).items() if "as GDF" in listed.labels
    }


def _codes_of_siblings(listed: Listed, data: Path) -> dict[str, float]:
    """Recordings "as GDF" number the same classes from 1 on, in the order of their codes, rest first."""
    for other in listed_in(data, "ssvep"):
        rest = re.search(r"rest label (\d+)", other.labels)
        if rest and other is not listed and other.path.suffix == ".gdf":
            return {str(int(code) - int(rest[1]) + 1): hz for code, hz in _flicker_codes(other, data).items()}
    return {}


def _trial_events(listed: Listed, codes: dict[str, float]) -> list[Event]:
    """Events that begin trials: those of a code, and of the code of rest beside them."""
    lowest = min(map(int, codes))
    return [e for e in opened(listed).events if e.label in codes or e.label == str(lowest - 1)]


def _evoked(data: Path) -> Iterator[RealTask]:
    """Whether an evoked response is there: oddball runs of one person together, pictures, faces against houses."""
    question = "Do the events {!r} evoke a response?"
    for listed in listed_in(data, "erp"):
        if listed.path.name.endswith("-epo.fif") and "S1 obj" in listed.labels:
            item = Item("yes/no", "evoked", whole(listed), question.format("S1 obj"), "yes", YES_NO)
            detect = detectors.evoked("S1 obj", "", (0.1, 0.2), "occipital")
            yield RealTask("ERP to pictures, by the task", replace(item, subject=listed.path.stem), detect)
    oddball = [listed for listed in listed_in(data, "erp") if "2=target" in listed.labels]
    for person in sorted({_person(listed) for listed in oddball}):
        runs = [listed for listed in oddball if _person(listed) == person]
        item = Item(
            "yes/no", "P300", partial(_together, runs), "Is there a P300 to the events '2'?", "yes", YES_NO
        )
        yield RealTask("ERP present or not", item, detectors.evoked("2", "1", (0.25, 0.5)))
    for listed in listed_in(data, "image"):
        if "no reliable N170" in listed.labels:
            asked = "Is there an N170 difference between the events 'Face' and 'House'?"
            item = Item("yes/no", "N170", whole(listed), asked, "no", YES_NO, subject=listed.path.stem)
            yield RealTask("ERP present or not", item, detectors.evoked("Face", "House", (0.15, 0.22)))


def _person(listed: Listed) -> str:
    """The file's name without its run."""
    return re.sub(r"_run\d+$", "", listed.path.stem)


def _together(runs: Sequence[Listed]) -> tuple[Recording, ...]:
    return (joined(runs),)


def _sleep_waves(data: Path) -> Iterator[RealTask]:
    """Which micro-event an expert marked in an epoch; rapid eye movements of REM."""
    asked = "Does the epoch contain spindles or K-complexes?"
    for listed in listed_in(data, "sleep"):
        marked = re.search(r"expert-marked (spindle|K-complex)", listed.labels)
        if marked:
            truth = {"spindle": "spindles", "K-complex": "K-complexes"}[marked[1]]
            options = ("spindles", "K-complexes")
            item = Item(
                "which", "sleep waves", whole(listed), asked, truth, options, subject=listed.path.stem
            )
            yield RealTask("spindle and K-complex epochs", item, detectors.sleep_waves)
        if "rapid eye movements present" in listed.labels:
            asked_eyes = "Are there rapid eye movements?"
            item = Item("yes/no", "rapid eye movements", whole(listed), asked_eyes, "yes", YES_NO)
            yield RealTask("rapid eye movements", item, detectors.eye_movements)


def _hypnograms(data: Path) -> Iterator[RealTask]:
    """Minutes of each stage, latency of REM, the stage in the middle of the longest bouts; read with MNE."""
    import mne

    for listed in listed_in(data, "sleep"):
        if "hypnogram" not in listed.path.name.lower():
            continue
        scored = mne.read_annotations(listed.path)
        told = [
            (detectors.STAGES[text.split()[-1]], float(onset), float(length))
            for onset, length, text in zip(scored.onset, scored.duration, scored.description, strict=True)
            if text.split()[-1] in detectors.STAGES
        ]
        ask = partial(Item, "how much", recordings=whole(listed), tolerance=_EPOCH / 60)
        for stage in _STAGE_WORDS:
            minutes = sum(length for name, _, length in told if name == stage) / 60
            item = ask("hypnogram", question=f"How many minutes were spent in {stage}?", truth=minutes)
            yield RealTask("hypnogram", item, detectors.stage_minutes(stage))
        asleep = sum(length for name, _, length in told if name != "wake") / 60
        item = ask("hypnogram", question="What is the total sleep time?", truth=asleep)
        yield RealTask("hypnogram", item, detectors.stage_minutes("sleep"))
        first = next(onset for name, onset, _ in told if name != "wake")
        latency = (next(onset for name, onset, _ in told if name == "REM") - first) / 60
        item = ask("hypnogram", question="What is the REM latency?", truth=latency)
        yield RealTask("hypnogram", item, detectors.rem_latency)
        yield from _stages_at(listed, told)


def _stages_at(listed: Listed, told: list[tuple[str, float, float]]) -> Iterator[RealTask]:
    for stage in _STAGE_WORDS:
        bouts = sorted((one for one in told if one[0] == stage), key=lambda one: one[2])[-2:]
        for _, onset, length in bouts:
            at = onset + length / 2
            question = f"Which stage of sleep is it between {at - 5:.0f} s and {at + 5:.0f} s?"
            item = Item("which", "sleep stage", whole(listed), question, stage, _STAGE_WORDS)
            yield RealTask("stage at a time", item, detectors.stage_at(at))


def _eyes(data: Path) -> Iterator[RealTask]:
    """Ten-second cuts of recordings whose labels say what the eyes did; states between the marks of a file."""
    for listed in listed_in(data, "rest", "workload", "seizure"):
        states = re.findall(r"eyes (open|closed)", listed.labels)
        if listed.path.suffix == ".arff":
            yield from _marked_eyes(listed)
        elif len(states) == 1:
            paths = sorted(listed.path.parent.glob("*")) if "seizure" in listed.path.parts else [listed.path]
            for path in (path for path in paths if path.suffix.lower() in (".txt", ".edf")):
                yield from _state_of_eyes(listed, path, states[0])


def _state_of_eyes(listed: Listed, path: Path, state: str) -> Iterator[RealTask]:
    name = f"eyes, {listed.path.relative_to(listed.path.parents[1]).parts[0]}"
    if "seizure" in path.parts:
        yield _eyes_task(f"eyes, {path.parts[-3]}", whole(listed, path), state, path.stem)
        return
    length = float(listed.said["duration_s"])
    for start in np.arange(0.0, length - CUT_SECONDS + 0.01, 2 * CUT_SECONDS):
        yield _eyes_task(name, later(listed, float(start), float(start) + CUT_SECONDS), state, path.stem)


def _marked_eyes(listed: Listed) -> Iterator[RealTask]:
    """The file marks its own stretches: eyeDetection=1 is closed."""
    for event in opened(listed).events:
        marked = re.fullmatch(r"eyeDetection=([01])", event.label)
        if marked and event.duration >= SHORTEST_STATE:
            state = ("open", "closed")[int(marked[1])]
            part = later(listed, event.onset, event.onset + event.duration)
            yield _eyes_task("eyes, marked in the file", part, state, listed.path.stem)


def _eyes_task(
    name: str, recordings: Callable[[], tuple[Recording, ...]], state: str, subject: str
) -> RealTask:
    question, options = "Are the eyes open or closed?", ("open", "closed")
    meaning = {word: word for word in options}
    item = Item("which", "eyes", recordings, question, state, options, meaning, subject=subject)
    return RealTask(name, item, detectors.eyes)


def _counts(data: Path) -> Iterator[RealTask]:
    """How many events of a label; units; the mean reaction time."""
    for listed in listed_in(data):
        for label, n in _counted(listed).items():
            question = f"How many events {label!r} are there?"
            item = Item("how much", "event count", whole(listed), question, float(n))
            yield RealTask(
                "event counts", replace(item, subject=listed.path.stem), detectors.event_count(label)
            )
        for asked in listed.said.get("questions", ()):
            units, times = re.match(r"How many units\? -> (\d+)$", asked), _reaction_time(asked)
            if units:
                item = Item("how much", "units", whole(listed), "How many units are there?", float(units[1]))
                yield RealTask("units", item, detectors.units)
            if times:
                seconds, stimulus, response = times
                question = (
                    f"What is the mean reaction time from the events {stimulus!r} to {response!r}, in ms?"
                )
                item = Item(
                    "how much", "reaction time", whole(listed), question, 1000 * seconds, tolerance=10.0
                )
                yield RealTask("reaction time", item, detectors.reaction_time(stimulus, response))


def _reaction_time(asked: str) -> tuple[float, str, str] | None:
    found = re.match(r"Mean reaction time\? -> ([\d.]+) s over \d+ (\w+)-(\w+) pairs", asked)
    return (float(found[1]), found[2], found[3]) if found else None


def _counted(listed: Listed) -> dict[str, int]:
    """Label → count, where the labels of an entry tell: "counts {'T0': 15}", "events square 80, rt 74", "Face 381"."""
    text = listed.labels
    table = re.search(r"counts (\{[^}]*\})", text)
    if table:
        return {label.strip("'"): int(n) for label, n in re.findall(r"('?\w[\w .]*'?): (\d+)", table[1])}
    events = re.search(r"(?:events|runs joined:) ((?:[A-Za-z]\w* \d+(?:, )?)+)", text)
    if events:
        return {label: int(n) for label, n in re.findall(r"([A-Za-z]\w*) (\d+)", events[1])}
    trials = re.findall(r"(\d+) (S\d \w+)", text)
    return {label: int(n) for n, label in trials}


def _hearts(data: Path) -> Iterator[RealTask]:
    """Heart rate of recordings with an ECG, against the beats that MNE finds (no label tells it)."""
    for listed in listed_in(data, "workload"):
        item = Item(
            "how much", "heart rate", whole(listed), "What is the heart rate?", _beats(listed), tolerance=3.0,
            subject=listed.path.stem,
        )  # fmt: skip
        yield RealTask("heart rate, against MNE", item, detectors.heart_rate)


def _beats(listed: Listed) -> float:
    import mne

    raw = mne.io.read_raw(listed.path, verbose="error")
    name = next(label for label in raw.ch_names if "ECG" in label.upper())
    found = mne.preprocessing.find_ecg_events(raw, ch_name=name, verbose="error")[0][:, 0]
    return 60 * float(raw.info["sfreq"]) / float(np.median(np.diff(found)))


def _artefacts(data: Path) -> Iterator[RealTask]:
    """What a file was labelled to hold; channels that a file beside the recording calls bad."""
    wanted = {
        "blink": ("Are there eye blinks?", detectors.blinks),
        "jaw": ("Is there muscle activity, as from clenching the jaw?", detectors.jaw),
        "alpha": ("Is there alpha activity at some time?", detectors.alpha_at_times),
    }
    for listed in listed_in(data, "artifacts"):
        for word, (question, detect) in wanted.items():
            if word in listed.labels.lower():
                item = Item("yes/no", word, whole(listed), question, "yes", YES_NO, subject=listed.path.stem)
                yield RealTask("labelled artefacts", item, detect)
    for listed in listed_in(data, "formats"):
        beside = listed.path / "BadChannels"
        if beside.is_file() and beside.read_text().split():
            named = set(beside.read_text().split())
            truth = frozenset(name for name in opened(listed).ch_names if name.split("-")[0] in named)
            item = Item(
                "where", "bad channels", whole(listed), "Which channels does the file mark as bad?", truth
            )
            yield RealTask("channels marked bad", item, detectors.marked_bad)


def _honesty(data: Path) -> Iterator[RealTask]:
    """What the recordings cannot tell, as their labels say: rhythms at 1 Hz, a diagnosis from one person's EEG."""
    for listed in listed_in(data):
        for asked in listed.said.get("questions", ()):
            if asked.startswith("Group membership cannot be proved"):
                question = "Is this person an alcoholic?"
            elif re.match(r"Can spindles be measured from the wav\? -> no", asked):
                question = "How many sleep spindles are there?"
            else:
                continue
            item = Item("cannot tell", "honesty", whole(listed), question, None, subject=listed.path.stem)
            yield RealTask("cannot tell", item, detectors.never)


_MAKERS = (
    _flicker, _evoked, _sleep_waves, _hypnograms, _eyes, _counts, _hearts, _artefacts, _honesty,
)  # fmt: skip
