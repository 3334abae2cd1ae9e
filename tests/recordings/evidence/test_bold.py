"""fMRI: responses of known size come out, noise stays chance, odd volumes and drift are found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.evidence.glm import haemodynamic_response, regressor
from neuro_llm.recordings.recording import ArraySource, Event, Recording

TR = 2.0
N_VOLUMES = 240


def noise(n_voxels: int, rho: float = 0.4, n_volumes: int = N_VOLUMES, seed: int = 0) -> np.ndarray:
    """(voxel, volume) AR(1) of standard deviation 1."""
    from scipy.signal import lfilter

    white = np.random.default_rng(seed).standard_normal((n_voxels, n_volumes + 50))
    return lfilter([np.sqrt(1 - rho**2)], [1, -rho], white, axis=1)[:, 50:]


def blocks_of(label: str, first: float, duration: float = 12.0) -> list[Event]:
    return [Event(first + 60.0 * k, duration, label) for k in range(7)]


FACES, HOUSES = blocks_of("face", 10.0), blocks_of("house", 40.0)


def run(data: np.ndarray, events: list[Event] | tuple[Event, ...] = (), unit: str = "%") -> Recording:
    return from_array(data, 1 / TR, unit=unit, modality="fmri", events=events)


def response(events: list[Event]) -> np.ndarray:
    return regressor(events, (np.arange(N_VOLUMES) + 0.5) * TR)


def test_the_canonical_response_is_that_of_glover() -> None:
    shape = haemodynamic_response(0.1)
    assert shape.argmax() * 0.1 == pytest.approx(5.2, abs=0.2)
    assert shape.argmin() * 0.1 == pytest.approx(12.3, abs=0.5)
    assert -0.4 < shape.min() < -0.1


def test_a_response_of_two_percent_is_recovered() -> None:
    data = noise(60) + 0.02 * np.arange(N_VOLUMES)
    data[7] += 2.0 * response(FACES) - 1.0 * response(HOUSES)
    recording = run(data, [*FACES, *HOUSES])
    size = measure(recording, "event response", event="Face")
    assert (size.value, size.unit, size.event) == (pytest.approx(2.0, abs=0.5), "%", "face")
    assert "at Ch8, the largest |t| of 60 that vary, 1 of them beyond" in size.method
    assert measure(recording, "event response t-value", event="face").value > 5
    apart = measure(recording, "event response", event="face", versus="house", channels="Ch8")
    assert apart.value == pytest.approx(3.0, abs=0.6)
    assert "7 against 7 events, 240 volumes" in apart.method
    assert recompute(recording, apart) == apart
    assert recompute(recording, size) == size


def test_named_voxels_are_averaged() -> None:
    data = noise(20)
    data[:10] += 1.0 * response(FACES)
    found = measure(run(data, FACES), "event response", channels=[f"Ch{i}" for i in range(1, 11)])
    assert found.value == pytest.approx(1.0, abs=0.2)
    assert "mean of 10 voxels or regions" in found.method


def test_noise_gives_chance() -> None:
    """One voxel in twenty beyond p < .05 although the noise is correlated in time."""
    recording = run(noise(1500, rho=0.5), [*FACES, *HOUSES])
    shown = sum(
        abs(measure(recording, "event response t-value", event="face", channels=name).value) > 1.97
        for name in recording.ch_names[:200]
    )
    assert shown <= 19
    found = measure(recording, "event response t-value", event="face")
    assert abs(found.value) < 5
    assert "not shown: " in found.method or "0 of them" not in found.method


def test_signals_without_a_unit_have_a_response_in_their_own_numbers() -> None:
    found = measure(run(noise(1)[:, :] + 2 * response(FACES), FACES, unit=""), "event response")
    assert found.unit == "a.u."
    assert "no unit" in found.method


def test_odd_volumes_are_counted() -> None:
    data = noise(300, rho=0.2)
    data[:, 50] += 4.0
    data[:, 120:122] += np.array([4.0, -4.0])
    found = measure(run(data), "outlier volumes")
    assert found.value == 3
    assert "at 100.0, 240.0, 242.0 s" in found.method
    assert measure(run(noise(300, rho=0.2)), "outlier volumes").value == 0
    data = noise(300, rho=0.2)
    data[:, 0] += 5.0
    assert "at 0.0 s" in measure(run(data), "outlier volumes").method


def test_drift_is_the_trend_over_the_run() -> None:
    trend = np.linspace(-1.0, 1.0, N_VOLUMES)
    data = np.concatenate([0.1 * noise(30) + trend, np.zeros((10, N_VOLUMES))])
    found = measure(run(data), "signal drift")
    assert found.value == pytest.approx(2.0, abs=0.1)
    assert "30 voxels" in found.method


def test_volumes_that_hold_no_number_do_no_harm() -> None:
    data = noise(40) + 2.0 * response(FACES)
    holes = data.copy()
    holes[:, 100] = np.nan
    recording = replace(run(data, FACES), source=ArraySource(holes))
    assert measure(recording, "event response").value == pytest.approx(2.0, abs=0.8)
    assert np.isfinite(measure(recording, "signal drift").value)


TWICE = [*FACES, *blocks_of("press", 10.0)]


@pytest.mark.parametrize(
    ("recording", "quantity", "options", "message"),
    [
        (run(noise(5)), "event response", {}, "needs events between 0 and 480 s; there are none"),
        (run(noise(5), FACES), "event response", {"event": "cat"}, "has no event 'cat'; it has: face"),
        (run(noise(5), FACES), "event response", {"event": "face", "start": 450.0}, "needs events 'face'"),
        (
            run(noise(5), TWICE),
            "event response",
            {"event": "face"},
            "cannot be told from slow drift or from the other",
        ),
        (run(noise(5), FACES), "event response t-value", {"stop": 20.0}, "10 volumes are too few"),
        (run(np.ones((5, 240)), FACES), "event response", {}, "no signal varies"),
        (run(noise(5)), "outlier volumes", {}, "it needs 20 that vary, 5 do"),
        (run(noise(30)), "outlier volumes", {"stop": 10.0}, "at least 10 volumes; there are 5"),
        (run(noise(5), unit=""), "signal drift", {}, "holds no percentages"),
        (run(noise(5)), "signal drift", {"event": "face"}, "takes no event"),
    ],
)
def test_messages(recording: Recording, quantity: str, options: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        measure(recording, quantity, **options)
