"""What a section is follows from its heading, as teams word it."""

import pytest

from pipeline.lint.document import read_markdown
from pipeline.lint.sections import SectionKind, kind_of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Follow-ups", SectionKind.ACTIONS),
        ("How are we going to do better in the future?", SectionKind.ACTIONS),
        ("Recommendations", SectionKind.ACTIONS),
        ("Actions taken", SectionKind.RESOLUTION),
        ("Response Actions", SectionKind.RESOLUTION),
        ("Follow-up timeline (times in BST)", SectionKind.TIMELINE),
        ("**4) Root-cause analysis**", SectionKind.CAUSES),
        ("What could have gone better", SectionKind.WENT_BADLY),
        ("Where we got lucky", SectionKind.WENT_WELL),
        ("Oceanhackweek hub address returned a 503 response", SectionKind.OTHER),
        ("Questions to the Owner", SectionKind.GENERAL),
        ("Meeting and Follow-up", SectionKind.GENERAL),
        ("How It Was Caught", SectionKind.DETECTION),
        ("What Almost Happened", SectionKind.IMPACT),
        ("Declined", SectionKind.GENERAL),
        ("Notes", SectionKind.OTHER),
    ],
)
def test_headings_name_kinds_by_their_first_words(heading: str, kind: SectionKind):
    assert kind_of(heading) is kind


def kinds(text: str) -> list[tuple[str, SectionKind]]:
    return [(section.title, section.kind) for section in read_markdown(text, "a.md").sections if section.heading]


def test_the_title_of_a_document_decides_no_kind():
    assert kinds("# Search: root cause analysis\n\n## Notes\n") == [
        ("Search: root cause analysis", SectionKind.OTHER),
        ("Notes", SectionKind.OTHER),
    ]


def test_a_first_heading_that_is_just_a_section_counts():
    assert kinds("# Impact\n\n# Root cause\n") == [("Impact", SectionKind.IMPACT), ("Root cause", SectionKind.CAUSES)]


def test_a_heading_without_a_kind_belongs_to_the_section_around_it():
    assert kinds("## Action items\n\n### Process\n\n## Annex\n")[1:] == [
        ("Process", SectionKind.ACTIONS),
        ("Annex", SectionKind.OTHER),
    ]


def test_days_and_times_after_a_timeline_belong_to_it():
    found = kinds("## Timeline\n\n## May 12\n\n### 21:05 UTC\n\n## 15 May, 9 AM\n\n## 3 things\n")
    assert [kind for _, kind in found] == [SectionKind.TIMELINE] * 4 + [SectionKind.OTHER]


def test_what_action_items_are_for_does_not_make_them_something_else():
    assert kinds("# Search\n\n## Action Items\n\n### Improve Detection\n\n### Improve Response\n\n## Detection\n")[2:] == [
        ("Improve Detection", SectionKind.ACTIONS),
        ("Improve Response", SectionKind.ACTIONS),
        ("Detection", SectionKind.DETECTION),
    ]
