"""A started page and people who use it over HTTP, as a browser would or as an attacker might."""

from __future__ import annotations

import http.client
import json
import os
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
    model: Any
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
        self._config: dict[str, Any] = {}

    def log_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        return self.http.post("/login", data={"username": name, "password": password})

    def config(self) -> dict[str, Any]:
        """The page as gradio describes it to the browser."""
        if not self._config:
            self._config = self.http.get("/config").json()
        return self._config

    def handler(self, elem_id: str, event: str) -> dict[str, Any]:
        """What is called by an event of an element."""
        (number,) = [
            one["id"] for one in self.config()["components"] if one["props"].get("elem_id") == elem_id
        ]
        return next(one for one in self.config()["dependencies"] if [number, event] in one["targets"])

    def body(self, elem_id: str, event: str, given: dict[str, Any], **more: Any) -> dict[str, Any]:
        """An event as the browser sends it: each input as `given` by its element, else as it stands on the page.

        "state" is the input that the server keeps and the browser never sees.
        """
        handler = self.handler(elem_id, event)
        inputs = {one["id"]: one for one in self.config()["components"] if one["id"] in handler["inputs"]}
        data = []
        for number in handler["inputs"]:
            name = inputs[number]["props"].get("elem_id") or inputs[number]["type"]
            data.append(given.get(name, inputs[number]["props"].get("value")))
        return {"fn_index": handler["id"], "data": data, "session_hash": self.tab, **more}

    def join(self, elem_id: str, event: str, given: dict[str, Any]) -> httpx.Response:
        """Queue an event."""
        return self.http.post("/gradio_api/queue/join", json=self.body(elem_id, event, given))

    def results(self) -> Iterator[dict[str, Any]]:
        """Messages of this tab's queue until it is empty."""
        with self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.tab}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line.removeprefix("data:"))

    def do(self, elem_id: str, event: str, given: dict[str, Any]) -> dict[str, Any]:
        """Queue an event and wait for its output; {"error": ...} where it failed."""
        joined = self.join(elem_id, event, given)
        assert joined.status_code == 200, joined.text
        for message in self.results():
            if message["msg"] == "process_completed" and message["event_id"] == joined.json()["event_id"]:
                return message["output"]
        raise AssertionError("the page gave no output")

    def now(self, elem_id: str, event: str, event_data: Any, **given: Any) -> httpx.Response:
        """An event that is answered at once, beside the queue."""
        body = self.body(elem_id, event, given, event_data=event_data)
        return self.http.post("/gradio_api/run/predict", json=body)

    def open_example(self) -> Session:
        """Open the first recording on offer; the session that the server keeps for it."""
        output = self.do("nl-offered", "input", {"nl-offered": self.offered()[0]})
        assert "data" in output, output
        (session,) = [one for one in list(self.page.store._sessions.values()) if one.tab == self.tab]
        return session

    def offered(self) -> list[str]:
        """Labels of the recordings on offer."""
        components = self.config()["components"]
        (found,) = [one for one in components if one["props"].get("elem_id") == "nl-offered"]
        return [choice[0] for choice in found["props"]["choices"]]

    def ask(self, question: str) -> str:
        """All that the page shows after a question, as JSON text."""
        return json.dumps(self.do("nl-ask", "click", {"nl-question": question}), ensure_ascii=False)

    def upload(self, name: str, content: bytes) -> httpx.Response:
        return self.http.post("/gradio_api/upload", files=[("files", (name, content))])

    def take(self, path: str, name: str) -> httpx.Response:
        """Ask the page to open an upload."""
        file = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
        return self.join("nl-upload", "upload", {"nl-upload": [file]})


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
def serve(recordings: Any = (), users: Path | None = None, model: Any = None) -> Iterator[Served]:
    """The page with a model, or an echo in its place, on a free port of this computer."""
    stores: list[Store] = []

    class Watched(Store):
        def __init__(self) -> None:
            super().__init__()
            stores.append(self)

    model = model or Echo()
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


@pytest.fixture(scope="session")
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
