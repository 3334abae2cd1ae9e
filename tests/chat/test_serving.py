"""To whom the page is served: users and their passwords, TLS, ports, and that nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.chat import Access, launch, started
from neuro_llm.chat.serving.attempts import FREE, LONGEST_WAIT, Attempts
from neuro_llm.chat.serving.server import listen
from neuro_llm.chat.serving.users import Users, add_user
from neuro_llm.main import run
from neuro_llm.recordings.errors import ConfigError

PASSWORD = "a long enough word"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "users.txt"
    add_user(path, "anna", PASSWORD)
    return path


def test_a_password_opens_and_others_do_not(file: Path) -> None:
    users = Users.from_file(file)
    assert users.know("anna", PASSWORD)
    for name, password in (
        ("anna", PASSWORD + " "),
        ("anna", ""),
        ("Anna", PASSWORD),
        ("ben", PASSWORD),
        ("", ""),
    ):
        assert not users.know(name, password)
    assert not users.know("anna", "x" * 100_000)


def test_the_file_holds_no_password_and_is_its_owners(file: Path) -> None:
    add_user(file, "ben", PASSWORD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    assert PASSWORD not in text
    hashes = [line.split(":")[1] for line in text.splitlines()]
    assert len(set(hashes)) == 2  # the same password, another salt
    add_user(file, "anna", "another long word")
    assert [line.split(":")[0] for line in file.read_text().splitlines()] == ["anna", "ben"]
    assert Users.from_file(file).know("anna", "another long word")


@pytest.mark.parametrize("name", ["", "a:b", "a b", "a\n", "x" * 65, "<b>"])
def test_names_are_plain(file: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="letters, digits"):
        add_user(file, name, PASSWORD)


def test_short_and_endless_passwords(file: Path) -> None:
    for password in ("short", "x" * 300):
        with pytest.raises(ConfigError, match="8 to 256"):
            add_user(file, "ben", password)


def test_a_file_that_cannot_be_used_is_a_sentence(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="There is no file"):
        Users.from_file(tmp_path / "gone.txt")
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    with pytest.raises(ConfigError, match="names no user"):
        Users.from_file(empty)
    empty.write_text("anna:secret\n")
    with pytest.raises(ConfigError, match="line 1"):
        Users.from_file(empty)
    file.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        Users.from_file(file)


def test_guessing_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("neuro_llm.chat.serving.attempts.time.monotonic", lambda: now)
    attempts, waited = Attempts(), 0.0
    for _ in range(50):
        wait = attempts.wait("10.0.0.1", "anna")
        waited += wait
        now += wait
        attempts.failed("10.0.0.1", "anna")
    assert waited > 45 * 60  # 50 tries take most of an hour
    assert attempts.wait("10.0.0.1", "anna") == LONGEST_WAIT
    assert attempts.wait("10.0.0.2", "anna") == 0.0
    assert attempts.wait("10.0.0.1", "ben") == 0.0
    attempts.succeeded("10.0.0.1", "anna")
    assert attempts.wait("10.0.0.1", "anna") == 0.0


def test_guessing_from_everywhere_slows_down_but_locks_nobody_out() -> None:
    attempts = Attempts()
    for number in range(1000):
        attempts.failed(f"10.0.{number // 256}.{number % 256}", "anna")
    assert 0 < attempts.wait("10.9.9.9", "ben") <= 1.0


def test_a_few_mistakes_cost_nothing() -> None:
    attempts = Attempts()
    for _ in range(FREE - 1):
        attempts.failed("10.0.0.1", "anna")
    assert attempts.wait("10.0.0.1", "anna") == 0.0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.5", "example.org", "::", ""])
def test_other_computers_are_kept_out_without_users(host: str, file: Path) -> None:
    with pytest.raises(ConfigError, match=r"--auth.*ssh -L"):
        Access(host)
    assert Access(host, users=file).plain


def test_settings_that_cannot_work(tmp_path: Path) -> None:
    for port in (-1, 70_000):
        with pytest.raises(ConfigError, match="is no port"):
            Access(port=port)
    with pytest.raises(ConfigError, match="go together"):
        Access(certificate=tmp_path / "c.pem")
    with pytest.raises(ConfigError, match="There is no file"):
        Access(certificate=tmp_path / "c.pem", key=tmp_path / "k.pem")
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).write_text("no certificate")
    with (
        pytest.raises(ConfigError, match="cannot be used"),
        started(None, (), Access(port=0, certificate=tmp_path / "c.pem", key=tmp_path / "k.pem")),
    ):
        pass


def test_addresses_that_a_browser_reads(file: Path) -> None:
    assert Access("::1").address(80) == "http://[::1]:80"
    assert Access("0.0.0.0", users=file).address(80) == "http://127.0.0.1:80"


def test_a_taken_port_is_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with pytest.raises(
            ConfigError, match=rf"Port {port} of 127\.0\.0\.1 cannot be used \(Address already"
        ):
            listen(Access(port=port))


def test_wrong_uses_end_before_the_model_is_loaded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments, said in (
        (["--host", "0.0.0.0"], "ssh -L"),
        ([str(tmp_path)], "holds no recording"),
        ([str(tmp_path / "gone.edf")], "no such file"),
        (["--add-user", "anna"], "--auth users.txt --add-user"),
        (["--auth", str(tmp_path / "gone.txt")], "There is no file"),
    ):
        assert run(["chat", "--no-browser", "--port", "1", *arguments]) in (1, 2), arguments
        assert said in capsys.readouterr().err


def test_the_command_that_adds_a_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.prompt", lambda *given, **how: PASSWORD if how["hide_input"] else "")
    assert run(["chat", "--auth", str(tmp_path / "u.txt"), "--add-user", "anna"]) == 0
    assert Users.from_file(tmp_path / "u.txt").know("anna", PASSWORD)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this computer, by `openssl`; skips where there is none."""
    made = folder / "c.pem", folder / "k.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    try:
        subprocess.run([*command, "-out", made[0], "-keyout", made[1]], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl to make a certificate with")
    return made


def test_with_tls_the_cookie_travels_over_nothing_else(file: Path, tmp_path: Path, model: Any) -> None:
    import httpx

    chain, key = certificate(tmp_path)
    access = Access(port=0, users=file, certificate=chain, key=key)
    with started(model, (), access) as address:
        assert address.startswith("https://")
        trusting = ssl._create_unverified_context()
        with httpx.Client(base_url=address, verify=trusting, trust_env=False) as http:
            reply = http.post("/login", data={"username": "anna", "password": PASSWORD})
            assert reply.status_code == 303
            cookie = reply.headers["set-cookie"]
            assert cookie.startswith("__Host-")
            assert "Secure" in cookie
            assert http.get("/config").status_code == 200


QUICK = """
import sys
from neuro_llm.chat import Access, launch
launch(object(), sys.argv[2:], Access(port=int(sys.argv[1])), open_browser=False)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_it_ends_at_once_and_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    import neuro_llm

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    home, folder = Path(neuro_llm.__file__).resolve().parents[1], tmp_path / "files"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(home), "TMPDIR": str(folder)}
    environment.pop("GRADIO_TEMP_DIR", None)
    process = subprocess.Popen(
        [sys.executable, "-c", QUICK, str(port)], env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        heartbeat = wait_for(f"http://127.0.0.1:{port}/gradio_api/heartbeat/abc")  # a tab that stays open
        assert any(folder.iterdir())
        process.send_signal(how)
        _, said = process.communicate(timeout=30)
        heartbeat.close()
    finally:
        process.kill()
    assert "Ctrl-C ends it" in said
    assert list(folder.iterdir()) == []


def wait_for(address: str) -> Any:
    for _ in range(600):
        try:
            return urllib.request.urlopen(address, timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("no page after a minute")


def test_without_a_model_given_the_default_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    monkeypatch.setattr("neuro_llm.assistant.load", lambda *given, **how: loaded.append(how))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigError, match="cannot be used"):
            launch(access=Access(port=int(taken.getsockname()[1])), open_browser=False)
    assert len(loaded) == 1
