"""A store that cannot be used is one sentence: what, where, what to do."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from review_samples import NOW, begun, item
from sqlalchemy.exc import IntegrityError
from store_samples import incident, passages

from pipeline.domain.actor import Actor, Role
from pipeline.errors import StoreUnavailable
from pipeline.store import open_store, opening
from pipeline.store.reviews import Reviews, open_reviews


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "postmortem.db").write_text("this is no database " * 100)
    with pytest.raises(StoreUnavailable, match=r"postmortem\.db: the database is broken; put a copy back"):
        open_store(tmp_path)
    assert (tmp_path / "postmortem.db").read_text().startswith("this is no database")


def test_a_database_with_a_damaged_page_is_said(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.put_all([(incident(f"PM-{n}"), passages(f"PM-{n}")) for n in range(300)])
    with (tmp_path / "postmortem.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 60_000)
    with pytest.raises(StoreUnavailable, match="the database is broken"):
        list(open_store(tmp_path).incidents())


def test_no_error_prints_what_is_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(IntegrityError) as refused:
        store.put(incident("a"), [*passages("a"), *passages("a", words="leaked tokens")])
    assert "leaked" not in str(refused.value) and "held its" not in str(refused.value)


def test_a_home_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(StoreUnavailable, match=r"its folder cannot be made .*POSTMORTEM_HOME"):
        open_store(tmp_path / "home")


def test_another_process_that_writes_for_too_long_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path)
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    store = open_store(tmp_path)
    with closing(sqlite3.connect(tmp_path / "postmortem.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process has been writing for too long; try again"):
            store.put(incident(), passages())
        assert store.listed() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """A file system of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or not shutil.which("mount"):
        pytest.skip("no mount here")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("not allowed to mount here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_and_what_was_kept_before_is_there(small_disk: Path) -> None:
    store = open_store(small_disk)
    kept = 0
    with pytest.raises(StoreUnavailable, match=r"postmortem\.db: the disk"):
        for kept in range(10_000):
            store.put(incident(f"PM-{kept}"), passages(f"PM-{kept}", words="many words " * 200))
    assert kept > 10
    assert [one.id for one in open_store(small_disk).listed()] == sorted(f"PM-{n}" for n in range(kept))
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    store.put(incident("PM-after"), passages("PM-after"))
    assert open_store(small_disk).count()[0] == kept + 1


def test_a_home_that_cannot_be_written_can_be_read(small_disk: Path) -> None:
    open_store(small_disk).put(incident(), passages())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = open_store(small_disk)
    assert list(store.incidents()) == [incident()]
    with pytest.raises(StoreUnavailable, match=r"cannot be opened or written; look at the rights .*POSTMORTEM_HOME"):
        store.put(incident("PM-2"), passages("PM-2"))


def edit(store: Reviews, oda: Actor, n: int, words: str = "") -> None:
    with store.change(oda, "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.put(item(f"new-{n}", value={"text": f"{words}{n}"}), None)
        change.audit("add", f"summary/new-{n}")


def test_a_full_disk_loses_no_edit_that_was_kept(small_disk: Path) -> None:
    store, people = begun(small_disk)
    kept = 0
    with pytest.raises(StoreUnavailable, match=r"postmortem\.db: the disk"):
        for kept in range(10_000):
            edit(store, people["Oda"], kept, "many words " * 200)
    assert kept > 10
    seen = {one.id for one in store.snapshot(people["Oda"], "PM-1").items}
    assert seen == {"s0", "s1", "s2", *(f"new-{n}" for n in range(kept))}
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    edit(store, people["Oda"], kept)
    assert len(store.audit(people["Oda"], "PM-1", limit=10_000)) == kept + 3


def test_a_review_on_a_disk_that_cannot_be_written_can_be_looked_at(small_disk: Path) -> None:
    store, people = begun(small_disk)
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = open_reviews(small_disk)
    assert len(store.snapshot(store.sign_in("oda", NOW), "PM-1").items) == 3
    with pytest.raises(StoreUnavailable, match=r"cannot be opened or written; look at the rights .*POSTMORTEM_HOME"):
        edit(store, people["Oda"], 1)


def test_an_edit_never_goes_into_a_file_that_was_removed(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    (tmp_path / "postmortem.db").unlink()
    with pytest.raises(StoreUnavailable, match="the database is broken; put a copy back"):
        edit(store, people["Oda"], 1)


def test_after_a_copy_was_put_back_edits_go_into_it(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    store.close()
    shutil.copy(tmp_path / "postmortem.db", tmp_path / "copy.db")
    edit(store, people["Oda"], 1)
    for log in ("postmortem.db-wal", "postmortem.db-shm"):
        (tmp_path / log).unlink()
    (tmp_path / "copy.db").replace(tmp_path / "postmortem.db")
    edit(store, people["Oda"], 2)
    for one in (store, open_reviews(tmp_path)):
        assert {item.id for item in one.snapshot(people["Oda"], "PM-1").items} == {"s0", "s1", "s2", "new-2"}


def test_a_change_that_waits_for_another_process_too_long_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    store, people = begun(tmp_path)
    with closing(sqlite3.connect(tmp_path / "postmortem.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process has been writing for too long; try again"):
            edit(store, people["Oda"], 1)
        assert len(store.snapshot(people["Oda"], "PM-1").items) == 3
        other.execute("ROLLBACK")
    edit(store, people["Oda"], 1)


def test_a_store_cannot_be_made_where_nothing_can_be_written(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreUnavailable, match="POSTMORTEM_HOME"):
        open_store(small_disk)
    with pytest.raises(StoreUnavailable, match="POSTMORTEM_HOME"):
        open_store(small_disk / "below")
