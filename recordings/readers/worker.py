"""The child process: opens one recording and answers requests for windows of it, over pipes.

Every message is four bytes of length, a JSON object, and behind a window its raw float32 samples.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Opened, Options
from .jail import Jail, check_sidecars, limit_memory, roots_of
from .opening import open_file, reader_of
from .refusals import check_start, damaged, missing_package

EXTRA_BYTES = 4 << 30


def receive(pipe: BinaryIO) -> dict[str, Any] | None:
    """One message, or None at the end."""
    start = pipe.read(4)
    if len(start) < 4:
        return None
    body = pipe.read(struct.unpack(">I", start)[0])
    return json.loads(body)


def send(pipe: BinaryIO, message: dict[str, Any], samples: np.ndarray | None = None) -> None:
    """One message, with samples behind it."""
    body = json.dumps(message).encode()
    pipe.write(struct.pack(">I", len(body)) + body)
    if samples is not None:
        pipe.write(samples.tobytes() if samples.size == 0 else samples.data.cast("B"))
    pipe.flush()


def _refusal(error: RecordingError) -> dict[str, Any]:
    return {"ok": False, "name": error.name, "cause": error.cause, "hint": error.hint}


def open_jailed(path: Path, options: Options) -> Opened:
    """Look for ways out of the folder, lock this process, then open the file."""
    try:
        check_start(path)
        reader_of(path)
        check_sidecars(path)
        _import_first(path)
    except RecordingError:
        raise
    except ImportError as error:
        raise missing_package(path, error) from error
    except Exception as error:
        raise damaged(path, error) from error
    limit_memory(EXTRA_BYTES)
    jail = Jail(roots_of(path))
    jail.lock()
    try:
        opened = open_file(path, options)
    except RecordingError:
        _report(path, jail)
        raise
    _report(path, jail)
    return opened


def _report(path: Path, jail: Jail) -> None:
    """A reader may swallow the refusal of a file outside; the user hears of it all the same."""
    if jail.escapes:
        raise RecordingError(
            path.name,
            f"it points at {jail.escapes[0]}, a file outside the recording's folder, which is not opened.",
            "Put all files of the recording into one folder and refer to them by name only.",
        )


def _import_first(path: Path) -> None:
    """Find the reader and load its libraries before the jail closes."""
    for module in getattr(reader_of(path), "imports", ()):
        import_module(module)
    if "mne" in sys.modules:
        import mne

        mne.io.read_raw  # noqa: B018  loads it
        mne.set_log_level("WARNING")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """First message: what to open. Then windows, until the parent hangs up."""
    first = receive(requests)
    if first is None:
        return
    path = Path(first["path"])
    try:
        opened = open_jailed(path, Options.from_json(first["options"]))
    except RecordingError as error:
        send(answers, _refusal(error))
        return
    send(answers, {"ok": True, "header": opened.header})
    while (request := receive(requests)) is not None:
        try:
            samples = _window(opened, request)
        except Exception as error:
            cause = f"a window of it could not be read ({type(error).__name__})."
            send(
                answers,
                {"ok": False, "name": path.name, "cause": cause, "hint": "Check that the file is whole."},
            )
            continue
        send(answers, {"ok": True, "shape": list(samples.shape)}, samples)


def _window(opened: Opened, request: dict[str, Any]) -> np.ndarray:
    channels = [int(i) for i in request["channels"]]
    samples = opened.fetch(int(request["start"]), int(request["stop"]), channels)
    return np.ascontiguousarray(samples, dtype="<f4")


def main() -> None:
    """Keep the pipes to ourselves: whatever a library prints goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        serve(requests, answers)
    sys.stdout = sys.stderr = None
    os._exit(0)


if __name__ == "__main__":
    main()
