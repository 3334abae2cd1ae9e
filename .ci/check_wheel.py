"""Check what a wheel would install, and unpack it: python check_wheel.py WHEEL FOLDER"""

from __future__ import annotations

import sys
import tomllib
import zipfile
from pathlib import Path

LARGEST = 45_000_000  # bytes


def main(wheel: Path, folder: Path) -> None:
    settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(folder)
    top = {name.split("/")[0] for name in names if not name.split("/")[0].endswith(".dist-info")}
    if top != {"neuro_llm"}:
        sys.exit(f"the wheel installs {sorted(top)}; it may install neuro_llm only")
    for package, place in settings["package-dir"].items():
        inside = package.replace(".", "/")
        missing = {f"{inside}/{file.name}" for file in Path(place).glob("*.py")} - set(names)
        if missing:
            sys.exit(f"the wheel lacks {sorted(missing)}")
    for needed in ("recordings/example_files/rest_eyes_closed.edf", "adapters/default/neuro_llm.json"):
        if f"neuro_llm/{needed}" not in names:
            sys.exit(f"the wheel lacks neuro_llm/{needed}")
    size = wheel.stat().st_size
    if size > LARGEST:
        sys.exit(f"the wheel has {size} bytes, more than {LARGEST}")
    print(f"{wheel.name}: {len(names)} files, {size / 1e6:.1f} MB, installs neuro_llm only")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
