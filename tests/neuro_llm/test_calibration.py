"""One calibrated number per state, and options that cannot be ruled out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neuro_llm.assistant import Assistant, default_folder, load
from neuro_llm.calibration import Calibration, Scale
from neuro_llm.cues import TRUST, pooled
from neuro_llm.decision import by_interval, near, not_ruled_out
from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.simulate import simulate
from neuro_llm.train.calibrating import calibrated, fit_scale, least

STATES = ("absent", "present")


def test_a_temperature_flattens() -> None:
    shown = Scale(0.5).apply({"open": 0.8, "closed": 0.2})
    assert shown["open"] == pytest.approx(2 / 3)
    assert sum(shown.values()) == pytest.approx(1)


def test_a_shift_and_a_measurement_add_nats() -> None:
    even = {"present": 0.5, "absent": 0.5}
    assert Scale(1.0, {"absent": 1.0}).apply(even)["absent"] == pytest.approx(1 / (1 + np.exp(-1)))
    found = Scale(measured=1.0)
    assert found.apply(even, True)["present"] == pytest.approx(1 / (1 + np.exp(-1)))
    assert found.apply(even, False)["present"] == pytest.approx(1 / (1 + np.exp(1)))
    assert found.apply(even) == pytest.approx(even)


def test_measured_odds_are_added_to_those_of_the_encoder() -> None:
    told = {"absent": 0.1, "present": 0.9}
    assert pooled(told, {}, {"line length": (2.0, -14.0)})["present"] == pytest.approx(
        1 / (1 + np.exp(-TRUST * np.log(9)))
    )
    small = pooled(told, {"line length": 5.0}, {"line length": (2.0, -14.0)})
    large = pooled(told, {"line length": 9.0}, {"line length": (2.0, -14.0)})
    assert small["present"] < 0.5 < told["present"] < large["present"]
    assert sum(large.values()) == pytest.approx(1)


def test_values_below_their_limit_are_ruled_out() -> None:
    scale = Scale(least={"open": 0.3, "closed": 0.4})
    assert scale.plausible({"open": 0.35, "closed": 0.65}) == ("closed", "open")
    assert scale.plausible({"open": 0.65, "closed": 0.35}) == ("open",)
    assert Scale(least={"open": 0.9, "closed": 0.9}).plausible({"open": 0.6, "closed": 0.4}) == ("open",)
    assert Scale().plausible({"open": 0.6, "closed": 0.4}) == ()


def test_overconfidence_is_found_and_mended() -> None:
    rng = np.random.default_rng(0)
    logit = rng.normal(0, 2, 4000)
    right = (rng.random(4000) < 1 / (1 + np.exp(-logit))).astype(int)
    loud = 2.5 * logit  # two and a half times too sure
    logs = -np.logaddexp(0, np.stack([loud, -loud], 1))
    scale = fit_scale(STATES, logs, right)
    assert scale.scale == pytest.approx(0.4, abs=0.04)
    assert scale.shift == {}
    limits = least(scale, STATES, logs, right, None)
    shown = np.exp(calibrated(scale, STATES, logs))
    covered = np.mean([shown[i, value] >= limits[STATES[value]] for i, value in enumerate(right)])
    assert covered == pytest.approx(0.9, abs=0.01)


def test_many_at_once_are_as_one() -> None:
    scale = Scale(1.3, {"present": -0.4}, measured=0.8)
    logs = np.log([[0.3, 0.7]])
    for found in (True, False):
        one = scale.apply({"absent": 0.3, "present": 0.7}, found)
        many = np.exp(calibrated(scale, STATES, logs, np.array([found])))[0]
        assert many == pytest.approx([one["absent"], one["present"]])


def test_it_is_kept(tmp_path: Path) -> None:
    made = Calibration({"eyes": Scale(1.2, {"closed": 0.1}, 0.0, {"open": 0.3})}, {}, {}, {"recordings": 3})
    made.save(tmp_path)
    assert Calibration.load(tmp_path) == made
    (tmp_path / "calibration.json").write_text("{}")
    with pytest.raises(ModelError, match="damaged"):
        Calibration.load(tmp_path)
    assert Calibration.load(tmp_path / "nowhere").of("eyes", True) == Scale()


def test_options_that_stand_for_several_values() -> None:
    chances = {"yes": 0.55, "no": 0.45}
    kept = not_ruled_out("Is alpha dominant?", "dominant band", chances, ("alpha", "theta"))
    assert kept == ("yes", "no")
    sure = {"yes": 0.9, "no": 0.1}
    assert not_ruled_out("Is alpha dominant?", "dominant band", sure, ("alpha",)) == ("yes",)
    assert not_ruled_out("Is alpha dominant?", "dominant band", sure, ()) == ()


def test_onsets_spread_over_neighbouring_spans() -> None:
    record = Evidence("onset", 11.0, "s", (), 0.0, 40.0, "", kind="estimated", probability=0.9)
    spans = ("0-10 s", "10-20 s", "20-30 s", "30-40 s")
    chances = by_interval(spans, record)
    assert chances is not None
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=lambda option: chances[option]) == "10-20 s"
    assert chances["0-10 s"] > chances["20-30 s"] > 0.02
    assert near(chances, record, 3.0) == ("10-20 s", "0-10 s")


@pytest.fixture(scope="module")
def model() -> Assistant:
    return load()


def test_the_default_is_calibrated() -> None:
    told = Calibration.load(default_folder())
    assert set(told.families) == set(told.alone)
    assert {"eyes", "seizure", "spindles", "blinks", "bad channels", "dominant band"} <= set(told.families)
    assert told.outlook
    assert all(scale.least for scale in told.families.values())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_number_for_one_state(model: Assistant, seed: int) -> None:
    recording = simulate(seed=seed, duration=20, montage="10-20")[0]
    for question, family in (("Is there a seizure?", "seizure"), ("Are there blinks?", "blinks")):
        closed = model.generate(recording, question, choices=("yes", "no"))
        other = model.generate(recording, question, choices=("present", "absent"))
        opened = model.generate(recording, question)
        record = next(r for r in closed.evidence if r.quantity == family and r.kind == "estimated")
        assert closed.confidence == pytest.approx(record.probability, abs=6e-4)
        assert other.confidence == pytest.approx(closed.confidence)
        if not opened.abstained:
            assert opened.confidence == record.probability
        assert closed.choice in closed.plausible
