"""Words of fMRI blocks and probes: a made-up pattern is found, nothing is found in noise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.encoders.space import SmallTowers
from neuro_llm.recordings.arrays import from_array
from neuro_llm.train import evaluate_real_space
from neuro_llm.train.evaluate_real_space import position_probe, segment_probe, words_of_blocks


def _write_run(path: Path, seed: int, strength: float) -> None:
    """48 voxels of 4 mm, TR 2 s, eight blocks of 20 s: faces raise one half, houses the other."""
    import nibabel

    rng = np.random.default_rng(seed)
    volumes = 100 + rng.standard_normal((6, 8, 1, 170))
    rows = ["onset\tduration\ttrial_type"]
    for block in range(8):
        word, half = (("face", slice(0, 3)), ("house", slice(3, 6)))[(block + seed) % 2]
        first = 5 + 20 * block
        volumes[half, :, :, first + 2 : first + 13] += strength
        rows.append(f"{2 * first}\t20\t{word}")
    image = nibabel.Nifti1Image(volumes.astype(np.float32), np.diag([4, 4, 4, 1]))
    image.header.set_zooms((4, 4, 4, 2))
    image.header.set_xyzt_units("mm", "sec")
    nibabel.save(image, path)
    path.with_name(path.name.replace("_bold.nii.gz", "_events.tsv")).write_text("\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("strength", "least", "most"), [(2.0, 0.9, 1.0), pytest.param(0.0, 0.1, 0.9, marks=pytest.mark.slow)]
)
def test_words_of_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strength: float, least: float, most: float
) -> None:
    monkeypatch.setattr(evaluate_real_space, "RECIPE", replace(evaluate_real_space.RECIPE, steps=40))
    paths = [tmp_path / f"run{number}_bold.nii.gz" for number in range(4)]
    for number, path in enumerate(paths):
        _write_run(path, number, strength)
    encoder, logistic = words_of_blocks(paths, SmallTowers(16), tmp_path / "work", lambda line: None)
    assert encoder.n == logistic.n == 6 * 2 * 8  # splits, test runs, blocks
    assert encoder.chance == 0.5
    assert least <= encoder.value <= most


def test_runs_without_blocks_give_no_row(tmp_path: Path) -> None:
    assert words_of_blocks([], SmallTowers(16), tmp_path, lambda line: None) == []


def test_a_position_in_the_vectors_is_found_and_noise_is_not() -> None:
    rng = np.random.default_rng(0)
    times = np.column_stack([np.arange(400), np.arange(400) + 1.0])
    place = 50 * np.sin(times[:, 0] / 7)
    recording = from_array(np.repeat(place, 10)[None], 10.0, ["position x"], unit="", modality="spikes")
    recording = replace(recording, ch_kinds=("behaviour",))
    vectors = np.column_stack([place + rng.standard_normal(400), rng.standard_normal((400, 3))])
    found = position_probe(recording, "position x", vectors, times)
    noise = position_probe(recording, "position x", rng.standard_normal((400, 4)), times)
    assert found.value > 0.95
    assert found.low > 0.9
    assert noise.low < 0.2
    assert abs(found.shuffled) < 0.5


def test_quarters_are_told_where_vectors_drift() -> None:
    rng = np.random.default_rng(0)
    drift = np.linspace(0, 8, 80)[:, None] + 0.3 * rng.standard_normal((80, 1))
    score = segment_probe("a", np.hstack([drift, rng.standard_normal((80, 2))]))
    assert score.value > 0.6
    assert score.low > 0.5
    assert score.chance == 0.25
    assert segment_probe("b", rng.standard_normal((80, 3))).low < 0.3
