"""`eval caption`: the table of a describer that is right, of one that says nothing, and of the controls beside them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.simulate.world import draw_pictures, record
from neuro_llm.train.captioning import evaluate as module
from neuro_llm.train.captioning.captions import captions_of
from neuro_llm.train.captioning.evaluate import Ratio, Request, described, evaluate_captions, table_of
from neuro_llm.train.captioning.sources import Described, of_examples
from neuro_llm.train.instructions import Example, Source, write_examples


def session(modality, person):
    return record(modality, person, draw_pictures(3 + person, 1), 2).recording


def describer(say):
    """An assistant whose `generate` says what `say` makes of the recording."""
    generate = lambda recording, question, start=None, stop=None: SimpleNamespace(text=say(recording))  # noqa: E731
    return SimpleNamespace(generate=generate, mind=SimpleNamespace(speaker=None))


def full(recording):
    return captions_of(recording)[1].text


def wanted():
    return [
        Described(modality, lambda modality=modality, person=person: session(modality, person))
        for modality in ("fmri", "spikes")
        for person in (1, 2, 3)
    ]


def table(say, which=None):
    return table_of(described(describer(say), which or wanted(), lambda line: None))


def test_a_right_description_reaches_one_and_its_controls_do_not():
    rows = table(full)
    assert list(rows) == ["fmri", "spikes", "all"]
    for group in rows.values():
        assert group["precision"]["model"].value == group["precision"]["reference"].value == 1.0
        assert group["recall"]["model"].value == group["recall"]["reference"].value == 1.0
        assert group["contradiction"]["model"].value == 0.0
        assert group["precision"]["shuffled"].value < 0.5
        assert group["recall"]["shuffled"].value < 0.5
        assert group["recall"]["template"].value < 1.0
    assert rows["all"]["precision"]["model"].n == 6
    assert "text only" not in rows["all"]["precision"]


def test_half_of_two_statements_is_a_half_and_says_what_is_missing():
    rows = table(
        lambda recording: (
            f"The duration is {recording.duration:.3g} s. The eyes of 7 people are open at 90 Hz."
        )
    )
    assert rows["all"]["precision"]["model"].value == pytest.approx(0.5)
    assert rows["all"]["recall"]["model"].value == 0.0


def test_an_alone_recording_has_no_shuffled_description():
    rows = table(full, wanted()[:1])
    assert "shuffled" not in rows["fmri"]["precision"]


def test_ratio_is_pooled_over_statements_with_an_interval_over_recordings():
    ratio = Ratio.of([(1, 1), (0, 3), (0, 0)])
    assert (ratio.value, ratio.n) == (0.25, 2)
    assert (ratio.low, ratio.high) == (0.0, 1.0)
    assert str(Ratio.of([])) == "–"


@pytest.fixture
def examples(tmp_path):
    rng = np.random.default_rng(0)
    from mne import create_info
    from mne.io import RawArray

    paths = []
    for number in range(2):
        info = create_info(["O1", "O2", "C3"], 128.0, "eeg")
        raw = RawArray(1e-5 * rng.normal(size=(3, 128 * (20 + number))), info, verbose="error")
        paths.append(f"sub-{number}_raw.fif")
        raw.save(tmp_path / paths[-1], verbose="error")
    turns = (Turn("user", "Describe it."), Turn("assistant", "The duration is 20 s."))
    made = [
        Example(f"a{n}", turns, (Source(path, "eeg"),), task="description") for n, path in enumerate(paths)
    ]
    asked = (Turn("user", "Are the eyes open?"), Turn("assistant", "yes"))
    made.append(Example("b", asked, (Source(paths[0], "eeg"),), choices=("yes", "no"), task="eyes"))
    write_examples(tmp_path / "examples.jsonl", made)
    return tmp_path / "examples.jsonl"


def test_descriptions_of_a_file_of_examples_with_their_reference(examples, monkeypatch):
    found = list(of_examples(examples))
    assert [one.reference for one in found] == ["The duration is 20 s."] * 2
    monkeypatch.setattr(
        "neuro_llm.assistant.load", lambda folder: describer(lambda r: f"The duration is {r.duration:.0f} s.")
    )
    text = evaluate_captions(Request(examples, n=0), lambda line: None)
    assert "## Descriptions of examples recordings" in text
    assert "| eeg | 2 | 1.00" in text
    values = json.loads(evaluate_captions(Request(examples, n=0), lambda line: None, as_json=True))
    assert values["examples"]["eeg"]["precision"]["model"]["value"] == 1.0
    assert values["examples"]["eeg"]["precision"]["shuffled"]["value"] == 0.0
    assert 0.5 < values["examples"]["all"]["token F1"]["model"]["value"] <= 1.0


def test_nothing_to_describe_is_said(monkeypatch):
    monkeypatch.setattr("neuro_llm.assistant.load", lambda folder: describer(full))
    with pytest.raises(module.ConfigError, match="Nothing was described"):
        evaluate_captions(Request(n=0), lambda line: None)
