"""Instruction data of others: `conversations` as LLaVA writes them, and WaveMind and OneLLM after it.

{"id": 7, "eeg": "a.npy", "conversations": [{"from": "human", "value": "<eeg>\\nWhat ...?"}, {"from": "gpt", ...}]}
(Liu et al. 2023; github.com/haotian-liu/LLaVA, docs/Finetune_Custom_Data.md). Read as our `messages`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from neuro_llm.recordings.errors import ConfigError

_ROLES = {"human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant", "system": "system"}
_FILES = {"eeg": "eeg", "ieeg": "ieeg", "meg": "meg", "fmri": "fmri", "image": "", "path": ""}
"""Key that holds the recording's path (or several) → its modality."""

_PLACEHOLDER = re.compile(r"\s*<(?:image|eeg|ieeg|meg|fmri|signal|neuro)>\s*", re.IGNORECASE)


def messages_of(values: Mapping[str, Any]) -> list[Any]:
    """The messages of an example, whichever way it is written."""
    if "messages" in values:
        if not isinstance(values["messages"], list):
            raise ConfigError(f"messages is {str(values['messages'])[:80]!r}, no list.")
        return values["messages"]
    said = values.get("conversations")
    if not isinstance(said, list):
        raise ConfigError(
            f"it has {', '.join(map(str, values)) or 'nothing'}; messages (or conversations) are needed."
        )
    messages = [_message(entry) for entry in said]
    files = [
        {"type": "neuro", "path": path, "modality": modality}
        for key, modality in _FILES.items()
        for path in _several(values.get(key))
    ]
    first = next((message for message in messages if message["role"] == "user"), None)
    if files and first is not None:
        first["content"] = [*files, {"type": "text", "text": first["content"]}]
    return messages


def _message(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("value"), str):
        raise ConfigError(f"the conversation holds {str(entry)[:80]!r}; a turn has from and value.")
    role = _ROLES.get(str(entry.get("from")))
    if role is None:
        raise ConfigError(f"a turn is from {entry.get('from')!r}; it may be from {', '.join(_ROLES)}.")
    return {"role": role, "content": _PLACEHOLDER.sub("\n", entry["value"]).strip()}


def _several(given: Any) -> list[Any]:
    return [] if given is None else given if isinstance(given, list) else [given]
