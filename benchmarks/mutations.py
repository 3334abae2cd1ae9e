"""Damage EDF files on purpose and count what comes of it: `python benchmarks/mutations.py --n 1000`.

wrong   opens with other samples or another rate, and no sentence in `changes` says so
wrong   opens with other samples or another rate, and no sentence in `changes` tells of it
good    only free text was damaged, the samples are whole: must not be refused
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Opened, Options
from neuro_llm.recordings.readers.opening import open_file

NAMES = "Fp1 Fp2 F7 F3 Fz F4 F8 T3 C3 Cz C4 T4 T5 P3 Pz P4 T6 O1 O2".split()  # noqa: SIM905
WIDTHS = (
    *(("version", 8), ("patient", 80), ("recording", 80), ("date", 8), ("time", 8), ("header bytes", 8)),
    *(("reserved", 44), ("records", 8), ("duration", 8), ("signals", 4)),
)
SIGNAL_WIDTHS = (
    *(("label", 16), ("transducer", 80), ("dimension", 8), ("physical min", 8), ("physical max", 8)),
    *(("digital min", 8), ("digital max", 8), ("prefilter", 80), ("samples", 8), ("free", 32)),
)
FREE = ("patient", "recording", "date", "time", "transducer", "prefilter", "free")


def build(
    seconds: int = 12, rate: int = 200, plus: bool = True, own_range: bool = False, seed: int = 0
) -> bytes:
    """One EDF(+): 19 EEG channels and an ECG, band-limited noise of about 20 µV.

    own_range  every channel has its own physical range, as some exporters write
    """
    rng = np.random.default_rng(seed)
    labels = [f"EEG {name}-REF" for name in NAMES] + ["ECG EKG"]
    n, box = len(labels), np.ones(9) / 9
    signal = np.stack([np.convolve(row, box, "same") * 60 for row in rng.normal(size=(n, seconds * rate))])
    limits = [3200.0] * n
    if own_range:
        limits = [float(f"{np.abs(row).max() * 1.01:.1f}") for row in signal]
    digits = np.clip(signal / np.array(limits)[:, None] * 32767, -32768, 32767)
    fields = [
        [*labels, "EDF Annotations"],
        ["Ag/AgCl electrodes"] * (n + 1),
        ["uV"] * n + [""],
        [f"-{limit:g}" for limit in limits] + ["-1"],
        [f"{limit:g}" for limit in limits] + ["1"],
        ["-32767"] * n + ["-32768"],
        ["32767"] * (n + 1),
        ["HP:0.1Hz LP:75Hz N:50Hz"] * n + [""],
        [str(rate)] * n + ["30"],
        [""] * (n + 1),
    ]
    count = n + 1 if plus else n
    main = ["0", "X X X X", "Startdate 01-JAN-2020 X X X", "01.01.20", "10.00.00", str(256 * (count + 1)),
            "EDF+C" if plus else "", str(seconds), "1", str(count)]  # fmt: skip
    head = "".join(text.ljust(width) for text, (_, width) in zip(main, WIDTHS, strict=True))
    for column, (_, width) in zip(fields, SIGNAL_WIDTHS, strict=True):
        head += "".join(text.ljust(width) for text in column[:count])
    body = []
    for record in range(seconds):
        block = digits[:, record * rate : (record + 1) * rate].astype("<i2").tobytes()
        stamp = f"+{record}\x14\x14\x00".encode() + (b"+3\x14start\x14\x00" if record == 3 else b"")
        body.append(block + (stamp.ljust(60, b"\x00") if plus else b""))
    return head.encode("ascii") + b"".join(body)


def fields_of(data: bytes) -> list[tuple[str, int, int]]:
    """(name, start, width) of every header field."""
    at, found = 0, []
    for name, width in WIDTHS:
        found.append((name, at, width))
        at += width
    count = int(data[252:256])
    for name, width in SIGNAL_WIDTHS:
        for _ in range(count):
            found.append((name, at, width))
            at += width
    return found


def mutate(data: bytes, rng: random.Random) -> tuple[bytes, str, bool]:
    """(damaged bytes, what was done, whether only free text was touched)."""
    fields = fields_of(data)
    header = fields[-1][1] + fields[-1][2]
    kind = rng.choice(("byte", "digit", "swap", "cut"))
    out = bytearray(data)
    if kind == "byte":
        at = rng.randrange(header)
        out[at] = rng.randrange(256)
        touched = [at]
    elif kind == "digit":
        at = rng.choice([i for i in range(header) if 48 <= data[i] <= 57])
        out[at] = rng.choice([d for d in range(48, 58) if d != data[at]])
        touched = [at]
    elif kind == "swap":
        one = rng.choice(fields)
        two = rng.choice([field for field in fields if field[2] == one[2] and field[1] != one[1]] or [one])
        first, second = data[one[1] : one[1] + one[2]], data[two[1] : two[1] + two[2]]
        out[one[1] : one[1] + one[2]], out[two[1] : two[1] + two[2]] = second, first
        touched = [i for i in range(header) if out[i] != data[i]]
    else:
        del out[rng.randrange(1, len(data)) :]
        return bytes(out), kind, False
    names = {name for name, start, width in fields for at in touched if start <= at < start + width}
    return bytes(out), kind, bytes(out) == data or names <= set(FREE)


def samples_of(opened: Opened) -> np.ndarray:
    return opened.fetch(0, opened.header["n_times"], list(range(len(opened.header["ch_names"]))))


def same(opened: Opened, data: np.ndarray, sfreq: float) -> bool:
    """Do the samples and their rate equal the original's, but for rounding?"""
    got = samples_of(opened)
    return (
        got.shape == data.shape
        and opened.header["sfreq"] == sfreq
        and np.allclose(got, data, rtol=1e-5, atol=1e-9)
    )


