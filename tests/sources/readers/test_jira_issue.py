"""Jira issues: answers of the API, webhooks, a relay's envelope; wiki markup and Atlassian documents."""

from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import MomentName, Visibility
from pipeline.errors import UnreadableSource
from pipeline.sources.readers import jira_issue
from pipeline.sources.reading import ReadOptions

ANA = {"accountId": "a1", "displayName": "Ana Lima", "timeZone": "Europe/Berlin", "accountType": "atlassian"}
BO = {"accountId": "b2", "displayName": "Bo Ek", "accountType": "atlassian"}


def comment(id: int, body: Any = "Looking.", **more: Any) -> dict[str, Any]:
    at = f"2024-05-02T12:{id:02d}:00.000+0200"
    return {"id": str(id), "author": BO, "updateAuthor": BO, "body": body, "created": at, "updated": at} | more


def history(id: int, field: str, before: str | None, after: str | None) -> dict[str, Any]:
    item = {"field": field, "fromString": before, "toString": after}
    return {"id": str(id), "author": ANA, "created": f"2024-05-02T12:{id:02d}:30.000+0200", "items": [item]}


def issue(comments: Any = (), histories: Any = (), **fields: Any) -> dict[str, Any]:
    own = {
        **{"summary": "Search is slow", "description": "Since *10:00* UTC.", "reporter": ANA, "assignee": BO, "labels": []},
        **{"status": {"name": "Done"}, "priority": {"name": "High"}, "issuetype": {"name": "Bug"}},
        **{"created": "2024-05-02T12:05:00.000+0200", "updated": "2024-05-03T12:00:00.000+0200", "resolutiondate": None},
        "comment": {"comments": list(comments), "total": len(comments)},
    }
    answer = {"id": "1", "key": "OPS-7", "self": "https://jira.example.com/rest/api/2/issue/1", "fields": own | fields}
    return answer | {"changelog": {"histories": list(histories), "total": len(histories)}}


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = jira_issue.sniff(tree_of({f"{number}.json": payload for number, payload in enumerate(payloads)}))
        return jira_issue.read(claim, ReadOptions())

    return read


def test_the_issues_text_comes_first_then_comments_and_changes_by_time(read):
    reading = read(issue([comment(20)], [history(10, "status", "To Do", "In Progress")]))
    assert [(piece.id, piece.text, piece.author, f"{piece.at:%H:%M:%S}") for piece in reading.evidence] == [
        ("jira:OPS-7", "Search is slow\n\nSince 10:00 UTC.", "Ana Lima", "10:05:00"),
        ("jira:history-10", "Status: To Do -> In Progress", "Ana Lima", "10:10:30"),
        ("jira:comment-20", "Looking.", "Bo Ek", "10:20:00"),
    ]


def test_the_record_says_what_the_issues_fields_say(read):
    (record,) = read(issue(resolutiondate="2024-05-03T12:00:00.000+0200")).records
    assert (record.id, record.title, record.status, record.severity) == ("OPS-7", "Search is slow", "Done", None)
    assert (record.people, record.moments) == ((("assignee", "Bo Ek"),), {})
    assert record.closed_at and f"{record.closed_at.at:%d %H}" == "03 10"
    assert record.links[0].url == "https://jira.example.com/browse/OPS-7"


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"priority": {"name": "P1"}}, "P1"),
        ({"labels": ["backend", "sev-2"]}, "sev-2"),
        ({"issuetype": {"name": "[System] Incident"}}, "High"),
        ({"priority": None, "issuetype": {"name": "Incident"}}, None),
    ],
)
def test_a_priority_is_a_severity_where_it_says_so_or_the_issue_is_an_incident(read, fields, severity):
    assert read(issue(**fields)).records[0].severity == severity


