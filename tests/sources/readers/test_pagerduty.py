from datetime import UTC, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName
from pipeline.errors import EmptySource
from pipeline.sources.readers import pagerduty
from pipeline.sources.reading import Claim, Reading, ReadOptions

ANA = {"id": "PANA", "type": "user_reference", "summary": "Ana Lima"}
BEN = {"id": "PBEN", "type": "user_reference", "summary": "Ben Ode"}
MONITOR = {"id": "PMON", "type": "inbound_integration_reference", "summary": "Probe"}
SERVICE = {"id": "PSVC", "type": "service_reference", "summary": "search-api"}
INCIDENT = {
    "id": "Q1",
    "type": "incident",
    "incident_number": 77,
    "title": "search-api latency high",
    "created_at": "2024-05-02T10:00:00Z",
    "status": "resolved",
    "resolved_at": "2024-05-05T08:00:00Z",
    "service": SERVICE,
    "assignments": [{"at": "2024-05-02T10:00:00Z", "assignee": ANA}],
    "priority": {"summary": "P2"},
    "html_url": "https://acme.example/incidents/Q1",
    "conference_bridge": {"conference_url": "https://meet.example/77"},
    "escalation_policy": {"summary": "Search"},
}


def entry(id, kind, at, agent=ANA, summary="", **more):
    return {"id": id, "type": f"{kind}_log_entry", "created_at": at, "agent": agent, "summary": summary} | more


LOG = [
    entry("R5", "resolve", "2024-05-05T08:00:00Z", BEN, "Resolved by Ben Ode"),
    entry("R4", "annotate", "2024-05-02T10:20:02Z", ANA, "Note added by Ana Lima"),
    entry("R3", "acknowledge", "2024-05-02T10:04:00Z", ANA, "Acknowledged by Ana Lima"),
    entry("R2", "notify", "2024-05-02T10:00:05Z", SERVICE, "Notified Ana Lima by phone"),
    entry(
        "R1",
        "trigger",
        "2024-05-02T10:00:00Z",
        MONITOR,
        "Triggered through the API",
        event_details={"description": "p99 9.1 s, limit 2 s"},
    ),
    entry("R0", "assign", "2024-05-02T10:00:00Z", SERVICE, "Assigned to Ana Lima"),
]
NOTE = {"id": "N1", "user": ANA, "content": "Index rebuild is the cause.", "created_at": "2024-05-02T10:20:00Z"}
BUNDLE = {"incident": INCIDENT, "log_entries": LOG, "notes": [NOTE]}


@pytest.fixture
def read(tree_of):
    def read(*payloads) -> Reading:
        tree = tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)})
        (claim,) = pagerduty.sniff(tree)
        return pagerduty.read(claim, ReadOptions())

    return read


def by_id(reading):
    return {one.id: one for one in reading.evidence}


def at(hour, minute, second=0, day=2):
    return datetime(2024, 5, day, hour, minute, second, tzinfo=UTC)


def test_a_log_listed_newest_first_comes_out_oldest_first_with_the_trigger_before_what_it_caused(read):
    assert [one.id for one in read(BUNDLE).evidence] == [
        "pagerduty:R1",
        "pagerduty:R0",
        "pagerduty:R3",
        "pagerduty:N1",
        "pagerduty:R5",
    ]


def test_entries_of_one_second_keep_the_order_in_which_they_happened(read):
    second = "2024-05-02T10:01:00Z"
    log = [entry("B", "assign", second), entry("A", "escalate", second), LOG[4]]
    assert [one.id for one in read({"incident": INCIDENT, "log_entries": log}).evidence][1:3] == ["pagerduty:A", "pagerduty:B"]


def test_a_trigger_tells_the_number_the_title_and_what_the_alert_said(read):
    trigger = by_id(read(BUNDLE))["pagerduty:R1"]
    assert trigger.text == "PagerDuty #77 triggered: search-api latency high\np99 9.1 s, limit 2 s"
    assert (trigger.subtype, trigger.author, trigger.automated) == ("trigger", "Probe", True)


