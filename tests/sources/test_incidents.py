"""Sources of more than one incident."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.domain.material import Material
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions

WriteExport = Callable[..., Path]


def page(path: Path, number: int, opened: str, hours: float | None = 2) -> Path:
    """A PagerDuty incident, open for so many hours, or still open."""
    start = datetime.fromisoformat(opened)
    incident: dict[str, Any] = {
        "id": f"P{number}",
        "type": "incident",
        "incident_number": number,
        "title": f"Disk full on db-{number}",
        "created_at": opened,
        "status": "triggered" if hours is None else "resolved",
        "urgency": "high",
        "service": {"id": "S1", "summary": "orders", "type": "service_reference"},
    }
    if hours is not None:
        incident["resolved_at"] = (start + timedelta(hours=hours)).isoformat()
    path.write_text(json.dumps({"incident": incident}), encoding="utf-8")
    return path


def status_page(path: Path, *posted: str) -> Path:
    """A status page with an incident for each of the times, over after an hour."""
    incidents: list[dict[str, Any]] = []
    for number, at in enumerate(posted, 1):
        over = (datetime.fromisoformat(at) + timedelta(hours=1)).isoformat()
        updates = [
            {"id": f"u{number}b", "status": "resolved", "body": f"Over {number}.", "created_at": over, "updated_at": over},
            {"id": f"u{number}a", "status": "investigating", "body": f"Errors {number}.", "created_at": at, "updated_at": at},
        ]
        incidents.append(
            {"id": f"s{number}", "name": f"Errors {number}", "status": "resolved", "impact": "minor", "created_at": at}
            | {"resolved_at": over, "incident_updates": updates}
        )
    page = {"id": "p", "name": "Acme", "url": "https://status.example"}
    path.write_text(json.dumps({"page": page, "incidents": incidents}), encoding="utf-8")
    return path


def of_status(material: Material) -> list[str]:
    return [piece.text for piece in material.evidence if piece.id.startswith("statuspage:")]


def test_two_incidents_months_apart_are_said_and_kept(tmp_path: Path):
    one = page(tmp_path / "a.json", 9507, "2026-06-10T09:00:00+00:00")
    other = page(tmp_path / "b.json", 10733, "2026-09-22T09:00:00+00:00")
    material = collect([one, other])
    assert material.notes[0] == (
        "These sources hold two incidents: PagerDuty #9507 of 2026-06-10 and PagerDuty #10733 of 2026-09-22; "
        "give the files of one, or limit with --since and --until."
    )
    assert {piece.id for piece in material.evidence} >= {"pagerduty:P9507", "pagerduty:P10733"}


def test_pages_of_the_same_night_are_one_incident(tmp_path: Path):
    one = page(tmp_path / "a.json", 1, "2026-06-10T23:00:00+00:00")
    other = page(tmp_path / "b.json", 2, "2026-06-11T02:00:00+00:00")
    assert not any("incidents" in note for note in collect([one, other]).notes)


def test_the_record_of_a_time_that_was_not_asked_for_is_left_out(tmp_path: Path):
    one = page(tmp_path / "a.json", 9507, "2026-06-10T09:00:00+00:00")
    other = page(tmp_path / "b.json", 10733, "2026-09-22T09:00:00+00:00")
    material = collect([one, other], since="2026-09-01T00:00:00Z")
    assert [record.id for record in material.records] == ["P10733"]
    assert not any("incidents" in note for note in material.notes)
    assert any(note.startswith("--since left out 1 of 2 pieces of evidence; ") for note in material.notes)


def test_a_status_incident_of_which_nothing_is_left_is_no_record(tmp_path: Path):
    incidents = [
        {"id": n, "date_created": f"{day}T09:00:00Z", "title": f"Trouble {n}", "status": "resolved"}
        | {"notes": [{"date_created": f"{day}T09:30:00Z", "body": f"Slow {n}."}]}
        for n, day in ((1, "2026-06-10"), (2, "2026-06-20"))
    ]
    (tmp_path / "history.json").write_text(json.dumps(incidents))
    assert [record.id for record in collect([tmp_path / "history.json"], since="2026-06-15T00:00Z").records] == ["2"]


def test_of_a_status_page_what_lies_around_the_record_is_kept(tmp_path: Path):
    record = page(tmp_path / "a.json", 7, "2026-06-10T09:00:00+00:00")
    times = [f"2026-{day}T09:30:00+00:00" for day in ("06-01", "06-09", "06-10", "06-11", "06-14")]
    material = collect([record, status_page(tmp_path / "status.json", *times)])
    assert of_status(material) == ["Errors 2.", "Over 2.", "Errors 3.", "Over 3.", "Errors 4.", "Over 4."]
    assert [record.id for record in material.records if record.source == "statuspage"] == ["s2", "s3", "s4"]
    assert material.notes[0] == (
        "status.json: of its 5 incidents 2 were left out, more than a day before or after what the incident's record covers."
    )
    (summary,) = (summary for summary in material.summaries if summary.format == "statuspage")
    assert (summary.evidence, summary.dropped) == (6, ("2 status incidents of other times",))


def test_a_status_page_alone_or_of_one_incident_is_kept_whole(tmp_path: Path):
    alone = status_page(tmp_path / "status.json", "2026-01-01T09:00:00+00:00", "2026-05-01T09:00:00+00:00")
    assert len(of_status(collect([alone]))) == 4
    single = status_page(tmp_path / "single.json", "2026-01-01T09:00:00+00:00")
    assert len(of_status(collect([single, page(tmp_path / "a.json", 7, "2026-06-10T09:00:00+00:00")]))) == 2


def test_an_open_page_covers_what_its_evidence_covers(tmp_path: Path):
    record = page(tmp_path / "a.json", 7, "2026-06-10T09:00:00+00:00", hours=None)
    status = status_page(tmp_path / "status.json", "2026-06-10T12:00:00+00:00", "2026-06-20T12:00:00+00:00")
    assert of_status(collect([record, status])) == ["Errors 1.", "Over 1."]


def export(write_export: WriteExport, folder: Path, day: str, at: int) -> Path:
    texts = ("sev1 declared, checkout is down", "rolled back", "resolved")
    messages = [{"type": "message", "user": "U1", "text": text, "ts": f"{at + 60 * n}.000100"} for n, text in enumerate(texts)]
    return write_export(folder, {f"inc-{day}/{day}": messages}, channels=[{"id": f"C{at}", "name": f"inc-{day}"}], users=[])


def test_exports_far_apart_are_said(tmp_path: Path, write_export: WriteExport):
    first = export(write_export, tmp_path / "june", "2026-06-10", 1781082000)
    second = export(write_export, tmp_path / "sept", "2026-09-22", 1790067600)
    near = export(write_export, tmp_path / "near", "2026-06-11", 1781082000 + 86400)
    notes = collect([first, second]).notes
    assert notes[0] == (
        "These chats lie more than a week apart: june from 2026-06-10 and sept from 2026-09-22; "
        "if they are of several incidents, give the files of one, or limit with --since and --until."
    )
    assert not any("apart" in note for note in collect([first, near]).notes)


def test_what_since_and_until_left_out_is_counted(tmp_path: Path):
    (tmp_path / "chat.txt").write_text("".join(f"[2026-06-10 09:{n:02}] ada: message {n}\n" for n in range(20)))
    utc = ReadOptions(assume_timezone="UTC")
    (note,) = collect([tmp_path / "chat.txt"], utc, since="2026-06-10T09:05:00Z", until="2026-06-10T09:07:00Z").notes
    assert note == "--since and --until left out 17 of 20 messages; what they say is not in this draft."
    assert not collect([tmp_path / "chat.txt"], utc, until="2026-06-11T00:00:00Z").notes
