"""What the windows of one recording say together: calibrated estimates, and when events happen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.channels import region_of
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from . import moments
from .edges import Found, refined
from .heads import EVENTS, STATES

ONSET_STEP, ONSET_STEPS = 5.0, 24  # seconds; the last step holds all that is later
UNREAL = -1e3  # logits of patches that hold no samples are far below
BAD_CHANNEL = 0.5  # a channel is named where its own probability is above this
DOUBTFUL = 0.2  # probability of an event below which nobody decides for it
AROUND_ONSET = 8  # patches on both sides of a long recording's seizure start that are weighed
ONSET_WITHIN = 2  # patches on both sides of the start that count as the same onset, in a long recording
ONSET_LEAST = 0.5  # that start is right in half of the simulated nights in which the onset head sees another

TIMES = {"seizure": "seizure times", "spindles": "spindle times", "blinks": "blink times"}
"""Event → quantity of the record that tells when."""


@dataclass(frozen=True)
class Reading:
    """Calibrated logits of all windows of one recording, and how they become records.

    logits       as `Heads` gives them, all windows
    weights      (window,) real patches of each; spans (window, 2) s
    patch_times  (patch, 2) s of the real patches, in time order
    span         s, of all
    """

    logits: dict[str, Tensor]
    weights: Tensor
    spans: np.ndarray
    patch_times: np.ndarray
    recording: Recording
    span: tuple[float, float]

    @property
    def long(self) -> bool:
        """Its clearest window tells nothing any more: there are too many."""
        return len(self.patch_times) > moments.LONG_PATCHES

    def estimates(self) -> tuple[Evidence, ...]:
        records = [self._state(family) for family in STATES if family != "bad channels"]
        records.append(self._bad_channels())
        records.extend(self._times(event) for event in EVENTS)
        if self._probability("seizure")[1] > 0.5:
            records.append(self._late_onset(records) if self.long else self._onset())
        return tuple(records)

    def probabilities(self) -> dict[str, dict[str, float]]:
        return {
            family: dict(zip(values, self._probability(family).tolist(), strict=True))
            for family, values in STATES.items()
        }

    def features(self, width: int) -> Tensor:
        """(family + 1, width): what each head decided from and its logits, of an event at its clearest window,
        else the mean; last, when a seizure starts: its probability in steps of ONSET_STEP seconds."""
        rows = []
        for number, family in enumerate(STATES):
            logits = self.logits[family]
            seen = torch.cat([self.logits["features"][:, number], logits], 1)
            clearest = int((logits[:, 1] - logits[:, 0]).argmax())
            rows.append(seen[clearest] if family in EVENTS else seen.mean(0))
        rows.append(self._onset_course(width))
        return torch.stack([nn.functional.pad(row, (0, width - len(row))) for row in rows])

    def _onset_course(self, width: int) -> Tensor:
        """(step,) ten times the probability that a seizure starts in each step from the start of what was read."""
        starts, chances = self._onset_chances()
        steps = ((starts - self.span[0]) // ONSET_STEP).astype(int).clip(0, min(ONSET_STEPS, width) - 1)
        course = torch.zeros(min(ONSET_STEPS, width))
        return course.index_add(0, torch.from_numpy(steps), 10 * self._probability("seizure")[1] * chances)

    def _probability(self, family: str) -> Tensor:
        """(class,) over the whole recording: states averaged over windows, events at their clearest window.

        In long recordings events are weighed against the length (`moments`).
        """
        if family in EVENTS and self.long:
            odds = torch.tensor(moments.present(family, self.patches(family)))
            return torch.stack([-odds / 2, odds / 2]).softmax(0).float()
        logits = self.logits[family]
        if family in EVENTS or family == "bad channels":
            odds = logits[:, 1] - logits[:, 0]
            joint = odds.max() if family in EVENTS else (odds * self.weights).sum() / self.weights.sum()
            return torch.stack([-joint / 2, joint / 2]).softmax(0)
        weights = (self.weights / self.weights.sum()).unsqueeze(-1)
        return (logits.log_softmax(-1) * weights).sum(0).softmax(0)

    def _record(
        self, quantity: str, value: object, probability: float, channels: tuple[str, ...], how: str
    ) -> Evidence:
        unit = "s" if quantity == "onset" or quantity in TIMES.values() else ""
        return Evidence(
            quantity=quantity, value=value, unit=unit, channels=channels,  # type: ignore[arg-type]
            start=self.span[0], stop=self.span[1], kind="estimated", probability=round(probability, 3),
            method=f"calibrated head of the EEG encoder, {how} of {len(self.weights)} window(s)",
        )  # fmt: skip

    def _state(self, family: str) -> Evidence:
        probabilities = self._probability(family)
        best = int(probabilities.argmax())
        how = "clearest" if family in EVENTS else "mean"
        return self._record(
            family, STATES[family][best], float(probabilities[best]), self._channels(family), how
        )

    def _channels(self, family: str) -> tuple[str, ...]:
        """The channels a person would look at: the posterior ones for the eyes, frontal ones for blinks."""
        wanted = {
            "eyes": ("occipital", "parietal"),
            "blinks": ("frontal",),
            "spindles": ("central", "frontal"),
        }
        names = self.recording.fields
        positions = np.asarray(self.recording.positions)[self.recording.index(names)]
        chosen = [
            name
            for name, place in zip(names, positions, strict=True)
            if region_of(name, place) in wanted.get(family, ())
        ]
        return tuple(chosen or names)

    def _bad_channels(self) -> Evidence:
        each = ((self.logits["bad each"] * self.weights.unsqueeze(-1)).sum(0) / self.weights.sum()).sigmoid()
        named = tuple(name for name, p in zip(self.recording.fields, each, strict=True) if p > BAD_CHANNEL)
        probabilities = self._probability("bad channels")
        best = int(probabilities.argmax())
        return self._record(
            "bad channels", STATES["bad channels"][best], float(probabilities[best]), named, "mean"
        )

    def patches(self, event: str) -> np.ndarray:
        """Log odds of an event per real patch, in time order."""
        logits = self.logits[f"{event} patches"]
        return logits[logits > UNREAL].numpy()

    def _times(self, event: str) -> Evidence:
        """When the event happens: intervals (start, stop) s, their edges from the signal around them.

        None where it is ruled out; where it may yet be decided otherwise, those that it would have.
        """
        odds, channels = self.patches(event), self._channels(event)
        absent, present = self._probability(event).tolist()
        if present < DOUBTFUL:
            return self._record(TIMES[event], (), absent, channels, "patches")
        found = []
        for segment in moments.credible(event, odds):
            first, last = moments.core(odds, segment)
            core = (self._start(first), self._stop(last))
            found.append(Found(self._start(segment.first), self._stop(segment.last), core))
        value = refined(self.recording, event, found, channels, self.span)
        sure = float(1 / (1 + np.exp(-odds.max())))
        return self._record(TIMES[event], value, sure, channels, "patches, edges by the signal's envelope,")

    def _start(self, patch: int) -> float:
        return float(self.patch_times[patch, 0])

    def _stop(self, patch: int) -> float:
        """End of the last patch before `patch`."""
        return float(self.patch_times[patch - 1, 1])

    def _late_onset(self, records: list[Evidence]) -> Evidence:
        """Start of the first seizure of a long recording, and the chance that it lies within some seconds of it."""
        times = next(r for r in records if r.quantity == TIMES["seizure"])
        start = float(times.value[0][0])  # type: ignore[index]
        at = int(np.searchsorted(self.patch_times[:, 1], start, side="right"))
        first = max(0, at - AROUND_ONSET)
        there = slice(first, at + AROUND_ONSET)
        onset = self.logits["onset"][self.logits["onset"] > UNREAL][there]
        chances = onset_chances(onset, torch.from_numpy(self.patches("seizure")[there]))
        near = slice(max(0, at - first - ONSET_WITHIN), at - first + ONSET_WITHIN + 1)
        sure = max(float(chances[near].sum()), ONSET_LEAST)
        return self._record("onset", start, sure, self.recording.fields, "first seizure")

    def _onset(self) -> Evidence:
        """Start of the likeliest first patch of the seizure, in the window that shows it most clearly."""
        starts, chances = self._onset_chances()
        start, chance = float(starts[int(chances.argmax())]), float(chances.max())
        return self._record("onset", round(start, 1), chance, self.recording.fields, "clearest")

    def _onset_chances(self) -> tuple[np.ndarray, Tensor]:
        """Starts (s) of the real patches of the window with the clearest seizure, and the chance of each."""
        window = int((self.logits["seizure"][:, 1] - self.logits["seizure"][:, 0]).argmax())
        chances = onset_chances(self.logits["onset"][window], self.logits["seizure patches"][window])
        real = self.logits["onset"][window] > UNREAL
        before = int((self.logits["onset"][:window] > UNREAL).sum())
        return self.patch_times[before : before + int(real.sum()), 0], chances[real]


def onset_chances(onset: Tensor, present: Tensor, ahead: int = 3, trust: float = 0.6) -> Tensor:
    """(patch,) probability that a seizure starts there: the onset head, and absent before and present after it.

    onset, present   (patch,) logits of the onset and of the seizure being there; UNREAL or less where nothing is
    ahead            patches after the start that must show it; trust: weight of the present patches
    """
    real = onset > UNREAL
    there = nn.functional.logsigmoid(present).clamp(-8) * real
    absent = nn.functional.logsigmoid(-present).clamp(-8) * real
    before = absent.cumsum(0) - absent
    after = nn.functional.pad(there, (0, ahead - 1)).unfold(0, ahead, 1).sum(-1)
    return (onset + trust * (before + after)).masked_fill(~real, -torch.inf).softmax(0)
