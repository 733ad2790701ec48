"""Several sources as one incident, what is passed over, and what ends with a sentence."""

import datetime
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.material import Material
from pipeline.errors import BadOption, EmptySource, UnknownFormat, UnreadableSource
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions

WriteExport = Callable[..., Path]


def generic(path: Path, *pieces: dict[str, Any], **incident: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"incident": incident, "evidence": list(pieces)}), encoding="utf-8")
    return path


def piece(id: str, minute: int | None, text: str = "") -> dict[str, Any]:
    return {"id": id, "at": None if minute is None else f"2026-03-17T09:{minute:02}:00Z", "text": text or f"text of {id}"}


def ids(material: Material) -> list[str]:
    return [piece.id for piece in material.evidence]


def test_evidence_is_in_time_order_over_all_sources(tmp_path: Path):
    paths = [
        generic(tmp_path / "b.json", piece("b1", 1), piece("b3", 3)),
        generic(tmp_path / "a.json", piece("a2", 2), piece("a4", 4)),
    ]
    assert ids(collect(paths)) == ["b1", "a2", "b3", "a4"]


def test_what_is_said_in_the_same_minute_keeps_the_order_of_its_source(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("z", 5), piece("m", 5), piece("a", 5))
    assert ids(collect([path])) == ["z", "m", "a"]


def test_what_has_no_time_keeps_its_place_in_its_source(tmp_path: Path):
    one = generic(tmp_path / "a.json", piece("a0", None), piece("a5", 5), piece("a5b", None), piece("a9", 9))
    other = generic(tmp_path / "b.json", piece("b7", 7))
    document = generic(tmp_path / "c.json", piece("part1", None), piece("part2", None))
    assert ids(collect([one, other, document])) == ["a0", "a5", "a5b", "b7", "a9", "part1", "part2"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path):
    paths = [
        generic(tmp_path / "x" / "same.json", piece("a", 5), piece("c", None)),
        generic(tmp_path / "y" / "same.json", piece("b", 5), piece("a", 5, "another text")),
        generic(tmp_path / "z.json", piece("a", 5, "a third text"), timezone="Europe/Berlin"),
    ]
    found = [collect(order) for order in itertools.permutations(paths)]
    assert all(material == found[0] for material in found)


def test_the_same_file_given_twice_is_read_once(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("a", 1))
    assert ids(collect([path, path])) == ["a"]


def test_one_id_for_different_texts_is_told_apart_and_said(tmp_path: Path):
    paths = [
        generic(tmp_path / f"{name}.json", piece("a", 1, text)) for name, text in (("p", "one"), ("q", "two"), ("r", "three"))
    ]
    material = collect(paths)
    assert [(piece.id, piece.text) for piece in material.evidence] == [("a", "one"), ("a~2", "two"), ("a~3", "three")]
    assert "q.json: the id a stands for different texts; this one is called a~2 here." in material.notes


def test_an_id_that_is_already_called_so_stays_its_own(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("a~2", 1, "x"), piece("a", 2, "y"), piece("a", 3, "z"))
    assert len(set(ids(collect([path])))) == 3


def test_each_source_is_summed_up(tmp_path: Path):
    (summary,) = collect([generic(tmp_path / "a.json", piece("a", 1))]).summaries
    assert (summary.file, summary.format, summary.evidence, summary.dropped) == ("a.json", "generic", 1, ())


def test_a_named_file_that_cannot_be_read_is_an_error(tmp_path: Path):
    good, bad = generic(tmp_path / "a.json", piece("a", 1)), tmp_path / "b.json"
    bad.write_text('{"evidence": [')
    with pytest.raises(UnreadableSource, match=r"b\.json, line 1"):
        collect([good, bad])


def test_in_a_folder_what_cannot_be_read_is_passed_over_and_listed(tmp_path: Path):
    generic(tmp_path / "in" / "a.json", piece("a", 1))
    (tmp_path / "in" / "b.json").write_text('{"evidence": [')
    (tmp_path / "in" / "c.png").write_bytes(b"\x89PNG\x00")
    material = collect([tmp_path / "in"])
    assert ids(material) == ["a"]
    assert [note for note in material.notes if note.startswith("Passed over: in/b.json")]
    assert "Passed over: in/c.png: of no format that is known here." in material.notes


def test_many_files_that_are_passed_over_are_counted(tmp_path: Path):
    generic(tmp_path / "in" / "a.json", piece("a", 1))
    for number in range(30):
        (tmp_path / "in" / f"{number}.png").write_bytes(b"\x89PNG\x00")
    notes = collect([tmp_path / "in"]).notes
    assert len(notes) == 13
    assert "18 more files of in were passed over." in notes


def test_a_folder_in_which_nothing_can_be_read_is_an_error(tmp_path: Path):
    (tmp_path / "b.json").write_text('{"evidence": [')
    with pytest.raises(UnreadableSource, match="cut"):
        collect([tmp_path])


def test_an_empty_folder_is_an_error(tmp_path: Path):
    with pytest.raises(EmptySource, match="the folder holds no message or record"):
        collect([tmp_path])


