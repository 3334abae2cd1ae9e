"""How long `import neuro_llm` takes; it loads neither torch nor mne: python benchmarks/import_time.py"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = """
import sys, time
began = time.perf_counter()
import neuro_llm
spent = time.perf_counter() - began
print(spent, *[name for name in ("torch", "mne", "scipy", "transformers", "gradio") if name in sys.modules])
"""


def main() -> None:
    seconds, loaded = [], set()
    for _ in range(7):
        done = subprocess.run(
            [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True
        )
        spent, *names = done.stdout.split()
        seconds.append(float(spent))
        loaded.update(names)
    print(f"import neuro_llm: {statistics.median(seconds):.3f} s (median of {len(seconds)}; target < 0.3 s)")
    print(f"heavy packages loaded by it: {', '.join(sorted(loaded)) or 'none'}")


if __name__ == "__main__":
    main()
