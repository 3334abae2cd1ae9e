"""With the network cut: the package reads, measures and answers, and its page opens."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

UNSHARED = ["unshare", "--map-root-user", "--net"]
LOOPBACK_UP = textwrap.dedent(
    """
    import fcntl, socket, struct
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:  # ip link set lo up
        fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x49))
    try:
        socket.create_connection(("93.184.216.34", 80), timeout=2)
    except OSError:
        pass
    else:
        raise SystemExit("the network is not cut")
    """
)


def cut_off(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in a network that holds nothing but 127.0.0.1; skip where that is not allowed."""
    import neuro_llm

    home = str(Path(neuro_llm.__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": home, "HF_HUB_OFFLINE": "1"}
    environment.pop("GRADIO_TEMP_DIR", None)
    try:
        allowed = subprocess.run([*UNSHARED, "true"], capture_output=True, timeout=20).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("this system does not allow a network namespace (unshare --net), so nothing can be cut")
    return subprocess.run(
        [*UNSHARED, sys.executable, "-c", LOOPBACK_UP + textwrap.dedent(code)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_reading_and_measuring(tmp_path: Path) -> None:
    done = cut_off(
        """
        import neuro_llm
        from neuro_llm.recordings import examples
        recording = neuro_llm.read(examples.path("rest_eyes_closed"))
        print(neuro_llm.measure(recording, "posterior alpha frequency").shown)
        """,
        tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("Hz")


def test_the_page_opens(tmp_path: Path) -> None:
    done = cut_off(
        """
        import urllib.request
        from neuro_llm.chat import started
        with started(model=None) as address:
            print("Not a medical device" in urllib.request.urlopen(address + "/config").read().decode())
        """,
        tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "True"


def test_the_embedded_default_answers(tmp_path: Path) -> None:
    from neuro_llm.assistant import default_folder

    if not (default_folder() / "neuro_llm.json").is_file():
        pytest.skip(f"no embedded model at {default_folder()}; build it with `neuro-llm train default`")
    done = cut_off(
        """
        import neuro_llm
        from neuro_llm.recordings import examples
        recording = neuro_llm.read(examples.path("rest_eyes_closed"))
        print(neuro_llm.load().generate(recording, "Are the eyes open or closed?").text)
        """,
        tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "closed" in done.stdout
