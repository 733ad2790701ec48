from datetime import datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.domain.moment import Basis, Precision
from pipeline.errors import EmptySource, UnreadableSource
from pipeline.sources.readers import incidentio
from pipeline.sources.reading import ReadOptions

ANA = {"id": "01U", "name": "Ana Lima", "slack_user_id": "U1"}


def incident(**more):
    return {
        "id": "01A",
        "reference": "INC-7",
        "name": "Checkout times out",
        "summary": "The pool is full.",
        "permalink": "https://app.incident.io/incidents/7",
        "visibility": "public",
        "created_at": "2024-05-02T10:00:00Z",
        "updated_at": "2024-05-02T11:00:00Z",
        "severity": {"name": "Major"},
        "incident_status": {"name": "Fixing", "category": "live"},
        "creator": {"user": ANA},
    } | more


def update(id="01B", at="2024-05-02T10:20:00Z", said="Rolling back build 41", **more):
    return {"id": id, "incident_id": "01A", "created_at": at, "message": said, "new_incident_status": {"name": "Fixing"}} | more


def timestamp(name, value):
    return {"incident_timestamp": {"name": name}, "value": {"value": value}}


def at(clock):
    return datetime.fromisoformat(f"2024-05-02T{clock}:00Z")


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = incidentio.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return incidentio.read(claim, ReadOptions())

    return read


def test_an_incident_says_that_it_was_declared_and_by_whom(read):
    opening, summary = read({"incident": incident()}).evidence
    assert (opening.id, opening.subtype, opening.author) == ("incidentio:01A", "trigger", "Ana Lima")
    assert opening.text == "incident.io INC-7 declared: Checkout times out"
    assert not opening.automated
    assert (summary.id, summary.kind, summary.at.hour) == ("incidentio:01A#summary", EvidenceKind.DOCUMENT, 11)


def test_an_alert_that_declared_it_is_a_tool(read):
    opening = read({"incident": incident(creator={"alert": {"title": "High errors"}})}).evidence[0]
    assert (opening.automated, opening.author) == (True, "High errors")


def test_the_record_holds_reference_severity_status_and_links(read):
    (record,) = read({"incident": incident(call_url="https://meet.example/x")}).records
    assert (record.id, record.label, record.severity, record.status) == ("01A", "INC-7", "Major", "Fixing")
    assert [link.label for link in record.links] == ["incident.io", "Call"]


def test_timestamps_become_moments_on_record_that_cite_their_own_evidence(read):
    reached = [timestamp("Impact started", "2024-05-02T09:50:00Z"), timestamp("Resolved at", "2024-05-02T10:55:10Z")]
    reading = read({"incident": incident(incident_timestamp_values=reached)})
    moments = reading.records[0].moments
    started = moments[MomentName.STARTED]
    assert (started.basis, started.precision, started.evidence) == (
        Basis.RECORD,
        Precision.MINUTE,
        ("incidentio:01A#impact-started",),
    )
    assert moments[MomentName.RESOLVED].precision is Precision.SECOND
    assert started.evidence[0] in {one.id for one in reading.evidence}


def test_a_start_that_is_the_time_of_declaring_says_nothing_of_the_impact(read):
    reading = read({"incident": incident(incident_timestamp_values=[timestamp("Impact started", "2024-05-02T10:00:20Z")])})
    assert reading.records[0].moments == {}


def test_when_it_was_reported_is_the_declaration_and_no_milestone(read):
    reading = read({"incident": incident(incident_timestamp_values=[timestamp("Reported at", "2024-05-02T10:00:00Z")])})
    assert len(reading.evidence) == 2


def test_updates_are_notes_of_who_posted_them_in_order_of_time(read):
    later = update("01C", "2024-05-02T10:40:00Z", "Mitigated", updater={"user": ANA}, new_severity={"name": "Minor"})
    notes = read({"incident_updates": [later, update()]}).evidence
    assert [one.id for one in notes] == ["incidentio:01B", "incidentio:01C"]
    assert notes[1].text == "Mitigated\nStatus: Fixing\nSeverity: Minor"
    assert (notes[1].kind, notes[1].author) == (EvidenceKind.NOTE, "Ana Lima")


def test_answers_of_several_calls_in_one_folder_are_one_incident(read):
    reading = read({"incident": incident()}, {"incident_updates": [update()]})
    assert len(reading.records) == 1
    assert [one.id for one in reading.evidence] == ["incidentio:01A", "incidentio:01B", "incidentio:01A#summary"]
    assert {one.thread for one in reading.evidence} == {None}


