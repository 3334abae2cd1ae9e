"""WAV files that hold recordings, not sounds: many channels or a low rate, as PhysioNet's tools export them."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Options
from .sleep_stages import stages_beside

_SOUND_HZ = 4000.0
"""One or two channels above this rate are a sound."""
_LARGEST = 1 << 30
"""Bytes of a file that cannot be mapped (24-bit samples) and is loaded whole."""


class WavFiles:
    """Samples of unknown unit; what the channels are must be said, or they are "misc"."""

    endings = (".wav",)
    imports = ("scipy.io.wavfile",)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        sfreq, samples = _samples(path)
        n_channels = samples.shape[1]
        if n_channels <= 2 and sfreq > _SOUND_HZ:
            raise RecordingError(
                path.name,
                f"this is a sound ({n_channels} channels at {sfreq:g} Hz), not a recording.",
                "If it is a recording all the same, save the samples as .npy and pass sfreq=….",
            )
        changes = ["WAV files name neither channels nor units: amplitudes have no unit."]
        told = options.modality or options.ch_names
        if not told:
            changes.append("What the channels are is not known: pass ch_names=… and modality=… to say it.")
        events = stages_beside(path, changes)
        return Draft(
            labels=[f"channel {i + 1}" for i in range(n_channels)],
            given=["eeg" if told else "misc"] * n_channels,
            dims=[""] * n_channels,
            factors=[1.0] * n_channels,
            sfreq=sfreq,
            n_times=len(samples),
            fetch=lambda start, stop, channels: samples[start:stop, channels].T.astype(np.float32),
            events=events,
            changes=changes,
            unit_known=options.unit is not None,
        )


def _samples(path: Path) -> tuple[float, np.ndarray]:
    """(samples per second, (time, channel)), mapped where the format allows it."""
    from scipy.io import wavfile

    for mapped in (True, False):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # chunks that hold no samples
                rate, data = wavfile.read(path, mmap=mapped)
            break
        except (ValueError, struct.error, EOFError) as error:
            if mapped and "mmap=True not compatible" in str(error) and path.stat().st_size <= _LARGEST:
                continue
            raise _damaged(path, error) from error
    if data.size == 0 or not rate:
        raise RecordingError(path.name, "it holds no samples.", "Copy it again from its source.")
    return float(rate), data.reshape(len(data), -1)


def _damaged(path: Path, error: Exception) -> RecordingError:
    words = " ".join(str(error).split())[:120].rstrip(".")
    if "greater than file size" in words or "unpack" in words or "reshape" in words:
        return RecordingError(
            path.name,
            "truncated: it is shorter than its header says.",
            "Copy the whole file again.",
        )
    return RecordingError(
        path.name, f"it is no WAV file that can be read ({words}).", "Check that it has its right ending."
    )
