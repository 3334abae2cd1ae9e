"""Classical detectors learn what was planted; artefacts are as large as they are said to be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence import measure
from neuro_llm.train.tasks import classical, injected
from neuro_llm.train.tasks.layouts import Absent, evenly, found, pieces, told
from neuro_llm.train.tasks.task import Decoder, Piece

HZ, NAMES = 128.0, ("Fp1", "Fp2", "C3", "C4", "T7", "T8", "O1", "O2")
OPTIONS = ("left", "right")


def planted(
    row: dict[str, str], hertz: float, seconds: float, seed: int = 0
) -> tuple[list[Piece], list[str]]:
    """40 spans of noise; a rhythm at the channel that belongs to the span's label."""
    rng, count = np.random.default_rng(seed), round(seconds * HZ)
    labels = [OPTIONS[i % 2] for i in range(40)]
    data = 5e-6 * rng.standard_normal((len(NAMES), 40 * count))
    wave = 5e-6 * np.sin(2 * np.pi * hertz * np.arange(count) / HZ)
    for i, label in enumerate(labels):
        data[NAMES.index(row[label]), i * count : (i + 1) * count] += wave
    recording = from_array(data, HZ, NAMES)
    return [Piece(recording, i * seconds, (i + 1) * seconds) for i in range(40)], labels


@pytest.mark.parametrize(
    ("decoder", "hertz", "seconds"),
    [
        (classical.band_power, 10.0, 4.0),
        (classical.spatial_patterns, 11.0, 3.0),
        (classical.evoked, 2.0, 0.5),
        (classical.usual, 10.0, 4.0),
        (classical.usual, 2.0, 0.5),
    ],
)
def test_what_was_planted_is_found(decoder: Decoder, hertz: float, seconds: float) -> None:
    spans, labels = planted({"left": "C3", "right": "C4"}, hertz, seconds)
    shares = decoder(spans[:24], labels[:24], spans[24:], OPTIONS)
    assert shares.shape == (16, 2)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert (
        np.mean([OPTIONS[row] == label for row, label in zip(shares.argmax(1), labels[24:], strict=True)])
        > 0.85
    )


def test_recordings_without_common_channels_are_told_by_their_means() -> None:
    spans, labels = planted({"left": "C3", "right": "O1"}, 10.0, 2.0)
    other = from_array(spans[0].recording.read(), HZ, [f"Ch{i}" for i in range(8)])
    test = [span._replace(recording=other) for span in spans[24:]]
    assert classical.band_power(spans[:24], labels[:24], test, OPTIONS).shape == (16, 2)


def test_a_louder_span_is_told_by_its_size() -> None:
    spans, labels = planted({"left": "C3", "right": "C4"}, 10.0, 2.0)
    x = spans[0].recording.read() * np.repeat(np.where(np.array(labels) == "left", 1.0, 4.0), 256)
    loud = [span._replace(recording=from_array(x, HZ, NAMES)) for span in spans]
    shares = classical.loudness(loud[:24], labels[:24], loud[24:], OPTIONS)
    assert [OPTIONS[row] for row in shares.argmax(1)] == labels[24:]


def test_means_of_cells_decide() -> None:
    rng = np.random.default_rng(1)
    labels = [OPTIONS[i % 2] for i in range(20)]
    data = rng.standard_normal((6, 200))
    data[2] += np.repeat([3.0 if label == "left" else 0.0 for label in labels], 10)
    recording = from_array(data, 10.0, unit="dF/F", modality="calcium")
    spans = [Piece(recording, float(i), i + 1.0) for i in range(20)]
    shares = classical.usual(spans[:14], labels[:14], spans[14:], OPTIONS)
    assert [OPTIONS[row] for row in shares.argmax(1)] == labels[14:]


def test_the_flicker_of_the_larger_harmonics() -> None:
    at = np.arange(5 * 256) / 256
    x = 1e-5 * np.random.default_rng(2).standard_normal((3, len(at)))
    x += 4e-6 * (np.sin(2 * np.pi * 17 * at) + np.sin(2 * np.pi * 34 * at)) + 5e-5 * np.sin(
        2 * np.pi * 60 * at
    )
    recording = from_array(x, 256.0, ("O1", "Oz", "O2"))
    shares = classical.filter_bank([], [], [Piece(recording, 0.0, 5.0)], ("13 Hz", "17 Hz", "20 Hz"))
    assert shares.argmax() == 1


def test_filtering_stops_at_breaks() -> None:
    """Trials one after another: the step between them lies outside of each."""
    x = np.repeat([[0.0, 1e-3]], 128, axis=1)
    joined = "2 trials of 1 s were put one after another; signals jump at the borders."
    apart = Piece(from_array(x, HZ, ("Cz",)).noting(joined), 1.0, 2.0)
    through = Piece(from_array(x, HZ, ("Cz",)), 1.0, 2.0)
    assert np.abs(apart.filtered(("Cz",), 0.5, 20)).max() < 1e-9
    assert np.abs(through.filtered(("Cz",), 0.5, 20)).max() > 1e-4


@pytest.mark.parametrize(
    ("spoil", "channel", "least", "most"),
    [
        (injected.blinks, "Fp1", 80, 420),
        (injected.muscle, "T7", 40, 500),
        (injected.mains, "C3", 2, 35),
    ],
)
def test_artefacts_have_the_size_that_is_published(
    spoil: injected.Spoil, channel: str, least: float, most: float
) -> None:
    recording = from_array(np.zeros((len(NAMES), 1280)), HZ, NAMES)
    added = spoil(np.zeros((len(NAMES), 1280)), recording, np.random.default_rng(3))
    assert least < np.abs(added[NAMES.index(channel)]).max() < most
    assert np.isfinite(added).all()


def test_a_pop_is_at_one_electrode() -> None:
    recording = from_array(np.zeros((len(NAMES), 1280)), HZ, NAMES)
    added = injected.pops(np.zeros((len(NAMES), 1280)), recording, np.random.default_rng(3))
    (hit,) = np.flatnonzero(np.abs(added).max(axis=1) > 0)
    assert 140 < np.abs(np.diff(added[hit])).max() < 800
    assert injected.stepped(from_array(added, HZ, NAMES, unit="uV")).choice == "yes"
    rest = 8 * np.random.default_rng(4).standard_normal(added.shape)
    counts = [
        measure(from_array(x, HZ, NAMES, unit="uV"), "electrode pop count") for x in (rest + added, rest)
    ]
    assert counts[0].value > 0 == counts[1].value
    assert counts[0].channels == (NAMES[hit],)


def test_files_are_found_and_named(tmp_path: Path) -> None:
    (tmp_path / "motor").mkdir()
    (tmp_path / "motor" / "S012R03.edf").touch()
    (path,) = found(tmp_path, "motor/S*R03.edf", "fists")
    assert told(path, r"(S\d+)R") == "S012"
    assert (told(path, r"sub(\d)"), told(path, r"sub(\d)", "one")) == ("S012R03", "one")
    with pytest.raises(Absent, match=r"fists: no motor/S\*R07.edf in the folder"):
        found(tmp_path, "motor/S*R07.edf", "fists")
    assert evenly(range(10), 4) == [0, 3, 6, 9]
    assert pieces(25.0, 10.0) == [(0, 10), (10, 20)]
