"""How the page looks: system fonts only (nothing is fetched), colours that hold in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "DejaVu Sans", "sans-serif")
MONO_FONTS = ("ui-monospace", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")


def theme() -> Any:
    import gradio as gr

    return gr.themes.Soft(
        primary_hue="teal",
        neutral_hue="slate",
        spacing_size="sm",
        radius_size="sm",
        font=list(SYSTEM_FONTS),
        font_mono=list(MONO_FONTS),
    ).set(
        block_title_background_fill="transparent",
        block_title_background_fill_dark="transparent",
        block_title_text_color="*body_text_color_subdued",
        block_title_text_color_dark="*body_text_color_subdued",
        block_title_text_weight="400",
        block_title_padding="0",
        body_background_fill="*neutral_50",
        body_text_color_subdued="*neutral_600",
        input_placeholder_color="*neutral_500",
        input_border_width="1px",
        input_border_color="*neutral_300",
        block_border_width="1px",
        button_secondary_border_color="*neutral_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
    )


def styles() -> str:
    """The style sheets of chat/static, one after another."""
    folder = Path(__file__).parent / "static"
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.css")))
