"""4-D images as recordings: known percentages, places, rates, masks, and every refusal."""

from __future__ import annotations

import gzip
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Opened, Options
from neuro_llm.recordings.readers.opening import open_file, reader_of
from neuro_llm.recordings.readers.volume_files import VolumeFiles
from neuro_llm.recordings.readers.volume_series import VolumeSeries

nibabel = pytest.importorskip("nibabel", reason="fMRI volumes are read by nibabel")
AFFINE = np.array([[-2.0, 0, 0, 90], [0, 2, 0, -126], [0, 0, 2, -72], [0, 0, 0, 1]])
WAVE = np.sin(2 * np.pi * np.arange(40) / 20)
"""Two whole periods over 40 volumes, mean 0."""


def bold(shape: tuple[int, int, int] = (3, 4, 2), mean: float = 1000.0) -> np.ndarray:
    """(x, y, z, 40): 2 % of the mean times the wave in every voxel."""
    return np.broadcast_to(mean * (1 + 0.02 * WAVE), (*shape, 40)).astype(np.float32)


def save(path: Path, data: np.ndarray, seconds: float = 2.0, unit: str = "sec", code: int = 4) -> Path:
    image = nibabel.Nifti1Image(data, AFFINE)
    image.header.set_xyzt_units("mm", unit)
    image.header["pixdim"][4] = seconds
    image.set_sform(AFFINE, code)
    image.set_qform(AFFINE, code)
    nibabel.save(image, path)
    return path


def opened(path: Path, **options: Any) -> Opened:
    return open_file(path, Options(**options))


def samples(found: Opened) -> np.ndarray:
    return found.fetch(0, found.header["n_times"], list(range(len(found.header["ch_names"]))))


@pytest.mark.parametrize("name", ["run.nii", "run.nii.gz", "run.img", "run.mgz", "run.mgh"])
def test_percent_change_of_a_known_sine(tmp_path: Path, name: str) -> None:
    if name.endswith((".mgz", ".mgh")):
        image = nibabel.MGHImage(bold(), AFFINE)
        image.header.set_zooms((2, 2, 2, 2000))  # MGH keeps milliseconds
        nibabel.save(image, tmp_path / name)
    elif name.endswith(".img"):
        nibabel.save(
            nibabel.Nifti1Pair.from_image(nibabel.load(save(tmp_path / "a.nii", bold()))), tmp_path / name
        )
    else:
        save(tmp_path / name, bold())
    found = opened(tmp_path / name)
    assert found.header["sfreq"] == pytest.approx(0.5)
    assert found.header["modality"] == "fmri"
    assert set(found.header["ch_kinds"]) == {"bold"}
    assert set(found.header["units"]) == {"%"}
    assert found.header["unit_known"]
    assert found.header["n_times"] == 40
    np.testing.assert_allclose(samples(found), np.tile(2 * WAVE, (24, 1)), atol=1e-4)
    assert found.fetch(3, 7, [5, 1]) == pytest.approx(np.tile(2 * WAVE[3:7], (2, 1)), abs=1e-4)


def test_positions_and_names_follow_the_affine(tmp_path: Path) -> None:
    header = opened(save(tmp_path / "run.nii.gz", bold())).header
    voxel = header["ch_names"].index("x1 y3 z0")
    assert header["positions"][voxel] == pytest.approx([0.088, -0.120, -0.072])
    assert any("MNI space" in sentence for sentence in header["changes"])


@pytest.mark.parametrize(
    ("code", "words"), [(1, "scanner"), (2, "aligned to"), (3, "Talairach"), (4, "in MNI space")]
)
def test_the_space_is_told(tmp_path: Path, code: int, words: str) -> None:
    changes = opened(save(tmp_path / "run.nii", bold(), code=code)).header["changes"]
    assert any(words in sentence for sentence in changes)


def test_without_an_affine_nobody_knows_where(tmp_path: Path) -> None:
    header = opened(save(tmp_path / "run.nii", bold(), code=0)).header
    assert np.all(np.isnan(header["positions"]))
    assert any("positions are not known" in sentence for sentence in header["changes"])


