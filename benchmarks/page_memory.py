"""Memory of the page per chat: each opens a new browser tab, a recording, asks, and closes the tab.

python benchmarks/page_memory.py [--chats 2000]      Linux only: it reads /proc
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

EACH = 100  # chats between two looks
WARM_UP = 300  # chats that fill caches and reach the limits on tabs and sessions
TARGET = 10.0  # kB a chat


class Echo:
    """A model that repeats the question, so that the page is measured and not the model."""

    notes: tuple[str, ...] = ()

    def chat(self, *recordings: Any) -> Echo:
        return self

    def stream(self, question: str) -> Iterator[Any]:
        from neuro_llm.answer import Answer

        yield "Well, "
        yield Answer(f"Well, {question}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=2000)
    parser.add_argument("--visit", metavar="ADDRESS", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.visit:
        for _ in range(arguments.chats):
            visit(arguments.visit)
    else:
        measure(arguments.chats)


def measure(chats: int) -> None:
    """Print resident memory every hundred chats, and the slope after the warm-up."""
    from neuro_llm.chat import started

    seen: list[tuple[int, float]] = []
    with started(Echo(), [small()]) as address:
        began = time.monotonic()
        for done in range(0, chats, EACH):
            look(done, seen)
            command = [sys.executable, __file__, "--visit", address, "--chats", str(EACH)]
            subprocess.run(command, check=True)  # another process, whose memory is not the page's
        look(chats, seen)
        seconds = time.monotonic() - began
    later = np.array([(n, megabytes) for n, megabytes in seen if n >= min(WARM_UP, chats // 2)])
    slope = 1000 * np.polyfit(later[:, 0], later[:, 1], 1)[0]
    print(f"{chats} chats in {seconds:.0f} s: {slope:.1f} kB a chat (target {TARGET:g}), ", end="")
    print(f"{seen[-1][1] - seen[0][1]:.0f} MB more than at the start (target 300)")


def look(done: int, seen: list[tuple[int, float]]) -> None:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    seen.append((done, pages * os.sysconf("SC_PAGE_SIZE") / 1e6))
    print(f"{done:5} chats  {seen[-1][1]:7.1f} MB", flush=True)


def small() -> Any:
    """Ten seconds of eight channels in memory, which no process has to read."""
    from neuro_llm.recordings.recording import ArraySource, Recording

    names = ("Fp1", "Fp2", "C3", "C4", "O1", "O2", "T7", "T8")
    return Recording(
        name="small.edf", modality="eeg", ch_names=names, ch_kinds=("eeg",) * 8, units=("V",) * 8, sfreq=200.0,
        native_rates=(200.0,) * 8, n_times=2000, positions=np.full((8, 3), np.nan),
        source=ArraySource(np.random.default_rng(0).normal(0, 1e-5, (8, 2000))),
    )  # fmt: skip


def visit(address: str) -> None:
    """One tab, from opening to closing it."""
    tab = secrets.token_hex(6)
    with urllib.request.urlopen(f"{address}/gradio_api/heartbeat/{tab}"):
        for elem_id, event, given in (
            ("nl-offered", "input", {"nl-offered": "small.edf"}),
            ("nl-ask", "click", {"nl-question": "How long is it?"}),
        ):
            join(address, tab, elem_id, event, given)


def join(address: str, tab: str, elem_id: str, event: str, given: dict[str, Any]) -> None:
    """One event, and its messages until the last."""
    config = described(address)
    parts = {one["id"]: one for one in config["components"]}
    handler = next(
        one for one in config["dependencies"]
        for target in one["targets"]
        if target[1] == event and parts.get(target[0], {"props": {}})["props"].get("elem_id") == elem_id
    )  # fmt: skip
    props = [parts[number]["props"] for number in handler["inputs"]]
    data = [given.get(one.get("elem_id"), one.get("value")) for one in props]
    body = json.dumps({"fn_index": handler["id"], "data": data, "session_hash": tab}).encode()
    request = urllib.request.Request(
        f"{address}/gradio_api/queue/join", body, {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request).read()
    stream = urllib.request.urlopen(f"{address}/gradio_api/queue/data?session_hash={tab}").read().decode()
    if '"success":true' not in stream:
        sys.exit(f"the page did not do {elem_id}: {stream[-500:]}")


def described(address: str, kept: dict[str, Any] = {}) -> dict[str, Any]:  # noqa: B006 (one fetch for all)
    """The page as gradio describes it to a browser."""
    if not kept:
        kept.update(json.load(urllib.request.urlopen(f"{address}/config")))
    return kept


if __name__ == "__main__":
    main()
