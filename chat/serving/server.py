"""The web server, in a thread: patient with slow clients for a while, gone at once when it is told to end."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from neuro_llm.recordings.errors import ConfigError

from .access import Access
from .headers import App

HEAD_SECONDS = 15.0
"""s that the head of a request may take to arrive."""
MOST_CONNECTIONS = 512


def listen(access: Access) -> socket.socket:
    """The socket; a taken port is a ConfigError."""
    try:
        family = socket.AF_INET6 if ":" in access.host else socket.AF_INET
        return socket.create_server((access.host, access.port), family=family, backlog=256)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigError(
            f"Port {access.port} of {access.host} cannot be used ({why}). Choose another with --port."
        ) from error


@contextmanager
def running(app: App, listening: socket.socket, access: Access) -> Iterator[None]:
    """Serve `app` as long as the `with` lasts."""
    import uvicorn

    config = uvicorn.Config(
        app, http=_protocol(), ws="none", log_level="critical", access_log=False, server_header=False,
        proxy_headers=False,  # an address that a header names is one that a guesser of passwords makes up
        timeout_keep_alive=15, timeout_graceful_shutdown=1, limit_concurrency=MOST_CONNECTIONS,
        ssl_certfile=access.certificate, ssl_keyfile=access.key,
    )  # fmt: skip
    try:
        config.load()
    except (OSError, ValueError) as error:
        raise ConfigError(f"The certificate or its key cannot be used ({error}).") from error
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            if not thread.is_alive():
                raise RuntimeError("The web server did not start.")
        yield
    finally:
        server.should_exit = server.force_exit = True  # open streams would keep it waiting
        thread.join(5)


@cache
def _protocol() -> Any:
    """uvicorn's HTTP/1.1, which closes a connection that sends no whole head in time (slow-loris)."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class PatientProtocol(H11Protocol):
        closing: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.wait_for_head()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self.wait_for_head()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            if self.closing is not None:
                self.closing.cancel()

        def wait_for_head(self) -> None:
            """Count the time from the first byte of a head until it is there."""
            there = self.cycle is not None and not self.cycle.response_complete
            if there and self.closing is not None:
                self.closing.cancel()
                self.closing = None
            elif not there and self.closing is None:
                self.closing = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    return PatientProtocol
