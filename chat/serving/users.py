"""Who may use a page that other computers reach: names and salted hashes, in a file that only its owner reads."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path
from threading import Lock

from neuro_llm.recordings.errors import ConfigError

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 256
_NAME = re.compile(r"[\w.@+-]{1,64}")
_COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 1 << 26, "dklen": 32}  # 32 MB and about 0.1 s a guess


class Users:
    """Names and hashes of passwords. One line of the file is `name:scrypt$salt$hash`, both in base64."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        self._nobody = hashed(secrets.token_hex(8))
        self._lock = Lock()  # guesses that come together do not take memory together

    @classmethod
    def from_file(cls, path: Path) -> Users:
        """ConfigError where the file is missing, empty, damaged, or readable by other accounts."""
        hashes = _lines(path)
        if not hashes:
            raise ConfigError(f"{path} names no user. Add one: neuro-llm chat --auth {path} --add-user NAME")
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise ConfigError(f"{path} can be read by other accounts of this computer. Run: chmod 600 {path}")
        return cls(hashes)

    def know(self, name: str, password: str) -> bool:
        """Is this the password of a user? Takes as long for a name that is unknown."""
        if len(password) > LONGEST_PASSWORD:
            return False
        kept = self._hashes.get(name, self._nobody)
        with self._lock:
            same = hmac.compare_digest(hashed(password, kept.split("$")[1]), kept)
        return same and name in self._hashes


def add_user(path: Path, name: str, password: str) -> None:
    """Add a user to the file, or change the password; the file is made with mode 0600."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"The name {name!r} may hold letters, digits and . @ + - _ only, at most 64.")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ConfigError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    hashes = {**(_lines(path) if path.exists() else {}), name: hashed(password)}
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{user}:{kept}\n" for user, kept in hashes.items())
    beside.replace(path)


def hashed(password: str, salt: str = "") -> str:
    """scrypt$salt$hash; a new salt where none is given."""
    raw = base64.b64decode(salt) if salt else secrets.token_bytes(16)
    found = hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=raw, **_COST)
    return f"scrypt${base64.b64encode(raw).decode()}${base64.b64encode(found).decode()}"


def _lines(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise ConfigError(f"There is no file {path}. Make it: neuro-llm chat --auth {path} --add-user NAME")
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, _, kept = line.strip().partition(":")
        if not line.strip():
            continue
        if not _NAME.fullmatch(name) or not re.fullmatch(r"scrypt\$[\w+/=]{24}\$[\w+/=]{44}", kept):
            raise ConfigError(f"{path}, line {number}: not a user as `neuro-llm chat --add-user` writes it.")
        found[name] = kept
    return found
