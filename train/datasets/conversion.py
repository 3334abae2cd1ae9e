"""From a published data set to our manifest: part by part, each written when it is whole, so that it can be resumed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet, Pair, PairSet, parse_pair, read_pairs, replace_text, write_pairs
from neuro_llm.train.stored import About, is_whole, trial_of, write_recording

from .splits import held_out, with_blocks_named, with_validation


@dataclass(frozen=True)
class Request:
    """What the user asked for.

    subjects   names as in the data set, or "1" for "sub-01"; empty for all
    hold_out   subjects that only test: of them the test stimuli, of the others the rest
    say        where progress goes, one line at a time
    """

    root: Path
    out: Path
    subjects: tuple[str, ...] = ()
    hold_out: tuple[str, ...] = ()
    accept_confound: bool = False
    say: Callable[[str], None] = lambda line: None


@dataclass(frozen=True)
class Shown:
    """One presentation: seconds in its recording, what was shown, and whether its publishers keep it for tests."""

    start: float
    stop: float
    stimulus: str
    image: str | None = None
    text: str | None = None
    test: bool = False


@dataclass(frozen=True)
class Loaded:
    """One recording as it comes out of the published files: (channel, time) pieces, lazily; none where it stays."""

    shown: list[Shown]
    about: About | None = None
    blocks: Iterable[np.ndarray] = ()


@dataclass(frozen=True)
class Part:
    """One recording to come.

    sources   the published files it comes from: while their sizes stay the same it need not be made again
    load      opens them; not called for what is finished
    stays     path of the recording relative to the data set's root, for sets whose recordings stay where they are
    """

    subject: str
    session: str
    modality: str
    sources: tuple[Path, ...]
    load: Callable[[], Loaded]
    kind: str = ""
    stays: str | None = None

    @property
    def name(self) -> str:
        words = [f"sub-{self.subject}", f"ses-{self.session}" if self.session else "", self.kind]
        return re.sub(r"[^\w.-]+", "-", "_".join(word for word in words if word))


@dataclass(frozen=True)
class Plan:
    """What a converter found; `in_order`: trials lie in their recordings in the order of the experiment."""

    dataset: DataSet
    parts: tuple[Part, ...]
    in_order: bool = True


def convert(plan: Plan, request: Request) -> PairSet:
    """Convert what is not finished yet, write the manifest, and return it checked."""
    parts = _chosen(plan.parts, request)
    for leftover in request.out.glob("*/.*.part"):
        leftover.unlink()
    pairs: list[Pair] = []
    for number, part in enumerate(parts, 1):
        done = _finished(part, request)
        if done is None:
            request.say(f"{number} of {len(parts)}: {part.name}")
            done = _made(part, request)
        pairs += done
    if not pairs:
        raise ConfigError(f"{plan.dataset.name}: no stimulus in {request.root} has a picture or a text.")
    dataset = replace(plan.dataset, trial=_trial(pairs, request), root=str(request.root.resolve()))
    if plan.in_order:
        dataset = with_blocks_named(dataset, pairs)
    dataset, pairs = with_validation(
        *held_out(dataset, _numbered(pairs), _names(request.hold_out, plan.parts))
    )
    write_pairs(request.out, dataset, pairs)
    return read_pairs(request.out)


def _trial(pairs: list[Pair], request: Request) -> tuple[float, float] | None:
    """What belongs to every trial, where the recordings are trials end to end."""
    names = dict.fromkeys(pair.recording for pair in pairs)
    found = [trial for name in names if (trial := trial_of(request.out / name)) is not None]
    return (min(before for before, _ in found), min(after for _, after in found)) if found else None


def _chosen(parts: tuple[Part, ...], request: Request) -> list[Part]:
    """The parts of the subjects asked for; no two may get the same name."""
    wanted = _names(request.subjects, parts)
    chosen = [part for part in parts if not wanted or part.subject in wanted]
    twice = [name for name, count in Counter(part.name for part in chosen).items() if count > 1]
    if twice:
        raise ConfigError(
            f"{request.root} holds {twice[0]} more than once, at different preprocessing; give the one folder."
        )
    return chosen


def _names(asked: tuple[str, ...], parts: tuple[Part, ...]) -> set[str]:
    """Subjects as the data set spells them: "1", "sub-01" and "subj01" are "01"."""
    known = {_bare(part.subject): part.subject for part in parts}
    missing = [name for name in asked if _bare(name) not in known]
    if missing:
        there = ", ".join(sorted(set(known.values())))
        raise ConfigError(f"no subject {', '.join(missing)} in this data set; it has {there}.")
    return {known[_bare(name)] for name in asked}


def _bare(subject: str) -> str:
    return re.sub(r"^(sub-|subj|sub|p(?=\d))", "", subject.strip().lower()).lstrip("0")


def _made(part: Part, request: Request) -> list[Pair]:
    """Convert one part and keep its pairs beside it, last."""
    loaded = part.load()
    recording = part.stays or f"recordings/{part.name}.npy"
    if loaded.about is not None:
        write_recording(request.out / recording, loaded.about, loaded.blocks)
    pairs = [_pair(part, recording, number, shown) for number, shown in enumerate(loaded.shown)]
    kept = request.out / "parts" / f"{part.name}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_sizes(part)), *(json.dumps(vars(pair), ensure_ascii=False) for pair in pairs)]
    replace_text(kept, "\n".join(lines) + "\n")
    return pairs


def _pair(part: Part, recording: str, number: int, shown: Shown) -> Pair:
    return Pair(
        id=f"{part.name}-{number:05d}", recording=recording, modality=part.modality, subject=part.subject,
        session=part.session, start=round(float(shown.start), 6), stop=round(float(shown.stop), 6),
        stimulus=shown.stimulus, image=shown.image, text=shown.text, split="test" if shown.test else "train",
    )  # fmt: skip


def _finished(part: Part, request: Request) -> list[Pair] | None:
    """The pairs of a part that is complete and whose sources have not changed; None otherwise."""
    kept = request.out / "parts" / f"{part.name}.jsonl"
    if not kept.is_file():
        return None
    sizes, *lines = kept.read_text(encoding="utf-8").splitlines()
    if json.loads(sizes) != _sizes(part):
        return None
    if part.stays is None and not is_whole(request.out / f"recordings/{part.name}.npy"):
        return None
    return [parse_pair(line, f"{kept} line {number}") for number, line in enumerate(lines, 2)]


def _sizes(part: Part) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in part.sources}


def _numbered(pairs: list[Pair]) -> list[Pair]:
    """With `repeat`: how often this subject saw the stimulus before."""
    seen: Counter[tuple[str, str]] = Counter()

    def counted() -> Iterator[Pair]:
        for pair in pairs:
            yield replace(pair, repeat=seen[pair.subject, pair.stimulus])
            seen[pair.subject, pair.stimulus] += 1

    return list(counted())
