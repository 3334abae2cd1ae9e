"""Plugins by name: a built-in table plus entry points of installed packages."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from .errors import RegistryError


class Registry:
    """Names → classes, imported when they are asked for.

    group      entry-point group that other packages may add to
    builtin    name → "module:Class"
    """

    def __init__(self, group: str, builtin: Mapping[str, str]) -> None:
        self.group = group
        self._table = dict(builtin)
        self._plugins_read = False

    def _read_plugins(self) -> None:
        if self._plugins_read:
            return
        self._plugins_read = True
        for point in entry_points(group=self.group):
            if point.name in self._table and self._table[point.name] != point.value:
                raise RegistryError(
                    f"{self.group}: the name {point.name!r} is taken by {self._table[point.name]}; "
                    f"rename the entry point {point.value}."
                )
            self._table[point.name] = point.value

    def names(self) -> tuple[str, ...]:
        self._read_plugins()
        return tuple(sorted(self._table))

    def get(self, name: str) -> Any:
        self._read_plugins()
        if name not in self._table:
            raise RegistryError(f"{self.group} has no {name!r}; it has: {', '.join(self.names())}.")
        module, _, attribute = self._table[name].partition(":")
        return getattr(import_module(module), attribute)
