import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.sources.readers import firehydrant
from pipeline.sources.reading import ReadOptions

T = "2024-05-02 10:00:00 UTC"


def incident(**more):
    return {
        "id": "ff-1",
        "number": 12,
        "name": "Uploads fail",
        "description": "Uploads answer 500.",
        "customer_impact_summary": "Nobody can upload.",
        "current_milestone": "mitigated",
        "severity": "SEV2",
        "created_at": T,
        "updated_at": "2024-05-02 10:50:00 +0000",
        "milestones": [
            {"type": "started", "occurred_at": T},
            {"type": "mitigated", "occurred_at": "2024-05-02 10:40:30 UTC"},
        ],
        "role_assignments": [{"role": "Incident Commander", "user_id": "u1", "user_name": "Ana Lima"}],
    } | more


def event(kind, data, **more):
    return {
        "id": f"e-{kind}",
        "incident_id": "ff-1",
        "type": kind,
        "occurred_at": "2024-05-02T10:12:00Z",
        "author": {"id": "u1", "name": "Ana Lima", "email": "ana@example.com"},
        "visibility": "private_to_org",
        "data": data,
    } | more


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = firehydrant.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return firehydrant.read(claim, ReadOptions())

    return read


def test_times_with_a_zone_in_letters_are_read(read):
    reading = read(incident())
    assert (reading.evidence[0].id, reading.evidence[0].at.hour) == ("firehydrant:ff-1", 10)
    assert reading.records[0].moments[MomentName.MITIGATED].at.minute == 40


def test_the_milestone_that_is_set_on_opening_is_no_start_of_impact(read):
    assert MomentName.STARTED not in read(incident()).records[0].moments
    moved = [{"type": "started", "occurred_at": "2024-05-02 09:40:00 UTC"}]
    assert MomentName.STARTED in read(incident(milestones=moved)).records[0].moments


def test_milestones_in_phases_are_read_too(read):
    phases = [{"name": "Active", "milestones": [{"slug": "detected", "occurred_at": "2024-05-02T09:59:00Z"}]}]
    assert read(incident(milestones=[], lifecycle_phases=phases)).records[0].moments[MomentName.DETECTED].at.minute == 59


def test_an_incident_that_holds_only_its_first_milestone_is_dated_by_it(read):
    bare = {key: value for key, value in incident().items() if key not in ("created_at", "updated_at")}
    assert read(bare).evidence[0].at.hour == 10


def test_a_webhook_and_a_relay_wrap_the_incident(read):
    hook = {"data": {"incident": incident()}, "event": {"operation": "UPDATED", "resource_type": "incident"}}
    relayed = {"type": "firehydrant.incident.updated", "timestamp": "2030-01-01T00:00:00Z", "data": hook["data"]}
    assert [one.id for one in read(hook).evidence] == [one.id for one in read(relayed).evidence]


def test_notes_and_chat_are_what_somebody_said_and_the_rest_is_a_log(read):
    note, chat = event("note", {"body": "bucket policy?"}), event("chat_message", {"text": "reverting it"})
    change = event("impact_update", {"message": "uploads added"}, author={"name": "FireHydrant"})
    empty = event("bulk_update", {"changes": []})
    reading = read({"data": [change, chat, note, empty], "pagination": {}})
    assert {one.text: (one.kind, one.automated) for one in reading.evidence} == {
        "bucket policy?": (EvidenceKind.NOTE, False),
        "reverting it": (EvidenceKind.NOTE, False),
        "Impact update: uploads added": (EvidenceKind.LOG_ENTRY, True),
    }
    assert reading.dropped == {"events without words": 1}
    assert [person.name for person in reading.people] == ["Ana Lima"]


def test_the_impact_is_said_to_be_that_of_customers(read):
    assert "Uploads answer 500.\nCustomer impact: Nobody can upload." in [one.text for one in read(incident()).evidence]


def test_tasks_are_log_entries_and_follow_ups_action_items(read):
    more = {"tasks": [{"id": "t1", "description": "Revert the policy", "status": "in_progress"}]}
    more["follow_ups"] = [{"id": "f1", "title": "Review bucket policies", "status": "pending"}]
    reading = read(incident(**more))
    assert "Task: Revert the policy (in progress)" in [one.text for one in reading.evidence]
    assert reading.evidence[-1].source.ids == ("firehydrant:f1",)


@pytest.mark.parametrize("mark", [{"restricted": True}, {"incident_channels": [{"name": "#inc", "visibility": "private"}]}])
def test_a_restricted_incident_and_one_in_a_private_channel_are_for_few_readers(read, mark):
    assert read(incident(**mark)).records[0].visibility is Visibility.RESTRICTED


def test_the_commander_is_on_the_record(read):
    assert read(incident()).records[0].people == (("Incident Commander", "Ana Lima"),)
