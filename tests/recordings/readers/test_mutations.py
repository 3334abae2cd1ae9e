"""A thousand damaged files: no foreign exception, few silently wrong, no good one refused."""

from __future__ import annotations

from types import ModuleType


def test_thousand(mutations: ModuleType) -> None:
    counts = mutations.run(1000, seed=7)
    assert counts["total"] == 1000
    assert counts["foreign"] == 0
    assert counts["wrong"] <= 40
    assert counts["refused good"] <= 0.01 * counts["good"]
    assert counts["refused"] > 100
