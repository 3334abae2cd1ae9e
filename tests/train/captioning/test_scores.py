"""The score of a description: exact precision and recall of texts written by hand, on recordings of known content."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Event
from neuro_llm.train.captioning.overlap import overlap
from neuro_llm.train.captioning.scores import CONTRADICTED, TRUE, UNCHECKED, UNSUPPORTED, score_caption
from neuro_llm.train.captioning.statements import claims
from neuro_llm.train.captioning.truths import Truths

NAMES = ("Fp1", "Fp2", "C3", "C4", "P3", "P4", "O1", "O2")
TRUE_TEXT = (
    "This EEG recording lasts 40 s. It has 8 channels. There is a posterior alpha rhythm at 10 Hz. "
    "Line noise at 50 Hz contaminates the signal. Bad channels: C4. There are no sleep spindles."
)


@pytest.fixture(scope="module")
def truths():
    """Pink noise with 10 Hz at the back, mains everywhere, one channel that is flat, and six events."""
    rng = np.random.default_rng(0)
    sfreq, n = 256.0, 40 * 256
    t = np.arange(n) / sfreq
    spectrum = rng.normal(size=(8, n // 2 + 1)) + 1j * rng.normal(size=(8, n // 2 + 1))
    spectrum /= np.sqrt(np.maximum(np.arange(n // 2 + 1), 20))
    x = np.fft.irfft(spectrum, n)
    x = 8e-6 * x / x.std(axis=1, keepdims=True)
    alpha = 12e-6 * np.sin(2 * np.pi * 10.0 * t)
    x += np.array([0.1, 0.1, 0.3, 0.3, 0.8, 0.8, 1, 1])[:, None] * alpha
    x += 6e-6 * np.sin(2 * np.pi * 50.0 * t + 1)
    x[3] = 0.0
    events = tuple(Event(5.0 * i + 2, 0.1, "left" if i % 3 else "right") for i in range(6))
    recording = from_array(x, sfreq, NAMES, modality="eeg", unit="V", name="made.edf", events=events)
    return Truths(recording)


def verdicts(text, truths):
    return [one.verdict for one in score_caption(text, truths).verdicts]


def test_everything_true_and_everything_salient(truths):
    score = score_caption(TRUE_TEXT, truths)
    assert [one.verdict for one in score.verdicts] == [TRUE] * 6
    assert score.precision == 1.0
    assert set(truths.salient) == {
        "dominant rhythm",
        "posterior alpha",
        "line noise",
        "bad channels",
        "events",
    }
    assert set(score.missing) == {"dominant rhythm", "events"}
    assert score.recall == pytest.approx(3 / 5)
    whole = f"{TRUE_TEXT} The dominant band is alpha. There are 6 events."
    assert score_caption(whole, truths).recall == 1.0


@pytest.mark.parametrize(
    ("right", "wrong", "verdict"),
    [
        ("lasts 40 s", "lasts 41 s", CONTRADICTED),
        ("8 channels", "9 channels", CONTRADICTED),
        ("at 10 Hz", "at 11 Hz", CONTRADICTED),
        ("at 50 Hz", "at 60 Hz", CONTRADICTED),
        ("Bad channels: C4", "Bad channels: O1", CONTRADICTED),
        ("Bad channels: C4", "Bad channels: C4 and O1", CONTRADICTED),
        ("Bad channels: C4", "Bad channels: none", CONTRADICTED),
        ("Bad channels: C4", "Bad channels: T5", UNSUPPORTED),
        ("Line noise at 50 Hz contaminates the signal", "There is no line noise", CONTRADICTED),
        ("There are no sleep spindles", "There are sleep spindles", CONTRADICTED),
        ("There are no sleep spindles", "4 sleep spindles were found", CONTRADICTED),
        ("There are no sleep spindles", "The animal jumps at 12 s", UNSUPPORTED),
        ("This EEG recording", "This MEG recording", CONTRADICTED),
    ],
)
def test_one_wrong_statement_of_six(truths, right, wrong, verdict):
    score = score_caption(TRUE_TEXT.replace(right, wrong), truths)
    assert [one.verdict for one in score.verdicts if one.verdict != TRUE] == [verdict]
    assert score.precision == pytest.approx(5 / 6)
    assert score.contradiction == pytest.approx((verdict == CONTRADICTED) / 6)


def test_what_is_told_wrongly_is_not_told(truths):
    score = score_caption(TRUE_TEXT.replace("at 50 Hz", "at 60 Hz"), truths)
    assert "line noise" in score.missing
    assert score.recall == pytest.approx(2 / 5)


def test_a_unit_of_another_size_is_wrong(truths):
    [record] = truths.records("amplitude")
    assert verdicts(f"The amplitude is {record.value:.1f} µV.", truths) == [TRUE]
    assert verdicts(f"The amplitude is {record.value:.1f} mV.", truths) == [CONTRADICTED]
    assert verdicts(f"The amplitude is {record.value / 1000:.4f} mV.", truths) == [TRUE]


def test_numbers_are_held_against_the_channels_and_seconds_that_are_named(truths):
    [over] = truths.records("alpha power", ("O1", "O2"))
    [all_of_them] = truths.records("alpha power")
    [early] = truths.records("alpha power", (), (0.0, 10.0))
    assert over.value > 1.3 * all_of_them.value
    assert verdicts(f"The alpha power over O1 and O2 is {over.shown}.", truths) == [TRUE]
    assert verdicts(f"The alpha power over O1 and O2 is {all_of_them.shown}.", truths) == [CONTRADICTED]
    assert verdicts(f"The alpha power over C3 and T9 is {over.shown}.", truths) == [UNSUPPORTED]
    assert verdicts(f"The alpha power is {early.shown} between 0 and 10 s.", truths) == [TRUE]
    assert verdicts(f"The alpha power between 10 and 20 s is {early.shown}.", truths) == [CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 6 events: 4 of label left and 2 of label right.", [TRUE]),
        ("There are 6 events: 2 of label left and 4 of label right.", [CONTRADICTED]),
        ("The dominant band is theta.", [CONTRADICTED]),
        ("The spectrum is dominated by alpha activity at 10 Hz.", [TRUE]),
        ("There is mains hum at 50 Hz but no muscle activity.", [TRUE, TRUE]),
        ("No spindles, blinks or seizures were seen.", [TRUE, TRUE, TRUE]),
        ("C4 is flat and O1 is noisy.", [TRUE, CONTRADICTED]),
        ("C4 is not bad.", [CONTRADICTED]),
        ("The signal is not without line noise.", [TRUE]),
        ("There is a seizure at 12–20 s.", [CONTRADICTED]),
        ("The eyes are open.", [UNCHECKED]),
        ("The recording is a pleasure to look at.", [UNCHECKED]),
        ("The eyes are closed (94 %) [E3]; the duration is 40 s [E1].", [UNCHECKED, TRUE]),
        ("The sampling rate is 256 Hz [E2].", [TRUE]),
    ],
)
def test_statements(truths, text, expected):
    assert verdicts(text, truths) == expected


def test_nothing_checkable_has_no_precision_and_no_recall(truths):
    score = score_caption("Cannot tell.", truths)
    assert np.isnan(score.precision)
    assert score.recall == 0.0


def test_what_is_known_stands_above_what_is_measured(truths):
    known = [
        Evidence("eyes", "closed", "", (), 0.0, 40.0, "as noted"),
        Evidence("seizure", "present", "", (), 0.0, 40.0, "as noted"),
        Evidence("seizure times", ((12.0, 20.0),), "", (), 0.0, 40.0, "as noted"),
    ]
    held = Truths(truths.recording, known=known)
    assert {"eyes", "seizure"} < set(held.salient)
    assert verdicts("The eyes are closed.", held) == [TRUE]
    assert verdicts("The eyes are open.", held) == [CONTRADICTED]
    assert verdicts("There is a seizure at 13.1–21 s.", held) == [TRUE]
    assert verdicts("There is a seizure at 25–31 s.", held) == [CONTRADICTED]
    assert verdicts("Seizure activity is absent.", held) == [CONTRADICTED]


def test_claims_are_parted_where_another_topic_begins():
    found = claims("There is hum at 50 Hz, and Fp1 and Fp2 are bad; no blinks.")
    assert [claim.text for claim in found] == ["There is hum at 50 Hz", "Fp1 and Fp2 are bad", "no blinks"]
    assert [claim.topics for claim in found] == [("line noise",), ("bad channels",), ("blinks",)]
    assert [claim.negated for claim in found] == [False, False, True]


def test_overlap_of_words():
    assert overlap("the duration is 60 s", "the duration is 60 s [E1]") == {
        "token F1": 1.0,
        "longest common": 1.0,
    }
    shared = overlap("a b c d", "d c b a")
    assert shared["token F1"] == 1.0
    assert shared["longest common"] == pytest.approx(0.25)


def test_lists_of_one_kind_are_held_against_that_kind(truths):
    known = [Evidence("bad channels", ("C4",), "", (), 0.0, 40.0, "as noted")]
    held = Truths(truths.recording, known=known)
    assert verdicts("Flat channels: C4; clipped channels: none.", held) == [TRUE, TRUE]
    assert verdicts("Flat channels: none; clipped channels: C4.", held) == [CONTRADICTED, CONTRADICTED]