def test_acknowledgement_is_taken_from_the_log_since_an_incident_has_no_acknowledged_at(read):
    log = [entry("R9", "acknowledge", "2024-05-02T11:00:00Z"), *LOG]
    moment = read({"incident": INCIDENT, "log_entries": log}).records[0].moments[MomentName.ACKNOWLEDGED]
    assert (moment.at, moment.evidence, moment.basis) == (at(10, 4), ("pagerduty:R3",), "record")


def test_the_incidents_own_acknowledgements_serve_where_there_is_no_log(read):
    reading = read(INCIDENT | {"acknowledgements": [{"at": "2024-05-02T10:07:00Z", "acknowledger": BEN}]})
    moment = reading.records[0].moments[MomentName.ACKNOWLEDGED]
    assert moment.at == at(10, 7)
    assert by_id(reading)[moment.evidence[0]].text == "Acknowledged by Ben Ode"


def test_notifications_and_repeated_escalations_are_noise_that_is_counted(read):
    noise = [entry(f"X{i}", kind, "2024-05-02T10:00:09Z") for i, kind in enumerate(("repeat_escalation_path", "reach_ack_limit"))]
    reading = read(BUNDLE | {"log_entries": LOG + noise})
    assert reading.dropped == {"notifications": 3}
    assert not {"pagerduty:R2", "pagerduty:X0", "pagerduty:X1"} & by_id(reading).keys()


def test_a_note_and_its_annotate_entry_are_one_piece_under_the_notes_id(read):
    note = by_id(read(BUNDLE))["pagerduty:N1"]
    assert note.source.ids == ("pagerduty:N1", "pagerduty:R4")
    assert (note.kind, note.author, note.text) == (EvidenceKind.NOTE, "Ana Lima", "Index rebuild is the cause.")


def test_an_annotate_entry_asked_for_with_its_channel_holds_the_note(read):
    annotate = LOG[1] | {"channel": {"type": "note", "summary": "Rebuild stopped."}}
    note = by_id(read({"incident": INCIDENT, "log_entries": [annotate]}))["pagerduty:R4"]
    assert (note.kind, note.text) == (EvidenceKind.NOTE, "Rebuild stopped.")


def test_an_annotate_entry_without_its_note_says_nothing_and_is_counted(read):
    reading = read({"incident": INCIDENT, "log_entries": LOG})
    assert reading.dropped == {"notifications": 1, "notes without their text": 1}


def test_closing_the_page_days_later_is_not_a_resolution(read):
    record = read(BUNDLE).records[0]
    assert record.closed_at and record.closed_at.at == at(8, 0, day=5)
    assert MomentName.RESOLVED not in record.moments
    assert MomentName.MITIGATED not in record.moments


def test_a_page_is_not_the_start_of_impact(read):
    record = read(BUNDLE).records[0]
    assert record.created_at and record.created_at.at == at(10, 0)
    assert MomentName.STARTED not in record.moments
    assert record.moments[MomentName.DETECTED].evidence == ("pagerduty:R1",)


def test_a_page_opened_by_hand_detected_nothing_since_somebody_knew_before(read):
    log = [entry("R1", "trigger", "2024-05-02T10:00:00Z", BEN, "Triggered by Ben Ode through the website")]
    reading = read({"incident": INCIDENT, "log_entries": log})
    assert MomentName.DETECTED not in reading.records[0].moments
    assert reading.evidence[0].text == "PagerDuty #77 triggered by Ben Ode: search-api latency high"


def test_a_trigger_by_an_integration_has_no_person(read):
    assert [person.name for person in read(BUNDLE).people] == ["Ana Lima", "Ben Ode"]


