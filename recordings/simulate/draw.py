"""`draw`: a random configuration, varied widely, with the answers of every question family in balance."""

from __future__ import annotations

from typing import Any

import numpy as np

from .config import BANDS, Burst, Clutter, Evoked, Recorder, Rhythms, Seizure, SimulationConfig
from .head import TEN_TEN, TEN_TWENTY

RATES = (100.0, 125.0, 128.0, 150.0, 160.0, 173.61, 200.0, 250.0, 256.0, 300.0, 400.0, 500.0, 512.0)
SCENARIOS = {"rest": 0.32, "rhythm": 0.18, "seizure": 0.22, "interictal": 0.06, "sleep": 0.22}
CLIP = {"rest": 0.22, "rhythm": 0.15, "seizure": 0.45, "interictal": 0.6, "sleep": 0.4}  # short, one channel
FEW = (
    ("O1", "O2"),
    ("TP9", "AF7", "AF8", "TP10"),
    ("Fp1", "Fp2"),
    ("C3", "C4"),
    ("C3", "Cz", "C4"),
    ("Fpz-Cz", "Pz-Oz"),
    ("F3", "F4", "C3", "C4", "O1", "O2"),
    ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"),
    ("Fz", "C3", "Cz", "C4", "Pz", "PO7", "Oz", "PO8"),
    ("AF3", "F7", "F3", "FC5", "T7", "P7", "O1", "O2", "P8", "T8", "FC6", "F4", "F8", "AF4"),
)


def draw(seed: int, **fixed: Any) -> SimulationConfig:
    """A random configuration; `fixed` pins fields of `SimulationConfig`, the others still vary.

    Pinning duration, sfreq, state or modality is safe: everything with a time is drawn to fit.
    """
    rng = np.random.default_rng([seed, 77])
    scenario = str(rng.choice(list(SCENARIOS), p=list(SCENARIOS.values())))
    clip = bool(rng.random() < CLIP[scenario])
    values: dict[str, Any] = {"seed": seed, "duration": _duration(rng, clip), "sfreq": _sfreq(rng)}
    inside = scenario in ("seizure", "interictal") and rng.random() < (0.6 if clip else 0.1)
    values["modality"] = "ieeg" if inside and not clip else "eeg"
    values["state"] = "sleep" if scenario == "sleep" else "wake"
    values["montage"], values["reference"] = _montage(rng, clip)
    values |= {name: fixed[name] for name in ("duration", "sfreq", "modality", "state") if name in fixed}
    values |= _background(rng, scenario, inside)
    values |= _eyes(rng, values["duration"])
    if rng.random() < 0.25:  # some heads and montages show everything larger
        larger = float(rng.uniform(1.3, 3.0))
        values["background_uv"] *= larger
        values["alpha_uv"] *= larger
    values |= _scenario(rng, scenario, values, inside, clip)
    values |= _mains(rng, values["background_uv"])
    values |= _rest(rng, values, scenario, clip)
    return SimulationConfig(**(values | fixed))


