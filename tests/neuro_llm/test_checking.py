"""What a text may say: every number, channel and citation of it needs a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neuro_llm.checking import Ground, find_unsupported
from neuro_llm.recordings.evidence.record import Evidence

PEAK = Evidence(
    "posterior alpha frequency", 10.23, "Hz", ("O1", "O2", "Pz"), 0.0, 61.0,
    "highest bin of the Welch spectrum between 7 and 13 Hz", id="E1",
)  # fmt: skip
EYES = Evidence("eyes", "closed", "", (), 0.0, 61.0, "head", kind="estimated", probability=0.943, id="E2")
POWER = Evidence("beta power", 1.284, "µV²", ("C3",), 12.0, 20.0, "Welch", id="E3")
BLINKS = Evidence("blink times", (3.25, 17.0), "s", ("Fp1",), 0.0, 61.0, "threshold", id="E4")
BAD = Evidence("bad channels", ("T7", "EEG001"), "", (), 0.0, 61.0, "rules", id="E5")
ASYMMETRY = Evidence("alpha asymmetry", -0.312, "", ("O1", "O2"), 0.0, 61.0, "ln right - ln left", id="E6")
RECORDS = (PEAK, EYES, POWER, BLINKS, BAD, ASYMMETRY)


def unsupported(text: str) -> list[str]:
    return [item.shown for item in find_unsupported(text, RECORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "The posterior alpha peak is at 10.2 Hz over O1, O2 and Pz [E1].",
        "It peaks at 10 Hz [E1], between 7 and 13 Hz.",
        "The eyes are probably closed (94 %) [E2].",
        "The eyes are closed with probability 0.94 [E2]",
        "Between 12 and 20 s the beta power over C3 is 1.28 µV² [E3].",
        "Beta over c3 is 1.3 uV^2 from 12-20 s [E3]. That is all.",
        "Two blinks, at 3.2 s and 17.0 s over Fp1 [E4].",
        "2 blinks in 61 seconds [E4], that is about 1.02 min.",
        "Bad channels: T7, EEG001 [E5].",
        "The asymmetry is −0.31 [E6].",
        "The asymmetry is -0.312 [E6].",
        "1. The 1/f background of a 10-20 montage in R1\n2. No numbers here",
        "The first, the 2nd and one more thing.",
        "Alpha: 10.23 Hz [E1, E2].",
    ],
)
def test_supported(text: str) -> None:
    assert unsupported(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The peak is at 9.7 Hz [E1].", "9.7 Hz"),
        ("The peak is at 10.2 s [E1].", "10.2 s"),
        ("The peak is at 10.3 Hz [E1].", "10.3 Hz"),
        ("The peak is at 10.2 Hz [E3].", "10.2 Hz"),
        ("The peak is at 10.2 Hz over O1 and Fz.", "Fz"),
        ("The peak is at 10.2 Hz over P7 [E1].", "P7"),
        ("Seen at 10.2 Hz [E9].", "[E9]"),
        ("The eyes are closed (99 %) [E2].", "99 %"),
        ("The asymmetry is 0.31 [E6].", "0.31"),
        ("There are three blinks [E4].", "three"),
        ("There are 0 blinks.", "0"),
        ("A dose of 5 mg, at 3 spikes.", "5 mg"),
        ("The power is 1,284 µV² [E3].", "1,284 µV²"),
        ("A seizure between 33 and 41 s.", "33 and 41 s"),
        ("Stage N2 sleep.", "N2"),
    ],
)
def test_unsupported(text: str, shown: str) -> None:
    assert shown in unsupported(text)


def test_a_difference_may_be_told_without_its_sign() -> None:
    record = replace(PEAK, quantity="difference in posterior alpha frequency", value=-1.2, id="E1")
    assert find_unsupported("The second is slower by 1.2 Hz [E1].", (record,)) == []
    assert find_unsupported("It changes by −1.2 Hz [E1].", (record,)) == []


def test_probabilities_of_the_options_are_supported() -> None:
    assert find_unsupported("closed (81 %)", Ground((), (0.81, 0.19))) == []
    assert [x.shown for x in find_unsupported("closed (82 %)", Ground((), (0.81, 0.19)))] == ["82 %"]


def test_positions_point_into_the_text() -> None:
    text = "Peak 9.9 Hz, over Q7 [E7]."
    for item in find_unsupported(text, RECORDS):
        assert text[item.start : item.stop] == item.shown


def test_the_label_of_an_event_is_a_name() -> None:
    record = Evidence("event count", 8, "count", (), 0.0, 125.0, "events", event="T1", id="E1")
    assert find_unsupported("The event count of T1 is 8 [E1].", (record,)) == []
    assert [x.shown for x in find_unsupported("The event count of T2 is 8 [E1].", (record,))] == ["T2"]
