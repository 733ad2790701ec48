"""What a model says of sentences becomes findings like any other, and its words are checked against the text."""

from collections.abc import Callable

import pytest

from pipeline.domain.finding import Finding
from pipeline.lint import registry
from pipeline.lint.deep import AT_ONCE, Kind, Passage, Remark, Remarks, passages, tasks, verdicts
from pipeline.lint.document import Document, read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.verdict import Verdicts
from pipeline.llm.task import Failure, Fault, Outcome

TEXT = """# Mail queue stuck

## What happened

A fine afternoon to learn what the restore button does, thought Ruth. The queue held `40,000` mails.

## Root cause

- The disk was full.
"""

LEARNED = "Ruth took the word of a stranger over that of the manual."


@pytest.fixture
def document() -> Document:
    return read_markdown(TEXT, "report.md", ("Ruth Adeyemi",))


def same(text: str) -> str:
    return text


def read(document: Document, *remarks: Remark, hide: Callable[[str], str] = same) -> list[Finding]:
    """The findings of a document of which a model said this."""
    asked = passages([document])
    outcomes = [Outcome(task, Remarks(remarks=list(remarks))) for task in tasks(asked, hide)]
    (document.verdicts,) = verdicts(asked, outcomes, hide, 1)
    engine = Engine([registry.rule(name) for name in registry.names()])
    return [
        found
        for found in engine.lint(document)
        if found.rule.endswith(("/implied-blame", "/implied-hindsight", "/stops-too-early"))
    ]


def remark(sentence: str, quote: str, kind: Kind = Kind.BLAME) -> Remark:
    return Remark(sentence=sentence, kind=kind, quote=quote, question="What had been tried before?")


def test_sentences_are_listed_under_their_headings(document: Document):
    (task,) = tasks(passages([document]), same)
    assert "Under “Root cause” (states causes):\ns3 | The disk was full." in task.prompt.user


def test_a_remark_is_a_finding_at_the_words_it_quotes(document: Document):
    (found,) = read(document, remark("s1", "to learn what the restore button does"))
    assert (found.rule, found.line, found.column) == ("blame/implied-blame", 5, 18)
    assert (found.excerpt, found.question) == ("to learn what the restore button does", "What had been tried before?")
    assert "a model" in found.message.lower()


def test_a_quote_that_stands_nowhere_is_dropped(document: Document):
    assert read(document, remark("s1", "a careless afternoon"), remark("s9", "disk"), remark("x", "disk")) == []


def test_a_cause_is_only_looked_for_where_causes_are_stated(document: Document):
    found = read(document, remark("s2", "mails", Kind.CAUSE), remark("s3", "The disk was full.", Kind.CAUSE))
    assert [one.rule for one in found] == ["cause/stops-too-early"]


def test_what_is_hidden_is_not_asked_and_the_finding_still_stands_in_the_text(document: Document):
    def hide(text: str) -> str:
        return text.replace("Ruth", "[person 1]")

    (task,) = tasks(passages([document]), hide)
    assert "Ruth" not in task.prompt.user
    (found,) = read(document, remark("s1", "thought [person 1]"), hide=hide)
    assert found.excerpt.startswith("A fine afternoon")


def test_without_an_answer_the_lint_reads_the_document_alone(document: Document):
    asked = passages([document])
    failed = [Outcome(task, failure=Failure(Fault.TIMEOUT, "it took too long")) for task in tasks(asked, same)]
    assert verdicts(asked, failed, same, 1) == [None]


def test_many_sentences_go_together():
    long = read_markdown("\n\n".join(f"The queue held {n} mails." for n in range(AT_ONCE + 1)), "long.md")
    asked = passages([long])
    assert len(asked) == AT_ONCE + 1 and isinstance(asked[0], Passage)
    assert len(tasks(asked, same)) == 2


def test_a_remark_can_be_ignored_like_any_finding():
    text = "The checklist spent the night in the drawer."
    ignoring = f"{text} <!-- pm-ignore: blame/implied-blame -- agreed in the meeting -->"
    assert len(read(read_markdown(text, "report.md"), remark("s1", "in the drawer"))) == 1
    assert read(read_markdown(ignoring, "report.md"), remark("s1", "in the drawer")) == []


def test_where_a_model_has_read_learned_weights_keep_silent():
    document = read_markdown(LEARNED, "report.md", ("Ruth Adeyemi",))
    engine = Engine([registry.rule(name) for name in registry.names() if name.startswith(("blame/", "hindsight/"))])
    assert engine.lint(document)
    document.verdicts = Verdicts()
    assert engine.lint(document) == []
