"""Names from files stay text: unique, printable, short, whatever stands in the file."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.readers.draft import Draft, Options
from neuro_llm.recordings.readers.finish import clean, finish, unique_names

STRANGE = [
    "F3",
    "EEG F3-REF",
    "f3",
    "",
    " ",
    "\x00",
    "<script>alert(1)</script>",
    r"$\frac{$",
    "额叶",
    "é",
    "a" * 10_000,
]
STRANGE += ["\u202eevil", "tab\there", "line\nbreak", "<neuro>", "C3-A1", "C3-A2", "F3", "💥", "‮", "'; DROP"]


def test_strange_names() -> None:
    changes: list[str] = []
    names = unique_names(list(STRANGE), changes)
    assert len({name.casefold() for name in names}) == len(STRANGE)
    assert all(name and name.isprintable() and len(name) <= 60 for name in names)
    assert "<script>alert(1)</script>" in names
    assert r"$\frac{$" in names
    assert {"C3-A1", "C3-A2"} <= set(names)
    assert names[:3] == ["F3-REF", "F3", "f3"] or len(set(names[:3])) == 3
    assert any("simplified" in change for change in changes)


def test_two_thousand_random_names() -> None:
    rng = np.random.default_rng(0)
    for _ in range(100):
        labels = ["".join(map(chr, rng.integers(0, 0x3000, rng.integers(0, 30)))) for _ in range(20)]
        names = unique_names(labels, [])
        assert len(set(names)) == 20
        assert all(name.isprintable() for name in names)


@pytest.mark.parametrize(("text", "shown"), [("a\x00b", "a b"), ("x" * 50, "x" * 39 + "…"), ("\u202ea", "a")])
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_bad_cell_keeps_its_mark_when_its_name_is_taken() -> None:
    draft = Draft(
        ["ROI 1", "roi 1"], ["cell"] * 2, ["dF/F"] * 2, [1.0] * 2, 30.0, 60,
        lambda start, stop, picks: np.zeros((2, 60)), bads=["roi 1"], modality="calcium",
    )  # fmt: skip
    header = finish("cells", draft, Options()).header
    assert header["ch_names"] == ["ROI 1", "roi 1 (2)"]
    assert header["bads"] == ["roi 1 (2)"]
