"""Uploads on the disk: whole or not at all, under names that lead nowhere else, readable by their owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import BadOption, StoreUnavailable
from pipeline.reviewing.source_files import keep_files, lent, put_file


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/abs/file.json", "a\x00b.json", "dir/", "C:\\x.txt"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    (kept,) = keep_files(tmp_path / "sources", [(name, b"data")])
    assert kept.path.parent == tmp_path / "sources" and kept.path.read_bytes() == b"data"


@pytest.mark.parametrize("name", ["", "..", "/", "\x00"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    if name == "\x00":
        assert keep_files(tmp_path / "sources", [(name, b"data")])[0].path.parent == tmp_path / "sources"
        return
    with pytest.raises(BadOption):
        keep_files(tmp_path / "sources", [(name, b"data")])


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    kept = keep_files(tmp_path / "sources", [("a.json", b"1"), ("a.json", b"2")])
    assert [one.name for one in kept] == ["a.json", "a-2.json"]
    assert [one.path.read_bytes() for one in kept] == [b"1", b"2"]


def test_a_folder_is_kept_whole_with_one_sum(tmp_path: Path) -> None:
    export = tmp_path / "slack"
    (export / "general").mkdir(parents=True)
    (export / "users.json").write_text("[]")
    (export / "general" / "2026-03-17.json").write_text("[1]")
    (kept,) = keep_files(tmp_path / "one", [("slack", export)])
    (again,) = keep_files(tmp_path / "two", [("slack", export)])
    assert (kept.path / "general" / "2026-03-17.json").read_text() == "[1]"
    assert kept.size == 5 and kept.sha256 == again.sha256
    (export / "general" / "2026-03-17.json").write_text("[2]")
    assert keep_files(tmp_path / "three", [("slack", export)])[0].sha256 != kept.sha256


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    (kept,) = keep_files(tmp_path / "sources", [("a.json", b"1")])
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in kept.path.parent.iterdir()] == ["a.json"]


def test_what_the_disk_does_not_take_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("a file where the folder would be")
    with pytest.raises(StoreUnavailable):
        keep_files(tmp_path / "sources", [("a.json", b"1")])


def test_a_source_that_cannot_be_copied_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        keep_files(tmp_path / "sources", [("a.json", tmp_path / "not there")])
    assert list((tmp_path / "sources").iterdir()) == []


def test_lent_files_go_away_and_given_ones_stay(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text("1")
    with lent([("a.json", b"2"), ("own.json", own)]) as paths:
        assert [path.read_text() for path in paths] == ["2", "1"]
    assert not paths[0].exists() and own.exists()


def test_a_file_that_is_written_again_is_there_whole(tmp_path: Path) -> None:
    put_file(tmp_path / "out" / "a.md", "one")
    put_file(tmp_path / "out" / "a.md", "two")
    assert [path.read_text() for path in (tmp_path / "out").iterdir()] == ["two"]
    assert stat.S_IMODE((tmp_path / "out" / "a.md").stat().st_mode) == 0o600


def test_a_name_is_as_long_as_file_systems_count_it(tmp_path: Path) -> None:
    (kept,) = keep_files(tmp_path / "sources", [("結帳" * 100 + ".json", b"1")])
    assert kept.name.endswith("結帳.json") and len(kept.name.encode()) <= 180


def test_space_is_asked_for_where_space_is_missing(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("a file where the folder would be")
    with pytest.raises(StoreUnavailable, match="rights of the folder"):
        keep_files(tmp_path / "sources", [("a.json", b"1")])


def test_many_at_once_take_nothing_from_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda n: keep_files(tmp_path / "sources", [("a.json", str(n).encode())])[0], range(40)))
    assert {one.path.read_bytes() for one in kept} == {str(n).encode() for n in range(40)}
