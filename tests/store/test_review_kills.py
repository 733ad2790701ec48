"""A process that edits is killed at any moment: each edit that it was told is kept is there, and the database is whole.

POSTMORTEM_TEST_KILLS says how often; more is the same test, longer.
"""

import multiprocessing
import os
import random
import sqlite3
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from review_samples import NOW, begun

from pipeline.domain.actor import Actor, Role
from pipeline.store.reviews import open_reviews

KILLS = int(os.environ.get("POSTMORTEM_TEST_KILLS", "30"))
ITEMS = 20


def edit_for_ever(home: Path, kill: int, told: Connection) -> None:
    store, oda = open_reviews(home), Actor(name="Oda")
    items = list(store.snapshot(oda, "PM-1").items)
    for n in range(1_000_000):
        seen = items[n % ITEMS]
        with store.change(oda, "PM-1", needs=Role.OWNER, at=NOW) as change:
            edited = seen.model_copy(update={"value": {"text": f"{kill}.{n} " + "words " * (n % 400)}})
            items[n % ITEMS] = change.put(edited, seen.revision)
            change.comment(f"{kill}.{n}", part=seen.part, item=seen.id)
            change.audit("edit", f"{seen.part}/{seen.id}", before=seen.value, after=edited.value)
        told.send(f"{kill}.{n}")


def test_each_edit_that_was_told_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    store, people = begun(tmp_path, count=ITEMS)
    store.close()
    chance, forks = random.Random(7), multiprocessing.get_context("fork")
    told: list[str] = []
    for kill in range(KILLS):
        ours, theirs = forks.Pipe(duplex=False)
        process = forks.Process(target=edit_for_ever, args=(tmp_path, kill, theirs))
        process.start()
        theirs.close()
        told.append(ours.recv())
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.join()
        told += everything_in(ours)
    store = open_reviews(tmp_path)
    seen = store.snapshot(people["Oda"], "PM-1")
    entries = [one for one in store.audit(people["Oda"], "PM-1", limit=1_000_000) if one.what == "edit"]
    assert set(told) <= {one.after["text"].split()[0] for one in entries}
    assert len(seen.comments) == len(entries) == sum(one.revision - 1 for one in seen.items)
    assert seen.review.revision == len(entries) + 2
    newest = {one.target: one.after for one in reversed(entries)}
    assert {f"{one.part}/{one.id}": one.value for one in seen.items if one.revision > 1} == newest
    assert len(told) >= KILLS
    with closing(sqlite3.connect(tmp_path / "postmortem.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def everything_in(pipe: Connection) -> list[str]:
    """What a killed process had told; a last message that was cut is none."""
    found: list[str] = []
    try:
        while True:
            found.append(pipe.recv())
    except (EOFError, OSError):
        return found
