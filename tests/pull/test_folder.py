"""What is written, what is removed, and what stays inside the folder."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import BadOption
from pipeline.pull.connector import Haul
from pipeline.pull.folder import put


def entry(id: str, visibility: str = "internal") -> dict[str, object]:
    return {"tool": "slack", "id": id, "visibility": visibility}


def haul(id: str, *files: str, restricted: bool = False) -> Haul:
    lists = {"slack/channels.json": [{"id": id}]}
    return Haul(what=id, id=id, files={path: [1] for path in files}, lists=lists, restricted=restricted)


def test_files_of_a_channel_that_was_renamed_go_and_those_of_others_stay(tmp_path: Path) -> None:
    put(tmp_path, haul("C1", "slack/old/2026-03-17.json"), entry("C1"))
    put(tmp_path, haul("C2", "slack/other/2026-03-17.json"), entry("C2"))
    put(tmp_path, haul("C1", "slack/new/2026-03-17.json"), entry("C1"))
    assert sorted(path.name for path in (tmp_path / "slack").iterdir()) == ["channels.json", "new", "other"]
    assert json.loads((tmp_path / "slack" / "channels.json").read_text()) == [{"id": "C1"}, {"id": "C2"}]


def test_who_may_know_of_a_channel_is_there_before_what_was_said_in_it(tmp_path: Path) -> None:
    (tmp_path / "slack" / "channels.json").mkdir(parents=True)  # as far as the writing gets
    with pytest.raises(BadOption, match=r"channels\.json cannot be written"):
        put(tmp_path, haul("C1", "slack/a.json", restricted=True), entry("C1", "restricted"))
    assert not (tmp_path / "slack" / "a.json").exists()


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
    changed = {"format": "postmortem-pull", "pulled": [{**entry("C1"), "files": ["../precious.json"]}]}
    (tmp_path / "here" / "manifest.json").write_text(json.dumps(changed))
    with pytest.raises(BadOption, match="leads out of it"):
        put(tmp_path / "here", haul("C1", "slack/a.json"), entry("C1"))
    assert precious.exists()


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    before = (tmp_path / "slack" / "a.json").stat().st_ino
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    assert (tmp_path / "slack" / "a.json").stat().st_ino == before


def test_what_is_not_open_to_all_is_said_before_it_is_there(tmp_path: Path) -> None:
    put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    (tmp_path / "slack" / "b.json").mkdir()  # as far as the writing gets
    with pytest.raises(BadOption, match=r"b\.json cannot be written"):
        put(tmp_path, haul("C1", "slack/b.json", restricted=True), entry("C1", "restricted"))
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["visibility"], manifest["pulled"][0]["files"]) == ("restricted", ["slack/a.json", "slack/b.json"])
    (tmp_path / "slack" / "b.json").rmdir()
    put(tmp_path, haul("C1", "slack/b.json", restricted=True), entry("C1", "restricted"))
    assert sorted(path.name for path in (tmp_path / "slack").iterdir()) == ["b.json", "channels.json"]


@pytest.mark.parametrize("there", ["{", "[]", '{"format": "other", "pulled": []}', '{"visibility": "restricted"}'])
def test_a_manifest_that_no_pull_wrote_stays_as_it_is(tmp_path: Path, there: str) -> None:
    (tmp_path / "manifest.json").write_text(there)
    with pytest.raises(BadOption, match=r"manifest\.json is damaged or was written by something else"):
        put(tmp_path, haul("C1", "slack/a.json"), entry("C1"))
    assert [path.name for path in tmp_path.rglob("*.json")] == ["manifest.json"]
    assert (tmp_path / "manifest.json").read_text() == there


def test_pulls_into_one_folder_at_once_are_all_in_the_manifest(tmp_path: Path) -> None:
    ids = [f"C{number}" for number in range(12)]
    with ThreadPoolExecutor(12) as pulls:
        list(pulls.map(lambda id: put(tmp_path, haul(id, f"slack/{id}.json"), entry(id)), ids))
    assert sorted(one["id"] for one in json.loads((tmp_path / "manifest.json").read_text())["pulled"]) == sorted(ids)
    assert len(json.loads((tmp_path / "slack" / "channels.json").read_text())) == 12


@pytest.mark.parametrize(
    ("before", "now", "refused"),
    [
        ({}, {"since": "2026-03-17T00:00:00Z"}, True),
        ({}, {"until": "2026-03-17T00:00:00Z"}, True),
        ({"since": "2026-03-16T00:00:00Z"}, {"since": "2026-03-17T00:00:00Z"}, True),
        ({"since": "2026-03-16T00:00:00Z"}, {"since": "2026-03-16T00:00:00Z"}, False),
        ({"since": "2026-03-17T00:00:00Z", "until": "2026-03-18T00:00:00Z"}, {}, False),
    ],
)
def test_a_narrower_range_takes_no_evidence_away(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], refused: bool
) -> None:
    put(tmp_path, haul("C1", "slack/a.json"), {**entry("C1"), **before})
    if refused:
        with pytest.raises(BadOption, match="from a wider range of time"):
            put(tmp_path, haul("C1", "slack/b.json"), {**entry("C1"), **now})
        assert (tmp_path / "slack" / "a.json").exists()
    put(tmp_path, haul("C1", "slack/b.json"), {**entry("C1"), **now}, again=True)
    assert not (tmp_path / "slack" / "a.json").exists()
