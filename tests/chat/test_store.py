"""Sessions: private folders, unguessable tokens, nothing left behind."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from neuro_llm.chat.store import GONE_SECONDS, MOST_OPEN, TICKET_SECONDS, Limits, Opened, Store
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(Limits(sessions=3))
    yield store
    store.close()
    assert not store.root.exists()


def test_folders_are_private(store: Store) -> None:
    session = store.open()
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700
    assert session.token not in str(session.folder)


def test_only_the_token_opens_a_session(store: Store) -> None:
    session = store.open()
    assert store.get(session.token) is session
    for guess in ("", session.token[:-1], session.token.swapcase(), "../" + session.token):
        assert store.get(guess) is None


def test_the_longest_unused_goes(store: Store) -> None:
    first, second, third = (store.open() for _ in range(3))
    store.get(first.token)
    store.open()
    assert len(store) == 3
    assert store.get(second.token) is None
    assert not second.folder.exists()
    assert store.get(first.token) is first
    assert store.get(third.token) is third


def test_old_sessions_expire_even_when_nobody_opens_another() -> None:
    store = Store(Limits(lifetime=0.0))
    session = store.open()
    assert store.get(session.token) is None
    assert not session.folder.exists()
    store.close()


def test_dropping_closes_and_deletes(store: Store, recording: Recording) -> None:
    session = store.open()
    session.add(recording, "small", "")
    (session.folder / "a.edf").write_bytes(b"x")
    store.drop(session.token)
    store.drop(session.token)
    assert session.opened == []
    assert session.stop.is_set()  # nobody waits for the answer
    assert not session.folder.exists()


def test_another_owners_token_is_as_unknown(store: Store) -> None:
    session = store.open("anna")
    assert store.get(session.token, "anna") is session
    assert store.get(session.token, "ben") is None
    assert store.get(session.token) is None


def test_one_user_cannot_push_out_the_others() -> None:
    store = Store(Limits(sessions=10, per_owner=2))
    other = store.open("ben")
    first, *_ = [store.open("anna") for _ in range(3)]
    assert store.get(first.token, "anna") is None
    assert store.get(other.token, "ben") is other
    store.close()


def test_too_many_open_recordings_close_the_longest_unused(recording: Recording) -> None:
    store = Store(Limits(recordings=2))
    sessions = [store.open() for _ in range(3)]
    for session in sessions:
        session.add(recording, "small", "")
    assert store.get(sessions[0].token) is None
    assert store.get(sessions[2].token) is sessions[2]
    store.close()


def test_recordings_are_named_and_at_most_six_are_open(store: Store, recording: Recording) -> None:
    session = store.open()
    names = [session.add(recording, f"{n}.edf", "").id for n in range(MOST_OPEN)]
    assert names == ["R1", "R2", "R3", "R4", "R5", "R6"]
    with pytest.raises(RecordingError, match="6 recordings are open"):
        session.add(recording, "seventh.edf", "")
    session.shut("R2")
    session.shut("R9")
    assert session.find("R2") is None
    assert session.add(recording, "seventh.edf", "").id == "R2"


def test_what_is_opened_after_the_end_is_closed(store: Store, recording: Recording) -> None:
    session = store.open()
    store.drop(session.token)
    beside = session.add(recording, "late", "")
    alone = Opened("R1", recording, "later", "")
    session.begin(alone)
    assert session.opened == []
    assert beside.closed.is_set()
    assert alone.closed.is_set()


def test_closing_a_recording_deletes_its_upload(store: Store, recording: Recording) -> None:
    session = store.open()
    files = session.folder / "upload"
    files.mkdir()
    session.add(recording, "mine", "", files)
    session.shut("R1")
    assert not files.exists()


def test_a_closed_tab_takes_its_session_along_a_moment_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, other = store.open(tab="abc"), store.open(tab="xyz")
    store.left("abc")
    later(monkeypatch, GONE_SECONDS - 5)
    store.sweep()
    assert len(store) == 2
    later(monkeypatch, GONE_SECONDS + 5)
    store.sweep()
    assert store.get(session.token) is None
    assert store.get(other.token) is other


def test_a_tab_that_returns_keeps_its_session(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    session = store.open(tab="abc")
    store.left("abc")
    store.returned("abc")
    later(monkeypatch, GONE_SECONDS + 5)
    assert store.get(session.token) is session


def test_tickets_are_their_owners_and_expire(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    session = store.open("anna")
    report = session.folder / "report.html"
    report.write_text("x")
    name = store.ticket(session, report, "report.html")
    found = store.redeem(name, "anna")
    assert found is not None
    assert (found.path, found.filename) == (report, "report.html")
    assert len(name) >= 22  # 128 bits
    for guess, owner in ((name, "ben"), (name, ""), (name[:-1], "anna"), ("", "anna")):
        assert store.redeem(guess, owner) is None
    later(monkeypatch, TICKET_SECONDS + 5)
    assert store.redeem(name, "anna") is None


def test_tickets_end_with_their_session(store: Store) -> None:
    session = store.open()
    (session.folder / "a.json").write_text("{}")
    name = store.ticket(session, session.folder / "a.json", "a.json")
    store.drop(session.token)
    assert store.redeem(name) is None


def test_tickets_are_for_files_of_the_session_only(store: Store, tmp_path: Path) -> None:
    session, other = store.open(), store.open()
    (session.folder / "link").symlink_to("/etc/passwd")
    for path in (
        Path("/etc/passwd"),
        other.folder / "x",
        session.folder / ".." / "x",
        session.folder / "link",
    ):
        with pytest.raises(ConfigError, match="session's folder"):
            store.ticket(session, path, "x")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(session_bytes=1000), "one visit may keep"),
        (Limits(all_bytes=1000), "all visits together"),
        (Limits(session_bytes=1 << 62, all_bytes=1 << 62), "disk of this server"),
    ],
)
def test_there_is_a_limit_to_what_is_kept(limits: Limits, said: str) -> None:
    store = Store(limits)
    session = store.open()
    (session.folder / "a").write_bytes(b"x" * 600)
    if limits.session_bytes < 1 << 62:
        store.check_room(session, 300)
    with pytest.raises(RecordingError, match=said):
        store.check_room(session, 1 << 61 if "disk" in said else 500)
    store.close()


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """From now on the clock shows so many seconds more than at the call."""
    shown = _CLOCK() + seconds
    monkeypatch.setattr("neuro_llm.chat.store.time.monotonic", lambda: shown)


_CLOCK = time.monotonic
