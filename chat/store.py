"""Where opened recordings live while someone talks about them: on the server, behind a token.

The page keeps only the token; uploads lie in a private folder (mode 0700) that goes with the session.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import tempfile
import time
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording

HEADERS = (".vhdr", ".ahdr", ".set", ".lay", ".cdt", ".hdr", ".fif", ".edf", ".bdf", ".gdf")
"""Of several files uploaded together, the one that is opened; the others are what it points to."""


@dataclass
class Session:
    """One person's recording and conversation. `conversation` is made with the first question."""

    token: str
    folder: Path
    recording: Recording | None = None
    conversation: Any = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    used: float = field(default_factory=time.monotonic)

    def show(self, recording: Recording) -> None:
        """Put another recording in place of the present one; the conversation starts anew."""
        self.close()
        self.recording = recording

    def close(self) -> None:
        """Let go of the recording, and forget the conversation about it."""
        if self.recording is not None:
            self.recording.close()
        self.recording, self.conversation = None, None
        self.messages.clear()


class Store:
    """Sessions by token. The longest unused goes when there are more than `limit`, or after `lifetime` s."""

    def __init__(self, limit: int = 16, lifetime: float = 3600.0) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="neuro-llm-"))  # mkdtemp makes it 0700
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)  # also when the program ends
        self.limit, self.lifetime = limit, lifetime
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._sessions)

    def open(self) -> Session:
        """A new session, under a token that nobody can guess (128 bits)."""
        token = secrets.token_urlsafe(16)
        folder = self.root / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        session = Session(token, folder)
        with self._lock:
            self._sessions[token] = session
            gone = self._too_old()
        for old in gone:
            self._remove(old)
        return session

    def get(self, token: str) -> Session | None:
        """The session of a token, None where it is unknown or has expired."""
        with self._lock:
            gone = self._too_old()
            session = self._sessions.get(token)
            if session is not None:
                session.used = time.monotonic()
                self._sessions.move_to_end(token)
        for old in gone:
            self._remove(old)
        return session

    def drop(self, token: str) -> None:
        """End a session: close its recording, delete its files. An unknown token is no error."""
        with self._lock:
            session = self._sessions.pop(token, None)
        if session is not None:
            self._remove(session)

    def close(self) -> None:
        """End all sessions and delete the folder."""
        for token in list(self._sessions):
            self.drop(token)
        shutil.rmtree(self.root, ignore_errors=True)

    def _too_old(self) -> list[Session]:
        """Take out what has expired and what is over the limit. Called with the lock held."""
        oldest = time.monotonic() - self.lifetime
        tokens = [token for token, session in self._sessions.items() if session.used < oldest]
        tokens += [t for t in self._sessions if t not in tokens][
            : max(0, len(self._sessions) - len(tokens) - self.limit)
        ]
        return [self._sessions.pop(token) for token in tokens]

    def _remove(self, session: Session) -> None:
        session.close()
        shutil.rmtree(session.folder, ignore_errors=True)


def take_in(uploads: Sequence[str | Path], folder: Path) -> Path:
    """Move uploaded files out of the web server's cache into `folder`; returns the one to open.

    Several files are the parts of one recording (a header and what it points to), so they stay together.
    """
    if not uploads:
        raise RecordingError("upload", "nothing arrived.", "Choose the file again.")
    inside = Path(tempfile.mkdtemp(dir=folder))
    moved = []
    for upload in uploads:
        target = inside / safe_name(Path(upload).name)
        if target.exists():
            raise RecordingError(target.name, "two of the files have this name.", "Upload them one by one.")
        shutil.move(upload, target)
        with contextlib.suppress(OSError):
            Path(upload).parent.rmdir()  # the cache keeps one folder per upload
        moved.append(target)
    return min(moved, key=lambda path: _rank(path.suffix.lower()))


def safe_name(name: str) -> str:
    """A file name without anything that a shell, a path or a page could take for more than a name."""
    return re.sub(r"[^\w.+ -]", "_", name).lstrip(". ")[-120:] or "recording"


def _rank(suffix: str) -> int:
    return HEADERS.index(suffix) if suffix in HEADERS else len(HEADERS)