def test_several_states_give_the_last_title_and_keep_every_summary(read):
    first = incident(updated_at="2024-05-02T10:01:00Z", name="Slow", summary="We look.")
    reading = read(incident(), first)
    assert reading.records[0].title == "Checkout times out"
    assert [one.id for one in reading.evidence if "#summary" in one.id] == ["incidentio:01A#summary", "incidentio:01A#summary-2"]
    assert [one.text for one in reading.evidence if one.subtype == "trigger"] == [
        "incident.io INC-7 declared: Checkout times out"
    ]


def test_a_webhook_holds_the_object_under_the_name_of_its_event(read):
    name = "public_incident.incident_status_updated_v2"
    change = {
        "incident": incident(),
        "previous_status": {"name": "Triage"},
        "new_status": {"name": "Fixing"},
        "update_message": "on it",
    }
    assert "on it\nStatus: Fixing (before: Triage)" in [one.text for one in read({"event_type": name, name: change}).evidence]


def test_a_private_incident_is_restricted(read):
    assert read({"incident": incident(visibility="private")}).records[0].visibility is Visibility.RESTRICTED


def test_a_webhook_of_a_private_incident_restricts_what_lies_beside_it(read):
    name = "private_incident.incident_updated_v2"
    reading = read({"event_type": name, name: {"id": "01A"}}, {"incident": incident()})
    assert [record.visibility for record in reading.records] == [Visibility.RESTRICTED]


def test_a_private_id_alone_is_refused_with_what_to_give_instead(read):
    name = "private_incident.incident_created_v2"
    with pytest.raises(UnreadableSource, match=r"private incident.*give the incident itself"):
        read({"event_type": name, name: {"id": "01A"}})


@pytest.mark.parametrize(
    ("creator", "author", "kind"),
    [({"user": ANA}, "Ana Lima", EvidenceKind.NOTE), ({"workflow": {"name": "Paging"}}, "Paging", EvidenceKind.LOG_ENTRY)],
)
def test_what_was_put_on_the_timeline_is_dated_by_when_it_happened(read, creator, author, kind):
    item = {
        "id": "01T",
        "incident_id": "01A",
        "title": "Pool exhausted",
        "description": "All 40 connections were taken.",
        "timestamp": "2024-05-02T09:58:00Z",
        "creator": creator,
        "created_at": "2024-05-02T12:00:00Z",
        "updated_at": "2024-05-02T12:00:00Z",
    }
    reading = read({"incident": incident()}, {"incident_timeline_items": [item]})
    (piece,) = [one for one in reading.evidence if one.id == "incidentio:01T"]
    assert (piece.text, piece.at, piece.author) == ("Pool exhausted\nAll 40 connections were taken.", at("09:58"), author)
    assert (piece.kind, piece.automated) == (kind, author == "Paging")


def test_follow_ups_are_a_table_of_action_items_and_actions_are_tasks(read):
    follow_up = {"id": "01F", "incident_id": "01A", "title": "Alert on pool | size", "status": "outstanding", "assignee": ANA}
    action = {
        "id": "01G",
        "incident_id": "01A",
        "description": "Fail over",
        "status": "completed",
        "created_at": "2024-05-02T10:10:00Z",
    }
    reading = read({"incident": incident()}, {"follow_ups": [follow_up]}, {"actions": [action]})
    table = reading.evidence[-1]
    assert (table.kind, table.id, table.source.ids) == (EvidenceKind.DOCUMENT, "incidentio:01A#follow-ups", ("incidentio:01F",))
    assert "| Alert on pool / size | Ana Lima |  |  | open |  |" in table.text
    assert "Action: Fail over (completed)" in [one.text for one in reading.evidence]


def test_roles_are_on_the_record_and_their_people_in_the_roster(read):
    given = [{"role": {"name": "Incident Lead"}, "assignee": ANA}, {"role": {"name": "Scribe"}, "assignee": None}]
    reading = read({"incident": incident(incident_role_assignments=given)})
    assert reading.records[0].people == (("Incident Lead", "Ana Lima"),)
    assert [(person.name, person.aliases) for person in reading.people] == [("Ana Lima", ("U1", "01U"))]


def test_a_rehearsal_is_said_to_be_one(read):
    assert read({"incident": incident(mode="test")}).notes == ("0.json: INC-7 is a test incident, not a real one.",)


def test_a_relayed_incident_is_read_and_the_relays_time_is_not_the_incidents(read):
    sent = {"type": "incident.incident", "timestamp": "2030-01-01T00:00:00Z", "data": incident()}
    assert read(sent).evidence[0].at.year == 2024


def test_updates_that_say_nothing_are_counted_and_alone_they_are_refused(read):
    empty = update(said="", new_incident_status=None)
    assert read({"incident": incident()}, {"incident_updates": [empty]}).dropped == {"empty updates": 1}
    with pytest.raises((EmptySource, UnreadableSource)):
        read({"incident_updates": [empty]})
