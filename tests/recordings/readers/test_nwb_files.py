"""NWB files written here with pynwb: spikes, calcium imaging, electrical series, and what lies beside them."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

pynwb = pytest.importorskip("pynwb", reason="NWB files are written with pynwb")
h5py = pytest.importorskip("h5py", reason="NWB files are HDF5 files")

Write = Callable[[Callable[[Any], None]], Path]
TRACES = np.linspace(1, 2, 300)[:, None] + np.arange(3)
VOLTS = np.random.default_rng(0).normal(size=(4000, 4)) * 100


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """write(fill): a file with what `fill` puts into it."""

    def put(fill: Callable[[Any], None]) -> Path:
        start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        content = pynwb.NWBFile("a session of Jane Doe", "id", start)
        content.subject = pynwb.file.Subject(
            subject_id="Jane Doe", age="P30Y", description="Jane Doe", sex="F"
        )
        fill(content)
        path = tmp_path / "x.nwb"
        with pynwb.NWBHDF5IO(path, "w") as file:
            file.write(content)
        return path

    return put


def _units(content: Any) -> None:
    content.add_unit_column("quality", "of the sorting")
    content.add_unit_column("location", "where")
    content.add_unit(spike_times=[0.0015, 0.0017, 1.5], id=6, quality="good", location="CA1")
    content.add_unit(spike_times=[0.25], id=191, quality="noise", location="CA3")


def _electrodes(content: Any, location: str = "CA1") -> Any:
    device = content.create_device("probe")
    group = content.create_electrode_group("shank", "silicon", location, device)
    content.add_electrode_column("label", "name")
    for i in range(4):
        place = {"x": 100.0, "y": 200.0, "z": 20.0 * i}
        content.add_electrode(group=group, location=location, label=f"A{i + 5}", **place)
    return content.create_electrode_table_region([3, 2, 1, 0], "all")


def _series(content: Any, region: Any, name: str = "LFP", data: np.ndarray = VOLTS, **named: Any) -> Any:
    clock = {} if "timestamps" in named else {"rate": 1000.0, "starting_time": 2.0}
    return pynwb.ecephys.ElectricalSeries(
        name=name, data=data, electrodes=region, conversion=1e-6, **clock, **named
    )


def _imaging(content: Any, **plane: Any) -> Any:
    channel = pynwb.ophys.OpticalChannel(name="green", description="GCaMP", emission_lambda=520.0)
    given = {"excitation_lambda": 920.0, "indicator": "GCaMP6f", "location": "V1", "description": "plane"}
    imaged = content.create_imaging_plane(
        name="plane", optical_channel=channel, device=content.create_device("scope"), **given, **plane
    )
    table = pynwb.ophys.PlaneSegmentation(name="ROIs", imaging_plane=imaged, description="cells")
    for i in range(3):
        table.add_roi(pixel_mask=[(10 * i, 4, 1.0), (10 * i + 2, 4, 1.0)])
    module = content.create_processing_module("ophys", "calcium")
    module.add(pynwb.ophys.ImageSegmentation(plane_segmentations=[table]))
    return module, table.create_roi_table_region("all", region=[0, 1, 2])


def _responses(content: Any, container: str, unit: str, data: np.ndarray = TRACES, **plane: Any) -> None:
    module, rois = _imaging(content, **plane)
    series = pynwb.ophys.RoiResponseSeries(name="traces", data=data, rois=rois, unit=unit, rate=10.0)
    module.add(getattr(pynwb.ophys, container)(roi_response_series=[series]))


def _places(content: Any) -> None:
    clock = np.arange(0, 3, 0.02)
    place = pynwb.behavior.SpatialSeries(
        name="position",
        data=np.stack([clock * 100, -clock * 100], axis=1),
        reference_frame="corner",
        conversion=0.01,
        timestamps=clock,
    )
    module = content.create_processing_module("behavior", "running")
    module.add(pynwb.behavior.Position(spatial_series=[place]))


def test_units(write: Write) -> None:
    def fill(content: Any) -> None:
        _units(content)
        _places(content)
        content.add_epoch(0.0, 4.0, ["wake", "run"])
        content.add_trial_column("notes", "free text")
        content.add_trial(1.0, 1.5, notes="Jane Doe looked tired")

    opened = open_file(write(fill), Options())
    header = opened.header
    assert header["modality"] == "spikes"
    assert header["ch_names"] == ["unit 6", "unit 191", "position x", "position y"]
    assert header["ch_kinds"] == ["unit", "unit", "behaviour", "behaviour"]
    assert header["units"] == ["count", "count", "m", "m"]
    assert (header["sfreq"], header["n_times"]) == (1000.0, 4000)
    assert header["bads"] == ["unit 191"]
    assert header["events"] == [[0.0, 4.0, "wake, run"], [1.0, 0.5, "trial"]]
    np.testing.assert_array_equal(opened.fetch(0, 4, [0]), [[0, 2, 0, 0]])
    assert opened.fetch(0, 4000, [0, 1]).sum(axis=1).tolist() == [3, 1]
    np.testing.assert_allclose(opened.fetch(1010, 1011, [3, 2]), [[-1.01], [1.01]])
    assert any("CA1 (1), CA3 (1)" in change for change in header["changes"])
    assert "Jane" not in str(header)


def test_labels_of_trials(write: Write) -> None:
    def fill(content: Any) -> None:
        _units(content)
        content.add_trial_column("condition", "which")
        content.add_trial_column("comments", "free text")
        for i in range(2):
            content.add_trial(i + 0.5, np.nan if i else 0.7, condition=i, comments="Jane Doe")

    header = open_file(write(fill), Options()).header
    assert header["events"] == [[0.5, pytest.approx(0.2), "condition 0"], [1.5, 0.0, "condition 1"]]


def test_units_at_their_electrodes(write: Write) -> None:
    def fill(content: Any) -> None:
        _electrodes(content)
        content.add_unit(spike_times=[0.5], electrodes=[0, 2])
        content.add_unit(spike_times=[0.6], electrodes=[3])

    header = open_file(write(fill), Options()).header
    np.testing.assert_allclose(header["positions"], [[1e-4, 2e-4, 2e-5], [1e-4, 2e-4, 6e-5]])


@pytest.mark.parametrize("kind", ["rate", "timestamps"])
def test_electrical_series(write: Write, kind: str) -> None:
    def fill(content: Any) -> None:
        region = _electrodes(content)
        clock = {"timestamps": 2 + np.arange(4000) / 1000} if kind == "timestamps" else {}
        content.add_acquisition(_series(content, region, "raw", VOLTS * 0 + 7))
        lfp = pynwb.ecephys.LFP(
            electrical_series=[_series(content, region, channel_conversion=[1.0, 2.0, 3.0, 4.0], **clock)]
        )
        content.create_processing_module("ecephys", "fields").add(lfp)
        content.add_trial(3.0, 3.5)

    opened = open_file(write(fill), Options())
    header = opened.header
    assert (header["modality"], header["sfreq"], header["n_times"]) == ("ieeg", pytest.approx(1000), 4000)
    assert header["ch_names"] == ["A8", "A7", "A6", "A5"]
    assert set(header["units"]) == {"V"}
    assert header["events"] == [[1.0, 0.5, "trial"]]
    np.testing.assert_allclose(opened.fetch(5, 8, [3, 1]), VOLTS[5:8, [3, 1]].T * 1e-6 * [[4], [2]])
    np.testing.assert_allclose(header["positions"][0], [1e-4, 2e-4, 6e-5])
    told = " ".join(header["changes"])
    assert "left out: raw" in told
    assert "begins at 2.000 s" in told


def test_scalp_eeg(write: Write) -> None:
    def fill(content: Any) -> None:
        content.add_acquisition(_series(content, _electrodes(content, "scalp"), "EEG"))

    path = write(fill)
    assert open_file(path, Options()).header["modality"] == "eeg"
    assert open_file(path, Options(modality="ieeg")).header["modality"] == "ieeg"


def test_uneven_time_stamps_are_refused(write: Write) -> None:
    def fill(content: Any) -> None:
        clock = np.arange(4000) / 1000
        clock[2000:] += 60
        content.add_acquisition(_series(content, _electrodes(content), timestamps=clock))

    with pytest.raises(RecordingError, match="not even in time"):
        open_file(write(fill), Options())


@pytest.mark.parametrize(("unit", "factor"), [("n.a.", 1.0), ("percent", 0.01)])
def test_relative_fluorescence(write: Write, unit: str, factor: float) -> None:
    opened = open_file(write(lambda content: _responses(content, "DfOverF", unit)), Options())
    header = opened.header
    assert (header["modality"], header["sfreq"], header["n_times"]) == ("calcium", 10.0, 300)
    assert header["ch_names"] == ["ROI 0", "ROI 1", "ROI 2"]
    np.testing.assert_allclose(opened.fetch(10, 12, [2, 0]), TRACES[10:12, [2, 0]].T * factor)
    np.testing.assert_allclose(header["positions"][2], [21e-6, 4e-6, 0])  # 1 µm per pixel is assumed


def test_fluorescence_and_behaviour(write: Write) -> None:
    def fill(content: Any) -> None:
        data = np.full((300, 3), 50.0)
        data[100] = 75.0
        _responses(
            content, "Fluorescence", "lumens", data, grid_spacing=[2.0, 2.0], grid_spacing_unit="micrometers"
        )
        _places(content)

    opened = open_file(write(fill), Options())
    assert opened.header["ch_kinds"] == ["cell"] * 3 + ["behaviour"] * 2
    assert opened.fetch(99, 102, [1]).tolist() == [[0, 0.5, 0]]
    np.testing.assert_allclose(opened.header["positions"][1][:2], [22e-6, 8e-6])
    assert opened.fetch(10, 11, [3])[0, 0] == pytest.approx(1.0, abs=0.05)


def test_a_table_that_lies_on_its_side(write: Write) -> None:
    opened = open_file(write(lambda content: _responses(content, "DfOverF", "n.a.", TRACES.T)), Options())
    np.testing.assert_allclose(opened.fetch(10, 12, [2]), TRACES[10:12, [2]].T)
    assert any("3 × 300" in change for change in opened.header["changes"])


def test_traces_and_rois_that_do_not_fit(write: Write) -> None:
    with pytest.raises(RecordingError, match=r"\(300, 2\), but 3 channels"):
        open_file(write(lambda content: _responses(content, "DfOverF", "n.a.", TRACES[:, :2])), Options())


def test_which_content_opens(write: Write) -> None:
    def fill(content: Any) -> None:
        _units(content)
        _responses(content, "DfOverF", "n.a.")
        content.add_acquisition(_series(content, _electrodes(content)))

    path = write(fill)
    header = open_file(path, Options()).header
    assert header["modality"] == "spikes"
    assert (
        "calcium imaging (modality='calcium') and electrical signals (modality='ieeg')"
        in header["changes"][-1]
    )
    for modality in ("calcium", "ieeg", "eeg"):
        assert open_file(path, Options(modality=modality)).header["modality"] == modality
    with pytest.raises(RecordingError, match="holds no fmri, but sorted units"):
        open_file(path, Options(modality="fmri"))


def test_nothing_neural_inside(write: Write) -> None:
    with pytest.raises(RecordingError, match="its series are SpatialSeries"):
        open_file(write(_places), Options())


def test_a_window_reads_only_itself(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(content: Any) -> None:
        content.add_acquisition(_series(content, _electrodes(content)))

    opened = open_file(write(fill), Options())
    read: list[int] = []
    real = h5py.Dataset.__getitem__

    def counting(self: Any, *rest: Any) -> Any:
        found = real(self, *rest)
        read.append(np.size(found))
        return found

    monkeypatch.setattr(h5py.Dataset, "__getitem__", counting)
    opened.fetch(100, 110, [1, 2])
    assert sum(read) == 20


def test_behind_the_jail(write: Write) -> None:
    with neuro_llm.read(write(_units)) as recording:
        assert recording.read().sum() == 4


def test_links_out_of_the_file_are_refused(write: Write, tmp_path: Path) -> None:
    path = write(_units)
    for put in (
        lambda file: file.__setitem__("acquisition/out", h5py.ExternalLink("/etc/hostname", "/")),
        lambda file: file.create_dataset("acquisition/out", (8,), "u1", external=[("/etc/hostname", 0, 8)]),
        lambda file: file.create_virtual_dataset("acquisition/out", _virtual(tmp_path)),
    ):
        with h5py.File(path, "r+") as file:
            put(file)
        with pytest.raises(RecordingError, match="outside the recording's folder"):
            neuro_llm.read(path)
        with h5py.File(path, "r+") as file:
            del file["acquisition/out"]


def _virtual(folder: Path) -> Any:
    layout = h5py.VirtualLayout((4,), "f8")
    layout[:] = h5py.VirtualSource(folder / "other.h5", "data", (4,))
    return layout


def test_damage(write: Write) -> None:
    path = write(_units)
    with h5py.File(path, "r+") as file:
        file["units/spike_times_index"][...] = [3, 99]
    with pytest.raises(RecordingError, match="index of its spike times"):
        neuro_llm.read(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(RecordingError, match=r"damaged|could not be read") as caught:
        neuro_llm.read(path)
    assert len(caught.value.hint) > 10
    with h5py.File(path, "w") as file:
        file["data"] = np.zeros(4)
    with pytest.raises(RecordingError, match="no NWB file that pynwb can read"):
        open_file(path, Options())


def test_missing_package(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(_units)
    monkeypatch.setitem(sys.modules, "pynwb", None)
    with pytest.raises(RecordingError, match="needs the package pynwb") as caught:
        open_file(path, Options())
    assert caught.value.hint == "Run: pip install pynwb"


def test_real_file(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "spikes" / "A8604-211122.nwb") as recording:
        assert recording.ch_names == ("unit 6", "unit 191", "unit 206")
        assert recording.read().sum(axis=1).tolist() == [11_020, 4_690, 5_644]
        assert recording.duration == pytest.approx(1087.529, abs=1e-3)
        assert [event.label for event in recording.events] == ["wake"]
