"""Task heads on simulated labelled tasks whose effect is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.assistant import Assistant
from neuro_llm.encoders.tasks import TaskHead, load_heads, save_heads
from neuro_llm.encoders.tasks.families import Drawn, Family, kinds
from neuro_llm.encoders.tasks.montage import Layout
from neuro_llm.encoders.tasks.readout import fitted
from neuro_llm.encoders.tasks.tangent import shrunk
from neuro_llm.learned import Learned
from neuro_llm.recordings.errors import ModelError, RecordingError
from neuro_llm.train.instructions import Example, Source, open_source
from neuro_llm.train.stored import About, write_recording
from neuro_llm.train.tasks import fit_heads

SCALP = ("F3", "Fz", "F4", "C3", "Cz", "C4", "P3", "Pz", "P4")
FISTS = ("left fist", "right fist")
QUESTION = "Which fist did the subject move?"


def _noise(rng: np.random.Generator, rows: int, length: int, scale: float) -> np.ndarray:
    """(row, time) that falls with frequency, shared in part by neighbours."""
    white = rng.standard_normal((rows, length))
    white = white + 0.5 * np.roll(white, 1, axis=0)
    spectrum = np.fft.rfft(white, axis=1) / np.maximum(np.arange(length // 2 + 1), 4) ** 0.5
    pink = np.fft.irfft(spectrum, length, axis=1)
    return scale * pink / pink.std()


def _write(folder: Path, name: str, data: np.ndarray, about: dict[str, object]) -> str:
    known = About(n_times=data.shape[1], **about)  # type: ignore[arg-type]
    write_recording(folder / name, known, [data.astype(np.float32)])
    return name


def _example(
    path: str, span: tuple[float, float], answer: str, choices: Sequence[str], **values: str
) -> Example:
    turns = (Turn("user", values.pop("question", QUESTION)), Turn("assistant", answer))
    name = f"{path} {span[0]}"
    return Example(name, turns, (Source(path, "", *span),), (), tuple(choices), **values)


def _fist_run(folder: Path, run: int, trials: int = 24) -> list[Example]:
    """A rhythm of 11 Hz over C3 and C4 that weakens on the other side of the fist that moves, 3 s in every 4."""
    rng, sfreq = np.random.default_rng(run), 128
    data = _noise(rng, len(SCALP), trials * 4 * sfreq, 8e-6)
    labels = rng.permutation(np.arange(trials) % 2)
    at = np.arange(data.shape[1]) / sfreq
    for channel, weakened in (("C3", 1), ("C4", 0)):
        strength = np.repeat(np.where(labels == weakened, 0.6, 1.0), 4 * sfreq)
        phase = 2 * np.pi * 11 * at + np.cumsum(rng.standard_normal(len(at))) * 0.15
        data[SCALP.index(channel)] += 6e-6 * strength * np.sin(phase)
    about = {"sfreq": float(sfreq), "ch_names": SCALP, "modality": "eeg", "unit": "V"}
    path = _write(folder, f"fist{run}.npy", data, about)
    return [
        _example(
            path, (4.0 * i, 4.0 * i + 3), FISTS[labels[i]], FISTS, subject="a", run=str(run), task="fist"
        )
        for i in range(trials)
    ]


@pytest.fixture(scope="module")
def fists(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Example], TaskHead]:
    """Three runs of one subject; the head is fitted on the first two."""
    folder = tmp_path_factory.mktemp("fists")
    examples = [example for run in range(3) for example in _fist_run(folder, run)]
    train = [replace(example, split="test" if example.run == "2" else "train") for example in examples]
    (head,) = fit_heads(train, folder, lambda text: None)
    return folder, train, head


def _right(head: TaskHead, examples: Sequence[Example], folder: Path) -> float:
    """Balanced accuracy of the head on the examples of split "test"."""
    found: dict[str, list[bool]] = {option: [] for option in head.options}
    for example in examples:
        if example.split == "test":
            source = example.sources[0]
            with open_source(folder, source) as recording:
                shares = head.probabilities(recording, source.start, source.stop)
            assert sum(shares.values()) == pytest.approx(1)
            found[example.answer].append(max(shares, key=lambda option: shares[option]) == example.answer)
    return float(np.mean([np.mean(right) for right in found.values()]))


def test_a_lateralised_rhythm_decides_another_run(fists: tuple[Path, list[Example], TaskHead]) -> None:
    folder, examples, head = fists
    assert head.features in ("covariance", "spatial patterns", "spectrum") or " and " in head.features
    assert head.informative
    assert head.standing.grouped == "run"
    assert head.standing.counts == {"left fist": 24, "right fist": 24}
    assert head.standing.accuracy > 0.75
    assert _right(head, examples, folder) > 0.75


@pytest.mark.parametrize("kind", ["covariance", "spatial patterns", "spectrum"])
def test_each_kind_of_rhythm_features_decides_it_alone(
    kind: str, fists: tuple[Path, list[Example], TaskHead]
) -> None:
    folder, examples, _ = fists
    sources = [example.sources[0] for example in examples]
    labels = np.array([FISTS.index(example.answer) for example in examples])
    known = np.array([example.split == "train" for example in examples])
    with open_source(folder, sources[0]) as recording:
        layout = Layout.of(recording)
    family = kinds()[kind].proposed(Drawn("eeg", [layout], [3.0], mixed=True))
    assert family is not None
    described = np.stack([_described(family, folder, source) for source in sources])
    learnt = family.learn(described[known], labels[known])
    (readout,) = fitted(family.features(described[known], learnt), labels[known], 2, [1.0])
    told = readout.logits(family.features(described[~known], learnt)).argmax(axis=1)
    assert np.mean(told == labels[~known]) > 0.7


def _described(family: Family, folder: Path, source: Source) -> np.ndarray:
    with open_source(folder, source) as recording:
        return family.describe(recording, source.start or 0.0, source.stop or recording.duration)


def test_shrinkage_is_that_of_scikit_learn() -> None:
    from sklearn.covariance import oas

    data = np.random.default_rng(0).standard_normal((5, 300)) * np.array([[1.0], [2], [3], [1], [5]])
    assert shrunk(1e-6 * data) / 1e-12 == pytest.approx(oas(data.T, assume_centered=True)[0])


def test_shuffled_labels_are_not_informative(fists: tuple[Path, list[Example], TaskHead]) -> None:
    folder, examples, _ = fists
    rng = np.random.default_rng(1)
    answers = rng.permutation([example.answer for example in examples])
    shuffled = [
        replace(example, turns=(example.turns[0], Turn("assistant", str(answer))))
        for example, answer in zip(examples, answers, strict=True)
    ]
    notes: list[str] = []
    (head,) = fit_heads(shuffled, folder, notes.append)
    assert not head.informative
    assert "cannot tell" in notes[-1]


def _evoked_run(folder: Path, run: int, trials: int = 80) -> list[Example]:
    """One event in five is followed by 9 µV at 0.35 s over Pz."""
    rng, sfreq, step = np.random.default_rng(10 + run), 128, 1.0
    names = ("Fz", "Cz", "Pz", "Oz")
    data = _noise(rng, len(names), int((trials + 1) * step * sfreq), 10e-6)
    targets = rng.permutation(np.arange(trials) % 5 == 0)
    after = np.arange(sfreq) / sfreq
    wave = 9e-6 * np.exp(-0.5 * ((after - 0.35) / 0.08) ** 2)
    for i in np.flatnonzero(targets):
        first = int(i * step * sfreq)
        data[:, first : first + sfreq] += np.outer((0.3, 0.7, 1.0, 0.5), wave)
    about = {"sfreq": float(sfreq), "ch_names": names, "modality": "eeg", "unit": "V"}
    path = _write(folder, f"oddball{run}.npy", data, about)
    options = ("target", "non-target")
    return [
        _example(path, (i * step, i * step + 0.8), options[int(not targets[i])], options, run=str(run), task="oddball")
        for i in range(trials)
    ]  # fmt: skip


def _block_run(folder: Path, run: int) -> list[Example]:
    """Voxels tuned to one of three categories, 5 s behind blocks of 12 s, on a slow trend."""
    rng, tr, blocks, voxels = np.random.default_rng(20 + run), 2.0, 15, 40
    categories = ("face", "house", "shoe")
    shown = rng.permutation(np.arange(blocks) % 3)
    data = rng.standard_normal((voxels, blocks * 10)) + np.linspace(0, 3, blocks * 10)
    spans = [(20.0 * i, 20.0 * i + 12) for i in range(blocks)]
    middles = (np.arange(data.shape[1]) + 0.5) * tr
    for (start, stop), category in zip(spans, shown, strict=True):
        during = (middles >= start + 5) & (middles < stop + 5)
        data[np.ix_(np.arange(voxels) % 3 == category, during)] += 0.5
    names = tuple(f"x{i} y0 z0" for i in range(voxels))
    path = _write(
        folder,
        f"blocks{run}.npy",
        data,
        {"sfreq": 1 / tr, "ch_names": names, "modality": "fmri", "unit": "%"},
    )
    return [
        _example(path, span, categories[category], categories, run=str(run), task="category")
        for span, category in zip(spans, shown, strict=True)
    ]


def _cell_run(folder: Path, run: int, modality: str) -> list[Example]:
    """Units or cells of which a third prefers each of two stimuli, 1 s each."""
    rng, sfreq, trials, cells = np.random.default_rng(30 + run), 30, 30, 18
    shown = rng.permutation(np.arange(trials) % 2)
    rate = np.full((cells, trials * sfreq), 4.0)
    for i, stimulus in enumerate(shown):
        rate[np.arange(cells) % 3 == stimulus, i * sfreq : (i + 1) * sfreq] = 7.0
    spikes = rng.poisson(rate / sfreq).astype(float)
    decay = np.exp(-np.arange(sfreq) / (0.4 * sfreq))
    traces = np.stack([np.convolve(row, decay)[: rate.shape[1]] for row in spikes])
    traces += 0.2 * rng.standard_normal(traces.shape)
    data, unit = (spikes, "count") if modality == "spikes" else (traces, "dF/F")
    about = {"sfreq": float(sfreq), "modality": modality, "unit": unit}
    path = _write(
        folder, f"{modality}{run}.npy", data, {**about, "ch_names": tuple(f"u{i}" for i in range(cells))}
    )
    options = ("grating", "noise")
    return [
        _example(path, (float(i), i + 1.0), options[stimulus], options, run=str(run), task=modality)
        for i, stimulus in enumerate(shown)
    ]


def _person(folder: Path, number: int) -> list[Example]:
    """One channel of one person, awake or in deep sleep: 4 × 10 s with slow waves or without."""
    rng, sfreq = np.random.default_rng(40 + number), 100
    data = _noise(rng, 1, 40 * sfreq, 10e-6 * rng.uniform(0.7, 1.4))
    asleep = number % 2
    at = np.arange(data.shape[1]) / sfreq
    data[0] += asleep * 12e-6 * np.sin(2 * np.pi * rng.uniform(0.9, 1.6) * at)
    about = {"sfreq": float(sfreq), "ch_names": (f"EEG{number}",), "modality": "eeg", "unit": "V"}
    path = _write(folder, f"person{number}.npy", data, about)
    options = ("awake", "deep sleep")
    return [
        _example(path, (10.0 * i, 10.0 * i + 10), options[asleep], options, subject=str(number), task="sleep")
        for i in range(4)
    ]


def _last(examples: Sequence[Example], runs: int) -> list[Example]:
    """The last quarter is for testing."""
    first = len(examples) - len(examples) // runs
    return [replace(example, split="train" if i < first else "test") for i, example in enumerate(examples)]


@pytest.mark.parametrize(
    ("make", "runs", "features", "least"),
    [
        (_evoked_run, 4, "evoked", 0.62),
        (_block_run, 4, "response", 0.7),
        (lambda folder, run: _cell_run(folder, run, "spikes"), 4, "response", 0.8),
        (lambda folder, run: _cell_run(folder, run, "calcium"), 4, "response", 0.8),
        (_person, 16, "spectrum", 0.7),
    ],
)
def test_each_kind_of_features_learns_its_effect(
    make: Callable[[Path, int], list[Example]], runs: int, features: str, least: float, tmp_path: Path
) -> None:
    examples = _last([example for run in range(runs) for example in make(tmp_path, run)], 4)
    (head,) = fit_heads(examples, tmp_path, lambda text: None)
    assert features in head.features
    assert head.informative
    assert _right(head, examples, tmp_path) > least


def test_saved_heads_give_the_same_numbers(
    fists: tuple[Path, list[Example], TaskHead], tmp_path: Path
) -> None:
    folder, examples, head = fists
    save_heads(tmp_path, [head, replace(head, name="again")])
    first, second = load_heads(tmp_path)
    assert (first.questions, first.options, first.standing) == (head.questions, head.options, head.standing)
    with open_source(folder, examples[-1].sources[0]) as recording:
        expected = head.probabilities(recording, 4, 7)
        assert first.probabilities(recording, 4, 7) == pytest.approx(expected, abs=1e-6)
        assert second.probabilities(recording, 4, 7) == pytest.approx(expected, abs=1e-6)


def test_damaged_files_are_refused(fists: tuple[Path, list[Example], TaskHead], tmp_path: Path) -> None:
    assert load_heads(tmp_path) == ()
    save_heads(tmp_path, [fists[2]])
    text = (tmp_path / "tasks.json").read_text(encoding="utf-8")
    for wrong in (
        text.replace('"family": "', '"family": "no '),
        text.replace('"temperature"', '"warmth"'),
        text[:-20],
    ):
        (tmp_path / "tasks.json").write_text(wrong, encoding="utf-8")
        with pytest.raises(ModelError, match="damaged"):
            load_heads(tmp_path)
    (tmp_path / "tasks.json").unlink()
    with pytest.raises(ModelError, match=r"tasks\.json is missing"):
        load_heads(tmp_path)


def test_other_recordings_are_refused(fists: tuple[Path, list[Example], TaskHead], tmp_path: Path) -> None:
    (first, *_) = _cell_run(tmp_path, 0, "spikes")
    with (
        open_source(tmp_path, first.sources[0]) as recording,
        pytest.raises(RecordingError, match="it is spikes; fist was learnt from eeg"),
    ):
        fists[2].probabilities(recording, 0, 3)
    (person, *_) = _person(tmp_path, 0)
    with (
        open_source(tmp_path, person.sources[0]) as recording,
        pytest.raises(RecordingError, match=r"lacks 9 of the 9 channels .* F3, Fz"),
    ):
        fists[2].probabilities(recording, 0, 3)


# ---- answers ----


def test_the_assistant_answers_with_the_estimate_as_evidence(
    fists: tuple[Path, list[Example], TaskHead],
) -> None:
    folder, examples, head = fists
    assistant = Assistant(learned=Learned((head,)))
    with open_source(folder, examples[-1].sources[0]) as recording:
        expected = head.probabilities(recording, 4, 7)
        assert max(expected.values()) > 0.7  # surer than a guess
        answer = assistant.generate(recording, QUESTION, choices=FISTS[::-1], start=4, stop=7)
        worded = assistant.generate(
            recording, "Which fist was moved?", choices=("LEFT", "right"), start=4, stop=7
        )
        polar = assistant.generate(
            recording, "Did they move the left fist?", choices=("yes", "no"), start=4, stop=7
        )
        said = assistant.generate(recording, "Which fist did the person move between 4 and 7 s?")
    record = answer.evidence[0]
    assert answer.probabilities == pytest.approx(expected)
    assert (record.kind, record.quantity, record.value) == ("estimated", "fist", answer.choice)
    assert (record.start, record.stop, record.probability) == (4, 7, round(expected[str(answer.choice)], 3))
    assert "2 runs left out" in record.method
    assert answer.confidence == pytest.approx(max(expected.values()))
    assert worded.probabilities == pytest.approx({"LEFT": expected[FISTS[0]], "right": expected[FISTS[1]]})
    assert polar.probabilities is not None
    assert polar.probabilities["yes"] == pytest.approx(expected[FISTS[0]])
    assert f"{answer.choice}" in said.text
    assert "[E1]" in said.text
    assert answer.unsupported == said.unsupported == ()
    assert said.quantity == "fist"


def test_a_task_that_was_not_learnt_is_not_told(fists: tuple[Path, list[Example], TaskHead]) -> None:
    folder, examples, head = fists
    doubtful = replace(head, standing=replace(head.standing, informative=False))
    assistant = Assistant(learned=Learned((doubtful,)))
    with open_source(folder, examples[0].sources[0]) as recording:
        answer = assistant.generate(recording, QUESTION, choices=FISTS, start=4, stop=7)
        said = assistant.generate(recording, QUESTION, start=4, stop=7)
    assert answer.abstained
    assert answer.choice in FISTS
    assert "better than chance" in answer.reason
    assert said.abstained
    assert "better than chance" in said.reason


def test_what_is_no_span_of_the_task_is_not_told(fists: tuple[Path, list[Example], TaskHead]) -> None:
    folder, examples, head = fists
    assistant = Assistant(learned=Learned((head,)))
    with open_source(folder, examples[0].sources[0]) as recording:
        whole = assistant.generate(recording, QUESTION, choices=FISTS)
        other = assistant.generate(
            recording, "Is alpha stronger on the left or right?", choices=("left", "right")
        )
        noise = replace(recording, source=_Noise())
        strange = assistant.generate(noise, QUESTION, choices=FISTS, start=4, stop=7)
    assert whole.abstained
    assert "spans of up to 3 s" in whole.reason
    assert other.quantity != "fist"
    assert strange.abstained
    assert "unlike everything" in strange.reason


class _Noise:
    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        rng = np.random.default_rng(start)
        return rng.standard_normal((len(channels), stop - start)).astype(np.float32)

    def close(self) -> None:
        pass


def test_wordings_and_polar_questions_are_one_task(fists: tuple[Path, list[Example], TaskHead]) -> None:
    folder, examples, _ = fists
    train = [example for example in examples if example.split == "train"]
    asked = []
    for i, example in enumerate(train):
        left = example.answer == FISTS[0]
        if i % 3 == 1:
            turns = (Turn("user", "Was it the left fist?"), Turn("assistant", "yes" if left else "no"))
            example = replace(example, turns=turns, choices=("yes", "no"))
        elif i % 3 == 2:
            turns = (Turn("user", "Left or right?"), Turn("assistant", "Left" if left else "Right"))
            example = replace(example, turns=turns, choices=("Right", "Left"))
        asked.append(example)
    odd = replace(
        train[0], id="odd", choices=("up", "down"), turns=(train[0].turns[0], Turn("assistant", "up"))
    )
    notes: list[str] = []
    (head,) = fit_heads([*asked, odd], folder, notes.append)
    assert head.options == FISTS
    assert head.standing.counts == {"left fist": 24, "right fist": 24}
    assert head.synonyms == {"left": "left fist", "right": "right fist"}
    assert "1 examples" in notes[0]
