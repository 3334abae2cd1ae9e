"""Two people who logged in: nothing of one is reached by the other, by any name that the page knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat.serving.users import Users
from neuro_llm.recordings import examples

SECRET = "annas-own-night"


@dataclass
class Both:
    """Anna has a recording open, has asked, and has saved something; Ben tries to get at it."""

    page: Any
    anna: Any
    ben: Any
    token: str
    ticket: str
    upload: str


@pytest.fixture(scope="module")
def both(lab: Any) -> Both:
    anna, ben = lab.person("anna"), lab.person("ben")
    content = examples.path("seizure").read_bytes()
    (path,) = anna.upload(f"{SECRET}.edf", content).json()
    assert anna.take(path, f"{SECRET}.edf").status_code == 200
    assert SECRET in str(list(anna.results()))
    (session,) = [one for one in lab.store._sessions.values() if one.owner == "anna"]
    made = session.folder / "report.html"
    made.write_text(SECRET)
    (waiting,) = anna.upload(f"{SECRET}-2.edf", content).json()
    ticket = lab.store.ticket(session, made, "report.html")
    return Both(lab, anna, ben, session.token, ticket, waiting)


def as_anna(both: Both, event: Callable[..., Any], *rest: Any) -> Any:
    """Ben names Anna's browser tab as his own."""
    own, both.ben.tab = both.ben.tab, both.anna.tab
    try:
        return event(*rest)
    finally:
        both.ben.tab = own


def get(both: Both, path: str) -> Any:
    return both.ben.http.get(path)


def ask_once(both: Both) -> Any:
    """Anna asks over HTTP; Ben fetches the answer by the id of her question."""
    both.page.model.script = lambda question: iter([Answer(f"{SECRET} {question}")])
    asked = both.anna.http.post("/gradio_api/call/ask", json={"data": [both.anna.offered()[0], "Whose?"]})
    both.page.model.script = None
    return get(both, f"/gradio_api/call/ask/{asked.json()['event_id']}")


def queued(both: Both, answer: Any) -> Any:
    """What Ben's own queue says after he was let in, else the refusal."""
    return "".join(map(str, both.ben.results())) if answer.status_code == 200 else answer


LOOK = {"id": "R1", "tab": "traces", "state": {}}
TRIES: dict[str, Callable[[Both], Any]] = {
    "the ticket": lambda both: get(both, f"/neuro-llm/files/{both.ticket}"),
    "the ticket with a slash": lambda both: get(both, f"/neuro-llm/files/{both.ticket}/"),
    "the token as a ticket": lambda both: get(both, f"/neuro-llm/files/{both.token}"),
    "the upload by its path": lambda both: get(both, f"/gradio_api/file={both.upload}"),
    "the upload by its old route": lambda both: get(both, f"/file={both.upload}"),
    "the upload in a handler": lambda both: both.ben.take(both.upload, "mine.edf"),
    "the upload as a conversation": lambda both: both.ben.join(
        "nl-reopen", "upload", {"nl-reopen": {"path": both.upload, "meta": {"_type": "gradio.FileData"}}}
    ),
    "the upload without its mark": lambda both: queued(
        both, both.ben.join("nl-upload", "upload", {"nl-upload": [{"path": both.upload}]})
    ),
    "the queue of the tab": lambda both: get(both, f"/gradio_api/queue/data?session_hash={both.anna.tab}"),
    "the heartbeat of the tab": lambda both: get(both, f"/gradio_api/heartbeat/{both.anna.tab}"),
    "a question in the tab": lambda both: as_anna(
        both, both.ben.join, "nl-ask", "click", {"nl-question": "Whose?"}
    ),
    "a page in the tab": lambda both: as_anna(both, both.ben.now, "nl-viewer", "look", LOOK),
    "closing in the tab": lambda both: as_anna(both, both.ben.now, "nl-viewer", "shut", {"id": "R1"}),
    "saving in the tab": lambda both: as_anna(both, both.ben.join, "nl-keep", "click", {}),
    "stopping in the tab": lambda both: both.ben.http.post(
        "/gradio_api/cancel", json={"session_hash": both.anna.tab, "fn_index": 0, "event_id": "x"}
    ),
    "the token in a question": lambda both: queued(
        both, both.ben.join("nl-ask", "click", {"state": both.token, "nl-question": "Whose?"})
    ),
    "the token on a page": lambda both: both.ben.now("nl-viewer", "look", LOOK, state=both.token),
    "the token while saving": lambda both: queued(
        both, both.ben.join("nl-keep", "click", {"state": both.token})
    ),
    "the answer to a question": ask_once,
    "the recording by its name": lambda both: queued(
        both, both.ben.join("nl-offered", "input", {"nl-offered": f"{SECRET}.edf"})
    ),
}


