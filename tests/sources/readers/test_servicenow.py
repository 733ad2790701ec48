import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.errors import MissingTimeFacts
from pipeline.sources.readers import servicenow
from pipeline.sources.reading import ReadOptions

ID = "5fd8a0b983c332104005f7efeeaad001"
BLOB = """2024-05-02 05:30:00 - Bo Ek (Work notes)
quota raised

2024-05-02 05:10:00 - Ana Lima (Work notes)
looking at it
second line
"""


def record(**more):
    return {
        "sys_id": ID,
        "number": "INC0012",
        "short_description": "Mail is not sent",
        "description": "Outlook shows an error.",
        "state": "2",
        "priority": "1",
        "opened_at": "2024-05-02 10:00:00",
        "sys_updated_on": "2024-05-02 11:00:00",
        "opened_by": {"link": "https://x.service-now.com/u", "value": ID},
    } | more


def both(value, shown):
    return {"value": value, "display_value": shown}


@pytest.fixture
def read(tree_of):
    def read(*payloads, zone=None):
        (claim,) = servicenow.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return servicenow.read(claim, ReadOptions(assume_timezone=zone))

    return read


@pytest.mark.parametrize("given", [{"result": record()}, {"result": [record()]}, {"records": [record()]}, record()])
def test_values_are_read_as_utc_and_it_is_said(read, given):
    reading = read(given, zone="America/New_York")
    assert (reading.evidence[0].at.hour, reading.evidence[0].text) == (10, "ServiceNow INC0012 opened: Mail is not sent")
    assert reading.notes == ("0.json: times have no zone and were read as UTC, as ServiceNow's API gives values.",)


def test_an_id_in_place_of_a_name_is_nobody(read):
    reading = read(record(assigned_to=ID))
    assert (reading.evidence[0].author, reading.people, reading.records[0].people) == (None, (), ())


def test_display_values_need_the_zone_of_the_user_who_exported_them(read):
    with pytest.raises(MissingTimeFacts, match="--assume-timezone"):
        read(record(state="In Progress"))
    assert read(record(state="In Progress"), zone="Europe/Berlin").evidence[0].at.hour == 8


def test_a_localised_display_value_is_read(read):
    assert (
        read(record(state="New", opened_at="24.10.2023 7:07:31"), zone="UTC").evidence[0].at.isoformat()
        == "2023-10-24T07:07:31+00:00"
    )


def test_both_forms_of_a_time_tell_the_zone_of_the_journal(read):
    pair = both("2024-05-02 10:00:00", "2024-05-02 05:00:00")
    reading = read(record(state=both("2", "In Progress"), opened_at=pair, sys_created_on=pair, work_notes=both("", BLOB)))
    notes = [one for one in reading.evidence if one.kind is EvidenceKind.NOTE]
    assert [(one.author, one.at.hour, one.at.minute) for one in notes] == [("Ana Lima", 10, 10), ("Bo Ek", 10, 30)]
    assert notes[0].text == "looking at it\nsecond line"
    assert notes[0].id == f"servicenow:{ID}#work-notes-20240502T101000Z"


def test_a_journal_without_headings_has_no_time_and_no_author(read):
    (note,) = [one for one in read(record(work_notes="restarted it")).evidence if one.kind is EvidenceKind.NOTE]
    assert (note.at, note.author, note.text) == (None, None, "restarted it")


def test_the_field_with_both_kinds_is_read_only_where_the_two_are_empty(read):
    shown = {"state": "New", "comments_and_work_notes": BLOB}
    assert len(read(record(**shown), zone="UTC").evidence) == 4
    assert len(read(record(**shown, work_notes=BLOB), zone="UTC").evidence) == 4


def test_rows_of_the_journal_stand_for_the_text_of_the_field(read):
    row = {
        "sys_id": "j1",
        "element": "work_notes",
        "element_id": ID,
        "value": "quota raised",
        "sys_created_on": "2024-05-02 10:30:00",
    }
    reading = read(record(state="New", work_notes=BLOB), {"result": [row | {"sys_created_by": "bo"}]}, zone="UTC")
    assert [one.id for one in reading.evidence if one.text == "quota raised"] == ["servicenow:j1"]


def test_resolving_the_ticket_closes_it_and_resolves_no_incident(read):
    (entry,) = (
        one for one in read(record(resolved_at="2024-05-02 10:50:00", close_notes="done")).evidence if one.subtype == "resolve"
    )
    record_of_it = read(record(resolved_at="2024-05-02 10:50:00")).records[0]
    assert (entry.text, record_of_it.closed_at.at.minute, record_of_it.moments) == ("Resolved", 50, {})


def test_priority_and_state_are_given_in_words(read):
    (record_of_it,) = read(record(business_service="Mail")).records
    assert (record_of_it.severity, record_of_it.status, record_of_it.services) == ("P1", "in progress", ("Mail",))


def test_a_ticket_that_monitoring_opened_was_opened_by_a_machine(read):
    assert read(record(contact_type="monitoring")).evidence[0].automated
    assert not read(record(contact_type="phone")).evidence[0].automated
