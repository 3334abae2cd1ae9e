"""`neuro-llm eval space`: what a shared space is worth, on test people and test pictures, beside its controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
import torch
from torch import Tensor

from neuro_llm.encoders.bind import NeuroBind
from neuro_llm.encoders.bound import BoundEncoder
from neuro_llm.encoders.fusion import LearnedFusion, gain, mean_fusion
from neuro_llm.encoders.scores import Score, accuracy, hits, interval, similarity
from neuro_llm.encoders.space import PROMPTS

from .aligning import Targets, embed_split
from .baselines import place_ridge
from .trial_store import StoredTrials

BANK = 50  # pictures among which the right one is sought
SHUFFLES = 20


@dataclass(frozen=True)
class Seen:
    """What the test people of one modality make of the test pictures.

    vectors   (person, stimulus, dim): mean over presentations; single: the first presentation alone
    stimuli   (stimulus,) sorted; everybody saw all of them
    """

    vectors: np.ndarray
    single: np.ndarray
    stimuli: tuple[str, ...]


def seen(encoder: BoundEncoder, trials: Sequence[StoredTrials], modality: str, split: str = "test") -> Seen:
    """Embed a split; stimuli that some person has not seen are left out."""
    people: dict[str, dict[str, list[np.ndarray]]] = {}
    for vectors, stimuli, person in embed_split(encoder, trials, modality, split):
        shown = people.setdefault(person, {})
        for vector, stimulus in zip(vectors.numpy(), stimuli, strict=True):
            shown.setdefault(str(stimulus), []).append(vector)
    common = sorted(set.intersection(*(set(shown) for shown in people.values())))
    mean = [[np.mean(shown[name], axis=0) for name in common] for shown in people.values()]
    first = [[shown[name][0] for name in common] for shown in people.values()]
    return Seen(_unit(np.array(mean)), np.array(first), tuple(common))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def evaluate_space(
    bind: NeuroBind,
    trials: Sequence[StoredTrials],
    targets: Targets,
    words: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> str:
    """Markdown tables.

    words       test stimulus → the word that is right of it, for zero-shot classification
    """
    found = {}
    for name in bind.modalities:
        found[name] = seen(bind.encoder(name), trials, name)
        say(f"embedded {name}: {len(found[name].vectors)} people, {len(found[name].stimuli)} stimuli")
    parts = [table("Signal → picture, top-1 of 50", _to_pictures(bind, found, trials, targets))]
    said = [(name, f.vectors, targets.text) for name, f in found.items()]
    parts.append(
        table("Signal → caption, top-1 of 50", [_ranked(n, v, found[n], targets, t) for n, v, t in said])
    )
    if words:
        parts.append(table("Zero-shot words", [_named(bind, name, f, words) for name, f in found.items()]))
    if len(found) > 1:
        parts.append(
            table("Signal → signal of another person, top-1 of 50 (never trained as a pair)", _across(found))
        )
        parts.append(table("Representational similarity between modalities", _alike(found)))
        parts.append(
            table(
                "Two modalities together: gain over the better one", _together(bind, found, trials, targets)
            )
        )
    return "\n".join(parts)


def _to_pictures(
    bind: NeuroBind,
    found: Mapping[str, Seen],
    trials: Sequence[StoredTrials],
    targets: Targets,
) -> list[Score]:
    rows, control = [], untrained(bind)
    for name, mine in found.items():
        rows.append(_ranked(name, mine.vectors, mine, targets, targets.image))
        rows.append(_ranked(f"{name}, one presentation", mine.single, mine, targets, targets.image))
        raw = seen(control.encoder(name), trials, name)
        rows.append(_ranked(f"{name}, untrained encoder", raw.vectors, raw, targets, targets.image))
        ridge = place_ridge(trials, targets, name, mine.stimuli)
        if ridge is not None:
            rows.append(_ranked(f"{name}, ridge on places", ridge, mine, targets, targets.image))
    return rows


def untrained(bind: NeuroBind) -> NeuroBind:
    """Encoders of the same settings with random weights: a control."""
    torch.manual_seed(0)
    encoders = {name: bind.encoder(name) for name in bind.modalities}
    fresh = {name: type(encoder)(encoder.config) for name, encoder in encoders.items()}
    return NeuroBind(fresh, bind.space)


def _ranked(name: str, vectors: np.ndarray, mine: Seen, targets: Targets, bank: Tensor) -> Score:
    """Top-1 among the targets of the stimuli, in banks of BANK."""
    rows = [targets.rows[stimulus] for stimulus in mine.stimuli]
    return top1(name, vectors, np.repeat(bank[rows].numpy()[None], len(vectors), 0))


def top1(name: str, queries: np.ndarray, bank: np.ndarray) -> Score:
    """queries, bank (person, stimulus, dim): stimulus i of a person is sought among the bank of the same person."""
    right = found_first(queries, bank)
    groups = np.tile(np.arange(right.shape[1]), len(right))
    flat = right.ravel()
    low, high = interval(lambda which: float(flat[which].mean()), len(flat), groups)
    rng = np.random.default_rng(0)
    shuffled = [
        found_first(queries[:, rng.permutation(queries.shape[1])], bank).mean() for _ in range(SHUFFLES)
    ]
    return Score(
        name, float(flat.mean()), low, high, 1 / min(BANK, bank.shape[1]), float(np.mean(shuffled)), len(flat)
    )


def found_first(queries: np.ndarray, bank: np.ndarray) -> np.ndarray:
    """(person, stimulus) 1 where the right one of BANK stimuli is the nearest. A last, smaller bank is left out."""
    count = bank.shape[1] // BANK * BANK or bank.shape[1]
    size = min(BANK, count)
    rows = [
        np.concatenate(
            [
                hits(q[first : first + size], b[first : first + size], np.arange(size)).top1
                for first in range(0, count, size)
            ]
        )
        for q, b in zip(queries, bank, strict=True)
    ]
    return np.stack(rows)


def _named(bind: NeuroBind, name: str, mine: Seen, words: Mapping[str, str]) -> Score:
    """Balanced accuracy of naming each test picture with one of the words."""
    assert bind.space is not None
    options = sorted(set(words.values()))
    text = bind.space.embed_text(options, PROMPTS).numpy()
    guessed = np.array(options)[(mine.vectors @ text.T).argmax(-1)].ravel()
    truth = np.tile([words[stimulus] for stimulus in mine.stimuli], len(mine.vectors))
    groups = np.tile(np.arange(len(mine.stimuli)), len(mine.vectors))
    score = accuracy(guessed, truth, groups).balanced
    return Score(f"{name}, {len(options)} words", *_numbers(score))


def _numbers(score: Score) -> tuple[float, float, float, float, float, int]:
    return score.value, score.low, score.high, score.chance, score.shuffled, score.n


def _across(found: Mapping[str, Seen]) -> list[Score]:
    """Every ordered pair of modalities; the bank is what another person's brain made of the same pictures."""
    rows = []
    for one, other in permutations(found, 2):
        a, b = common(found[one], found[other])
        rows.append(top1(f"{one} → {other}", a, np.roll(b, 1, axis=0)))
    return rows


