"""A heading names the first kind of which a phrase stands among its first words."""

import pytest

from pipeline.text.headings import kind_named

PHRASES = (("parts", (" spare part", "  odds  ")), ("tools", (" tool", " part ")))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("**3) Spare Parts?**", "parts"),
        ("Spare/part", "parts"),
        ("Tools and spare parts", "parts"),
        ("Odds", "parts"),
        ("Odds and ends", "else"),
        ("The part", "tools"),
        ("Partly", "else"),
        ("Stool", "else"),
        ("All of our old tools", "tools"),
        ("All of our very old tools", "else"),
        ("", "else"),
    ],
)
def test_a_heading_names_the_first_kind_of_which_a_phrase_stands_among_its_first_words(heading: str, kind: str) -> None:
    assert kind_named(heading, PHRASES, "else") == kind
