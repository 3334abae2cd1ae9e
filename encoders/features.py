"""What the EEG encoder sees of each channel and patch: spectrum, time–frequency course, waveform, statistics.

Absolute amplitude is kept (log µV): it tells seizures and bad channels apart (see the model card).
"""

from __future__ import annotations

import torch
from torch import Tensor

SPECTRUM_BINS = 90  # 0.5–45 Hz in steps of 0.5 Hz
HIGH_BANDS_HZ = ((45, 48.5), (49, 51), (51.5, 58.5), (59, 61), (61.5, 75), (75, 95))
COURSE_BANDS_HZ = (
    (1, 3),
    (3, 5),
    (5, 7),
    (7, 9),
    (9, 11),
    (11, 13),
    (13, 15),
    (15, 19),
    (19, 25),
    (25, 33),
    (33, 45),
)
COURSE_FRAMES = 8
WAVEFORM_SAMPLES = 40  # 20 Hz over two seconds
STATISTICS = 8
RELATIVE = STATISTICS + len(HIGH_BANDS_HZ)
SMOOTH_BINS = 15  # what a spectral peak is compared with: the mean over 7.5 Hz around it
CONTRASTS = SPECTRUM_BINS + 2 + len(COURSE_BANDS_HZ) * COURSE_FRAMES
WIDTH = (
    CONTRASTS
    + SPECTRUM_BINS
    + len(HIGH_BANDS_HZ)
    + len(COURSE_BANDS_HZ) * COURSE_FRAMES
    + WAVEFORM_SAMPLES
    + STATISTICS
    + RELATIVE
)
FLOOR_UV2 = 1e-4


def features(data: Tensor, mask: Tensor, sfreq: float, nyquist: float) -> Tensor:
    """Describe every channel and patch by `WIDTH` numbers of order one.

    data     (..., channel, patch, time) µV
    mask     (..., channel, patch) True where real
    nyquist  Hz; bins above it are zero
    returns  (..., channel, patch, WIDTH) float32
    """
    data = data - data.mean(-1, keepdim=True)
    spectrum, high = _spectra(data, sfreq, nyquist)
    statistics = _statistics(data)
    relative = _relative(torch.cat([statistics, high], -1), mask)
    course = _course(data, sfreq, nyquist)
    parts = [spectrum, high, course.flatten(-2), _waveform(data, sfreq), statistics, relative]
    parts += [contrasts(spectrum, high), _shape(course)]
    return torch.cat(parts, -1) * mask.unsqueeze(-1)


def _log_power(power: Tensor) -> Tensor:
    return torch.log10(power + FLOOR_UV2).clamp(-4, 8) / 2.0


def _squared(spectrum: Tensor) -> Tensor:
    """|z|² without the square root that `abs` takes: a third of the encoder's time."""
    return spectrum.real.square() + spectrum.imag.square()


def _spectra(data: Tensor, sfreq: float, nyquist: float) -> tuple[Tensor, Tensor]:
    """Log power density of one Hann window per patch: fine bins up to 45 Hz, and bands above."""
    n = data.shape[-1]
    window = torch.hann_window(n, periodic=True)
    power = _squared(torch.fft.rfft(data * window)) * (2 / (sfreq * window.square().sum()))
    frequencies = torch.fft.rfftfreq(n, 1 / sfreq)
    fine = (frequencies > 0.25) & (frequencies < 0.25 + SPECTRUM_BINS / 2)
    recorded = (frequencies < 0.95 * nyquist).float()
    logs = _log_power(power) * recorded
    bands = [_band(power, frequencies, band, nyquist) for band in HIGH_BANDS_HZ]
    return logs[..., fine], torch.stack(bands, -1)


def _band(power: Tensor, frequencies: Tensor, band: tuple[float, float], nyquist: float) -> Tensor:
    if band[1] > nyquist:
        return torch.zeros(power.shape[:-1])
    inside = (frequencies >= band[0]) & (frequencies <= band[1])
    return _log_power(power[..., inside].mean(-1))


