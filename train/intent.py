"""Train the intent classifier on written and composed paraphrases: minutes on one core, the same for the same seed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from neuro_llm.adapters import lexicon
from neuro_llm.adapters.intent import DEFAULT, STOPWORDS, correct, feature_rows
from neuro_llm.adapters.intents import CLASSES
from neuro_llm.adapters.spans import mask

from .composed import composed
from .wording import bank, vary

_masked = cache(mask)


@dataclass(frozen=True)
class IntentTraining:
    """How the intent classifier is trained.

    rows       hashed features
    copies     varied copies of every phrase (the plain phrase comes on top)
    epochs     passes over all of them
    lr         step size of Adam, falling to zero along a cosine
    decay      weight decay per unit of step size
    smoothing  share of the target spread over all classes
    dropout    share of features hidden at each step, so that no single word decides
    models     trained one after another on other varied copies; their weights are averaged
    most       phrases of one class, written and composed: fewer make a quick classifier
    """

    rows: int = 1 << 16
    copies: int = 3
    epochs: int = 6
    lr: float = 0.05
    decay: float = 0.1
    smoothing: float = 0.02
    dropout: float = 0.3
    batch: int = 256
    models: int = 3
    most: int = 10_000


SLIP = 10
LABELS = ("T1", "T2", "target", "standard", "face", "house", "tone", "left hand", "rest")
"""Event labels that half of the varied copies are asked beside: an answer masks those of its recording."""


def phrases(most: int, parts: tuple[int, ...] = (0, 1, 2, 3, 4)) -> list[tuple[str, int]]:
    """(phrase, class number) of the banks; `parts` of five, dealt out by turns, for held-out scores."""
    pairs = []
    for number, name in enumerate(CLASSES):
        pairs += [(text, number) for i, text in enumerate(bank(name)[:most]) if i % 5 in parts]
    return pairs


def widened(pairs: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """The phrases with the composed questions of every class; what the banks hold is not composed again."""
    written = {text.lower() for name in CLASSES for text in bank(name)}
    made = [(text, number) for number, name in enumerate(CLASSES) for text in composed(name)[:most]]
    owners = Counter(text.lower() for text in dict(made))
    return pairs + [
        (text, c) for text, c in made if text.lower() not in written and owners[text.lower()] == 1
    ]


def examples(
    pairs: list[tuple[str, int]], config: IntentTraining, rng: np.random.Generator
) -> list[tuple[str, int]]:
    """Every phrase plain and in varied copies, masked: of a composed one a single copy, of those of the banks
    so many that small classes are drawn as often as large ones."""
    banks = [frozenset(bank(name)) for name in CLASSES]
    counts = Counter(number for text, number in pairs if text in banks[number])
    median = np.median(list(counts.values()))
    found = []
    for text, number in pairs:
        copies = max(2, round(config.copies * min(median / max(counts[number], 1), 3.0)))
        copies = copies if text in banks[number] else 1
        found.append((_masked(text), number))
        for _ in range(copies):
            labels = LABELS if rng.random() < 0.5 else ()
            found.append((mask(vary(text, rng), events=labels), number))
    return found


def fit_linear(
    pairs: list[tuple[str, int]], config: IntentTraining, seed: int, known: frozenset[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression by Adam: weights (row, class) and bias (class,), float32."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        found = [
            _fit(examples(pairs, config, np.random.default_rng([seed, model])), config, seed + model, known)
            for model in range(config.models)
        ]
    finally:
        torch.set_num_threads(threads)
    return np.mean([weights for weights, _ in found], axis=0), np.mean([bias for _, bias in found], axis=0)


def _fit(
    data: list[tuple[str, int]], config: IntentTraining, seed: int, known: frozenset[str]
) -> tuple[np.ndarray, np.ndarray]:
    import torch

    encoded = {text: feature_rows(text, config.rows, known) for text in {t for t, _ in data}}
    generator = torch.Generator().manual_seed(seed)
    weights = torch.zeros(config.rows, len(CLASSES), requires_grad=True)
    bias = torch.zeros(len(CLASSES), requires_grad=True)
    optimizer = torch.optim.AdamW([weights, bias], lr=config.lr, weight_decay=config.decay, fused=True)
    steps = config.epochs * (len(data) // config.batch + 1)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(config.epochs):
        order = torch.randperm(len(data), generator=generator)
        for chunk in order.split(config.batch):
            pairs = [data[i] for i in chunk.tolist()]
            rows = [encoded[text] for text, _ in pairs]
            flat = torch.from_numpy(np.concatenate([r for r, _ in rows]))
            values = torch.from_numpy(np.concatenate([v for _, v in rows]))
            keep = (torch.rand(len(values), generator=generator) > config.dropout) / (1 - config.dropout)
            starts = torch.tensor([0, *np.cumsum([len(r) for r, _ in rows])[:-1]])
            scores = torch.nn.functional.embedding_bag(
                flat, weights, starts, mode="sum", per_sample_weights=values * keep
            )
            target = torch.tensor([c for _, c in pairs])
            loss = torch.nn.functional.cross_entropy(scores + bias, target, label_smoothing=config.smoothing)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return weights.detach().numpy(), bias.detach().numpy()


def calibrate(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature of the lowest negative log-likelihood. scores (question, class), labels (question,)."""
    grid = np.geomspace(0.2, 3, 60)
    return float(min(grid, key=lambda t: _nll(scores / t, labels)))


