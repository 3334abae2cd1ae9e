"""Files that are not read: of another type, of a later format, or in need of another package."""

from __future__ import annotations

import re
from pathlib import Path

from neuro_llm.recordings.errors import RecordingError

RECORDING_FOLDERS = (".ds", ".mff", ".mefd")
_WRONG_STARTS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a Windows program"),
    (b"PK\x03\x04", "a zip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"OggS", "an Ogg sound"),
    (b"ID3", "an MP3 sound"),
    (b"SQLite", "a database"),
    (b"version https://git-lfs", "a Git LFS pointer, not the file itself"),
)
_ALLOWED_STARTS = {b"PK\x03\x04": (".npz",), b"\x1f\x8b": (".gz", ".mgz")}
_NPY = "Export the signals as .npy (channel, time) and pass sfreq=…."
_FIF_RESULTS = tuple(
    f"{dash}{what}.fif{zipped}"
    for what in ["ave", "cov", "fwd", "inv", "trans", "ica", "src", "bem", "sol", "proj"]
    for dash in "-_"
    for zipped in ("", ".gz")
)
_ITS = "Open the recording that it belongs to."
_LATER: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        _FIF_RESULTS,
        "this FIF file holds results, not a recording.",
        "Open the raw recording (…_raw.fif).",
    ),
    (("-eve.fif", "_eve.fif", "-eve.fif.gz"), "this FIF file holds events only.", _ITS),
    ((".flac", ".mp3"), "sound files are not read as recordings.", _NPY),
    (
        (".videopositiontracking",),
        "this is where the animal was, not what its brain did.",
        "Open the table of spike times beside it, or the folder.",
    ),
    ((".rec",), "raw Trodes files are not read yet.", _NPY),
    (
        tuple(f"{table}.tsv" for table in ("events", "channels", "electrodes", "participants", "scans")),
        "this is a table about a recording.",
        _ITS,
    ),
    ((".json", ".md", ".html", ".xml", ".log", ".study"), "this is a description, not a recording.", _ITS),
    ((".vmrk", ".amrk"), "this is BrainVision's marker file.", "Open the .vhdr file beside it."),
    ((".fdt",), "this holds the samples of an EEGLAB set.", "Open the .set file beside it."),
    (
        (".zip", ".tar", ".tar.gz", ".tgz", ".rar", ".7z"),
        "archives are not opened.",
        "Unpack it and open the recording inside.",
    ),
    ((".xlsx", ".xls", ".docx", ".pdf"), "office documents are not recordings.", "Save the table as .csv."),
)
_PACKAGES = (
    *("mffpy", "antio", "curryreader", "pymatreader", "pymef", "defusedxml", "h5py", "xmltodict"),
    *("nibabel", "nilearn", "pynwb", "hdmf"),
)


def ending(name: str) -> str:
    """The ending that decides: ".fif.gz" and the like count as one."""
    low = name.lower()
    double = re.search(r"(\.[a-z0-9]+\.(?:gz|dpa|cef))$", low)
    return double.group(1) if double else Path(low).suffix


def check_start(path: Path) -> None:
    """Refuse files that are plainly of another type, by their first bytes."""
    if path.is_dir():
        return
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise RecordingError(path.name, "the file is empty.", "Copy it again from its source.")
    for magic, what in _WRONG_STARTS:
        if start.startswith(magic) and not path.name.lower().endswith(_ALLOWED_STARTS.get(magic, ("\x00",))):
            raise RecordingError(
                path.name, f"this is {what}, not a recording.", "Check where the file came from."
            )
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_xml = text.startswith(b"<?xml") and path.suffix.lower() != ".gii"
    if is_xml or text.startswith((b"<!doctype", b"<html", b"<head", b"<svg")):
        raise RecordingError(
            path.name,
            "this is a web page or XML document saved under this name, not a recording.",
            "Download the file itself (the 'raw' or 'download' link), not the page about it.",
        )
    if start.startswith(b"RIFF") and not path.name.lower().endswith(".wav"):
        raise RecordingError(
            path.name, "this is a sound or video (RIFF), not a recording.", "Check the file."
        )


def later(path: Path) -> RecordingError | None:
    """The refusal of a format that later work reads, or None."""
    low = path.name.lower()
    for endings, cause, hint in _LATER:
        if low.endswith(endings):
            return RecordingError(path.name, cause, hint)
    return None


def names_package(error: BaseException) -> bool:
    """Does this failure of MNE say that a package is missing?"""
    text = str(error).lower()
    known = any(package in text for package in _PACKAGES)
    return known and (
        "could not be imported" in text or "is required" in text or "package was not found" in text
    )


def missing_package(path: Path, error: BaseException) -> RecordingError:
    """An ImportError inside a reader, as the command that cures it."""
    text = f"{getattr(error, 'name', '') or ''} {error}"
    package = next((package for package in _PACKAGES if package in text.lower()), None)
    if package is None:
        package = str(getattr(error, "name", "") or "the package named above")
    return RecordingError(
        path.name, f"this format needs the package {package}.", f"Run: pip install {package}"
    )


def belongs_to(path: Path) -> str | None:
    """Name of the recording that a file is a part of, where it lies beside it."""
    if path.parent.suffix.lower() in RECORDING_FOLDERS:
        return f"the folder {path.parent.name}"
    for partner in (".vhdr", ".ahdr"):
        if path.suffix.lower() in (".eeg", ".dat", ".avg") and path.with_suffix(partner).is_file():
            return path.with_suffix(partner).name
    headers = sorted(path.parent.glob("*.hdr"))
    if path.suffix.lower() != ".hdr" and len(headers) == 1 and any(path.parent.glob("*.wl1")):
        return headers[0].name
    return None


def part_of(path: Path) -> RecordingError | None:
    """The refusal of a file that is only a part of a recording, or None."""
    whole = belongs_to(path)
    if whole is None:
        return None
    return RecordingError(path.name, "this is only a part of a recording.", f"Open {whole}.")


def unknown(path: Path, endings: list[str]) -> RecordingError:
    """No reader takes this ending."""
    shown = ", ".join(sorted(set(endings)))
    ending_text = path.suffix or "no ending"
    return RecordingError(path.name, f"files with {ending_text} are not known.", f"Known endings: {shown}.")


def damaged(path: Path, error: BaseException) -> RecordingError:
    """Any other failure of a reader: its own words, one line, without paths."""
    words = " ".join(str(error).replace(str(path), path.name).replace(str(path.parent), "…").split())
    words = words[:200].rstrip(".") or "no reason given"
    return RecordingError(
        path.name,
        f"it could not be read ({type(error).__name__}: {words}).",
        "Check that the file is whole and has its right ending; if so, export it as EDF or FIF.",
    )
