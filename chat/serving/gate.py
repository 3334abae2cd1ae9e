"""The gate before gradio: which routes there are, who may use them, and whose browser tab is whose."""

from __future__ import annotations

import json
import re
from collections import Counter, OrderedDict
from collections.abc import Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from neuro_llm.chat.store import Store

from .bodies import LARGEST_JSON, Refused, read_body, read_json, values
from .headers import App, Receive, Scope, Send
from .login import Logins
from .uploads import Uploads

MOST_AT_ONCE = 128
"""Requests of one user, or one address, that are open together; a tab keeps two or three."""
MOST_KNOWN = 20_000
_EVERYBODY = re.compile(r"/neuro-llm/static/[\w.-]{1,80}|/favicon\.ico|/robots\.txt")
_SEEN = re.compile(
    r"/|/(config|theme\.css|manifest\.json)/?|/(assets|static|svelte)/.+|/neuro-llm/files/[\w-]{1,64}"
    r"|/gradio_api/(info|app_id|startup-events|theme\.css|queue/data|queue/status|heartbeat/[\w-]+|call/ask/\w+)/?"
)
_SENT = re.compile(r"/logout|/gradio_api/(queue/join|run/predict|call/ask|cancel|reset|upload)/?")
_CHECKED = re.compile(r"/gradio_api/(queue/join|run/predict|call/ask|cancel|reset)")
_HASH = re.compile(r"[\w-]{1,64}")


class Gate:
    """ASGI middleware. What is not listed above is not there: nothing is served from gradio's cache or elsewhere.

    With users, nothing but the login is there for a stranger, and the hash of a browser tab, under which gradio keeps
    what the tab sees, belongs to the user who used it first.

    handlers   number of each of the page's handlers, and how many values it takes
    """

    def __init__(
        self, app: App, store: Store, uploads: Uploads, logins: Logins | None, handlers: Mapping[int, int]
    ) -> None:
        self.app, self.store, self.uploads, self.logins = app, store, uploads, logins
        self.handlers = handlers
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        who = ""
        sending = _Sending(send)
        try:
            user = self._admit(scope)
            scope["user_name"] = user or ""
            who = user or (scope.get("client") or ("",))[0]
            self._open[who] += 1
            if self._open[who] > MOST_AT_ONCE:
                raise Refused(429, "Too many requests at once.")
            await self._pass(scope, receive, sending)
        except Refused as refused:
            if not sending.started:
                await _answer(send, refused)
        finally:
            self._open[who] -= 1
            if self._open[who] <= 0:
                del self._open[who]

    def _admit(self, scope: Scope) -> str | None:
        """The user's name, None without users; refused where the route or the login is missing."""
        path, method = scope["path"], scope["method"]
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if method == "POST" and not _same_origin(headers):
            raise Refused(403, "Another page sent this.")
        if path in ("/login", "/logout") and self.logins is None:  # gradio has routes of these names
            raise Refused(404, "There is nothing here.")
        if path == "/login" or (_EVERYBODY.fullmatch(path) and method in ("GET", "HEAD")):
            return None
        user = self.logins.user(_cookies(headers)) if self.logins is not None else None
        if self.logins is not None and user is None:
            raise Refused(303 if path == "/" else 401, "Log in first.")
        listed = _SEEN if method in ("GET", "HEAD") else _SENT if method == "POST" else None
        if listed is None or not listed.fullmatch(path):
            raise Refused(404, "There is nothing here.")
        if path == "/":
            scope["query_string"] = b""  # gradio would look for a stored state by a name in it
        return user

    async def _pass(self, scope: Scope, receive: Receive, sending: _Sending) -> None:
        """On to gradio, after a look at whose tab it is and at what is sent."""
        path, user = scope["path"].rstrip("/"), scope["user_name"]
        if path.startswith("/gradio_api/heartbeat/"):
            return await self._heartbeat(path.rsplit("/", 1)[-1], scope, receive, sending)
        if path == "/gradio_api/queue/data":
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])
            self._claim(asked[0], user)
        elif path.startswith("/gradio_api/call/ask/"):
            if self._owners.get(path.rsplit("/", 1)[-1]) != user:
                raise Refused(404, "There is no such question.")
        elif _CHECKED.fullmatch(path):
            receive = await self._checked(path.rsplit("/", 1)[-1], receive, user)
            sending.listen(path, lambda event: self._claim(event, user))
        await self.app(scope, receive, sending)

    async def _heartbeat(self, tab: str, scope: Scope, receive: Receive, sending: _Sending) -> None:
        """Open as long as the tab is; its end is the tab's."""
        self._claim(tab, scope["user_name"])
        self.store.returned(tab)
        try:
            await self.app(scope, receive, sending)
        finally:
            self.store.left(tab)

    async def _checked(self, route: str, receive: Receive, user: str) -> Receive:
        """The body, once it is seen to be sound, to use the user's own tab, and to name the user's own uploads."""
        body = await read_body(receive, LARGEST_JSON)
        found = read_json(body)
        self._check_shape(route, found)
        if found.get("session_hash") is not None:
            self._claim(found["session_hash"], user)
        for _, value in values(found):
            named = value.get("path") if isinstance(value, dict) and "meta" in value else None
            if named is not None and not self.uploads.belong(str(named), user):
                raise Refused(403, "This file was not uploaded here, or waited too long. Choose it again.")
        waiting: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> MutableMapping[str, Any]:
            return waiting.pop() if waiting else await receive()

        return again

    def _check_shape(self, route: str, found: Mapping[str, Any]) -> None:
        """Gradio answers what it does not expect as if it were a fault of its own."""
        number, data = found.get("fn_index"), found.get("data")
        if route in ("join", "predict"):
            wanted = self.handlers.get(number) if isinstance(number, int) else None
            if wanted is None or not isinstance(data, list) or len(data) != wanted:
                raise Refused(400, "The page has no handler that takes this.")
        if route == "ask" and not (isinstance(data, list) and [type(one) for one in data] == [str, str]):
            raise Refused(400, 'Send {"data": [name of the recording, question]}.')

    def _claim(self, name: object, user: str) -> None:
        """A tab or a question belongs to who used it first."""
        if not isinstance(name, str) or not _HASH.fullmatch(name):
            raise Refused(400, "This is no name of a browser tab.")
        if self._owners.setdefault(name, user) != user:
            raise Refused(403, "This is somebody else's.")
        self._owners.move_to_end(name)
        while len(self._owners) > MOST_KNOWN:
            self._owners.popitem(last=False)


