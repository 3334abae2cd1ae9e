"""fMRI: the response to events, signal to noise, volumes that stand out, drift."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.kinds import counted
from neuro_llm.recordings.readers.signal_change import RunningStatistics
from neuro_llm.recordings.recording import Event

from .activity import blocks, require_unit, rows
from .events import of_label
from .glm import Model, drift, regressor
from .part import Found, Part
from .quantity import Needs, Quantity

FEWEST_VOLUMES = 10
FEWEST_VOXELS = 20
MOST_OTHER_LABELS = 24
OUTLIER_SHARE = 0.05
SIGNIFICANT = 0.05
_MOST_TOLD = 10


def _signal_to_noise(part: Part) -> Found:
    what, recording, names = "the temporal signal to noise", part.recording, part.channels
    require_unit(recording, names, "%", what, "says nothing about its mean (standardised or demeaned)")
    statistics = RunningStatistics(len(names))
    for block in blocks(recording, names, part.start, part.stop):
        statistics.add(block)
    if statistics.seen[0] < FEWEST_VOLUMES:
        raise MeasureError(f"{what} needs at least {FEWEST_VOLUMES} volumes; there are {statistics.seen[0]}.")
    varying = statistics.deviation > 0
    if not varying.any():
        raise MeasureError(f"{recording.name}: {what} cannot be measured, no voxel varies.")
    value = np.median((100.0 + statistics.mean[varying]) / statistics.deviation[varying])
    return Found(float(value), f"median over the {varying.sum()} of {len(names)} that vary")


@dataclass(frozen=True)
class Response:
    """What events do to the signals.

    effect, t  (signal,): one signal per channel that varies, or the mean of the channels that were named
    place      whose signal it is, where the largest |t| stands: "x3 y0 z7", "mean of 12 voxels"
    limit      |t| that chance exceeds anywhere in one recording of twenty (Bonferroni)
    note       events and volumes that it rests on
    """

    effect: np.ndarray
    t: np.ndarray
    place: str
    limit: float
    note: str

    @property
    def at(self) -> int:
        return int(np.argmax(np.abs(self.t)))

    def told(self) -> str:
        """How clear it is, for the method."""
        beyond = int((np.abs(self.t) > self.limit).sum())
        shown = "" if beyond else "not shown: "
        if len(self.t) == 1:
            return f"{shown}{self.place}, p < .05 beyond ±{self.limit:.2f}; {self.note}"
        return (
            f"{shown}at {self.place}, the largest |t| of {len(self.t)} that vary, "
            f"{beyond} of them beyond ±{self.limit:.2f} (Bonferroni p < .05); {self.note}"
        )


def _response(part: Part) -> Response:
    from scipy.special import stdtrit

    model, note = _model(part)
    if part.named:
        mean = np.zeros(len(model.matrix))
        for _, x in rows(part):
            mean += x.sum(axis=0) / len(part.channels)
        effect, t = model.fit(mean[None])
        names: tuple[str, ...] = (_mean_of(part),)
    else:
        fitted = [model.fit(x) for _, x in rows(part)]
        effect, t = (np.concatenate(of) for of in zip(*fitted, strict=True))
        names = part.channels
    varies = np.flatnonzero(t != 0)
    if not len(varies):
        raise MeasureError(f"{part.recording.name}: no response can be measured, no signal varies.")
    limit = -float(stdtrit(model.freedom, SIGNIFICANT / 2 / len(varies)))
    top = varies[int(np.argmax(np.abs(t[varies])))]
    return Response(effect[varies], t[varies], names[top], limit, note)


def _mean_of(part: Part) -> str:
    if len(part.channels) == 1:
        return part.channels[0]
    return f"mean of {counted('bold', part.channels)}"


def _model(part: Part) -> tuple[Model, str]:
    """The design of the part's volumes, the tested response first; MeasureError where the events do not allow one."""
    n = round(part.stop * part.sfreq) - round(part.start * part.sfreq)
    times = part.start + (np.arange(n) + 0.5) / part.sfreq
    chosen = [part.events(part.event)] + ([part.events(part.versus)] if part.versus else [])
    for events, label in zip(chosen, (part.event, part.versus), strict=False):
        if not events:
            of = f"events {label!r}" if label else "events"
            raise MeasureError(
                f"{part.recording.name}: {part.quantity.name} needs {of} between {part.start:g} and "
                f"{part.stop:g} s; there are none."
            )
    tested = [regressor(_all_of(part, label), times) for label in (part.event, part.versus)[: len(chosen)]]
    columns = [tested[0]] if len(tested) == 1 else [(tested[0] - tested[1]) / 2, (tested[0] + tested[1]) / 2]
    columns += _others(part, times)
    try:
        model = Model(np.column_stack([*columns, drift(n, part.seconds)]))
    except MeasureError as error:
        raise MeasureError(f"{part.recording.name}: {part.quantity.name}: {error}.") from None
    count = " against ".join(str(len(events)) for events in chosen)
    return model, f"{count} event{'' if count == '1' else 's'}, {n} volumes"


