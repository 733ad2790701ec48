import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName
from pipeline.sources.readers import opsgenie
from pipeline.sources.reading import ReadOptions

CREATED = 1714644000123
"""2024-05-02T10:00:00.123Z in milliseconds."""


def webhook(action, seconds=60, by="ana@example.com", source="web", **alert):
    return {
        "action": action,
        "alert": {
            "alertId": "al-1",
            "tinyId": "23",
            "message": "Disk is full",
            "createdAt": CREATED,
            "updatedAt": CREATED * 10**6 + seconds * 10**9,
            "username": by,
            "source": "nagios",
        }
        | alert,
        "source": {"type": source},
        "integrationName": "hook",
    }


def alert(**more):
    return {"id": "al-1", "tinyId": "23", "alias": "x", "message": "Disk is full", "createdAt": "2024-05-02T10:00:00Z"} | more


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = opsgenie.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return opsgenie.read(claim, ReadOptions())

    return read


def test_one_object_counts_creation_in_milliseconds_and_change_in_nanoseconds(read):
    opened, acknowledged = read(webhook("Acknowledge")).evidence
    assert (opened.at.second, opened.at.microsecond) == (0, 123000)
    assert (acknowledged.at - opened.at).total_seconds() == 60


def test_actions_have_the_subtype_of_their_verb_and_their_user(read):
    reading = read(webhook("Create", 0), webhook("Acknowledge"), webhook("UnAcknowledge", 90), webhook("Close", 600))
    assert [(one.subtype, one.author) for one in reading.evidence] == [
        ("trigger", "nagios"),
        ("acknowledge", "ana@example.com"),
        ("unacknowledge", "ana@example.com"),
        ("resolve", "ana@example.com"),
    ]


def test_closing_an_alert_is_its_closing_and_no_resolution(read):
    (record,) = read(webhook("Close", 600)).records
    assert (record.status, record.closed_at.at.minute) == ("closed", 10)
    assert set(record.moments) == {MomentName.DETECTED}


def test_an_alert_that_a_person_made_detected_nothing(read):
    made = webhook("Create", 0)
    reading = read(made | {"alert": made["alert"] | {"source": "ana@example.com"}})
    assert not reading.evidence[0].automated
    assert reading.records[0].moments == {}


def test_a_note_is_what_somebody_said(read):
    note = read(webhook("AddNote", note="cleaning /var")).evidence[1]
    assert (note.kind, note.text) == (EvidenceKind.NOTE, "cleaning /var")


def test_changes_of_tags_are_counted_and_the_alert_they_tell_of_stays(read):
    reading = read(webhook("AddTags", addedTags="a"))
    assert (len(reading.evidence), reading.dropped) == (1, {"changes of tags and texts": 1})


@pytest.mark.parametrize(("given", "priority"), [(3, "P3"), ("P1", "P1")])
def test_a_priority_is_a_number_or_a_name(read, given, priority):
    assert read(webhook("Create", priority=given)).records[0].severity == priority


def test_an_escalation_has_no_time_and_stays_behind_what_has(read):
    escalation = {"action": "Escalate", "alert": {"alertId": "al-1"}, "escalationName": "night", "integrationName": "h"}
    reading = read(escalation, webhook("Acknowledge"))
    assert [one.text for one in reading.evidence][-1] == "Escalated by night"
    assert reading.evidence[-1].at is None
    assert len(reading.records) == 1


def test_rest_tells_who_took_and_closed_it_in_milliseconds_from_its_creation(read):
    report = {"ackTime": 120_000, "acknowledgedBy": "ana", "closeTime": 600_000, "closedBy": "bo"}
    evidence = read({"data": alert(report=report, status="closed", description="/var at 99 %"), "requestId": "r"}).evidence
    assert [(one.text, one.author, one.at.minute) for one in evidence if one.kind is EvidenceKind.LOG_ENTRY][1:] == [
        ("Acknowledged", "ana", 2),
        ("Closed", "bo", 10),
    ]


def test_notes_and_logs_that_name_no_alert_are_of_the_only_one(read):
    note = {"note": "cleaning", "owner": "ana", "createdAt": "2024-05-02T10:03:00Z", "offset": "1"}
    log = {"log": "Notification sent", "type": "system", "owner": "System", "createdAt": "2024-05-02T10:01:00Z", "offset": "2"}
    reading = read({"data": alert()}, {"data": [note, log]})
    assert [one.text for one in reading.evidence] == [
        "Opsgenie #23 triggered: Disk is full",
        "Notification sent",
        "cleaning",
    ]
    assert len(reading.records) == 1


def test_an_incident_is_declared_by_somebody_and_may_say_its_impact(read):
    given = alert(impactedServices=["s1"], impactStartDate="2024-05-02T09:30:00Z", impactEndDate="2024-05-02T10:20:00Z")
    reading = read({"data": given})
    assert not reading.evidence[1].automated
    assert set(reading.records[0].moments) == {MomentName.STARTED, MomentName.MITIGATED}


def test_two_alerts_are_said_to_be_two_and_each_keeps_its_thread(read):
    other = webhook("Create") | {"alert": webhook("Create")["alert"] | {"alertId": "al-2", "tinyId": "24"}}
    reading = read(webhook("Create"), other)
    assert reading.notes == ("given: this holds 2 incidents (Opsgenie #23, Opsgenie #24).",)
    assert {one.thread for one in reading.evidence} == {"opsgenie:al-1", "opsgenie:al-2"}