def _nll(scores: np.ndarray, labels: np.ndarray) -> float:
    shifted = scores - scores.max(1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(1)) - shifted[np.arange(len(labels)), labels]))


@dataclass(frozen=True)
class HeldOut:
    """Phrasings that training did not see: scores (phrase, class), labels (phrase,)."""

    scores: np.ndarray
    labels: np.ndarray
    phrases: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        return float((self.scores.argmax(1) == self.labels).mean())


def held_out(config: IntentTraining, seed: int) -> HeldOut:
    """Trained on four fifths of the phrasings, scored on the last fifth."""
    pairs, tests = widened(phrases(config.most, (0, 1, 2, 3)), config.most), phrases(config.most, (4,))
    known = frozenset(vocabulary(pairs, 2))
    every = frozenset(vocabulary(pairs, 1))
    weights, bias = fit_linear(pairs, config, seed, known)
    scores = []
    for text, _ in tests:
        rows, values = feature_rows(correct(mask(text), every), config.rows, known)
        scores.append(bias + values @ weights[rows])
    return HeldOut(np.stack(scores), np.array([c for _, c in tests]), tuple(text for text, _ in tests))


def train_intent(
    out_folder: Path | str = DEFAULT, config: IntentTraining | None = None, seed: int = 0
) -> dict[str, float]:
    """Train, calibrate on held-out phrasings, write intent.safetensors and intent.json; returns scores."""
    from safetensors.numpy import save_file

    config = config or IntentTraining()
    unseen = held_out(config, seed)
    accuracy, temperature = unseen.accuracy, calibrate(unseen.scores, unseen.labels)
    pairs = widened(phrases(config.most), config.most)
    known = vocabulary(pairs, 2)
    weights, bias = fit_linear(pairs, config, seed, frozenset(known))
    scale = np.abs(weights).max(0) / 127
    folder = Path(out_folder)
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        "weights": np.round(weights / np.maximum(scale, 1e-12)).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
    }
    save_file(tensors, folder / "intent.safetensors")
    about = {
        "classes": list(CLASSES),
        "temperature": round(temperature, 4),
        "threshold": 0.3,
        "held_out_accuracy": round(accuracy, 4),
        "known": known,
        "rare": sorted(set(vocabulary(pairs, 1)) - set(known)),
    }
    (folder / "intent.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    return {"held_out_accuracy": accuracy, "temperature": temperature}


def vocabulary(pairs: list[tuple[str, int]], least: int) -> list[str]:
    """Content words that `least` phrases or more hold, gibberish and slips left out, sorted."""
    counts = Counter(
        word
        for text, number in pairs
        if CLASSES[number] != "unclear"
        for word in set(lexicon.words(_masked(text)))
        if word[0] != "<" and word not in STOPWORDS and len(word) > 1
    )
    return sorted(word for word, count in counts.items() if count >= least and not _is_slip(word, counts))


def _is_slip(word: str, counts: Counter[str]) -> bool:
    """Two neighbouring letters of a word that is SLIP times as frequent have changed places."""
    turned = (f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in range(len(word) - 1))
    return len(word) > 3 and any(counts[other] >= SLIP * counts[word] for other in turned)
