"""The shared space: frozen towers that put pictures and words into it. Any open_clip model, or our own small towers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError, ModelError

if TYPE_CHECKING:
    from PIL.Image import Image

    Picture = str | Path | np.ndarray | Image

PROMPTS = ("{}", "a picture of {}", "somebody looks at {}")
WORDS = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
PIXELS = 32  # width of the pictures that the small image tower sees
AT_ONCE = 256


class Space(Protocol):
    """Pictures and words as unit vectors of one space; frozen.

    name   what it is, stored with every model that was aligned to it
    dim    length of its vectors
    """

    name: str
    dim: int

    def embed_image(self, pictures: Sequence[Picture]) -> Tensor:
        """Files, arrays (height, width, 3) uint8 or PIL pictures (n) → (n, dim), unit length."""
        ...

    def embed_text(self, texts: Sequence[str], prompts: Sequence[str] = ("{}",)) -> Tensor:
        """Texts (n) → (n, dim), unit length; with several prompts the mean over them (Radford et al. 2021)."""
        ...


class OpenClipSpace:
    """Any open_clip model, frozen.

    model       name such as "ViT-B-32", or "hf-hub:..." / "local-dir:..." as open_clip spells them
    pretrained  tag such as "laion2b_s34b_b79k", a local weights file, or None for random weights (tests)
    """

    def __init__(self, model: str, pretrained: str | None = None, device: str = "cpu") -> None:
        import open_clip
        from safetensors import SafetensorError

        unsafe = Path(pretrained or "").suffix.lower() in (".pt", ".bin", ".pth", ".pkl", ".ckpt")
        if pretrained and (
            unsafe or (Path(pretrained).is_file() and not pretrained.endswith(".safetensors"))
        ):
            raise ModelError(f"{pretrained}: only safetensors files are loaded; convert the weights first.")
        try:
            created = open_clip.create_model_and_transforms(
                model, pretrained=pretrained or None, device=device, weights_only=True
            )
            self.tokenizer = open_clip.get_tokenizer(model)
        except (RuntimeError, OSError, ValueError, SafetensorError) as error:
            raise ModelError(
                f"open_clip cannot load {model} ({pretrained}): {str(error)[:200] or type(error).__name__}"
            ) from error
        self.model, _, self.transform = created
        self.model.eval().requires_grad_(False)
        self.name, self.device = f"open_clip {model} {pretrained or 'random'}", device
        self.source = (model, pretrained)
        self.dim = int(self.embed_text(["a"]).shape[1])

    @torch.inference_mode()
    def embed_image(self, pictures: Sequence[Picture]) -> Tensor:
        from PIL.Image import fromarray

        def encode(part: Sequence[Picture]) -> Tensor:
            shown = torch.stack([self.transform(fromarray(pixels(picture))) for picture in part])
            return self.model.encode_image(shown.to(self.device), normalize=True).float().cpu()

        return _in_parts(encode, pictures)

    @torch.inference_mode()
    def embed_text(self, texts: Sequence[str], prompts: Sequence[str] = ("{}",)) -> Tensor:
        def encode(part: Sequence[str]) -> Tensor:
            return (
                self.model.encode_text(self.tokenizer(list(part)).to(self.device), normalize=True)
                .float()
                .cpu()
            )

        return _ensemble(lambda said: _in_parts(encode, said), texts, prompts)


class SmallTowers(nn.Module):
    """Our own space, where no CLIP weights can be had: a small convolutional tower and a bag of hashed words."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__()
        self.name, self.dim = f"small towers {dim}", dim
        self.image = nn.Sequential(
            nn.Conv2d(3, 32, 4, 2, 1), nn.GELU(), nn.Conv2d(32, 64, 4, 2, 1), nn.GELU(),
            nn.Conv2d(64, 96, 4, 2, 1), nn.GELU(), nn.Flatten(), nn.Linear(96 * (PIXELS // 8) ** 2, dim),
        )  # fmt: skip
        self.text = TextTower(dim)

    def see(self, shown: Tensor) -> Tensor:
        """(n, 3, PIXELS, PIXELS) from 0 to 1 → (n, dim), unit length."""
        return nn.functional.normalize(self.image(2 * shown - 1), dim=-1)

    @torch.inference_mode()
    def embed_image(self, pictures: Sequence[Picture]) -> Tensor:
        device = self.text.words.weight.device

        def encode(part: Sequence[Picture]) -> Tensor:
            return self.see(torch.stack([shrunk(picture) for picture in part]).to(device)).cpu()

        return _in_parts(encode, pictures)

    @torch.inference_mode()
    def embed_text(self, texts: Sequence[str], prompts: Sequence[str] = ("{}",)) -> Tensor:
        return _ensemble(lambda said: self.text(said).cpu(), texts, prompts)


class TextTower(nn.Module):
    """Sentences → unit vectors in the shared space. Unknown words have a place too: names are hashed (CRC-32)."""

    def __init__(self, space_dim: int, buckets: int = 4096) -> None:
        super().__init__()
        self.buckets = buckets
        self.words = nn.EmbeddingBag(buckets, space_dim, mode="mean")
        self.out = nn.Sequential(nn.LayerNorm(space_dim), nn.Linear(space_dim, space_dim))

    def forward(self, sentences: Sequence[str]) -> Tensor:
        """sentences (n) → (n, space_dim)"""
        bags = [self._bag(sentence) for sentence in sentences]
        device = self.words.weight.device
        offsets = torch.tensor([0, *[len(bag) for bag in bags[:-1]]], device=device).cumsum(0)
        flat = torch.tensor([index for bag in bags for index in bag], device=device)
        return nn.functional.normalize(self.out(self.words(flat, offsets)), dim=-1)

    def _bag(self, sentence: str) -> list[int]:
        words = WORDS.findall(sentence.lower()) or ["nothing"]
        pairs = [f"{a} {b}" for a, b in pairwise(words)]
        return [zlib.crc32(item.encode()) % self.buckets for item in (*words, *pairs)]


def pixels(picture: Picture) -> np.ndarray:
    """(height, width, 3) uint8 of a file, an array or a PIL picture; ConfigError where it is none."""
    from PIL import Image

    if isinstance(picture, np.ndarray):
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
            raise ConfigError(f"A picture is (height, width, 3) uint8, not {picture.shape} {picture.dtype}.")
        return picture
    try:
        opened = Image.open(picture) if isinstance(picture, str | Path) else picture
        return np.asarray(opened.convert("RGB"))
    except (OSError, Image.DecompressionBombError) as error:
        raise ConfigError(f"{Path(str(picture)).name}: it cannot be opened as a picture.") from error


def shrunk(picture: Picture) -> Tensor:
    """(3, PIXELS, PIXELS) from 0 to 1."""
    from PIL import Image

    shown = pixels(picture)
    if shown.shape[:2] != (PIXELS, PIXELS):
        shown = np.asarray(Image.fromarray(shown).resize((PIXELS, PIXELS), Image.Resampling.BOX))
    return torch.from_numpy(shown.copy()).permute(2, 0, 1).float() / 255


def _in_parts(encode: Callable[[Sequence[Any]], Tensor], items: Sequence[Any]) -> Tensor:
    if not items:
        raise ConfigError("Give at least one picture or text to embed.")
    return torch.cat([encode(items[first : first + AT_ONCE]) for first in range(0, len(items), AT_ONCE)])


def _ensemble(
    encode: Callable[[Sequence[str]], Tensor], texts: Sequence[str], prompts: Sequence[str]
) -> Tensor:
    if not texts:
        raise ConfigError("Give at least one picture or text to embed.")
    each = [encode([prompt.replace("{}", text) for text in texts]) for prompt in prompts]
    return nn.functional.normalize(torch.stack(each).mean(0), dim=-1)
