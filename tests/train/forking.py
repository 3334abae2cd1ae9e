"""A process that has everything imported and runs commands in copies of itself; started by `conftest.py`.

Reads one request (JSON) per line and answers each with the exit statuses of its processes. A request may ask for
a death: `kill -9` at the n-th time a file of a save is touched, or after some seconds; the product knows nothing.
"""

from __future__ import annotations

import json
import os
import resource
import runpy
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

TOUCHED = (".staging", ".discarded", ".part")  # names of what a save writes, renames and deletes


def watch(die_at: int | None, count: Path) -> None:
    """Count the operations on files of a save; die at one of them, or leave their number behind."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if not event.startswith(("open", "os.", "shutil.")):
            return
        if any(mark in str(argument) for argument in arguments[:2] for mark in TOUCHED):
            seen += 1
            if seen == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            os.pwrite(handle, f"{seen:9d}".encode(), 0)

    handle = os.open(count, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.addaudithook(hook)


def child(request: dict[str, Any], rank: int, port: int) -> None:
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    if request["processes"] > 1:
        number = str(request["processes"])
        os.environ.update(
            RANK=str(rank), LOCAL_RANK=str(rank), WORLD_SIZE=number, LOCAL_WORLD_SIZE=number,
            MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port),
        )  # fmt: skip
    if request["largest_file"]:  # what a full disk or a quota looks like to a program
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest_file"], resource.RLIM_INFINITY))
    watch(request["die_at"], Path(f"{request['log']}.{rank}.touched"))
    status = 1
    try:
        sys.argv = request["arguments"]
        if sys.argv[0] == "-m":
            sys.argv = sys.argv[1:]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def serve(request: dict[str, Any]) -> list[int]:
    """Exit statuses, negative: the signal that ended it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    children = []
    for rank in range(request["processes"]):
        pid = os.fork()
        if not pid:
            child(request, rank, port)
        children.append(pid)
    deadline = time.monotonic() + (request["die_after"] or 300)
    statuses: dict[int, int] = {}
    while len(statuses) < len(children):
        late = time.monotonic() > deadline
        for pid in set(children).difference(statuses):
            if late:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                statuses[pid] = os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    return [statuses[pid] for pid in children]


def main() -> None:
    import neuro_llm.train.trainer  # noqa: F401

    for name in sys.argv[1:]:
        __import__(name)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
