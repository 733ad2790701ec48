from pipeline.lint.causes.conditions import names_condition
from pipeline.lint.causes.features import features, unlabelled
from pipeline.lint.causes.statement import labelled, score, stated, statements
from pipeline.lint.document import Document, read_markdown


def document(text: str) -> Document:
    return read_markdown(text, "incident.md")


def test_a_line_that_names_only_what_broke_scores_above_zero_and_one_that_names_a_missing_control_below():
    assert score("Root cause: the certificate of the gateway ran out.") > 0
    assert score("Root cause: expiry dates are kept in a spreadsheet that nobody looks at.") < 0


def test_the_label_before_a_cause_teaches_nothing():
    assert unlabelled("**Root cause:** the disk was full") == "the disk was full"
    assert features("Root cause: the disk was full") == features("the disk was full")


def test_a_line_of_nothing_but_a_label_stays_as_it_is():
    assert unlabelled("Root cause:") == "Root cause:"


def test_numbers_do_not_tell_lines_apart():
    assert features("Release 12 broke 3 hosts") == features("Release 4711 broke 99 hosts")


def test_sentences_items_and_cells_under_a_heading_for_causes_are_statements_and_quotes_and_header_cells_are_not():
    found = statements(
        document(
            "# Outage\n\n## Root cause\n\nThe disk was full. Nothing watches it.\n\n- no quota\n\n> it broke\n\n"
            "| Factor | Note |\n|---|---|\n| one resolver | since 2019 |\n\n## Impact\n\nNobody could log in.\n"
        )
    )
    assert [one.text.strip() for one in found] == [
        "The disk was full.",
        "Nothing watches it.",
        "no quota",
        "one resolver",
        "since 2019",
    ]


def test_a_line_that_puts_the_cause_off_states_none():
    for text in (
        "TBD",
        "To be determined.",
        "The cause is not yet known.",
        "Several things came together:",
        "https://example.org/42",
    ):
        assert not any(one.states for one in statements(document(f"## Root cause\n\n{text}\n"))), text


def test_a_pointer_to_the_factors_counts_as_said_elsewhere():
    (one,) = stated(statements(document("## Root cause\n\nA bad rule, see the contributing factors below.\n")))
    assert one.points


def test_a_line_that_calls_itself_the_cause_is_found_in_any_section_and_beside_a_cell_that_does():
    (line,) = labelled(document("# Outage\n\n## Summary\n\nRoot cause: a bad deploy.\n"))
    assert line.block.text[line.body : line.end] == "a bad deploy."
    cells = labelled(document("# Outage\n\n| Field | Value |\n|---|---|\n| Root cause | a bad deploy |\n| Duration | 2 h |\n"))
    assert [one.text for one in cells] == ["a bad deploy"]


def test_a_phrase_for_a_missing_control_names_a_condition_and_one_for_a_missing_thing_does_not():
    for text in (
        "Nobody owns the gateway.",
        "There is no alert on lag.",
        "Backups are not tested.",
        "two copies of the plan exist",
    ):
        assert names_condition(text), text
    for text in (
        "The agent was not being kept up to date during the freeze.",
        "The fix had not been applied to this cluster.",
        "There was no max queue size.",
    ):
        assert names_condition(text), text
    for text in (
        "The rule was not matched.",
        "No space left on device.",
        "There was no route to the host.",
        "missing comma",
        "The token was not valid.",
    ):
        assert not names_condition(text), text
