"""Tasks in the shared space, without a language model: what was seen; the nearest picture, text or recording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from neuro_llm import encoders
from neuro_llm.encoders.bind import Embedded, NeuroBind, load_bind
from neuro_llm.encoders.space import PROMPTS, WORDS, Space
from neuro_llm.recordings.errors import ConfigError, ModelError, RecordingError
from neuro_llm.recordings.recording import Recording

Span = tuple[float, float]

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
_FUNCTION_WORDS = {"a", "an", "and", "in", "of", "on", "the", "with"}
UNTRAINED_SCALE = 1 / 0.07  # 1 / temperature that training starts from


@dataclass(frozen=True)
class Classified:
    """How well each word fits what the brain answered to, trial by trial.

    probabilities  (trial, word), each row sums to 1: among these words, not among all words
    times          (trial, 2) seconds
    """

    probabilities: np.ndarray
    words: tuple[str, ...]
    times: np.ndarray

    @property
    def choices(self) -> tuple[str, ...]:
        """The likeliest word of each trial."""
        return tuple(self.words[i] for i in self.probabilities.argmax(axis=1))


@dataclass(frozen=True)
class Bank:
    """What may be found: names and unit vectors (item, dim) of one space; kind is "pictures", "texts" or "trials"."""

    names: tuple[str, ...]
    vectors: np.ndarray
    kind: str
    space: str
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Retrieved:
    """The nearest items of a bank for each trial, best first.

    rows, similarity  (trial, top) index into the bank and cosine
    vectors           (trial, dim) of the trials; times (trial, 2) seconds
    """

    bank: Bank
    rows: np.ndarray
    similarity: np.ndarray
    vectors: np.ndarray
    times: np.ndarray

    def names(self, trial: int) -> tuple[str, ...]:
        return tuple(self.bank.names[i] for i in self.rows[trial])


def default_space() -> Path:
    """Where the shared space of the package lies: beside `neuro_llm.encoders`, installed or not."""
    return Path(encoders.__file__).resolve().parent / "default_space"


def load_space(folder: str | Path | None = None, device: str = "cpu") -> NeuroBind:
    """Time-locked encoders and their shared space: those of the package, or of a folder."""
    if folder is None and not default_space().is_dir():
        raise ModelError(
            "This installation holds no shared space. Make one with `neuro-llm train align` and give its folder."
        )
    if not re.fullmatch(r"cpu|mps|cuda(:\d+)?", device):
        raise ConfigError(f"device={device!r}: choose cpu, cuda, cuda:1 or mps.")
    return load_bind(default_space() if folder is None else Path(folder).expanduser(), device)


def trained_on(bind: NeuroBind) -> str:
    """What a space was trained on, in its own words."""
    said = bind.about.get("trained_on")
    if isinstance(said, list):
        said = ", ".join(str(data.get("name", "a data set without a name")) for data in said)
    return f"trained on {said}" if said else "its folder does not say what it was trained on"


def event_spans(recording: Recording, label: str | None = None) -> list[Span]:
    """Onset and end of the recording's own events (s).

    label   only events of this label, upper and lower case alike; * stands for anything ("stimulus/*")
    Raises RecordingError where there is none.
    """
    spans = [
        (event.onset, event.onset + max(event.duration, 1 / recording.sfreq))
        for event in recording.events
        if label is None or _is_called(event.label.casefold(), label.casefold())
    ]
    if not spans:
        labels = sorted({event.label for event in recording.events})
        raise RecordingError(
            recording.name,
            f"no event is called {label!r}." if labels else "it holds no events.",
            f"It has {', '.join(labels[:12])}." if labels else "Give the seconds of the stimuli instead.",
        )
    return spans


def classify(
    bind: NeuroBind,
    recording: Recording,
    words: Sequence[str],
    spans: Sequence[Span] | None = None,
    prompts: Sequence[str] = PROMPTS,
) -> Classified:
    """Which of the words fits each trial: softmax of the cosines at the temperature of training.

    words   two or more, any: "face", "a red circle"
    spans   onset and end of each stimulus (s); None: windows one after another
    """
    said = tuple(word.strip() for word in words)
    if len(said) < 2 or not all(said) or len(set(said)) < len(said):
        raise ConfigError(f"words={said!r}: give two or more different words.")
    towers = _towers(bind)
    _check_words(bind, said)
    embedded = bind.embed(recording, spans)
    near = embedded.vectors @ towers.embed_text(said, prompts).numpy().T
    logits = float(bind.about.get("scale", UNTRAINED_SCALE)) * near
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return Classified(shares / shares.sum(axis=1, keepdims=True), said, embedded.times)


def picture_bank(bind: NeuroBind, pictures: Path | Sequence[Path]) -> Bank:
    """The pictures of a folder (and the folders in it), or these files."""
    towers = _towers(bind)
    files = _picture_files(pictures) if isinstance(pictures, Path) else [Path(file) for file in pictures]
    names = tuple(
        file.relative_to(pictures).as_posix() if isinstance(pictures, Path) else file.name for file in files
    )
    return Bank(names, towers.embed_image(files).numpy(), "pictures", bind.space_name, tuple(files))


def text_bank(bind: NeuroBind, texts: Sequence[str]) -> Bank:
    """Texts, each as it stands."""
    towers = _towers(bind)
    said = tuple(text.strip() for text in texts if text.strip())
    _check_words(bind, said)
    return Bank(said, towers.embed_text(said).numpy(), "texts", bind.space_name)


def trial_bank(found: Mapping[str, Embedded]) -> Bank:
    """Trials of other recordings: name → what `NeuroBind.embed` gave of it; all of one space."""
    spaces = sorted({embedded.space for embedded in found.values()})
    if len(spaces) != 1:
        raise ConfigError(
            f"These recordings lie in {' and '.join(spaces) or 'no space'}: vectors of different spaces cannot be "
            "compared. Embed all of them with the same space."
        )
    names = [
        f"{name} {start:.2f}–{stop:.2f} s"
        for name, embedded in found.items()
        for start, stop in embedded.times
    ]
    vectors = np.concatenate([embedded.vectors for embedded in found.values()])
    return Bank(tuple(names), vectors, "trials", spaces[0])


def retrieve(
    bind: NeuroBind, recording: Recording, bank: Bank, spans: Sequence[Span] | None = None, top: int = 5
) -> Retrieved:
    """The `top` items of a bank nearest to each trial; spans as in `classify`."""
    if top < 1:
        raise ConfigError(f"top={top}: ask for one item or more.")
    embedded = bind.embed(recording, spans)
    if bank.space != embedded.space:
        raise ConfigError(
            f"The bank lies in the space {bank.space!r}, the recording in {embedded.space!r}: vectors of different "
            "spaces cannot be compared."
        )
    near = embedded.vectors @ bank.vectors.T
    rows = np.argsort(-near, axis=1, kind="stable")[:, :top]
    return Retrieved(bank, rows, np.take_along_axis(near, rows, 1), embedded.vectors, embedded.times)


def _is_called(name: str, wanted: str) -> bool:
    return name == wanted or fnmatchcase(name, wanted)


def _check_words(bind: NeuroBind, texts: Sequence[str]) -> None:
    """ConfigError for a text of which small towers have not read a single word: its place would mean nothing."""
    known = set(bind.about.get("vocabulary") or ()) - _FUNCTION_WORDS
    strange = [text for text in texts if known and not known & set(WORDS.findall(text.lower()))]
    if strange:
        some = ", ".join(sorted(word for word in known if len(word) > 3)[:12])
        raise ConfigError(
            f"this space was trained on {len(known)} words, and {', '.join(strange[:5])} is not among them: it knows "
            f"{some} ... Give --space a space of your own: neuro-llm train align, best with an open_clip model."
        )


def _towers(bind: NeuroBind) -> Space:
    if bind.space is None:
        raise ModelError(
            "This space compares signals only: it was trained without pictures and words. Compare with other "
            "recordings, or train one with towers."
        )
    return bind.space


def _picture_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError(f"{folder}: there is no such folder of pictures.")
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in PICTURES and file.is_file())
    if not files:
        raise ConfigError(f"{folder}: it holds no picture ({', '.join(PICTURES)}).")
    return files