class _Sending:
    """`send` that knows whether an answer has begun, and reads the answers to what was checked."""

    def __init__(self, send: Send) -> None:
        self.send, self.started = send, False
        self._tell: Any = None
        self._failed: MutableMapping[str, Any] | None = None
        self._direct = False

    def listen(self, path: str, tell: Any) -> None:
        """Tell the id of a question that gradio takes in."""
        self._tell, self._direct = tell, path.endswith("/run/predict")

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        self.started = True
        if message["type"] == "http.response.start" and self._direct and message["status"] == 500:
            self._failed = message
            return
        if self._tell is not None and message["type"] == "http.response.body":
            found = re.search(rb'"event_id":\s*"(\w+)"', message.get("body", b""))
            if found:
                self._tell(found.group(1).decode())
        if (
            self._failed is not None
        ):  # a sentence for the user, which gradio sends as a fault; faults have none
            sentence = b'"error":null' not in message.get("body", b"").replace(b" ", b"")
            await self.send({**self._failed, "status": 422 if sentence else 500})
            self._failed = None
        await self.send(message)


def _same_origin(headers: dict[bytes, str]) -> bool:
    """False where a browser says that a page of another place sent the request."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin).netloc == headers.get(b"host", "")


def _cookies(headers: dict[bytes, str]) -> dict[str, str]:
    try:
        return {name: part.value for name, part in SimpleCookie(headers.get(b"cookie", "")).items()}
    except CookieError:
        return {}


async def _answer(send: Send, refused: Refused) -> None:
    body = json.dumps({"error": str(refused)}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if refused.status == 303:
        headers.append((b"location", b"/login"))
    if refused.status in (408, 413):
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
