"""Text from files, people and models, made fit to be shown; each way of showing escapes it further for itself."""

from __future__ import annotations


def plain(text: str, longest: int, keep: str = "") -> str:
    """Printable characters only (no control or direction marks), cut to `longest`.

    keep   characters that stay although they are not printable: line ends
    """
    kept = "".join(c for c in text if c.isprintable() or c in keep)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"
