"""The parent's side: one child process per open recording, with time limits, restarted once where it dies."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Options

OPEN_SECONDS = 60.0
READ_SECONDS = 60.0
MOST_BYTES = 4 << 30
_PIECE_SAMPLES = 1 << 25
_LONGEST_HEADER = 1 << 28
_SECRET = ("TOKEN", "SECRET", "PASSWORD", "CREDENTIAL", "API_KEY", "ACCESS_KEY")


class Died(Exception):
    """The child is gone. `timed_out` where the parent ended it."""

    def __init__(self, timed_out: bool, status: int | None) -> None:
        super().__init__()
        self.timed_out, self.status = timed_out, status


class Child:
    """One child process. Not for more than one thread at a time; `ChildSource` sees to that."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "neuro_llm.recordings.readers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
        self.owner = os.getpid()
        self.end = weakref.finalize(self, _end, self.process, self.owner)

    def ask(self, message: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send one message, wait for the answer. Died where the child does not give one in time."""
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(message)
        except (OSError, EOFError, ValueError, struct.error) as error:
            self.process.kill()
            raise Died(late.is_set(), self.process.wait()) from error
        finally:
            timer.cancel()

    def _exchange(self, message: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        write, read = self.process.stdin, self.process.stdout
        assert write is not None
        assert read is not None
        body = json.dumps(message).encode()
        write.write(struct.pack(">I", len(body)) + body)
        write.flush()
        length = struct.unpack(">I", _exactly(read, 4))[0]
        if length > _LONGEST_HEADER:
            raise ValueError("answer too long")
        answer = json.loads(_exactly(read, length))
        rows, columns = answer.get("shape", (0, 0))
        return answer, _exactly(read, int(rows) * int(columns) * 4)


class ChildSource:
    """Samples behind a child process; the `Source` of every recording read from a file."""

    def __init__(self, path: Path, options: Options) -> None:
        self.path, self.options = path, options
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._closed = False

    def open(self) -> dict[str, Any]:
        """Start a child and let it open the file; returns the header."""
        child = Child()
        message = {"path": str(self.path), "options": self.options.to_json()}
        try:
            answer, _ = child.ask(message, OPEN_SECONDS)
        except Died as death:
            child.end()
            raise self._told(death, "opening it", OPEN_SECONDS) from None
        if not answer.get("ok"):
            child.end()
            raise _error(self.path.name, answer)
        self._child = child
        return answer["header"]

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        """Samples `start`..`stop` of the channels by index: (channel, time) float32, SI units."""
        picks, length = [int(i) for i in channels], max(0, stop - start)
        if len(picks) * length * 4 > MOST_BYTES:
            raise RecordingError(
                self.path.name,
                f"{len(picks) * length * 4 / 2**30:.1f} GiB were asked for at once.",
                "Read it in shorter windows, or fewer channels.",
            )
        out = np.empty((len(picks), length), dtype=np.float32)
        if out.size == 0:
            return out
        step = max(1, _PIECE_SAMPLES // len(picks))
        with self._lock:
            for first in range(0, length, step):
                last = min(length, first + step)
                out[:, first:last] = self._piece(start + first, start + last, picks)
        return out

    def _piece(self, start: int, stop: int, picks: list[int]) -> np.ndarray:
        message = {"start": start, "stop": stop, "channels": picks}
        for attempt in (1, 2):
            child = self._alive()
            try:
                answer, body = child.ask(message, READ_SECONDS)
            except Died as death:
                self._child = None
                if death.timed_out or attempt == 2:
                    raise self._told(death, "a window of it", READ_SECONDS) from None
                continue
            if not answer.get("ok"):
                raise _error(self.path.name, answer)
            return np.frombuffer(body, dtype="<f4").reshape(len(picks), stop - start)
        raise AssertionError("unreachable")

    def _alive(self) -> Child:
        """The child of this very process, started anew after a crash or a fork."""
        if self._closed:
            raise RecordingError(self.path.name, "it was closed.", "Open it again with neuro_llm.read.")
        if self._child is not None and self._child.owner != os.getpid():
            self._child = None
        if self._child is None:
            self.open()
        assert self._child is not None
        return self._child

    def _told(self, death: Died, what: str, seconds: float) -> RecordingError:
        if death.timed_out:
            cause = f"{what} took longer than {seconds:g} s and was stopped."
            return RecordingError(
                self.path.name, cause, "The file is damaged or too large; convert it to EDF."
            )
        return RecordingError(
            self.path.name,
            f"the reader crashed (exit status {death.status}).",
            "The file is probably damaged; export it anew, or as EDF or FIF.",
        )

    def close(self) -> None:
        """End the child; reading after that is an error."""
        self._closed = True
        if self._child is not None:
            self._child.end()
            self._child = None

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "options": self.options, "closed": self._closed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["path"], state["options"])  # type: ignore[misc]
        self._closed = state["closed"]


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Hang up and end the child, only from the process that started it."""
    if os.getpid() != owner:
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue
    process.wait()


def _exactly(pipe: BinaryIO | Any, count: int) -> bytes:
    data = pipe.read(count) if count else b""
    if len(data) != count:
        raise EOFError
    return data


def _error(name: str, answer: dict[str, Any]) -> RecordingError:
    words = [str(answer.get(key, ""))[:1500] for key in ("cause", "hint")]
    return RecordingError(name, words[0] or "it could not be read.", words[1] or "Check the file.")


def _environment() -> dict[str, str]:
    """The parent's environment without secrets; Python finds what the parent finds; one thread."""
    kept = {
        key: value for key, value in os.environ.items() if not any(word in key.upper() for word in _SECRET)
    }
    package = Path(__file__).resolve().parents[2]  # the checkout, or site-packages/neuro_llm
    own = package.parent if package.name == "neuro_llm" else package
    kept["PYTHONPATH"] = os.pathsep.join(dict.fromkeys([*(p for p in sys.path if p), str(own)]))
    return kept | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
