from datetime import UTC, datetime

import pytest

from pipeline.errors import EmptySource
from pipeline.sources.readers import github_issue
from pipeline.sources.reading import ReadOptions

ISSUE = {
    "html_url": "https://github.com/acme/ops/issues/12",
    "url": "https://api.github.com/repos/acme/ops/issues/12",
    "number": 12,
    "title": "Search is slow",
    "body": "<!-- template -->\nSince 10:00 UTC.",
    "user": {"login": "ana", "type": "User"},
    "assignees": [{"login": "ben"}],
    "labels": [{"name": "bug"}, {"name": "sev-2"}],
    "state": "closed",
    "created_at": "2024-05-02T10:05:00Z",
    "updated_at": "2024-05-09T10:05:00Z",
    "closed_at": "2024-05-03T10:05:00Z",
}


def comment(id, body, login="ben", **more):
    return {
        "id": id,
        "html_url": f"https://github.com/acme/ops/issues/12#issuecomment-{id}",
        "issue_url": "https://api.github.com/repos/acme/ops/issues/12",
        "user": {"login": login, "type": "User"},
        "body": body,
        "created_at": f"2024-05-02T10:{id:02d}:00Z",
        "updated_at": f"2024-05-02T10:{id:02d}:00Z",
    } | more


@pytest.fixture
def read(tree_of):
    def read(payload):
        (claim,) = github_issue.sniff(tree_of({"issue.json": payload}))
        return github_issue.read(claim, ReadOptions())

    return read


def test_the_issues_body_is_the_first_message(read):
    first, second = read({"issue": ISSUE, "comments": [comment(20, "Rolled back.")]}).evidence
    assert (first.id, first.text, first.author) == ("github:acme/ops#12", "Search is slow\n\nSince 10:00 UTC.", "ana")
    assert (second.id, second.thread, second.at) == ("github:20", None, datetime(2024, 5, 2, 10, 20, tzinfo=UTC))


def test_comments_of_several_issues_know_their_issue(read):
    other = comment(21, "Two.", issue_url="https://api.github.com/repos/acme/ops/issues/13")
    reading = read([comment(20, "One."), other])
    assert [one.thread for one in reading.evidence] == ["github:acme/ops#12", "github:acme/ops#13"]
    assert reading.records == ()


def test_an_issue_alone_is_read(read):
    record = read(ISSUE).records[0]
    assert (record.id, record.title, record.status, record.severity) == ("acme/ops#12", "Search is slow", "closed", "sev-2")
    assert record.people == (("assignee", "ben"),)
    assert record.closed_at and record.moments == {}


def test_what_the_command_line_tool_prints_is_read_too(read):
    printed = {
        "author": {"login": "ana", "name": "Ana Lima"},
        "body": "Slow.",
        "number": 12,
        "title": "Search is slow",
        "state": "CLOSED",
        "createdAt": "2024-05-02T10:05:00Z",
        "url": "https://github.com/acme/ops/issues/12",
        "comments": [
            {
                "id": "IC_k",
                "author": {"login": "ben"},
                "body": "Off-topic.",
                "createdAt": "2024-05-02T10:06:00Z",
                "isMinimized": True,
                "url": "https://github.com/acme/ops/issues/12#issuecomment-6",
            },
            {
                "id": "IC_l",
                "author": {"login": "ben"},
                "body": "Fixed.",
                "createdAt": "2024-05-02T10:07:00Z",
                "includesCreatedEdit": True,
                "url": "https://github.com/acme/ops/issues/12#issuecomment-7",
            },
        ],
    }
    reading = read(printed)
    assert [(one.id, one.edited) for one in reading.evidence] == [("github:acme/ops#12", False), ("github:7", True)]
    assert reading.dropped == {"minimized comments": 1}
    assert reading.people[0].name == "Ana Lima" and reading.people[0].aliases == ("ana",)


def test_an_edit_shows_only_as_a_later_update(read):
    reading = read([comment(20, "As it was."), comment(21, "Changed.", updated_at="2024-05-02T12:00:00Z")])
    assert [one.edited for one in reading.evidence] == [False, True]


def test_an_issue_is_not_edited_because_somebody_commented(read):
    assert not read(ISSUE).evidence[0].edited


def test_bots_are_told_apart_from_people(read):
    reading = read(
        [
            comment(20, "Deployed.", "deploy[bot]"),
            comment(21, "CI passed.", user={"login": "ci", "type": "Bot"}),
            comment(22, "Hm."),
        ]
    )
    assert [one.automated for one in reading.evidence] == [True, True, False]
    assert [person.bot for person in reading.people] == [True, True, False]


def test_a_reply_by_mail_keeps_only_its_new_part(read):
    head = "On Thu, May 2, 2024 at 10:10 AM Ana Lima <notifications@github.com>\r\nwrote:"
    mail = f"It is back.\r\n\r\n{head}\r\n\r\n> Since 10:00 UTC.\r\n>\r\n"
    footer = "Works for me.\n\n—\nReply to this email directly, view it on GitHub, or unsubscribe."
    assert [one.text for one in read([comment(20, mail), comment(21, footer)]).evidence] == ["It is back.", "Works for me."]


def test_a_quote_made_by_hand_stays(read):
    body = "> since 10:00\n\nOn our side ana wrote: no, 10:05."
    assert read([comment(20, body)]).evidence[0].text == body


def test_minimized_comments_are_dropped_and_counted(read):
    reading = read({"issue": ISSUE, "comments": [comment(20, "spam", minimized={"reason": "spam"})]})
    assert reading.dropped == {"minimized comments": 1}


def test_a_deleted_comments_webhook_brings_the_issue_and_not_the_comment(read):
    reading = read({"action": "deleted", "issue": ISSUE, "comment": comment(20, "Never mind.")})
    assert [one.id for one in reading.evidence] == ["github:acme/ops#12"]
    assert reading.dropped == {"deleted comments": 1}


def test_an_issue_without_a_body_still_has_its_title(read):
    assert read(ISSUE | {"body": None}).evidence[0].text == "Search is slow"


def test_only_minimized_comments_are_an_empty_source(read):
    with pytest.raises(EmptySource):
        read([comment(20, "spam", minimized=True)])


@pytest.mark.parametrize(
    "payload", [{}, [], {"issue": {"key": "A-1", "fields": {}}}, {"body": "x", "url": "https://gitlab.example/a/b/issues/1"}]
)
def test_what_is_no_github_issue_is_not_claimed(tree_of, payload):
    assert github_issue.sniff(tree_of({"a.json": payload})) == []
