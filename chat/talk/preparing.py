"""Getting to know recordings while somebody still looks at them, so that the first answer begins at once."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from neuro_llm.chat.store import Opened
from neuro_llm.recordings.stopping import Stopped, stoppable

_log = logging.getLogger("neuro_llm.chat")


class Preparing:
    """One thread that encodes what was opened, one recording after another; each until it is closed."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="neuro-llm-prepare")

    def begin(self, model: Any, one: Opened) -> None:
        """Let `model` look at a recording that was just opened. One that keeps no studies has nothing to prepare."""
        if hasattr(model, "study"):
            one.study = model.study(one.recording)
            self._pool.submit(_prepare, one)


def _prepare(one: Opened) -> None:
    try:
        with stoppable(one.closed):
            one.study.prepare()
    except Stopped:
        pass
    except Exception as error:  # the question that needs it fails too, and says so
        _log.error("A recording could not be prepared: %s", type(error).__name__)
