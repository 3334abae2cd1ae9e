"""`simulate`: one configuration in, a recording and everything that is true of it out."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import ArraySource, Event, Recording

from . import artifacts, brain
from .config import SimulationConfig
from .detectability import Detectability
from .montage import Montage, build
from .scene import Scene
from .seizures import add_seizure
from .spectrum import Spectrum
from .truth import Truth


def simulate(config: SimulationConfig | None = None, **settings: Any) -> tuple[Recording, Truth]:
    """An EEG recording with known truth; the same configuration always gives the same samples.

    settings   fields of `SimulationConfig`, instead of a whole configuration
    """
    if config is None:
        known = {field.name for field in fields(SimulationConfig)}
        unknown = sorted(set(settings) - known)
        if unknown:
            raise ConfigError(
                f"simulate has no setting {', '.join(unknown)}; it has: {', '.join(sorted(known))}."
            )
        config = SimulationConfig(**settings)
    elif settings:
        raise ConfigError(
            "simulate takes either a config or single settings; use dataclasses.replace to change one."
        )
    rng = np.random.default_rng([config.seed, 20240])
    montage = build(config, rng)
    scene = Scene(config, montage, rng)
    found = _fill(scene)
    spectrum = Spectrum(scene, found["bad_channels"])
    told = Detectability(spectrum)
    found["spindles"] = told.spindles(found["spindles"])
    data = spectrum.samples()
    artifacts.spoil(scene, data, found["bad_channels"])
    truth = Truth(
        duration=config.duration,
        eyes=config.eye_states,
        alpha_clear=told.eyes(),
        blinks_shown=told.blinks(),
        dominant_band=spectrum.prominence.dominant_band(),
        line_frequency=spectrum.prominence.line_frequency(),
        seizures=tuple((seizure.start, seizure.stop) for seizure in config.seizures),
        muscle=config.muscle,
        bursts=config.bursts,
        events=config.events,
        alpha_frequency=config.alpha_frequency if config.state == "wake" and config.alpha_uv > 0 else None,
        **found,
    )
    return _recording(config, montage, data, rng), truth


def _fill(scene: Scene) -> dict[str, Any]:
    """Put all that the configuration asks for into the scene; what is true of it, by field of `Truth`."""
    found: dict[str, Any] = {"bad_channels": artifacts.choose_bad(scene)}
    for seizure in scene.config.seizures:
        add_seizure(scene, seizure)
    found["alpha_shown"] = brain.add_alpha(scene)
    brain.add_rhythms(scene)
    brain.add_bursts(scene)
    found["spindles"] = brain.add_spindles(scene)
    found["k_complexes"] = brain.add_k_complexes(scene)
    found["slow_waves"] = brain.add_slow_waves(scene)
    found["spikes"] = brain.add_spikes(scene)
    brain.add_evoked(scene)
    found["blinks"] = artifacts.add_blinks(scene)
    artifacts.add_eye_movements(scene)
    artifacts.add_muscle(scene)
    artifacts.add_heart(scene)
    artifacts.add_movements(scene)
    gains = np.exp(0.6 * scene.rng.standard_normal(scene.montage.n_channels))
    for name, kind in found["bad_channels"].items():
        if kind == "disconnected":
            gains[scene.montage.names.index(name)] *= scene.rng.uniform(5, 30)
    artifacts.add_line(scene, gains.astype(np.float32))
    return found


def _recording(
    config: SimulationConfig, montage: Montage, data: np.ndarray, rng: np.random.Generator
) -> Recording:
    recorder = config.recorder
    if recorder.offset_uv:
        data += rng.normal(0, recorder.offset_uv, (len(data), 1)).astype(np.float32)
    if recorder.resolution_uv:
        np.round(data / recorder.resolution_uv, out=data)
        data *= recorder.resolution_uv
    data *= 1e-6 * (1.0 if config.unit_known else recorder.scale) * (-1 if recorder.inverted else 1)
    events = [Event(onset, 0.0, evoked.label) for evoked in config.events for onset in evoked.onsets]
    changes = () if config.unit_known else ("The unit of the samples is unknown.",)
    return Recording(
        name=f"simulated-{config.seed}",
        modality=config.modality,
        ch_names=montage.names,
        ch_kinds=(config.modality,) * montage.n_channels,
        units=("V",) * montage.n_channels,
        sfreq=float(config.sfreq),
        native_rates=(float(config.sfreq),) * montage.n_channels,
        n_times=data.shape[1],
        positions=montage.positions,
        source=ArraySource(data),
        reference=montage.reference,
        events=tuple(sorted(events, key=lambda event: event.onset)),
        changes=changes,
        unit_known=config.unit_known,
    )
