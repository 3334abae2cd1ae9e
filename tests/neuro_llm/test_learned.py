"""Which questions a task head decides."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from neuro_llm.learned import _choices


@pytest.mark.parametrize(
    ("options", "question", "choices", "meant"),
    [
        (("left fist", "right fist"), "Which fist did he move?", ("right fist", "left fist"), True),
        (("present", "absent"), "Are blinks present or absent?", ("present", "absent"), False),
        (("left fist", "right fist"), "Is there movement?", ("yes", "no"), False),
    ],
)
def test_options_of_a_task_alone_tell_it_beside_a_measurement(
    options: tuple[str, ...], question: str, choices: tuple[str, ...], meant: bool
) -> None:
    head = SimpleNamespace(questions=("Name the condition of this part.",), options=options, synonyms={})
    found = _choices(head, question, choices, measurable=True, alike=0.0)  # type: ignore[arg-type]
    assert (found is not None) == meant
