"""`train show`: what the loss sees of an example, token by token."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from neuro_llm.adapters.prompt import IGNORED, Rendered
from neuro_llm.adapters.tokens import token_text
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instructions import ExampleSet, read_examples

from .bases import open_base
from .collating import lesson
from .exchanges import Maker
from .features import Features
from .preparing import Say, modalities, prepare
from .recipe import InstructRecipe

LEARNT, NEURAL, PASSED = "learnt", "neural", "ignored"
_COLOURS = {LEARNT: "\x1b[1;32m", NEURAL: "\x1b[36m", PASSED: "\x1b[90m"}
_PLAIN = {LEARNT: ("⟦", "⟧"), NEURAL: ("", ""), PASSED: ("", "")}
_OFF = "\x1b[0m"


def coloured(stream: TextIO | None = None) -> bool:
    """Whether to use colours: on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    stream = sys.stdout if stream is None else stream
    return stream.isatty() and not os.environ.get("NO_COLOR")


def show(
    examples: Path,
    recipe: InstructRecipe,
    base: Path | None = None,
    wanted: Sequence[str] = (),
    count: int = 3,
    note: Say = lambda line: print(line, file=sys.stderr),
) -> str:
    """What is learnt of some examples of a file, as text for a terminal.

    wanted   ids; the first `count` examples otherwise
    """
    every = read_examples(examples)
    picked = [example for example in every if example.id in wanted] if wanted else list(every[:count])
    missing = set(wanted) - {example.id for example in picked}
    if missing:
        raise ConfigError(f"{examples} has no example {', '.join(sorted(missing))}.")
    opened = open_base(recipe, base, modalities(picked), note)
    with TemporaryDirectory() as folder:
        store = Features(Path(folder) / "features.sqlite")
        maker = Maker(opened.assistant(), every.folder, store)
        shown = []
        for exchange in prepare(maker, ExampleSet(every.folder, picked), note):
            rendered = lesson(exchange, opened.processor, (), recipe.longest)
            text = painted(rendered, opened.processor.tokenizer, coloured())
            shown.append(f"{headline(rendered, exchange.id, exchange.task)}\n{text}")
    return "\n\n".join(shown)


def painted(rendered: Rendered, tokenizer: Any, colours: bool) -> str:
    """Prompt and answer: learnt tokens green (without colours in ⟦ ⟧), neural places as ▮×n, the rest grey."""
    neuro = token_text(tokenizer).neuro_id if rendered.neural else None
    tokens = zip(rendered.input_ids, rendered.labels, strict=True)
    kinds = [(NEURAL if i == neuro else PASSED if label == IGNORED else LEARNT, i) for i, label in tokens]
    shown = []
    for kind, group in groupby(kinds, key=lambda one: one[0]):
        ids = [i for _, i in group]
        text = (
            f"▮×{len(ids)}"
            if kind == NEURAL
            else _harmless(tokenizer.decode(ids, clean_up_tokenization_spaces=False))
        )
        before, after = (_COLOURS[kind], _OFF) if colours else _PLAIN[kind]
        shown.append(f"{before}{text}{after}")
    return "".join(shown)


def _harmless(text: str) -> str:
    """Without characters that command a terminal: texts come from files."""
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter)[0] != "C" else "�" for letter in text
    )


def headline(rendered: Rendered, id: str, task: str) -> str:
    """How much of it is what."""
    learnt = sum(label != IGNORED for label in rendered.labels)
    about = f" ({task})" if task else ""
    return f"{id}{about}: {len(rendered.input_ids)} tokens, {learnt} learnt, {len(rendered.neural)} neural"
