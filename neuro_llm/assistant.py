"""The assistant: what `neuro_llm.load()` gives back."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from neuro_llm.recordings.errors import ConfigError, ModelError, RecordingError
from neuro_llm.recordings.recording import Recording

from .answer import Answer
from .calibration import Calibration
from .controls import Bank
from .conversation import Conversation
from .gathering import Mind
from .judging import Judge
from .kept import Kept
from .learned import Learned
from .modalities import no_encoder
from .study import Study, reader

if TYPE_CHECKING:
    from neuro_llm.encoders.bind import NeuroBind

    from .speaker import Speaker

KEPT_RECORDINGS = 4  # whose encodings are kept between single questions

NO_ADAPTER = (
    "{llm}: no neural adapter exists for this language model yet; it answers from the measured and estimated "
    "evidence, not from the neural tokens."
)
NO_ESTIMATES = (
    "The embedded encoder is not installed: nothing is estimated, answers rest on measurements alone."
)


class Assistant:
    """Answers questions about recordings.

    speaker    the language model; None: the code's own sentences
    encoders   modality → encoder. MEG and iEEG without one of their own are read by "eeg". Time-locked encoders make
               tokens alone; a modality without an encoder is answered about from measured facts
    judge      makes one calibrated probability of what encoder and language model say of a state
    notes      what the reader of every answer must know
    bank       other recordings, with which an answer's reliance on its own is measured
    learned    task heads: they decide the labelled tasks that they were fitted on
    kept       where encodings are kept on disk; None: nowhere
    """

    def __init__(
        self,
        speaker: Speaker | None = None,
        encoders: dict[str, Any] | None = None,
        *,
        judge: Judge | None = None,
        notes: Sequence[str] = (),
        bank: Bank | None = None,
        learned: Learned | None = None,
        name: str = "default",
    ) -> None:
        self.mind = Mind(speaker, judge or Judge(), tuple(notes), bank or Bank(), learned or Learned())
        self.encoders = dict(encoders or {})
        self.name = name
        self.kept: Kept | None = None
        self._living: WeakValueDictionary[int, Study] = WeakValueDictionary()
        self._recent: deque[Study] = deque(maxlen=KEPT_RECORDINGS)
        self._lock = Lock()

    @property
    def notes(self) -> tuple[str, ...]:
        return self.mind.notes

    def generate(
        self, recording: Recording | Sequence[Recording], question: str, choices: Sequence[str] | None = None,
        *, start: float | None = None, stop: float | None = None, **generation: Any,
    ) -> Answer:  # fmt: skip
        """The answer to one question about one recording, or about several.

        choices      options of a closed question: the answer then holds `choice` and `probabilities`
        start, stop  s; the part to look at where the question names no seconds
        generation   for the language model: max_new_tokens, do_sample, temperature, ...
        """
        return self._talk(recording, start, stop).ask(question, choices, **generation)

    def stream(
        self, recording: Recording | Sequence[Recording], question: str, choices: Sequence[str] | None = None,
        *, start: float | None = None, stop: float | None = None, **generation: Any,
    ) -> Iterator[str | Answer]:  # fmt: skip
        """The same, as pieces of text; the last item is the Answer."""
        yield from self._talk(recording, start, stop).stream(question, choices, **generation)

    def chat(
        self, *recordings: Recording, start: float | None = None, stop: float | None = None
    ) -> Conversation:
        """A conversation about recordings (R1, R2, ...): nothing is encoded twice."""
        studies = [self.study(recording).within(start, stop) for recording in recordings]
        return Conversation(self.mind, studies)

    def describe(self, recording: Recording, **generation: Any) -> Answer:
        """A few cited sentences on the recording."""
        return self.generate(recording, "Describe this recording.", **generation)

    def embed(
        self, recording: Recording, *, start: float | None = None, stop: float | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Embeddings (window, dim), unit length, and each window's seconds (window, 2).

        EEG, MEG and iEEG lie in the space of this model's own encoder; fMRI, calcium imaging and spikes in that of
        `load_space()`, where `start`..`stop` is one stimulus. Vectors of the two cannot be compared.
        """
        study = self.study(recording)
        if not recording.brain:
            raise RecordingError(recording.name, *no_encoder(recording))
        if not recording.fields:
            whole = start is None and stop is None
            span = (start or 0.0, recording.duration if stop is None else stop)
            embedded = self._shared.embed(recording, None if whole else [span])
            return embedded.vectors, embedded.times
        if study.encoder is None:
            raise ModelError(f"{self.name} has no encoder, so it cannot embed; use neuro_llm.load().")
        encoded = study.encoded(start, stop)
        return encoded.embedding.numpy(), np.asarray(encoded.window_times)

    @cached_property
    def _shared(self) -> NeuroBind:
        from .space import load_space

        return load_space()

    def _talk(
        self, recording: Recording | Sequence[Recording], start: float | None, stop: float | None
    ) -> Conversation:
        recordings = (recording,) if isinstance(recording, Recording) else tuple(recording)
        return self.chat(*recordings, start=start, stop=stop)

    def study(self, recording: Recording) -> Study:
        """What is known of a recording: kept while anybody holds it, and of the last recordings a while longer."""
        if not isinstance(recording, Recording):
            raise ConfigError(
                f"{type(recording).__name__} is no recording; open the file with neuro_llm.read(path)."
            )
        with self._lock:
            # a study keeps its recording, so that no other gets its id
            study = self._living.get(id(recording))
            if study is None:
                encoder = reader(self.encoders, recording)
                study = Study(recording, encoder=encoder, judge=self.mind.judge, kept=self.kept)
                self._living[id(recording)] = study
                self._recent.append(study)
            return study


