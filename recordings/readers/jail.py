"""The jail: a recording may only name files of its own folder; who reads it may do nothing else."""

from __future__ import annotations

import os
import re
import site
import sys
import sysconfig
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from neuro_llm.recordings.errors import RecordingError

from .bids import dataset_of, described_by

_HDF5 = (".snirf", ".mat", ".set", ".nwb", ".h5", ".hdf5", ".mnc")
_CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".dylib", ".dll", "METADATA", "entry_points.txt")
_SYSTEM = (
    *("/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/sys/devices", "/dev/null", "/dev/urandom"),
    *("/usr/share", "/usr/lib", "/lib", "/etc/localtime", "/etc/mime.types", "/etc/os-release"),
)
_FORBIDDEN = {
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.startfile"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink", "os.chmod"),
    *("os.chown", "shutil.rmtree", "shutil.move", "shutil.copyfile", "pty.spawn"),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escape(PermissionError):
    """Raised inside the jail; `Jail.escapes` remembers it where a reader swallows it."""


def roots_of(path: Path) -> list[str]:
    """What a recording may read: its own folder, the annex of a DataLad dataset around it, its BIDS sidecars above."""
    folder = path if path.is_dir() else path.parent
    roots = [os.path.realpath(folder)]
    for above in path.absolute().parents:
        annex = above / ".git" / "annex" / "objects"
        if annex.is_dir():
            roots.append(os.path.realpath(annex))
            break
    dataset = [os.path.realpath(dataset_of(path) or path.parent)]
    sidecars = (os.path.realpath(file) for file in described_by(path))
    return [*roots, *(file for file in sidecars if _within(file, [*roots, *dataset]))]


def _within(real: str, roots: list[str]) -> bool:
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def check_sidecars(path: Path) -> None:
    """Refuse a recording that points out of its folder, before anything it points at is opened."""
    roots = roots_of(path)
    if path.is_dir():
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                inner = os.path.join(folder, name)
                if os.path.islink(inner) and not _within(os.path.realpath(inner), roots):
                    raise _points_out(path, f"the link {name}")
        return
    if path.is_symlink() and not _within(os.path.realpath(path), roots):
        raise _points_out(path, "it is a link that")
    if path.suffix.lower() in (".vhdr", ".ahdr"):
        _check_brainvision(path, roots)
    if path.suffix.lower() in _HDF5 and _is_hdf5(path):
        _check_hdf5(path)


def _points_out(path: Path, what: str) -> RecordingError:
    return RecordingError(
        path.name,
        f"{what} points at a file outside the recording's folder, which is not opened.",
        "Put all files of the recording into one folder and refer to them by name only.",
    )


def _check_brainvision(path: Path, roots: list[str]) -> None:
    text = path.read_bytes()[: 1 << 20].decode("latin-1")
    for key, value in re.findall(r"(?im)^\s*(\w*File)\s*=\s*(.+?)\s*$", text):
        target = value.replace("$b", path.stem)
        posix = PurePosixPath(target.replace("\\", "/"))
        absolute = posix.is_absolute() or PureWindowsPath(target).drive or PureWindowsPath(target).root
        if absolute or ".." in posix.parts or not _within(os.path.realpath(path.parent / posix), roots):
            raise _points_out(path, f"the entry {key}")


def _is_hdf5(path: Path) -> bool:
    with path.open("rb") as file:
        for offset in (0, 512, 1024, 2048):
            file.seek(offset)
            if file.read(8) == b"\x89HDF\r\n\x1a\n":
                return True
    return False


def _check_hdf5(path: Path) -> None:
    """Walk the links of an HDF5 file without following them."""
    import h5py

    with h5py.File(path, "r") as file:
        waiting, seen = [file["/"]], 0
        visited: set[Any] = set()
        while waiting:
            group = waiting.pop()
            for key in group:
                seen += 1
                if seen > 200_000:
                    raise RecordingError(
                        path.name, "it holds too many objects.", "Export the recording as EDF or FIF."
                    )
                link = group.get(key, getlink=True)
                if isinstance(link, h5py.ExternalLink):
                    raise _points_out(path, "a link inside it")
                if isinstance(link, h5py.SoftLink):
                    continue
                _check_item(path, group[key], visited, waiting)


def _check_item(path: Path, item: Any, visited: set[Any], waiting: list[Any]) -> None:
    import h5py

    if isinstance(item, h5py.Group):
        address = h5py.h5o.get_info(item.id).addr
        if address not in visited:
            visited.add(address)
            waiting.append(item)
    elif isinstance(item, h5py.Dataset):
        if item.external or item.is_virtual:
            raise _points_out(path, "a dataset inside it")
        if item.size * max(1, item.dtype.itemsize) > 64 << 30:
            raise RecordingError(
                path.name,
                f"a dataset inside it declares {item.size * item.dtype.itemsize / 2**30:.0f} GiB.",
                "Check where the file came from.",
            )


class Jail:
    """An audit hook: reads only below `roots` and of Python's own files, no writing, no network, no programs.

    escapes  base names of files outside that were asked for
    """

    def __init__(self, roots: list[str]) -> None:
        self.roots = roots
        self.escapes: list[str] = []
        self.system = [
            os.path.realpath(p) for p in (*_SYSTEM, *_python_folders(), os.path.expanduser("~/.mne"))
        ]
        self.code = [os.path.realpath(p) for p in sys.path if p]

    def lock(self) -> None:
        """From now on and for the rest of this process."""
        sys.dont_write_bytecode = True
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._opening(*arguments[:3])
        elif event in _FORBIDDEN:
            raise Escape(f"{event} is not allowed while reading a recording")

    def _opening(self, path: Any, mode: Any, flags: Any) -> None:
        if isinstance(path, int) or path is None:
            return
        real = os.path.realpath(os.fsdecode(path))
        writes = (isinstance(mode, str) and any(c in mode for c in "wax+")) or (
            isinstance(flags, int) and flags & _WRITING
        )
        if writes and real != os.devnull:
            raise Escape("writing is not allowed while reading a recording")
        if _within(real, self.roots) or _within(real, self.system):
            return
        if real.endswith(_CODE) and _within(real, self.code):
            return
        self.escapes.append(os.path.basename(real))
        raise Escape(f"{os.path.basename(real)} lies outside the recording's folder")


def _python_folders() -> list[str]:
    paths = sysconfig.get_paths()
    folders = [paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib") if key in paths]
    folders += [os.path.dirname(os.__file__), os.path.join(sys.base_prefix, "lib")]
    return [*folders, *site.getsitepackages(), site.getusersitepackages()]


def limit_memory(extra_bytes: int) -> None:
    """Caps for this process: memory above what it uses now, no files, no core dump. Nothing on Windows."""
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm") as file:
            used = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (used + extra_bytes, used + extra_bytes))
    except (OSError, ValueError):
        pass  # macOS has no /proc and does not enforce it
    for what, value in ((resource.RLIMIT_FSIZE, 1 << 20), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (value, value))
        except (OSError, ValueError):
            continue
