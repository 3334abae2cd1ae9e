"""Known numbers come out; every message says what would be needed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import QUANTITIES, measure, prominent, recompute
from neuro_llm.recordings.evidence.values import VALUES
from neuro_llm.recordings.recording import Event

SECONDS = np.arange(60 * 256) / 256


def sine(frequency: float, amplitude: float, times: np.ndarray = SECONDS) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * frequency * times)


def test_every_quantity_can_be_computed():
    about = {name for name, quantity in QUANTITIES.items() if not quantity.needs.kinds}
    own = {name for name, quantity in QUANTITIES.items() if quantity.find}
    assert {*VALUES} | own | about == set(QUANTITIES)
    assert all(quantity.method for quantity in QUANTITIES.values())


def test_sine_of_ten_microvolt_has_fifty_square_microvolt(record, noise):
    x = noise((19, len(SECONDS)), rms=0.5)
    x[17] += sine(10, 10)
    found = measure(record(x), "Alpha Power", channels=("O1",))
    assert found.value == pytest.approx(50, rel=0.01)
    assert (found.unit, found.channels, found.start, found.stop) == ("µV²", ("O1",), 0.0, 60.0)
    assert measure(record(x), "relative alpha power", channels="O1").value > 99
    assert measure(record(x), "alpha power", channels=("o1", "O2")).value == pytest.approx(25, rel=0.01)
    assert measure(record(x), "amplitude", channels="O1").value == pytest.approx(np.sqrt(50), rel=0.01)
    plain = record(np.stack([sine(10, 10)]), names=["O1"])
    assert measure(plain, "peak-to-peak amplitude").value == pytest.approx(20, rel=0.01)


def test_span_counts_only_what_lies_in_it(record):
    x = sine(10, 10) * (SECONDS >= 30)
    recording = record(np.stack([x + sine(20, 1)]), names=["O1"])
    assert measure(recording, "alpha power", start=0, stop=29).value < 0.01
    assert measure(recording, "alpha power", start=30, stop=60).value == pytest.approx(50, rel=0.01)


@pytest.mark.parametrize("frequency", [6.3, 8.7, 10.0, 11.6, 21.2])
def test_peak_frequency(record, noise, frequency):
    x = noise((19, len(SECONDS)), rms=10) + sine(frequency, 8)
    recording = record(x)
    assert measure(recording, "dominant frequency").value == pytest.approx(frequency, abs=0.25)
    assert measure(recording, "peak prominence").value > 6
    if 7 < frequency < 14:
        assert measure(recording, "posterior alpha frequency").value == pytest.approx(frequency, abs=0.25)


def test_posterior_alpha_is_prominent_only_where_there_is_one(record, noise):
    x = noise((19, len(SECONDS)), rms=10)
    without = measure(record(x), "posterior alpha prominence")
    assert not prominent(without)
    assert "within chance" in without.method
    x[12:] += sine(9.5, 8)
    found = measure(record(x), "posterior alpha prominence")
    assert found.value > 8
    assert prominent(found)
    assert "clear of chance" in measure(record(x), "posterior alpha frequency").method
    assert set(found.channels) == {"P7", "P3", "Pz", "P4", "P8", "O1", "O2"}


@pytest.mark.parametrize("exponent", [0.5, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("alpha", [0.0, 10.0])
def test_aperiodic_exponent(record, noise, exponent, alpha):
    x = noise((19, len(SECONDS)), exponent=exponent, rms=10, seed=3) + sine(10.2, alpha) + sine(50, 5)
    assert measure(record(x), "aperiodic exponent").value == pytest.approx(exponent, abs=0.15)


@pytest.mark.parametrize(
    ("left", "right", "expected"), [(10, 20, np.log(4)), (20, 10, -np.log(4)), (10, 10, 0)]
)
def test_alpha_asymmetry_has_the_sign_of_the_right(record, noise, left, right, expected):
    x = noise((19, len(SECONDS)), rms=3)
    x[[12, 13, 17]] += sine(10, left)
    x[[15, 16, 18]] += sine(10, right)
    found = measure(record(x), "alpha asymmetry")
    assert found.value == pytest.approx(expected, abs=0.1)
    assert set(found.channels) == {"P7", "P3", "P4", "P8", "O1", "O2"}


@pytest.mark.parametrize("line", [50, 60])
@pytest.mark.parametrize("sfreq", [128.0, 160.0, 256.0, 500.0])
def test_line_noise(record, noise, line, sfreq):
    times = np.arange(int(30 * sfreq)) / sfreq
    x = noise((19, len(times)), sfreq)
    quiet = record(x, sfreq)
    assert measure(quiet, "line frequency").value == 0
    assert abs(measure(quiet, "line noise").value) < 3
    loud = record(x + sine(line, 4, times), sfreq)
    assert measure(loud, "line frequency").value == line
    assert measure(loud, "line noise").value > 10


@pytest.mark.parametrize("seconds", [4, 10, 30])
def test_chance_makes_neither_peaks_nor_mains(record, noise, seconds):
    alpha = mains = 0
    for seed in range(40):
        recording = record(noise((19, 256 * seconds), exponent=1.3, seed=seed))
        alpha += prominent(measure(recording, "posterior alpha prominence"))
        mains += measure(recording, "line frequency").value > 0
    assert alpha <= 4
    assert mains <= 1


def test_line_noise_above_nyquist_is_no_number(record, noise):
    with pytest.raises(MeasureError, match="sampling rate"):
        measure(record(noise((3, 3000), 100.0), 100.0), "line noise")
    with pytest.raises(MeasureError, match="30–45 Hz needs a sampling rate of 90 Hz; this one is 80 Hz"):
        measure(record(noise((3, 3000), 80.0), 80.0), "gamma power")


def test_events(record, noise):
    events = [Event(t, 0.0, "T1") for t in (1.0, 5.0, 9.5)] + [Event(3.0, 1.0, "T2")]
    recording = record(noise((2, 256 * 12)), events=events)
    assert measure(recording, "event count").value == 4
    assert measure(recording, "event count", event="t1").value == 3
    assert measure(recording, "event onsets", event="T1", start=2, stop=12).value == (5.0, 9.5)
    found = measure(recording, "event interval", event="t1")
    assert (found.value, found.unit, found.event) == (4.25, "s", "T1")
    assert recompute(recording, found) == found
    with pytest.raises(MeasureError, match=r"no event 'T9'; it has: T1, T2"):
        measure(recording, "event count", event="T9")
    with pytest.raises(MeasureError, match="needs two events 'T2'"):
        measure(recording, "event interval", event="T2")


def test_facts(record, noise):
    recording = record(noise((4, 256 * 10)), names=["Fp1", "Cz", "ECG", "EOG"])
    assert measure(recording, "duration").value == 10.0
    assert measure(recording, "sampling rate").value == 256.0
    count = measure(recording, "channel count")
    assert count.value == 4
    assert "2 eeg, 1 ecg, 1 eog" in count.method
    assert measure(recording, "channel names").value == ("Fp1", "Cz", "ECG", "EOG")
    assert measure(recording, "reference").value == "not stated"


def test_unknown_unit_is_arbitrary(record, noise):
    recording = replace(record(noise((3, 2560))), unit_known=False)
    found = measure(recording, "alpha power")
    assert found.unit == "a.u."
    assert "arbitrary" in found.method
    assert measure(recording, "relative alpha power").unit == "%"


def test_meg_in_femtotesla(record):
    x = np.stack([sine(10, 100e-15)] * 2)
    meg = replace(
        record(x), modality="meg", ch_names=("MEG1", "MEG2"), ch_kinds=("mag", "grad"), units=("T", "T/m")
    )
    meg = replace(meg, source=type(meg.source)(x))
    found = measure(meg, "alpha power")
    assert (found.unit, found.channels) == ("fT²", ("MEG1",))
    assert found.value == pytest.approx(5000, rel=0.01)
    assert measure(meg, "alpha power", channels="MEG2").unit == "fT/cm²"
    with pytest.raises(MeasureError, match="differ in unit"):
        measure(meg, "alpha power", channels=("MEG1", "MEG2"))


@pytest.mark.parametrize(
    ("quantity", "options", "message"),
    [
        ("alfa power", {}, "No quantity 'alfa power'. Near: alpha power"),
        ("alpha", {}, "alpha power"),
        ("", {}, "Known: duration"),
        ("alpha power", {"channels": ("Xz",)}, "no channel Xz; it has Fp1"),
        ("alpha power", {"channels": ("ECG",)}, "needs eeg or ieeg or mag or grad channels; ECG is ecg"),
        ("alpha power", {"start": 50, "stop": 90}, "50–90 s is no span of planted, which lasts 20 s"),
        ("alpha power", {"start": 5, "stop": 5}, "no span"),
        ("alpha power", {"start": float("nan")}, "no span"),
        ("alpha power", {"start": 5, "stop": 6}, "needs at least 2 s; 5–6 s is 1 s"),
        ("alpha power", {"event": "T1"}, "takes no event"),
        ("posterior alpha power", {"channels": ("Fp1",)}, "not a posterior channel"),
        ("alpha asymmetry", {"channels": ("O1",)}, "both sides; left: O1, right: none"),
        ("blink count", {"channels": ("O1",)}, "no frontal channel"),
        ("heart rate", {"channels": ("O1",)}, "needs ecg channels; O1 is eeg"),
        ("alpha power", {"channels": ("Flat",)}, "Flat: no signal"),
    ],
)
def test_messages(record, noise, quantity, options, message):
    x = noise((4, 256 * 20))
    x[3] = 5.0
    recording = record(x, names=["Fp1", "O1", "ECG", "Flat"])
    with pytest.raises(MeasureError) as caught:
        measure(recording, quantity, **options)
    assert message in str(caught.value)


def test_messages_where_channels_lack(record, noise):
    x = noise((2, 256 * 20))
    with pytest.raises(
        MeasureError, match=r"heart rate cannot be measured, there is not an ECG channel. It has: O1"
    ):
        measure(record(x, names=["O1", "O2"]), "heart rate")
    with pytest.raises(MeasureError, match="no frontal channel: Fp1, Fp2"):
        measure(record(x, names=["O1", "O2"]), "blink rate")
    with pytest.raises(MeasureError, match="there is not an EEG, iEEG or MEG channel"):
        measure(record(x, names=["EOG", "ECG"]), "alpha power")
    with pytest.raises(MeasureError, match="all 2 channels are flat, noisy, clipped or marked bad"):
        measure(record(np.ones((2, 5120)), names=["O1", "O2"]), "alpha power")
    with pytest.raises(MeasureError, match="sampling rate of at least 10 Hz"):
        measure(record(x, 1.0, names=["O1", "O2"]), "alpha power")
