"""Where the page is served, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings.errors import ConfigError

from .users import Users

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Access:
    """On this computer only, unless users are named.

    port         0: a free one
    users        file of names and hashes, as `neuro_llm.chat.serving.users.add_user` writes it
    certificate  and key: files in PEM format, for TLS
    """

    host: str = "127.0.0.1"
    port: int = 7860
    users: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and self.users is None:
            raise ConfigError(
                f"host={self.host!r} would let other computers read the recordings, and the page knows no users. "
                "Name them with --auth users.txt, or keep 127.0.0.1; from elsewhere, tunnel: "
                "ssh -L 7860:127.0.0.1:7860 <this computer>."
            )
        if self.users is not None:
            Users.from_file(self.users)  # what is wrong with it is said before the model takes its time
        if not 0 <= self.port <= 65_535:
            raise ConfigError(f"port={self.port} is no port; choose one from 1024 to 65535.")
        if (self.certificate is None) != (self.key is None):
            raise ConfigError("A certificate and its key go together: give --certificate and --key.")
        for file in (self.certificate, self.key):
            if file is not None and not file.is_file():
                raise ConfigError(f"There is no file {file}.")

    @property
    def plain(self) -> bool:
        """Do passwords travel to other computers without TLS?"""
        return self.certificate is None and self.host not in LOOPBACK

    def address(self, port: int) -> str:
        """What to type into a browser on this computer."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        name = f"[{host}]" if ":" in host else host
        return f"{'https' if self.certificate else 'http'}://{name}:{port}"
