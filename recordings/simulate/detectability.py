"""What a scene lets anyone tell: whether an event or a state stands out of all else that is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .prominence import BACKGROUND_FROM_HZ
from .truth import Spindle

if TYPE_CHECKING:
    from .spectrum import Spectrum

TOLD_BLINK, TOLD_SPINDLE = 6.0, 5.0  # d' of one event; below, a present one may be missed by anybody
ALPHA_WIDTH_HZ = 1.5
CLOSED_DB, OPEN_DB = 10.0, 7.0  # posterior alpha over the background: at least, at most


class Detectability:
    """Signal-to-noise ratios in the channels that do not fail."""

    def __init__(self, spectrum: Spectrum) -> None:
        self.spectrum, self.scene = spectrum, spectrum.scene
        self.roles = np.array([*self.scene.roles, "other"])

    def of_events(self, waves: np.ndarray, seen: np.ndarray, role: str) -> np.ndarray:
        """(event, channel) d' of the matched filter for events of a role among all that is not of it.

        waves   (event, frequency) complex           seen   (event, channel) what each channel sees of them
        Kay (1998), Fundamentals of Statistical Signal Processing II, section 4.4: signal in coloured noise.
        """
        spectrum = self.spectrum
        inside = spectrum.frequencies >= BACKGROUND_FROM_HZ
        scale = len(self.scene.times) * spectrum.config.sfreq / 2
        noise = scale * (
            np.diag(spectrum.covariance)[:, None] * spectrum.background[inside] + spectrum.sensor[:, None]
        )
        others = self.roles != role
        noise += spectrum.maps[:, others] ** 2 @ np.abs(spectrum.components[others][:, inside]) ** 2
        ratio = 2 * np.abs(waves[:, inside]) ** 2 @ (1 / np.maximum(noise, 1e-30)).T
        return np.abs(seen) * np.sqrt(ratio) * spectrum.good

    def blinks(self) -> bool:
        """Would a blink of this person be seen?"""
        from scipy.fft import rfft

        wave, seen = self.scene.one_blink
        return bool(self.of_events(rfft(wave)[None], seen[None], "blink").max() >= TOLD_BLINK)

    def spindles(self, found: tuple[Spindle, ...]) -> tuple[Spindle, ...]:
        """Each spindle with the channels that show it."""
        if not found:
            return ()
        names, spectrum = np.array(self.scene.montage.names), self.spectrum
        rows = np.flatnonzero(self.roles == "spindle")
        ratios = self.of_events(spectrum.components[rows], spectrum.maps[:, rows].T, "spindle")
        return tuple(
            replace(spindle, channels=tuple(names[ratio >= TOLD_SPINDLE].tolist()))
            for spindle, ratio in zip(found, ratios, strict=True)
        )

    def eyes(self) -> bool:
        """Does this person's alpha tell the state of the eyes: clear when closed, hardly there when open?"""
        config, spectrum = self.scene.config, self.spectrum
        rows = self.scene.posterior_alpha
        if not rows:
            return False
        near = np.abs(spectrum.frequencies - config.alpha_frequency) <= 2 * ALPHA_WIDTH_HZ
        floor = spectrum.background[near].mean() * np.diag(spectrum.covariance) + spectrum.sensor
        size = config.alpha_uv / 2 * np.sqrt(np.mean(spectrum.maps[:, rows] ** 2, axis=1))
        ratio = float(np.max(spectrum.good * size**2 / 2 / ALPHA_WIDTH_HZ / floor))
        closed = 10 * np.log10(max(ratio, 1e-9))
        opened = closed - 20 * np.log10(config.alpha_reactivity)
        return bool(closed >= CLOSED_DB and opened <= OPEN_DB)
