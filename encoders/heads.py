"""Small calibrated heads on the encoder's tokens: the estimates that any language model can read."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES: dict[str, tuple[str, ...]] = {
    "eyes": ("open", "closed"),
    "seizure": ("absent", "present"),
    "spindles": ("absent", "present"),
    "blinks": ("absent", "present"),
    "bad channels": ("absent", "present"),
    "dominant band": ("delta", "theta", "alpha", "beta"),
    "line noise": ("none", "50 Hz", "60 Hz"),
}
"""The families of estimates and their values; "onset" (the patch in which a seizure starts) comes beside them."""

FEATURES = 64
"""Width of what a head sees of a window before it decides."""

EVENTS = ("seizure", "spindles", "blinks")
"""Families that are also judged patch by patch."""


class Heads(nn.Module):
    """Logits per window, patch and channel.

    tokens (window, patch + summary, width), mask (window, patch + summary),
    channels (window, channel, width), channel_mask (window, channel)
    returns  each family (window, class); "<event> patches" (window, patch); "onset" (window, patch);
             "bad each" (window, channel); "features" (window, family, feature), what each head decides from
    """

    def __init__(self, width: int, summaries: int, patches: int) -> None:
        super().__init__()
        self.patches = patches
        inside = (summaries + 2) * width
        hidden = min(FEATURES, width)
        self.families = nn.ModuleDict(
            {
                name.replace(" ", "_"): nn.Sequential(
                    nn.Linear(inside, hidden), nn.GELU(), nn.Linear(hidden, len(states))
                )
                for name, states in STATES.items()
            }
        )
        self.each = nn.ModuleDict({name: nn.Linear(width, 1) for name in (*EVENTS, "onset")})
        self.bad = nn.Linear(width, 1)
        for name, states in STATES.items():  # calibrated logits = scale · logits + shift
            self.register_buffer(f"scale_{name.replace(' ', '_')}", torch.ones(1))
            self.register_buffer(f"shift_{name.replace(' ', '_')}", torch.zeros(len(states)))

    def _layers(self, name: str) -> nn.Sequential:
        layers = self.families[name.replace(" ", "_")]
        assert isinstance(layers, nn.Sequential)
        return layers

    def calibrated(self, logits: dict[str, Tensor]) -> dict[str, Tensor]:
        """The families' logits after temperature and shift; all others as they are."""
        fitted = {
            name: logits[name] * getattr(self, f"scale_{name.replace(' ', '_')}")
            + getattr(self, f"shift_{name.replace(' ', '_')}")
            for name in STATES
        }
        return {**logits, **fitted}

    def forward(
        self, tokens: Tensor, mask: Tensor, channels: Tensor, channel_mask: Tensor
    ) -> dict[str, Tensor]:
        patch, real = tokens[:, : self.patches], mask[:, : self.patches]
        hidden = ~real.unsqueeze(-1)
        mean = patch.sum(1) / real.sum(1, keepdim=True).clamp(min=1)
        largest = patch.masked_fill(hidden, -1e4).amax(1)
        inside = torch.cat([tokens[:, self.patches :].flatten(1), mean, largest], -1)
        features = {name: self._layers(name)[:2](inside) for name in STATES}
        logits = {name: self._layers(name)[2](features[name]) for name in STATES}
        logits["features"] = torch.stack(list(features.values()), 1)
        for name in EVENTS:
            each = self.each[name](patch).squeeze(-1).masked_fill(~real, -1e4)
            logits[f"{name} patches"] = each
            logits[name] = logits[name] + torch.stack([torch.zeros_like(each[:, 0]), 0.5 * each.amax(1)], -1)
        logits["onset"] = self.each["onset"](patch).squeeze(-1).masked_fill(~real, -1e4)
        bad = self.bad(channels).squeeze(-1).masked_fill(~channel_mask, -1e4)
        logits["bad each"] = bad
        logits["bad channels"] = logits["bad channels"] + torch.stack(
            [torch.zeros_like(bad[:, 0]), bad.amax(1)], -1
        )
        return logits
