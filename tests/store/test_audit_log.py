"""The audit log is only ever added to, whoever asks the database."""

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from review_samples import NOW, begun, item, review

from pipeline.domain.actor import Role

OTHERWISE = (
    "UPDATE audit SET by = 'somebody else'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE incident = 'PM-1' AND number = 1",
    "INSERT OR REPLACE INTO audit (incident, number, at, by, what, target) VALUES ('PM-1', 1, '2020-01-01', 'x', 'y', '')",
    "INSERT INTO audit (incident, number, at, by, what, target) VALUES ('PM-1', 1, '2020-01-01', 'x', 'y', '')"
    " ON CONFLICT DO UPDATE SET by = 'x'",
)


@pytest.mark.parametrize("statement", OTHERWISE)
def test_the_database_refuses_to_change_what_was_told(tmp_path: Path, statement: str) -> None:
    store, people = begun(tmp_path)
    before = store.audit(people["Ada"])
    with closing(sqlite3.connect(tmp_path / "postmortem.db")) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="the audit log is only ever added to"), connection:
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (len(before),)
    assert store.audit(people["Ada"]) == before


def test_an_entry_says_who_did_what_when_with_what_was_there_before_and_after(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    later = NOW + datetime.timedelta(hours=1)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=later) as change:
        before = change.item("summary", "s0")
        after = change.put(item("s0", value={"text": "Ümläut \u2028 <b>"}), 1)
        change.audit("edit", "summary/s0", before=before, after=after)
        change.audit("note", after="plain")
    note, edit, *_ = store.audit(people["Vi"], "PM-1")
    assert (edit.by, edit.at, edit.what, edit.target) == ("Oda", later, "edit", "summary/s0")
    assert (edit.before["value"]["text"], edit.after["value"]["text"]) == (item("s0").value["text"], "Ümläut \u2028 <b>")
    assert (note.number, note.before, note.after) == (edit.number + 1, None, "plain")


def test_entries_of_all_reviews_stand_the_newest_first(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    store.create(people["Pat"], review("PM-2"), NOW + datetime.timedelta(hours=1))
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW + datetime.timedelta(hours=2)) as change:
        change.audit("submit")
    told = [(one.incident, one.what) for one in store.audit(people["Vi"])]
    assert told[:2] == [("PM-1", "submit"), ("PM-2", "create")] and ("", "join") in told
    assert [one.what for one in store.audit(people["Vi"], limit=1)] == ["submit"]
    assert [one.number for one in store.audit(people["Vi"], "PM-1")] == [3, 2, 1]
