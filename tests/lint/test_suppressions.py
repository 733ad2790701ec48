"""What a document asks to ignore: on a line, in the next block, between two comments, in the whole file."""

from collections.abc import Iterator

import pytest

from pipeline.domain.finding import Level
from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import Sentence

OWN = "blame/self-blame"


def ran(sentence: Sentence) -> Iterator[Hit]:
    at = sentence.text.find("ran")
    yield Hit(sentence.block, sentence.start + at, sentence.start + at + 3, "It ran.")


def engine() -> Engine:
    """A rule that flags every "ran", under the name of a real one, and the rules about comments."""
    rule = Rule(Level.ERROR, Scope.SENTENCE, ran, triggers=frozenset({"ran"}), name=OWN)
    return Engine([rule, registry.rule("suppression/unused"), registry.rule("suppression/no-reason")])


def lines(text: str) -> list[tuple[int, str]]:
    return [(f.line, f.rule.partition("/")[2]) for f in engine().lint(read_markdown(text, "a.md"))]


def hidden(text: str) -> list[tuple[int, str | None]]:
    return [(f.finding.line, f.ignored) for f in engine().examine(read_markdown(text, "a.md")).ignored]


@pytest.mark.parametrize("named", [OWN, "blame", "all", f"action, {OWN}", f"{OWN} cause"])
def test_a_comment_hides_what_it_names_on_its_line(named: str) -> None:
    text = f"It ran dry. <!-- pm-ignore: {named} -- their words -->\n\nIt ran.\n"
    assert [line for line, rule in lines(text) if rule == "self-blame"] == [3]
    assert hidden(text) == [(1, "their words")]


def test_a_comment_that_names_nothing_hides_everything() -> None:
    assert lines("It ran dry. <!-- pm-ignore -- their words -->\n") == []


def test_a_comment_for_another_rule_hides_nothing() -> None:
    assert (1, "self-blame") in lines("It ran dry. <!-- pm-ignore: action -- r -->\n")


def test_a_comment_that_stands_alone_hides_the_next_block_and_no_more() -> None:
    text = f"<!-- pm-ignore: {OWN} -- r -->\nIt ran dry,\nand ran again.\nIt ran.\n\nIt ran.\n"
    assert lines(text) == [(6, "self-blame")]


def test_the_next_block_may_be_an_item_of_a_list() -> None:
    assert lines(f"- a\n\n<!-- pm-ignore: {OWN} -- r -->\n\n- it ran\n- it ran\n") == [(6, "self-blame")]


def test_the_next_block_may_be_a_whole_table() -> None:
    text = f"<!-- pm-ignore: {OWN} -- r -->\n\n| a | b |\n|---|---|\n| it ran | x |\n| x | it ran |\n\nIt ran.\n"
    assert lines(text) == [(8, "self-blame")]


def test_a_range_ends_where_it_is_ended() -> None:
    text = f"It ran.\n\n<!-- pm-ignore-start: {OWN} -- r -->\n\nIt ran.\n\n<!-- pm-ignore-end -->\n\nIt ran.\n"
    assert lines(text) == [(1, "self-blame"), (9, "self-blame")]


def test_a_range_that_is_not_ended_goes_on_to_the_end() -> None:
    assert lines(f"It ran.\n\n<!-- pm-ignore-start: {OWN} -- r -->\n\nIt ran.\n\nIt ran.\n") == [(1, "self-blame")]


def test_a_whole_file_may_be_left_alone_from_anywhere_in_it() -> None:
    assert lines(f"It ran.\n\nIt ran.\n\n<!-- pm-ignore-file: {OWN} -- an old report -->\n") == []


@pytest.mark.parametrize("listed", ["[blame]", "blame", "\n    - blame/self-blame"])
def test_the_front_matter_may_ask_too(listed: str) -> None:
    assert lines(f"---\nlint:\n  ignore: {listed}\n---\n# T\n\nIt ran.\n") == []


def test_what_hides_nothing_is_reported_where_it_stands() -> None:
    assert lines("Fine. <!-- pm-ignore: blame -- r -->\n") == [(1, "unused")]
    assert lines("Fine. <!-- pm-ignore -- r -->\n") == [(1, "unused")]
    assert lines("---\nlint: {ignore: [blame]}\n---\n# T\n") == [(2, "unused")]
    assert lines(f"It ran. <!-- pm-ignore: {OWN}, blame/no-such-rule -- r -->\n") == [(1, "unused")]


def test_what_names_rules_that_do_not_run_is_left_alone() -> None:
    assert lines("Fine. <!-- pm-ignore: action/no-owner -- r -->\n") == []


def test_a_comment_without_a_reason_is_reported() -> None:
    assert lines(f"It ran. <!-- pm-ignore: {OWN} -->\n") == [(1, "no-reason")]


@pytest.mark.parametrize(
    "text",
    [
        f"It ran. `<!-- pm-ignore: {OWN} -- r -->`\n",
        f"```\n<!-- pm-ignore-file: {OWN} -- r -->\n```\n\nIt ran.\n",
        f"It ran. <!-- pm-ignored: {OWN} -- r -->\n",
    ],
)
def test_comments_inside_code_and_others_are_text(text: str) -> None:
    assert [rule for _, rule in lines(text)] == ["self-blame"]


def test_no_text_takes_long_to_look_through_for_comments() -> None:
    text = "<!-- pm-ignore: a " * 20_000 + "\n" + "`" * 20_000 + " pm-ignore\n" + "<!--" + " " * 50_000 + "pm-ignore"
    assert isinstance(lines(text), list)
