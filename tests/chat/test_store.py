"""Sessions: private folders, unguessable tokens, nothing left behind."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from neuro_llm.chat.store import Store, safe_name, take_in
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(limit=3, lifetime=3600.0)
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
    store = Store(lifetime=0.0)
    session = store.open()
    assert store.get(session.token) is None
    assert not session.folder.exists()
    store.close()


def test_dropping_closes_and_deletes(store: Store, recording: Recording) -> None:
    session = store.open()
    session.show(recording)
    (session.folder / "a.edf").write_bytes(b"x")
    store.drop(session.token)
    store.drop(session.token)
    assert session.recording is None
    assert not session.folder.exists()


def test_uploads_leave_the_cache(store: Store, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "abc"
    cache.mkdir(parents=True)
    header, data = cache / "a.eeg", cache / "a.vhdr"
    header.write_text("1")
    data.write_text("2")
    session = store.open()
    opened = take_in([str(header), str(data)], session.folder)
    assert opened.name == "a.vhdr"  # the header, whatever the order
    assert opened.parent.parent == session.folder
    assert (opened.parent / "a.eeg").read_text() == "1"
    assert not cache.exists()


def test_two_uploads_of_one_name_and_none_at_all(store: Store, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.edf").write_text("1")
    with pytest.raises(RecordingError, match="two of the files"):
        take_in([tmp_path / "a" / "x.edf", tmp_path / "b" / "x.edf"], store.open().folder)
    with pytest.raises(RecordingError, match="nothing arrived"):
        take_in([], store.open().folder)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("night 1.edf", "night 1.edf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".bashrc", "bashrc"),
        ("<img src=x>.edf", "_img src_x_.edf"),
        ("a\nb\0.edf", "a_b_.edf"),
        ("...", "recording"),
        ("", "recording"),
        ("é" * 300 + ".edf", "é" * 116 + ".edf"),
    ],
)
def test_names_are_only_names(given: str, kept: str) -> None:
    assert safe_name(given) == kept
