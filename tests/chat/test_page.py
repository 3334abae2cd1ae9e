"""The started page, over HTTP: what it answers, what it keeps to itself, what it refuses."""

from __future__ import annotations

import json
import os
import re
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat import started
from neuro_llm.recordings import examples

LABEL = examples.EXAMPLES["rest_eyes_closed"]


class Quick:
    """A model that knows one answer."""

    def generate(self, recording: Any, question: str) -> Answer:
        return Answer(f"{recording.name}: closed.", abstained=False)

    def chat(self, *recordings: Any) -> Any:
        answer = Answer("closed <b>& $x$ ${1}")
        return SimpleNamespace(stream=lambda question: iter([answer.text, answer]))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GRADIO_TEMP_DIR", "GRADIO_ANALYTICS_ENABLED", "GRADIO_SHARE"):
            patch.setenv(name, os.environ.get(name, ""))  # put back afterwards
        patch.delenv("GRADIO_TEMP_DIR")
        with started(Quick()) as url:
            yield url


def fetch(
    url: str, data: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers; a refusal is no exception."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read().decode(), dict(reply.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def ask(address: str, *data: Any) -> dict[str, Any]:
    status, text, _ = fetch(f"{address}/gradio_api/call/ask", {"data": list(data)})
    assert status == 200, text
    _, stream, _ = fetch(f"{address}/gradio_api/call/ask/{json.loads(text)['event_id']}")
    assert "event: complete" in stream, stream
    return json.loads(stream.split("data: ")[-1])[0]


def test_one_question_over_http(address: str) -> None:
    answer = ask(address, LABEL, "Are the eyes open or closed?")
    assert answer["text"] == "rest_eyes_closed.edf: closed."
    assert answer["abstained"] is False


@pytest.mark.parametrize("label", ["/etc/passwd", "../secret.edf", "", "rest_eyes_closed"])
def test_only_recordings_on_offer_are_opened(address: str, label: str) -> None:
    assert "on offer" in ask(address, label, "What is in it?")["error"]


def test_asking_is_the_only_open_door(address: str) -> None:
    _, text, _ = fetch(f"{address}/gradio_api/info")
    assert list(json.loads(text)["named_endpoints"]) == ["/ask"]


def test_the_notice_and_the_badge_are_on_the_page(address: str) -> None:
    _, text, _ = fetch(f"{address}/config")
    assert "Not a medical device" in text
    assert "nothing leaves this computer" in text


def test_nothing_is_loaded_from_elsewhere(address: str) -> None:
    _, text, headers = fetch(address)
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](https?:)?//([^/\"']+)", text)
    assert {host for _, host in loaded} <= {address.split("//")[1]}
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    _, theme, _ = fetch(f"{address}/theme.css")
    assert "googleapis" not in theme
    assert "@import" not in theme


def test_pages_of_other_hosts_are_refused(address: str) -> None:
    assert fetch(address, headers={"Host": "evil.example"})[0] == 400
    assert fetch(address, headers={"Host": "localhost:7860"})[0] == 200


def test_uploads_land_in_a_private_folder(address: str) -> None:
    folder = Path(os.environ["GRADIO_TEMP_DIR"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.name.startswith("neuro-llm-page-")


def test_nothing_is_recorded_or_reported(address: str) -> None:
    _, text, _ = fetch(f"{address}/config")
    config = json.loads(text)
    assert config["analytics_enabled"] is False
    assert not config.get("run_history")
    assert fetch(f"{address}/monitoring")[0] in (403, 404)
    assert config["max_file_size"] == 2 * 1000**3 or config["max_file_size"] == 2 * 1024**3
