"""Windows per second of our EEG encoders beside LaBraM and BIOT in braindecode, on the same windows in the same run.

python benchmarks/encoders.py [--runs 7]      with the extra: pip install 'neuro-llm[pretrained]'
Batches of 32 windows of 19 channels, 4 s where the encoder can, 2 threads, no gradients. Each round times every row
once; rates are medians over the rounds, ratios medians of the rounds' own. Weights are random: they do not change time.
"eeg" computes its features in that time; "evoked" reads 1 s at 100 Hz after an onset, ready cut.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.base import EncoderInput
from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.pretrained import Biot, Labram
from neuro_llm.encoders.pretrained_base import PretrainedEncoder
from neuro_llm.encoders.published import missing, model_class
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate.head import TEN_TWENTY
from neuro_llm.recordings.windows import WindowBatch, windows

WINDOWS, SECONDS, THREADS = 32, 4.0, 2
REFERENCES = ("LaBraM in braindecode", "BIOT in braindecode")


@dataclass(frozen=True)
class Row:
    """One line of the table. run: encode the batch once; seconds: of one window; millions: of parameters."""

    name: str
    run: Callable[[], Any]
    seconds: float
    millions: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    warnings.simplefilter("ignore")
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    rows = [*references(), *ours()]
    spent: dict[str, list[float]] = {row.name: [] for row in rows}
    for turn in range(runs + 1):
        for row in rows:
            seconds = timed(row)
            if turn:  # the first warms up
                spent[row.name].append(seconds / (WINDOWS * row.seconds))
    show(rows, spent)


def references() -> Iterator[Row]:
    """braindecode's own classes, called as its users call them; none where braindecode cannot run."""
    if lacking := missing():
        print(f"Without LaBraM and BIOT: {lacking}\n")
        return
    for name, kind in zip(REFERENCES, (Labram, Biot), strict=True):
        contract, samples = kind.contract, kind.contract.samples(SECONDS)
        (batch,) = contract.read(recording(WINDOWS * SECONDS), SECONDS)
        signal = {"n_chans": batch.data.shape[1], "n_times": samples, "n_outputs": 2, "sfreq": contract.sfreq}
        model = model_class(kind.model)(**signal).eval()
        names = {"ch_names": list(batch.ch_names)} if kind is Labram else {}
        yield Row(name, partial(model, batch.data, **names), SECONDS, size(model))


def ours() -> Iterator[Row]:
    """Every registered encoder of our own that reads EEG, as its class makes it without settings."""
    for name in ENCODERS.names():
        kind = ENCODERS.get(name)
        if issubclass(kind, PretrainedEncoder):
            continue
        encoder = kind().eval()
        if isinstance(encoder, EEGEncoder):
            short = EEGEncoder(replace(encoder.config, window_seconds=SECONDS)).eval()
            yield Row(f"{name}, {SECONDS:g} s", from_waves(short), SECONDS, size(short))
            yield Row(name, from_waves(encoder), encoder.spec.seconds, size(encoder))
        elif encoder.spec.kinds[0] == "eeg":
            batch = encoder.example(WINDOWS, len(TEN_TWENTY))
            yield Row(name, partial(encoder, batch), encoder.spec.seconds, size(encoder))


def from_waves(encoder: EEGEncoder) -> Callable[[], Any]:
    """From samples to output: the features that the encoder reads are computed each time."""
    spec = encoder.spec
    pieces = list(windows(recording(WINDOWS * spec.seconds), spec))
    data, mask, times = (
        np.concatenate([getattr(piece, key) for piece in pieces]) for key in ("data", "mask", "times")
    )
    batch: WindowBatch = replace(pieces[0], data=data, mask=mask, times=times)
    return lambda: encoder(EncoderInput.of(batch, spec.sfreq))


def recording(seconds: float) -> Recording:
    """Noise of 20 µV at 200 Hz in 19 channels of the 10-20 system."""
    noise = np.random.default_rng(0).standard_normal(
        (len(TEN_TWENTY), round(seconds * 200)), dtype=np.float32
    )
    return from_array(20 * noise, 200.0, TEN_TWENTY, unit="uV")


def size(module: torch.nn.Module) -> float:
    return sum(parameter.numel() for parameter in module.parameters()) / 1e6


@torch.inference_mode()
def timed(row: Row) -> float:
    began = time.perf_counter()
    row.run()
    return time.perf_counter() - began


def show(rows: list[Row], spent: dict[str, list[float]]) -> None:
    """Ratios compare seconds of signal, so that encoders of longer windows gain nothing by them."""
    known = [name for name in REFERENCES if name in spent]
    heads = "".join(f"  × {name.split()[0]:<7}" for name in known)
    print(f"{'':<24}{'million':>9}{'window':>9}{'windows/s':>11}{'s of EEG/s':>12}{heads}")
    for row in rows:
        rate = 1 / statistics.median(spent[row.name])
        ratios = (
            statistics.median(a / b for a, b in zip(spent[name], spent[row.name], strict=True))
            for name in known
        )
        compared = "".join(f"  {ratio:<9.2f}" for ratio in ratios)
        print(
            f"{row.name:<24}{row.millions:>9.2f}{row.seconds:>7g} s{rate / row.seconds:>11.1f}{rate:>12.0f}{compared}"
        )


if __name__ == "__main__":
    main()
