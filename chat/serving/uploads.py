"""Files on their way in: each upload in a folder of its own, known by who sent it, gone when nobody takes it."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from pathlib import Path
from threading import Lock
from typing import Any

from neuro_llm.chat.archives import safe_name
from neuro_llm.chat.store import SPARE_BYTES

from .bodies import Refused, pieces

LARGEST_UPLOAD = 2 << 30
MOST_FILES = 200
WAIT_SECONDS = 45.0
"""s that an upload waits for its handler, which asks for it as soon as it has arrived."""


class Uploads:
    """The files that have arrived and that no handler has taken yet.

    folder   gradio's cache: its handlers are given paths below it only
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._owners: dict[str, tuple[str, float]] = {}
        self._lock = Lock()

    async def receive(self, request: Any) -> Any:
        """POST /gradio_api/upload: the paths, as gradio's own route answers. 400 without a name, 413 too large."""
        from starlette.concurrency import run_in_threadpool
        from starlette.datastructures import UploadFile
        from starlette.formparsers import MultiPartException, MultiPartParser
        from starlette.responses import JSONResponse

        declared = int(request.headers.get("content-length", "0") or 0)
        if declared > LARGEST_UPLOAD + (1 << 20):
            raise Refused(413, f"More than {LARGEST_UPLOAD / 1e9:.1f} GB cannot be uploaded at once.")
        if shutil.disk_usage(self.folder).free - 2 * declared < SPARE_BYTES:
            raise Refused(507, "The disk of this server is nearly full.")
        body = pieces(request.receive, LARGEST_UPLOAD + (1 << 20))
        parser = MultiPartParser(request.headers, body, max_files=MOST_FILES, max_fields=8)  # type: ignore[arg-type]
        try:
            form = await parser.parse()
        except (MultiPartException, KeyError, ValueError, AssertionError) as error:
            raise Refused(400, "This is no form with files.") from error
        try:
            files = [file for _, file in form.multi_items() if isinstance(file, UploadFile)]
            if not files or not all((file.filename or "").strip() for file in files):
                raise Refused(400, "A file without a name cannot be opened.")
            user = request.scope.get("user_name", "")
            kept = [
                await run_in_threadpool(self._keep, file.file, str(file.filename), user) for file in files
            ]
        finally:
            await form.close()
        return JSONResponse(kept)

    def belong(self, path: str, user: str) -> bool:
        """Did this user upload this file?"""
        with self._lock:
            return self._owners.get(path, (None, 0.0))[0] == user

    def sweep(self) -> None:
        """Delete what nobody took, and the empty files that gradio makes beside what was taken."""
        oldest = time.monotonic() - WAIT_SECONDS
        with self._lock:
            old = [path for path, (_, arrived) in self._owners.items() if arrived < oldest]
            for path in old:
                del self._owners[path]
        for path in old:
            shutil.rmtree(Path(path).parent, ignore_errors=True)
        for file in self.folder.glob("tmp*"):
            with contextlib.suppress(OSError):
                if file.is_file() and file.stat().st_mtime < time.time() - WAIT_SECONDS:
                    file.unlink()

    def _keep(self, file: Any, name: str, user: str) -> str:
        """Write one file into a folder that nobody can guess; its path."""
        folder = self.folder / secrets.token_hex(16)
        folder.mkdir(mode=0o700)
        path = folder / safe_name(name.replace("\\", "/").rsplit("/", 1)[-1])
        try:
            with path.open("xb") as kept:
                shutil.copyfileobj(file, kept, 1 << 20)
        except BaseException:
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
            raise
        with self._lock:
            self._owners[str(path)] = (user, time.monotonic())
        return str(path)
