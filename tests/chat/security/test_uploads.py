"""Uploads of any name, size and sender: nothing outside their place, nothing left behind, no fault of the server."""

from __future__ import annotations

import http.client
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from neuro_llm.chat.serving import launching, uploads
from neuro_llm.recordings import examples

NAMES = (
    "../../up.edf", "..\\..\\up.edf", "/etc/cron.d/up", "/tmp/up.edf", "C:\\Windows\\up.edf", "\\\\host\\share\\up.edf",
    "a/../../../up.edf", "....//up.edf", "up.edf\0.png", "up\r\nX-Evil: 1.edf", "up\n.edf", "<img src=x onerror=1>.edf",
    "CON", "NUL.edf", "aux.edf", "." * 40, "..", ".", "~/up.edf", "-rf", "$(touch up).edf", "`touch up`.edf",
    "up;touch up.edf", "x" * 300 + ".edf", "é" * 200 + ".edf", "\u202egnp.edf", "%2e%2e%2fup.edf", "up.edf/", ".bashrc",
    "up.edf::$DATA",
)  # fmt: skip
EDF = examples.path("seizure").read_bytes()


def multipart(name: str, content: bytes) -> tuple[bytes, str]:
    """A form as an attacker writes it, the name unescaped."""
    head = b'--B\r\nContent-Disposition: form-data; name="files"; filename="' + name.encode() + b'"\r\n'
    return head + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n--B--\r\n", "B"


def sent(page: Any, body: bytes, boundary: str) -> Any:
    kind = f"multipart/form-data; boundary={boundary}"
    return page.person().http.post("/gradio_api/upload", content=body, headers={"Content-Type": kind})


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_names(page: Any, name: str) -> None:
    before = {path for path in page.cache.parent.iterdir() if "up" in path.name}
    reply = sent(page, *multipart(name, b"x"))
    assert reply.status_code in (200, 400), reply.text
    assert {path for path in page.cache.parent.iterdir() if "up" in path.name} == before
    if reply.status_code == 200:
        (path,) = map(Path, reply.json())
        assert path.resolve().is_relative_to(page.cache.resolve())
        assert path.read_bytes() == b"x"
        assert path.parent.parent == page.cache
        assert not set('<>"\0\n\r/\\$`;') & set(path.name)


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_file_needs_a_name(page: Any, name: str) -> None:
    assert sent(page, *multipart(name, b"x")).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--B--",
        b"--B\r\n\r\n",
        b"no form at all",
        b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
    ],
)
def test_what_is_no_form_is_refused(page: Any, body: bytes) -> None:
    assert sent(page, body, "B").status_code == 400
    assert page.person().http.post("/gradio_api/upload", content=body).status_code == 400


def test_too_large_is_said_at_once_and_while_it_arrives(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    place = urlsplit(page.address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.putrequest("POST", "/gradio_api/upload")
    connection.putheader("Content-Type", "multipart/form-data; boundary=B")
    connection.putheader("Content-Length", str(uploads.LARGEST_UPLOAD * 2))
    connection.endheaders()
    assert connection.getresponse().status == 413  # before a byte was sent
    connection.close()
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 1 << 20)
    body, boundary = multipart("a.edf", bytes(4 << 20))
    pieces = (body[i : i + 65536] for i in range(0, len(body), 65536))
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    assert page.person().http.post("/gradio_api/upload", content=pieces, headers=kind).status_code == 413
    assert page.person().upload("a.edf", bytes(1 << 18)).status_code == 200


def test_many_files_at_once_are_refused(page: Any) -> None:
    files = [("files", (f"{n}.edf", b"x")) for n in range(uploads.MOST_FILES + 1)]
    assert page.person().http.post("/gradio_api/upload", files=files).status_code == 400


def test_an_upload_is_opened_and_leaves_the_cache(page: Any) -> None:
    person = page.person()
    (path,) = person.upload("mine.edf", EDF).json()
    joined = person.take(path, "mine.edf")
    assert joined.status_code == 200, joined.text
    assert "R1" in str(list(person.results()))
    assert not Path(path).parent.exists()
    (session,) = [one for one in page.store._sessions.values() if one.tab == person.tab]
    assert session.opened[0].files is not None
    assert session.opened[0].files.parent == session.folder


def test_two_people_upload_the_same_file(page: Any) -> None:
    anna, ben = page.person(), page.person()
    paths = [person.upload("same.edf", EDF).json()[0] for person in (anna, ben)]
    assert paths[0] != paths[1]
    for person, path in zip((anna, ben), paths, strict=True):
        assert person.take(path, "same.edf").status_code == 200
        assert "R1" in str(list(person.results()))


def test_what_nobody_takes_is_deleted(
    serve: Callable[..., AbstractContextManager[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert uploads.WAIT_SECONDS + launching.SWEEP_SECONDS <= 60
    monkeypatch.setattr(uploads, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(launching, "SWEEP_SECONDS", 0.1)
    with serve() as page:
        person = page.person()
        (path,) = person.upload("forgotten.edf", b"x").json()
        for _ in range(100):
            if not Path(path).parent.exists():
                break
            time.sleep(0.1)
        assert not Path(path).parent.exists()
        assert person.take(path, "forgotten.edf").status_code == 403


def test_a_full_disk_is_a_sentence(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda folder: full)
    reply = page.person().upload("a.edf", b"x")
    assert reply.status_code == 507
    assert "nearly full" in reply.json()["error"]


def test_a_closed_tab_takes_its_files_along(
    serve: Callable[..., AbstractContextManager[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("neuro_llm.chat.store.GONE_SECONDS", 0.1)
    monkeypatch.setattr(launching, "SWEEP_SECONDS", 0.1)
    with serve() as page:
        others = files_in(page.cache)
        person = page.person()
        with person.http.stream("GET", f"/gradio_api/heartbeat/{person.tab}"):
            (path,) = person.upload("mine.edf", EDF).json()
            person.take(path, "mine.edf")
            list(person.results())
            (session,) = page.store._sessions.values()
            time.sleep(0.5)
            assert len(page.store) == 1  # as long as the tab is open
        monkeypatch.setattr(uploads, "WAIT_SECONDS", 0.1)
        for _ in range(100):
            if not session.folder.exists() and files_in(page.cache) <= others:
                break
            time.sleep(0.1)
        assert not session.folder.exists()
        assert session.opened == []
        assert files_in(page.cache) <= others


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}
