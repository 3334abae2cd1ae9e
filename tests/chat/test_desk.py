"""What the page does: opening, looking, selecting, marking, saving, opening again; each error is one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.chat.desk import Desk, Shown, Visitor
from neuro_llm.chat.models import ModelChoice
from neuro_llm.chat.offering import code_of, offered
from neuro_llm.chat.opening import Opening, Stated
from neuro_llm.chat.talk import talking
from neuro_llm.recordings import examples
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording

LABEL = "small<b>.edf"
OTHER = f"{LABEL} (2)"
NOBODY = Visitor("")


@pytest.fixture
def desk(model: Any, recording: Recording) -> Iterator[Desk]:
    desk = Desk(model, ModelChoice(), [recording, recording, recording])
    yield desk
    desk.store.close()


def visitor(shown: Shown) -> Visitor:
    assert not shown.problem, shown.problem
    return Visitor(shown.token)


def sent(message: str) -> dict[str, Any]:
    """What the viewer is told."""
    return json.loads(message)  # type: ignore[no-any-return]


def edf(folder: Path, name: str = "mine.edf") -> Path:
    """The example with a seizure as an upload in a folder of its own."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(examples.path("seizure"), folder / name))


def test_opening_shows_summary_tabs_and_the_first_page(desk: Desk) -> None:
    told = sent(desk.choose(NOBODY, LABEL, False).viewer)
    assert told["order"] == ["R1"]
    (panel,) = told["panels"]
    assert panel["title"] == LABEL
    assert "4 EEG" in panel["summary"]
    assert panel["duration"] == 30.0
    assert next(name for name, _ in panel["tabs"]) == "traces"
    assert panel["tab"] == "traces"
    assert panel["figure"]["data"]


def test_only_what_is_offered_is_opened_and_nothing_is_lost(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    for label in ("/etc/passwd", "../secret.edf"):
        shown = desk.choose(who, label, False)
        assert "not among the recordings" in shown.problem
        assert not shown.viewer
    assert [one.label for one in desk.session(who).opened] == [LABEL]


def test_beside_or_in_the_place_of_what_is_open(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, True))
    assert not desk.choose(who, LABEL, True).viewer  # it is open
    assert not desk.choose(who, "", True).viewer
    told = sent(desk.choose(who, OTHER, True).viewer)
    assert told["order"] == ["R1", "R2"]
    assert [panel["id"] for panel in told["panels"]] == ["R2"]
    list(talking.ask(desk.session(who), desk.model, "first"))
    told = sent(desk.choose(who, f"{LABEL} (3)", False).viewer)
    assert told["order"] == ["R1"]
    assert desk.session(who).exchanges == []


def test_closing_one_starts_the_conversation_anew(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    desk.choose(who, OTHER, True)
    list(talking.ask(desk.session(who), desk.model, "first"))
    desk.look(who, {"id": "R2", "tab": "spectrum", "state": {"start": 5.0}})
    told = sent(desk.shut(who, "R1").viewer)
    assert told["order"] == ["R2"]
    (other,) = told["panels"]
    assert (other["tab"], other["state"]["start"]) == ("spectrum", 5.0)
    assert desk.session(who).stop.is_set()  # an answer about it would hold up the next question
    assert desk.session(who).exchanges == []


def test_looking_turns_pages_and_changes_tabs(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    (panel,) = sent(desk.look(who, {"id": "R1", "tab": "traces", "state": {"start": 20.0}}))["panels"]
    assert panel["state"]["start"] == 20.0
    assert panel["figure"]["layout"]["xaxis"]["range"] == [20.0, 30.0]
    (panel,) = sent(desk.look(who, {"id": "R1", "tab": "spectrum", "state": {}}))["panels"]
    assert panel["tab"] == "spectrum"
    assert panel["figure"]["data"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"id": "R9", "tab": "traces", "state": {}}, "not open any more"),
        ({"id": "R1", "tab": "slices", "state": {}}, "no tab of this recording"),
        ({"id": "R1", "tab": "traces", "state": {"start": "soon"}}, "is no number"),
        ({"id": "R1", "tab": "traces", "state": {"band": "1–2 GHz"}}, "choose one of"),
        ({"id": "R1", "tab": "traces", "state": [1, 2]}, "a view is an object"),
    ],
)
def test_a_view_that_cannot_be_is_a_sentence(desk: Desk, asked: dict[str, Any], said: str) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    with pytest.raises(ConfigError, match=rf"(?i){said}"):
        desk.look(who, asked)


