"""A rule's docstring is read into the parts of its manual page."""

from pipeline.lint.manual import Example, page

MANUAL = """An action item has no owner.

A team counts
as an owner.

Why: nobody does it.
Nobody asks.
Question: how will it be done?

Bad:
    Add a retry: now.
    | ## Action items
    |
    | - Add a retry.

    | ## Next steps
Good:
    Add a retry - @noor
Source: a book,
    chapter 2.
"""


def test_parts_are_told_apart_and_their_lines_joined():
    found = page(MANUAL)
    assert (found.summary, found.notes) == ("An action item has no owner.", "A team counts\nas an owner.")
    assert (found.why, found.question) == ("nobody does it. Nobody asks.", "how will it be done?")
    assert found.source == "a book, chapter 2."


def test_examples_are_one_a_line_or_documents_of_lines_behind_pipes():
    found = page(MANUAL)
    assert found.bad == (
        Example("Add a retry: now."),
        Example("## Action items\n\n- Add a retry.\n", whole=True),
        Example("## Next steps\n", whole=True),
    )
    assert found.good == (Example("Add a retry - @noor"),)


def test_a_manual_of_one_line_is_its_summary():
    assert page("Says nothing more.").summary == "Says nothing more."
    assert page("Says nothing more.").good == ()
