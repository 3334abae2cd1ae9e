"""The model card: what a model is, what it learnt from and under which terms, what it scores beside its controls."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from neuro_llm.recordings.errors import ConfigError

DISCLAIMER = "**Research use only. Not a medical device, not for diagnosis.**"
_OPEN = re.compile(
    r"(?:CC0|CC[ -]BY|ODC[ -]?By|ODbL|PDDL|MIT\b|BSD|Apache|ISC\b|MPL|L?GPL|Unlicense|public domain)", re.I
)
_NO_COPIES = re.compile(r"\bND\b|no[- ]?deriv", re.I)


@dataclass(frozen=True)
class Data:
    """One data set that weights were trained on.

    licence     of the data, as its publishers state it
    credit      whom its terms ask to name, or where it comes from
    use         what of it was used, and how it was split: "12 people to train, 3 held apart"
    id          of the data set on Hugging Face, where it is there
    shareable   may weights be passed on that learnt from it? None: as its licence says
    """

    name: str
    licence: str
    credit: str = ""
    use: str = ""
    id: str = ""
    shareable: bool | None = None

    @property
    def may_be_shared(self) -> bool:
        """Only terms that are known to be open allow it."""
        if self.shareable is not None:
            return self.shareable
        return bool(_OPEN.match(self.licence.strip())) and not _NO_COPIES.search(self.licence)


@dataclass(frozen=True)
class Card:
    """What the card says of a model; texts are Markdown.

    summary   what it is
    licence   of the weights, by its SPDX name
    intended  what it is for
    data      what it was trained on
    training  how it was made
    splits    who and what was held apart from the training
    scores    tables of metrics, each beside its controls
    limits    one sentence each
    """

    title: str
    summary: str
    licence: str
    intended: str
    data: tuple[Data, ...]
    training: str = ""
    splits: str = ""
    scores: str = ""
    limits: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=("neuroscience", "question-answering"))

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Card:
        unknown = set(values) - {one.name for one in fields(cls)}
        if unknown:
            raise ConfigError(f"A model card has no part {', '.join(sorted(unknown))}.")
        known: dict[str, Any] = {**values, "data": tuple(Data(**one) for one in values["data"])}
        known["limits"], known["tags"] = tuple(known.get("limits", ())), tuple(known.get("tags", ()))
        return cls(**known)


def model_card(card: Card, base: str, hashes: Mapping[str, str]) -> str:
    """README.md of a model folder, with the header that Hugging Face reads.

    base     id of the language model; "" where its weights lie in the folder
    hashes   what is hashed → SHA-256
    """
    parts = [
        f"# {card.title}\n\n{card.summary}\n\n{DISCLAIMER}",
        f"## Intended use\n\n{card.intended}",
        f"## Training data\n\n{_data(card.data)}",
        *([f"## Training\n\n{card.training}"] if card.training else []),
        f"## Splits\n\n{card.splits or 'Nothing was held apart: no score of this model is known.'}",
        f"## Scores\n\n{card.scores or 'None were measured.'}",
        f"## Limits\n\n{_listed([*card.limits, 'It may be wrong: look at the evidence that an answer cites.'])}",
        f"## Files\n\n{_hashes(base, hashes)}",
    ]
    return f"---\n{_header(card, base)}\n---\n\n" + "\n\n".join(part.strip() for part in parts) + "\n"


def _header(card: Card, base: str) -> str:
    from huggingface_hub import ModelCardData

    data = ModelCardData(
        license=card.licence.lower(),
        library_name="neuro_llm",
        pipeline_tag="text-generation",
        base_model=base or None,
        tags=list(card.tags),
        datasets=[one.id for one in card.data if one.id] or None,
    )
    return str(data.to_yaml())


def _data(data: Sequence[Data]) -> str:
    rows = ["| data | licence | credit | use |", "|---|---|---|---|"]
    rows += [
        f"| {' | '.join(_cell(text) for text in (one.name, one.licence, one.credit, one.use))} |"
        for one in data
    ]
    return "\n".join(rows) if data else "None."


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _hashes(base: str, hashes: Mapping[str, str]) -> str:
    rows = ["| | SHA-256 |", "|---|---|", *(f"| {name} | `{value}` |" for name, value in hashes.items())]
    told = f"Trained for the language model `{base}` alone, which is loaded from its own place.\n\n"
    return (told if base else "") + "\n".join(rows)
