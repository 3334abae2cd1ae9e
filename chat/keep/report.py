"""The report: recordings, questions, answers and what they rest on, as one HTML file that needs no network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from neuro_llm.chat.blocks import summary
from neuro_llm.summary import summarise

from . import report_blocks as made
from . import report_pictures as pictures


def report(session: Any, model_about: Mapping[str, str]) -> str:
    """The HTML of a report, made with `mne.Report`: its scripts and styles lie inside.

    session       with `opened` (id, recording, label), `exchanges` and `findings`
    model_about   what answered: "name", "code"

    Titles are our own words alone: mne.Report puts them into its page as they are.
    """
    import mne

    written = mne.Report(title="neuro-llm report", verbose="error")
    written.add_custom_css(made.STYLE)
    for title, html in _sections(session, model_about):
        written.add_html(html, title, tags=(title.split()[0].lower(),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        written.save(path, open_browser=False, verbose="error")
        return path.read_text(encoding="utf-8")


def _sections(session: Any, model_about: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Title and HTML of each section, in their order."""
    kept = [finding for finding in session.findings if finding.keep]
    recordings = {opened.id: opened.recording for opened in session.opened}
    yield "About this report", made.about(model_about)
    for name, recording in recordings.items():
        drawn = pictures.of_recording(recording, [f for f in kept if f.recording == name])
        facts = summary(summarise(recording))
        yield f"Recording {name}", made.block(facts, *(made.picture(*one) for one in drawn))
    for number, exchange in enumerate(session.exchanges):
        html = made.exchange(exchange, number + 1)
        if exchange.answer is not None:
            places, more = pictures.of_answer(exchange.answer, number, recordings)
            html += "".join(made.picture(*one) for one in places)
            html += f"<p>{more} more places are not shown as pictures.</p>" if more else ""
        yield f"Question {number + 1}", made.block(html)
    yield "Findings kept", made.findings(kept)
    yield "Versions", made.versions()