def _course(data: Tensor, sfreq: float, nyquist: float) -> Tensor:
    """Log power of half-second Hann windows every quarter of a second, in narrow bands."""
    frame = round(0.5 * sfreq)
    hop = round(0.25 * sfreq)
    padded = torch.nn.functional.pad(data, (hop // 2, frame))
    frames = padded.unfold(-1, frame, hop)[..., :COURSE_FRAMES, :]
    window = torch.hann_window(frame, periodic=True)
    power = _squared(torch.fft.rfft((frames - frames.mean(-1, keepdim=True)) * window))
    power = power * (2 / (sfreq * window.square().sum()))
    frequencies = torch.fft.rfftfreq(frame, 1 / sfreq)
    bands = [_band(power, frequencies, band, nyquist) for band in COURSE_BANDS_HZ]
    return torch.stack(bands, -1)


def _shape(course: Tensor) -> Tensor:
    """Each band of each frame against its neighbours two bands away. course (..., frame, band) → (..., frame · band)"""
    padded = torch.nn.functional.pad(course.flatten(0, -2).unsqueeze(1), (2, 2), mode="replicate").squeeze(1)
    beside = (padded[:, :-4] + padded[:, 4:]).view_as(course) / 2
    return ((course - beside) * (course != 0)).flatten(-2)


def _waveform(data: Tensor, sfreq: float) -> Tensor:
    """The patch below 10 Hz at 20 samples per second, divided by its own spread."""
    n = data.shape[-1]
    spectrum = torch.fft.rfft(data)
    kept = WAVEFORM_SAMPLES // 2 + 1
    slow = torch.fft.irfft(spectrum[..., :kept], n=WAVEFORM_SAMPLES) * (WAVEFORM_SAMPLES / n)
    return slow / (data.std(-1, keepdim=True) + 0.1) / 2.0


def _statistics(data: Tensor) -> Tensor:
    """Log spread, log range, log steps, log largest step, skewness, kurtosis, rail and flat fractions."""
    spread = data.std(-1)
    low, high = data.amin(-1), data.amax(-1)
    steps = data.diff(dim=-1)
    unit = data / (spread.unsqueeze(-1) + 1e-3)
    span = (high - low).unsqueeze(-1)
    at_rail = (
        ((high.unsqueeze(-1) - data < 0.005 * span) | (data - low.unsqueeze(-1) < 0.005 * span))
        .float()
        .mean(-1)
    )
    parts = [
        torch.log10(spread + 1e-2),
        torch.log10(high - low + 1e-2) - 1,
        torch.log10(steps.abs().mean(-1) + 1e-2),
        torch.log10(steps.abs().amax(-1) + 1e-2) - 1,
        unit.pow(3).mean(-1).clamp(-5, 5) / 2,
        (unit.pow(4).mean(-1) - 3).clamp(-3, 20).add(3.1).log(),
        at_rail * 5,
        (steps.abs() < 1e-3).float().mean(-1),
    ]
    return torch.stack(parts, -1)


def _relative(values: Tensor, mask: Tensor) -> Tensor:
    """How each channel differs from the median of the real channels, in the same patch."""
    hidden = values.masked_fill(~mask.unsqueeze(-1), float("nan"))
    return values - hidden.nanmedian(dim=-3, keepdim=True).values.nan_to_num(0.0)


def contrasts(spectrum: Tensor, high: Tensor) -> Tensor:
    """How far each fine bin stands above its surroundings, and 50 and 60 Hz above theirs (0 where not recorded)."""
    wide = torch.nn.functional.avg_pool1d(
        spectrum.flatten(0, -2).unsqueeze(1),
        SMOOTH_BINS,
        stride=1,
        padding=SMOOTH_BINS // 2,
        count_include_pad=False,
    )
    peaks = spectrum - wide.squeeze(1).view_as(spectrum)
    below, at_50, between, at_60, above, _ = high.unbind(-1)
    mains_50 = (at_50 - torch.where(between != 0, (below + between) / 2, below)) * (at_50 != 0)
    mains_60 = (at_60 - torch.where(above != 0, (between + above) / 2, between)) * (at_60 != 0)
    return torch.cat([peaks * (spectrum != 0), mains_50.unsqueeze(-1), mains_60.unsqueeze(-1)], -1)
