"""What a template asks of a model reaches the model engine."""

from pathlib import Path

from pipeline.domain.wishes import DRAFTED, Audience
from pipeline.run import Request, wishes

FRONT = "audience: executives\nsections: [summary, timeline]\ninstructions: {summary: Be short.}\nmodel_off: [timeline]"


def test_a_template_says_for_whom_with_which_words_and_where_no_model_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "ours.md"
    file.write_text(f"---\n{FRONT}\n---\n", encoding="utf-8")
    asked = wishes(Request(paths=(), template=str(file), without_model=frozenset({"timeline", "impact"})))
    assert (asked.audience, asked.instructions) == (Audience.EXECUTIVES, {"summary": "Be short."})
    assert asked.off == frozenset(DRAFTED) - {"summary"}


def test_without_one_engineers_read_and_flags_alone_turn_sections_off() -> None:
    asked = wishes(Request(paths=(), template="short", without_model=frozenset({"impact"})))
    assert (asked.audience, asked.instructions, asked.off) == (Audience.ENGINEERS, {}, frozenset({"impact"}))