def test_custom_fields_are_known_by_their_names(read):
    payload = issue(
        customfield_1={"value": "SEV2"},
        customfield_2="2024-05-02T11:55:00.000+0200",
        customfield_3=[{"value": "search"}, {"value": "checkout"}],
        customfield_4=BO,
    )
    named = {"1": "Severity", "2": "Impact start", "3": "Affected services", "4": "Incident commander"}
    (record,) = read(payload | {"names": {f"customfield_{id}": name for id, name in named.items()}}).records
    assert (record.severity, record.services) == ("SEV2", ("search", "checkout"))
    assert ("incident commander", "Bo Ek") in record.people
    assert f"{record.moments[MomentName.STARTED].at:%H:%M}" == "09:55"


@pytest.mark.parametrize(
    ("field", "before", "after", "subtype"),
    [
        ("status", "To Do", "In Progress", Subtype.ACKNOWLEDGE),
        ("status", "In Progress", "Resolved", Subtype.RESOLVE),
        ("status", "Done", "In Progress", Subtype.REOPEN),
        ("status", "To Do", "Waiting", None),
        ("assignee", None, "Bo Ek", Subtype.ASSIGN),
        ("priority", "High", "Highest", Subtype.PRIORITY),
    ],
)
def test_changes_that_matter_are_log_entries(read, field, before, after, subtype):
    piece = read(issue([], [history(10, field, before, after)])).evidence[1]
    assert (piece.kind, piece.subtype) == (EvidenceKind.LOG_ENTRY, subtype)


def test_other_changes_and_what_is_not_read_are_counted(read):
    payload = issue([], [history(10, "Sprint", "", "7")], attachment=[{"id": 1}], worklog={"worklogs": [{}, {}]})
    assert read(payload).dropped == {"changes of fields": 1, "attachments": 1, "work log entries": 2}


def test_a_security_level_or_a_limited_comment_makes_the_issue_restricted(read):
    assert read(issue(security={"name": "Security team"})).records[0].visibility is Visibility.RESTRICTED
    limited = comment(20, visibility={"type": "role", "value": "Admins"})
    assert read(issue([limited])).records[0].visibility is Visibility.RESTRICTED
    for internal in (issue([comment(20, jsdPublic=False)]), {**issue(), "fields": {**issue()["fields"], "comment": {}}}):
        assert read(internal, comment(21, jsdPublic=False)).records[0].visibility is Visibility.RESTRICTED
    assert read(issue([comment(20, jsdPublic=True)])).records[0].visibility is None
    assert read(issue([comment(20)])).records[0].visibility is None


def test_comments_and_changelog_of_their_own_calls_belong_to_the_issue(read):
    reading = read(issue(), {"comments": [comment(20)], "total": 1}, {"values": [history(10, "status", "To Do", "Done")]})
    assert ([piece.thread for piece in reading.evidence], len(reading.records)) == ([None] * 3, 1)


def test_that_jira_gave_only_some_comments_is_said(read):
    payload = issue([comment(20)])
    payload["fields"]["comment"]["total"] = 35
    assert read(payload).notes == ("0.json: Jira gave 1 of the 35 comments of OPS-7; export the rest by its own call.",)


def test_a_webhook_of_a_change_has_the_time_of_the_event_and_its_user(read):
    changelog = {"id": "77", "items": [{"field": "status", "fromString": "To Do", "toString": "Done"}]}
    whole = {key: value for key, value in issue().items() if key != "changelog"}
    hook = {
        "webhookEvent": "jira:issue_updated",
        "timestamp": 1_714_647_600_500,
        "user": BO,
        "issue": whole,
        "changelog": changelog,
    }
    piece = read(hook).evidence[-1]
    assert (piece.id, piece.author, f"{piece.at:%H:%M:%S.%f}") == ("jira:history-77", "Bo Ek", "11:00:00.500000")


def test_a_relayed_comment_without_a_time_has_the_relays(read):
    data = {"action": "created", "comment": {"id": "5", "body": "Mine.", "author": BO}, "issue": issue()}
    reading = read({"type": "jira.issueComment", "timestamp": "2024-05-02T11:30:00Z", "data": data})
    assert f"{reading.evidence[-1].at:%H:%M}" == "11:30"


