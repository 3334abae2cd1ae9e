"""Logging in to a page that knows users: a form, a cookie, an end after twelve hours."""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict
from typing import Any

from neuro_llm.chat.blocks import NOTICE, safe

from .attempts import Attempts
from .bodies import Refused, read_body
from .users import LONGEST_PASSWORD, Users

HOURS = 12
MOST_LOGINS = 4096
LARGEST_FORM = 4096
_STYLE = """
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  background: Canvas; color: CanvasText; color-scheme: light dark }
form { display: grid; gap: .75rem; width: min(20rem, 90vw) }
h1 { font-size: 1.3rem; margin: 0 }
label { display: grid; gap: .2rem; font-size: .9rem }
input, button { font: inherit; padding: .5rem .6rem; border-radius: .4rem; border: 1px solid GrayText }
button { background: #0b5cad; color: #fff; border: 0; cursor: pointer }
[role=alert] { color: light-dark(#a93226, #ff8a7a); margin: 0 }
small { color: GrayText }"""


class Logins:
    """Who is logged in, by the token in a cookie.

    users     names and passwords
    secure    the page is served over TLS: the cookie is sent over nothing else
    port      in the cookie's name, as browsers keep one set of cookies for all ports of a computer
    """

    def __init__(self, users: Users, secure: bool, port: int) -> None:
        self.users = users
        self.secure = secure
        self.cookie = f"{'__Host-' if secure else ''}neuro-llm-{port}"
        self.attempts = Attempts()
        self._names: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def user(self, cookies: dict[str, str]) -> str | None:
        """Name of who sent these cookies, None where nobody is logged in."""
        name, until = self._names.get(cookies.get(self.cookie, ""), ("", 0.0))
        return name if until > time.monotonic() else None

    def start(self, name: str) -> str:
        """A new token (128 bits)."""
        token = secrets.token_urlsafe(16)
        self._names[token] = (name, time.monotonic() + 3600.0 * HOURS)
        while len(self._names) > MOST_LOGINS:
            self._names.popitem(last=False)
        return token

    def end(self, cookies: dict[str, str]) -> None:
        """Log out; no login is no error."""
        self._names.pop(cookies.get(self.cookie, ""), None)

    async def form(self, request: Any) -> Any:
        """GET /login"""
        return _page("")

    async def enter(self, request: Any) -> Any:
        """POST /login: to the page with a cookie; 400 with a wrong password, 429 after too many."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import RedirectResponse

        name, password = await _fields(request)
        address = request.client.host if request.client else ""
        wait = self.attempts.wait(address, name)
        if wait:
            seconds = math.ceil(wait)
            return _page(f"Too many tries. Wait {seconds} s.", 429, {"Retry-After": str(seconds)})
        self.attempts.failed(
            address, name
        )  # counted before it is known, so that tries at one moment count too
        if not await run_in_threadpool(self.users.know, name, password):
            return _page("The name or the password is wrong.", 400)
        self.attempts.succeeded(address, name)
        response = RedirectResponse("/", 303)
        response.set_cookie(
            self.cookie, self.start(name), max_age=3600 * HOURS, httponly=True, samesite="lax",
            secure=self.secure,
        )  # fmt: skip
        return response

    async def leave(self, request: Any) -> Any:
        """POST /logout"""
        from starlette.responses import RedirectResponse

        self.end(request.cookies)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(self.cookie, secure=self.secure, httponly=True, samesite="lax")
        return response


async def _fields(request: Any) -> tuple[str, str]:
    """Name and password of the form."""
    from urllib.parse import parse_qs

    body = await read_body(request.receive, LARGEST_FORM)
    try:
        found = parse_qs(body.decode("utf-8"), max_num_fields=8, keep_blank_values=True)
    except ValueError as error:
        raise Refused(400, "This is no login form.") from error
    name, password = (found.get(field, [""])[0] for field in ("username", "password"))
    return name.strip()[:64], password[: LONGEST_PASSWORD + 1]


def _page(problem: str, status: int = 200, headers: dict[str, str] | None = None) -> Any:
    from starlette.responses import HTMLResponse

    said = f'<p role="alert">{safe(problem)}</p>' if problem else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>neuro-llm</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f'<form method="post" action="/login"><h1>neuro-llm</h1>{said}'
        '<label>Name<input name="username" autocomplete="username" required autofocus></label>'
        '<label>Password<input name="password" type="password" autocomplete="current-password" required></label>'
        f"<button>Log in</button><small>{NOTICE}</small></form></body></html>",
        status,
        headers,
    )
