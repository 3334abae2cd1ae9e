"""`neuro-llm eval space`: the whole way in one command, from a simulated world to tables; or tables of a model."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from neuro_llm.encoders.bind import NeuroBind, load_bind
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.simulate.world.pictures import SHAPES

from .align import AlignRecipe, align, cut_all
from .evaluate_space import evaluate_space, words_of
from .pairs import PairSet, read_pairs
from .targets import stimulus_targets
from .world import NAME, WorldSize, make_world

SIZES = {
    "full": (WorldSize(people=32), AlignRecipe(steps=6000, check_every=300, patience=6)),
    "smoke": (
        WorldSize(people=3, test_people=2, pictures=120, shown=40, val_pictures=30, shown_val=10, test_pictures=20,
                  repeats=2),
        AlignRecipe(steps=30, batch=32, check_every=15),
    ),
}  # fmt: skip


CARD = """---
license: apache-2.0
tags: [eeg, meg, fmri, calcium-imaging, spikes, contrastive]
---

# The space that comes with neuro-llm

Encoders of EEG, MEG, fMRI, calcium imaging and spikes after a stimulus, and small towers of pictures and words, in one
space of 64 dimensions. **Trained on a simulated world of coloured shapes alone** (`neuro-llm eval space`): it shows
that the way works and gives vectors of any recording to probe; it does not know what a real brain answers to, nor
words beyond shapes, colours, sizes and places. Train your own with `neuro-llm train align`. Research use only.

Measured on people and pictures of that world that were never trained on. "shuffled": pictures exchanged among trials.

{tables}"""


def evaluate_simulated(
    work: Path, size: str, workers: int, out: Path | None, say: Callable[[str], None]
) -> str:
    """Simulate a world, align encoders of all its modalities, score them on people and pictures never met.

    work   everything lands here; called again, it goes on where it stopped. The model is `work/model`
    size   "full" (half an hour on two cores) or "smoke" (a minute, proves nothing)
    out    where to keep the trained space, compact, with a card that holds the tables
    """
    if size not in SIZES:
        raise ConfigError(f"size={size!r}: choose {' or '.join(SIZES)}.")
    started = time.monotonic()
    world, recipe = SIZES[size]
    folder = work / "world"
    make_world(folder, world, workers=workers, say=say)
    align([folder], work / "model", work / "training", recipe, say)
    tables = evaluate_model(work / "model", folder, work / "training", say)
    if out is not None:
        load_bind(work / "model").save(out, compact=True)
        (out / "README.md").write_text(CARD.format(tables=tables), encoding="utf-8")
    return f"{tables}\n{(time.monotonic() - started) / 60:.1f} minutes from nothing to here.\n"


def evaluate_model(model: Path, data: Path, work: Path, say: Callable[[str], None]) -> str:
    """Tables of a trained space on the test split of a data set of pairs."""
    bind, pairs = load_bind(model), read_pairs(data)
    if bind.space is None:
        raise ConfigError(f"{model}: it has no towers of pictures and words to score against.")
    modalities = {pair.modality for pair in pairs.pairs if pair.split == "test"}
    chosen = {name: bind.encoder(name) for name in bind.modalities if name in modalities}
    if not chosen:
        raise ConfigError(f"{data}: no test trials of {', '.join(bind.modalities)}.")
    trials = cut_all(chosen, [pairs], work, False, say)
    targets = stimulus_targets(bind.space, [pairs], work / "targets")
    tested = NeuroBind(chosen, bind.space, bind.about)
    words = words_of(captions_of(pairs), SHAPES) if pairs.dataset.name == NAME else None
    return evaluate_space(tested, trials, targets, words, say)


def captions_of(pairs: PairSet) -> dict[str, str]:
    """Test stimulus → caption."""
    return {pair.stimulus: pair.text for pair in pairs.pairs if pair.split == "test" and pair.text}
