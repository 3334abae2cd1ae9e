"""Frequencies, trials, labels and bands in wording."""

from __future__ import annotations

import pytest

from neuro_llm.adapters.options import counted_things, negated
from neuro_llm.adapters.spans import find, mask, normalise_text

LABELS = ("target", "non-target", "1", "2", "T1", "33025", "REM", "spindle")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("13, 17 or 21 Hz?", "frequencies", (13.0, 17.0, 21.0)),
        ("was it 20 or 30 Hz", "frequencies", (20.0, 30.0)),
        ("alpha in trial 5", "trial", 5),
        ("SSVEP for label 33025", "event", "33025"),
        ("ERP of the targets", "event", "target"),
        ("does mu drop", "band", "alpha"),
        ("slow wave activity", "band", "delta"),
    ],
)
def test_found(text: str, kind: str, value: object) -> None:
    spans = find(normalise_text(text), events=LABELS)
    assert [span.value for span in spans if span.kind == kind] == [value]


def test_two_labels_are_kept_apart() -> None:
    spans = find("after the targets versus non-targets", events=LABELS)
    assert [span.value for span in spans if span.kind == "event"] == ["target", "non-target"]
    assert mask("marker 2 against marker 1", events=LABELS) == "marker <event> against marker <event>"


def test_terms_of_the_trade_stay_words_where_a_file_uses_them_as_labels() -> None:
    assert mask("minutes of REM", events=LABELS) == "minutes of rem"
    assert mask("how many spindles", events=LABELS) == "how many spindles"
    assert mask("how many 'spindle' markers", events=LABELS) == "how many ' <event> ' markers"
    assert mask("how many slow waves") == "how many slow waves"


def test_what_options_count() -> None:
    assert counted_things(("K-complex", "spindle")) == ("K-complex count", "spindle count")
    assert counted_things(("blinks", "electrode pops")) == ("blink count", "electrode pop count")
    assert counted_things(("yes", "no")) == ()
    assert negated("is it free of spikes?")
    assert not negated("are there spikes?")
