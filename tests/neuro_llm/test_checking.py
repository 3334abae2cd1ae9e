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


# ---- what a citation must not be used for ----

TIMES = Evidence("muscle times", ((12.0, 25.5), (40.0, 48.1)), "s", ("T7",), 0.0, 61.0, "bursts", id="E1")
THETA = Evidence("theta power", 5.0, "µV²", ("O1",), 0.0, 61.0, "Welch", id="E2")
ALPHA = Evidence("alpha power", 32.1, "µV²", ("Cz",), 0.0, 61.0, "Welch", id="E3")
OTHER = Evidence("alpha power", 41.7, "µV²", ("Cz",), 0.0, 80.0, "Welch", id="E4", recording="R2")
CLOSED = Evidence("eyes", "closed", "", (), 0.0, 61.0, "head", kind="estimated", probability=0.94, id="E5")
RATE = Evidence("blink rate", 12.0, "per min", ("Fp1",), 0.0, 61.0, "peaks", id="E6")
DURATION = Evidence("duration", 90.0, "s", (), 0.0, 90.0, "as said", id="E7")
SEVERAL = Ground((TIMES, THETA, ALPHA, OTHER, CLOSED, RATE, DURATION), names=("O1", "Cz", "T7", "Fp1", "ECG"))


@pytest.mark.parametrize(
    "text",
    [
        "Muscle activity lies at 12.0–25.5 s and 40.0–48.1 s [E1].",
        "It starts at 12 s and ends at 25.5 s [E1].",
        "There are two stretches of it; the first lasts 13.5 s [E1].",
        "The theta power is 5 µV² [E2] and the alpha power 32.1 µV² [E3].",
        "Theta and alpha power are 5 and 32.1 µV² [E2, E3].",
        "[E2] shows a theta power of 5 µV² and [E3] an alpha power of 32.1 µV².",
        "Alpha power is 32.1 µV² in R1 [E3] and 41.7 µV² in recording 2 [E4].",
        "The eyes are closed, not open (94 %) [E5].",
        "Blinks come 12 times per minute [E6], that is 0.2 Hz [E6].",
        "It lasts 1.5 min, that is 1:30 or 90000 ms [E7].",
        "Records [E2–E4] hold powers of 5, 32.1 and 41.7 µV².",
    ],
)
def test_honest_citations_pass(text: str) -> None:
    assert [item.shown for item in find_unsupported(text, SEVERAL)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Muscle activity lies at 12.0–48.1 s [E1].", "12.0–48.1 s"),
        ("It starts at 25.5 s [E1].", "25.5 s"),
        ("It lies at 13.0–25.5 s [E1].", "13.0–25.5 s"),
        ("The theta power is 32.1 µV² [E2] and the alpha power 5 µV² [E3].", "32.1 µV²"),
        ("Theta and alpha power are 32.1 and 5 µV² [E2, E3].", "32.1"),
        ("Theta power is 32.1 µV² [E3].", "Theta power"),
        ("Beta is 32.1 µV² [E3].", "Beta"),
        ("The alpha frequency is 32.1 µV² [E3].", None),
        ("The sampling rate is 32.1 [E3].", "sampling rate"),
        ("Alpha power over O1 is 32.1 µV² [E3].", "O1"),
        ("Alpha power over the ECG is 32.1 µV² [E3].", "ECG"),
        ("Alpha power is 32.1 µV² in R2 [E3].", "R2"),
        ("Alpha power is 41.7 µV² in the file 1 [E4].", "file 1"),
        ("Alpha power is 32.1 µV [E3].", "32.1 µV"),
        ("Alpha power is 32.1 µV²/Hz [E3].", "32.1 µV²/Hz"),
        ("Alpha power is 32.1 nV² [E3].", "32.1 nV²"),
        ("Alpha power is 32.1 µV² [E2–E9].", "[E2–E9]"),
        ("Alpha power is six times that [E3].", "six times"),
        ("The eyes are open (94 %) [E5].", "open"),
        ("The blink rate is 12 Hz [E6].", "12 Hz"),
        ("The blink rate is 61 [E6].", "61"),
        ("It lasts 1.2 min [E7].", "1.2 min"),
        ("It lasts 1:20 [E7].", "1:20"),
        ("It lasts 9000 ms [E7].", "9000 ms"),
        ("Theta power is 41.7 µV².", "41.7 µV²"),
        ("There are forty-two seizures [E7].", "forty-two"),
        ("Alpha is twice theta [E2, E3].", "twice"),
    ],
)
def test_false_citations_are_caught(text: str, shown: str | None) -> None:
    found = [item.shown for item in find_unsupported(text, SEVERAL)]
    assert found
    assert shown is None or shown in found


def test_a_number_over_many_channels_is_not_that_of_one() -> None:
    record = replace(ALPHA, channels=("O1", "Oz", "O2"), id="E1")
    ground = Ground((record,), names=("O1", "Oz", "O2", "Cz"))
    assert not find_unsupported("Over O1, Oz and O2 it is 32.1 µV² [E1].", ground)
    assert not find_unsupported("Over 3 channels, among them O1, it is 32.1 µV² [E1].", ground)
    assert find_unsupported("Over O1 it is 32.1 µV² [E1].", ground)
    assert find_unsupported("Over 4 channels it is 32.1 µV² [E1].", ground)


def test_the_words_of_the_asker_are_no_claim() -> None:
    ground = Ground((CLOSED,), (0.94, 0.06), told="8-13 Hz at Q7")
    assert not find_unsupported("8-13 Hz at Q7 (94 %). The eyes are closed (94 %) [E5].", ground)
    assert find_unsupported("9-13 Hz at Q7 (94 %). The eyes are closed (94 %) [E5].", ground)


def test_what_could_not_be_computed_again_is_marked() -> None:
    assert [x.shown for x in find_unsupported("It is 5 µV² [E2].", Ground((THETA,), doubted=("E2",)))] == [
        "[E2]"
    ]


def test_what_the_code_says_of_any_quantity_passes() -> None:
    from neuro_llm.recordings.evidence import QUANTITIES
    from neuro_llm.wording import plainly

    for name, quantity in QUANTITIES.items():
        values: tuple[object, ...] = (12.3456, 3, 0.0, -0.3156)
        if name.endswith("times"):
            values = (((12.04, 25.5), (40.0, 48.1)), (3.25, 17.0), ())
        for value in values:
            record = Evidence(name, value, quantity.unit, ("O1", "Oz"), 12.0, 60.5, quantity.method, id="E1")  # type: ignore[arg-type]
            part = quantity.needs.kinds or name.startswith("event")  # facts of the file hold at all seconds
            told = plainly(None, (record, ALPHA), None, ("E1",) if part else ())
            assert not find_unsupported(told, Ground((record, ALPHA), names=("O1", "Oz", "Cz"))), told


def test_a_channel_may_be_called_like_a_recording() -> None:
    names = ("R1", "R11-606", "E1", "P300-606")
    record = Evidence("channel names", names, "", (), 0.0, 60.0, "as said", id="E1")
    assert not find_unsupported(f"Channel names: {', '.join(names)} [E1].", Ground((record,), names=names))
