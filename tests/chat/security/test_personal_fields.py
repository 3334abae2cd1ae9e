"""Personal fields of a header reach nobody; labels of events and the file's name reach its owner's browser only."""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

NAME, LABEL = "canary-filename", "canary-annotation"
QUESTIONS = (
    "Describe this recording.", "How many events are there?", "Who is the patient?", "When was it recorded?",
    "Are the eyes open or closed?", "What is the name of the file?",
)  # fmt: skip


def edf(path: Path) -> tuple[str, ...]:
    """An EDF+ with 12 personal fields; what none may see of them."""
    import edfio

    noise = np.random.default_rng(0).normal(0, 20, 256 * 20)
    signals = [
        edfio.EdfSignal(noise, 256, label=label, physical_dimension="uV", transducer_type="canary-transducer",
                        prefiltering="canary-prefilter")
        for label in ("O1", "O2", "Cz")
    ]  # fmt: skip
    patient = edfio.Patient(
        code="canary-code", sex="F", birthdate=datetime.date(1957, 3, 19), name="canary-name",
        additional=["canary-patient-note"],
    )  # fmt: skip
    recording = edfio.Recording(
        startdate=datetime.date(2019, 10, 17), hospital_administration_code="canary-admin",
        investigator_technician_code="canary-tech", equipment_code="canary-equipment", additional=["canary-note"],
    )  # fmt: skip
    edfio.Edf(
        signals, patient=patient, recording=recording, starttime=datetime.time(11, 47, 53),
        annotations=[edfio.EdfAnnotation(3.0, 1.0, LABEL)],
    ).write(path)  # fmt: skip
    return (
        "canary-code", "1957", "canary-name", "canary-patient-note", "2019", "11:47", "11.47", "canary-admin",
        "canary-tech", "canary-equipment", "canary-note", "canary-transducer", "canary-prefilter",
    )  # fmt: skip


def fif(path: Path) -> tuple[str, ...]:
    """The same in FIF, whose header has other fields."""
    import mne

    info = mne.create_info(["O1", "O2", "Cz"], 256.0, "eeg")
    info["subject_info"] = {
        "his_id": "canary-id", "last_name": "canary-last", "first_name": "canary-first", "middle_name": "canary-middle",
        "birthday": datetime.date(1957, 3, 19), "sex": 2,
    }  # fmt: skip
    info["experimenter"] = "canary-experimenter"
    info["description"] = "canary-description"
    info["proj_name"] = "canary-project"
    info["device_info"] = {
        "type": "canary-device",
        "model": "x",
        "serial": "canary-serial",
        "site": "canary-site",
    }
    raw = mne.io.RawArray(np.random.default_rng(0).normal(0, 2e-5, (3, 256 * 20)), info, verbose="error")
    raw.set_meas_date(datetime.datetime(2019, 10, 17, 11, 47, 53, tzinfo=datetime.UTC))
    raw.set_annotations(mne.Annotations([3.0], [1.0], [LABEL]))
    raw.save(path, verbose="error")
    return (
        "canary-id", "canary-last", "canary-first", "canary-middle", "1957", "canary-experimenter",
        "canary-description", "canary-project", "canary-device", "canary-serial", "canary-site", "2019", "11:47",
    )  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Any:
    """The embedded default."""
    from neuro_llm.assistant import default_folder, load

    if not (default_folder() / "neuro_llm.json").is_file():
        pytest.skip(f"no embedded model at {default_folder()}; build it with `neuro-llm train default`")
    return load()


@pytest.fixture
def prompts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every prompt that is given to the language model from here on, as text."""
    from neuro_llm.processing import NeuroLLMProcessor

    seen: list[str] = []
    render = NeuroLLMProcessor.render

    def watched(self: Any, *given: Any, **more: Any) -> Any:
        rendered = render(self, *given, **more)
        seen.append(self.tokenizer.decode(rendered.input_ids))
        return rendered

    monkeypatch.setattr(NeuroLLMProcessor, "render", watched)
    return seen


@pytest.fixture
def ears(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


@pytest.mark.parametrize(("make", "ending"), [(edf, ".edf"), (fif, "_raw.fif")])
def test_personal_fields_stay_in_the_file(
    serve: Callable[..., AbstractContextManager[Any]],
    model: Any,
    prompts: list[str],
    ears: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    make: Callable[[Path], tuple[str, ...]],
    ending: str,
) -> None:
    file = tmp_path / f"{NAME}{ending}"
    personal = make(file)
    content = file.read_bytes()
    assert all(word.encode() in content for word in personal if word.startswith("canary"))
    with serve(model=model) as page:
        person = page.person()
        (path,) = person.upload(file.name, content).json()
        assert person.take(path, file.name).status_code == 200
        shown = [json.dumps(message, ensure_ascii=False) for message in person.results()]
        (session,) = [one for one in page.store._sessions.values() if one.tab == person.tab]
        for tab in ("traces", "spectrum", "topography", "spectrogram", "events"):
            asked = {"id": "R1", "tab": tab, "state": {}}
            shown.append(person.now("nl-viewer", "look", asked).text)
        shown += [person.ask(question) for question in QUESTIONS]
        files = [one.content.decode("latin-1") for one in saved(person)]
        assert len(files) >= 2  # without annotations, none are saved
        shown += files
        assert len(session.exchanges) == len(QUESTIONS)
    browser, log = "\n".join(shown), "\n".join((*capfd.readouterr(), *told(ears)))
    asked_of_model = "\n".join(prompts)
    assert prompts
    for word in personal:
        if word.startswith("canary"):
            assert word not in browser, word
        assert word not in log, word
        assert word not in asked_of_model, word
    assert not [
        date for date in ("1957-03", "19-MAR-1957", "2019-10", "17-OCT-2019", "11:47:53") if date in browser
    ]
    for word in (NAME, LABEL):
        assert word in browser
        assert word not in log
        assert word not in asked_of_model


def told(ears: pytest.LogCaptureFixture) -> list[str]:
    """What was logged, but for the client of this test."""
    return [one.getMessage() for one in ears.records if not one.name.startswith(("httpx", "httpcore"))]


def saved(person: Any) -> Iterator[Any]:
    """What the page saves of the session, in each form, as it is fetched."""
    formats = next(one for one in person.config()["components"] if one["props"].get("elem_id") == "nl-format")
    for _, kind in formats["props"]["choices"]:
        output = person.do("nl-keep", "click", {"nl-format": kind})
        for value in output.get("data", ()):
            if isinstance(value, str) and value.startswith("neuro-llm/files/"):
                yield person.http.get(f"/{value}")
