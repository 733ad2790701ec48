"""A document that calls itself a draft is only reminded of what is still to be written, and reads as our drafts are laid out."""

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.registry import rule

GAPS = "## Root Cause\n\nTBD\n"


def levels(text: str, **own: Level) -> list[Level]:
    engine = Engine([rule("section/placeholder-left")], {name.replace("__", "/").replace("_", "-"): own[name] for name in own})
    return [finding.level for finding in engine.lint(read_markdown(text, "a.md"))]


def test_gaps_are_errors_in_a_report_and_suggestions_in_a_draft():
    assert levels(f"# Search\n\n**Status:** Reviewed\n\n{GAPS}") == [Level.ERROR]
    assert levels(f"# Search\n\n**Date:** 2026-03-17  \n**Status:** Draft\n\n{GAPS}") == [Level.SUGGESTION]
    assert levels(f"---\nstatus: draft\n---\n\n{GAPS}") == [Level.SUGGESTION]


def test_a_status_further_down_is_about_something_else():
    rest = "".join(f"Paragraph {number}.\n\n" for number in range(9))
    assert levels(f"# Search\n\n{rest}Status: draft of the new schema\n\n{GAPS}") == [Level.ERROR]


def test_a_level_that_was_asked_for_counts_in_a_draft_too():
    assert levels(f"---\nstatus: draft\n---\n\n{GAPS}", section__placeholder_left=Level.ERROR) == [Level.ERROR]


def test_boxes_that_are_choices_or_questions_are_no_action_items():
    text = (
        "# Search\n\n## Detection and Response\n\n- [x] Automated monitoring\n- [ ] User report\n\n"
        "## Questions to the Owner\n\n- [ ] **impact:** What did it cost?\n\n## Notes\n\n- [ ] Alert on lag\n"
    )
    assert [item.text for item in action_items(read_markdown(text, "a.md"))] == ["Alert on lag"]