def test_a_file_of_no_known_format_is_an_error_that_lists_the_formats(tmp_path: Path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    with pytest.raises(UnknownFormat, match=r"--as \(.*generic.*slack-export"):
        collect([tmp_path / "a.bin"])


def test_a_format_that_is_not_there_is_an_error_that_lists_the_formats(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("a", 1))
    with pytest.raises(
        BadOption, match=r"--as 'slak' cannot be used; the nearest name is slack; the formats are .*slack-messages"
    ):
        collect([path], format="slak")


def test_a_zone_that_is_none_is_an_error(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("a", 1))
    with pytest.raises(BadOption, match="--assume-timezone 'Middle-earth'"):
        collect([path], ReadOptions(assume_timezone="Middle-earth"))


def test_since_and_until_cut_hard(tmp_path: Path):
    path = generic(tmp_path / "a.json", *(piece(str(minute), minute) for minute in (1, 5, 9)), piece("none", None))
    assert ids(collect([path], since="2026-03-17T09:02:00Z", until="2026-03-17T09:05:00Z")) == ["5", "none"]


def test_a_time_in_which_nothing_lies_is_an_error(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("1", 1))
    with pytest.raises(BadOption, match="nothing in the sources lies in that time"):
        collect([path], since="2027-01-01T00:00:00Z")


def test_a_guess_at_the_encoding_is_said(tmp_path: Path):
    path = generic(tmp_path / "a.json", piece("a", 1))
    path.write_bytes('{"evidence": [{"id": "a", "text": "Störung"}]}'.encode("latin-1"))
    material = collect([path])
    assert material.evidence[0].text == "Störung"
    assert "Latin-1" in material.notes[0]


def test_people_of_several_sources_are_put_together(tmp_path: Path, write_export: WriteExport):
    users = [{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Byron"}}]
    message = {"type": "message", "user": "U1", "text": "sev1", "ts": "1773740001.000100"}
    export = write_export(tmp_path / "slack", {"inc-1/2026-03-17": [message]}, users=users)
    other = generic(tmp_path / "a.json", piece("a", 1), participants=["Ada Byron", "Kofi Mensah"])
    people = collect([export, other]).people
    assert [(person.name, person.aliases) for person in people] == [("Ada Byron", ("ada", "U1")), ("Kofi Mensah", ())]


@pytest.mark.parametrize(
    ("zones", "zone"), [(("Europe/Oslo",) * 3, "Europe/Oslo"), (("Europe/Oslo", "Asia/Tokyo"), None), ((), None)]
)
def test_the_zone_is_that_of_more_than_half_of_the_people(
    tmp_path: Path, write_export: WriteExport, zones: tuple[str, ...], zone: str
):
    users = [{"id": f"U{n}", "name": f"u{n}", "tz": tz} for n, tz in enumerate(zones)]
    message = {"type": "message", "user": "U0", "text": "sev1", "ts": "1773740001.000100"}
    assert collect([write_export(tmp_path / "slack", {"inc-1/2026-03-17": [message]}, users=users)]).timezone == zone


def test_an_export_and_one_of_its_files_say_each_message_once(tmp_path: Path, write_export: WriteExport):
    first = {"type": "message", "user": "U1", "text": "sev1", "ts": "1773740001.000100"}
    reply = first | {"text": "on it", "ts": "1773740002.000100", "thread_ts": first["ts"]}
    export = write_export(tmp_path / "slack", {"inc-1/2026-03-17": [first, reply]}, channels=[{"id": "C1", "name": "inc-1"}])
    assert ids(collect([export / "inc-1" / "2026-03-17.json", export])) == [
        "slack:C1:1773740001.000100",
        "slack:C1:1773740002.000100",
    ]


CHAT = "[14:38] ada: looking\n[14:40] ada: resolved at 14:40\n"
DAY = datetime.date(2026, 7, 14)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "+02:00"])
def test_the_zone_of_stamps_without_one_is_that_of_the_material(tmp_path: Path, zone: str):
    (tmp_path / "chat.txt").write_text(CHAT)
    (tmp_path / "app.log").write_text("2026-07-14 14:38:00 ERROR signing failed\n2026-07-14 14:40:00 INFO ready\n")
    generic(tmp_path / "a.json", {"id": "a", "at_text": "14:40", "text": "resolved at 14:40"})
    for name in ("chat.txt", "app.log", "a.json"):
        assert collect([tmp_path / name], ReadOptions(assume_timezone=zone, date=DAY)).timezone == zone


def test_the_zone_of_people_goes_before_that_of_logs(tmp_path: Path, write_export: WriteExport):
    (tmp_path / "app.log").write_text("2026-07-14 14:38:00 ERROR signing failed\n2026-07-14 14:40:00 INFO ready\n")
    message = {"type": "message", "user": "U0", "text": "sev1", "ts": "1773740001.000100"}
    users = [{"id": "U0", "name": "ada", "tz": "Asia/Tokyo"}]
    slack = write_export(tmp_path / "slack", {"inc-1/2026-03-17": [message]}, users=users)
    (tmp_path / "chat.txt").write_text(CHAT)
    options = ReadOptions(assume_timezone="Europe/Berlin", date=DAY)
    assert collect([tmp_path / "app.log", slack], options).timezone == "Asia/Tokyo"
    assert collect([tmp_path / "app.log", tmp_path / "chat.txt", slack], options).timezone == "Europe/Berlin"
