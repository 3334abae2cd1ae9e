"""Leave-one-recording-out: the last stage of the encoder again without one real recording, judged on that one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.encode import encode_recording
from neuro_llm.recordings.errors import ConfigError

from .default import CALIBRATION_SEED, Recipe
from .encoder import calibrate, train_encoder
from .evaluate import Pair, Score, table
from .evaluate_real import CUT_SECONDS
from .pool import load
from .real import Labelled, open_labelled, permitted, real_items


def left_out_table(work: Path, data: Path, note: Callable[[str], None], recipe: Recipe | None = None) -> str:
    """Eyes of every labelled recording by an encoder that never saw it; by one that saw no real recording; as Markdown.

    work   folder of a finished `neuro-llm train default`: its simulated windows and first encoder are used
    """
    from safetensors.torch import load_file

    recipe = recipe or Recipe()
    if not (work / "simulated.safetensors").is_file():
        raise ConfigError(
            f"{work} holds no finished encoder stage; give the work folder of `neuro-llm train default`."
        )
    shards = sorted((work / "pool").glob("*.npz"))
    items = load(path for path in shards if int(path.stem) < CALIBRATION_SEED)
    held = load(path for path in shards if int(path.stem) >= CALIBRATION_SEED)
    known = [labelled for labelled in permitted(data) if "eyes" in labelled.states]
    rows: dict[str, dict[str, Score]] = {}
    pairs: dict[str, list[Pair]] = {"left out": [], "simulation only": []}
    start = EEGEncoder(recipe.encoder)
    start.load_state_dict(load_file(work / "simulated.safetensors"))
    calibrate(start, held)
    for labelled in known:
        note(f"without {labelled.file}")
        encoder = EEGEncoder(recipe.encoder)
        encoder.load_state_dict(load_file(work / "simulated.safetensors"))
        real = [item for _, item in real_items(data, recipe.encoder.spec, without=labelled.file)]
        train_encoder(encoder, items, real, work / "left_out", recipe.adapt_stage)
        shutil.rmtree(work / "left_out", ignore_errors=True)
        calibrate(encoder, held)
        found = {
            "left out": _judged(encoder, data, labelled),
            "simulation only": _judged(start, data, labelled),
        }
        rows[f"{labelled.file} ({labelled.states['eyes']})"] = {
            name: Score.of(one) for name, one in found.items()
        }
        for name, one in found.items():
            pairs[name] += one
    rows["all, class-balanced"] = {name: Score.of(one) for name, one in pairs.items()}
    return "## Eyes, leave-one-recording-out (pieces of ten seconds)\n\n" + table(rows)


@torch.inference_mode()
def _judged(encoder: EEGEncoder, data: Path, labelled: Labelled) -> list[Pair]:
    right = labelled.states["eyes"]
    with open_labelled(data, labelled) as recording:
        starts = np.arange(
            0, recording.duration - CUT_SECONDS + 0.01, max(CUT_SECONDS, recording.duration / 12)
        )
        encoded = [encode_recording(encoder, recording, float(s), float(s) + CUT_SECONDS) for s in starts]
    return [(right, one.probabilities["eyes"][right] > 0.5) for one in encoded]
