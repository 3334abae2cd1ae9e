"""Texts about recordings: reports beside them, captions of what was seen, captions that are measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from neuro_llm.adapters.slots import one_line
from neuro_llm.recordings.errors import ConfigError, MeasureError
from neuro_llm.recordings.evidence.places import spread
from neuro_llm.train.captioning import captions
from neuro_llm.train.pairs import read_pairs

from .files import Note, opened, person_of, recordings_below, stem
from .from_events import cut
from .piece import REPORT, Collected, Piece, class_name
from .settings import BuildSettings

LONGEST_TEXT = 2000  # letters of one paragraph
_HEADING = re.compile(r"^([A-Za-z][A-Za-z /&-]{2,40}?)\s*:\s+(?=\S)")
_PERSONAL = re.compile(
    r"(?im)^\W*(?:patient(?:'s)?(?: name| id)?|name|d\.?o\.?b\.?|date of birth|born|age|sex|gender|mrn|id|address|"
    r"phone|e-?mail|physician|doctor|referr\w+|technologist|reader|signed|electronically signed|hospital|ward|date)\b"
    r"[^:\n]{0,20}:.*$"
)
_TITLE = re.compile(r"\b(Mrs?|Ms|Dr|Prof)\.")
_OF_A_PERSON = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof) [A-Z]|\b\d{1,3}[- ](?:years?|months?|weeks?)[- ]old\b")
_NOT_IN_THE_SIGNAL = re.compile(
    r"(?i)history|indications?|medications?|drugs?|reason|referral|diagnos\w+|recommendations?|treatment|therapy|"
    r"clinical (?:history|information|correlation|details|data)|introduction|technique|consent"
)
"""Sections that nobody can tell from the recording: learning to write them is learning to invent."""


def collect_reports(source: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Every recording of a folder that a .txt of the same name lies beside."""
    for file in recordings_below(source):
        report = file.with_name(f"{stem(file.name)}.txt")
        if report == file or not report.is_file():
            found.left_out["recordings without a report"] += 1
            continue
        with opened(file, {}, found, note) as recording:
            if recording is None:
                continue
            about = found.source(file, recording)
            subject = found.subject(person_of(about.path, settings.subject))
            for heading, text in sections(report.read_text(encoding="utf-8", errors="replace"), found):
                found.pieces.append(
                    Piece(about, "", REPORT, subject, stem(file.name), text=text, heading=heading)
                )


def sections(report: str, found: Collected) -> Iterator[tuple[str, str]]:
    """(heading or "", text) of every paragraph that tells of the recording, without lines that tell of the person."""
    from neuro_llm.train.reports import paragraphs

    plain, count = _PERSONAL.subn("", report.replace("\r\n", "\n"))
    found.left_out["lines of reports about the person"] += count
    for paragraph in paragraphs(plain):
        heading = _HEADING.match(paragraph)
        text = _impersonal(paragraph[heading.end() :] if heading else paragraph, found)
        title = class_name(heading[1]).lower() if heading else ""
        if title and _NOT_IN_THE_SIGNAL.search(title):
            found.left_out["paragraphs that no recording tells"] += 1
        elif len(text.split()) > 1:
            yield title, text


def _impersonal(text: str, found: Collected) -> str:
    """A paragraph on one line without the sentences that name a person or tell an age."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", _TITLE.sub(r"\1", one_line(text, LONGEST_TEXT)))
    kept = [sentence for sentence in sentences if not _OF_A_PERSON.search(sentence)]
    found.left_out["sentences of reports about a person"] += len(sentences) - len(kept)
    return " ".join(kept)


def collect_pairs(folder: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Captions of what was seen, by the splits of the set; short ones are options of a closed question too."""
    pairs = read_pairs(folder)
    found.dataset = class_name(pairs.dataset.name) or found.dataset
    found.licence = one_line(pairs.dataset.licence, 80)
    by_image = "image" in pairs.dataset.split_by
    for recording, own in pairs.recordings():
        note(f"{recording.name}: {recording.duration:.0f} s, {len(own)} pairs")
        for pair in own:
            text = one_line(pair.text or "", LONGEST_TEXT)
            if not pair.text or text == "?":
                found.left_out["pairs without words"] += 1
                continue
            file, stop = pairs.path(pair.recording), min(pair.stop, recording.duration)
            source = found.source(file, recording, pair.start, stop, pair.read)
            subject = found.subject(pair.subject)
            run = pair.stimulus if by_image else f"{pair.session} {pair.recording}".strip()
            found.pieces.append(Piece(source, "", "seen", subject, run, pair.split, text))
            if class_name(text):
                task = settings.task or "what was seen"
                found.pieces.append(Piece(source, class_name(text), task, subject, run, pair.split))


def collect_evidence(source: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Captions whose every statement is measured, of spans of every recording of a folder."""
    most = max(1, settings.per_recording // len(captions.STYLES))
    for file in recordings_below(source):
        with opened(file, {}, found, note) as recording:
            if recording is None:
                continue
            path = found.path(file)
            subject = found.subject(person_of(path, settings.subject))
            spans = cut(0.0, recording.duration, settings.seconds, min(settings.seconds, recording.duration))
            for start, stop in spread(spans, most):
                try:
                    told = captions.captions_of(recording, start, stop)
                except MeasureError:
                    found.left_out["spans on which nothing can be measured"] += 1
                    continue
                about = found.source(file, recording, start, stop)
                task = settings.task or "description"
                known = (about, "", task, subject, stem(file.name))
                found.pieces += [
                    Piece(*known, text=one.cited, style=one.style, evidence=one.evidence) for one in told
                ]
    if not found.pieces:
        raise ConfigError(f"{source}: nothing could be measured on any recording.")
