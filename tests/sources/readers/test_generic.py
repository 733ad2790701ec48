"""The generic source: evidence as JSON or lines, the incident's fields as a record."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import IncidentKind, MomentName
from pipeline.domain.material import Material
from pipeline.domain.moment import Basis, Precision
from pipeline.errors import EmptySource, MissingTimeFacts, UnreadableSource
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions


def read(folder: Path, evidence: Any, incident: dict[str, Any] | None = None, **options: Any) -> Material:
    path = folder / "given.json"
    path.write_text(json.dumps({"incident": incident or {}, "evidence": evidence}))
    return collect([path], ReadOptions(**options))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PIECE = {"id": "a", "at": "2022-05-03T18:55:00Z", "author": "Ada Byron", "kind": "note", "text": "it is slow"}


def test_a_piece_is_taken_as_given(tmp_path: Path):
    (evidence,) = read(tmp_path, [PIECE | {"channel": "#ops", "thread": "t", "reactions": ["eyes"]}]).evidence
    assert (evidence.id, evidence.at, evidence.author) == ("a", at("2022-05-03T18:55"), "Ada Byron")
    assert (evidence.kind, evidence.text, evidence.channel, evidence.thread) == (EvidenceKind.NOTE, "it is slow", "ops", "t")
    assert (evidence.source.file, evidence.source.locator) == ("given.json", "evidence 1")


def test_times_as_written_are_read_on_the_incidents_day_and_carried_over_midnight(tmp_path: Path):
    written = ["11:50 PM PDT", "11:58 PM PDT", "12:20 AM PDT"]
    evidence = [{"id": str(n), "at": None, "at_text": text, "text": "x"} for n, text in enumerate(written)]
    found = read(tmp_path, evidence, {"date": "2022-05-03", "timezone": "America/Los_Angeles"}).evidence
    assert [piece.at for piece in found] == [at("2022-05-04T06:50"), at("2022-05-04T06:58"), at("2022-05-04T07:20")]
    assert [piece.at_text for piece in found] == written


def test_a_time_as_written_without_any_date_asks_for_one(tmp_path: Path):
    with pytest.raises(MissingTimeFacts, match=r"given\.json, evidence 1: the times have no date; give it with --date\."):
        read(tmp_path, [{"id": "a", "at_text": "11:50 PM PST", "text": "x"}])


def test_the_date_may_be_given_on_the_command_line(tmp_path: Path):
    (evidence,) = read(tmp_path, [{"id": "a", "at_text": "11:50 UTC", "text": "x"}], date=date(2022, 5, 3)).evidence
    assert evidence.at == at("2022-05-03T11:50")


def test_a_time_without_a_zone_is_in_the_incidents_zone(tmp_path: Path):
    (evidence,) = read(tmp_path, [PIECE | {"at": "2022-05-03T18:55:00"}], {"timezone": "Europe/Berlin"}).evidence
    assert evidence.at == at("2022-05-03T16:55")


def test_a_time_without_a_zone_anywhere_is_taken_for_utc_and_said(tmp_path: Path):
    material = read(tmp_path, [PIECE | {"at": "2022-05-03 18:55"}])
    assert material.evidence[0].at == at("2022-05-03T18:55")
    assert "were read as UTC; --assume-timezone says otherwise" in material.notes[0]


@pytest.mark.parametrize("absurd", ["soon", "0001-01-01T00:00:00Z", "2022-13-45T99:00:00Z", 12])
def test_a_piece_with_an_absurd_time_keeps_its_place_without_one_and_it_is_said(tmp_path: Path, absurd: Any):
    pieces = [
        PIECE,
        PIECE | {"id": "b", "at": absurd, "text": "b"},
        PIECE | {"id": "c", "at": "2022-05-03T19:00:00Z", "text": "c"},
    ]
    material = read(tmp_path, pieces)
    assert [(piece.id, piece.at is None) for piece in material.evidence] == [("a", False), ("b", True), ("c", False)]
    assert material.notes == ("given.json: 1 of the times could not be read and were left out, the first at evidence 2.",)


def test_a_piece_without_text_is_skipped_and_said(tmp_path: Path):
    material = read(tmp_path, [PIECE, {"id": "b", "text": " "}, 7])
    assert len(material.evidence) == 1
    assert "2 pieces were skipped, the first (evidence 2): there is no text." in material.notes[0]


def test_pieces_without_an_id_get_one_from_their_place(tmp_path: Path):
    assert [piece.id for piece in read(tmp_path, [{"text": "a"}, {"text": "b"}]).evidence] == [
        "generic:given.json:1",
        "generic:given.json:2",
    ]


def test_lines_are_read_one_by_one_and_bad_ones_said(tmp_path: Path):
    lines = [
        json.dumps({"incident": {"title": "slow"}}),
        json.dumps(PIECE),
        "{broken",
        "",
        json.dumps(PIECE | {"id": "b", "text": "b"}),
    ]
    (tmp_path / "e.jsonl").write_text("\n".join([lines[1], lines[0], *lines[2:]]))
    material = collect([tmp_path / "e.jsonl"])
    assert [piece.source.locator for piece in material.evidence] == ["line 1", "line 5"]
    assert material.records[0].title == "slow"
    assert "e.jsonl: one piece was skipped (line 3)" in material.notes[0]


def test_the_incidents_fields_are_a_record(tmp_path: Path):
    fields = {
        "id": "INC-1",
        "title": "slow",
        "severity": "SEV2",
        "kind": "capacity",
        "near_miss": True,
        "status": "resolved",
        "services": ["api"],
        "regions": ["eu"],
        "visibility": "public",
        "date": "2022-05-03",
        "timezone": "Europe/Berlin",
        "started_at": "2022-05-03T18:50:00Z",
        "resolved_at": {"at": "2022-05-03T20:00:00Z", "precision": "minute", "basis": "stated", "evidence": ["a"]},
        "roles": [{"role": "commander", "name": "Kofi Mensah"}],
        "links": [{"label": "wiki", "url": "https://w.example"}],
    }
    material = read(tmp_path, [PIECE], fields)
    (record,) = material.records
    assert (record.id, record.title, record.severity, record.kind) == ("INC-1", "slow", "SEV2", IncidentKind.CAPACITY)
    assert (record.near_miss, record.services, record.date, record.timezone) == (
        True,
        ("api",),
        date(2022, 5, 3),
        "Europe/Berlin",
    )
    started, resolved = record.moments[MomentName.STARTED], record.moments[MomentName.RESOLVED]
    assert (started.at, started.basis, started.precision) == (at("2022-05-03T18:50"), Basis.RECORD, Precision.SECOND)
    assert (resolved.basis, resolved.precision, resolved.evidence) == (Basis.STATED, Precision.MINUTE, ("a",))
    assert [person.name for person in material.people] == ["Kofi Mensah", "Ada Byron"]
    assert material.notes == ()


def test_fields_that_cannot_be_used_are_each_said(tmp_path: Path):
    fields = {"kind": "weather", "started_at": "noon", "date": "3 May", "timezone": "Mars", "colour": "red"}
    material = read(tmp_path, [PIECE], fields)
    assert len(material.notes) == 5
    assert all(note.startswith("given.json: ") for note in material.notes)


def test_a_tools_messages_are_known_by_its_name_and_first_word(tmp_path: Path):
    pieces = [PIECE | {"author": "PagerDuty", "kind": "message", "text": "Acknowledged by Ada."}]
    (evidence,) = read(tmp_path, pieces).evidence
    assert (evidence.kind, evidence.subtype, evidence.automated) == (EvidenceKind.ALERT, Subtype.ACKNOWLEDGE, True)


def test_no_evidence_at_all_is_said(tmp_path: Path):
    with pytest.raises(EmptySource):
        read(tmp_path, [])


def test_a_file_forced_to_be_generic_that_is_not_is_said(tmp_path: Path):
    (tmp_path / "a.json").write_text('{"a": 1}')
    with pytest.raises(UnreadableSource, match="there is no list called `evidence`"):
        collect([tmp_path / "a.json"], format="generic")
