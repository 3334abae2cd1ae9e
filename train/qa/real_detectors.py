"""What an engineer writes in an afternoon for the labelled tasks of real recordings: spectra, means, thresholds.

Each takes a recording, as it was opened, to a `Response`; nothing in here was tuned to the recordings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.train.detectors import Signal

from .items import Response

Detector = Callable[[Recording], Response]

STAGES = {"W": "wake", "1": "N1", "2": "N2", "3": "N3", "4": "N3", "R": "REM"}


def flicker(frequencies: Sequence[float]) -> Detector:
    """The candidate whose sines (two harmonics) correlate most with the channels (canonical; Lin et al. 2006).

    A harmonic at the frequency of the mains says nothing and is left out.
    """

    def detect(recording: Recording) -> Response:
        x = Signal.of(recording).band(6, 80)
        at = 2 * np.pi * np.arange(x.shape[1]) / recording.sfreq
        own = np.linalg.qr((x - x.mean(1, keepdims=True)).T)[0]

        def correlation(hz: float) -> float:
            harmonics = [k * hz for k in (1, 2) if min(abs(k * hz - mains) for mains in (50, 60)) > 1]
            waves = np.stack([wave(f * at) for f in harmonics for wave in (np.sin, np.cos)], axis=1)
            return float(np.linalg.svd(own.T @ np.linalg.qr(waves - waves.mean(0))[0])[1][0])

        best = max(frequencies, key=correlation)
        return Response(choice=f"{best:g} Hz", number=float(best))

    return detect


def evoked(event: str, versus: str, window: tuple[float, float], region: str = "") -> Detector:
    """Whether the mean of a window differs from that of other events, or from nothing: p < .05, Bonferroni.

    versus  other events, or "" for none
    region  channels to look at; "" = all
    """

    def detect(recording: Recording) -> Response:
        from scipy import stats

        own = _means(recording, event, window, region)
        if versus:
            p = stats.ttest_ind(own, _means(recording, versus, window, region), equal_var=False).pvalue
        else:
            p = stats.ttest_1samp(own, 0.0).pvalue
        return Response(choice="yes" if (p < 0.05 / len(p)).any() else "no")

    return detect


def _means(recording: Recording, label: str, window: tuple[float, float], region: str) -> np.ndarray:
    """(trial, channel) mean of the window minus that of the first 40 ms; the loudest tenth left out."""
    signal, sfreq = Signal.of(recording), recording.sfreq
    x = signal.band(0.5, 30)[signal.rows(region) if region else slice(None)]
    trials, loud = [], []
    for event in (event for event in recording.events if event.label == label):
        zero, first, last = (round((event.onset + at) * sfreq) for at in (0.0, *window))
        if last < x.shape[1]:
            trials.append(x[:, first:last].mean(1) - x[:, zero : zero + round(0.04 * sfreq)].mean(1))
            loud.append(np.ptp(x[:, zero:last], axis=1).max())
    quiet = np.asarray(loud) <= np.quantile(loud, 0.9)
    return np.asarray(trials)[quiet]


def sleep_waves(recording: Recording) -> Response:
    """Spindles where 12–15 Hz bursts stand out more than the deepest slow wave does."""
    signal = Signal.of(recording)
    sigma = signal.band(12, 15)[0]
    bursts = np.sqrt(np.convolve(sigma**2, np.ones(round(0.5 * signal.sfreq)), "same"))
    slow = signal.band(0.3, 4)[0]
    spindles = bursts.max() / (np.median(bursts) * 2.5)
    complexes = max(0.0, -slow.min()) / 75.0
    return Response(choice="spindles" if spindles > complexes else "K-complexes")


def eye_movements(recording: Recording) -> Response:
    """Rapid eye movements where the two sides go apart quickly, five times or more."""
    from scipy.signal import butter, find_peaks, sosfiltfilt

    x = recording.read(channels=recording.of_kind("eog")[:2]).astype(float)
    sos = butter(2, (0.5, 5.0), "bandpass", fs=recording.sfreq, output="sos")
    left, right = sosfiltfilt(sos, x, axis=1)
    peaks, _ = find_peaks(-left * right, height=(50e-6) ** 2, distance=round(0.5 * recording.sfreq))
    return Response(choice="yes" if len(peaks) >= 5 else "no", number=float(len(peaks)))


def eyes(recording: Recording) -> Response:
    """Closed where posterior 8–13 Hz is twice as dense as the frequencies to either side, trends of 1/f aside."""
    signal = Signal.of(recording)
    rows = signal.rows("occipital", "parietal")
    flat = np.median(signal.psd[rows], axis=0) * signal.frequencies
    alpha = flat[(signal.frequencies >= 8) & (signal.frequencies <= 13)].max()
    beside = flat[
        ((signal.frequencies >= 4) & (signal.frequencies < 7))
        | ((signal.frequencies > 14) & (signal.frequencies <= 20))
    ].mean()
    return Response(choice="closed" if alpha > 2 * beside else "open")


def stage_minutes(stage: str) -> Detector:
    """Minutes that the scored epochs of one stage last; stage "sleep": of all but wake."""

    def detect(recording: Recording) -> Response:
        told = [(STAGES.get(event.label.split()[-1]), event.duration) for event in recording.events]
        wanted = {*STAGES.values()} - {"wake"} if stage == "sleep" else {stage}
        return Response(number=sum(seconds for name, seconds in told if name in wanted) / 60)

    return detect


def rem_latency(recording: Recording) -> Response:
    told = [(STAGES.get(event.label.split()[-1]), event.onset) for event in recording.events]
    asleep = next(onset for name, onset in told if name not in (None, "wake"))
    return Response(number=(next(onset for name, onset in told if name == "REM") - asleep) / 60)


def stage_at(second: float) -> Detector:
    def detect(recording: Recording) -> Response:
        here = [e for e in recording.events if e.onset <= second < e.onset + e.duration]
        return Response(choice=STAGES.get(here[0].label.split()[-1]) if here else None)

    return detect


def event_count(label: str) -> Detector:
    return lambda recording: Response(number=float(sum(event.label == label for event in recording.events)))


def reaction_time(stimulus: str, response: str) -> Detector:
    """Mean time from each stimulus to the response before the next one, in ms."""

    def detect(recording: Recording) -> Response:
        told = [event for event in recording.events if event.label in (stimulus, response)]
        times = [
            after.onset - before.onset
            for before, after in pairwise(told)
            if (before.label, after.label) == (stimulus, response)
        ]
        return Response(number=1000 * float(np.mean(times)))

    return detect


def heart_rate(recording: Recording) -> Response:
    """60 / median distance of the peaks of squared steps of the ECG."""
    from scipy.signal import find_peaks

    x = recording.read(channels=recording.of_kind("ecg")[:1])[0].astype(float)
    width = max(1, round(0.08 * recording.sfreq))
    energy = np.convolve(np.diff(x) ** 2, np.ones(width), "same")
    peaks, _ = find_peaks(
        energy, height=0.3 * np.quantile(energy, 0.99), distance=round(0.35 * recording.sfreq)
    )
    return Response(number=60 * recording.sfreq / float(np.median(np.diff(peaks))))


def blinks(recording: Recording) -> Response:
    """Present where a channel has slow peaks of 100 µV that return within half a second, three or more."""
    from scipy.signal import find_peaks

    signal = Signal.of(recording)
    slow = signal.band(0.5, 8)
    length = round(0.5 * signal.sfreq)
    counts = [len(find_peaks(row, prominence=100, width=(0.1 * length, length))[0]) for row in slow]
    return Response(choice="yes" if max(counts) >= 3 else "no")


def jaw(recording: Recording) -> Response:
    """Present where seconds have ten times the usual power of 20–100 Hz."""
    signal = Signal.of(recording)
    fast = signal.band(20, 100)
    whole = fast.shape[1] // round(signal.sfreq) * round(signal.sfreq)
    power = np.median((fast[:, :whole] ** 2).reshape(len(fast), -1, round(signal.sfreq)).mean(2), axis=0)
    return Response(choice="yes" if (power > 10 * np.median(power)).sum() >= 2 else "no")


def alpha_at_times(recording: Recording) -> Response:
    """Present where ten seconds have four times the 8–13 Hz power of others in some channel."""
    signal = Signal.of(recording)
    alpha = signal.band(8, 13)
    length = round(10 * signal.sfreq)
    whole = alpha.shape[1] // length * length
    power = (alpha[:, :whole] ** 2).reshape(len(alpha), -1, length).mean(2)
    return Response(choice="yes" if (power.max(1) > 4 * np.median(power, axis=1)).any() else "no")


def marked_bad(recording: Recording) -> Response:
    return Response(names=frozenset(recording.bads))


def units(recording: Recording) -> Response:
    return Response(number=float(len(recording.of_kind("unit"))))


def never(recording: Recording) -> Response:
    """Nobody writes a detector for what a recording cannot tell."""
    return Response(abstained=True)
