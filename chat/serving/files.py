"""The page's own files: scripts and styles for everybody, and what a session made for its owner."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from neuro_llm.chat.store import Store

STATIC = Path(__file__).resolve().parents[1] / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


async def static(request: Any) -> Any:
    """GET /neuro-llm/static/{name}: a file of chat/static, or plotly.js as the plotly package ships it."""
    from starlette.responses import Response

    path = _static_files().get(request.path_params["name"])
    if path is None:
        return Response(status_code=404)
    body, packed, tag = _loaded(path, path.stat().st_mtime_ns)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=_TYPES[path.suffix]
        )
    return Response(body, headers=headers, media_type=_TYPES[path.suffix])


def _static_files() -> dict[str, Path]:
    """Name → file: nothing else is served, whatever the name says."""
    found = {path.name: path for path in STATIC.glob("*") if path.suffix in _TYPES}
    plotly = find_spec("plotly")
    if plotly is not None and plotly.submodule_search_locations:
        found["plotly.js"] = Path(plotly.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
    return found


@cache
def _loaded(path: Path, modified: int) -> tuple[bytes, bytes, str]:
    """Content, the same compressed, and its tag."""
    body = path.read_bytes()
    return body, gzip.compress(body, 6), f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def tickets(store: Store) -> Any:
    """GET /neuro-llm/files/{ticket}: a file of a session, for its owner, to be saved and never to be shown."""

    async def fetch(request: Any) -> Any:
        from starlette.responses import FileResponse, Response

        found = store.redeem(request.path_params["ticket"], request.scope.get("user_name", ""))
        if found is None or not found.path.is_file():
            return Response("This file is no longer there: make it again.", 404, media_type="text/plain")
        return FileResponse(
            found.path, filename=found.filename, media_type="application/octet-stream",
            headers={"Cache-Control": "no-store"},
        )  # fmt: skip

    return fetch
