"""Write a long EDF quickly: one minute of simulated-looking EEG, repeated. Only for the benchmarks."""

from __future__ import annotations

from pathlib import Path

import numpy as np

NAMES_19 = tuple("Fp1 Fp2 F7 F3 Fz F4 F8 T7 C3 Cz C4 T8 P7 P3 Pz P4 P8 O1 O2".split())  # noqa: SIM905
_MORE = (
    "AF7 AF3 AFz AF4 AF8 F5 F1 F2 F6 FT7 FC5 FC3 FC1 FCz FC2 FC4 FC6 FT8 C5 C1 C2 C6 TP7 CP5 CP3 CP1 CPz CP2 "
    "CP4 CP6 TP8 P5 P1 P2 P6 PO7 PO3 POz PO4 PO8 Oz F9 F10 Iz TP9"
)
NAMES_64 = (*NAMES_19, *_MORE.split())
MICROVOLTS = 800.0  # ± range of the file


def write_edf(
    path: Path, names: tuple[str, ...], hours: float, sfreq: int = 256, minute: np.ndarray | None = None
) -> Path:
    """A file with 1/f background and a 10 Hz posterior rhythm, or `minute` (channel, time) µV again and again; records
    of one second, 16 bits."""
    seconds = round(hours * 3600)
    minute = _minute(names, sfreq) if minute is None else minute
    minute = (minute / MICROVOLTS * 32767).round().clip(-32768, 32767).astype("<i2")
    records = minute.reshape(len(names), 60, sfreq).transpose(1, 0, 2).tobytes()
    whole, rest = divmod(seconds, 60)
    with path.open("wb") as file:
        file.write(_header(names, sfreq, seconds))
        for _ in range(whole):
            file.write(records)
        file.write(records[: rest * len(names) * sfreq * 2])
    return path


def _minute(names: tuple[str, ...], sfreq: int) -> np.ndarray:
    """One minute, (channel, time) µV, seamless when it is repeated."""
    rng = np.random.default_rng(0)
    n_times = 60 * sfreq
    frequencies = np.fft.rfftfreq(n_times, 1 / sfreq)
    falling = np.where(frequencies >= 0.5, np.maximum(frequencies, 0.5) ** -0.65, 0.0)
    phases = np.exp(2j * np.pi * rng.random((len(names), len(frequencies))))
    data = np.fft.irfft(falling * phases, n_times, axis=1)
    data *= 12.0 / data.std(axis=1, keepdims=True)
    posterior = np.array([name.startswith(("O", "P", "I")) for name in names])
    times = np.arange(n_times) / sfreq
    waxing = 1 + 0.5 * np.sin(2 * np.pi * 0.1 * times)
    data[posterior] += 18.0 * waxing * np.sin(2 * np.pi * 10.0 * times)
    return data


def _header(names: tuple[str, ...], sfreq: int, seconds: int) -> bytes:
    n = len(names)
    main = (
        ("0", 8), ("X X X X", 80), ("Startdate X X X X", 80), ("01.01.85", 8), ("00.00.00", 8),
        (str(256 * (n + 1)), 8), ("", 44), (str(seconds), 8), ("1", 8), (str(n), 4),
    )  # fmt: skip
    columns = [
        ([f"EEG {name}-REF" for name in names], 16),
        ([""] * n, 80),
        (["uV"] * n, 8),
        ([f"-{MICROVOLTS:g}"] * n, 8),
        ([f"{MICROVOLTS:g}"] * n, 8),
        (["-32767"] * n, 8),
        (["32767"] * n, 8),
        ([""] * n, 80),
        ([str(sfreq)] * n, 8),
        ([""] * n, 32),
    ]
    fields = [*main, *((value, width) for values, width in columns for value in values)]
    return b"".join(value.encode("ascii").ljust(width) for value, width in fields)
