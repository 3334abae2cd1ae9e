"""Intracranial EEG after a stimulus: the field itself and how strong its high-gamma activity is."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from .bound import BoundConfig, BoundEncoder

HIGH_GAMMA_HZ = (70.0, 150.0)


class IEEGEncoder(BoundEncoder):
    """Two views of each contact: the waveform, and the envelope of 70–150 Hz (Ray & Maunsell 2011), over 50 ms.

    Recordings below 300 Hz hold no high gamma: their second view stays at −1.
    """

    name = "ieeg"
    defaults = BoundConfig(
        kinds=("ieeg",), sfreq=400.0, seconds=1.0, patch_seconds=0.1, lengths_m=(0.01, 0.03, 0.1), virtual=32
    )
    views = 2

    def view(self, data: Tensor) -> Tensor:
        spectrum = torch.fft.rfft(data.float())
        frequencies = torch.fft.rfftfreq(data.shape[-1], 1 / self.config.sfreq, device=data.device)
        band = (frequencies >= HIGH_GAMMA_HZ[0]) & (frequencies <= HIGH_GAMMA_HZ[1])
        high = torch.fft.irfft(spectrum * band, n=data.shape[-1]).square()
        size = round(0.05 * self.config.sfreq) | 1
        smooth = F.avg_pool1d(high.flatten(0, 1).unsqueeze(1), size, 1, size // 2, count_include_pad=False)
        envelope = torch.log10(smooth.squeeze(1).view_as(high) + 1e-3) + 2
        return torch.stack([data, envelope.to(data.dtype) * (data != 0)], 2)