def _all_of(part: Part, label: str) -> list[Event]:
    """Events of a label wherever they lie: the response to one before the span reaches into it."""
    return of_label(part.recording, label or None, 0.0, part.recording.duration)


def _others(part: Part, times: np.ndarray) -> list[np.ndarray]:
    """Regressors of all other events: one per label, or one for all where there are many labels."""
    if not part.event:
        return []
    other = [event for event in part.recording.events if event.label not in (part.event, part.versus)]
    by_label = Counter(event.label for event in other)
    if len(by_label) > min(MOST_OTHER_LABELS, len(times) // 8):
        return [regressor(other, times)]
    return [regressor([event for event in other if event.label == label], times) for label in by_label]


def _event_response(part: Part) -> Found:
    response = _response(part)
    percent = part.recording.units[part.recording.index(part.channels[:1])[0]] == "%"
    note = response.told() if percent else f"{response.told()}; in the file's own numbers, which have no unit"
    return Found(float(response.effect[response.at]), note, "%" if percent else "a.u.")


def _event_response_t(part: Part) -> Found:
    response = _response(part)
    return Found(float(response.t[response.at]), response.told())


def _outliers(part: Part) -> Found:
    """Volumes that differ from the one before by more than chance and by more than 5 % of all variance.

    Afyouni & Nichols 2018 (NeuroImage 172:291): DVARS² is compared with a χ² whose mean is the median of DVARS² and
    whose variance comes from the lower half of the interquartile range of its cube root; p < .05, Bonferroni.
    """
    from scipy.special import chdtrc

    squares, variance, n_varying = _steps(part)
    if len(squares) + 1 < FEWEST_VOLUMES:
        raise MeasureError(
            f"outlier volumes need at least {FEWEST_VOLUMES} volumes; there are {len(squares) + 1}."
        )
    if n_varying < FEWEST_VOXELS:
        raise MeasureError(
            f"{part.recording.name}: outlier volumes show in many voxels at once; it needs {FEWEST_VOXELS} that "
            f"vary, {n_varying} do."
        )
    middle = float(np.median(squares))
    quarter, half = np.percentile(np.cbrt(squares), (25, 50))
    spread = 2 * (half - quarter) / 1.349 * 3 * half**2
    if not middle > 0 or not spread > 0:
        raise MeasureError(f"{part.recording.name}: its volumes repeat one another; outliers mean nothing.")
    p = chdtrc(2 * middle**2 / spread**2, 2 * middle / spread**2 * squares)
    out = (p < SIGNIFICANT / len(squares)) & ((squares - middle) / (4 * variance) > OUTLIER_SHARE)
    volumes = _volumes(np.flatnonzero(out))
    note = f"{len(squares) + 1} volumes of {n_varying} voxels that vary"
    if volumes:
        shown = ", ".join(f"{part.start + volume / part.sfreq:.1f}" for volume in volumes[:_MOST_TOLD])
        note += f"; at {shown}{' …' if len(volumes) > _MOST_TOLD else ''} s"
    return Found(len(volumes), note)


def _volumes(steps: np.ndarray) -> list[int]:
    """Volumes behind outlying steps: a step into an odd volume and the step out of it are one volume.

    A lone first step leads out of an odd first volume.
    """
    runs = np.split(steps, np.flatnonzero(np.diff(steps) > 1) + 1) if len(steps) else []
    volumes = [int(volume) + 1 for run in runs for volume in (run[:-1] if len(run) > 1 else run)]
    return [0, *volumes[1:]] if len(runs) and len(runs[0]) == 1 and runs[0][0] == 0 else volumes


def _steps(part: Part) -> tuple[np.ndarray, float, int]:
    """Mean squared step from volume to volume, mean variance over time, number of the voxels that vary."""
    statistics = RunningStatistics(len(part.channels))
    last = np.empty((len(part.channels), 0), dtype=np.float32)
    sums: list[np.ndarray] = []
    for block in blocks(part.recording, part.channels, part.start, part.stop):
        statistics.add(block)
        joined = np.nan_to_num(np.concatenate([last, block], axis=1), nan=0.0, posinf=0.0, neginf=0.0)
        sums.append((np.diff(joined, axis=1).astype(float) ** 2).sum(axis=0))
        last = joined[:, -1:]
    varying = statistics.deviation > 0
    n = max(1, int(varying.sum()))
    squares = np.concatenate(sums) if sums else np.empty(0)
    return squares / n, float((statistics.deviation[varying] ** 2).sum() / n), int(varying.sum())


def _drift(part: Part) -> Found:
    what = "the signal drift"
    require_unit(part.recording, part.channels, "%", what, "holds no percentages of its mean")
    means, varies = [], np.zeros(len(part.channels), dtype=bool)
    for block in blocks(part.recording, part.channels, part.start, part.stop):
        clean = np.nan_to_num(block, nan=0.0)
        varies |= (clean != 0).any(axis=1)
        means.append(clean.sum(axis=0, dtype=float))
    mean = np.concatenate(means) / max(1, int(varies.sum()))
    if len(mean) < FEWEST_VOLUMES:
        raise MeasureError(f"{what} needs at least {FEWEST_VOLUMES} volumes; there are {len(mean)}.")
    if not varies.any():
        raise MeasureError(f"{part.recording.name}: {what} cannot be measured, no voxel varies.")
    slope = np.polyfit(np.arange(len(mean)), mean, 1)[0]
    return Found(float(slope * len(mean)), f"mean of {varies.sum()} voxels, {len(mean)} volumes")


_BOLD = Needs(("bold",))
_EVENTS = replace(_BOLD, events=2)
_MODEL = (
    "general linear model: canonical double-gamma response to the events (all of them where none is named), other "
    "events and cosine drift to 1/128 Hz beside it, AR(1) noise"
)
_SOURCE = "Friston et al. 1995; response of Glover 1999; AR(1) after Worsley et al. 2002"

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "temporal signal to noise", "", _BOLD,
        "mean / standard deviation over time of each voxel, not detrended",
        "Krüger & Glover 2001; median as in MRIQC", _signal_to_noise,
    ),
    Quantity(
        "event response", "%", _EVENTS, f"height of the response to one event; {_MODEL}", _SOURCE, _event_response
    ),
    Quantity("event response t-value", "", _EVENTS, _MODEL, _SOURCE, _event_response_t),
    Quantity(
        "outlier volumes", "count", _BOLD,
        "volumes whose step from the one before (DVARS) is beyond chance (χ², Bonferroni p < .05) and adds 5 % of "
        "the variance", "Afyouni & Nichols 2018", _outliers,
    ),
    Quantity(
        "signal drift", "%", _BOLD, "linear trend of the mean signal from start to end", "least squares", _drift
    ),
)  # fmt: skip
