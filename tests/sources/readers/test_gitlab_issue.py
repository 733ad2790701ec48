"""GitLab issues, incidents and notes: answers of the API, webhooks, a relay's envelope."""

import time
from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import Visibility
from pipeline.errors import EmptySource
from pipeline.sources.readers import gitlab_issue
from pipeline.sources.reading import ReadOptions

ANA = {"id": 1, "name": "Ana Lima", "username": "ana"}
BO = {"id": 2, "name": "Bo Ek", "username": "bo"}
ISSUE = {
    **{"id": 300, "iid": 8, "project_id": 3, "title": "Search is slow", "description": "<!-- template -->\nSince 10:00 UTC."},
    **{"state": "closed", "created_at": "2024-05-02T10:05:00.000Z", "updated_at": "2024-05-03T10:00:00Z"},
    **{"closed_at": "2024-05-03T10:00:00Z", "labels": ["severity::2"], "author": ANA, "assignees": [BO], "confidential": False},
    **{"issue_type": "incident", "severity": "UNKNOWN", "web_url": "https://gitlab.example.com/acme/ops/-/issues/8"},
}
PROJECT = {"path_with_namespace": "acme/ops", "web_url": "https://gitlab.example.com/acme/ops"}


def note(id: int, said: str = "Looking.", author: dict[str, Any] = BO, **more: Any) -> dict[str, Any]:
    at = f"2024-05-02T10:{id:02d}:00Z"
    told = {"id": id, "body": said, "author": author, "created_at": at, "updated_at": at, "system": False}
    return told | {"noteable_type": "Issue", "noteable_id": 300, "noteable_iid": 8} | more


def hook(action: str, **more: Any) -> dict[str, Any]:
    own = {
        **{"id": 300, "iid": 8, "title": "Search is slow", "description": "", "state": "opened", "action": action},
        **{"created_at": "2024-05-02 10:05:00 UTC", "updated_at": "2024-05-02 11:00:00 UTC"},
    }
    return {"object_kind": "issue", "user": ANA, "project": PROJECT, "object_attributes": own | more}


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = gitlab_issue.sniff(tree_of({f"{number}.json": payload for number, payload in enumerate(payloads)}))
        return gitlab_issue.read(claim, ReadOptions())

    return read


def test_the_issues_text_is_the_first_message_and_its_notes_follow(read):
    reading = read({"issue": ISSUE, "notes": [note(20), note(10)]})
    assert [(piece.id, piece.text, piece.author) for piece in reading.evidence] == [
        ("gitlab:acme/ops#8", "Search is slow\n\nSince 10:00 UTC.", "Ana Lima"),
        ("gitlab:10", "Looking.", "Bo Ek"),
        ("gitlab:20", "Looking.", "Bo Ek"),
    ]


def test_the_record_says_what_the_issues_fields_say(read):
    (record,) = read(ISSUE).records
    assert (record.id, record.title, record.status, record.severity) == ("acme/ops#8", "Search is slow", "closed", "severity::2")
    assert (record.people, record.visibility, record.moments) == ((("assignee", "Bo Ek"),), None, {})
    assert record.created_at and record.closed_at and f"{record.closed_at.at:%d %H}" == "03 10"


def test_people_are_known_by_name_and_handle_and_not_by_a_small_number(read):
    assert [(person.name, person.aliases) for person in read(ISSUE).people] == [("Ana Lima", ("ana",)), ("Bo Ek", ("bo",))]


def test_an_incidents_own_severity_beats_its_labels(read):
    assert read(ISSUE | {"severity": "HIGH"}).records[0].severity == "high"


def test_issue_and_notes_of_two_files_are_one_incident(read):
    reading = read(ISSUE, [note(20)])
    assert ([piece.thread for piece in reading.evidence], len(reading.records)) == ([None, None], 1)


def test_a_confidential_issue_is_restricted(read):
    assert read(ISSUE | {"confidential": True}).records[0].visibility is Visibility.RESTRICTED


@pytest.mark.parametrize("key", ["internal", "confidential"])
def test_an_internal_note_makes_its_issue_restricted(read, key):
    (record,) = read({"issue": ISSUE, "notes": [note(20), note(30, **{key: True})]}).records
    assert (record.visibility, record.title, record.status) == (Visibility.RESTRICTED, "Search is slow", "closed")
    (record,) = read(ISSUE, [note(20, **{key: True}), note(30)]).records
    assert record.visibility is Visibility.RESTRICTED
    assert read({"issue": ISSUE, "notes": [note(20, **{key: False})]}).records[0].visibility is None


