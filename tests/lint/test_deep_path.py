"""Files with what a model says of them: what it is shown, and what happens where it does not answer."""

from pathlib import Path

import pytest
from fake_desk import FakeDesk

from pipeline.deep import read_deeply, restricted
from pipeline.lint.check import Task, check
from pipeline.lint.deep import Kind, Remark, Remarks
from pipeline.lint.options import Options, Wanted
from pipeline.llm.task import Failure, Fault

REPORT = """---
participants: [Ruth Adeyemi]
---
# Mail queue stuck

A fine afternoon for Ruth to learn what the restore button does. Write to ruth@example.org, the token is xoxb-{token}.
"""
TOKEN = "2334" + "5566778-99aabbccddeeff00112233"
IRONY = Remark(sentence="s1", kind=Kind.BLAME, quote="A fine afternoon", question="What had been tried before?")


@pytest.fixture
def task(tmp_path: Path) -> Task:
    path = tmp_path / "report.md"
    path.write_text(REPORT.replace("{token}", TOKEN), encoding="utf-8")
    return Task(str(path), Options(), Wanted())


def test_no_name_address_or_secret_is_shown_to_the_model(task: Task):
    desk = FakeDesk({"lint/deep": [Remarks(remarks=[])]})
    read_deeply([task], desk)
    shown = desk.prompt(0)
    for hidden in ("Ruth", "Adeyemi", "ruth@example.org", TOKEN):
        assert hidden not in shown
    assert "to learn what the restore button does" in shown


def test_what_the_model_says_is_among_the_findings(task: Task):
    (read,), notes = read_deeply([task], FakeDesk({"lint/deep": [Remarks(remarks=[IRONY])]}))
    assert "blame/implied-blame" in [finding.rule for finding in check(read).findings]
    assert notes == ()


def test_without_an_answer_the_file_is_linted_alone_and_that_is_said(task: Task):
    (read,), notes = read_deeply([task], FakeDesk({"lint/deep": [Failure(Fault.TIMEOUT, "the model took too long.")]}))
    assert read.verdicts is None
    assert notes == ("1 of 1 files were linted without the model: the model took too long.",)


def test_a_file_that_cannot_be_read_is_left_to_the_lint(tmp_path: Path):
    gone = Task(str(tmp_path / "gone.md"), Options(), Wanted())
    (read,), _ = read_deeply([gone], FakeDesk({}))
    assert "gone.md" in check(read).problem


def test_a_document_that_says_few_may_read_it_is_known(task: Task, tmp_path: Path):
    path = tmp_path / "secret.md"
    path.write_text("---\nvisibility: Restricted\n---\n# Keys leaked\n", encoding="utf-8")
    assert restricted([task]) is None
    assert restricted([task, task._replace(path=str(path))]) == str(path)
