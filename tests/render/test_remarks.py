"""What the lint says of a draft stands in its Markdown and at its sentences in HTML: errors first, many of a kind as one."""

import re

from markdown_it import MarkdownIt
from render_samples import FULL

from pipeline import render
from pipeline.domain.finding import DraftFinding, Finding, Level
from pipeline.render.remarks import remarks

EVENT, STATEMENT = FULL.timeline[0].id, FULL.summary[0].id


def found(rule: str, level: Level, field: str = "", id: str = "", excerpt: str = "forgot", line: int = 1) -> DraftFinding:
    message = f'says that a person failed: "{excerpt}"'
    return DraftFinding(Finding(rule, level, message, "", line, 1, line, 2, excerpt, "what would have shown it?"), field, id)


FOUND = (
    found("blame/self-blame", Level.WARNING, "summary", STATEMENT, "we | `forgot` <b>"),
    *(found("section/placeholder-left", Level.SUGGESTION, field, line=2) for field in ("impact", "lessons", "five_whys")),
    found("blame/person-failure-verb", Level.ERROR, "timeline", EVENT),
    *(found("action/weak-verb", Level.WARNING, "action_items", f"gone-{n}", line=3) for n in range(6)),
)


def test_errors_come_first_and_many_of_one_rule_are_one():
    told = [(remark.number, remark.level.value, remark.rule, len(remark.findings)) for remark in remarks(FOUND)]
    assert told == [
        (1, "error", "blame/person-failure-verb", 1),
        (2, "warning", "blame/self-blame", 1),
        (3, "warning", "action/weak-verb", 6),
        (4, "suggestion", "section/placeholder-left", 3),
    ]


def test_markdown_ends_with_them_as_quotations():
    text = render.postmortem(FULL, "md", findings=FOUND)
    section = text.partition("## Before It Is Published\n")[2].partition("\n## ")[0]
    assert "> - **Error:** Says that a person failed: timeline, “forgot”. *What would have shown it?* (`blame/person-f" in section
    assert "(6 places)" in section and "; 2 more." in section
    assert "impact; lessons; five whys" in section
    assert "<b>" not in MarkdownIt().render(section)


def test_a_draft_without_findings_says_nothing_of_them():
    assert "Before It Is Published" not in render.postmortem(FULL, "md")
    page = render.postmortem(FULL, "html")
    assert "Before It Is Published" not in page and 'class="note' not in page


def test_every_mark_of_the_page_leads_to_its_remark_and_back():
    page = render.postmortem(FULL, "html", findings=FOUND)
    marks = set(re.findall(r'<a class="note \w+" href="#(remark-\d)" id="(note-\d)"', page))
    assert marks == {("remark-1", "note-1"), ("remark-2", "note-2")}
    for remark, note in marks:
        assert page.count(f'id="{remark}"') == page.count(f'id="{note}"') == 1
        assert f'href="#{note}"' in page
    assert "#note-3" not in page
    assert 'title="what would have shown it?" aria-label="Error 1: what would have shown it?"' in page
    assert "forgot</code> &lt;b&gt;" in page


def test_json_is_the_postmortem_and_nothing_more():
    assert render.postmortem(FULL, "json", findings=FOUND) == render.postmortem(FULL, "json")


def test_the_terminal_is_told_how_many():
    assert render.linted(FOUND) == "the lint finds 1 error, 7 warnings, 3 suggestions in this draft."
    assert render.linted(()) == "the lint finds nothing to ask in this draft."
