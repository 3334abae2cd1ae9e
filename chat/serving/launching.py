"""Opening the page: on this computer only or to named users, nothing recorded, nothing sent, bounded."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

from neuro_llm.chat.looks import styles, theme
from neuro_llm.chat.models import ModelChoice
from neuro_llm.chat.page import build
from neuro_llm.chat.store import Store
from neuro_llm.recordings.recording import Recording

from .access import Access
from .bodies import Refused
from .environment import quiet_gradio
from .files import static, tickets
from .gate import Gate
from .headers import OwnHeaders
from .login import Logins
from .server import listen, running
from .uploads import LARGEST_UPLOAD, Uploads
from .users import Users

_log = logging.getLogger("neuro_llm.chat")

SWEEP_SECONDS = 10.0
MOST_TABS = 100
"""Browser tabs that gradio remembers; the longest unused is forgotten."""


def launch(
    model: Any = None,
    recordings: Sequence[str | Path | Recording] = (),
    access: Access | None = None,
    choice: ModelChoice | None = None,
    open_browser: bool = True,
) -> None:
    """Open the page and stay until Ctrl-C. `model=None`: the one of `choice`, by default the embedded one."""
    access, choice = access or Access(), choice or ModelChoice()
    model = choice.load() if model is None else model
    if threading.current_thread() is threading.main_thread():  # an ended program leaves no upload behind
        signal.signal(signal.SIGTERM, _end)
    with started(model, recordings, access, choice) as address:
        print(f"neuro-llm: {address}   (Ctrl-C ends it)", file=sys.stderr)
        if access.plain:
            print("Passwords travel unencrypted; give --certificate and --key for TLS.", file=sys.stderr)
        if open_browser:
            webbrowser.open(address)
        threading.Event().wait()


def _end(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def started(
    model: Any,
    recordings: Sequence[str | Path | Recording] = (),
    access: Access | None = None,
    choice: ModelChoice | None = None,
) -> Iterator[str]:
    """The page, open in the background as long as the `with` lasts; gives its address. By default on a free port."""
    access = access or Access(port=0)
    users = Users.from_file(access.users) if access.users else None
    quiet_gradio()
    with listen(access) as listening, closing(Store()) as store:
        page = build(model, recordings, store, choice, shared=users is not None)
        port = int(listening.getsockname()[1])
        logins = Logins(users, access.certificate is not None, port) if users else None
        with running(application(page, store, logins), listening, access):
            yield access.address(port)


def application(page: Any, store: Store, logins: Logins | None) -> Any:
    """The page behind its gate, as one web application."""
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware import Middleware
    from starlette.routing import BaseRoute, Route

    uploads = Uploads(Path(os.environ["GRADIO_TEMP_DIR"]))
    routes: list[BaseRoute] = [
        Route("/neuro-llm/static/{name}", static),
        Route("/neuro-llm/files/{ticket}", tickets(store)),
        Route("/gradio_api/upload", uploads.receive, methods=["POST"]),
    ]
    if logins is not None:
        routes += [
            Route("/login", logins.form),
            Route("/login", logins.enter, methods=["POST"]),
            Route("/logout", logins.leave, methods=["POST"]),
        ]
    app = FastAPI(
        routes=routes, docs_url=None, redoc_url=None, openapi_url=None,
        lifespan=_sweeping(store.sweep, uploads.sweep), exception_handlers={Refused: _refuse},
        middleware=[
            *_own_names(logins),
            Middleware(OwnHeaders),
            Middleware(
                Gate, store=store, uploads=uploads, logins=logins,
                handlers={number: len(handler.inputs) for number, handler in page.fns.items()},
            ),
        ],
    )  # fmt: skip
    page.state_session_capacity = MOST_TABS
    return gr.mount_gradio_app(
        app, page, path="/", theme=theme(), css=styles(), show_error=False, run_history=False, enable_monitoring=False,
        footer_links=[], ssr_mode=False, mcp_server=False, pwa=False, max_file_size=LARGEST_UPLOAD,
        app_kwargs={"openapi_url": None},
        auth_dependency=None if logins is None else lambda request: request.scope["user_name"],
    )  # fmt: skip


def _own_names(logins: Logins | None) -> list[Any]:
    """Without users a page of another name that leads here (DNS rebinding) is refused; with users, its browser has no
    cookie for that name, so any name of this server may be used."""
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    names = ["127.0.0.1", "localhost", "[::1]", "[", "::1"]
    return [] if logins else [Middleware(TrustedHostMiddleware, allowed_hosts=names)]


def _refuse(request: Any, refused: Exception) -> Any:
    from starlette.responses import JSONResponse

    assert isinstance(refused, Refused)
    return JSONResponse({"error": refused.sentence}, refused.status)


def _sweeping(*sweeps: Callable[[], None]) -> Any:
    """What nobody uses any more goes, also when nobody asks for anything."""

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        async def sweep() -> None:
            while True:
                await asyncio.sleep(SWEEP_SECONDS)
                for one in sweeps:
                    try:
                        await asyncio.to_thread(one)
                    except Exception as error:  # the next round tries again
                        _log.error("What nobody uses could not be removed: %s", type(error).__name__)

        task = asyncio.create_task(sweep())
        yield
        task.cancel()

    return lifespan
