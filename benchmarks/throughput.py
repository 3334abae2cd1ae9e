"""Tokens per second of the default through `stream`, beside the same language model in bare `generate`.

python benchmarks/throughput.py [--tokens 128]
Both write the same number of tokens after the same prompt, greedily; runs alternate, medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch

import neuro_llm
from neuro_llm.recordings import examples

QUESTION = "Is there a posterior alpha rhythm?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    model = neuro_llm.load()
    speaker = model.mind.speaker
    with neuro_llm.read(examples.path("rest_eyes_closed")) as recording:
        prompts = seen_prompts(speaker)
        list(model.stream(recording, QUESTION))
    if not prompts:
        sys.exit("the language model was not asked")
    inputs = prepared(speaker, prompts[-1])
    length = {"max_new_tokens": arguments.tokens, "min_new_tokens": arguments.tokens, "do_sample": False}
    ours, bare = [], []
    for run in range(arguments.runs + 1):
        pair = (timed_stream(speaker, prompts[-1], length), timed_bare(speaker.model, inputs, length))
        if run:  # the first warms up
            ours.append(arguments.tokens / pair[0])
            bare.append(arguments.tokens / pair[1])
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    places, threads = inputs["inputs_embeds"].shape[1], torch.get_num_threads()
    print(f"prompt of {places} places, {arguments.tokens} new tokens, {threads} threads")
    print(f"neuro-llm stream        {statistics.median(ours):7.1f} tokens/s")
    print(f"transformers.generate   {statistics.median(bare):7.1f} tokens/s")
    print(f"ratio                   {ratio:7.3f}   (target ≥ 0.95)")


def seen_prompts(speaker: Any) -> list[Any]:
    """Keeps every prompt that the speaker is given from now on."""
    kept: list[Any] = []
    plain = speaker.pieces

    def pieces(prompt: Any, **generation: Any) -> Any:
        kept.append(prompt)
        return plain(prompt, **generation)

    speaker.pieces = pieces
    return kept


def prepared(speaker: Any, prompt: Any) -> dict[str, torch.Tensor]:
    """The prompt as the bare language model takes it: embeddings, neural tokens already projected."""
    rendered = speaker.processor.render(prompt.turns, prompt.blocks, limit=speaker.limit)
    inputs = speaker.processor.batch([rendered], [prompt.tokens])
    with torch.inference_mode():
        if "neural_tokens" in inputs:
            embedded = speaker.model.embed(inputs["input_ids"], inputs["neural_tokens"])
        else:
            embedded = speaker.model.get_input_embeddings()(inputs["input_ids"])
    return {"inputs_embeds": embedded.clone(), "attention_mask": inputs["attention_mask"]}


def timed_stream(speaker: Any, prompt: Any, length: dict[str, Any]) -> float:
    began = time.perf_counter()
    for _ in type(speaker).pieces(speaker, prompt, **length):
        pass
    return time.perf_counter() - began


def timed_bare(model: Any, inputs: dict[str, torch.Tensor], length: dict[str, Any]) -> float:
    began = time.perf_counter()
    with torch.inference_mode():
        model.language_model.generate(**inputs, **length)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
