import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.sources.readers import datadog
from pipeline.sources.reading import ReadOptions

ANA = {"type": "users", "id": "u1", "attributes": {"name": "Ana Lima", "handle": "ana@example.com"}}


def event(**more):
    return {"id": 7, "title": "[Triggered] Queue is long", "text": "%%%\n9000 jobs\n%%%", "date_happened": 1714644000} | more


def incident(**more):
    return {
        "type": "incidents",
        "id": "dd-1",
        "attributes": {
            "public_id": 31,
            "title": "Queue is stuck",
            "created": "2024-05-02T10:05:00Z",
            "modified": "2024-05-02T11:00:00Z",
            "detected": "2024-05-02T10:01:00Z",
            "customer_impacted": True,
            "customer_impact_start": "2024-05-02T09:50:00Z",
            "customer_impact_end": "2024-05-02T10:40:00Z",
            "customer_impact_scope": "Mails late.",
            "fields": {
                "severity": {"type": "dropdown", "value": "SEV-2"},
                "state": {"type": "dropdown", "value": "resolved"},
                "services": {"type": "autocomplete", "value": ["mailer"]},
            },
        }
        | more,
        "relationships": {"commander_user": {"data": {"type": "users", "id": "u1"}}},
    }


def cell(**more):
    attributes = {"cell_type": "markdown", "content": {"content": "draining"}, "display_time": "2024-05-02T10:20:00Z"} | more
    return {"type": "incident_timeline_cells", "id": "c1", "attributes": attributes}


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = datadog.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return datadog.read(claim, ReadOptions())

    return read


@pytest.mark.parametrize("given", [event(), {"event": event()}, {"events": [event()]}])
def test_an_event_is_read_alone_and_in_an_answer(read, given):
    (one,) = read(given).evidence
    assert (one.id, one.kind, one.subtype, one.at.hour) == ("datadog:7", EvidenceKind.ALERT, "firing", 10)
    assert one.text == "[Triggered] Queue is long\n9000 jobs"


def test_a_webhook_counts_in_milliseconds_and_names_its_transition(read):
    hook = {
        "id": "8",
        "title": "Queue",
        "date": 1714644600000,
        "alert_transition": "Recovered",
        "tags": "service:mailer,env:prod",
    }
    (one,) = read(hook).evidence
    assert (one.subtype, one.at.minute, one.text) == ("resolved", 10, "Queue\nservice=mailer, env=prod")


def test_a_deploy_is_known_by_its_words_and_other_events_are_log_entries(read):
    deployed = read(event(title="Deployed mailer 1.4", text="")).evidence[0]
    logged = read(event(title="Backup finished", text="")).evidence[0]
    assert (deployed.kind, logged.kind) == (EvidenceKind.DEPLOY, EvidenceKind.LOG_ENTRY)


def test_an_event_of_the_second_version_keeps_its_facts_two_levels_down(read):
    inner = {"title": "[Triggered on {host:a}] Queue is long", "timestamp": 1714644000000}
    given = {"id": "x", "type": "event", "attributes": {"message": "9000 jobs", "attributes": inner}}
    (one,) = read({"data": [given]}).evidence
    assert (one.id, one.subtype, one.at.hour) == ("datadog:x", "firing", 10)


def test_an_incident_has_its_fields_people_and_moments(read):
    reading = read({"data": incident(), "included": [ANA]})
    (record,) = reading.records
    assert (record.id, record.label, record.severity, record.status) == ("dd-1", "Datadog #31", "SEV-2", "resolved")
    assert (record.services, record.people) == (("mailer",), (("incident commander", "Ana Lima"),))
    assert set(record.moments) == {MomentName.STARTED, MomentName.DETECTED, MomentName.MITIGATED}
    assert "Customer impact: Mails late." in [one.text for one in reading.evidence]


def test_a_severity_that_is_not_known_is_none(read):
    assert read({"data": incident(severity="UNKNOWN")}).records[0].severity is None


def test_cells_and_to_dos_of_other_calls_are_of_the_incident_beside_them(read):
    todo = {"type": "incident_todos", "id": "t1", "attributes": {"content": "Alert on queue age", "assignees": ["@ana"]}}
    reading = read({"data": incident(), "included": [ANA]}, {"data": [cell()]}, {"data": [todo]})
    assert "draining" in [one.text for one in reading.evidence]
    assert "| Alert on queue age | ana |  |  | open |  |" in reading.evidence[-1].text
    assert len(reading.records) == 1


def test_cells_without_words_are_counted(read):
    assert read({"data": [cell(), cell(content={}) | {"id": "c2"}]}).dropped == {"cells without words": 1}


def test_a_private_incident_is_restricted_and_a_test_is_said_to_be_one(read):
    reading = read({"data": incident(visibility="private", is_test=True)})
    assert reading.records[0].visibility is Visibility.RESTRICTED
    assert reading.notes == ("0.json: Datadog #31 is a test incident.",)
