"""The bundled examples hold what they say."""

from __future__ import annotations

import json

import pytest

from neuro_llm.recordings import examples
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.readers import read


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_examples_are_small_and_open(name: str) -> None:
    file = examples.path(name)
    assert file.stat().st_size < 400_000
    assert file.with_suffix(".truth.json").is_file()
    with read(file) as recording:
        assert (recording.duration, recording.sfreq, len(recording.brain)) == (60.0, 160.0, 19)
        assert recording.unit_known


def test_the_alpha_that_was_put_in_comes_out() -> None:
    file = examples.path("rest_eyes_closed.edf")
    truth = json.loads(file.with_suffix(".truth.json").read_text(encoding="utf-8"))["truth"]
    with read(file) as recording:
        found = measure(recording, "posterior alpha frequency")
        mains = measure(recording, "line frequency")
    assert found.value == pytest.approx(truth["alpha_frequency"], abs=0.5)
    assert mains.value == truth["line_frequency"] == 50.0


def test_the_seizure_is_where_it_was_put() -> None:
    with read(examples.path("seizure")) as recording:
        inside = measure(recording, "amplitude", start=26, stop=40)
        before = measure(recording, "amplitude", start=5, stop=20)
    assert isinstance(inside.value, float)
    assert isinstance(before.value, float)
    assert inside.value > 2 * before.value


def test_unknown_examples_are_named() -> None:
    with pytest.raises(RecordingError, match="rest_eyes_closed, seizure"):
        examples.path("sleep")