def test_selected_seconds_go_into_the_question(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    session = desk.select(who, {"id": "R1", "start": 12.004, "stop": 16.0})
    assert session.span == ("R1", 12.0, 16.0)
    assert (
        desk.worded(session, "What is the alpha power in these 4 seconds?").count("between 12 and 16 s") == 1
    )
    assert desk.worded(session, "  ") == "  "
    assert desk.select(who, {"id": "R1", "start": 20.0, "stop": 1e9}).span is None
    assert desk.select(who, None).span is None


def test_nobody_else_reaches_a_session(desk: Desk) -> None:
    token = desk.choose(Visitor("", "ann"), LABEL, False).token
    for stranger in (Visitor(token, "bob"), Visitor(token), Visitor(token[:-1], "ann"), Visitor("", "ann")):
        with pytest.raises(ConfigError, match="No recording is open"):
            desk.look(stranger, {"id": "R1", "tab": "traces", "state": {}})
        with pytest.raises(ConfigError, match="No recording is open"):
            desk.save(stranger, "json", False)
    assert desk.choose(Visitor(token, "bob"), LABEL, True).token != token


def test_uploads_are_taken_out_of_the_cache_and_opened(desk: Desk, tmp_path: Path) -> None:
    upload = edf(tmp_path / "cache")
    who = visitor(desk.take(NOBODY, [str(upload)], False))
    assert not upload.exists()
    session = desk.session(who)
    assert session.opened[0].code == "neuro_llm.read('mine.edf')"
    assert len(list(session.folder.rglob("mine.edf"))) == 1
    desk.choose(who, LABEL, False)
    assert not list(session.folder.rglob("mine.edf"))


def test_a_bare_file_waits_for_what_it_does_not_say(desk: Desk, tmp_path: Path) -> None:
    samples = 1e-5 * np.sin(2 * np.pi * 10 * np.arange(2560) / 256)
    np.save(tmp_path / "bare.npy", np.stack([samples, samples]))
    shown = desk.take(NOBODY, [str(tmp_path / "bare.npy")], False)
    assert shown.asks
    assert "Open with this" in shown.problem
    who = Visitor(shown.token)
    assert desk.open_with(who, Stated.typed("256", "nothing", "eeg", ""), False).problem
    shown = desk.open_with(who, Stated.typed("256 Hz", "V", "eeg", "O1, O2"), False)
    (one,) = desk.session(visitor(shown)).opened
    assert one.recording.ch_names == ("O1", "O2")
    assert one.recording.duration == 10.0
    assert (
        one.code == "neuro_llm.read('bare.npy', sfreq=256.0, unit='V', modality='eeg', ch_names=('O1', 'O2'))"
    )
    with pytest.raises(ConfigError, match="'often' is no sampling rate"):
        Stated.typed("often", "", "", "")
    assert "open one first" in desk.open_with(who, Stated(), False).problem


def test_an_upload_that_could_not_be_opened_goes_with_the_next(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.npy"
    np.save(bad, np.zeros((2, 100)))
    who = Visitor(desk.take(NOBODY, [str(bad)], False).token)
    folder = desk.session(who).folder
    assert list(folder.rglob("bad.npy"))
    desk.choose(who, LABEL, False)
    assert not list(folder.rglob("bad.npy"))


@pytest.mark.parametrize(("name", "content"), [("a.edf", b"\x89PNG...."), ("a.xyz", b"?"), ("a.edf", b"")])
def test_files_that_are_no_recordings_end_in_a_sentence(
    desk: Desk, tmp_path: Path, name: str, content: bytes
) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    upload = tmp_path / name
    upload.write_bytes(content)
    shown = desk.take(who, [str(upload)], False)
    assert "a." in shown.problem
    assert "Traceback" not in shown.problem
    assert [one.label for one in desk.session(who).opened] == [LABEL]


def test_intervals_of_an_answer_become_annotations(tmp_path: Path) -> None:
    import neuro_llm

    desk = Desk(neuro_llm.load(), ModelChoice())
    who = visitor(desk.choose(NOBODY, next(label for label in desk.offered if "seizure" in label), False))
    session = desk.session(who)
    list(talking.ask(session, desk.model, "When is the seizure?"))
    marked = desk.mark(who, 0)
    assert [row[4] for row in desk.rows(marked)] == ["seizure"]
    told = sent(desk.marked(marked))
    assert "seizure" in json.dumps(told["panels"][0]["figure"])
    ticket, name = desk.save(who, "tsv", False)
    assert name.endswith(("_events.tsv", ".zip"))
    assert desk.store.redeem(ticket) is not None
    _reopened(desk, who, tmp_path)


def _reopened(desk: Desk, who: Visitor, folder: Path) -> None:
    """A saved conversation opens on a page that has nothing open yet, and goes on."""
    ticket, _ = desk.save(who, "json", False)
    kept = desk.store.redeem(ticket)
    assert kept is not None
    copy = Path(shutil.copy(kept.path, folder / "conversation.json"))
    other = visitor(desk.reopen(Visitor(""), copy))
    one, again = desk.session(who), desk.session(other)
    assert [exchange.answer for exchange in again.exchanges] == [
        exchange.answer for exchange in one.exchanges
    ]
    assert again.findings == one.findings
    said = list(talking.ask(again, desk.model, "How long does it last?"))
    assert said[-1][-1]["content"]["html"]
    desk.store.close()


def test_a_conversation_about_another_file_names_it(desk: Desk, tmp_path: Path, model: Any) -> None:
    upload = edf(tmp_path / "cache", "night.edf")
    who = visitor(desk.take(NOBODY, [str(upload)], False))
    ticket, _ = desk.save(who, "json", False)
    kept = desk.store.redeem(ticket)
    assert kept is not None
    copy = Path(shutil.copy(kept.path, tmp_path / "conversation.json"))
    stranger = visitor(desk.choose(NOBODY, LABEL, False))
    assert "about night.edf (eeg, 19 channels" in desk.reopen(stranger, copy).problem
    assert [one.label for one in desk.session(stranger).opened] == [LABEL]
    other = tmp_path / "other.json"
    other.write_text('{"format": "another"}')
    assert "This JSON is no conversation" in desk.reopen(stranger, other).problem


def test_a_wrong_row_of_annotations_loses_nothing(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    desk.review(who, [[True, "R1", 1.0, 2.0, "spindle", "O1"]])
    with pytest.raises(ConfigError, match="Row 1"):
        desk.review(who, [[True, "R1", 29.0, 5.0, "spindle", "O1"]])
    with pytest.raises(ConfigError, match="names no seconds"):
        desk.mark(who, 0)
    assert [row[2] for row in desk.rows(desk.session(who))] == [1.0]


def test_nothing_kept_is_not_saved(desk: Desk) -> None:
    who = visitor(desk.choose(NOBODY, LABEL, False))
    with pytest.raises(ConfigError, match="No annotation is kept"):
        desk.save(who, "fif", False)
    with pytest.raises(ConfigError, match="cannot be saved"):
        desk.save(who, "exe", False)
    assert desk.save(who, "tsv", True)[1].endswith((".tsv", ".zip"))


def test_ask_once_is_json(desk: Desk) -> None:
    answer = desk.ask_once(LABEL, "Are the eyes open?")
    assert answer["text"] == "The eyes are closed [E1]."
    assert answer["evidence"][0]["probability"] == 0.94
    assert "no channel Q9" in desk.ask_once(LABEL, "fail")["error"]
    assert "on offer" in desk.ask_once("/etc/passwd", "What is in it?")["error"]
    assert desk.ask_once(LABEL, " ")["error"] == "The question is empty."


def test_files_that_are_not_there_are_refused_at_the_start(model: Any, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no such file"):
        Desk(model, ModelChoice(), [tmp_path / "lost.edf"])


def test_open_recordings_stay_open_and_equal_names_are_told_apart(recording: Recording) -> None:
    table = offered([recording, recording])
    assert list(table) == [LABEL, f"{LABEL} (2)"]
    with Opening(recording, LABEL, "recording").read() as borrowed:
        assert borrowed.read(0, 1).shape == (5, 200)
    assert recording.read(0, 1).shape == (5, 200)


def test_code_names_what_is_open(recording: Recording, tmp_path: Path) -> None:
    assert code_of(examples.path("seizure")) == "neuro_llm.read(examples.path('seizure'))"
    assert code_of(tmp_path / "night.edf") == "neuro_llm.read('night.edf')"
    assert code_of(recording) == "recording"


def test_a_conversation_that_cannot_be_opened_leaves_nothing_open(
    tmp_path: Path, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was opened to look whether it is the one is closed again."""
    desk = Desk(model, ModelChoice())
    label = next(label for label in desk.offered if "seizure" in label)
    who = visitor(desk.choose(NOBODY, label, False))
    ticket, _ = desk.save(who, "json", False)
    kept = desk.store.redeem(ticket)
    assert kept is not None
    values = json.loads(kept.path.read_text())
    (described,) = values["recordings"]
    closed: list[str] = []
    monkeypatch.setattr(Recording, "close", lambda one: closed.append(one.name))
    for recordings in (
        [described, {**described, "id": "R2", "name": "gone.edf"}],
        [{**described, "fingerprint": "another"}],
    ):
        closed.clear()
        copy = tmp_path / "conversation.json"
        copy.write_text(json.dumps({**values, "recordings": recordings}))
        assert "which is not open" in desk.reopen(NOBODY, copy).problem
        assert set(closed) == {described["name"]}
        assert not copy.exists()
    monkeypatch.undo()
    desk.store.close()
