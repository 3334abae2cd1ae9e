"""Where opened recordings live while someone talks about them: on the server, behind a token and its owner.

The page keeps only the token; uploads lie in a private folder (mode 0700) that goes with the session.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
import weakref
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import Any

from neuro_llm.chat.keep.findings import Finding
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording

from .opening import Opening

MOST_OPEN = 6
MOST_TICKETS = 32
TICKET_SECONDS = 600.0
GONE_SECONDS = 60.0
"""How long a session outlives its tab: a network that fails for a moment, or a reload, takes nothing away."""
SPARE_BYTES = 1 << 30
"""Room that uploads leave on the disk."""


@dataclass
class Opened:
    """One recording that a session has open.

    id      "R1", "R2", ... as answers name it
    code    Python expression that opens it, as 'neuro_llm.read("night.edf")'
    files   private folder that is deleted with it; None for a recording on offer
    looked  what its panel was asked to show last: {"tab", "state"}
    study   what the model has found out of it, kept as long as it is open
    closed  set when it is closed
    """

    id: str
    recording: Recording
    label: str
    code: str
    files: Path | None = None
    looked: dict[str, Any] = field(default_factory=dict)
    study: Any = None
    closed: Event = field(default_factory=Event)

    def close(self) -> None:
        """Close the recording and delete its upload."""
        self.closed.set()
        self.recording.close()
        if self.files is not None:
            shutil.rmtree(self.files, ignore_errors=True)


@dataclass
class Session:
    """One person's recordings and conversation. `conversation` is made with the first question.

    owner      name of the user, "" where the page knows none
    folder     private folder of the uploads and of what is made for download
    findings   annotations made in the conversation
    waiting    what could not be opened yet, and may be once more is said of it
    span       id of a recording and its seconds that are selected on the traces
    stop       set where the running answer shall end
    tab        gradio's hash of the browser tab
    used       monotonic seconds
    gone       monotonic seconds at which it ends, as its tab was closed; None while the tab is there
    opening    held while something is opened
    ended      nothing is kept any more
    """

    token: str
    owner: str
    folder: Path
    tab: str = ""
    opened: list[Opened] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: Opening | None = None
    span: tuple[str, float, float] | None = None
    conversation: Any = None
    stop: Event = field(default_factory=Event)
    used: float = field(default_factory=time.monotonic)
    gone: float | None = None
    opening: Lock = field(default_factory=Lock)
    ended: bool = False

    def add(self, recording: Recording, label: str, code: str, files: Path | None = None) -> Opened:
        """Take in an opened recording, under the lowest free id. RecordingError where `MOST_OPEN` are open."""
        if len(self.opened) >= MOST_OPEN:
            raise RecordingError(
                label,
                f"{MOST_OPEN} recordings are open, and more do not fit beside each other.",
                "Close one first.",
            )
        ids = {opened.id for opened in self.opened}
        name = next(f"R{n}" for n in range(1, MOST_OPEN + 1) if f"R{n}" not in ids)
        opened = Opened(name, recording, label, code, files)
        self.opened.append(opened)
        self._check_ended()
        return opened

    def find(self, name: str) -> Opened | None:
        """The open recording of this id."""
        return next((opened for opened in self.opened if opened.id == name), None)

    def shut(self, name: str) -> None:
        """Close one recording and delete its upload; an unknown id is no error."""
        found = self.find(name)
        if found is not None:
            self.opened.remove(found)
            found.close()

    def close(self) -> None:
        """Stop what is being answered, forget the conversation and close all recordings; for good."""
        self.ended = True
        self.forget()
        while self.opened:
            self.opened.pop().close()

    def _check_ended(self) -> None:
        """What arrives after the end (a file took long to open) is closed like all before it."""
        if self.ended:
            self.close()

    def forget(self) -> None:
        """Stop what is being answered and start anew: nothing was said, marked or selected."""
        self.stop.set()
        self.conversation = self.span = None
        self.exchanges.clear()
        self.findings.clear()

    def wait_for(self, opening: Opening) -> None:
        """Keep what is being opened in case that it cannot be; the one before it goes."""
        old, self.waiting = self.waiting, opening
        if old is not None and old.files is not None and old.files != opening.files:
            shutil.rmtree(old.files, ignore_errors=True)

    def withdraw(self, one: Opened) -> None:
        """Close a recording that could not be shown; its upload stays for another try."""
        if one in self.opened:
            self.opened.remove(one)
        one.recording.close()

    def begin(self, *chosen: Opened) -> None:
        """Stop what is being answered, close what is open but these recordings, and start anew with them."""
        self.forget()
        for one in self.opened:
            if not any(one.recording is other.recording for other in chosen):
                one.close()
        self.opened[:] = chosen
        self._check_ended()

    @property
    def labels(self) -> tuple[str, ...]:
        """Of what is open."""
        return tuple(one.label for one in self.opened)

    @property
    def recordings(self) -> dict[str, Recording]:
        """Id → recording."""
        return {one.id: one.recording for one in self.opened}


@dataclass(frozen=True)
class Limits:
    """How much the sessions may take; the longest unused goes where there are too many.

    per_owner       sessions (browser tabs) of one user
    recordings      open in all sessions together; each is a process that reads it
    lifetime        s without use after which a session ends
    session_bytes   of uploads in one session; all_bytes: in all of them
    """

    sessions: int = 64
    per_owner: int = 32
    recordings: int = 48
    lifetime: float = 3600.0
    session_bytes: int = 4 << 30
    all_bytes: int = 64 << 30


@dataclass(frozen=True)
class Ticket:
    """A file that its owner may fetch for a while. `token` is the session's, `until` monotonic seconds."""

    path: Path
    filename: str
    token: str
    until: float