@pytest.mark.parametrize("name", TRIES)
def test_ben_gets_nothing_of_annas(both: Both, name: str) -> None:
    answer = TRIES[name](both)
    text = answer if isinstance(answer, str) else answer.text
    if name != "the recording by its name":  # which says that this name is not on offer
        assert SECRET not in text
    if not isinstance(answer, str) and not name.startswith("the token on"):
        assert 400 <= answer.status_code < 500, answer.text
    opened = both.page.store.get(both.token, "anna").opened
    assert [one.label for one in opened] == [f"{SECRET}.edf"]


def test_there_are_twenty_tries() -> None:
    assert len(TRIES) == 20


def test_what_is_annas_is_there_for_anna(both: Both) -> None:
    fetched = both.anna.http.get(f"/neuro-llm/files/{both.ticket}")
    assert fetched.text == SECRET
    assert fetched.headers["content-disposition"] == 'attachment; filename="report.html"'
    assert fetched.headers["content-type"] == "application/octet-stream"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert both.anna.now("nl-viewer", "look", LOOK).status_code == 200
    assert SECRET in both.anna.ask("Whose?")


STRANGERS = (
    "/config", "/theme.css", "/manifest.json", "/assets/index.js", "/gradio_api/info", "/gradio_api/app_id",
    "/gradio_api/startup-events", "/gradio_api/queue/status", "/gradio_api/queue/data?session_hash=abc",
    "/gradio_api/heartbeat/abc", "/openapi.json", "/docs", "/neuro-llm/files/abc", "/gradio_api/login_check",
)  # fmt: skip


def test_a_stranger_sees_the_login_only(lab: Any) -> None:
    stranger = lab.person()
    for path in STRANGERS:
        assert stranger.http.get(path).status_code == 401, path
    for path in ("queue/join", "run/predict", "call/ask", "cancel", "upload"):
        assert stranger.http.post(f"/gradio_api/{path}", json={}).status_code == 401, path
    front = stranger.http.get("/")
    assert (front.status_code, front.headers["location"]) == (303, "/login")
    login = stranger.http.get("/login")
    assert login.status_code == 200
    assert "password" in login.text
    assert "default-src 'self'" in login.headers["content-security-policy"]
    assert stranger.http.get("/neuro-llm/static/viewer.js").status_code == 200


def test_the_cookie_is_for_the_server_alone_and_logging_out_ends_it(lab: Any) -> None:
    person = lab.person()
    reply = person.log_in("ben")
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert person.http.get("/config").status_code == 200
    kept = dict(person.http.cookies)
    assert person.http.post("/logout").status_code == 303
    person.http.cookies.update(kept)
    assert person.http.get("/config").status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_other_pages_cannot_send_for_a_user(lab: Any, origin: str) -> None:
    person = lab.person("anna")
    for path in ("/login", "/logout", "/gradio_api/queue/join", "/gradio_api/upload"):
        assert person.http.post(path, json={}, headers={"Origin": origin}).status_code == 403
    assert person.http.get("/config").status_code == 200


@pytest.fixture
def fresh_lab(serve: Callable[..., Any], users: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(Users, "know", lambda self, name, password: password == "right")  # takes no time
    with serve(users=users) as lab:
        yield lab


def test_guessing_takes_longer_and_longer(fresh_lab: Any) -> None:
    person = fresh_lab.person()
    replies = [person.log_in("anna", f"guess {n}") for n in range(50)]
    assert [reply.status_code for reply in replies[:5]] == [400] * 5
    late = [reply for reply in replies if reply.status_code == 429]
    assert len(late) >= 40
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in late)
    assert (
        person.log_in("anna", "right").status_code == 429
    )  # also with the right one, or guessing would go on
    assert person.log_in("ben", "right").status_code == 303  # another user is not kept out
