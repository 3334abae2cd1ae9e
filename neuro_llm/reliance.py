"""How much an answer owes to the signal: how likely it is with the real neural tokens, and with controls.

A state, a choice: the probability that the same decision gives to the answer in the place of the recording with

- nothing: what the language model makes of the words alone;
- its own samples in random order, encoded again. Tokens that only change places are no control: the embedded model
  reads them as a set, and its answers stay what they were;
- other recordings: the mean probability over a small bank, so that the difference of logarithms is the information
  that the answer and its recording share. A mean of logarithms would hang on the one that denies the answer most.

What a language model wrote or chose by itself: its log-likelihood per token, its evidence shown in all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.adapters.prompt import choice_question
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.record import Evidence

from .answer import Answer, Reliance
from .controls import World, decided
from .decision import by_estimate, by_likelihood
from .marking import MARK
from .plan import Request
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
    mind = reply.mind
    if answer.abstained or mind.speaker is None or not mind.speaker.neural:
        return None
    if not mind.slots and (answer.choice is None or reply.weighed):
        studies = reply.asked.studies
        return of_words(answer, reply, _alike(mind.bank.worlds, studies) or _alike(_worlds(others), studies))
    told = _told(answer, reply.asked)
    return (
        _mean([_of_state(one, mind, others, closed=answer.choice is not None) for one in told])
        if told
        else None
    )


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
        values, _ = study.known(replace(record, quantity="seizure"))
        return _Told(study, record, "seizure", values["present"], lambda known: known["present"])
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
    noise = World.of(study.shuffled(*span), summary, _bad(study, *span))
    words = mind.bank.words(judge, speaker, told.family, summary)
    shuffled = decided(judge, speaker, told.family, [noise])[0]
    bank = mind.bank.decided(judge, speaker, told.family)
    bank = bank or decided(judge, speaker, told.family, _worlds(others))
    part = told.part
    added = of_probabilities(told.real, part(words), part(shuffled), [part(known) for known in bank])
    return added if closed else replace(added, change=None)


def _bad(study: Study, start: float, stop: float) -> bool | None:
    """Whether the measurement finds bad channels, which random order does not mend; None where it cannot tell."""
    try:
        return bool(study.record(Request("measured", "bad channels", None, start, stop)).value)
    except MeasureError:
        return None


def of_probabilities(real: float, words: float, shuffled: float, others: Sequence[float]) -> Reliance:
    """From the probability of one answer on the real tokens, and on each control."""
    controls = [words, shuffled, *([float(np.mean(others))] if len(others) else [])]
    added = [_log(real) - _log(control) for control in controls]
    return Reliance(added[0], added[1], added[2] if len(others) else None, real - max(controls))


def _worlds(studies: Sequence[Study]) -> list[World]:
    return [World.of(s.encoded(), summary_line(s.recording)) for s in studies if s.encoder is not None]


def _alike(worlds: Sequence[World], studies: Sequence[Study]) -> list[World]:
    """Those whose tokens are of the encoder that reads all of these recordings: others are no control."""
    readers = {study.encoder.name for study in studies if study.encoder is not None}
    return [world for world in worlds if {world.encoder} == readers]


def _log(probability: float) -> float:
    return math.log(max(probability, LEAST))


def _mean(found: Sequence[Reliance]) -> Reliance:
    """Over the states that an answer tells."""
    if len(found) == 1:
        return found[0]
    others = [one.other for one in found if one.other is not None]
    without, shuffled = (
        float(np.mean([getattr(one, name) for one in found])) for name in ("without", "shuffled")
    )
    return Reliance(without, shuffled, float(np.mean(others)) if others else None)


def of_words(answer: Answer, reply: Reply, bank: Sequence[World]) -> Reliance | None:
    """What a language model that reads tokens wrote, or the option that it found likeliest; None without tokens."""
    speaker, studies, options = reply.mind.speaker, reply.asked.studies, tuple(answer.probabilities or {})
    assert speaker is not None
    question = choice_question(reply.asked.question, options) if options else reply.asked.question
    real = reply.prompt(question, answer.evidence)
    if not real.tokens:
        return None
    worlds = [[World("")] * len(studies), [World.of(study.shuffled(), "") for study in studies]]
    worlds += [[world] * len(studies) for world in bank]
    prompts = [real, *(_with(real, each) for each in worlds)]
    if options:
        place = options.index(str(answer.choice))
        shares = [
            list(by_likelihood(options, row).values())[place] for row in speaker.scores_of(prompts, options)
        ]
        return of_probabilities(shares[0], shares[1], shares[2], shares[3:])
    text = answer.text.replace(MARK, "")
    count = speaker.length(text)
    scores = np.array(speaker.scores_of(prompts, [text]))[:, 0]
    without, in_random_order = (float(scores[0] - scores[i]) for i in (1, 2))
    if not bank:
        return Reliance(without, in_random_order, None)
    mean = (np.logaddexp.reduce(count * scores[3:]) - math.log(len(bank))) / count
    return Reliance(without, in_random_order, float(scores[0] - mean))


def _with(prompt: Prompt, worlds: Sequence[World]) -> Prompt:
    """The same prompt with the tokens of other worlds behind its recordings' lines."""
    pairs = zip(prompt.blocks, worlds, strict=True)
    blocks = [replace(block, marks=world.marks, zoom=()) for block, world in pairs]
    return replace(prompt, blocks=blocks, tokens=[segment for world in worlds for segment in world.neural])
