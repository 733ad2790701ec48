from datetime import UTC, datetime

import pytest

from pipeline.domain.incident import MomentName
from pipeline.sources.readers import gcp_status
from pipeline.sources.reading import ReadOptions


def update(created, text, status="SERVICE_DISRUPTION", **more):
    return {"created": created, "modified": created, "when": created, "text": text, "status": status} | more


INCIDENT = {
    "id": "AbC1",
    "number": "901",
    "begin": "2024-05-02T09:12:00+00:00",
    "created": "2024-05-02T09:40:11+00:00",
    "end": "2024-05-02T11:05:00+00:00",
    "external_desc": "**Summary**\nQueries fail in one region\n\n**Description**\nLong.",
    "severity": "high",
    "affected_products": [{"title": "BigQuery", "id": "x"}],
    "uri": "incidents/AbC1",
    "updates": [
        update("2024-05-02T11:20:00+00:00", "The issue is resolved as of 04:05 US/Pacific.", "AVAILABLE"),
        update(
            "2024-05-02T09:40:11+00:00",
            "We are investigating.",
            affected_locations=[{"title": "Iowa (us-central1)", "id": "us-central1"}],
        ),
    ],
}


@pytest.fixture
def read(tree_of):
    def read(payload):
        (claim,) = gcp_status.sniff(tree_of({"incidents.json": payload}))
        return gcp_status.read(claim, ReadOptions())

    return read


def at(hour, minute):
    return datetime(2024, 5, 2, hour, minute, tzinfo=UTC)


def test_updates_listed_newest_first_come_out_oldest_first_with_the_posting_in_their_ids(read):
    assert [one.id for one in read([INCIDENT]).evidence] == [
        "statuspage:AbC1#2024-05-02T09:40:11+00:00",
        "statuspage:AbC1#2024-05-02T11:20:00+00:00",
    ]


def test_begin_and_end_are_the_impact_as_the_report_says_it(read):
    moments = read([INCIDENT]).records[0].moments
    assert moments[MomentName.STARTED].at == at(9, 12)
    assert moments[MomentName.RESOLVED].at == at(11, 5)
    assert moments[MomentName.STARTED].precision == "minute"


def test_an_open_incident_has_no_end(read):
    record = read([{key: value for key, value in INCIDENT.items() if key != "end"}]).records[0]
    assert MomentName.RESOLVED not in record.moments
    assert record.status == "open"


def test_an_old_incident_goes_by_its_number(read):
    old = {key: value for key, value in INCIDENT.items() if key != "id"} | {
        "service_name": "Cloud Storage",
        "affected_products": [],
    }
    record = read(old).records[0]
    assert (record.id, record.services) == ("901", ("Cloud Storage",))


def test_modified_changes_with_the_next_update_and_is_no_edit(read):
    later = [INCIDENT["updates"][0], INCIDENT["updates"][1] | {"modified": "2024-05-02T11:20:00+00:00"}]
    assert not any(one.edited for one in read([INCIDENT | {"updates": later}]).evidence)


def test_texts_speak_in_pacific_time(read):
    assert read([INCIDENT]).records[0].timezone == "America/Los_Angeles"


def test_the_end_of_the_trouble_and_the_final_report_are_told_apart(read):
    report = update("2024-05-06T11:20:00+00:00", "# Incident Report\n\n## Summary\nLong.", "AVAILABLE")
    reading = read([INCIDENT | {"updates": [report, *INCIDENT["updates"]]}])
    assert [one.subtype for one in reading.evidence] == ["service_disruption", "resolved", "postmortem"]


def test_a_description_that_is_a_report_gives_its_first_line_as_title(read):
    record = read([INCIDENT]).records[0]
    assert (record.title, record.services, record.regions) == (
        "Queries fail in one region",
        ("BigQuery",),
        ("Iowa (us-central1)",),
    )
    assert record.links[0].url.endswith("/incidents/AbC1")


def test_a_file_of_several_incidents_says_how_many(read):
    reading = read([INCIDENT, INCIDENT | {"id": "Z9"}, "x"])
    assert "2 incidents (AbC1, Z9)" in reading.notes[0]
    assert [skipped.place for skipped in reading.skipped] == ["[2]"]
