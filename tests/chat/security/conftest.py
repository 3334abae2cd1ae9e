"""A started page and people who use it over HTTP, as a browser would or as an attacker might."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat import Access, started
from neuro_llm.chat.serving import launching
from neuro_llm.chat.serving.users import add_user
from neuro_llm.chat.store import Session, Store
from neuro_llm.recordings import examples
from neuro_llm.recordings.recording import Recording

LABEL = examples.EXAMPLES["rest_eyes_closed"]
PASSWORD = "a long enough word"


class Echo:
    """A model that answers with the names of its recordings and the question, or as `script` says."""

    def __init__(self) -> None:
        self.script: Callable[[str], Iterator[str | Answer]] | None = None
        self.notes: tuple[str, ...] = ()

    def chat(self, *recordings: Recording) -> Any:
        return _EchoConversation(self, recordings)

    def generate(self, recording: Recording, question: str) -> Answer:
        *_, answer = self.chat(recording).stream(question)
        assert isinstance(answer, Answer)
        return answer


@dataclass
class _EchoConversation:
    model: Echo
    recordings: tuple[Recording, ...]
    heard: list[str] = field(default_factory=list)

    def stream(self, question: str, choices: Any = None) -> Iterator[str | Answer]:
        if self.model.script is not None:
            yield from self.model.script(question)
            return
        self.heard.append(question)
        text = f"{' '.join(one.name for one in self.recordings)}: {' | '.join(self.heard)}"
        yield text[:10]
        yield Answer(text)

    def rewind(self, count: int) -> None:
        del self.heard[count:]

    def tell(self, question: str, answer: Answer) -> None:
        self.heard.append(question)


@dataclass
class Served:
    """The started page: where it is, and what it keeps."""

    address: str
    store: Store
    model: Echo
    cache: Path

    def person(self, name: str = "") -> Person:
        """Somebody with a browser of their own, logged in where a name is given."""
        person = Person(self)
        if name:
            person.log_in(name)
        return person


class Person:
    """One browser tab."""

    def __init__(self, page: Served) -> None:
        self.page = page
        self.http = httpx.Client(base_url=page.address, timeout=60, trust_env=False)
        self.tab = secrets.token_hex(6)
        self._functions: dict[tuple[str, str], int] = {}

    def log_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        return self.http.post("/login", data={"username": name, "password": password})

    def function(self, elem_id: str, event: str) -> int:
        """Number of the handler of an event; "page" is the whole page."""
        if not self._functions:
            config = self.http.get("/config").json()
            names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
            for one in config["dependencies"]:
                for target in one["targets"]:
                    self._functions.setdefault((names.get(target[0]) or "page", target[1]), one["id"])
        return self._functions[elem_id, event]

    def join(self, elem_id: str, event: str, data: list[Any], **more: Any) -> httpx.Response:
        """Queue an event."""
        body = {"fn_index": self.function(elem_id, event), "data": data, "session_hash": self.tab, **more}
        return self.http.post("/gradio_api/queue/join", json=body)

    def results(self) -> Iterator[dict[str, Any]]:
        """Messages of this tab's queue until it is empty."""
        with self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.tab}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line.removeprefix("data:"))

    def do(self, elem_id: str, event: str, data: list[Any]) -> dict[str, Any]:
        """Queue an event and wait for its output; {"error": ...} where it failed."""
        joined = self.join(elem_id, event, data)
        assert joined.status_code == 200, joined.text
        for message in self.results():
            if message["msg"] == "process_completed" and message["event_id"] == joined.json()["event_id"]:
                return message["output"]
        raise AssertionError("the page gave no output")

    def now(self, elem_id: str, event: str, data: list[Any], event_data: Any = None, **more: Any) -> Any:
        """An event that is answered at once, beside the queue."""
        body = {
            "fn_index": self.function(elem_id, event), "data": data, "event_data": event_data,
            "session_hash": self.tab, **more,
        }  # fmt: skip
        return self.http.post("/gradio_api/run/predict", json=body)

    def open_example(self) -> Session:
        """Open the first recording on offer; the session that the server keeps for it."""
        before = set(self.page.store._sessions)
        output = self.do("nl-offered", "input", [None, next(iter(self.offered())), False])
        assert "data" in output, output
        (token,) = set(self.page.store._sessions) - before
        return self.page.store._sessions[token]

    def offered(self) -> list[str]:
        """Labels of the recordings on offer."""
        config = self.http.get("/config").json()
        (found,) = [one for one in config["components"] if one["props"].get("elem_id") == "nl-offered"]
        return [choice[0] for choice in found["props"]["choices"]]

    def ask(self, question: str) -> str:
        """All that the page shows after a question, as JSON text."""
        return json.dumps(self.do("nl-ask", "click", [None, question]), ensure_ascii=False)

    def upload(self, name: str, content: bytes) -> httpx.Response:
        return self.http.post("/gradio_api/upload", files=[("files", (name, content))])

    def take(self, path: str, name: str) -> httpx.Response:
        """Ask the page to open an upload."""
        file = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
        return self.join("nl-upload", "upload", [None, [file], False, None, "", "", ""])


def raw(address: str, method: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of a path that is sent as it is: httpx would tidy it up."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


@contextmanager
def serve(recordings: Any = (), users: Path | None = None) -> Iterator[Served]:
    """The page with an echo for a model, on a free port of this computer."""
    import os

    stores: list[Store] = []

    class Watched(Store):
        def __init__(self) -> None:
            super().__init__()
            stores.append(self)

    model = Echo()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(launching, "Store", Watched)
        with started(model, recordings, Access(port=0, users=users)) as address:
            yield Served(address, stores[0], model, Path(os.environ["GRADIO_TEMP_DIR"]))


@pytest.fixture(scope="session", name="serve")
def _serve() -> Callable[..., AbstractContextManager[Served]]:
    return serve


@pytest.fixture(scope="session", name="raw")
def _raw() -> Callable[..., tuple[int, bytes]]:
    return raw


@pytest.fixture(scope="module")
def page() -> Iterator[Served]:
    """A page without users."""
    with serve() as served:
        yield served


@pytest.fixture(scope="session")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two users, anna and ben."""
    file = tmp_path_factory.mktemp("users") / "users.txt"
    for name in ("anna", "ben"):
        add_user(file, name, PASSWORD)
    return file


@pytest.fixture(scope="module")
def lab(users: Path) -> Iterator[Served]:
    """A page with two users."""
    with serve(users=users) as served:
        yield served