@pytest.mark.parametrize(
    ("step", "unit", "rate"), [(2000.0, "msec", 0.5), (8e5, "usec", 1.25), (1.35, "sec", 1 / 1.35)]
)
def test_units_of_time(tmp_path: Path, step: float, unit: str, rate: float) -> None:
    assert opened(save(tmp_path / "run.nii", bold(), step, unit)).header["sfreq"] == pytest.approx(
        rate, rel=1e-6
    )


@pytest.mark.parametrize(
    ("step", "unit", "hint"),
    [
        (0.0, "sec", "sfreq="),
        (2000.0, "sec", "sfreq=0.5 if"),
        (0.01, "sec", "sfreq="),
        (1.0, "unknown", "sfreq="),
    ],
)
def test_a_missing_or_impossible_repetition_time_is_asked_for(
    tmp_path: Path, step: float, unit: str, hint: str
) -> None:
    path = save(tmp_path / "run.nii", bold(), step, unit)
    with pytest.raises(RecordingError, match="repetition time") as caught:
        opened(path)
    assert hint in caught.value.hint
    found = opened(path, sfreq=0.5)
    assert found.header["sfreq"] == 0.5
    assert any("was given" in sentence for sentence in found.header["changes"])


def test_another_rate_than_the_headers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"says 0\.5 Hz"):
        opened(save(tmp_path / "run.nii", bold()), sfreq=1.0)


def test_the_sidecar_wins(tmp_path: Path) -> None:
    path = save(tmp_path / "sub-01_task-x_bold.nii.gz", bold(), 2000.0)
    path.with_name("sub-01_task-x_bold.json").write_text(json.dumps({"RepetitionTime": 2.5}))
    found = opened(path)
    assert found.header["sfreq"] == pytest.approx(0.4)
    assert any("2.5 s was taken from the JSON" in sentence for sentence in found.header["changes"])
    path.with_name("sub-01_task-x_bold.json").write_text("{broken")
    with pytest.raises(RecordingError, match="2000 s"):
        opened(path)


def test_a_sidecar_and_events_of_the_whole_dataset(tmp_path: Path) -> None:
    (tmp_path / "dataset_description.json").write_text("{}")
    (tmp_path / "task-x_bold.json").write_text(json.dumps({"RepetitionTime": 2.5}))
    (tmp_path / "task-x_events.tsv").write_text("onset\tduration\ttrial_type\n4\t2.5\tface\n")
    folder = tmp_path / "sub-01" / "func"
    folder.mkdir(parents=True)
    with neuro_llm.read(save(folder / "sub-01_task-x_bold.nii.gz", bold(), 2.0)) as recording:
        assert recording.sfreq == pytest.approx(0.4)
        assert [event.label for event in recording.events] == ["face"]


