import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.sources.readers import alertmanager, grafana
from pipeline.sources.reading import ReadOptions

ANA = {"userID": "g:1", "name": "Ana Lima"}


def incident(**more):
    return {
        "incidentID": "19",
        "title": "Logins fail",
        "severity": "major",
        "status": "active",
        "summary": "Sessions are lost.",
        "createdTime": "2024-05-02T10:00:00.5Z",
        "modifiedTime": "2024-05-02T10:50:00Z",
        "createdByUser": ANA,
        "closedTime": "",
        "incidentStart": "2024-05-02T10:00:00.5Z",
        "incidentEnd": "",
        "labels": [{"key": "service_name", "label": "login"}, {"label": "prod"}],
    } | more


def alert(**more):
    return {
        "status": "firing",
        "labels": {"alertname": "Slow"},
        "startsAt": "2024-05-02T10:00:00Z",
        "fingerprint": "f1",
        "silenceURL": "https://grafana.example/s",
    } | more


def group(**more):
    return {
        "id": "I1",
        "integration_id": "C1",
        "alerts_count": 2,
        "state": "resolved",
        "title": "Disk is full",
        "created_at": "2024-05-02T10:00:00Z",
        "acknowledged_at": "2024-05-02T10:03:00Z",
        "acknowledged_by": "ana",
        "resolved_at": "2024-05-02T10:20:00Z",
    } | more


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = grafana.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return grafana.read(claim, ReadOptions())

    return read


def test_alerts_are_grafanas_and_not_alertmanagers(read, tree_of):
    given = {"orgId": 1, "status": "firing", "alerts": [alert()]}
    (one,) = read(given).evidence
    assert (one.id, one.author, one.subtype) == ("grafana:f1", "Grafana", "firing")
    assert alertmanager.sniff(tree_of({"a.json": given})) == []


def test_an_alert_of_old_has_no_time_and_says_what_it_measured(read):
    old = {"ruleId": 3, "ruleName": "Slow", "state": "alerting", "message": "p99", "evalMatches": [{"metric": "p99", "value": 9}]}
    (one,) = read(old).evidence
    assert (one.id, one.at, one.subtype) == ("grafana:rule-3#alerting", None, "firing")
    assert one.text == "Alert firing: Slow: p99\np99 = 9"


def test_an_incident_is_declared_by_its_author_and_names_its_service(read):
    reading = read({"incident": incident()})
    assert (reading.evidence[0].subtype, reading.evidence[0].author) == ("trigger", "Ana Lima")
    assert (reading.records[0].services, reading.records[0].moments) == (("login",), {})


def test_a_start_and_an_end_count_where_somebody_corrected_them(read):
    closed = {"status": "resolved", "closedTime": "2024-05-02T11:00:00Z"}
    moved = incident(incidentStart="2024-05-02T09:40:00Z", incidentEnd="2024-05-02T10:45:00Z", **closed)
    assert set(read(moved).records[0].moments) == {MomentName.STARTED, MomentName.RESOLVED}
    left = read(incident(incidentEnd="2024-05-02T11:00:00Z", **closed))
    assert left.records[0].moments == {}
    assert left.records[0].closed_at.evidence == ("grafana:19#closed",)


def test_a_note_is_what_somebody_said_and_other_activity_a_log(read):
    note = {"activityItemID": "a1", "incidentID": "19", "activityKind": "userNote", "body": "rolling back", "user": ANA}
    note |= {"eventTime": "2024-05-02T10:20:00Z", "createdTime": "2024-05-02T10:30:00Z"}
    change = {
        "activityItemID": "a2",
        "incidentID": "19",
        "activityKind": "severityChanged",
        "createdTime": "2024-05-02T10:10:00Z",
    }
    own = {"activityItemID": "a3", "incidentID": "19", "activityKind": "incidentCreated"}
    reading = read({"incident": incident()}, {"activityItems": [note, change, own]})
    assert {one.text: one.kind for one in reading.evidence}["Severity changed"] is EvidenceKind.LOG_ENTRY
    said = next(one for one in reading.evidence if one.text == "rolling back")
    assert (said.kind, said.at.minute) == (EvidenceKind.NOTE, 20)
    assert reading.dropped == {"entries of the declaration": 1}


def test_tasks_that_every_incident_has_are_left_out(read):
    tasks = [
        {"taskID": "t1", "text": "Assign a role", "immutable": True},
        {"taskID": "t2", "text": "Ask sales", "status": "todo"},
    ]
    texts = [one.text for one in read(incident(taskList={"tasks": tasks})).evidence]
    assert "Task: Ask sales (todo)" in texts
    assert not any("Assign a role" in text for text in texts)


def test_roles_of_both_shapes_are_on_the_record(read):
    member = {"assignments": [{"role": {"name": "Commander"}, "user": ANA}]}
    old = [{"role": "observer", "user": ANA}]
    assert read(incident(incidentMembership=member, roles=old)).records[0].people == (
        ("commander", "Ana Lima"),
        ("observer", "Ana Lima"),
    )


def test_a_private_incident_is_restricted_and_a_drill_is_said_to_be_one(read):
    reading = read(incident(incidentType="private", isDrill=True))
    assert reading.records[0].visibility is Visibility.RESTRICTED
    assert reading.notes == ("0.json: incident 19 is a drill.",)


def test_an_alert_group_of_oncall_tells_who_took_it(read):
    evidence = read({"count": 1, "results": [group()]}).evidence
    assert [(one.subtype, one.author) for one in evidence] == [("trigger", None), ("acknowledge", "ana"), ("resolve", None)]


def test_a_webhook_of_oncall_is_an_action_of_a_user(read):
    hook = {
        "event": {"type": "acknowledge", "time": "2024-05-02T10:03:00Z"},
        "user": {"id": "U", "username": "ana"},
        "alert_group": group(),
        "alert_group_id": "I1",
        "integration": {"name": "prom"},
    }
    evidence = read(hook).evidence
    assert [(one.id, one.author) for one in evidence] == [("grafana:I1", "prom"), ("grafana:I1#acknowledged", "ana")]


def test_a_rule_is_a_definition_and_nothing_that_happened(tree_of):
    assert grafana.sniff(tree_of({"a.json": {"uid": "r", "orgID": 1, "folderUID": "f", "title": "Slow"}})) == []