def common(*all_seen: Seen) -> list[np.ndarray]:
    """(person, stimulus, dim) of each, over the stimuli that all saw and as many people as the fewest."""
    shared = sorted(set.intersection(*(set(mine.stimuli) for mine in all_seen)))
    people = min(len(mine.vectors) for mine in all_seen)
    return [
        mine.vectors[:people][:, [mine.stimuli.index(stimulus) for stimulus in shared]] for mine in all_seen
    ]


def _alike(found: Mapping[str, Seen]) -> list[Score]:
    rows = []
    for one, other in combinations(found, 2):
        a, b = common(found[one], found[other])
        rows.append(
            Score(f"{one} and {other}", *_numbers(similarity(a.mean(0), np.roll(b, 1, 0).mean(0)).score))
        )
    return rows


def _together(
    bind: NeuroBind, found: Mapping[str, Seen], trials: Sequence[StoredTrials], targets: Targets
) -> list[Score]:
    """Gain of the mean, and of a combination learnt on validation pictures, over the better single modality."""
    rows = []
    held_apart = {name: _by_stimulus(bind.encoder(name), trials, name) for name in found}
    for one, other in combinations(found, 2):
        a, b = common(found[one], found[other])
        shared = sorted(set(found[one].stimuli) & set(found[other].stimuli))
        bank = np.repeat(targets.image[[targets.rows[s] for s in shared]].numpy()[None], len(a), 0)
        alone = [found_first(part, bank) for part in (a, b)]
        groups = np.tile(np.arange(alone[0].shape[1]), len(a))
        fused = {"mean": [mean_fusion([x, y]) for x, y in zip(a, b, strict=True)]}
        learnt = _fitted(held_apart[one], held_apart[other], targets)
        if learnt is not None:
            fused["learnt"] = [learnt.combine([x, y]) for x, y in zip(a, b, strict=True)]
        for how, vectors in fused.items():
            both = found_first(np.stack(vectors), bank)
            score = gain(both.ravel(), [part.ravel() for part in alone], groups)
            rows.append(Score(f"{one} + {other}, {how} ({both.mean():.3f})", *_numbers(score)))
    return rows


def _by_stimulus(
    encoder: BoundEncoder, trials: Sequence[StoredTrials], modality: str
) -> dict[str, np.ndarray]:
    """Mean vector of every validation stimulus."""
    kept: dict[str, list[np.ndarray]] = {}
    for vectors, stimuli, _ in embed_split(encoder, trials, modality, "val"):
        for vector, stimulus in zip(vectors.numpy(), stimuli, strict=True):
            kept.setdefault(str(stimulus), []).append(vector)
    return {name: np.mean(vectors, axis=0) for name, vectors in kept.items()}


def _fitted(
    one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray], targets: Targets
) -> LearnedFusion | None:
    shared = sorted(set(one) & set(other))
    if len(shared) < 20:
        return None
    image, _ = targets.of(shared)
    parts = [np.stack([kept[name] for name in shared]) for kept in (one, other)]
    return LearnedFusion.fit(parts, image.numpy())


def table(title: str, scores: Iterable[Score]) -> str:
    lines = [
        f"### {title}",
        "",
        "| | value | 95 % | chance | shuffled | × chance | n |",
        "|---|---|---|---|---|---|---|",
    ]
    for s in scores:
        times = f"{s.value / s.chance:.1f}" if s.chance else "–"
        span = f"{s.low:.3f}–{s.high:.3f}"
        lines.append(
            f"| {s.name} | {s.value:.3f} | {span} | {s.chance:.3f} | {s.shuffled:.3f} | {times} | {s.n} |"
        )
    return "\n".join([*lines, ""])


def words_of(captions: Mapping[str, str], words: Sequence[str]) -> dict[str, str]:
    """Stimulus → the one of the words that its caption holds; stimuli with none or several are left out."""
    found = {}
    for stimulus, caption in captions.items():
        held = [word for word in words if word in caption.split()]
        if len(held) == 1:
            found[stimulus] = held[0]
    return found