def test_demeaned_data_stay_as_they_are(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    data = rng.standard_normal((3, 4, 2, 40)).astype(np.float32)
    found = opened(save(tmp_path / "run.nii", data - data.mean(axis=-1, keepdims=True)))
    assert not found.header["unit_known"]
    assert set(found.header["units"]) == {""}
    np.testing.assert_allclose(samples(found).std(), 1.0, atol=0.1)
    assert any("no clearly positive mean" in sentence for sentence in found.header["changes"])


def test_percentages_are_believed_where_the_user_says_so(tmp_path: Path) -> None:
    path = save(tmp_path / "run.nii", bold(mean=100.0))
    found = opened(path, unit="%")
    assert samples(found).mean() == pytest.approx(100.0, rel=1e-4)
    with pytest.raises(RecordingError, match="no 'uV'"):
        opened(path, unit="uV")


def test_constant_voxels_read_zero_and_stay(tmp_path: Path) -> None:
    data = bold().copy()
    data[0, 0] = 0
    data[1, 0, 0] = 37
    data[2, 0, 0] = np.nan
    found = opened(save(tmp_path / "run.nii", data))
    assert len(found.header["ch_names"]) == 24
    silent = [
        found.header["ch_names"].index(name) for name in ("x0 y0 z0", "x0 y0 z1", "x1 y0 z0", "x2 y0 z0")
    ]
    assert np.all(samples(found)[silent] == 0)
    assert found.header["bads"] == []
    assert any("4 of 24 voxels are constant" in sentence for sentence in found.header["changes"])


def test_voxels_with_some_missing_samples_are_bad(tmp_path: Path) -> None:
    data = bold().copy()
    data[1, 1, 1, 5] = np.nan
    found = opened(save(tmp_path / "run.nii.gz", data))
    assert found.header["bads"] == ["x1 y1 z1"]
    assert any("NaN" in sentence for sentence in found.header["changes"])


@pytest.mark.parametrize(
    ("run", "mask"),
    [
        ("run.nii.gz", "mask.nii.gz"),
        ("run.nii", "brain_mask.nii"),
        ("sub-1_space-MNI_desc-preproc_bold.nii.gz", "sub-1_space-MNI_desc-brain_mask.nii.gz"),
    ],
)
def test_a_mask_beside_the_run_chooses_the_voxels(tmp_path: Path, run: str, mask: str) -> None:
    inside = np.zeros((3, 4, 2), dtype=np.uint8)
    inside[1, 2] = 1
    nibabel.save(nibabel.Nifti1Image(inside, AFFINE), tmp_path / mask)
    found = opened(save(tmp_path / run, bold()))
    assert found.header["ch_names"] == ["x1 y2 z0", "x1 y2 z1"]
    assert any("2 of 24 voxels lie in the mask" in sentence for sentence in found.header["changes"])


def test_only_a_mask_that_fits_and_is_named_so_is_used(tmp_path: Path) -> None:
    nibabel.save(nibabel.Nifti1Image(np.ones((2, 2, 2), np.uint8), AFFINE), tmp_path / "mask.nii.gz")
    nibabel.save(nibabel.Nifti1Image(np.zeros((3, 4, 2), np.uint8), AFFINE), tmp_path / "brain.nii.gz")
    header = opened(save(tmp_path / "run.nii", bold())).header
    assert len(header["ch_names"]) == 24
    assert any("another shape or place" in sentence for sentence in header["changes"])


def test_large_volumes_keep_the_bright_voxels(tmp_path: Path) -> None:
    data = np.zeros((30, 30, 30, 4), dtype=np.float32)
    data[:10] = 5 + np.arange(4)  # dim, outside the head
    data[10:20] = 1000 + np.arange(4)
    header = opened(save(tmp_path / "run.nii.gz", data)).header
    assert len(header["ch_names"]) == 9000
    assert header["ch_names"][0] == "x10 y0 z0"
    assert any("9000 of 27000 voxels were kept" in sentence for sentence in header["changes"])


def test_events_beside_the_run(tmp_path: Path) -> None:
    (tmp_path / "run01_events.tsv").write_text("onset\tduration\ttrial_type\n4\t2.5\tface\n")
    assert opened(save(tmp_path / "run01_bold.nii.gz", bold())).header["events"] == [[4.0, 2.5, "face"]]


def test_one_volume_is_no_run(tmp_path: Path) -> None:
    for data in (bold()[..., 0], bold()[..., :1]):
        with pytest.raises(RecordingError, match=r"one volume .*without a time course") as caught:
            opened(save(tmp_path / "t1.nii.gz", data))
        assert "4-D run" in caught.value.hint
    assert opened(save(tmp_path / "two.nii.gz", bold()[..., :2])).header["n_times"] == 2


def test_a_trailing_axis_of_length_one_is_dropped(tmp_path: Path) -> None:
    found = opened(save(tmp_path / "run.nii", bold()[..., None]))
    np.testing.assert_allclose(samples(found)[3], 2 * WAVE, atol=1e-4)


def test_images_over_other_axes_than_time_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "sub-1_dwi.nii", bold())
    with pytest.raises(RecordingError, match="diffusion"):
        opened(path)
    image = nibabel.Nifti1Image(bold(), AFFINE)
    image.header.set_intent("z score")
    nibabel.save(image, tmp_path / "maps.nii")
    with pytest.raises(RecordingError, match="z score"):
        opened(tmp_path / "maps.nii")
    colours = np.zeros((3, 4, 2, 40), dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
    with pytest.raises(RecordingError, match="not real numbers"):
        opened(save(tmp_path / "colours.nii", colours))


def test_a_bomb_is_refused_from_its_header(tmp_path: Path) -> None:
    header = nibabel.Nifti1Header()
    header.set_data_shape((4096, 4096, 4096, 2))
    header.set_data_dtype(np.int16)
    header["pixdim"][4], header["vox_offset"], header["magic"] = 2, 352, b"n+1"
    path = tmp_path / "bomb.nii.gz"
    path.write_bytes(gzip.compress(header.binaryblock + b"\0" * 4096))
    with pytest.raises(RecordingError, match="declares volumes"):
        opened(path)
    for n_times, words in ((32000, "unpacks to 62 GiB"), (1000, "is packed, .* need 3.9 GiB")):
        header.set_data_shape((128, 128, 64, n_times))
        path.write_bytes(gzip.compress(header.binaryblock + b"\0" * 4096))
        with pytest.raises(RecordingError, match=words):
            opened(path)


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    path = save(tmp_path / "run.nii", bold())
    path.write_bytes(path.read_bytes()[: 352 + 24 * 4 * 30 + 17])
    found = opened(path)
    assert found.header["n_times"] == 30
    assert any("truncated, 30 of 40 volumes" in sentence for sentence in found.header["changes"])
    with pytest.raises(RecordingError, match="truncated"):
        opened(path, strict=True)
    packed = save(tmp_path / "packed.nii.gz", np.random.default_rng(0).standard_normal((9, 9, 9, 40)))
    packed.write_bytes(packed.read_bytes()[:20000])
    with pytest.raises(RecordingError, match="ends or breaks"):
        opened(packed)


def test_what_nibabel_puts_right_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "run.nii", bold())
    raw = bytearray(path.read_bytes())
    raw[252:254] = (99).to_bytes(2, "little")  # qform_code
    path.write_bytes(raw + bytes(24 * 4))
    changes = opened(path).header["changes"]
    assert any("nibabel: qform_code 99 not valid" in sentence for sentence in changes)
    assert any("room for 41 volumes" in sentence for sentence in changes)


