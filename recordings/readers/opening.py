"""Open one file in this process: the right reader, then the checks. `worker` calls it behind the jail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import RecordingError

from .bids_sidecars import add_sidecars
from .draft import Opened, Options
from .finish import finish
from .refusals import check_start, damaged, ending, later, missing_package, names_package, part_of, unknown

BUILTIN = {
    "epochs": "neuro_llm.recordings.readers.epoch_files:EpochFiles",
    "edf": "neuro_llm.recordings.readers.edf_files:EDFFiles",
    "array": "neuro_llm.recordings.readers.array_files:ArrayFiles",
    "mat": "neuro_llm.recordings.readers.array_files:MatFiles",
    "arff": "neuro_llm.recordings.readers.arff_files:ArffFiles",
    "text": "neuro_llm.recordings.readers.text_files:TextFiles",
    "suite2p": "neuro_llm.recordings.readers.suite2p_files:Suite2pFiles",
    "phy": "neuro_llm.recordings.readers.phy_folders:PhyFolders",
    "spikes": "neuro_llm.recordings.readers.spike_tables:SpikeTables",
    "nwb": "neuro_llm.recordings.readers.nwb_files:NWBFiles",
    "uci": "neuro_llm.recordings.readers.uci_files:UCIFiles",
    "wav": "neuro_llm.recordings.readers.wav_files:WavFiles",
    "volume": "neuro_llm.recordings.readers.volume_files:VolumeFiles",
    "surface": "neuro_llm.recordings.readers.surface_files:SurfaceFiles",
    "regions": "neuro_llm.recordings.readers.roi_tables:RoiTables",
    "mne": "neuro_llm.recordings.readers.mne_files:MNEFiles",
}


def reader_of(path: Path) -> Any:
    """The reader class for this file; plugins are asked before the built-in ones."""
    from . import READERS

    kind = ending(path.name)
    endings: list[str] = []
    taker = _taker(path)
    if taker is not None:
        return taker
    for name in _names():
        reader = READERS.get(name)
        if kind in reader.endings or path.name.lower().endswith(tuple(reader.endings)):
            refusal = later(path) or part_of(path) if name in BUILTIN else None
            if refusal:
                raise refusal
            return reader
        endings += reader.endings
    raise later(path) or part_of(path) or unknown(path, endings)


def taken(path: Path) -> bool:
    """Does a reader know this folder as one recording?"""
    return _taker(path) is not None


def _taker(path: Path) -> Any:
    """The reader that knows this path by more than its ending, or None."""
    from . import READERS

    readers = (READERS.get(name) for name in _names())
    return next((reader for reader in readers if hasattr(reader, "takes") and reader.takes(path)), None)


def _names() -> list[str]:
    """Names of the readers, plugins before the built-in ones."""
    from . import READERS

    return sorted(READERS.names(), key=lambda name: name in BUILTIN)


def open_file(path: Path, options: Options) -> Opened:
    """Open and check one file; every failure is a RecordingError."""
    try:
        check_start(path)
        draft = reader_of(path).open(path, options)
        add_sidecars(path, draft)
        return finish(path.name, draft, options)
    except RecordingError:
        raise
    except ImportError as error:
        raise missing_package(path, error) from error
    except PermissionError as error:
        cause = f"it may not be read: {error.strerror or error}."
        raise RecordingError(path.name, cause, "Check the rights of the file.") from error
    except MemoryError as error:
        raise RecordingError(
            path.name, "it asks for more memory than one recording may take.", "Cut it, or convert it to EDF."
        ) from error
    except (Exception, SystemExit) as error:
        if names_package(error):
            raise missing_package(path, error) from error
        raise damaged(path, error) from error
