"""What frozen encoders and measurements made of examples, kept in one SQLite file, so that it is made once.

`neuro_llm.kept` keeps encodings too, for answers: it reads a recording's samples to know it, and forgets what was
unused for longest. Here a recording is known by its files' names, sizes and times, so that no later epoch opens it,
nothing is forgotten, and neural tokens that several questions share are stored once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.kept import add_weights
from neuro_llm.recordings.errors import ConfigError

FORM = 1  # raise it where prompts of the same examples change
_WAIT = 120.0  # s that a process waits for another one's writing

_TABLES = """
CREATE TABLE IF NOT EXISTS prompts (key TEXT PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (key TEXT PRIMARY KEY, width INTEGER NOT NULL, data BLOB NOT NULL);
"""


class Features:
    """The file. Several processes may read and write it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: tuple[int, sqlite3.Connection] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"{path}: the features cannot be kept there ({error}); give another --work."
            ) from None

    @property
    def _connection(self) -> sqlite3.Connection:
        """One per process: they must not cross a fork."""
        if self._open is None or self._open[0] != os.getpid():
            self._open = os.getpid(), sqlite3.connect(self.path, timeout=_WAIT)
        return self._open[1]

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys whose prompts are kept."""
        wanted = set(keys)
        return {key for (key,) in self._connection.execute("SELECT key FROM prompts") if key in wanted}

    def told(self, key: str) -> dict[str, Any]:
        """What was kept under a key."""
        row = self._connection.execute("SELECT told FROM prompts WHERE key = ?", (key,)).fetchone()
        return dict(json.loads(row[0]))

    def tokens(self, key: str) -> Tensor:
        """(token, dim) float32."""
        row = self._connection.execute("SELECT width, data FROM tokens WHERE key = ?", (key,)).fetchone()
        values = np.frombuffer(row[1], "<f2").reshape(-1, row[0])
        return torch.from_numpy(values.astype(np.float32))

    def keep(self, prompts: Mapping[str, Mapping[str, Any]], tokens: Mapping[str, Tensor]) -> None:
        """Write prompts by key, and the tokens that they name; whole or not at all."""
        rows = [(key, value.shape[1], _bytes(value)) for key, value in tokens.items()]
        try:
            with self._connection as connection:
                connection.executemany("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", rows)
                connection.executemany(
                    "INSERT OR REPLACE INTO prompts VALUES (?, ?)",
                    [(key, json.dumps(told, ensure_ascii=False)) for key, told in prompts.items()],
                )
        except sqlite3.Error as error:
            raise ConfigError(
                f"{self.path}: the features cannot be written ({error}); make room, then start again: "
                "what is there already is kept."
            ) from None


def _bytes(tokens: Tensor) -> bytes:
    return bytes(tokens.detach().cpu().numpy().astype("<f2").tobytes())


def token_key(tokens: Tensor) -> str:
    """By their content: the same tokens are stored once, whoever asks for them."""
    return hashlib.sha256(_bytes(tokens)).hexdigest()[:32]


def key_of(*parts: Any) -> str:
    """Of plain values, in this form of prompts."""
    return hashlib.sha256(json.dumps([FORM, *parts], sort_keys=True, default=str).encode()).hexdigest()[:32]


def weights_key(module: nn.Module) -> str:
    """Of an encoder's weights."""
    digest = hashlib.sha256()
    add_weights(digest, module)
    return digest.hexdigest()[:32]


@lru_cache(maxsize=4096)
def files_key(path: Path) -> str:
    """Of a recording's files: names, sizes and times of all that lies beside it, or in it where it is a folder.

    What lies beside it belongs to it: BIDS keeps channels and events in files of their own, BrainVision its samples.
    """
    inside = path.rglob("*") if path.is_dir() else path.parent.iterdir()
    told = [
        (file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(inside) if file.is_file()
    ]
    return key_of(told)
