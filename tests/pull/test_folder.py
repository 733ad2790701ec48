"""What is written, what is removed, and what stays inside the folder."""

import json
from pathlib import Path

import pytest

from pipeline.errors import BadOption
from pipeline.pull.connector import Haul
from pipeline.pull.folder import put


def entry(id: str, visibility: str = "internal") -> dict[str, object]:
    return {"tool": "slack", "id": id, "visibility": visibility}


def haul(id: str, *files: str) -> Haul:
    return Haul(what=id, id=id, files={path: [1] for path in files}, lists={"slack/channels.json": [{"id": id}]})


def test_files_of_a_channel_that_was_renamed_go_and_those_of_others_stay(tmp_path: Path) -> None:
    put(tmp_path, haul("C1", "slack/old/2026-03-17.json"), entry("C1"))
    put(tmp_path, haul("C2", "slack/other/2026-03-17.json"), entry("C2"))
    put(tmp_path, haul("C1", "slack/new/2026-03-17.json"), entry("C1"))
    assert sorted(path.name for path in (tmp_path / "slack").iterdir()) == ["channels.json", "new", "other"]
    assert json.loads((tmp_path / "slack" / "channels.json").read_text()) == [{"id": "C1"}, {"id": "C2"}]


def test_one_restricted_part_restricts_the_whole_until_it_is_open_again(tmp_path: Path) -> None:
    def visibility() -> str:
        return json.loads((tmp_path / "manifest.json").read_text())["visibility"]

    put(tmp_path, haul("C1", "slack/a.json"), entry("C1", "restricted"))
    put(tmp_path, haul("C2", "slack/b.json"), entry("C2"))
    assert visibility() == "restricted"
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    assert visibility() == "internal"


@pytest.mark.parametrize("path", ["../out.json", "/etc/out.json", "a/../../out.json", "."])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadOption, match="leads out of it"):
        put(tmp_path / "here", Haul("x", "x", {path: []}), entry("x"))


def test_a_manifest_that_was_changed_cannot_have_other_files_removed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.json"
    precious.write_text("[]")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "manifest.json").write_text(json.dumps({"pulled": [{**entry("C1"), "files": ["../precious.json"]}]}))
    with pytest.raises(BadOption):
        put(tmp_path / "here", haul("C1", "slack/a.json"), entry("C1"))
    assert precious.exists()


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    before = (tmp_path / "slack" / "a.json").stat().st_ino
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    assert (tmp_path / "slack" / "a.json").stat().st_ino == before
