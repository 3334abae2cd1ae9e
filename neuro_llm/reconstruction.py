"""What a person saw, as pictures: the nearest ones of a bank, and what a diffusion model paints from the vector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, get_type_hints

import numpy as np
import torch

from neuro_llm.encoders.bind import NeuroBind
from neuro_llm.encoders.scores import RetrievalScore, retrieval
from neuro_llm.encoders.space import pixels
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError
from neuro_llm.recordings.recording import Recording

from .space import Bank, Retrieved, Span, retrieve

if TYPE_CHECKING:
    from PIL.Image import Image

    from neuro_llm.encoders.space import Picture

PIPELINES = ("UnCLIPImageVariationPipeline", "StableUnCLIPImg2ImgPipeline")
"""diffusers' pipelines that paint from a CLIP image embedding."""
SAME_SPACE = 0.9  # mean cosine of both image towers over the same pictures; another CLIP gives about 0
COMPARED = 16  # pictures for that
CELL, CAPTION, ROWS = 112, 28, 40  # pixels of a picture and of the line below it; trials per sheet


@dataclass(frozen=True)
class Generator:
    """A diffusers pipeline that paints from image embeddings of `dim` numbers; source is where it came from."""

    pipeline: Any
    dim: int
    source: str

    @torch.inference_mode()
    def see(self, pictures: Sequence[Picture]) -> torch.Tensor:
        """The embeddings that the pipeline itself makes of pictures: (n, dim), not of unit length."""
        from PIL.Image import fromarray

        shown = [fromarray(pixels(picture)) for picture in pictures]
        tower = self.pipeline.image_encoder
        values = self.pipeline.feature_extractor(images=shown, return_tensors="pt").pixel_values
        return tower(values.to(tower.device, tower.dtype)).image_embeds.float().cpu()

    def paint(self, vectors: np.ndarray, length: float, seed: int = 0) -> list[Image]:
        """One picture per vector (n, dim), each scaled to `length`; the same seed paints the same picture."""
        name = "image_embeddings" if type(self.pipeline).__name__ == PIPELINES[0] else "image_embeds"
        tower = self.pipeline.image_encoder
        painted = []
        for i, vector in enumerate(torch.from_numpy(vectors)):
            given = (length * vector[None]).to(tower.device, tower.dtype)
            chance = torch.Generator("cpu").manual_seed(seed + i)
            painted.append(self.pipeline(**{name: given}, generator=chance).images[0])
        return painted


def load_generator(source: str | Path, device: str = "cpu") -> Generator:
    """An unCLIP pipeline by hub id or folder: safetensors only, no code of its own; from the cache when offline."""
    try:
        import diffusers
    except ImportError as error:
        raise MissingDependencyError(
            "Painting needs diffusers: pip install 'neuro-llm[generate]'. Without it, leave out the generator."
        ) from error
    from huggingface_hub import constants

    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    where = {"local_files_only": bool(constants.HF_HUB_OFFLINE)}
    try:
        name = diffusers.DiffusionPipeline.load_config(str(source), **where).get("_class_name")
        if name not in PIPELINES:
            raise ModelError(
                f"{source}: it is a {name}; what paints from a vector is {' or '.join(PIPELINES)}."
            )
        kind = getattr(diffusers, name)
        if name == PIPELINES[0]:
            pipeline = _assembled(kind, str(source), where)
        else:
            pipeline = kind.from_pretrained(
                str(source), use_safetensors=True, trust_remote_code=False, **where
            )
    except (OSError, ValueError) as error:
        if isinstance(error, ModelError):
            raise
        raise ModelError(
            f"{source}: diffusers cannot load it ({str(error).splitlines()[0][:200]}). Give a hub id or a folder with "
            "model_index.json and safetensors weights."
        ) from error
    pipeline.set_progress_bar_config(disable=True)
    return Generator(pipeline.to(device), int(pipeline.image_encoder.config.projection_dim), str(source))


def _assembled(kind: Any, source: str, where: dict[str, Any]) -> Any:
    """A pipeline from its parts: newer diffusers have moved a module that this one's model_index.json names."""
    parts = {}
    for name, part in get_type_hints(kind.__init__).items():
        if name != "return":
            safely = {"use_safetensors": True} if issubclass(part, torch.nn.Module) else {}
            parts[name] = part.from_pretrained(source, subfolder=name, **safely, **where)
    return kind(**parts)


