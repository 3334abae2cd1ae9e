"""Small towers of pictures and words, trained on the captions of a data set where no CLIP weights can be had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from neuro_llm.encoders.alignment import Alignment
from neuro_llm.encoders.space import SmallTowers, shrunk
from neuro_llm.recordings.errors import ConfigError

from .pairs import PairSet

FEWEST = 20


@dataclass(frozen=True)
class TowerRecipe:
    dim: int = 64
    steps: int = 600
    batch: int = 192
    lr: float = 2e-3
    noise: float = 0.02  # added to the pixels


def train_towers(
    sets: Sequence[PairSet],
    folder: Path,
    *,
    seed: int = 0,
    recipe: TowerRecipe | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> SmallTowers:
    """Towers that agree on the pictures and captions of the training split; kept in `folder`.

    Raises ConfigError where fewer than FEWEST training stimuli have both a picture and a caption.
    """
    from safetensors.torch import load_file, save_file

    recipe = recipe or TowerRecipe()
    torch.manual_seed(seed)
    towers = SmallTowers(recipe.dim)
    path = folder / "towers.safetensors"
    if path.is_file():
        towers.load_state_dict(load_file(path))
        return towers.eval().requires_grad_(False)
    captioned = {
        pair.stimulus: (data.path(pair.image), pair.text)
        for data in sets
        for pair in data.pairs
        if pair.split == "train" and pair.image and pair.text
    }
    if len(captioned) < FEWEST:
        raise ConfigError(
            f"The data hold {len(captioned)} training pictures with captions; small towers need {FEWEST}. "
            "Name an open_clip model in the recipe instead."
        )
    shown = torch.stack([shrunk(image) for image, _ in captioned.values()])
    _fit(towers, shown, [text for _, text in captioned.values()], recipe, say)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(towers.state_dict(), path)
    return towers.eval().requires_grad_(False)


def _fit(
    towers: SmallTowers,
    shown: torch.Tensor,
    captions: Sequence[str],
    recipe: TowerRecipe,
    say: Callable[[str], None],
) -> None:
    """Symmetric InfoNCE between pictures and captions; equal captions never meet in one batch."""
    loss = Alignment()
    parameters = [*towers.parameters(), *loss.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=recipe.lr, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.lr, recipe.steps)
    for step in range(recipe.steps):
        rows = torch.randperm(len(captions))[: recipe.batch].tolist()
        rows = list({captions[row]: row for row in rows}.values())
        seen = towers.see(shown[rows] + recipe.noise * torch.randn_like(shown[rows]))
        value = loss(seen, towers.text([captions[row] for row in rows]))
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        schedule.step()
        if (step + 1) % 200 == 0:
            say(f"towers {step + 1}/{recipe.steps} loss {float(value.detach()):.3f}")
