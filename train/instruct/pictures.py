"""Pictures in the place of recordings: their vectors in the shared space, as one token each.

The projector of the space is warmed on pictures and captions, of which there are many; what a brain answered to a
picture lies in the same space (Thought2Text and WaveMind do so with CLIP's).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.encoders.encode import SPACE
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.space import PICTURES, load_space
from neuro_llm.train.instructions import Example
from neuro_llm.train.instructions.reading import located

if TYPE_CHECKING:
    from torch import Tensor

    from neuro_llm.encoders.bind import NeuroBind
    from neuro_llm.speaker import Prompt

PICTURE = "picture"
"""What stands for the modality of a picture."""


def is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURES


@lru_cache(maxsize=1)
def shared_space() -> NeuroBind:
    """The one of the package."""
    return load_space()


def vectors(folder: Path, example: Example) -> Tensor:
    """(picture, dim) of the pictures of an example; RecordingError where one is none."""
    space = shared_space().space
    if space is None:
        raise ConfigError(
            "The shared space holds no towers of pictures; make one with `neuro-llm train align`."
        )
    if not all(is_picture(source.path) for source in example.sources):
        raise RecordingError(example.id, "it shows pictures beside recordings.", "Make an example of each.")
    files = [located(folder, source.path) for source in example.sources]
    try:
        return space.embed_image(files).clone()
    except ConfigError as error:
        raise RecordingError(
            example.id, str(error), "Replace the picture, or take the example out."
        ) from error


def picture_prompt(folder: Path, example: Example, question: str) -> Prompt:
    """A question about pictures R1, R2, ...: a line and one token for each."""
    from neuro_llm.speaker import Prompt

    found = vectors(folder, example)
    blocks = [RecordingBlock(f"R{i}", "a picture", ((0.0, 1),)) for i in range(1, len(found) + 1)]
    return Prompt([Turn("user", question)], blocks, [(SPACE, vector[None]) for vector in found])
