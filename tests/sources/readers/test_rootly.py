import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.sources.readers import rootly
from pipeline.sources.reading import ReadOptions

BO = {"data": {"id": "9", "type": "users", "attributes": {"full_name": "Bo Ek", "name": "bo"}}}


def incident(**more):
    return {
        "sequential_id": 42,
        "title": "Search is slow",
        "slug": "search-is-slow",
        "summary": "Shards were <b>full</b>.",
        "status": "resolved",
        "private": False,
        "severity": {"data": {"id": "1", "type": "severities", "attributes": {"name": "SEV1"}}},
        "services": {"data": [{"id": "2", "type": "services", "attributes": {"name": "search"}}]},
        "created_at": "2024-05-02T03:05:00.000-07:00",
        "started_at": "2024-05-02T02:58:00.000-07:00",
        "mitigated_at": "2024-05-02T03:30:12.000-07:00",
        "mitigated_by": BO,
        "resolved_at": None,
        "updated_at": "2024-05-02T04:00:00.000-07:00",
    } | more


def of_api(attributes, type="incidents", id="aa-1"):
    return {"data": {"id": id, "type": type, "attributes": attributes}}


def event(**more):
    return {"event": "Shard 3 is full", "occurred_at": "2024-05-02T10:10:00Z", "created_at": "2024-05-02T10:25:00Z"} | more


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = rootly.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return rootly.read(claim, ReadOptions())

    return read


def test_json_api_is_read_like_the_flat_object_of_a_webhook(read):
    flat = incident(id="aa-1", severity={"name": "SEV1"}, services=[{"name": "search"}], mitigated_by={"full_name": "Bo Ek"})
    hook = {"event": {"type": "incident.updated", "issued_at": "2030-01-01T00:00:00Z"}, "data": flat}
    assert [one.text for one in read(of_api(incident())).evidence] == [one.text for one in read(hook).evidence]
    (record,) = read(of_api(incident())).records
    assert (record.id, record.label, record.severity, record.services) == ("aa-1", "Rootly #42", "SEV1", ("search",))


def test_moments_are_those_that_were_set_in_their_own_offset(read):
    moments = read(of_api(incident())).records[0].moments
    assert {name.value: (one.at.hour, one.at.minute) for name, one in moments.items()} == {
        "started_at": (9, 58),
        "mitigated_at": (10, 30),
    }


def test_a_start_is_no_statement_where_it_is_only_the_declaration(read):
    only = incident(started_at="2024-05-02T03:05:00.000-07:00")
    assert MomentName.STARTED not in read(of_api(only)).records[0].moments


def test_who_mitigated_it_signs_the_milestone(read):
    milestone = next(one for one in read(of_api(incident())).evidence if one.id == "rootly:aa-1#mitigated")
    assert (milestone.author, milestone.automated) == ("Bo Ek", False)


def test_an_event_is_dated_by_when_it_occurred_and_not_by_when_it_was_written_down(read):
    (note,) = read(of_api(event(), "incident_events", "e1")).evidence
    assert (note.id, note.kind, note.at.minute) == ("rootly:e1", EvidenceKind.NOTE, 10)


def test_an_offset_with_one_digit_is_read(read):
    relayed = {
        "type": "rootly.incident.event",
        "timestamp": "t",
        "data": event(id="e1", occurred_at="2024-05-02T02:10:00.5-8:00"),
    }
    assert read(relayed).evidence[0].at.hour == 10


def test_events_inside_an_incident_and_in_a_list_of_their_own_are_one_timeline(read):
    inside = read(of_api(incident(events=[{"id": "e1", **event()}, {"id": "e0", "kind": "incident_created"}])))
    assert "Shard 3 is full" in [one.text for one in inside.evidence]
    assert inside.dropped == {"events without words": 1}
    listed = read({"data": [of_api(event(), "incident_events", f"e{n}")["data"] for n in (2, 1)]})
    assert len(listed.evidence) == 2


def test_messages_of_the_mitigation_are_notes(read):
    texts = {one.text: one.author for one in read(of_api(incident(mitigation_message="added a shard"))).evidence}
    assert texts["Mitigated: added a shard"] == "Bo Ek"


def test_markup_of_a_summary_is_taken_off(read):
    assert "Shards were full." in [one.text for one in read(of_api(incident())).evidence]


def test_action_items_are_a_table_with_owner_and_due_date(read):
    row = {
        "id": "i1",
        "summary": "Alert on shard size",
        "status": "in_progress",
        "due_date": "2024-05-10",
        "assigned_to": {"full_name": "Bo Ek"},
    }
    table = read(of_api(incident(action_items=[row]))).evidence[-1]
    assert "| Alert on shard size | Bo Ek | 2024-05-10 |  | in progress |  |" in table.text


def test_a_private_incident_is_restricted(read):
    assert read(of_api(incident(private=True))).records[0].visibility is Visibility.RESTRICTED


def test_what_an_event_says_of_its_incident_is_taken_without_a_time(read):
    about = {"id": "aa-1", "title": "Search is slow", "status": "started", "severity": "sev2", "services": ["search"]}
    sent = {
        "type": "rootly.onIncidentTimelineEvent",
        "timestamp": "t",
        "data": event(id="e1", incident_id="aa-1", incident=about),
    }
    reading = read(sent)
    assert [one.id for one in reading.evidence] == ["rootly:e1"]
    assert (reading.records[0].severity, reading.records[0].services) == ("sev2", ("search",))


def test_a_generic_incident_is_not_taken_for_one_of_rootlys(tree_of):
    generic = {"incident": {"id": "1", "title": "t", "status": "open", "started_at": "2024-05-02T10:00:00Z"}, "evidence": []}
    assert rootly.sniff(tree_of({"a.json": generic})) == []