@pytest.mark.parametrize("event", [{"webhookEvent": "comment_deleted"}, {"issue_event_type_name": "issue_comment_deleted"}])
def test_a_deleted_comment_is_dropped_and_counted(read, event):
    hook = {"webhookEvent": "jira:issue_updated", "timestamp": 1, "issue": issue(), "comment": comment(20)} | event
    reading = read(hook)
    assert ([piece.id for piece in reading.evidence], reading.dropped) == (["jira:OPS-7"], {"deleted comments": 1})


def test_a_deleted_issue_is_refused_with_what_it_is(read):
    with pytest.raises(UnreadableSource, match="was deleted or changed, and nothing else; give the issue"):
        read({"webhookEvent": "jira:issue_deleted", "timestamp": 1, "issue": issue()})


def test_several_issues_are_told_apart(read):
    other = issue([comment(21)]) | {"key": "OPS-8"}
    reading = read({"issues": [issue([comment(20)]), other], "startAt": 0})
    assert {piece.thread for piece in reading.evidence} == {"jira:OPS-7", "jira:OPS-8"}
    assert len(reading.records) == 2


def test_wiki_markup_becomes_text(read):
    wiki = (
        "h2. What we know\r\n* the {{pool}} is full\r\n** of idle ones\r\n# [~accountid:a1] looks, see [the graph|https://g.example/1]\r\n"
        "{color:red}since 10:00{color} \\! !shot.png|thumbnail!\r\n{code:java}\r\na *b* = c;\r\n{code}\r\n"
        "{quote}\r\nit is down\r\n{quote}"
    )
    (piece,) = read(issue([comment(20, wiki)])).evidence[1:]
    assert piece.text.split("\n") == [
        *("What we know", "- the `pool` is full", "- of idle ones", "- @Ana Lima looks, see the graph (https://g.example/1)"),
        *("since 10:00 ! shot.png", "```", "a *b* = c;", "```", "> it is down"),
    ]
    assert piece.links == ("https://g.example/1",)


def test_atlassian_documents_become_text(read):
    def node(kind: str, *content: Any, **attrs: Any) -> dict[str, Any]:
        return {"type": kind, "content": list(content), "attrs": attrs}

    def words(said: str, *marks: dict[str, Any]) -> dict[str, Any]:
        return {"type": "text", "text": said, "marks": list(marks)}

    link = {"type": "link", "attrs": {"href": "https://g.example/1"}}
    item = node("listItem", node("paragraph", node("mention", id="a1", text="@Ana Lima"), words(" looks")))
    document = node(
        "doc",
        node("heading", words("Known"), level=2),
        node("paragraph", words("see "), words("the graph", link), node("hardBreak"), words("SELECT 1", {"type": "code"})),
        node("bulletList", item),
        node("codeBlock", words("a\nb")),
        node("blockquote", node("paragraph", words("it is down"))),
        node("taskList", node("taskItem", words("page Bo"), state="DONE")),
        node("table", node("tableRow", *(node("tableCell", node("paragraph", words(one))) for one in ("10:00", "full")))),
    )
    (piece,) = read(issue([comment(20, document)])).evidence[1:]
    assert piece.text.split("\n") == [
        *("Known", "see the graph (https://g.example/1)", "`SELECT 1`", "- @Ana Lima looks", "```", "a", "b", "```"),
        *("> it is down", "- [x] page Bo", "10:00 | full"),
    ]
    assert piece.links == ("https://g.example/1",)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        {"issue": {"number": 1, "title": "t"}},
        {"comments": [{"body": "x"}]},
        {"key": "A-1", "self": "u"},
        {"values": [{}]},
    ],
)
def test_what_is_no_jira_issue_is_not_claimed(tree_of, payload):
    assert jira_issue.sniff(tree_of({"a.json": payload})) == []
