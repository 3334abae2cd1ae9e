"""How the page looks: system fonts only (nothing is fetched), colours that hold in light and dark."""

from __future__ import annotations

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
        input_border_width="1px",
        input_border_color="*neutral_300",
        block_border_width="1px",
        button_secondary_border_color="*neutral_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
    )


CSS = """
.gradio-container, .gradio-container > main, main.fillable { max-width: 1560px !important; }
main.fillable { padding: 10px 14px !important; margin: 0 auto; }
footer { display: none !important; }
.nl-head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; font-size: 13px; }
.nl-name { font-size: 19px; font-weight: 700; letter-spacing: -0.01em; }
.nl-local { color: #0f766e; background: #ccfbf1; border-radius: 999px; padding: 1px 10px;
  white-space: nowrap; }
.nl-notice { color: var(--body-text-color); margin-left: auto; }
.nl-trace { width: 100%; min-width: 600px; height: auto; max-height: 60vh; object-fit: contain;
  background: #fff;
  border-radius: 6px; border: 1px solid var(--border-color-primary); display: block; }
.nl-facts { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 0; font-size: 13px; }
.nl-facts dt { color: var(--body-text-color-subdued); font-size: 11.5px; }
.nl-facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.nl-fine { margin: 6px 0 0; font-size: 13px; color: #0f766e; }
.dark .nl-fine { color: #5eead4; }
.nl-wrong { margin: 6px 0 0; padding: 6px 12px; border-left: 3px solid #d97706;
  background: #fef3c7; color: #78350f;
  border-radius: 4px; font-size: 13px; overflow-wrap: anywhere; }
.nl-wrong b { color: inherit; }
.nl-wrong ul, .nl-changes ul { margin: 2px 0 0 16px; padding: 0; list-style: disc; }
.nl-changes { margin-top: 6px; font-size: 13px; color: var(--body-text-color-subdued); }
.nl-changes summary { cursor: pointer; }
.nl-scroll { overflow-x: auto; max-width: 100%; }
table.nl-evidence { border-collapse: collapse; font-size: 12px; width: 100%; margin: 0; border: 0;
  line-height: 1.35; }
table.nl-evidence tr, table.nl-evidence th, table.nl-evidence td { border: 0; background: none;
  text-align: left;
  vertical-align: top; padding: 3px 10px 3px 0; }
table.nl-evidence th { font-weight: 400; color: var(--body-text-color-subdued); }
table.nl-evidence td { border-top: 1px solid var(--border-color-primary); }
.nl-evidence small { display: block; font-size: 11px; color: var(--body-text-color-subdued); }
.nl-evidence td:nth-child(2) { min-width: 150px; }
.nl-evidence td:nth-child(3) { font-weight: 600; min-width: 54px; }
.nl-evidence td:nth-child(4) { min-width: 70px; }
.nl-evidence td:nth-child(1), .nl-evidence td:nth-child(5) { white-space: nowrap; }
.nl-evidence td.nl-short { white-space: nowrap; }
.nl-other td { opacity: 0.7; }
.nl-estimated td:nth-child(6) { color: #9a3412; }
.dark .nl-estimated td:nth-child(6) { color: #fdba74; }
.nl-standing { display: flex; flex-wrap: wrap; gap: 4px 8px; margin-bottom: 4px; font-size: 12px; }
.nl-tag { position: relative; overflow: hidden; border-radius: 999px; padding: 1px 10px;
  background: #e2e8f0; color: #0f172a; }
.nl-tag b { position: relative; font-weight: 600; color: inherit; }
.nl-sure i { position: absolute; inset: 0 auto 0 0; background: #99f6e4; }
.nl-abstain { background: #fde68a; color: #78350f; font-weight: 600; }
.nl-note { color: var(--body-text-color-subdued); }
#nl-chat .message { font-size: 14px; }
#nl-chat .bot.message, #nl-chat .bot { max-width: 100%; }
#nl-chat { border: 1px solid var(--border-color-primary); }
#nl-question, #nl-question textarea { background: var(--input-background-fill); }
#nl-chat .placeholder, #nl-chat .placeholder-content { padding: 0 24px; text-align: center;
  color: var(--body-text-color-subdued); }
#nl-suggest { gap: 4px; flex-wrap: wrap; }
#nl-suggest button { font-size: 12.5px; font-weight: 500; padding: 3px 10px; width: auto;
  flex: 0 1 auto; min-width: 0; }
"""
