"""Answers as HTML: the text with its citations, how sure it is, what it rests on, and the code that gives it again."""

from __future__ import annotations

from collections.abc import Sequence

from neuro_llm.answer import STRONG, Answer, Reliance
from neuro_llm.chat.blocks import escaped, problem, safe
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.evidence.record import Evidence

from .chips import MOST_NAMED, channels, chip, when
from .exchange import Exchange
from .said import LONGEST, said

MOST_OPEN = 3
"""More records than this are shown on demand."""

SURE = ((0.99, "almost certain"), (0.9, "very likely"), (0.66, "likely"), (0.5, "more likely than not"))
"""Least probability → words, after Mastrandrea et al. 2010 (IPCC guidance on uncertainty)."""

RELIES = {
    "strong": "rests on this signal",
    "weak": "rests on this signal only in part",
    "none": "would be much the same without this signal",
}


def shown(exchange: Exchange, index: int, several: bool, code: str = "", markable: bool = False) -> str:
    """What became of a question, as HTML. The arguments are those of `finished`."""
    if exchange.problem:
        return problem(exchange.problem)
    if exchange.answer is None:
        return f'<div class="nl-answer nl-stopped" data-exchange="{index:d}">{_unfinished(exchange)}</div>'
    return finished(exchange, index, several, code, markable)


def finished(exchange: Exchange, index: int, several: bool, code: str = "", markable: bool = False) -> str:
    """A finished answer.

    index     of the exchange in the conversation
    several   more than one recording is open
    code      Python lines that give it again, "" for none
    markable  it has intervals that can be marked on the traces
    """
    answer = exchange.answer
    assert answer is not None
    button = '<button type="button" class="nl-annotate">Mark on the traces</button>' if markable else ""
    return (
        f'<div class="nl-answer" data-exchange="{index:d}"><div class="nl-said">{said(answer, several)}</div>'
        f"{_legend(answer)}{_standing(answer)}{_evidence(answer, several)}"
        f'<div class="nl-more">{button}{_code(code)}</div></div>'
    )


def growing(text: str) -> str:
    """An answer that is still being written."""
    return f"{safe(text, LONGEST)} …" if text else "…"


def _unfinished(exchange: Exchange) -> str:
    text = f"{safe(exchange.text, LONGEST)} " if exchange.text else ""
    return f'<div class="nl-said">{text}<span class="nl-tag">■ stopped</span></div>'


def _legend(answer: Answer) -> str:
    """What the two kinds of sentences look like, where the text has both or an opinion."""
    measured = any(record.kind == "measured" for record in answer.cited)
    opinion = any(record.kind != "measured" for record in answer.cited)
    if not opinion:
        return ""
    fact = '<span class="nl-key nl-measured">measured</span>' if measured else ""
    return f'<div class="nl-legend">{fact}<span class="nl-key nl-estimated">the model’s opinion</span></div>'


# ---- how sure ----


def _standing(answer: Answer) -> str:
    """Cannot tell, or how sure; how much it owes to the signal; then what the reader must know."""
    parts = []
    if answer.abstained:
        reason = f": {safe(answer.reason)}" if answer.reason else ""
        parts.append(f'<span class="nl-tag nl-abstain"><b>✕ cannot tell</b>{reason}</span>')
    elif answer.confidence is not None:
        parts.append(_measure("how sure", answer.confidence, _confidence(answer.confidence)))
    parts += _options(answer)
    if answer.reliance is not None:
        parts.append(_reliance(answer.reliance))
    if answer.unsupported:
        listed = safe(", ".join(answer.unsupported))
        parts.append(f'<span class="nl-tag nl-abstain">⚠ no record supports: {listed}</span>')
    notes = [f'<span class="nl-note">{safe(note)}</span>' for note in answer.notes]
    return f'<div class="nl-standing">{"".join([*parts, *notes])}</div>' if parts or notes else ""


def _confidence(probability: float) -> str:
    words = next((words for least, words in SURE if probability >= least), "unlikely")
    return f"{100 * probability:.0f} %: {words}"