def _log(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _duration(rng: np.random.Generator, clip: bool) -> float:
    if clip:
        return float(rng.choice([5.12, 15.0, 20.0, 23.6, 30.0, round(rng.uniform(5, 25), 2)]))
    return round(float(rng.uniform(15, 40) if rng.random() < 0.8 else rng.uniform(8, 60)), 2)


def _sfreq(rng: np.random.Generator) -> float:
    return float(rng.choice(RATES)) if rng.random() < 0.7 else round(float(rng.uniform(105, 480)), 2)


def _montage(rng: np.random.Generator, clip: bool) -> tuple[str | tuple[str, ...], str]:
    """Which channels, against what."""
    if clip:
        known = rng.random() < 0.3
        name = str(
            rng.choice(
                ["C3", "C4", "Cz", "Fz", "Pz", "O1", "O2", "Oz", "F3", "Fp1", "C3-A2", "Fpz-Cz", "Pz-Oz"]
            )
        )
        return ((name,) if known else "single"), str(
            rng.choice(["linked ears", "average", "bipolar"], p=[0.5, 0.3, 0.2])
        )
    choice = rng.random()
    if choice < 0.3:
        names: str | tuple[str, ...] = "10-20"
    elif choice < 0.6:
        names = FEW[rng.integers(len(FEW))]
    elif choice < 0.97:
        pool = TEN_TWENTY if rng.random() < 0.5 else TEN_TEN
        size = int(rng.integers(1, 21))
        chosen = set(rng.choice(len(pool), min(size, len(pool)), replace=False))
        names = tuple(name for i, name in enumerate(pool) if i in chosen)
    else:
        names = "10-10"
    free = [name for name in ("Cz", "FCz", "TP9", "M1", "AFz") if isinstance(names, str) or name not in names]
    weights = [0.4, 0.2, 0.2, 0.2]
    return names, str(rng.choice(["average", "linked ears", "bipolar", str(rng.choice(free))], p=weights))


def _background(rng: np.random.Generator, scenario: str, inside: bool) -> dict[str, Any]:
    if inside:
        return {"background_uv": _log(rng, 20, 90), "aperiodic_exponent": float(rng.uniform(1.2, 3.0))}
    if scenario == "sleep":
        return {"background_uv": _log(rng, 6, 28), "aperiodic_exponent": float(rng.uniform(1.4, 2.6))}
    return {"background_uv": _log(rng, 3.5, 18), "aperiodic_exponent": float(rng.uniform(0.6, 2.2))}


def _eyes(rng: np.random.Generator, duration: float) -> dict[str, Any]:
    """State of the eyes and a person's alpha: some have hardly any, some keep it with eyes open."""
    eyes: Any = "open" if rng.random() < 0.5 else "closed"
    if rng.random() < 0.08:
        turn = round(float(rng.uniform(0.3, 0.7)) * duration, 2)
        eyes = ((0.0, turn, eyes), (turn, duration, "closed" if eyes == "open" else "open"))
    return {
        "eyes": eyes,
        "alpha_frequency": float(np.clip(rng.normal(10, 1.1), 7.5, 13)),
        "alpha_uv": 0.0
        if rng.random() < 0.03
        else float(np.clip(np.exp(rng.normal(np.log(50), 0.45)), 14, 220)),
        "alpha_reactivity": float(np.clip(np.exp(rng.normal(np.log(3.8), 0.35)), 2.0, 9)),
    }


def _rhythms(rng: np.random.Generator, background: float) -> Rhythms:
    """Confounds: each rhythm is absent in many people and large in a few."""

    def size(chance: float, low: float, high: float) -> float:
        return _log(rng, low, high) * background if rng.random() < chance else 0.0

    return Rhythms(
        delta_uv=size(0.25, 0.2, 2.5),
        delta_frequency=float(rng.uniform(1.2, 3.5)),
        theta_uv=size(0.4, 0.15, 2.0),
        theta_frequency=float(rng.uniform(4.5, 7.6)),
        mu_uv=size(0.45, 0.2, 1.8),
        mu_frequency=float(rng.uniform(8.5, 12.5)),
        temporal_uv=size(0.25, 0.2, 1.0),
        beta_uv=size(0.5, 0.1, 1.2),
        beta_frequency=float(rng.uniform(14, 28)),
    )


def _scenario(
    rng: np.random.Generator, scenario: str, values: dict[str, Any], inside: bool, clip: bool
) -> dict[str, Any]:
    background = values["background_uv"]
    made: dict[str, Any] = {"rhythms": _rhythms(rng, background)}
    if scenario == "rhythm":
        band = str(rng.choice(list(BANDS), p=[0.26, 0.28, 0.14, 0.32]))
        made["dominant_band"] = band
        if band != "alpha":
            made["alpha_uv"] = values["alpha_uv"] * float(rng.uniform(0, 0.6))
        else:
            made["alpha_frequency"] = float(np.clip(values["alpha_frequency"], 8.3, 12.6))
    elif scenario == "sleep":
        made |= _sleep(rng, values)
    elif scenario == "seizure":
        made["seizures"] = _seizures(rng, values, inside, clip)
    if inside:
        made |= {"eyes": None, "alpha_uv": 0.0 if rng.random() < 0.6 else values["alpha_uv"]}
    return made


def _sleep(rng: np.random.Generator, values: dict[str, Any]) -> dict[str, Any]:
    duration = values["duration"]
    deep = rng.random() < 0.35
    count = max(1, int(rng.poisson(duration / 60 * rng.uniform(2, 10))))
    return {
        "spindles": min(count, max(1, int(duration / 3))) if rng.random() < 0.6 else 0,
        "spindle_uv": _log(rng, 1.2, 4.5) * values["background_uv"] + 8.0,
        "k_complexes": int(rng.poisson(duration / 60 * 2.0)) if rng.random() < 0.5 else 0,
        "slow_waves": float(rng.uniform(15, 60)) if deep else float(rng.choice([0.0, rng.uniform(1, 10)])),
        "slow_wave_uv": _log(rng, 60, 400),
    }


def _seizures(
    rng: np.random.Generator, values: dict[str, Any], inside: bool, clip: bool
) -> tuple[Seizure, ...]:
    duration = values["duration"]
    whole = rng.random() < (0.8 if clip else 0.2)
    uv = max(_log(rng, 250, 2500) if inside else _log(rng, 70, 800), 5 * values["background_uv"])
    kind = (
        str(rng.choice(["sharp", "irregular", "focal", "fast-onset"], p=[0.45, 0.27, 0.16, 0.12]))
        if inside
        else None
    )
    if whole:
        return (Seizure(0.0, duration, kind, uv),)
    start = round(float(rng.uniform(0.1, 0.6)) * duration, 2)
    length = max(3.0, float(rng.uniform(0.25, 1.0)) * (duration - start))
    return (Seizure(start, min(duration, round(start + length, 2)), kind, uv),)


def _mains(rng: np.random.Generator, background: float) -> dict[str, Any]:
    line = float(rng.choice([0.0, 50.0, 60.0], p=[0.45, 0.275, 0.275]))
    return {"line_frequency": line, "line_uv": _log(rng, 0.04, 2.0) * background}


def _rest(rng: np.random.Generator, values: dict[str, Any], scenario: str, clip: bool) -> dict[str, Any]:
    """Artefacts, look-alikes, the amplifier, failing channels, stimuli."""
    duration, awake = values["duration"], values["state"] == "wake"
    made: dict[str, Any] = {
        "muscle": _muscle(rng, duration) if rng.random() < (0.35 if awake else 0.1) else (),
        "muscle_uv": _log(rng, 4, 80),
        "blink_uv": _log(rng, 60, 350),
        "bad_channels": _bad_count(rng, values["montage"], clip),
        "bursts": _bursts(rng, duration, values["background_uv"]) if rng.random() < 0.3 else (),
        "clutter": _clutter(rng, scenario, values["background_uv"]),
        "recorder": _recorder(rng, clip, values["modality"] == "eeg"),
        "unit_known": bool(rng.random() > (0.2 if clip else 0.08)),
    }
    mostly_open = values["eyes"] != "closed"
    if awake and rng.random() < (0.25 if mostly_open else 0.85):
        made["blinks"] = 0.0
    elif awake:
        made["blinks"] = _log(rng, 3, 40) if mostly_open else _log(rng, 2, 12)
    if rng.random() < 0.12:
        gap = float(rng.uniform(0.8, 3))
        onsets = tuple(float(t) for t in np.round(np.arange(gap, duration - 0.5, gap), 3))
        made["events"] = (
            Evoked(str(rng.choice(["target", "standard", "left", "image"])), onsets, uv=_log(rng, 2, 20)),
        )
    return made


def _muscle(rng: np.random.Generator, duration: float) -> tuple[tuple[float, float], ...]:
    starts = np.sort(rng.uniform(0, duration - 1, int(rng.integers(1, 5))))
    return tuple((float(a), float(min(duration, a + rng.uniform(0.4, 5)))) for a in starts)


def _bad_count(rng: np.random.Generator, montage: str | tuple[str, ...], clip: bool) -> int:
    if clip:
        return int(rng.random() < 0.12)
    size = (
        {"10-20": 17, "10-10": 60, "single": 1}.get(montage, 8)
        if isinstance(montage, str)
        else len(montage) - 1
    )
    return int(rng.integers(1, max(2, min(4, size // 2 + 1)))) if size and rng.random() < 0.42 else 0


def _bursts(rng: np.random.Generator, duration: float, background: float) -> tuple[Burst, ...]:
    """Short rhythms that are no spindles and no seizures: alpha, mu, wicket, beta."""
    kinds = (("O1", 8, 12), ("C3", 9, 12), ("T7", 6.5, 10.5), ("Fz", 4, 7), ("Cz", 16, 26), ("Fz", 8, 10.5))
    place, low, high = kinds[rng.integers(len(kinds))]
    starts = np.sort(rng.uniform(0, duration - 1.5, int(rng.integers(1, 6))))
    uv = _log(rng, 1.5, 5) * background
    frequency, sharp = float(rng.uniform(low, high)), float(rng.uniform(0, 1.2))
    return tuple(
        Burst(float(a), float(min(duration, a + rng.uniform(0.4, 2.5))), frequency, uv, place, sharp)
        for a in starts
    )


def _clutter(rng: np.random.Generator, scenario: str, background: float) -> Clutter:
    def rate(chance: float, low: float, high: float) -> float:
        return _log(rng, low, high) if rng.random() < chance else 0.0

    return Clutter(
        drift_uv=_log(rng, 1, 30) if rng.random() < 0.85 else _log(rng, 30, 300),
        spikes=rate({"interictal": 0.75, "seizure": 0.3}.get(scenario, 0.06), 1, 25),
        spike_uv=_log(rng, 3, 12) * background,
        pops=rate(0.1, 1, 6),
        movements=rate(0.15, 1, 6),
        saccades=0.0 if rng.random() < 0.3 else None,
        rolling=bool(rng.random() < 0.08),
        ecg_uv=_log(rng, 2, 40) if rng.random() < 0.12 else 0.0,
        tone_uv=_log(rng, 0.1, 8),
    )


def _recorder(rng: np.random.Generator, clip: bool, scalp: bool) -> Recorder:
    highpass = [None, 0.1, 0.3, 0.5, 1.0, float(rng.uniform(0.1, 2))]
    lowpass = [None, None, 30.0, 35.0, 40.0, 45.0, 70.0, 100.0, float(rng.uniform(28, 100))]
    return Recorder(
        highpass=highpass[rng.choice(6, p=[0.12, 0.2, 0.14, 0.24, 0.15, 0.15])],
        lowpass=lowpass[rng.integers(len(lowpass))],
        notch=bool(rng.random() < 0.15),
        sensor_uv=_log(rng, 0.1, 3),
        inverted=bool(rng.random() < (0.2 if clip else 0.04)),
        offset_uv=_log(rng, 10, 20000) if rng.random() < 0.1 else 0.0,
        resolution_uv=float(rng.choice([0.0, 0.0, 0.1, 0.5, 1.0])),
        known_places=bool(rng.random() > (0.5 if clip else 0.06)) and scalp,
        scale=_log(rng, 1e-3, 1e6) if rng.random() < 0.7 else 1.0,
    )
