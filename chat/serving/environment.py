"""What gradio reads from the environment: nothing reported, nothing shared, a cache of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile


def quiet_gradio() -> None:
    """Set what gradio reads from the environment; must come before it is imported for the first time."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_SHARE"] = "False"
    if not os.environ.get("GRADIO_TEMP_DIR"):
        folder = tempfile.mkdtemp(prefix="neuro-llm-page-")  # 0700
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["GRADIO_TEMP_DIR"] = folder
