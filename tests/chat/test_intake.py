"""Uploads: out of the cache, into one private folder; zips from strangers are checked before a byte is written."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from neuro_llm.chat.archives import MOST_MEMBERS, safe_name
from neuro_llm.chat.intake import take_in
from neuro_llm.chat.store import Limits, Session, Store
from neuro_llm.recordings import examples
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers import read

EDF = examples.path("seizure")


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(Limits(session_bytes=200 << 20))
    yield store
    store.close()


@pytest.fixture
def session(store: Store) -> Session:
    return store.open()


def upload(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "cache" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    """A zip upload."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return upload(folder, "set.zip", made.getvalue())


def test_uploads_leave_the_cache(store: Store, session: Session, tmp_path: Path) -> None:
    data, header = upload(tmp_path, "a.eeg", b"1"), upload(tmp_path, "a.vhdr", b"2")
    taken = take_in([str(data), str(header)], session, store)
    assert taken.path.name == "a.vhdr"  # the header, whatever the order
    assert taken.folder.parent == session.folder
    assert (taken.folder / "a.eeg").read_text() == "1"
    assert not (tmp_path / "cache").exists()


def test_two_uploads_of_one_name_and_none_at_all(store: Store, session: Session, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.edf").write_text("1")
    with pytest.raises(RecordingError, match="two of the files"):
        take_in([tmp_path / "a" / "x.edf", tmp_path / "b" / "x.edf"], session, store)
    with pytest.raises(RecordingError, match="nothing arrived"):
        take_in([], session, store)
    with pytest.raises(RecordingError, match="waited too long"):
        take_in([tmp_path / "gone.edf"], session, store)
    assert list(session.folder.iterdir()) == []


def test_more_than_a_session_may_keep(store: Store, session: Session, tmp_path: Path) -> None:
    store.limits = Limits(session_bytes=1000)
    with pytest.raises(RecordingError, match="one visit may keep"):
        take_in([upload(tmp_path, "a.edf", b"x" * 2000)], session, store)
    assert list(session.folder.iterdir()) == []


@pytest.mark.parametrize(
    "files",
    [
        {"night.edf": EDF.read_bytes()},
        {"set/night.edf": EDF.read_bytes(), "set/notes.txt": b"quiet", "__MACOSX/._night.edf": b"x"},
        {"a/b/.DS_Store": b"x", "a/b/night.edf": EDF.read_bytes()},
        {"ds/dataset_description.json": b"{}", "ds/sub-01/eeg/sub-01_task-rest_eeg.edf": EDF.read_bytes()},
    ],
)
def test_a_zip_of_one_recording_opens(
    store: Store, session: Session, tmp_path: Path, files: dict[str, bytes]
) -> None:
    taken = take_in([zipped(tmp_path, files)], session, store)
    assert taken.path.suffix == ".edf"
    assert taken.folder.parent == session.folder
    with read(taken.path) as recording:
        assert len(recording.ch_names) == 19


def test_a_zipped_folder_that_is_one_recording_opens_whole(
    store: Store, session: Session, data_folder: Path, tmp_path: Path
) -> None:
    folder = next((path for path in sorted(data_folder.rglob("*.ds")) if path.is_dir()), None)
    if folder is None:
        pytest.skip("no CTF folder among the real recordings")
    made = shutil.make_archive(str(tmp_path / "ctf"), "zip", folder.parent, folder.name)
    store.limits = Limits()
    taken = take_in([made], session, store)
    assert taken.path.name == safe_name(folder.name)
    with read(taken.path) as recording:
        assert recording.n_times > 0


def test_several_recordings_in_a_zip_are_named(store: Store, session: Session, tmp_path: Path) -> None:
    made = zipped(tmp_path, {f"night{n}.edf": EDF.read_bytes() for n in range(3)})
    with pytest.raises(RecordingError, match=r"3 recordings: night0\.edf, night1\.edf, night2\.edf"):
        take_in([made], session, store)
    assert list(session.folder.iterdir()) == []


BAD = ("../up.edf", "a/../../up.edf", "/abs.edf", "..\\up.edf", "C:\\up.edf", "\\\\host\\up.edf")


@pytest.mark.parametrize("name", BAD)
def test_a_zip_cannot_write_outside(store: Store, session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordingError, match="outside its folder"):
        take_in([zipped(tmp_path, {name: b"x", "ok.edf": b"x"})], session, store)
    assert list(session.folder.iterdir()) == []
    assert not [*tmp_path.rglob("up.edf"), *store.root.rglob("*.edf")]


def linked(archive: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("link.edf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(link, "/etc/passwd")


def crowded(archive: zipfile.ZipFile) -> None:
    for n in range(MOST_MEMBERS + 1):
        archive.writestr(f"{n}.txt", b"")


def doubled(archive: zipfile.ZipFile) -> None:
    archive.writestr("a.edf", b"1")
    archive.writestr("A.EDF", b"2")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("zeros.edf", bytes(150 << 20))


def deep(archive: zipfile.ZipFile) -> None:
    archive.writestr("/".join("abcdefghij") + ".edf", b"")


def locked(archive: zipfile.ZipFile) -> None:
    archive.writestr("a.edf", b"1")
    archive.filelist[0].flag_bits |= 1


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (linked, "a link or a device"),
        (crowded, "at most 200"),
        (doubled, "one name"),
        (bomb, "it declares 0.2 GB"),
        (deep, "more than 8 deep"),
        (locked, "password"),
    ],
)
def test_a_zip_that_is_not_to_be_trusted(
    store: Store, session: Session, tmp_path: Path, fill: Callable[[zipfile.ZipFile], None], said: str
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        fill(archive)
    with pytest.raises(RecordingError, match=said):
        take_in([upload(tmp_path, "set.zip", made.getvalue())], session, store)
    assert list(session.folder.iterdir()) == []


def test_damaged_zips_are_a_sentence(store: Store, session: Session, tmp_path: Path) -> None:
    whole = zipped(tmp_path, {"night.edf": EDF.read_bytes()}).read_bytes()
    flipped = bytearray(whole)
    flipped[2000] ^= 0xFF
    for content in (b"", b"PK\x03\x04", b"no zip at all", whole[: len(whole) // 2], bytes(flipped)):
        with pytest.raises(RecordingError, match=r"set\.zip"):
            take_in([upload(tmp_path, "set.zip", content)], session, store)
    assert list(session.folder.iterdir()) == []


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
