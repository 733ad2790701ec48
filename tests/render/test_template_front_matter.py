"""Front matter of a template file: audience, sections, instructions, where no model is asked."""

import re
from pathlib import Path

import pytest
from render_samples import FULL

from pipeline import render
from pipeline.domain.wishes import DRAFTED
from pipeline.errors import BadOption
from pipeline.render.front_matter import SECTIONS, Front, apart
from pipeline.render.html import OWN

FRONT = """---
audience: Customers
sections: [impact, Action Items, timeline]
instructions:
  impact: >
    At most
    three sentences.
model_off: [action-items]
---
"""


def template(folder: Path, text: str) -> str:
    file = folder / "ours.md"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_every_section_that_a_template_may_name_has_a_place_on_the_page() -> None:
    assert OWN.keys() == set(SECTIONS)


def test_front_matter_is_read(tmp_path: Path) -> None:
    front = render.front_of(template(tmp_path, FRONT))
    assert front == Front(
        "customers", ("impact", "action_items", "timeline"), {"impact": "At most three sentences."}, frozenset({"action_items"})
    )
    assert front.off == frozenset(DRAFTED) - {"impact"}


def test_without_sections_only_what_is_turned_off_is_off(tmp_path: Path) -> None:
    assert render.front_of(template(tmp_path, "---\nmodel_off: [lessons, timeline]\n---\n")).off == {"lessons", "timeline"}
    for name in (None, "short", template(tmp_path, "{{ footnotes }}"), template(tmp_path, "---\n---\n{{ footnotes }}")):
        assert render.front_of(name) == Front()


def test_a_file_without_a_body_shows_its_sections_in_its_order(tmp_path: Path) -> None:
    written = render.postmortem(FULL, "md", template=template(tmp_path, FRONT))
    headings = [line for line in written.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["## Impact", "## Action Items", "## Timeline (all times UTC)"]
    assert headings[3:] == ["## Questions to the Owner", "## Where This Draft Comes From", "## Evidence"]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_can_stand_alone_with_its_statements(tmp_path: Path, section: str) -> None:
    alone = template(tmp_path, f"---\nsections: [{section}]\n---\n")
    default, written = (re.sub(r"\[\^\d+\]", "", render.postmortem(FULL, "md", template=name)) for name in ("default", alone))
    start, end = written.index("\n## "), written.index("\n## Questions to the Owner")
    lines = [line for line in written[start:end].splitlines()[2:] if line and "#" not in line]
    assert lines
    assert all(line in default for line in lines)
    page = render.postmortem(FULL, "html", template=alone)
    anchor, heading = OWN[section]
    assert page.count(f'<section id="{anchor}">') == 1
    assert page.count(f'<a href="#{anchor}">{heading}</a>') == 1
    assert page.count("<section id=") == page.count("</section>")


def test_front_matter_alone_leaves_the_layout_to_the_incident(tmp_path: Path) -> None:
    ours = template(tmp_path, "---\naudience: the support team\n---\n\n")
    assert render.front_of(ours).audience == "the support team"
    for format in ("md", "html"):
        assert render.postmortem(FULL, format, template=ours) == render.postmortem(FULL, format)


def test_a_body_is_shown_as_it_is_and_its_lines_keep_their_numbers(tmp_path: Path) -> None:
    written = render.postmortem(FULL, "md", template=template(tmp_path, FRONT + "# Ours: {{ document.incident.title }}\n"))
    assert written.startswith("# Ours: Mixer")
    assert "At most three sentences" not in written
    with pytest.raises(BadOption, match="line 11"):
        render.postmortem(FULL, "md", template=template(tmp_path, FRONT + "\n{% if %}"))


def test_html_takes_front_matter_and_no_body(tmp_path: Path) -> None:
    render.check_template(template(tmp_path, FRONT), "html")
    with pytest.raises(BadOption, match="--format md"):
        render.check_template(template(tmp_path, FRONT + "body"), "html")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("audiance: customers", "did you mean 'audience'"),
        ("owner: me", "known are audience, sections, instructions, model_off"),
        ("sections: [impct]", "did you mean 'impact'"),
        ("sections: [weather]", "known are summary, impact"),
        ("sections: impact", "needs a list"),
        ("audience: customer", "did you mean 'customers'"),
        ("audience: [a, b]", "audience needs a text"),
        (f"audience: {'x' * 300}", "shorten it"),
        ("instructions: be short", "a text for each section"),
        ("instructions: {impact: 3}", "the instruction for impact needs a text"),
        ("instructions: {timeline: short}", "known are"),
        ("model_off: [supporting]", "known are"),
        ("- a\n- b", "keys with values"),
        ("just words", "keys with values"),
        ("a: [b", "not valid YAML"),
        ("title: {{ document.incident.title }}", "not valid YAML"),
        ("a: !!python/object:os.system x", "not valid YAML"),
        ("a: 2026-99-99", "not valid YAML"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(tmp_path: Path, front: str, said: str) -> None:
    with pytest.raises(BadOption) as caught:
        render.check_template(template(tmp_path, f"---\n{front}\n---\n"), "md")
    assert said in str(caught.value)
    assert str(caught.value).startswith("--template ")
    assert "\n" not in str(caught.value)


def test_a_rule_at_the_top_that_nothing_closes_is_no_front_matter() -> None:
    for text in ("---\n# Title\n", "", "text", "---", " ---\na: b\n---\n"):
        assert apart(text, "ours") == (None, text)
    assert apart("---\n---", "ours") == (Front(), "\n")