@pytest.mark.parametrize(
    ("said", "subtype"),
    [
        ("closed via merge request !12", Subtype.RESOLVE),
        ("reopened", Subtype.REOPEN),
        ("assigned to @bo", Subtype.ASSIGN),
        ("changed the severity to **High - S2**", Subtype.PRIORITY),
        ("changed the incident status to **Acknowledged**", Subtype.ACKNOWLEDGE),
    ],
)
def test_gitlabs_own_notes_of_changes_are_log_entries(read, said, subtype):
    piece = read(ISSUE, [note(20, said, system=True)]).evidence[1]
    assert (piece.kind, piece.subtype, "*" in piece.text) == (EvidenceKind.LOG_ENTRY, subtype, False)


def test_gitlabs_other_notes_are_dropped_and_counted(read):
    assert read(ISSUE, [note(20, "mentioned in issue #9", system=True)]).dropped == {"system notes": 1}


def test_a_discussions_notes_hang_on_its_first(read):
    discussion = {"id": "d1", "individual_note": False, "notes": [note(10), note(20)]}
    assert [piece.thread for piece in read(ISSUE, [discussion]).evidence] == [None, None, "gitlab:10"]


def test_an_edited_note_is_marked(read):
    assert read(ISSUE, [note(20, updated_at="2024-05-02T12:00:00Z")]).evidence[1].edited


@pytest.mark.parametrize(("action", "subtype"), [("close", Subtype.RESOLVE), ("reopen", Subtype.REOPEN)])
def test_a_webhook_tells_who_closed_or_reopened_and_when(read, action, subtype):
    body, change = read(hook(action)).evidence
    assert (body.author, change.author, change.subtype) == (None, "Ana Lima", subtype)
    assert f"{change.at:%H:%M}" == "11:00"


def test_who_opened_an_issue_is_its_author(read):
    assert read(hook("open")).evidence[0].author == "Ana Lima"


def test_several_states_of_an_issue_are_one_record_with_the_last_state(read):
    later = hook("close", state="closed", updated_at="2024-05-02 12:00:00 UTC", title="Search was slow")
    (record,) = read(later, hook("open")).records
    assert (record.title, record.status) == ("Search was slow", "closed")


def test_changes_of_fields_are_counted(read):
    changes = {"title": {"previous": "a", "current": "b"}, "updated_at": {}}
    assert read(hook("update") | {"changes": changes}).dropped == {"changes of fields": 1}


def test_a_note_on_a_merge_request_is_read_and_makes_no_incident(read):
    own = {
        **{
            "id": 77,
            "note": "Fixes it?",
            "noteable_type": "MergeRequest",
            "created_at": "2024-05-02 10:20:00 UTC",
            "system": False,
        },
        "url": "https://gitlab.example.com/acme/ops/-/merge_requests/12#note_77",
    }
    merge = {"iid": 12, "title": "Widen the pool", "description": "", "state": "opened", "created_at": "2024-05-02 10:10:00 UTC"}
    payload = {"object_kind": "note", "user": BO, "project": PROJECT, "object_attributes": own, "merge_request": merge}
    reading = read({"type": "gitlab.mergeComment", "data": payload, "timestamp": "2024-05-02T10:20:01Z"})
    assert [(piece.id, piece.text) for piece in reading.evidence] == [
        ("gitlab:acme/ops!12", "Widen the pool"),
        ("gitlab:77", "Fixes it?"),
    ]
    assert reading.records == ()


def test_state_events_are_log_entries(read):
    event = {
        "id": 5,
        "user": BO,
        "created_at": "2024-05-03T10:00:00Z",
        "resource_type": "Issue",
        "resource_id": 300,
        "state": "closed",
    }
    piece = read(ISSUE, [event]).evidence[1]
    assert (piece.id, piece.subtype, piece.author) == ("gitlab:state-event-5", Subtype.RESOLVE, "Bo Ek")


def test_notes_of_gitlab_alone_are_an_empty_source(read):
    with pytest.raises(EmptySource):
        read([note(20, "mentioned in issue #9", system=True)])


def test_comments_that_are_never_closed_take_no_time(read):
    started = time.perf_counter()
    read(ISSUE | {"description": "<!--" * 50_000})
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        {"object_kind": "push", "object_attributes": {}},
        {"number": 1, "title": "t", "state": "open"},
        {"issue": {"key": "A-1"}},
    ],
)
def test_what_is_no_gitlab_issue_is_not_claimed(tree_of, payload):
    assert gitlab_issue.sniff(tree_of({"a.json": payload})) == []