@dataclass(frozen=True)
class Reconstruction:
    """Pictures for each trial.

    nearest    of the bank; true: (trial,) row of the picture that was shown, -1 where unknown
    painted    one per trial, empty without a generator
    """

    nearest: Retrieved
    true: np.ndarray
    painted: tuple[Image, ...] = ()

    def scores(self) -> RetrievalScore | None:
        """How often the shown picture is found, by picture; None where no trial tells what was shown."""
        known = self.true >= 0
        if not known.any():
            return None
        right = self.true[known]
        return retrieval(self.nearest.vectors[known], self.nearest.bank.vectors, right, groups=right)

    def save(self, folder: Path) -> list[Path]:
        """Write sheets (`nearest-001.png`, 40 trials each) and what was painted (`painted-0001.png`)."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for number, first in enumerate(range(0, len(self.true), ROWS), start=1):
            written.append(folder / f"nearest-{number:03d}.png")
            self.sheet(range(first, min(first + ROWS, len(self.true)))).save(written[-1])
        for number, picture in enumerate(self.painted, start=1):
            written.append(folder / f"painted-{number:04d}.png")
            picture.save(written[-1])
        return written

    def sheet(self, trials: Sequence[int]) -> Image:
        """A row per trial: seconds, the picture that was shown, what was painted, the nearest with their cosines."""
        from PIL import Image, ImageDraw, ImageOps

        rows = [self._cells(trial) for trial in trials]
        size = (CELL * len(rows[0]), (CELL + CAPTION) * len(rows))
        sheet = Image.new("RGB", size, "white")
        pen = ImageDraw.Draw(sheet)
        for row, cells in enumerate(rows):
            for column, (picture, caption) in enumerate(cells):
                corner = (CELL * column, (CELL + CAPTION) * row)
                if picture is not None:
                    fitted = ImageOps.contain(Image.fromarray(pixels(picture)), (CELL - 4, CELL - 4))
                    sheet.paste(fitted, (corner[0] + 2, corner[1] + 2))
                pen.text((corner[0] + 4, corner[1] + CELL), caption, fill="black")
        return sheet

    def _cells(self, trial: int) -> list[tuple[Picture | None, str]]:
        """Pictures and captions of one row; every row of a sheet has the same columns."""
        files, (start, stop) = self.nearest.bank.files, self.nearest.times[trial]
        cells: list[tuple[Picture | None, str]] = [(None, f"{start:.1f} to {stop:.1f} s")]
        if (self.true >= 0).any():
            row = int(self.true[trial])
            cells.append((files[row], "shown") if row >= 0 else (None, "not known"))
        if self.painted:
            cells.append((self.painted[trial], "painted"))
        found = zip(self.nearest.rows[trial], self.nearest.similarity[trial], strict=True)
        return cells + [(files[row], f"{similarity:.2f}") for row, similarity in found]


def reconstruct(
    bind: NeuroBind,
    recording: Recording,
    bank: Bank,
    spans: Sequence[Span] | None = None,
    generator: Generator | None = None,
    seed: int = 0,
) -> Reconstruction:
    """The five nearest pictures of a bank for each trial, and what a generator paints from its vector.

    bank   of pictures: `space.picture_bank`. A picture was shown where the event that starts with the span has the
           picture's name, with or without folder and ending
    spans  onset and end of each stimulus (s); None: windows one after another
    Raises ConfigError where the generator reads another space than the bank's.
    """
    if not bank.files:
        raise ConfigError(f"Reconstruction needs a bank of pictures, not of {bank.kind}.")
    length = 1.0 if generator is None else _common_length(generator, bank)
    nearest = retrieve(bind, recording, bank, spans, top=5)
    painted = () if generator is None else tuple(generator.paint(nearest.vectors, length, seed))
    shown = _shown(recording, bank, spans)
    true = np.array([shown.get((start, stop), -1) for start, stop in nearest.times])
    return Reconstruction(nearest, true, painted)


def _common_length(generator: Generator, bank: Bank) -> float:
    """Mean length of the generator's own embeddings, after a check that both towers say the same of some pictures."""
    dim = bank.vectors.shape[1]
    advice = "Train a space on the towers that the generator was made for (`neuro-llm train align --help`)."
    if generator.dim != dim:
        raise ConfigError(
            f"{generator.source} paints from {generator.dim} numbers, the space {bank.space} has {dim}. {advice}"
        )
    rows = np.linspace(0, len(bank.files) - 1, min(COMPARED, len(bank.files))).astype(int)
    own = generator.see([bank.files[row] for row in rows]).numpy()
    lengths = np.linalg.norm(own, axis=1)
    same = float(np.mean(np.sum(own * bank.vectors[rows], axis=1) / lengths))
    if not same > SAME_SPACE:
        raise ConfigError(
            f"{generator.source} and the space {bank.space} place the same pictures differently (mean cosine "
            f"{same:.2f}, not above {SAME_SPACE}). {advice}"
        )
    return float(lengths.mean())


def _shown(recording: Recording, bank: Bank, spans: Sequence[Span] | None) -> dict[Span, int]:
    """Span → row of the picture that the event at its onset names."""
    rows: dict[str, int] = {}
    for row, name in enumerate(bank.names):
        path = PurePosixPath(name)
        for key in {name, str(path.with_suffix("")), path.name, path.stem}:
            rows[key] = -1 if key in rows else row  # a name that two pictures share names neither
    named = {event.onset: rows.get(event.label, -1) for event in recording.events}
    return {span: named.get(span[0], -1) for span in spans or ()}
