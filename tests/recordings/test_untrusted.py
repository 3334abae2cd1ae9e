"""Values of a stranger are taken with the right type and size, or refused by name and kind, never by content."""

from __future__ import annotations

from typing import Any

import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.untrusted import Untrusted


def test_what_is_right_comes_through() -> None:
    told = Untrusted({"a": "x", "n": 2, "f": True, "t": ["y", "z"], "p": {"o": 0.5}}, "this")
    assert (told.text("a"), told.finite("n"), told.number("none"), told.flag("f")) == ("x", 2, None, True)
    assert told.texts("t") == ("y", "z")
    assert told.numbers("p") == {"o": 0.5}


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        ("text", 3, "a is of type int, not a text"),
        ("text", None, "a is missing, not a text"),
        ("text", "x" * 5000, "5000 characters; at most 4000"),
        ("finite", "3", "of type str, not a finite number"),
        ("finite", True, "of type bool"),
        ("finite", float("inf"), "not a finite number"),
        ("number", float("nan"), "not a finite number"),
        pytest.param("finite", 10**400, "not a finite number", id="finite-huge"),
        ("flag", 1, "not true or false"),
        ("items", {"a": 1}, "of type dict, not a list"),
        ("items", [0] * 100_001, "100001 items"),
        ("texts", [1], "not a text"),
        ("numbers", {"open": "x"}, "not a finite number"),
        ("numbers", [1], "not an object"),
    ],
)
def test_what_is_wrong_is_refused(way: str, value: Any, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        getattr(Untrusted({"a": value}, "this"), way)("a")


def test_only_an_object_has_values() -> None:
    with pytest.raises(ConfigError, match="this is of type list, not an object"):
        Untrusted([], "this")
