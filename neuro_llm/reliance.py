"""How much an answer owes to the signal: how likely it is with the real neural tokens, and with controls.

A state, a choice: the probability that the same decision gives to the answer in the place of the recording with

- nothing: what the language model makes of the words alone;
- its own samples in random order, encoded again. Tokens that only change places are no control: the embedded model
  reads them as a set, and its answers stay what they were;
- other recordings: the mean probability over a small bank, so that the difference of logarithms is the information
  that the answer and its recording share. A mean of logarithms would hang on the one that denies the answer most.

A text that the language model wrote itself: its log-likelihood per token, its evidence shown in all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings.evidence.record import Evidence

from .answer import Answer, Reliance
from .controls import World, decided
from .decision import by_estimate
from .judging import measured_bad
from .marking import MARK
from .speaker import Prompt
from .study import Study, summary_line

if TYPE_CHECKING:
    from .gathering import Asked, Mind
    from .reply import Reply

LEAST = 1e-6  # probability; what is less likely counts as this


@dataclass(frozen=True)
class _Told:
    """One state that an answer tells.

    real   probability that was given to it
    part   values of the family → the answer's share of them
    """

    study: Study
    record: Evidence
    family: str
    real: float
    part: Callable[[Mapping[str, float]], float]


def reliance(answer: Answer, reply: Reply, others: Sequence[Study] = ()) -> Reliance | None:
    """How much the answer owes to the neural tokens; None where they had no part in it.

    others   the conversation's other recordings: controls where the model folder brings none
    """
    mind, asked = reply.mind, reply.asked
    if answer.abstained or mind.speaker is None or not mind.speaker.neural:
        return None
    told = _told(answer, asked)
    if told:
        found = [_of_state(one, mind, others, closed=answer.choice is not None) for one in told]
        return _mean(found)
    if mind.slots or answer.choice is not None or not any(r.kind == "estimated" for r in answer.evidence):
        return None
    return _of_text(answer, reply, others)


def _told(answer: Answer, asked: Asked) -> list[_Told]:
    """The states that rest on the tokens: that of the question's family, else all that the text cites."""
    studies = {study.id: study for study in asked.studies}
    estimated = [r for r in answer.evidence if r.kind == "estimated" and r.recording in studies]
    family = asked.intent.family if asked.intent is not None else ""
    onset = [record for record in estimated if record.quantity == "onset"]
    own = onset or [record for record in estimated if record.quantity == family in FAMILIES]
    if answer.choice is not None:
        return [_choice(answer, asked, studies[r.recording], r) for r in own[:1]]
    cited = [r for r in estimated if r in answer.cited and r.quantity in FAMILIES]
    return [_state(studies[record.recording], record) for record in (own[:1] or cited)]


def _state(study: Study, record: Evidence) -> _Told:
    """A value of a family; where a seizure starts, that there is one: the least that is claimed."""
    if record.quantity == "onset":
        sure = study.judged(record.start, record.stop).probabilities["seizure"]["present"]
        return _Told(study, record, "seizure", sure, lambda known: known["present"])
    value = str(record.value)
    return _Told(study, record, record.quantity, record.probability or LEAST, lambda known: known[value])


def _choice(answer: Answer, asked: Asked, study: Study, record: Evidence) -> _Told:
    """An option: the values of the family that it stands for."""
    chosen, options = str(answer.choice), tuple(answer.probabilities or {})
    if record.quantity == "onset":
        return _state(study, record)

    def part(known: Mapping[str, float]) -> float:
        shares = by_estimate(asked.question, record.quantity, options, known)
        return (shares or {}).get(chosen, LEAST)

    return _Told(study, record, record.quantity, (answer.probabilities or {})[chosen], part)


def _of_state(told: _Told, mind: Mind, others: Sequence[Study], *, closed: bool) -> Reliance:
    judge, speaker, study = mind.judge, mind.speaker, told.study
    assert speaker is not None
    span, summary = (told.record.start, told.record.stop), summary_line(study.recording)
    found = measured_bad(study, study.encoded(*span)) if told.family == "bad channels" else None
    noise = World.of(study.shuffled(*span), summary, None if found is None else bool(found))
    words = mind.bank.words(judge, speaker, told.family, summary)
    shuffled = decided(judge, speaker, told.family, [noise])[0]
    bank = mind.bank.decided(judge, speaker, told.family)
    bank = bank or decided(judge, speaker, told.family, _worlds(others))
    part = told.part
    added = of_probabilities(told.real, part(words), part(shuffled), [part(known) for known in bank])
    return added if closed else replace(added, change=None)


def of_probabilities(real: float, words: float, shuffled: float, others: Sequence[float]) -> Reliance:
    """From the probability of one answer on the real tokens, and on each control."""
    controls = [words, shuffled, float(np.mean(others)) if len(others) else math.nan]
    added = (_log(real) - _log(control) for control in controls)
    return Reliance(*added, change=real - float(np.nanmax(controls)))


def _worlds(studies: Sequence[Study]) -> list[World]:
    return [World.of(s.encoded(), summary_line(s.recording)) for s in studies if s.encoder is not None]


def _log(probability: float) -> float:
    return probability if math.isnan(probability) else math.log(max(probability, LEAST))


def _mean(found: Sequence[Reliance]) -> Reliance:
    """Over the states that an answer tells."""
    if len(found) == 1:
        return found[0]
    columns = [[getattr(one, name) for one in found] for name in ("without", "shuffled", "other")]
    return Reliance(*(float(np.mean(column)) for column in columns))


def _of_text(answer: Answer, reply: Reply, others: Sequence[Study]) -> Reliance:
    """A text of a language model that reads tokens: nats per token of the whole text."""
    speaker = reply.mind.speaker
    assert speaker is not None
    studies = reply.asked.studies
    real = reply.prompt(reply.asked.question, answer.evidence)
    shuffled = [World.of(study.shuffled(), "") for study in studies]
    bank = reply.mind.bank.worlds or _worlds(others)
    prompts = [real, _with(real, [World("")] * len(studies)), _with(real, shuffled)]
    prompts += [_with(real, [world] * len(studies)) for world in bank]
    text = answer.text.replace(MARK, "")
    scores = [row[0] for row in speaker.scores_of(prompts, [text])]
    count = speaker.length(text)
    other = (
        float(np.logaddexp.reduce(np.multiply(scores[3:], count)) - math.log(len(bank))) / count
        if bank
        else math.nan
    )
    return Reliance(scores[0] - scores[1], scores[0] - scores[2], scores[0] - other)


def _with(prompt: Prompt, worlds: Sequence[World]) -> Prompt:
    """The same prompt with the tokens of other worlds behind its recordings' lines."""
    import torch

    blocks = [replace(block, marks=w.marks) for block, w in zip(prompt.blocks, worlds, strict=True)]
    tokens = [world.tokens for world in worlds if world.tokens is not None]
    return Prompt(prompt.turns, blocks, torch.cat(tokens) if tokens else None)