def default_folder() -> Path:
    """Where the embedded default lies: beside `neuro_llm.adapters`, installed or not."""
    from neuro_llm import adapters

    return Path(adapters.__file__).resolve().parent / "default"


def load(
    folder_or_id: str | Path | None = None, *, llm: str | Path | None = None, device: str = "cpu",
    load_in_4bit: bool = False, keep: str | Path | None = None,
) -> Assistant:  # fmt: skip
    """An assistant: the embedded default (offline, CPU), a model folder, or any causal language model.

    folder_or_id   folder of a neuro-llm model; None: the embedded default
    llm            where the folder refers to its language model: another place of the same one. Else another language
                   model, by Hugging Face id or folder: it answers from the evidence alone
    keep           folder for encodings, so that no recording is encoded twice; None: nothing is written
    """
    if not re.fullmatch(r"cpu|mps|auto|cuda(:\d+)?", device):
        raise ConfigError(f"device={device!r}: choose cpu, cuda, cuda:1, mps or auto.")
    from .folder import is_by_reference

    folder = default_folder() if folder_or_id is None else _folder(folder_or_id)
    if llm is None or is_by_reference(folder):
        assistant = _load_folder(folder, llm, device, load_in_4bit)
    else:
        assistant = _load_other(folder, folder_or_id is None, llm, device, load_in_4bit)
    assistant.kept = None if keep is None else Kept(keep)
    return assistant


def _folder(folder_or_id: str | Path) -> Path:
    folder = Path(folder_or_id).expanduser()
    if folder.is_dir():
        return folder
    raise ModelError(
        f"{folder_or_id}: there is no such folder. Give the folder of a neuro-llm model, or leave it out "
        "for the embedded one; another language model goes into llm=."
    )


def _load_folder(folder: Path, llm: str | Path | None, device: str, load_in_4bit: bool) -> Assistant:
    from .folder import load_folder
    from .speaker import Speaker

    loaded = load_folder(folder, llm=llm, device=device, load_in_4bit=load_in_4bit)
    speaker = Speaker(loaded.model, loaded.processor)
    encoders = dict(loaded.model.encoders.items())
    return Assistant(
        speaker,
        encoders,
        judge=Judge(Calibration.load(folder), dict(loaded.about.get("combine", {})), speaker),
        bank=Bank.beside(folder),
        learned=Learned.load(folder, encoders),
        name=folder.name,
    )


def _load_other(folder: Path, embedded: bool, llm: str | Path, device: str, load_in_4bit: bool) -> Assistant:
    """Any language model beside the encoder of the folder."""
    from neuro_llm.adapters.language import load_language_model

    from .folder import load_encoder
    from .modeling import NeuroLLMForConditionalGeneration
    from .processing import NeuroLLMProcessor
    from .speaker import Speaker

    language = load_language_model(llm, device=device, load_in_4bit=load_in_4bit)
    model = NeuroLLMForConditionalGeneration.assemble(language)
    notes = [NO_ADAPTER.format(llm=llm)]
    encoders: dict[str, Any] = {}
    judge = Judge()
    if embedded and not (folder / "config.json").is_file():
        notes.append(NO_ESTIMATES)
    else:
        encoders, judge = {"eeg": load_encoder(folder)}, Judge(Calibration.load(folder))
    return Assistant(
        Speaker(model, NeuroLLMProcessor(language.tokenizer)),
        encoders,
        judge=judge,
        notes=notes,
        learned=Learned.load(folder, encoders),
        name=str(llm),
    )
