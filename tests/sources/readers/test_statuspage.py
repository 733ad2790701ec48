from datetime import UTC, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName
from pipeline.errors import EmptySource
from pipeline.sources.readers import statuspage
from pipeline.sources.reading import ReadOptions

PAGE = {"id": "p1", "name": "Acme", "url": "https://status.acme.example", "time_zone": "Europe/Paris"}


def update(id, status, created, body="Text.", **more):
    return {"id": id, "status": status, "body": body, "created_at": created, "updated_at": created, "display_at": created} | more


UPDATES = [
    update("u3", "resolved", "2024-05-02T11:00:00.100Z", "All <b>good</b>.<br />Sorry &amp; thanks."),
    update("u2", "identified", "2024-05-02T10:30:00.000Z", "Cause found."),
    update("u1", "investigating", "2024-05-02T10:10:30.000Z", "We see errors."),
]
INCIDENT = {
    "id": "i1",
    "name": "Search errors",
    "status": "resolved",
    "impact": "major",
    "created_at": "2024-05-02T10:10:29.000Z",
    "resolved_at": "2024-05-02T11:00:00.100Z",
    "shortlink": "https://stspg.example/i1",
    "components": [{"name": "Search"}, {"name": "Search"}, {"name": "API"}],
    "incident_updates": UPDATES,
}


@pytest.fixture
def read(tree_of):
    def read(payload):
        (claim,) = statuspage.sniff(tree_of({"s.json": payload}))
        return statuspage.read(claim, ReadOptions())

    return read


def at(hour, minute, second=0):
    return datetime(2024, 5, 2, hour, minute, second, tzinfo=UTC)


def test_updates_listed_newest_first_come_out_in_the_order_they_were_posted(read):
    reading = read({"page": PAGE, "incidents": [INCIDENT]})
    assert [(one.id, one.subtype) for one in reading.evidence] == [
        ("statuspage:u1", "investigating"),
        ("statuspage:u2", "identified"),
        ("statuspage:u3", "resolved"),
    ]
    assert {one.thread for one in reading.evidence} == {"statuspage:i1"}


def test_updates_of_one_second_are_turned_round_too(read):
    same = [update("b", "identified", "2024-05-02T10:30:00Z"), update("a", "investigating", "2024-05-02T10:30:00Z"), UPDATES[2]]
    assert [one.id for one in read(INCIDENT | {"incident_updates": same}).evidence] == [
        "statuspage:u1",
        "statuspage:a",
        "statuspage:b",
    ]


def test_a_display_time_that_was_set_back_is_a_stated_start_and_not_when_it_was_posted(read):
    back = [*UPDATES[:2], UPDATES[2] | {"display_at": "2024-05-02T09:40:00Z"}]
    reading = read(INCIDENT | {"incident_updates": back})
    started = reading.records[0].moments[MomentName.STARTED]
    assert reading.evidence[0].at == at(10, 10, 30)
    assert (started.at, started.precision, started.evidence) == (at(9, 40), "minute", ("statuspage:u1",))


def test_started_at_is_a_start_only_where_it_is_earlier_than_the_posting(read):
    early = read(INCIDENT | {"started_at": "2024-05-02T09:58:00Z"}).records[0]
    same = read(INCIDENT | {"started_at": INCIDENT["created_at"]}).records[0]
    assert early.moments[MomentName.STARTED].at == at(9, 58)
    assert same.moments == {}


def test_a_text_edited_in_place_is_marked_since_it_may_speak_of_later_events(read):
    late = [UPDATES[0], UPDATES[1] | {"updated_at": "2024-05-04T09:00:00Z"}, UPDATES[2]]
    reading = read(INCIDENT | {"incident_updates": late})
    assert [one.id for one in reading.evidence if one.edited] == ["statuspage:u2"]
    assert any("statuspage:u2" in note for note in reading.notes)


def test_an_impact_of_none_does_not_hide_the_outage(read):
    reading = read(INCIDENT | {"impact": "none"})
    assert reading.records[0].severity == "none"
    assert len(reading.evidence) == 3


def test_the_impact_is_the_severity_as_written_and_components_are_services(read):
    record = read({"page": PAGE, "incidents": [INCIDENT]}).records[0]
    assert (record.severity, record.services, record.status, record.timezone) == (
        "major",
        ("Search", "API"),
        "resolved",
        "Europe/Paris",
    )
    assert record.closed_at and record.closed_at.at == at(11, 0).replace(microsecond=100000)


