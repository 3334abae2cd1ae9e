"""The streamed pass gives what one look at everything gives, and what scipy and MNE give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.evidence import scan
from neuro_llm.recordings.recording import ArraySource


class CountingSource(ArraySource):
    reads = 0

    def read(self, start, stop, channels):
        self.reads += 1
        return super().read(start, stop, channels)


@pytest.mark.parametrize("sfreq", [128.0, 173.61, 256.0, 500.0])
def test_psd_equals_scipy_and_mne(record, noise, sfreq):
    from mne.time_frequency import psd_array_welch
    from scipy.signal import welch

    x = noise((5, int(150 * sfreq)), sfreq) + 300
    recording = record(x, sfreq)
    length = 2 * round(sfreq)
    seen = scan(recording)
    freqs, psd = welch(x, sfreq, "hann", length, length // 2, detrend="constant")
    np.testing.assert_allclose(seen.freqs, freqs)
    np.testing.assert_allclose(seen.psd[:, 1:], psd[:, 1:], rtol=1e-3)
    assert seen.n_segments == x.shape[1] // round(sfreq) - 1
    mne_psd, mne_freqs = psd_array_welch(
        x, sfreq, n_fft=length, n_overlap=length // 2, window="hann", verbose="ERROR"
    )
    inside = mne_freqs >= 1
    np.testing.assert_allclose(seen.psd[:, inside], mne_psd[:, inside], rtol=1e-3)


@pytest.mark.parametrize("n_seconds", [2, 7])
def test_streaming_equals_whole(record, noise, monkeypatch, n_seconds):
    import neuro_llm.recordings.evidence.scanning as module

    x = noise((3, 6000 + 77), 200.0)
    x[1] = np.clip(x[1], -12, 9)
    recording = record(x, 200.0, names=["Fp1", "O1", "ECG"])
    whole = module.scan(recording, 1.5, 28.3)
    monkeypatch.setattr(module, "CHUNK_SECONDS", n_seconds)
    pieces = module.scan(replace(recording, source=CountingSource(recording.source.data)), 1.5, 28.3)
    for name in ("psd", "peak_to_peak", "spread", "middle", "high", "above", "freqs"):
        np.testing.assert_allclose(getattr(pieces, name), getattr(whole, name), rtol=1e-4, err_msg=name)
    np.testing.assert_array_equal(pieces.rails.held, whole.rails.held)
    np.testing.assert_array_equal(pieces.rails.runs, whole.rails.runs)
    for name in ("Fp1", "ECG"):
        assert len(whole.traces[name]) == int(np.ceil(26.8 * whole.trace_rate))
        np.testing.assert_allclose(pieces.traces[name], whole.traces[name], atol=1e-4)


def test_trace_keeps_time(record):
    times = np.arange(5000) / 500
    x = 50 * np.exp(-0.5 * ((times - 4.0) / 0.05) ** 2)
    seen = scan(record(x[None], 500.0, names=["Fp1"]))
    assert np.argmax(seen.traces["Fp1"]) / seen.trace_rate == pytest.approx(4.0, abs=0.006)
    assert seen.traces["Fp1"].max() == pytest.approx(50, rel=0.01)


def test_scan_is_kept_and_dies_with_its_source(record, noise):
    import gc

    import neuro_llm.recordings.evidence.scanning as module

    gc.collect()
    recording = record(noise((3, 2560)))
    source = CountingSource(recording.source.data)
    recording = replace(recording, source=source)
    assert module.scan(recording) is module.scan(recording)
    assert source.reads == 1
    assert module.scan(recording, 0, 5) is not module.scan(recording)
    before = len(module._KEPT)
    del recording, source
    gc.collect()
    assert len(module._KEPT) == before - 1


def test_samples_that_are_no_numbers_are_counted_and_held(record, noise):
    x = noise((5, 2560))
    recording = record(x)
    recording.source.data[2, 300:340] = np.nan
    recording.source.data[3, 0] = np.inf
    seen = scan(recording)
    assert np.isfinite(seen.psd).all()
    assert np.argwhere(seen.lost).tolist() == [[2, 1], [3, 0]]


def test_long_recording_in_bounded_memory():
    import tracemalloc

    from neuro_llm.recordings.recording import Recording

    class Endless:
        def read(self, start, stop, channels):
            t = np.arange(start, stop, dtype=np.float32)
            return np.stack([np.float32(1e-5) * np.sin(t * np.float32(0.1 + 0.01 * c)) for c in channels])

        def close(self):
            pass

    names = tuple(f"Ch{i}" for i in range(32))
    n_times = 100 * 3600 * 2
    recording = Recording(
        *("long", "eeg", names, ("eeg",) * 32, ("V",) * 32, 100.0, (100.0,) * 32, n_times),
        *(np.full((32, 3), np.nan), Endless()),
    )
    tracemalloc.start()
    scan(recording)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60e6