def test_half_a_pair(tmp_path: Path) -> None:
    nibabel.save(nibabel.Nifti1Pair(bold(), AFFINE), tmp_path / "run.img")
    assert reader_of(tmp_path / "run.hdr") is VolumeFiles
    (tmp_path / "run.img").unlink()
    with pytest.raises(RecordingError) as caught:
        opened(tmp_path / "run.hdr")
    assert str(tmp_path) not in str(caught.value)


def test_a_nirx_header_is_no_image(tmp_path: Path) -> None:
    (tmp_path / "NIRS.hdr").write_text('[GeneralInfo]\nFileName="NIRS"\n')
    assert not VolumeFiles.takes(tmp_path / "NIRS.hdr")
    (tmp_path / "a.hdr").write_bytes(struct.pack(">i", 348) + bytes(344))
    assert VolumeFiles.takes(tmp_path / "a.hdr")


def test_damaged_starts_are_explained(tmp_path: Path) -> None:
    for name, start in (
        ("x.nii.gz", b"\x1f\x8b\x08"),
        ("x.nii", b"garbage" * 90),
        ("x.mgz", b"1234"),
        ("x.mnc", b"1"),
    ):
        (tmp_path / name).write_bytes(start)
        with pytest.raises(RecordingError) as caught:
            opened(tmp_path / name)
        assert len(caught.value.hint) > 10