def test_the_record_carries_severity_service_people_and_links(read):
    record = read(BUNDLE).records[0]
    assert (record.id, record.title, record.severity, record.status) == ("Q1", "search-api latency high", "P2", "resolved")
    assert record.services == ("search-api",)
    assert record.people == (("assignee", "Ana Lima"),)
    assert [link.url for link in record.links] == ["https://acme.example/incidents/Q1", "https://meet.example/77"]


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [
        ("unacknowledge", "unacknowledge"),
        ("escalate", "escalate"),
        ("reopen", "reopen"),
        ("merge", "merge"),
        ("priority_change", "priority_change"),
        ("delegate", "assign"),
        ("snooze", "snooze"),
    ],
)
def test_what_happens_to_an_incident_is_told_in_one_vocabulary(read, kind, subtype):
    reading = read({"incident": INCIDENT, "log_entries": [entry("R7", kind, "2024-05-02T10:30:00Z", ANA)]})
    told = by_id(reading)["pagerduty:R7"]
    assert told.subtype == subtype
    assert told.text.endswith("by Ana Lima")


def test_a_reopened_incident_is_not_closed(read):
    log = [entry("R6", "reopen", "2024-05-05T09:00:00Z"), *LOG]
    assert read({"incident": INCIDENT | {"status": "acknowledged"}, "log_entries": log}).records[0].closed_at is None


def test_an_alerts_text_keeps_the_time_that_is_written_in_it(read):
    body = {"details": {"summary": "Violation started: May 2, 2024 at 9:58AM UTC", "nested": {"a": 1}}}
    alert = {
        "id": "A1",
        "alert_key": "k",
        "summary": "Latency",
        "severity": "critical",
        "created_at": "2024-05-02T10:00:00Z",
        "body": body,
    }
    told = by_id(read(BUNDLE | {"alerts": [alert]}))["pagerduty:A1"]
    assert told.text == "Alert: Latency (critical)\nsummary: Violation started: May 2, 2024 at 9:58AM UTC"
    assert told.kind is EvidenceKind.ALERT


def test_the_same_entry_in_the_incident_and_in_the_log_is_one(read):
    reading = read(BUNDLE | {"incident": INCIDENT | {"first_trigger_log_entry": LOG[4]}})
    assert [one.id for one in reading.evidence].count("pagerduty:R1") == 1


def test_incident_log_and_notes_in_files_of_one_folder_are_one_incident(read):
    apart = read({"incident": INCIDENT}, {"log_entries": LOG}, {"notes": [NOTE]})
    assert [one.id for one in apart.evidence] == [one.id for one in read(BUNDLE).evidence]
    assert len(apart.records) == 1


def test_a_list_of_incidents_gives_a_record_each_and_says_so(read):
    reading = read({"incidents": [INCIDENT, INCIDENT | {"id": "Q2", "incident_number": 78}]})
    assert [record.id for record in reading.records] == ["Q1", "Q2"]
    assert [one.thread for one in reading.evidence] == ["pagerduty:Q1", "pagerduty:Q2"]
    assert "2 incidents (Q1, Q2)" in reading.notes[0]


def test_a_webhook_of_the_third_generation_is_a_log_entry(read):
    data = {"id": "Q1", "type": "incident", "number": 77, "title": "Slow", "status": "acknowledged", "service": SERVICE}
    event = {
        "id": "E1",
        "event_type": "incident.acknowledged",
        "occurred_at": "2024-05-02T10:04:00.250Z",
        "agent": ANA,
        "data": data,
    }
    reading = read({"event": event})
    told = by_id(reading)["pagerduty:E1"]
    assert (told.subtype, told.text) == ("acknowledge", "Acknowledged by Ana Lima")
    assert reading.records[0].moments[MomentName.ACKNOWLEDGED].at == at(10, 4).replace(microsecond=250000)


