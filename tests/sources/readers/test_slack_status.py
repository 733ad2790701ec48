from datetime import UTC, datetime

import pytest

from pipeline.errors import EmptySource
from pipeline.sources.readers import slack_status
from pipeline.sources.reading import ReadOptions

INCIDENT = {
    "id": 31,
    "date_created": "2024-05-02T02:00:00-07:00",
    "date_updated": "2024-05-03T02:00:00-07:00",
    "title": "Files do not load",
    "type": "incident",
    "status": "resolved",
    "url": "https://status.acme.example/31",
    "services": ["Files"],
    "notes": [
        {"date_created": "2024-05-03T02:00:00-07:00", "body": "Issue Summary:\r\n\r\nAt 1:55 a.m. PDT files broke."},
        {"date_created": "2024-05-02T02:00:00-07:00", "body": "We are looking."},
    ],
}


@pytest.fixture
def read(tree_of):
    def read(payload):
        (claim,) = slack_status.sniff(tree_of({"history.json": payload}))
        return slack_status.read(claim, ReadOptions())

    return read


def test_notes_listed_newest_first_come_out_oldest_first_in_utc(read):
    evidence = read([INCIDENT]).evidence
    assert [one.at for one in evidence] == [datetime(2024, 5, day, 9, tzinfo=UTC) for day in (2, 3)]
    assert evidence[0].id == "statuspage:31#2024-05-02T02:00:00-07:00"


def test_windows_line_ends_become_plain_ones(read):
    assert read(INCIDENT).evidence[1].text == "Issue Summary:\n\nAt 1:55 a.m. PDT files broke."


def test_a_summary_written_later_is_the_report_and_no_status(read):
    assert [one.subtype for one in read(INCIDENT).evidence] == [None, "postmortem"]


def test_the_current_feed_is_read_like_the_history(read):
    record = read({"status": "active", "date_created": "2024-05-02T02:00:00-07:00", "active_incidents": [INCIDENT]}).records[0]
    assert (record.id, record.title, record.services) == ("31", "Files do not load", ("Files",))


def test_a_history_of_many_incidents_says_how_many(read):
    assert "3 incidents (31, 32, 33)" in read([INCIDENT | {"id": id} for id in (31, 32, 33)]).notes[0]


def test_an_incident_without_notes_is_an_empty_source(read):
    with pytest.raises(EmptySource):
        read(INCIDENT | {"notes": []})
