"""Opening the page: on this computer only, nothing recorded, nothing sent, bounded."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from neuro_llm.chat.looks import CSS, theme
from neuro_llm.chat.page import build
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording

from .headers import OwnHeaders

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LARGEST_UPLOAD = "2gb"


def launch(
    model: Any = None,
    recordings: Sequence[str | Path | Recording] = (),
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
) -> None:
    """Open the page at http://host:port and stay until Ctrl-C. `model=None`: the embedded default."""
    if host not in LOOPBACK:
        raise ConfigError(
            f"host={host!r} would let other computers read the recordings, and the page knows no users. "
            "Keep 127.0.0.1; from elsewhere, tunnel: ssh -L 7860:127.0.0.1:7860 <this computer>."
        )
    if model is None:
        from neuro_llm.assistant import load

        model = load()
    if threading.current_thread() is threading.main_thread():  # an ended program leaves no upload behind
        signal.signal(signal.SIGTERM, _end)
    with started(model, recordings, host, port) as address:
        print(f"neuro-llm: {address}   (Ctrl-C ends it)", file=sys.stderr)
        if open_browser:
            webbrowser.open(address)
        threading.Event().wait()


@contextmanager
def started(
    model: Any, recordings: Sequence[str | Path | Recording] = (), host: str = "127.0.0.1", port: int = 0
) -> Iterator[str]:
    """The page, open in the background as long as the `with` lasts; gives its address. Port 0: a free one."""
    page = build(model, recordings)
    try:
        _, address, _ = page.launch(
            prevent_thread_lock=True, inbrowser=False, quiet=True, **settings(host, port or free_port())
        )
    except OSError as error:
        raise ConfigError(f"Port {port} cannot be used ({error}). Choose another with --port.") from error
    try:
        yield address.rstrip("/")
    finally:
        page.close(verbose=False)


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def settings(host: str, port: int) -> dict[str, Any]:
    """What the server is started with: this computer only, nothing recorded, nothing sent, bounded."""
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    names = ["127.0.0.1", "localhost", "[::1]", "[", "::1"]
    return {
        "server_name": host,
        "server_port": port,
        "share": False,
        "_frontend": False,  # no self-test that gives up after 3 s, which a busy computer does not pass
        "max_file_size": LARGEST_UPLOAD,
        "allowed_paths": [],
        "run_history": False,
        "enable_monitoring": False,
        "show_error": False,
        "state_session_capacity": 50,
        "footer_links": [],
        "ssr_mode": False,
        "mcp_server": False,
        "pwa": False,
        "theme": theme(),
        "css": CSS,
        "app_kwargs": {
            "middleware": [Middleware(TrustedHostMiddleware, allowed_hosts=names), Middleware(OwnHeaders)]
        },
    }
