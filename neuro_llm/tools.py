"""What a language model may ask to be measured: `measure`, `find` and `compare`, from a fixed list and never code.

A call becomes the same `Request` that the plan of a question makes, so both give the same records. Whatever is
wrong with a call is told to the model as the result of the call.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from neuro_llm.adapters.calls import Call
from neuro_llm.adapters.intents import ESTIMATED, FAMILIES, MEASURED
from neuro_llm.adapters.slots import evidence_line, one_line, safe_name
from neuro_llm.recordings.errors import MeasureError, NeuroLLMError
from neuro_llm.recordings.evidence import QUANTITIES
from neuro_llm.recordings.evidence.quantities import find as find_quantity
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from .comparing import difference
from .focus import matching_channels
from .guarding import guarded
from .plan import Request
from .study import Study
from .summary import generic_label

MOST_RECORDS = 24
"""Records of one answer, those that stood there before included."""

NAMES = ("measure", "find", "compare")

_PLACE: dict[str, Any] = {
    "recording": {"type": "string", "description": "R1, R2, ...; may be left out where there is one"},
    "channels": {
        "type": "array",
        "items": {"type": "string"},
        "description": "names; left out: all fitting ones",
    },
    "start": {"type": "number", "description": "seconds; left out: from the beginning"},
    "stop": {"type": "number", "description": "seconds; left out: to the end"},
    "event": {"type": "string", "description": "label of events, for quantities of events"},
    "versus": {"type": "string", "description": "label of the events that these are compared with"},
}
_SOUGHT = (" times", " onsets")
_ONSET, _SEIZURE = "onset", "seizure"


class ToolError(Exception):
    """What is wrong with a call, in words for the model."""


@dataclass(frozen=True)
class Result:
    """What a call gives: text for the model, and the records in it."""

    text: str
    records: tuple[Evidence, ...] = ()


def schemas(studies: Sequence[Study]) -> tuple[dict[str, Any], ...]:
    """The tools as JSON schemas, with the quantities that these recordings can have."""
    names = quantities(studies)
    quantity = {"type": "string", "description": f"one of: {', '.join(names)}"}
    side = {"type": "object", "properties": _PLACE}
    sought = {"type": "string", "enum": _sought(names)}
    as_measured = {"type": "string", "description": "a quantity, as for measure"}
    asked = {"quantity": quantity, **_PLACE}
    return (
        _tool("measure", "Measure one quantity; gives a numbered record.", asked, "quantity"),
        _tool("find", "Find when something happens; gives seconds.", {"what": sought, **_PLACE}, "what"),
        _tool(
            "compare", "Measure one quantity at two places or times; gives both and second minus first.",
            {"quantity": as_measured, "first": side, "second": side}, "quantity", "first", "second",
        ),
    )  # fmt: skip


def _tool(name: str, description: str, properties: dict[str, Any], *required: str) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": list(required)}
    return {
        "type": "function",
        "function": {"name": name, "description": description, "parameters": parameters},
    }


def quantities(studies: Sequence[Study]) -> tuple[str, ...]:
    """Names of what can be measured or estimated of any of the recordings."""
    there = [study.recording for study in studies]
    measured = [name for name, one in QUANTITIES.items() if any(_has(r, one.needs.kinds) for r in there)]
    estimated = [*FAMILIES, _ONSET] if any(study.estimates for study in studies) else []
    return tuple(dict.fromkeys([*measured, *estimated]))


def _has(recording: Recording, kinds: Sequence[str]) -> bool:
    return not kinds or bool(recording.of_kind(*kinds))


def _sought(names: Sequence[str]) -> list[str]:
    """Quantities whose value is seconds, and "seizure"."""
    return [*(name for name in names if name.endswith(_SOUGHT)), *([_SEIZURE] if _SEIZURE in names else [])]


class Desk:
    """Runs calls on the recordings of a question. records: numbered; those that calls give are added."""

    def __init__(self, studies: Sequence[Study], records: Sequence[Evidence] = ()) -> None:
        self.studies = {study.id: study for study in studies}
        self.records = tuple(records)

    def run(self, call: Call) -> Result:
        """The result of a call; never an error: what is wrong with it is its text."""
        try:
            if call.problem:
                raise ToolError(call.problem)
            records = self._run(call.name, call.arguments)
        except ToolError as error:
            return Result(f"Error: {error}")
        numbered = tuple(self._numbered(record) for record in records)
        lines = [evidence_line(record, with_slot=False) for record in numbered]
        if len(self.studies) > 1:
            lines = [f"{record.recording}: {line}" for record, line in zip(numbered, lines, strict=True)]
        return Result("; ".join(lines), numbered)

    def _run(self, name: str, given: Mapping[str, Any]) -> list[Evidence]:
        if name == "measure":
            _check_keys(name, given, ("quantity", *_PLACE))
            return [self._record(given.get("quantity"), given)]
        if name == "find":
            _check_keys(name, given, ("what", *_PLACE))
            return self._found(given.get("what"), given)
        if name == "compare":
            _check_keys(name, given, ("quantity", "first", "second"))
            return self._compared(given)
        raise ToolError(f"there is no tool {_quoted(name)}; there are measure, find and compare.")

    def _found(self, what: Any, given: Mapping[str, Any]) -> list[Evidence]:
        sought = _sought(quantities(tuple(self.studies.values())))
        if what not in sought:
            raise ToolError(f"{_quoted(what)} cannot be found; what can: {', '.join(sought)}.")
        if what != _SEIZURE:
            return [self._record(what, given)]
        state = self._record(_SEIZURE, given)
        try:
            return [state, self._record(_ONSET, given)]
        except ToolError:  # no seizure was found: the state says so
            return [state]

    def _compared(self, given: Mapping[str, Any]) -> list[Evidence]:
        sides = [given.get("first"), given.get("second")]
        for side in sides:
            if not isinstance(side, Mapping):
                raise ToolError('first and second are objects, as {"channels": ["O1"]}.')
            _check_keys("each side of compare", side, tuple(_PLACE))
        first, second = (self._record(given.get("quantity"), side) for side in sides if side is not None)
        change = difference(first, second)
        if change is None:
            return [first, second]
        return [first, second, change]

    def _record(self, quantity: Any, given: Mapping[str, Any]) -> Evidence:
        study = self._study(given.get("recording"))
        wanted = request(quantity, given, study)
        try:
            return study.record(wanted)
        except NeuroLLMError as error:
            raise ToolError(guarded(str(error), study)) from error

    def _study(self, id: Any) -> Study:
        if id is None and len(self.studies) == 1:
            return next(iter(self.studies.values()))
        study = self.studies.get(str(id).strip().upper())
        if study is None:
            raise ToolError(f"recording={_quoted(id)}: there are {', '.join(self.studies)}; name one.")
        return study

    def _numbered(self, record: Evidence) -> Evidence:
        """The record under its id: the one that it has already, or the next."""
        for known in self.records:
            if replace(known, id="") == replace(record, id=""):
                return known
        made = replace(record, id=f"E{len(self.records) + 1}")
        self.records = (*self.records, made)
        return made

    @property
    def full(self) -> bool:
        return len(self.records) >= MOST_RECORDS


def request(quantity: Any, given: Mapping[str, Any], study: Study) -> Request:
    """What a call asks for, as a plan would ask for it; ToolError where it cannot be."""
    if not isinstance(quantity, str):
        raise ToolError("quantity is missing: a name such as alpha power.")
    name = " ".join(quantity.lower().split())
    start, stop = (_seconds(key, given.get(key)) for key in ("start", "stop"))
    if name in (*FAMILIES, _ONSET) and name not in QUANTITIES:
        return Request(ESTIMATED, name, None, start, stop)
    if name in FAMILIES and study.estimates and not given.get("channels"):
        return Request(ESTIMATED, name, None, start, stop)
    try:
        known = find_quantity(quantity)
    except MeasureError as error:
        raise ToolError(one_line(str(error), 600)) from error
    channels = _channels(given.get("channels"), study)
    labels = {key: label for key in ("event", "versus") if (label := _label(key, given.get(key), study))}
    return Request(MEASURED, known.name, channels, start, stop, **labels)


def _seconds(key: str, value: Any) -> float | None:
    if value is None:
        return None
    try:
        return float(json.loads(value) if isinstance(value, str) else value)
    except (TypeError, ValueError):
        raise ToolError(f"{key}={_quoted(value)} is no number of seconds.") from None


def _channels(value: Any, study: Study) -> tuple[str, ...] | None:
    """Channels as the recording spells them; a name that is not there is an error."""
    names = [value] if isinstance(value, str) else value
    if not names:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ToolError('channels is a list of names, as ["O1", "O2"].')
    found: dict[str, None] = {}
    for name in names:
        hits = matching_channels(name, study.recording)
        if not hits:
            there = ", ".join(dict.fromkeys(map(safe_name, study.recording.ch_names[:40])))
            raise ToolError(f"{study.id} has no channel {_quoted(name)}; it has {there}.")
        found |= dict.fromkeys(hits)
    return tuple(found)


def _label(key: str, value: Any, study: Study) -> str | None:
    """The label of the file that is meant: itself, or the only one that is shown so."""
    if value is None or value == "":
        return None
    labels = tuple(dict.fromkeys(event.label for event in study.recording.events))
    said = str(value).strip().lower()
    meant = [label for label in labels if label.strip().lower() == said]
    meant = meant or [label for label in labels if generic_label(label).lower() == said]
    if len(meant) == 1:
        return meant[0]
    shown = ", ".join(dict.fromkeys(map(generic_label, labels))) or "none"
    why = "stands for several labels" if meant else "is not there"
    raise ToolError(f"{key}={_quoted(value)} {why}; the events of {study.id} are: {shown}.")


def _check_keys(what: str, given: Mapping[str, Any], known: Sequence[str]) -> None:
    unknown = [str(key) for key in given if key not in known]
    if unknown:
        raise ToolError(f"{what} takes no {_quoted(unknown[0])}; it takes {', '.join(known)}.")


def _quoted(value: Any) -> str:
    return f'"{one_line(str(value), 40)}"'
