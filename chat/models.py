"""The language model behind the page: which one, on which device, and loading another while the page goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

STEP_SECONDS = 0.5


@dataclass(frozen=True)
class ModelChoice:
    """What `neuro_llm.load` is called with. folder, llm: "" for the default ones; keep: "" for no folder."""

    folder: str = ""
    llm: str = ""
    device: str = "cpu"
    load_in_4bit: bool = False
    keep: str = ""

    @property
    def code(self) -> str:
        """The Python expression that loads it."""
        given = [repr(self.folder)] if self.folder else []
        given += [f"llm={self.llm!r}"] if self.llm else []
        given += [f"device={self.device!r}"] if self.device != "cpu" else []
        given += ["load_in_4bit=True"] if self.load_in_4bit else []
        return f"neuro_llm.load({', '.join(given)})"

    @property
    def name(self) -> str:
        """In words: "the model in the package on cpu"."""
        model = self.folder or "the model in the package"
        llm = f" with {self.llm}" if self.llm else ""
        return f"{model}{llm} on {self.device}{' in 4 bits' if self.load_in_4bit else ''}"

    def load(self) -> Any:
        from neuro_llm.assistant import load

        return load(
            self.folder or None, llm=self.llm or None, device=self.device, load_in_4bit=self.load_in_4bit,
            keep=self.keep or None,
        )  # fmt: skip


def devices() -> tuple[str, ...]:
    """The devices of this computer, as `neuro_llm.load` names them."""
    import torch

    found = ["cpu", *(f"cuda:{i}" for i in range(torch.cuda.device_count()))]
    return (*found, "mps") if torch.backends.mps.is_available() else tuple(found)


def loading(choice: ModelChoice) -> Iterator[float | Any]:
    """Seconds gone, again and again while it loads; the last item is the model. Raises what loading raises."""
    pool = ThreadPoolExecutor(max_workers=1)
    future = pool.submit(choice.load)
    pool.shutdown(wait=False)
    began = time.monotonic()
    while True:
        try:
            yield future.result(timeout=STEP_SECONDS)
            return
        except TimeoutError:
            if future.done():  # loading itself timed out
                raise
            yield time.monotonic() - began