def test_a_note_of_the_third_generation_has_its_own_id_and_may_be_cut(read):
    incident = {"id": "Q1", "type": "incident_reference", "summary": "[#77] Slow"}
    data = {"id": "N7", "type": "incident_note", "content": "Killed the long que", "trimmed": True, "incident": incident}
    event = {"id": "E2", "event_type": "incident.annotated", "occurred_at": "2024-05-02T10:09:00Z", "agent": ANA, "data": data}
    reading = read({"event": event})
    assert (reading.evidence[0].id, reading.evidence[0].author) == ("pagerduty:N7", "Ana Lima")
    assert (reading.records[0].id, reading.records[0].title) == ("Q1", "Slow")
    assert "cut the text" in reading.notes[0]


def test_a_webhook_of_the_second_generation_holds_log_entries(read):
    reading = read({"messages": [{"event": "incident.acknowledge", "incident": INCIDENT, "log_entries": [LOG[2]]}]})
    assert by_id(reading)["pagerduty:R3"].thread is None
    assert reading.records[0].id == "Q1"
    assert reading.records[0].moments[MomentName.ACKNOWLEDGED].at == at(10, 4)


def test_a_webhook_of_the_first_generation_is_told_by_its_type(read):
    incident = {
        "id": "Q1",
        "incident_number": 77,
        "created_on": "2024-05-02T10:00:00Z",
        "status": "resolved",
        "trigger_summary_data": {"subject": "Slow"},
        "last_status_change_by": {"id": "PBEN", "name": "Ben Ode", "email": "ben@acme.example"},
    }
    message = {"id": "m-1", "type": "incident.resolve", "created_on": "2024-05-02T11:00:00Z", "data": {"incident": incident}}
    reading = read({"messages": [message]})
    assert [(one.subtype, one.text) for one in reading.evidence] == [
        ("trigger", "PagerDuty #77 triggered: Slow"),
        ("resolve", "Resolved by Ben Ode"),
    ]
    assert reading.people[0].aliases == ("PBEN",)


def test_a_relays_wrapping_is_taken_off_and_its_own_time_is_not_the_events(read):
    reading = read({"type": "pagerduty.incident", "data": {"incident": INCIDENT}, "timestamp": "2030-01-01T00:00:00Z"})
    assert [one.at for one in reading.evidence] == [at(10, 0)]


def test_a_relayed_note_has_no_other_time_than_the_relays(read):
    data = {"incident": INCIDENT, "agent": ANA, "annotation": {"content": "Looking."}}
    reading = read({"type": "pagerduty.incident.annotated", "data": data, "timestamp": "2024-05-02T10:06:00Z"})
    assert [(one.at, one.text) for one in reading.evidence][1] == (at(10, 6), "Looking.")


def test_an_entry_without_a_readable_time_keeps_the_time_as_written(read):
    reading = read({"incident": INCIDENT, "log_entries": [entry("R8", "escalate", "yesterday"), LOG[4]]})
    told = by_id(reading)["pagerduty:R8"]
    assert (told.at, told.at_text) == (None, "yesterday")


def test_something_else_in_a_list_is_skipped_with_its_place(read):
    reading = read(BUNDLE | {"log_entries": [*LOG, "gone", 7]})
    assert [skipped.place for skipped in reading.skipped] == ["log_entries[6]", "log_entries[7]"]


def test_a_record_without_anything_in_it_is_an_empty_source(tree_of):
    tree = tree_of({"a.json": {"incident": {"id": "Q1", "type": "incident_reference", "escalation_policy": {}}}})
    with pytest.raises(EmptySource):
        pagerduty.read(Claim("a.json", tree.files), ReadOptions())


@pytest.mark.parametrize(
    "payload", [{}, [], {"notes": []}, {"incident": {"key": "OPS-1", "fields": {}}}, {"messages": [{"text": "hi"}]}]
)
def test_what_is_not_pagerdutys_is_not_claimed(tree_of, payload):
    assert pagerduty.sniff(tree_of({"a.json": payload, "b.json": '{"incident": ', "c.txt": "not json"})) == []
