"""Wait for the page on this machine, ask it one question over HTTP, check the answer.."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request

ADDRESS = "http://127.0.0.1:7860"
RECORDING = "Example: rest, eyes closed"
QUESTION = "Are the eyes open or closed?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--free", action="store_true", help="only check that nobody holds the port")
    parser.add_argument("--process", type=int, help="stop waiting when this process has ended")
    arguments = parser.parse_args()
    if arguments.free:
        if reachable():
            sys.exit(f"{ADDRESS} is already in use; stop that program first")
        return
    waited = wait(arguments.process, minutes=20)
    print(f"the page answers after {waited:.0f} s (installation included)")
    answer = ask(RECORDING, QUESTION)
    print(json.dumps(answer, ensure_ascii=False)[:1500])
    wrong = faults(answer)
    if wrong:
        sys.exit(f"wrong answer: {wrong}")
    print(f"asked {QUESTION!r}: {answer['text']}")


def reachable() -> bool:
    with socket.socket() as connection:
        connection.settimeout(2)
        return connection.connect_ex(("127.0.0.1", 7860)) == 0


def wait(process: int | None, minutes: float) -> float:
    """Seconds until the page could be fetched."""
    began = time.monotonic()
    while time.monotonic() - began < 60 * minutes:
        if process is not None and not os.path.exists(f"/proc/{process}"):
            sys.exit("the command ended before the page opened")
        try:
            with urllib.request.urlopen(ADDRESS, timeout=10) as page:
                if page.status == 200 and b"neuro-llm" in page.read():
                    return time.monotonic() - began
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    sys.exit(f"no page after {minutes:g} minutes")


def ask(recording: str, question: str) -> dict:
    """The answer of the page's one public endpoint, as a dict."""
    body = json.dumps({"data": [recording, question]}).encode()
    request = urllib.request.Request(
        f"{ADDRESS}/gradio_api/call/ask", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{ADDRESS}/gradio_api/call/ask/{event}", timeout=300) as stream:
        kind = ""
        for line in stream.read().decode().splitlines():
            if line.startswith("event:"):
                kind = line.removeprefix("event:").strip()
            elif line.startswith("data:") and kind in ("complete", "error"):
                if kind == "error":
                    sys.exit(f"the page reports an error: {line}")
                return json.loads(line.removeprefix("data:"))[0]
    sys.exit("the page closed the stream without an answer")


def faults(answer: dict) -> list[str]:
    """What is wrong with the answer about the eyes-closed example."""
    wrong = []
    if "error" in answer:
        return [answer["error"]]
    if answer["abstained"] or "closed" not in answer["text"].lower():
        wrong.append("it does not say that the eyes are closed")
    if not answer["evidence"]:
        wrong.append("it has no evidence")
    if not any(f"[{record['id']}]" in answer["text"] for record in answer["evidence"]):
        wrong.append("it cites no evidence")
    if answer["unsupported"]:
        wrong.append(f"not supported: {answer['unsupported']}")
    return wrong


if __name__ == "__main__":
    main()
