"""What is said of files that cannot be taken."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import InputError, PartOfExport, UnknownFormat, UnreadableSource, WrongFormat
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions

CHAT = "[09:14] ada: pages are slow\n[09:15] kofi: on it\n[09:20] ada: rolled back\n"


def sentence(*paths: Path, format: str | None = None, options: ReadOptions | None = None) -> str:
    with pytest.raises(InputError) as refusal:
        collect(paths, options, format=format)
    return str(refusal.value)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf\n", "\ufeff \n".encode("utf-16-le")])
@pytest.mark.parametrize("format", [None, "slack"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes, format: str | None):
    (tmp_path / "chat.txt").write_bytes(content)
    with pytest.raises(UnreadableSource, match=r"chat\.txt: the file is empty; export it again, or leave it out\."):
        collect([tmp_path / "chat.txt"], format=format)


def test_an_empty_file_in_a_folder_is_said_to_be_empty(tmp_path: Path):
    (tmp_path / "blank.txt").write_text("\n")
    (tmp_path / "chat.txt").write_text(CHAT)
    notes = collect([tmp_path], ReadOptions(assume_timezone="UTC", date=date(2026, 3, 17))).notes
    assert any("blank.txt: the file is empty." in note for note in notes)


def test_a_chat_forced_to_be_an_export_is_said_to_be_a_chat(tmp_path: Path):
    (tmp_path / "chat.txt").write_text(CHAT)
    assert sentence(tmp_path / "chat.txt", format="slack-export") == (
        "chat.txt: nothing in it reads as slack-export (Slack export); "
        "it looks like plain-text chat: leave --as out, or give --as chat."
    )


def test_a_chat_forced_to_be_json_is_said_to_be_a_chat(tmp_path: Path):
    (tmp_path / "chat.txt").write_text(CHAT)
    with pytest.raises(WrongFormat, match="--as chat"):
        collect([tmp_path / "chat.txt"], format="pagerduty")


def test_cut_json_keeps_its_place_whatever_it_is_forced_to_be(tmp_path: Path):
    (tmp_path / "a.json").write_text('{"incident": [')
    with pytest.raises(UnreadableSource, match="the file is cut"):
        collect([tmp_path / "a.json"], format="pagerduty")


def test_prose_forced_to_be_an_export_is_told_to_leave_as_out(tmp_path: Path):
    (tmp_path / "a.bin").write_bytes(b"\x01\x02\x03")
    assert sentence(tmp_path / "a.bin", format="slack-export").endswith("(Slack export); leave --as out.")


@pytest.mark.parametrize("format", [None, "slack", "slack-export"])
def test_the_users_of_an_export_alone_ask_for_the_export(tmp_path: Path, format: str | None):
    (tmp_path / "users.json").write_text('[{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Byron"}}]')
    with pytest.raises(PartOfExport):
        collect([tmp_path / "users.json"], format=format)


def test_no_date_and_no_zone_are_asked_for_at_once(tmp_path: Path):
    (tmp_path / "chat.txt").write_text(CHAT)
    assert sentence(tmp_path / "chat.txt") == (
        "chat.txt, line 1: the times have no date and no time zone; give them with --date and --assume-timezone."
    )
    assert sentence(tmp_path / "chat.txt", options=ReadOptions(assume_timezone="UTC")).endswith("no date; give it with --date.")


def test_an_unknown_file_beside_others_may_be_left_out(tmp_path: Path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    (tmp_path / "chat.txt").write_text(CHAT)
    assert sentence(tmp_path / "a.bin", tmp_path / "chat.txt").endswith("generic JSON, or leave the file out.")
    with pytest.raises(UnknownFormat, match=r"generic JSON\.$"):
        collect([tmp_path / "a.bin"])