class Store:
    """Sessions by token, and the tickets under which files of a session are fetched."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="neuro-llm-"))  # mkdtemp makes it 0700
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)  # also when the program ends
        self.limits = limits or Limits()
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._sessions)

    def open(self, owner: str = "", tab: str = "") -> Session:
        """A new session, under a token that nobody can guess (128 bits)."""
        token = secrets.token_urlsafe(16)
        folder = self.root / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        session = Session(token, owner, folder, tab)
        with self._lock:
            self._sessions[token] = session
        self.sweep()
        return session

    def get(self, token: str, owner: str = "") -> Session | None:
        """The session of a token; None where it is unknown, has expired, or is somebody else's."""
        self.sweep()
        with self._lock:
            session = self._sessions.get(token)
            if session is None or session.owner != owner:
                return None
            session.used, session.gone = time.monotonic(), None
            self._sessions.move_to_end(token)
            return session

    def drop(self, token: str) -> None:
        """End a session: close its recordings, delete its files. An unknown token is no error."""
        with self._lock:
            session = self._sessions.pop(token, None)
        if session is not None:
            self._remove(session)

    def left(self, tab: str) -> None:
        """A browser tab was closed, or its network failed: its sessions end after `GONE_SECONDS`."""
        self._mark(tab, time.monotonic() + GONE_SECONDS)

    def returned(self, tab: str) -> None:
        """The tab is there again."""
        self._mark(tab, None)

    def _mark(self, tab: str, gone: float | None) -> None:
        with self._lock:
            for session in self._sessions.values():
                if tab and session.tab == tab:
                    session.gone = gone

    def sweep(self) -> None:
        """End what has expired, and what is over the limits."""
        with self._lock:
            tokens = dict.fromkeys((*self._expired(), *self._surplus()))
            gone = [self._sessions.pop(token) for token in tokens]
            now = time.monotonic()
            for name in [name for name, ticket in self._tickets.items() if ticket.until < now]:
                del self._tickets[name]
        for session in gone:
            self._remove(session)

    def close(self) -> None:
        """End all sessions and delete the folder."""
        for token in list(self._sessions):
            self.drop(token)
        shutil.rmtree(self.root, ignore_errors=True)

    def check_room(self, session: Session, n_bytes: int) -> None:
        """RecordingError where so much more would be over the session's share, that of all, or the disk's."""
        own, everything = size(session.folder), size(self.root)
        if own + n_bytes > self.limits.session_bytes:
            raise _no_room(n_bytes, f"one visit may keep {self.limits.session_bytes / 1e9:.1f} GB")
        if everything + n_bytes > self.limits.all_bytes:
            raise _no_room(n_bytes, f"all visits together may keep {self.limits.all_bytes / 1e9:.1f} GB")
        if shutil.disk_usage(self.root).free - n_bytes < SPARE_BYTES:
            raise _no_room(n_bytes, "the disk of this server is nearly full")

    def ticket(self, session: Session, path: Path, filename: str) -> str:
        """A name (128 bits) under which the owner may fetch a file of the session's folder for ten minutes."""
        if not path.resolve().is_relative_to(session.folder.resolve()):
            raise ConfigError(
                f"{path.name} does not lie in the session's folder; only such files are given out."
            )
        name = secrets.token_urlsafe(16)
        with self._lock:
            own = [old for old, ticket in self._tickets.items() if ticket.token == session.token]
            for old in own[: max(0, len(own) - MOST_TICKETS + 1)]:
                del self._tickets[old]
            until = time.monotonic() + TICKET_SECONDS
            self._tickets[name] = Ticket(path, filename, session.token, until)
        return name

    def redeem(self, name: str, owner: str = "") -> Ticket | None:
        """The file behind a ticket; None where it is unknown, has expired, or is somebody else's."""
        with self._lock:
            ticket = self._tickets.get(name)
            session = self._sessions.get(ticket.token) if ticket is not None else None
        if ticket is None or session is None or session.owner != owner or ticket.until < time.monotonic():
            return None
        return ticket

    def _expired(self) -> Iterable[str]:
        now = time.monotonic()
        for token, session in self._sessions.items():
            if session.used < now - self.limits.lifetime or (session.gone is not None and session.gone < now):
                yield token

    def _surplus(self) -> Iterable[str]:
        """Of too many sessions, or too many open recordings, the longest unused; never the last used one."""
        sessions, limits = list(self._sessions.values()), self.limits
        n_open, per_owner = 0, dict.fromkeys((session.owner for session in sessions), 0)
        for count, session in enumerate(reversed(sessions)):
            n_open += len(session.opened)
            per_owner[session.owner] += 1
            over = n_open > limits.recordings or per_owner[session.owner] > limits.per_owner
            if count and (over or count >= limits.sessions):
                yield session.token

    def _remove(self, session: Session) -> None:
        session.close()
        shutil.rmtree(session.folder, ignore_errors=True)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):  # its session has just ended
                total += os.lstat(os.path.join(place, name)).st_size
    return total


def _no_room(n_bytes: int, limit: str) -> RecordingError:
    return RecordingError(
        "upload",
        f"{n_bytes / 1e9:.1f} GB more do not fit: {limit}.",
        "Close a recording, or open a part of it.",
    )