def test_only_the_box_around_the_voxels_is_read() -> None:
    asked: list[tuple[slice, ...]] = []

    class Counting:
        shape = (10, 10, 10, 100)

        def __getitem__(self, box: tuple[slice, ...]) -> np.ndarray:
            asked.append(box)
            return np.ones([part.stop - part.start for part in box])

    series = VolumeSeries(Counting(), (10, 10, 10), 100, 3, False)
    assert series.read(20, 30, np.array([432])).shape == (1, 10)
    assert asked == [(slice(2, 3), slice(3, 4), slice(4, 5), slice(20, 30))]


def test_minc_has_time_first(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="MINC 2 files are HDF5")
    path = tmp_path / "run.mnc"
    with h5py.File(path, "w") as file:
        image = file.create_group("minc-2.0/image/0")
        data = np.moveaxis(bold(), -1, 0).astype(np.float64)  # time, z, y, x
        image["image"] = data
        image["image"].attrs["dimorder"] = np.bytes_("time,zspace,yspace,xspace")
        image["image-max"], image["image-min"] = 1.0, 0.0
        for name, step in (("time", 2.5), ("zspace", 3.0), ("yspace", 3.0), ("xspace", 3.0)):
            dimension = file.create_dataset(f"minc-2.0/dimensions/{name}", data=0)
            dimension.attrs["step"], dimension.attrs["start"] = step, 0.0
            dimension.attrs["spacing"] = np.bytes_("regular__")
    found = opened(path)
    assert found.header["sfreq"] == pytest.approx(0.4)
    assert len(found.header["ch_names"]) == 24
    place = found.header["positions"][found.header["ch_names"].index("x1 y3 z2")]
    assert place == pytest.approx([0.003, 0.009, 0.006])
    np.testing.assert_allclose(samples(found), np.tile(2 * WAVE, (24, 1)), atol=1e-4)


def test_reading_behind_the_jail(tmp_path: Path) -> None:
    with neuro_llm.read(save(tmp_path / "run.nii.gz", bold())) as recording:
        assert recording.modality == "fmri"
        assert recording.unit == "%"
        np.testing.assert_allclose(recording.read(10, 20), np.tile(2 * WAVE[5:10], (24, 1)), atol=1e-4)


@pytest.mark.parametrize(
    ("name", "voxels", "sfreq", "seconds"),
    [
        ("crop4d_1.nii.gz", 1800, 0.7407, 54.0),
        ("haxby/run01_bold.nii.gz", 800, 0.4, 302.5),
        ("haxby25mm/bold_25mm.nii.gz", 600, 0.4, 302.5),
        ("functional.nii", 1071, 0.5, 40.0),
    ],
)
def test_real_runs(data_folder: Path, name: str, voxels: int, sfreq: float, seconds: float) -> None:
    with neuro_llm.read(data_folder / "fmri" / name) as recording:
        assert len(recording.ch_names) == voxels
        assert recording.sfreq == pytest.approx(sfreq, rel=1e-4)
        assert recording.duration == pytest.approx(seconds, rel=1e-4)
        assert recording.unit == "%"
        assert np.all(np.isfinite(recording.read()))
        events = recording.events
    if "haxby/" in name:
        assert len(events) == 8
        assert {event.duration for event in events} == {22.5}
        assert events[0].label == "scissors"


def test_real_files_that_need_a_word(data_folder: Path) -> None:
    with pytest.raises(RecordingError, match="picture of the anatomy"):
        neuro_llm.read(data_folder / "fmri" / "anatomical.nii")
    with pytest.raises(RecordingError, match="2000 s") as caught:
        neuro_llm.read(data_folder / "fmri" / "example4d.nii.gz")
    assert "sfreq=0.5" in caught.value.hint
    with neuro_llm.read(data_folder / "fmri" / "example4d.nii.gz", sfreq=0.5) as recording:
        assert recording.n_times == 2
        assert 50_000 < len(recording.ch_names) < 200_000
