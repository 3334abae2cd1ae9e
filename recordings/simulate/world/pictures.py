"""Small pictures of coloured shapes: what they show, how they look, what one says of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SHAPES = ("circle", "square", "triangle", "cross", "ring", "bar", "star", "crescent")
COLOURS = {
    "red": (0.85, 0.1, 0.1), "green": (0.1, 0.65, 0.15), "blue": (0.15, 0.25, 0.85), "yellow": (0.95, 0.85, 0.1),
    "purple": (0.55, 0.15, 0.65), "orange": (0.95, 0.5, 0.1), "white": (0.95, 0.95, 0.95), "black": (0.05, 0.05, 0.05),
}  # fmt: skip
TEXTURES = ("plain", "striped", "dotted")
SIZES = (0.16, 0.40)  # radius as a part of the picture's width
PLACES = (0.3, 0.7)  # range of the shape's centre
GREYS = (0.2, 0.8)  # background luminance
FEATURES = (*SHAPES, "red", "green", "blue", "size", "x", "y", *TEXTURES, "luminance")
"""Names of the numbers in `Picture.features`."""
LATE = len(SHAPES)
"""The first features, what the shape is, are answered late; the others early."""


@dataclass(frozen=True)
class Picture:
    """One shape on a grey background. size, x and y are parts of the picture's width; grey 0 dark, 1 bright."""

    id: str
    shape: str
    colour: str
    texture: str
    size: float
    x: float
    y: float
    grey: float

    def features(self) -> np.ndarray:
        """(len(FEATURES),) what a visual cortex could answer to: mean 0 and variance 1 over all pictures."""
        colour = (np.array(COLOURS[self.colour]) - _COLOUR_MEAN) / _COLOUR_SD
        ranges = ((self.size, SIZES), (self.x, PLACES), (self.y, PLACES))
        placed = [(value - (low + high) / 2) / ((high - low) / 12**0.5) for value, (low, high) in ranges]
        grey = (self.grey - sum(GREYS) / 2) / ((GREYS[1] - GREYS[0]) / 12**0.5)
        return np.array(
            [*_one_of(self.shape, SHAPES), *colour, *placed, *_one_of(self.texture, TEXTURES), grey]
        )

    def caption(self) -> str:
        """What a person would say: "a small red striped circle on the upper left, dark background"."""
        size = "small" if self.size < sum(SIZES) / 2 else "large"
        side = _third(self.x, ("left", "middle", "right"))
        height = _third(self.y, ("upper ", "", "lower "))
        texture = "" if self.texture == "plain" else f"{self.texture} "
        ground = "dark" if self.grey < sum(GREYS) / 2 else "bright"
        return f"a {size} {self.colour} {texture}{self.shape} on the {height}{side}, {ground} background"

    def render(self, width: int = 32) -> np.ndarray:
        """(width, width, 3) uint8."""
        axis = (np.arange(width) + 0.5) / width
        x, y = np.meshgrid((axis - self.x) / self.size, (axis - self.y) / self.size)
        inside = np.clip(_inside(self.shape, x, y) * self.size * width + 0.5, 0, 1)[..., None]
        drawn = {
            "plain": np.ones_like(x),
            "striped": 0.5 + 0.5 * np.sign(np.sin(9 * (x + y))),
            "dotted": 0.5 + 0.5 * np.sign(np.sin(9 * x) * np.sin(9 * y)),
        }[self.texture][..., None]
        colour = np.array(COLOURS[self.colour]) * (0.35 + 0.65 * drawn)
        return np.round(255 * (inside * colour + (1 - inside) * self.grey)).astype(np.uint8)


_COLOUR_MEAN = np.mean(list(COLOURS.values()), axis=0)
_COLOUR_SD = np.std(list(COLOURS.values()), axis=0)


def draw_pictures(n: int, seed: int) -> list[Picture]:
    """`n` random pictures; no two show the same combination of what a caption says."""
    rng = np.random.default_rng(seed)
    pictures: list[Picture] = []
    said: set[str] = set()
    while len(pictures) < n:
        picture = Picture(
            f"picture-{seed}-{len(pictures):04d}", str(rng.choice(SHAPES)), str(rng.choice(list(COLOURS))),
            str(rng.choice(TEXTURES)), float(rng.uniform(*SIZES)), float(rng.uniform(*PLACES)),
            float(rng.uniform(*PLACES)), float(rng.uniform(*GREYS)),
        )  # fmt: skip
        if picture.caption() not in said:
            said.add(picture.caption())
            pictures.append(picture)
    return pictures


def _one_of(name: str, names: tuple[str, ...]) -> np.ndarray:
    share = 1 / len(names)
    return (np.array([name == other for other in names], float) - share) / (share * (1 - share)) ** 0.5


def _third(value: float, words: tuple[str, str, str]) -> str:
    low, high = PLACES
    return words[min(2, int(3 * (value - low) / (high - low)))]


def _inside(shape: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How far inside the shape of radius 1 a point lies, negative outside."""
    radius = np.hypot(x, y)
    if shape == "circle":
        return 1 - radius
    if shape == "square":
        return 0.85 - np.maximum(np.abs(x), np.abs(y))
    if shape == "triangle":
        return np.minimum(0.5 - y, (y + 1 - 1.73 * np.abs(x)) / 2)
    if shape == "cross":
        arms = np.minimum(np.abs(x), np.abs(y))
        return np.minimum(0.3 - arms, 1 - np.maximum(np.abs(x), np.abs(y)))
    if shape == "ring":
        return 0.22 - np.abs(radius - 0.75)
    if shape == "bar":
        return np.minimum(0.3 - np.abs(y), 1 - np.abs(x))
    if shape == "star":
        return (0.62 + 0.35 * np.cos(5 * np.arctan2(y, x) + np.pi / 2)) - radius
    return np.minimum(1 - radius, np.hypot(x - 0.5, y) - 0.8)  # crescent
