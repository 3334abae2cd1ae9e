"""Arrays that were saved as Python objects, such as suite2p's `ops.npy`, without running anything they name.

`find_class` alone decides what a pickle may call, so nothing but the stand-ins below is ever called: not even NumPy's
own loaders, whose type flags a forged file could set so that bytes are taken for pointers.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from pickle import Unpickler, UnpicklingError
from typing import Any, NoReturn

import numpy as np
from numpy.lib import format as npy

from neuro_llm.recordings.errors import RecordingError

MOST_BYTES = 1 << 30
_PLAIN = (bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, slice)


class _Type:
    """A NumPy type: plain numbers, text, bytes and objects; no structures."""

    def __init__(self, code: str, *_: object) -> None:
        self.dtype = np.dtype(str(code))
        if self.dtype.kind not in "biufcSUO" or self.dtype.names or self.dtype.subdtype:
            raise UnpicklingError(f"it names the type {code}")

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        if state[1] in ("<", ">"):
            self.dtype = self.dtype.newbyteorder(state[1])


class _Array:
    """A NumPy array, put together here from its bytes or its list of objects."""

    def __init__(self, *_: object) -> None:
        self.value: np.ndarray = np.empty(0)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _, shape, kind, fortran, data = state
        if kind.dtype.kind == "O":
            flat = np.empty(len(data), dtype=object)
            for i, item in enumerate(data):
                flat[i] = item
        else:
            flat = np.frombuffer(bytes(data), dtype=kind.dtype)
        self.value = flat.reshape(shape, order="F" if fortran else "C")


class _Unread:
    """Stands for a date or a path inside the file: takes whatever it is given and keeps nothing."""

    def __init__(self, *_: object) -> None: ...

    def __setstate__(self, _: object) -> None: ...


def _scalar(kind: _Type, data: Any = b"") -> Any:
    return data if kind.dtype.kind == "O" else np.frombuffer(bytes(data), dtype=kind.dtype)[0]


def _latin_bytes(text: str, *_: object) -> bytes:
    """How old protocols write bytes: `_codecs.encode(text, "latin1")`."""
    return str(text).encode("latin1")


_KNOWN: dict[tuple[str, str], Callable[..., Any]] = {
    **{(module, kind.__name__): kind for kind in _PLAIN for module in ("builtins", "__builtin__")},
    **{(f"numpy.{core}.multiarray", "_reconstruct"): _Array for core in ("core", "_core")},
    **{(f"numpy.{core}.multiarray", "scalar"): _scalar for core in ("core", "_core")},
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Type,
    ("collections", "OrderedDict"): dict,
    ("_codecs", "encode"): _latin_bytes,
    **{("datetime", name): _Unread for name in ("datetime", "date", "time", "timedelta", "timezone")},
    **{
        (module, name): _Unread
        for module in ("pathlib", "pathlib._local")
        for name in ("Path", "PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath")
    },
}


class PlainUnpickler(Unpickler):
    """Knows NumPy's arrays, types and scalars and Python's own containers; every other name is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise UnpicklingError(f"it names {module}.{name}")
        return _KNOWN[module, name]

    def persistent_load(self, pid: Any) -> NoReturn:
        raise UnpicklingError("it names an object outside the file")


def load_objects(path: Path) -> list[Any]:
    """What an object array in an `.npy` file holds, in order; RecordingError where that is more than plain data.

    Arrays among the values of a dictionary come out as NumPy arrays.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RecordingError(path.name, f"it is {size / 2**30:.1f} GiB long.", "Take it out of the folder.")
    try:
        with path.open("rb") as file:
            header = (
                npy.read_array_header_1_0 if npy.read_magic(file) == (1, 0) else npy.read_array_header_2_0
            )
            if not header(file)[2].hasobject:
                raise UnpicklingError("it holds plain numbers instead of a description")
            loaded = PlainUnpickler(io.BytesIO(file.read())).load()
        return [_unwrapped(item) for item in loaded.value.ravel()]
    except MemoryError:
        raise
    except Exception as error:  # a forged pickle can raise anything
        words = " ".join(str(error).split())[:120] or type(error).__name__
        raise RecordingError(
            path.name,
            f"it is damaged or holds more than plain data ({words}), and was not opened.",
            "Check where the folder came from. Without this file, pass what it would say, such as sfreq=….",
        ) from error


def _unwrapped(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: value.value if isinstance(value, _Array) else value for key, value in item.items()}
    return item.value if isinstance(item, _Array) else item