def test_a_status_page_is_trusted_less_than_an_incident_record(read):
    from pipeline.sources.pagerduty.record import TRUST

    assert read(INCIDENT).records[0].trust < TRUST


def test_a_reopened_incident_keeps_both_endings(read):
    again = [update("u5", "resolved", "2024-05-02T13:00:00Z"), update("u4", "investigating", "2024-05-02T12:00:00Z"), *UPDATES]
    assert [one.subtype for one in read(INCIDENT | {"incident_updates": again}).evidence].count("resolved") == 2


def test_html_in_a_body_becomes_text(read):
    assert read(INCIDENT).evidence[-1].text == "All good.\nSorry & thanks."


def test_an_update_without_a_text_says_what_it_did_to_the_components(read):
    changed = [{"name": "Search", "old_status": "major_outage", "new_status": "operational"}]
    reading = read(
        INCIDENT | {"incident_updates": [update("u9", "monitoring", "2024-05-02T10:40:00Z", "", affected_components=changed)]}
    )
    assert reading.evidence[0].text == "Search: major outage -> operational"


def test_the_postmortem_body_is_a_document(read):
    reading = read(
        INCIDENT | {"postmortem_body": "### What happened\nA disk.", "postmortem_published_at": "2024-05-06T08:00:00Z"}
    )
    report = reading.evidence[-1]
    assert (report.id, report.kind, report.subtype) == ("statuspage:i1#postmortem", EvidenceKind.DOCUMENT, "postmortem")


def test_a_postmortem_that_is_also_the_last_update_is_there_once(read):
    posted = [update("u6", "postmortem", "2024-05-06T08:00:00Z", "A disk."), *UPDATES]
    reading = read(INCIDENT | {"incident_updates": posted, "postmortem_body": "A disk."})
    assert [one.text for one in reading.evidence].count("A disk.") == 1


def test_a_file_of_several_incidents_gives_a_record_each_and_says_how_many(read):
    other = INCIDENT | {"id": "i2", "incident_updates": [update("x1", "investigating", "2024-06-01T00:00:00Z")]}
    reading = read({"page": PAGE, "incidents": [INCIDENT, other]})
    assert [record.id for record in reading.records] == ["i1", "i2"]
    assert reading.evidence[-1].thread == "statuspage:i2"
    assert "2 incidents (i1, i2)" in reading.notes[0]


def test_a_webhook_of_an_incident_and_one_of_a_component_are_read(read):
    webhook = read({"meta": {}, "page": {"id": "p1"}, "incident": INCIDENT})
    change = {"id": "c1", "old_status": "operational", "new_status": "partial_outage", "created_at": "2024-05-02T10:05:00Z"}
    component = read({"page": {"id": "p1"}, "component": {"name": "Search"}, "component_update": change})
    assert webhook.evidence[0].id == "statuspage:u1"
    assert (component.evidence[0].id, component.evidence[0].text) == ("statuspage:c1", "Search: operational -> partial outage")


def test_a_relays_wrapping_is_taken_off(read):
    assert read({"type": "statuspage.incident", "data": INCIDENT, "timestamp": "2030-01-01T00:00:00Z"}).evidence[0].at == at(
        10, 10, 30
    )


def test_scheduled_maintenance_keeps_its_own_statuses(read):
    reading = read(INCIDENT | {"impact": "maintenance", "incident_updates": [update("m", "in_progress", "2024-05-02T10:40:00Z")]})
    assert reading.evidence[0].subtype == "in_progress"


def test_a_page_without_incidents_is_an_empty_source(read):
    with pytest.raises(EmptySource):
        read({"page": PAGE, "incidents": [], "components": []})


def test_something_else_among_incidents_is_skipped_with_its_place(read):
    assert [skipped.place for skipped in read({"page": PAGE, "incidents": [INCIDENT, {"x": 1}]}).skipped] == ["incidents[1]"]


@pytest.mark.parametrize("payload", [{}, [], {"incidents": [{"urgency": "high"}]}, {"page": 1}])
def test_what_is_no_status_page_is_not_claimed(tree_of, payload):
    assert statuspage.sniff(tree_of({"a.json": payload})) == []