def _options(answer: Answer) -> list[str]:
    """The probabilities of a closed question's options, and those that cannot be ruled out."""
    told = [f"{safe(name, 60)} {100 * p:.0f} %" for name, p in (answer.probabilities or {}).items()]
    parts = [f'<span class="nl-tag">options: {", ".join(told)}</span>'] if told else []
    if len(answer.plausible) > 1:
        listed = safe(", ".join(answer.plausible))
        parts.append(f'<span class="nl-tag">cannot be ruled out: {listed}</span>')
    return parts


def _reliance(found: Reliance) -> str:
    """How much the answer owes to the signal; the numbers and what they mean on pointing at it."""
    meant = "How much likelier the answer is with this recording’s tokens than without, in nats"
    share = max(0.0, found.nats) / (2 * STRONG)
    return _measure("reliance", share, RELIES[found.strength], f"{meant}: {found.shown}")


def _measure(name: str, share: float, words: str, title: str = "") -> str:
    """A small bar with its words beside it; share of the bar that is full."""
    hint = f' title="{safe(title, 600)}"' if title else ""
    width = f"{100 * min(max(share, 0.0), 1.0):.0f}%"
    return (
        f'<span class="nl-tag nl-sure"{hint}><span class="nl-name-of">{name}</span>'
        f'<span class="nl-bar" aria-hidden="true"><i style="width:{width}"></i></span><b>{words}</b></span>'
    )


# ---- what it rests on ----


def _evidence(answer: Answer, several: bool) -> str:
    """The records in two groups, measured ones and the model's, in each the cited first."""
    cited = answer.cited
    records = [*cited, *(record for record in answer.evidence if record not in cited)]
    if not records:
        return ""
    measured = [record for record in records if record.kind == "measured"]
    opinion = [record for record in records if record.kind != "measured"]
    body = _group("Measured", measured, cited, several) + _group(
        "The model’s opinion", opinion, cited, several
    )
    heads = ("", "what, and how it was found", "value", "channels", "when", "how sure")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    counted = [f"{len(measured)} measured"] * bool(measured) + [f"{len(opinion)} of the model"] * bool(
        opinion
    )
    return (
        f'<details class="nl-evidence-of"{" open" if len(records) <= MOST_OPEN else ""}>'
        f"<summary>Evidence: {', '.join(counted)}</summary>"
        f'<div class="nl-scroll"><table class="nl-evidence"><thead><tr>{head}</tr></thead>{body}</table></div>'
        "</details>"
    )


def _group(title: str, records: Sequence[Evidence], cited: Sequence[Evidence], several: bool) -> str:
    if not records:
        return ""
    rows = "".join(_row(record, record in cited, several) for record in records)
    return f'<tbody><tr class="nl-group"><th colspan="6" scope="rowgroup">{title}</th></tr>{rows}</tbody>'


def _row(record: Evidence, cited: bool, several: bool) -> str:
    which = f"<small>{safe(record.recording, 12)}</small>" if several else ""
    what = f"{safe(record.quantity)}<small>{safe(record.method)}</small>"
    width = "" if isinstance(record.value, tuple) else ' class="nl-short"'
    sure = "measured" if record.probability is None else f"{100 * record.probability:.0f} %"
    where = channels(record.channels)
    if len(record.channels) > MOST_NAMED:
        where = f"{len(record.channels)} channels"
    inside = f"<td>{chip(record, several)}{which}</td><td>{what}</td><td{width}>{safe(record.shown)}</td>"
    inside += f'<td title="{safe(channels(record.channels))}">{safe(where)}</td>'
    inside += "".join(f"<td>{safe(cell)}</td>" for cell in (when(record), sure))
    return f'<tr class="nl-{"cited" if cited else "other"}">{inside}</tr>'


def _code(code: str) -> str:
    if not code:
        return ""
    lines = "\n".join(escaped(plain(line, LONGEST)) for line in code.splitlines())
    return (
        '<details class="nl-code"><summary>Show code</summary>'
        f'<pre tabindex="0"><code>{lines}</code></pre></details>'
    )
