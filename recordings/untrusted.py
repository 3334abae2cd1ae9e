"""Values out of a file that somebody sent: each is taken only where it has the type and the size it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .errors import ConfigError

LONGEST_TEXT = 4000  # characters
MOST_ITEMS = 100_000
LARGEST_NUMBER = 1e300  # neither infinity nor NaN is below it


class Untrusted:
    """One JSON object of a stranger. ConfigError says where a value is missing, of another type or too large.

    values  the object as JSON gave it
    where   what it is, for the errors: "evidence 3"
    """

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, Mapping):
            raise ConfigError(f"{where} is {_kind(values)}, not an object with named values.")
        self.values, self.where = values, where

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A text of at most `longest` characters."""
        return self.as_text(self.values.get(name), name, longest)

    def number(self, name: str) -> float | int | None:
        """A finite number or None."""
        value = self.values.get(name)
        return None if value is None else self.as_number(value, name)

    def finite(self, name: str) -> float | int:
        """A finite number."""
        return self.as_number(self.values.get(name), name)

    def flag(self, name: str) -> bool:
        """True or False."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def items(self, name: str, most: int = MOST_ITEMS) -> Sequence[Any]:
        """A list of at most `most` items."""
        value = self.values.get(name)
        if not isinstance(value, (list, tuple)):
            raise self._wrong(name, value, "a list")
        if len(value) > most:
            raise ConfigError(f"{self.where}: {name} has {len(value)} items; at most {most} are read.")
        return value

    def texts(self, name: str, longest: int = LONGEST_TEXT, most: int = MOST_ITEMS) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.as_text(item, name, longest) for item in self.items(name, most))

    def numbers(self, name: str) -> dict[str, float]:
        """An object whose values are finite numbers."""
        inside = Untrusted(self.values.get(name), f"{self.where}: {name}")
        return {str(key): inside.finite(key) for key in inside.values}

    def as_text(self, value: Any, name: str, longest: int = LONGEST_TEXT) -> str:
        """`value`, which belongs to `name`, as a text."""
        if not isinstance(value, str):
            raise self._wrong(name, value, "a text")
        if len(value) > longest:
            raise ConfigError(
                f"{self.where}: {name} has {len(value)} characters; at most {longest} are read."
            )
        return value

    def as_number(self, value: Any, name: str) -> float | int:
        """`value`, which belongs to `name`, as a finite number."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < LARGEST_NUMBER:
            raise self._wrong(name, value, "a finite number")
        return value

    def _wrong(self, name: str, value: Any, wanted: str) -> ConfigError:
        return ConfigError(f"{self.where}: {name} is {_kind(value)}, not {wanted}.")


def _kind(value: Any) -> str:
    """What a wrong value is, never the value itself: it may be anything."""
    return "missing" if value is None else f"of type {type(value).__name__}"
