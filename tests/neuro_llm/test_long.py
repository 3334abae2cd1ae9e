"""The embedded default on ten minutes: what it says does not depend on the length, and it looks at the right moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import neuro_llm
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.assistant import Assistant
from neuro_llm.encoders.encode import TOKEN_LIMIT
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.train.qa.night import Needle, night


@pytest.fixture(scope="module")
def model() -> Assistant:
    return neuro_llm.load()


@pytest.fixture(scope="module")
def hidden() -> Iterator[tuple[Recording, Needle]]:
    recording, needle = night(40_000_002, 600.0, "seizure")
    assert needle is not None
    yield recording, needle
    recording.close()


@pytest.mark.parametrize("seed", [40_000_000, 40_000_002])
def test_ten_minutes_without_a_seizure_hold_none(model: Assistant, seed: int) -> None:
    recording, _ = night(seed, 600.0)
    answer = model.generate(recording, "Is there a seizure?", choices=("yes", "no"))
    assert answer.choice == "no"
    told = model.generate(recording, "From when to when is the seizure?")
    times = next(record for record in told.evidence if record.quantity == "seizure times")
    assert times.value == ()


def test_a_seizure_is_told_as_an_interval(model: Assistant, hidden: tuple[Recording, Needle]) -> None:
    recording, needle = hidden
    answer = model.generate(recording, "From when to when is the seizure?")
    times = next(record for record in answer.evidence if record.quantity == "seizure times")
    ((start, stop),) = times.value  # type: ignore[misc]
    assert start == pytest.approx(needle.start, abs=3.0)
    assert stop == pytest.approx(needle.stop, abs=3.0)
    assert f"{start:.1f}–{stop:.1f} s" in answer.text
    onset = model.generate(recording, "When does the seizure start?")
    assert next(r.value for r in onset.evidence if r.quantity == "onset") == start


def test_the_prompt_zooms_in_on_the_event(model: Assistant, hidden: tuple[Recording, Needle]) -> None:
    recording, needle = hidden
    study = model.study(recording)
    whole = study.encoded()
    near = study.zoomed(whole, "seizure")
    first, last = near.times[-near.zoomed, 0], near.times[-1, 1]
    assert first < (needle.start + needle.stop) / 2 < last
    assert last - first == pytest.approx(32.0, abs=0.1)
    assert len(near.tokens) == len(whole.tokens)
    assert near.zoomed <= TOKEN_LIMIT
    told = study.zoomed(whole, interval=(100.0, 104.0))
    assert (told.times[-told.zoomed, 0], told.times[-1, 1]) == pytest.approx((86.0, 118.0), abs=0.1)
    assert study.zoomed(whole, "line noise") is whole


def test_a_short_recording_is_shown_whole(model: Assistant) -> None:
    recording, _ = simulate(duration=60.0, seed=2)
    study = model.study(recording)
    encoded = study.encoded()
    assert encoded.timeline is None
    assert study.zoomed(encoded, "seizure") is encoded


def test_a_span_to_the_ends_is_the_whole(model: Assistant) -> None:
    recording, _ = simulate(duration=30.0, seed=2)
    study = model.study(recording)
    assert study.encoded(0.0, 30.0) is study.encoded()
    assert study.encoded(0.0, 20.0) is not study.encoded()


def test_the_zoom_stands_behind_the_marks(model: Assistant) -> None:
    assert model.mind.speaker is not None
    processor = model.mind.speaker.processor
    block = RecordingBlock("R1", "EEG", ((0.0, 4), (300.0, 2)), (), ((120.0, 3),))
    rendered = processor.render([Turn("user", "Any seizure?")], [block])
    text = processor.tokenizer.decode(rendered.input_ids)
    assert len(rendered.neural) == block.n_tokens == 9
    assert text.index("300") < text.index("zoom 120s") < text.index("Any seizure?")
