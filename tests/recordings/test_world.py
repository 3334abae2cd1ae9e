"""The simulated world: one brain behind five instruments, known features, physics that agrees with MNE."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.simulate.head import CENTRE, CORTEX_RADIUS, HEAD_RADIUS, head
from neuro_llm.recordings.simulate.world import MODALITIES, draw_pictures, record
from neuro_llm.recordings.simulate.world.cortex import (
    TuningMap,
    course,
    haemodynamic_kernel,
    indicator_kernel,
    neural_kernels,
    tuning,
)
from neuro_llm.recordings.simulate.world.instruments import BRAIN, DIFFERENCE, Show, _sources, sphere_field
from neuro_llm.recordings.simulate.world.pictures import COLOURS, FEATURES, LATE, SHAPES, TEXTURES

KIND = {"eeg": ("eeg",), "meg": ("mag", "grad"), "fmri": ("bold",), "calcium": ("cell",), "spikes": ("unit",)}


@pytest.mark.parametrize("modality", MODALITIES)
def test_the_same_call_gives_the_same_session(modality: str) -> None:
    pictures = draw_pictures(4, 1)
    one, again = record(modality, 3, pictures, 2), record(modality, 3, pictures, 2)
    assert np.array_equal(one.recording.read(), again.recording.read())
    assert one.recording.events == again.recording.events
    assert one.pictures == again.pictures
    other = record(modality, 4, pictures, 2)
    assert other.recording.n_times != one.recording.n_times or not np.array_equal(
        other.recording.read(), one.recording.read()
    )


@pytest.mark.parametrize("modality", MODALITIES)
def test_a_session_is_a_recording_of_what_was_shown(modality: str) -> None:
    session = record(modality, 1, draw_pictures(4, 1), 2)
    recording = session.recording
    data = recording.read()
    assert recording.modality == modality
    assert set(recording.ch_kinds) == set(KIND[modality])
    assert data.shape == (len(recording.ch_names), recording.n_times)
    assert np.isfinite(data).all()
    assert np.isfinite(recording.positions).all()
    assert [event.label for event in recording.events] == [picture.id for picture in session.pictures]
    assert sorted(picture.id for picture in session.pictures).count("picture-1-0000") == 2
    assert recording.events[-1].onset + 10 < recording.duration  # the slowest answer is recorded


def test_amplitudes_are_physiological() -> None:
    pictures = draw_pictures(10, 1)
    spread = {name: record(name, 1, pictures).recording.read() for name in MODALITIES}
    assert 5e-6 < spread["eeg"].std() < 30e-6
    assert 1e-13 < spread["meg"][:64].std() < 1e-12
    assert 1e-12 < spread["meg"][64:].std() < 2e-11
    assert 1.0 < spread["fmri"].std() < 2.0
    counts = spread["spikes"]
    assert np.array_equal(counts, np.round(counts))
    assert 3 < counts.mean() * 200 < 40  # spikes per second


def test_instruments_of_one_person_see_the_same_brain() -> None:
    """The dipoles behind EEG and MEG answer as fMRI does at their places; another session changes nothing."""
    features = np.zeros((2, len(FEATURES)))
    eeg, meg = Show(features, np.array([1.0, 2.0]), 9.0, 3), Show(features[:1], np.array([4.0]), 20.0, 3)
    answers, axes, places = _sources(eeg)
    assert np.array_equal(answers, _sources(meg)[0])
    assert np.array_equal(axes, _sources(meg)[1])
    back = places[:, 1] < -0.07  # visual cortex, where fMRI looks
    bold = tuning(places, BRAIN, 3, DIFFERENCE, 0.004)
    assert answers[back] == pytest.approx(bold[back], abs=0.02)


def test_people_are_alike_but_not_the_same() -> None:
    places = np.random.default_rng(0).uniform(-0.08, 0.08, (200, 3))
    one, other = (tuning(places, BRAIN, person, DIFFERENCE, 0.004).ravel() for person in (3, 4))
    assert 0.65 < np.corrcoef(one, other)[0, 1] < 0.9  # a fifth is individual, maps lie millimetres apart
    strangers = tuning(places, BRAIN, 4, 1.0, 0.0).ravel()
    assert abs(np.corrcoef(one, strangers)[0, 1]) < 0.1


def test_tuning_is_smooth_over_its_length() -> None:
    shared = TuningMap(11, 0.03)
    places = np.random.default_rng(0).uniform(-0.08, 0.08, (300, 3))

    def alike(metres: float) -> float:
        moved = places + np.array([metres, 0, 0])
        return float(np.corrcoef(shared.at(places).ravel(), shared.at(moved).ravel())[0, 1])

    assert alike(0.03) == pytest.approx(
        np.exp(-0.5), abs=0.12
    )  # a Gaussian process falls to this at its length
    assert alike(0.002) > 0.97
    assert abs(alike(0.15)) < 0.25
    assert shared.at(places).var() == pytest.approx(1, abs=0.25)


def test_features_have_mean_0_and_variance_1() -> None:
    features = np.stack([picture.features() for picture in draw_pictures(3000, 0)])
    assert features.shape[1] == len(FEATURES)
    assert np.abs(features.mean(0)).max() < 0.08
    assert np.abs(features.var(0) - 1).max() < 0.15


def test_captions_say_what_the_pictures_show() -> None:
    pictures = draw_pictures(200, 5)
    assert len({picture.caption() for picture in pictures}) == 200
    for picture in pictures:
        said = picture.caption()
        assert f" {picture.shape} " in said
        assert f" {picture.colour} " in said
        assert all((texture in said) == (texture == picture.texture) for texture in TEXTURES[1:])
        assert ("left" in said) == (picture.x < 0.3 + 0.4 / 3)
        assert ("upper" in said) == (picture.y < 0.3 + 0.4 / 3)
        assert ("dark" in said) == (picture.grey < 0.5)
        assert ("small" in said) == (picture.size < 0.28)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_drawing_has_its_shape_colour_and_place(shape: str) -> None:
    picture = replace(
        draw_pictures(1, 0)[0], shape=shape, colour="green", texture="plain", x=0.3, y=0.7, size=0.2, grey=0.5
    )
    drawn = picture.render(64).astype(float)
    assert drawn.shape == (64, 64, 3)
    inside = np.abs(drawn - 127.5).max(2) > 20
    rows, columns = np.nonzero(inside)
    assert rows.mean() / 64 == pytest.approx(0.7, abs=0.1)  # y counts from the top
    assert columns.mean() / 64 == pytest.approx(0.3, abs=0.1)
    assert drawn[inside].mean(0).argmax() == list(COLOURS["green"]).index(max(COLOURS["green"]))


def test_features_tell_pictures_apart_that_captions_tell_apart() -> None:
    picture = draw_pictures(1, 0)[0]
    row = picture.features()
    assert FEATURES[int(np.argmax(row[:LATE]))] == picture.shape
    assert FEATURES[-4:-1][int(np.argmax(row[-4:-1]))] == picture.texture


def test_a_radial_dipole_has_no_field_outside() -> None:
    out = head().directions()[:40]
    field = sphere_field(CENTRE + (HEAD_RADIUS + 0.025) * out, out)
    radial, tangential = np.abs(field[..., 0]).max(), np.abs(field[..., 1:]).max()
    assert radial < 1e-12 * tangential


def test_the_sphere_field_is_that_of_mne() -> None:
    """Point magnetometers that are not radial, against MNE's forward solution in the same sphere, up to one factor."""
    import mne

    rng = np.random.default_rng(0)
    out = head().directions()[:30]
    coils = CENTRE + (HEAD_RADIUS + 0.02) * out
    normals = out + 0.5 * rng.standard_normal(out.shape)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    info = mne.create_info([f"MEG{i:03d}" for i in range(30)], 100.0, "mag")
    with info._unlock():
        info["dev_head_t"] = mne.Transform("meg", "head")
    for channel, place, normal in zip(info["chs"], coils, normals, strict=True):
        side = np.cross(normal, [0.3, 0.5, 0.8])
        side /= np.linalg.norm(side)
        channel["loc"] = np.concatenate([place, side, np.cross(normal, side), normal])
        channel["coil_type"] = mne.io.constants.FIFF.FIFFV_COIL_POINT_MAGNETOMETER
        channel["coord_frame"] = mne.io.constants.FIFF.FIFFV_COORD_DEVICE
    sphere = mne.make_sphere_model(tuple(CENTRE), HEAD_RADIUS, info, verbose="ERROR")
    sources = head().sources
    space = mne.setup_volume_source_space(
        pos={"rr": CENTRE + CORTEX_RADIUS * sources, "nn": sources}, sphere=sphere, verbose="ERROR"
    )
    forward = mne.make_forward_solution(
        info, None, space, sphere, meg=True, eeg=False, mindist=0.0, verbose="ERROR"
    )
    gain = forward["sol"]["data"].reshape(30, -1, 3)  # (coil, source, xyz)
    side = np.cross(sources, [0.0, 0.31, 0.95])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    axes = np.stack([sources, np.cross(side, sources), side], axis=1)
    theirs = np.einsum("csx,sox->cso", gain, axes)
    ours = sphere_field(coils, normals)
    factor = (ours * theirs).sum() / (ours * ours).sum()
    assert factor == pytest.approx(1e-7, rel=1e-3)  # µ0 / 4π
    assert np.abs(factor * ours - theirs).max() < 1e-3 * np.abs(theirs).max()


