"""What a question asks for: a light linear classifier over masked words, letters and concepts of the trade.

Loads no torch: hashed features, one matrix product. `train/intent.py` makes the weights in `default/`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np

from . import lexicon
from .intents import FAMILIES, INTENTS, REASONS
from .options import canonical
from .spans import mask

_ROWS = ("qwertyuiop", " asdfghjkl", " zxcvbnm")
_KEYS = {
    key: "".join(row[max(0, at - 1) : at + 2] for row in _ROWS[max(0, i - 1) : i + 2])
    for i, keys in enumerate(_ROWS)
    for at, key in enumerate(keys)
    if key != " "
}
LETTERS, CONCEPT, PAIR = 0.15, 2.5, 1.0
DEFAULT = Path(__file__).parent / "default"
_STOPWORDS = (
    "a an the of in on at to for from by with and or is are was were be been being do does did has have "
    "had it its this that these those there here i me my you your we our he she his her they them their "
    "what which who how when where why can could would should will shall may might must please tell give "
    "show let know just so as if any some not no yes about into over under than then now up down out all "
    "more most very really actually quite s t m re ll d ve u r im whats hows get got see look like "
)
STOPWORDS = frozenset(_STOPWORDS.split())


@dataclass(frozen=True)
class Understanding:
    """What a question asks for.

    intent        a name of `INTENTS`, or "reject"
    probability   calibrated probability of `intent` (of its reason where rejected)
    reason        a name of `REASONS` where rejected, else None
    alternatives  (intent or reason, probability), most likely first, without `intent` itself
    masked        the question as the classifier saw it
    """

    intent: str
    probability: float
    reason: str | None = None
    alternatives: tuple[tuple[str, float], ...] = ()
    masked: str = ""

    @property
    def rejected(self) -> bool:
        return self.intent == "reject"


@dataclass(frozen=True)
class IntentModel:
    """Weights (feature, class) float32, bias (class,), and what goes with them.

    threshold   probability below which a question is "unclear"
    vocabulary  words of the training phrases, for spelling correction
    known       those of several phrases
    """

    weights: np.ndarray
    bias: np.ndarray
    classes: tuple[str, ...]
    temperature: float
    threshold: float
    vocabulary: frozenset[str]
    known: frozenset[str]

    def probabilities(self, text: str) -> np.ndarray:
        """Probability of each class for a masked text: (class,)."""
        rows, values = feature_rows(text, len(self.weights), self.known)
        scores = self.bias + values @ self.weights[rows]
        scores = scores / self.temperature
        exps = np.exp(scores - scores.max())
        return exps / exps.sum()


def features(text: str, known: frozenset[str]) -> list[tuple[str, float]]:
    """Named features of a masked text with their group's weight: words, letters, concepts, pairs of concepts.

    known   words that are not news; questions from elsewhere are full of strange ones
    """
    tokens = lexicon.words(text)
    found = [(f"w {t}", 1.0) for t in tokens]
    edged = ["^", *tokens, "$"]
    found += [(f"b {a} {b}", 0.7) for a, b in pairwise(edged)]
    found += [(f"t {a} {b} {c}", 0.5) for a, b, c in zip(edged, edged[1:], edged[2:], strict=False)]
    letters = {
        f"#{t}#"[i : i + n] for t in tokens if t[0] != "<" for n in (3, 4, 5) for i in range(len(t) + 3 - n)
    }
    found += [(f"c {x}", LETTERS) for x in sorted(letters)]
    concepts = lexicon.concepts(text)
    found += [(f"k {c}", CONCEPT) for c in concepts]
    found += [(f"p {a} {b}", PAIR) for a, b in combinations(concepts, 2)]
    strange = sum(t not in STOPWORDS and not is_known(t, known) for t in tokens)
    found += [(f"strange {n}", CONCEPT) for n in range(1, min(strange, 3) + 1)]
    return found


def feature_rows(text: str, n_rows: int, known: frozenset[str]) -> tuple[np.ndarray, np.ndarray]:
    """Hashed features: row numbers (feature,) and values (feature,), scaled to unit length."""
    found = features(text, known)
    rows = np.array([zlib.crc32(name.encode()) % n_rows for name, _ in found], dtype=np.int64)
    values = np.array([value for _, value in found], dtype=np.float32)
    return rows, values / max(float(np.linalg.norm(values)), 1e-6) * 4


@cache
def load_intent(folder: Path = DEFAULT) -> IntentModel:
    """The trained classifier of a folder; kept in memory."""
    from safetensors.numpy import load_file

    about = json.loads((folder / "intent.json").read_text(encoding="utf-8"))
    tensors = load_file(folder / "intent.safetensors")
    weights = tensors["weights"].astype(np.float32) * tensors["scale"].astype(np.float32)
    return IntentModel(
        weights=weights,
        bias=tensors["bias"].astype(np.float32),
        classes=tuple(about["classes"]),
        temperature=about["temperature"],
        threshold=about["threshold"],
        vocabulary=frozenset(about["known"]) | frozenset(about["rare"]),
        known=frozenset(about["known"]),
    )


def understand(
    question: str,
    choices: Sequence[str] = (),
    *,
    channels: Sequence[str] = (),
    events: Sequence[str] = (),
    folder: Path = DEFAULT,
) -> Understanding:
    """What the question asks for, or why it cannot be answered.

    choices            options of a closed question; they often give the family away
    channels, events   names of the recording, so that unusual ones are masked too
    """
    model = load_intent(folder)
    text = correct(mask(question, channels, events), model.vocabulary)
    known = known_share(text, model.vocabulary)
    empty = not any(character.isalpha() for character in text) or known == 0.0
    if empty and not choice_families(choices):
        return Understanding("reject", 0.9, "unclear", (), text)
    p = model.probabilities(text)
    grounded = has_ground(text)
    p = _weigh_choices(p if grounded else _weigh_ground(p, model.classes), model.classes, choices, grounded)
    order = np.argsort(-p)
    ranked = tuple((model.classes[i], float(p[i])) for i in order[:5])
    best, probability = ranked[0]
    if best in REASONS:
        return Understanding("reject", probability, best, ranked[1:], text)
    answerable = float(sum(p[i] for i, name in enumerate(model.classes) if name in INTENTS))
    if probability < model.threshold and not (answerable > 0.9 and probability > 0.6 * model.threshold):
        reason = next((name for name, _ in ranked if name in REASONS), "unclear")
        return Understanding(
            "reject", 1 - probability, reason if answerable < 0.6 else "unclear", ranked, text
        )
    return Understanding(best, probability, None, ranked[1:], text)


def choice_families(choices: Sequence[str]) -> tuple[str, ...]:
    """Families for which every option has a meaning and at least two differ; yes/no tells nothing."""
    found = []
    for family in FAMILIES:
        values = {canonical(family, option) for option in choices}
        if len(values) > 1 and None not in values:
            found.append(family)
    return tuple(found)


def has_ground(text: str) -> bool:
    """Does a masked text hold any term of the trade, band, channel or time?"""
    return "<" in text or any(not c.startswith(("q_", "x_")) for c in lexicon.concepts(text))


def _weigh_ground(p: np.ndarray, classes: Sequence[str]) -> np.ndarray:
    """Without any term of the trade a text hardly asks for a measurement: those classes become unlikely."""
    factor = np.array(
        [
            0.05 if name in INTENTS and INTENTS[name].records and name != "describe" else 1.0
            for name in classes
        ]
    )
    return p * factor / (p * factor).sum()


def _weigh_choices(
    p: np.ndarray, classes: Sequence[str], choices: Sequence[str], grounded: bool
) -> np.ndarray:
    """Families that fit the options become likelier, most where only one fits and the text is vague."""
    fitting = choice_families(choices)
    if not fitting:
        return p
    strength = 6.0 if len(fitting) > 1 else 30.0 if grounded else 1e9
    factor = np.array([strength if name in fitting else 1.0 for name in classes])
    return p * factor / (p * factor).sum()


def known_share(text: str, vocabulary: frozenset[str]) -> float:
    """Share of content words known from training or from the lexicon; 1 where there are none."""
    content = [w for w in lexicon.words(text) if w not in STOPWORDS]
    if not content:
        return 1.0 if lexicon.words(text) else 0.0
    return sum(is_known(w, vocabulary) for w in content) / len(content)


def is_known(word: str, vocabulary: frozenset[str]) -> bool:
    compound = "-" in word or "/" in word  # its parts are looked at by themselves
    return word[0] == "<" or compound or word in vocabulary or bool(lexicon.word_concepts(word))


def correct(text: str, vocabulary: frozenset[str]) -> str:
    """Unknown words of four letters or more become the nearest known word within a slip or two."""
    out = []
    for piece in text.split(" "):
        bare = piece.strip(".,;:!?()[]\"'")
        if len(bare) >= 4 and bare.isalpha() and bare not in STOPWORDS and not is_known(bare, vocabulary):
            piece = piece.replace(bare, _nearest(bare, vocabulary))
        out.append(piece)
    return " ".join(out)


@cache
def _nearest(word: str, vocabulary: frozenset[str]) -> str:
    """The known word with the fewest typing slips; the word itself where none is near."""
    if any(
        word.endswith(tail) and word[: -len(tail)] in vocabulary for tail in ("s", "ly", "ed", "ing", "er")
    ):
        return word
    best, best_cost = word, 1.5 if len(word) < 9 else 2.1
    for known in _by_length(vocabulary, len(word)):
        if known[0] != word[0] and known[1:3] != word[1:3] and known[:2] != word[1::-1]:
            continue
        cost = _slips(word, known, best_cost)
        if cost < best_cost:
            best, best_cost = known, cost
    return best


@cache
def _by_length(vocabulary: frozenset[str], length: int) -> tuple[str, ...]:
    pool = {w for w in vocabulary if w.isalpha()} | set(lexicon.terms())
    return tuple(sorted(w for w in pool if abs(len(w) - length) <= 2 and len(w) >= 4))


def _wrong(typed: str, meant: str) -> float:
    """Cost of one letter for another: 1 for neighbours on the keyboard and between vowels, else 1.6."""
    if typed == meant:
        return 0.0
    close = meant in _KEYS.get(typed, "") or {typed, meant} <= set("aeiouy")
    return 1.0 if close else 1.6


def _slips(a: str, b: str, limit: float) -> float:
    """Damerau-Levenshtein distance (neighbours swapped count once), given up beyond `limit`."""
    if abs(len(a) - len(b)) >= limit:
        return limit
    before: list[float] = []
    row = [float(j) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [float(i)]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + _wrong(x, y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return row[-1]
