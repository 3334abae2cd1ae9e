"""The moments of a long recording that look most like a seizure, encoded again in windows of their own.

The windows of a stream lie where they fall: one that cuts a seizure, or ends beside it, misjudges the patches there.
What is no seizure rarely looks like one from two sides.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from neuro_llm.recordings.windows import windows

from .base import EncoderInput
from .eeg import EEGEncoder
from .moments import segments
from .reading import UNREAL, Reading

MOMENTS = 5  # segments that are looked at again, the heaviest ones


@torch.inference_mode()
def second_look(encoder: EEGEncoder, reading: Reading) -> Reading:
    """The reading with the mean of all looks in the patches that were seen again.

    Recordings of unknown unit stay as they are: a window by itself would be scaled by what it holds.
    """
    recording, times = reading.recording, reading.patch_times
    if not (recording.unit_known and recording.unit == "V"):
        return reading
    odds = reading.patches("seizure").astype(float)
    total, looks = odds.copy(), np.ones(len(odds))
    count = encoder.spec.patches
    heaviest = sorted(segments(odds), key=lambda segment: -segment.score)[:MOMENTS]
    for middle in {at for segment in heaviest for at in (segment.first, segment.last)}:
        first = min(max(0, middle - count // 2), len(odds) - count)
        start, stop = float(times[first, 0]), float(times[first + count - 1, 1])
        if abs(stop - start - encoder.spec.seconds) > 0.01:
            continue  # the last patch of a recording overlaps the one before
        batch = next(iter(windows(recording, encoder.spec, start, stop)))
        device = next(encoder.parameters()).device
        out = encoder(EncoderInput.of(batch, encoder.spec.sfreq).to(device))
        total[first : first + count] += out.logits["seizure patches"][0].cpu().double().numpy()
        looks[first : first + count] += 1
    seen = reading.logits["seizure patches"].clone()
    seen[seen > UNREAL] = torch.from_numpy(total / looks).to(seen.dtype)
    return replace(reading, logits={**reading.logits, "seizure patches": seen})