def test_responses_peak_when_they_should() -> None:
    assert np.argmax(haemodynamic_kernel(100.0)) / 100 == pytest.approx(5.0, abs=0.1)
    assert haemodynamic_kernel(10.0)[150:].min() < -0.05  # undershoot
    neural = neural_kernels(1000.0)
    assert np.argmax(neural[0]) == pytest.approx(190, abs=2)  # ms: the shape
    assert np.argmax(neural[LATE]) == pytest.approx(105, abs=2)
    assert neural.max(1) == pytest.approx(np.ones(len(FEATURES)), abs=1e-3)
    calcium = indicator_kernel(100.0)
    assert 0.1 < np.argmax(calcium) / 100 < 0.3
    assert calcium[np.argmax(calcium) :][70] == pytest.approx(np.exp(-1), abs=0.12)  # decays in 0.7 s


def test_the_drive_is_the_kernel_at_every_onset() -> None:
    features = np.zeros((2, len(FEATURES)))
    features[0, 0], features[1, 0] = 2.0, -1.0
    kernels = neural_kernels(100.0)
    drive = course(features, np.array([1.0, 3.0]), kernels, 100.0, 500)
    assert drive[0, 100:160] == pytest.approx(2 * kernels[0], abs=1e-9)
    assert drive[0, 300:360] == pytest.approx(-kernels[0], abs=1e-9)
    assert np.abs(drive[1:]).max() < 1e-9


def test_an_unknown_instrument_is_named() -> None:
    with pytest.raises(ConfigError, match="modality='pet': the simulated world has eeg, meg, fmri"):
        record("pet", 1, draw_pictures(2, 0))
