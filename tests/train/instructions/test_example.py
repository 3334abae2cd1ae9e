"""One example: what goes in comes out, and what is wrong is said with its value."""

from __future__ import annotations

from typing import Any

import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.train.instructions import Example, Source, from_json, to_json

FULL = Example(
    "a-1",
    (Turn("system", "Be brief."), Turn("user", "Eyes open\nor closed?"), Turn("assistant", "closed")),
    (
        Source("sub-1/a.edf", "eeg", 12.0, 22.0),
        Source("b.npy", "", None, 3.5, {"sfreq": 100.0, "unit": "uV", "ch_names": ["O1"]}),
    ),
    (
        Evidence("alpha power", 32.1, "µV²", ("O1", "O2"), 12.0, 22.0, "Welch"),
        Evidence("blink times", (1.5, 2.0), "s", (), 0.0, 10.0, "", recording="R2"),
        Evidence("suppressions", ((1.0, 2.0), (3.0, 4.0)), "s", (), 0.0, 10.0, "", event="T1"),
    ),
    ("open", "closed"),
    subject="s1",
    split="val",
    task="eyes",
    run="r2",
    dataset="demo",
    licence="CC0",
)


def asked(**values: Any) -> dict[str, Any]:
    """A small valid object with some keys changed."""
    messages = [{"role": "user", "content": "Hm?"}, {"role": "assistant", "content": "No."}]
    return {"id": "x", "messages": messages, **values}


def neuro(**part: Any) -> dict[str, Any]:
    content = [{"type": "neuro", "path": "a.edf", **part}, {"type": "text", "text": "Hm?"}]
    return asked(messages=[{"role": "user", "content": content}, {"role": "assistant", "content": "No."}])


def test_an_example_comes_back_from_its_json() -> None:
    values = to_json(FULL)
    assert from_json(values) == FULL
    assert values["messages"][1]["content"][0] == {
        **{"type": "neuro", "path": "sub-1/a.edf", "modality": "eeg", "t0": 12.0, "t1": 22.0}
    }
    assert values["evidence"][0]["channels"] == ["O1", "O2"]
    assert (FULL.question, FULL.answer) == ("Eyes open\nor closed?", "closed")


def test_plain_text_has_no_recording_and_leaves_out_what_is_empty() -> None:
    example = from_json(asked())
    assert (example.sources, example.split, example.choices) == ((), "train", ())
    assert to_json(example) == {**asked(), "meta": {"split": "train"}}


@pytest.mark.parametrize(
    ("values", "sources", "question"),
    [
        ({"image": "x/a.npy", "conversations": [{"from": "human", "value": "<image>\nWhat is it?"},
          {"from": "gpt", "value": "A cup."}]}, [Source("x/a.npy")], "What is it?"),
        ({"eeg": ["a.npy", "b.npy"], "conversations": [{"from": "human", "value": "Compare <eeg> and <eeg> now."},
          {"from": "gpt", "value": "A cup."}]},
         [Source("a.npy", "eeg"), Source("b.npy", "eeg")], "Compare\nand\nnow."),
        ({"conversations": [{"from": "system", "value": "Short."}, {"from": "human", "value": "Hm?"},
          {"from": "gpt", "value": "A cup."}]}, [], "Hm?"),
    ],
)  # fmt: skip
def test_conversations_of_others_are_read(
    values: dict[str, Any], sources: list[Source], question: str
) -> None:
    example = from_json({"id": 7, **values})
    assert (example.id, list(example.sources), example.question) == ("7", sources, question)
    assert example.answer == "A cup."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1], "'[1]' is no JSON object"),
        ({"id": "x"}, "messages (or conversations) are needed"),
        (asked(id=""), "without an id"),
        (asked(messages="hello"), "messages is 'hello', no list"),
        (asked(messages=[{"role": "user", "content": "Hm?"}]), "the roles are user;"),
        (asked(messages=[]), "the roles are none"),
        (asked(messages=[3]), "the message '3' is no object"),
        (asked(messages=[{"role": "user", "content": 5}]), "'5', neither text nor parts"),
        (asked(messages=[{"role": "user", "content": [{"type": "image"}]}]), "a part of the type 'image'"),
        (asked(meta={"split": "dev"}), "split 'dev' is none of train, val, test"),
        (asked(meta=["s"]), "meta is"),
        (asked(meta={"subject": ["s"]}), "subject is \"['s']\", no text"),
        (asked(choices=["yes"]), "1 choices (yes)"),
        (asked(choices=["yes", "yes"]), "two or more different options"),
        (asked(choices="yes,no"), "choices is 'yes,no', no list"),
        (asked(evidence=[{"quantity": "alpha power"}]), "lacks value, start, stop"),
        (asked(evidence=[{"quantity": "a", "value": 1, "start": 0, "stop": 1, "who": 2}]), "no field who"),
        (asked(evidence=[{"quantity": "a", "value": 1, "start": "0", "stop": 1}]), "start='0', no second"),
        (neuro(t0=5, t1=5), "the span 5–5 s is empty"),
        (neuro(t0=-1), "t0=-1 is no second"),
        (neuro(t0="3"), "t0='3' is no second"),
        (neuro(t1=float("nan")), "t1=nan is no second"),
        (neuro(read={"strict": False}), "read holds strict"),
        (neuro(read="uV"), "read is 'uV'"),
        ({"id": "x", "conversations": [{"from": "cat", "value": "Hm?"}]}, "a turn is from 'cat'"),
        ({"id": "x", "conversations": [{"from": "human"}]}, "a turn has from and value"),
    ],
)
def test_what_is_wrong_is_said(values: Any, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_json(values)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../a.edf", "a/../../b.edf", "~/a.edf", "C:/a.edf", "c:a.edf", "..\\a.edf", "a\\b.edf", "",
     ".", "a\x00.edf", "a\n.edf"],
)  # fmt: skip
def test_paths_stay_in_the_folder(path: str) -> None:
    with pytest.raises(ConfigError, match="leaves the folder"):
        from_json(neuro(path=path))
    if path:
        with pytest.raises(ConfigError, match="leaves the folder"):
            from_json({"id": "x", "eeg": path, "conversations": [{"from": "human", "value": "?"}]})
