"""Before the first step: every recording is opened once, and what the language model will read of it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.train.instructions import Example, ExampleSet, open_source

from .exchanges import Exchange, Maker, count_of
from .pictures import PICTURE, is_picture

MOST_LEFT_OUT = 0.1  # of the examples may be unreadable before that is an error
LEFT_OUT = "left_out"
_EVERY = 10.0  # s between lines of progress
_WAIT = 0.2  # s between looks at what the other processes made

Say = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """What a set of examples became.

    maker     whose store holds the exchanges
    keys      of all exchanges, in the order of the examples
    left_out  id of an example → why it could not be read
    """

    maker: Maker
    keys: tuple[str, ...]
    left_out: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index: int) -> Exchange:
        return Exchange.from_dict(self.maker.store.told(self.keys[index]))

    def __iter__(self) -> Iterator[Exchange]:
        return (self[index] for index in range(len(self)))


def modalities(examples: Iterable[Example]) -> set[str]:
    """Of the recordings, as the examples tell them; pictures count as one."""
    sources = (source for example in examples for source in example.sources)
    return {PICTURE if is_picture(source.path) else source.modality for source in sources}


def prepare(maker: Maker, examples: ExampleSet, say: Say, share: tuple[int, int] = (0, 1)) -> Prepared:
    """The exchanges of all examples; what is not kept yet is made, recording by recording.

    share   (number, count): the part of the recordings that this process makes, of how many processes
    """
    left_out: dict[str, str] = {}
    keys: dict[int, list[str]] = {}
    for index, example in enumerate(examples):
        try:
            keys[index] = [maker.key(example, number) for number in range(count_of(example))]
        except RecordingError as error:
            left_out[example.id] = str(error)
    known = maker.store.known(key for each in keys.values() for key in each[:1])
    missing = [index for index, each in keys.items() if each[0] not in known]
    groups = _by_recordings(examples, missing)
    started = told = time.monotonic()
    mine = groups[share[0] :: share[1]]
    for done, group in enumerate(mine, 1):
        _make(maker, examples, [(index, keys[index][0]) for index in group])
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            rest = (told - started) * (len(mine) - done) / done
            say(f"features: {done} of {len(mine)} recordings, {rest:.0f} s to go")
    _await(maker, [keys[index][0] for index in missing])
    if missing:
        say(
            f"features: {len(missing)} examples of {len(groups)} recordings in {time.monotonic() - started:.1f} s"
        )
    return _collected(maker, examples, keys, left_out, say)


def _by_recordings(examples: ExampleSet, indices: Sequence[int]) -> list[list[int]]:
    """Examples of the same recordings together, in the order of their first one."""
    groups: dict[str, list[int]] = {}
    for index in indices:
        about = "; ".join(f"{source.path} {dict(source.options)}" for source in examples[index].sources)
        groups.setdefault(about, []).append(index)
    return list(groups.values())


def _make(maker: Maker, examples: ExampleSet, group: Sequence[tuple[int, str]]) -> None:
    """Make and keep the exchanges of the examples of the same recordings; why, where one cannot be read."""
    prompts: dict[str, object] = {}
    tokens: dict[str, object] = {}
    with ExitStack() as stack:
        try:
            sources = examples[group[0][0]].sources
            recordings = [
                stack.enter_context(open_source(examples.folder, source))
                for source in sources
                if not is_picture(source.path)
            ]
        except RecordingError as error:
            prompts = {key: {LEFT_OUT: str(error)} for _, key in group}
            recordings, group = [], ()
        for index, key in group:
            try:
                told, values = maker.make(examples[index], recordings)
                prompts |= told
                tokens |= values
            except RecordingError as error:
                prompts[key] = {LEFT_OUT: str(error)}
    maker.store.keep(prompts, tokens)  # type: ignore[arg-type]


def _await(maker: Maker, keys: Sequence[str]) -> None:
    """Until the other processes have made their part."""
    while len(maker.store.known(keys)) < len(set(keys)):
        time.sleep(_WAIT)


def _collected(
    maker: Maker, examples: ExampleSet, keys: dict[int, list[str]], left_out: dict[str, str], say: Say
) -> Prepared:
    kept: list[str] = []
    for index, each in keys.items():
        why = maker.store.told(each[0]).get(LEFT_OUT)
        if why is None:
            kept += each
        else:
            left_out[examples[index].id] = why
    if left_out:
        first, why = next(iter(left_out.items()))
        shown = f"{len(left_out)} of {len(examples)} examples cannot be read; the first is {first}: {why}"
        if len(left_out) > MOST_LEFT_OUT * len(examples):
            raise ConfigError(f"{shown} Look at all of them with `neuro-llm data check`.")
        say(f"{shown} They are left out.")
    return Prepared(maker, tuple(kept), left_out)
