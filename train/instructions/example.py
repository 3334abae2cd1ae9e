"""One example to learn from: a conversation about recordings, and who, where and in which split."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from typing import Any

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence

from .conversations import messages_of

SPLITS = ("train", "val", "test")
OPTIONS = ("sfreq", "unit", "ch_names", "modality")
"""Keywords of `neuro_llm.read` that a bare file may need."""

_META = ("subject", "split", "task", "run", "dataset", "licence")
_EVIDENCE = {entry.name for entry in fields(Evidence)}
_NEEDED = ("quantity", "value", "start", "stop")


@dataclass(frozen=True)
class Source:
    """One recording of an example.

    path         relative to the folder of the JSON lines, with "/"; never absolute, never ".."
    start, stop  the span that is asked about, s; None = from the start, to the end
    options      what `neuro_llm.read` needs of a bare file: sfreq, unit, ch_names, modality
    """

    path: str
    modality: str = ""
    start: float | None = None
    stop: float | None = None
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        check_path(self.path)
        for name, second in (("t0", self.start), ("t1", self.stop)):
            if second is not None and not (_is_number(second) and second >= 0):
                raise ConfigError(f"{self.path}: {name}={second!r} is no second of a recording (0 or more).")
        if self.start is not None and self.stop is not None and not self.start < self.stop:
            raise ConfigError(f"{self.path}: the span {self.start:g}–{self.stop:g} s is empty.")
        unknown = sorted(set(self.options) - set(OPTIONS))
        if unknown:
            raise ConfigError(
                f"{self.path}: read holds {', '.join(unknown)}; it takes {', '.join(OPTIONS)} only."
            )


@dataclass(frozen=True)
class Example:
    """One conversation to learn from.

    turns    user, assistant, ... (a system turn may come first); the last is the assistant's
    sources  the recordings R1, R2, ... in order; none: plain text (replay against forgetting)
    choices  options of a closed question in the order shown: one exchange, whose answer is one of them. The text of
             the question does not list them: `adapters.prompt.choice_question` does, as it does when answering
    split    "train", "val" or "test"
    task     examples of one task are scored together
    run      what must not lie on both sides within a subject (run, session, night)
    """

    id: str
    turns: tuple[Turn, ...]
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    choices: tuple[str, ...] = ()
    subject: str = ""
    split: str = "train"
    task: str = ""
    run: str = ""
    dataset: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ConfigError("an example without an id; give each its own.")
        if self.split not in SPLITS:
            raise ConfigError(f"{self.id}: split {self.split!r} is none of {', '.join(SPLITS)}.")
        roles = [turn.role for turn in self.turns]
        spoken = roles[1:] if roles[:1] == ["system"] else roles
        if not spoken or len(spoken) % 2 or spoken != ["user", "assistant"] * (len(spoken) // 2):
            raise ConfigError(
                f"{self.id}: the roles are {', '.join(roles) or 'none'}; a conversation is user, assistant, user, ... "
                "(a system turn may come first) and ends with the assistant."
            )
        if self.choices and (len(set(self.choices)) < 2 or len(spoken) != 2):
            raise ConfigError(
                f"{self.id}: {len(self.choices)} choices ({', '.join(self.choices)[:80]}) and {len(spoken) // 2} "
                "questions; a closed question is one exchange with two or more different options."
            )

    @property
    def question(self) -> str:
        """The last question."""
        return self.turns[-2].text

    @property
    def answer(self) -> str:
        """The last answer."""
        return self.turns[-1].text


def check_path(path: str) -> None:
    """ConfigError unless the path stays in its folder whatever the system: relative, with "/", without ".."."""
    parts = PurePosixPath(path).parts
    leaves = not parts or path.startswith(("/", "~")) or ".." in parts or re.match("[A-Za-z]:", path)
    if leaves or re.search(r"[\\\x00-\x1f]", path):
        raise ConfigError(
            f"the path {path[:120]!r} leaves the folder; paths are relative to the JSON lines, with '/' and no '..'."
        )


def from_json(values: Mapping[str, Any]) -> Example:
    """An example from its JSON object, ours (`messages`) or of LLaVA and WaveMind (`conversations`).

    ConfigError says what is wrong and the value.
    """
    if not isinstance(values, Mapping):
        raise ConfigError(f"{str(values)[:80]!r} is no JSON object; every line is one example.")
    messages = messages_of(values)
    sources: list[Source] = []
    turns = tuple(_turn(message, sources) for message in messages)
    meta = values.get("meta") or {}
    if not isinstance(meta, Mapping):
        raise ConfigError(f"meta is {str(meta)[:80]!r}; it is an object with {', '.join(_META)}.")
    return Example(
        id=_text(values.get("id"), "id"),
        turns=turns,
        sources=tuple(sources),
        evidence=tuple(_evidence(record) for record in _list(values, "evidence")),
        choices=tuple(_text(choice, "choices") for choice in _list(values, "choices")),
        **{name: _text(meta[name], name) for name in _META if meta.get(name) is not None},
    )


def to_json(example: Example) -> dict[str, Any]:
    """The example as its JSON object; `from_json` gives it back. What is empty is left out."""
    messages: list[dict[str, Any]] = [{"role": turn.role, "content": turn.text} for turn in example.turns]
    first = next(message for message in messages if message["role"] == "user")
    if example.sources:
        shown = [_part(source) for source in example.sources]
        first["content"] = [*shown, {"type": "text", "text": first["content"]}]
    values: dict[str, Any] = {"id": example.id, "messages": messages}
    if example.choices:
        values["choices"] = list(example.choices)
    if example.evidence:
        values["evidence"] = [_record(record) for record in example.evidence]
    meta = {name: getattr(example, name) for name in _META}
    return {**values, "meta": {name: value for name, value in meta.items() if value}}


def _part(source: Source) -> dict[str, Any]:
    part: dict[str, Any] = {"type": "neuro", "path": source.path, "modality": source.modality}
    part |= {"t0": source.start, "t1": source.stop, "read": dict(source.options)}
    return {name: value for name, value in part.items() if value not in (None, "", {})}


def _record(record: Evidence) -> dict[str, Any]:
    kept = {**record.to_dict(), "channels": list(record.channels)}
    defaults = {entry.name: entry.default for entry in fields(Evidence)}
    return {name: value for name, value in kept.items() if value != defaults[name]}


def _turn(message: Any, sources: list[Source]) -> Turn:
    """A message as a turn; recordings in it are added to `sources`."""
    if not isinstance(message, Mapping):
        raise ConfigError(f"the message {str(message)[:80]!r} is no object with role and content.")
    role, content = _text(message.get("role"), "role"), message.get("content")
    if isinstance(content, str):
        return Turn(role, content)
    if not isinstance(content, list):
        raise ConfigError(
            f"the content of a {role}'s message is {str(content)[:80]!r}, neither text nor parts."
        )
    said = []
    for part in content:
        kind = part.get("type") if isinstance(part, Mapping) else None
        if kind == "neuro" and role == "user":
            sources.append(_source(part))
        elif kind == "text":
            said.append(_text(part.get("text"), "text"))
        else:
            raise ConfigError(
                f"a {role}'s message holds a part of the type {kind!r}; it may hold text, a user's also neuro."
            )
    return Turn(role, "\n".join(said))


def _source(part: Mapping[str, Any]) -> Source:
    options = part.get("read") or {}
    if not isinstance(options, Mapping):
        raise ConfigError(f"read is {str(options)[:80]!r}; it is an object with {', '.join(OPTIONS)}.")
    modality = _text(part.get("modality") or "", "modality")
    return Source(_text(part.get("path"), "path"), modality, part.get("t0"), part.get("t1"), dict(options))


def _evidence(values: Any) -> Evidence:
    missing = [name for name in _NEEDED if not isinstance(values, Mapping) or values.get(name) is None]
    if missing:
        raise ConfigError(f"the evidence {str(values)[:80]!r} lacks {', '.join(missing)}.")
    unknown = sorted(set(values) - _EVIDENCE)
    if unknown:
        raise ConfigError(
            f"the evidence has no field {', '.join(unknown)}; it has {', '.join(sorted(_EVIDENCE))}."
        )
    for name in ("start", "stop"):
        if not _is_number(values[name]):
            raise ConfigError(f"the evidence on {values['quantity']} has {name}={values[name]!r}, no second.")
    given = {"unit": "", "method": "", **values}
    return Evidence(
        **{**given, "value": _tuples(given["value"]), "channels": tuple(given.get("channels") or ())}
    )


def _tuples(value: Any) -> Any:
    """JSON's lists as tuples, at any depth."""
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise ConfigError(f"{name} is {str(found)[:80]!r}, no list.")
    return found


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ConfigError(f"{name} is {str(value)[:80]!r}, no text.")
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