def run(n: int, seed: int, say: Callable[[str], object] = lambda text: None) -> Counter[str]:
    """Counts over `n` damaged files: total, wrong, foreign, good, refused good, opened, refused."""
    rng = random.Random(seed)
    bases = [build(), build(plus=False, seed=1), build(own_range=True, seed=2)]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.edf"
        originals = []
        for data in bases:
            path.write_bytes(data)
            opened = open_file(path, Options())
            originals.append((samples_of(opened), opened.header["sfreq"], set(opened.header["changes"])))
        for i in range(n):
            which = i % len(bases)
            damaged, kind, good = mutate(bases[which], rng)
            path.write_bytes(damaged)
            counts["total"] += 1
            counts["good"] += good
            try:
                opened = open_file(path, Options())
            except RecordingError as error:
                counts["refused"] += 1
                counts["refused good"] += good
                if good:
                    say(f"refused good: {kind}: {error}")
                continue
            except BaseException as error:
                counts["foreign"] += 1
                say(f"foreign: {kind}: {error!r}")
                continue
            counts["opened"] += 1
            data, sfreq, known = originals[which]
            if not same(opened, data, sfreq):
                told = set(opened.header["changes"]) - known
                counts["wrong, told" if told else "wrong"] += 1
                if not told:
                    say(f"wrong: base {which}, {kind} at {first_difference(bases[which], damaged)}")
    return counts


def first_difference(one: bytes, two: bytes) -> str:
    """The header field where two files differ first."""
    at = next((i for i in range(min(len(one), len(two))) if one[i] != two[i]), -1)
    field = next((f for f in fields_of(one) if f[1] <= at < f[1] + f[2]), None)
    if field is None:
        return "the samples"
    start, stop = field[1], field[1] + field[2]
    return f"{field[0]}: {one[start:stop]!r} -> {two[start:stop]!r}"


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    start = time.time()
    counts = run(arguments.n, arguments.seed, lambda text: print(text, file=sys.stderr))
    print(dict(counts))
    print(f"foreign exceptions  {counts['foreign']}")
    print(f"silently wrong      {counts['wrong'] / counts['total']:.1%}")
    print(f"good files refused  {counts['refused good'] / max(1, counts['good']):.1%} of {counts['good']}")
    print(f"seconds             {time.time() - start:.0f}")


if __name__ == "__main__":
    main()
