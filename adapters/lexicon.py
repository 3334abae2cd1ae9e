"""Words of the trade: which concept each word, abbreviation, jargon term or stem stands for.

Concepts are features of the intent classifier beside the words themselves, so that a term that no training
question uses still points the right way. A trailing * matches any ending; terms may have several words.
"""

from __future__ import annotations

import re
from functools import cache

from . import terms_events, terms_questions, terms_rhythms

CONCEPTS: dict[str, str] = {**terms_rhythms.TERMS, **terms_events.TERMS, **terms_questions.TERMS}


@cache
def _terms() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...], dict[str, re.Pattern[str]]]:
    """Exact terms with their concepts; stems, long ones first; terms of several words by their first word."""
    exact: dict[str, list[str]] = {}
    stems: list[tuple[str, str]] = []
    several: dict[str, list[str]] = {}
    for concept, line in CONCEPTS.items():
        for term in filter(None, (piece.strip() for piece in line.split(","))):
            if re.search(r"[^\w<>]", term.rstrip("*")):
                exact.setdefault(term.rstrip("*"), []).append(concept)
                several.setdefault(re.match(r"\w*", term)[0], []).append(term)  # type: ignore[index]
            elif term.endswith("*"):
                stems.append((term[:-1], concept))
            else:
                exact.setdefault(term, []).append(concept)
    return (
        {term: tuple(names) for term, names in exact.items()},
        tuple(sorted(stems, key=lambda pair: -len(pair[0]))),
        {first: _any_of(terms) for first, terms in several.items()},
    )


def _any_of(terms: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(terms), key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(t.rstrip("*")) + (r"\w*" if t.endswith("*") else r"(?!\w)") for t in ordered)
    )


@cache
def word_concepts(word: str) -> tuple[str, ...]:
    """Concepts of one word, exact matches and stems."""
    exact, stems, _ = _terms()
    found = list(exact.get(word, ()))
    found += [concept for stem, concept in stems if word.startswith(stem)]
    return tuple(dict.fromkeys(found))


def concepts(text: str) -> tuple[str, ...]:
    """Concepts of a masked, lower-case text, each once, in the order of the table."""
    exact, _, several = _terms()
    found: set[str] = set()
    for start in re.finditer(r"(?<![\w<])(?:\w+|(?=[#%/]))", text):
        pattern = several.get(start[0])
        match = pattern.match(text, start.start()) if pattern else None
        if match:
            found.update(exact.get(match[0]) or exact[_stem_of(match[0], exact)])
    for word in words(text):
        found.update(word_concepts(word))
    return tuple(c for c in CONCEPTS if c in found)


def _stem_of(term: str, exact: dict[str, tuple[str, ...]]) -> str:
    """The longest known term that begins this one: "sleep stages" → "sleep stage"."""
    return next(term[:n] for n in range(len(term), 0, -1) if term[:n] in exact)


def words(text: str) -> list[str]:
    """Words of a masked text: placeholders stay whole, "peak-to-peak" also counts as its parts."""
    found = []
    for word in re.findall(r"<[a-z]+>|1/f\w*|[a-z]+(?:[-'/][a-z]+)+|[^\W\d_]+\d*|\d+|%", text):
        found.append(word)
        if "'" not in word and word[0] != "<" and not word.startswith("1/f"):
            parts = re.split(r"[-/]", word)
            found += parts if len(parts) > 1 else []
    return found


@cache
def terms() -> frozenset[str]:
    """All single words of the lexicon, for spelling correction."""
    parts = {w for line in CONCEPTS.values() for w in re.findall(r"[a-z]{4,}(?!\w*\*)", line)}
    return frozenset(parts)
