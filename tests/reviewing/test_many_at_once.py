"""Many people at one desk at once: each edit that was acknowledged is there, each other was a conflict that shows both texts."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk_of import desk_in, drafted

from pipeline.domain.actor import Actor
from pipeline.errors import Conflict
from pipeline.reviewing import ReviewDesk

PEOPLE, EDITS = 4, 10


def test_no_acknowledged_edit_is_lost_among_many(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    target = desk.look(ana, id).parts["summary"][0]

    def edits(person: int) -> list[tuple[int, str]]:
        actor, kept = desk.sign_in(f"Person {person}"), list[tuple[int, str]]()
        for number in range(EDITS):
            text = f"Words {number} of person {person}."
            seen = next(one for one in desk.look(actor, id).parts["summary"] if one.id == target.id)
            try:
                now = desk.edit(actor, id, "summary", seen.id, seen.revision, text=text)
                kept.append((now.revision, text))
            except Conflict as conflict:
                assert conflict.yours.value["text"] == text and conflict.now.revision > seen.revision
        return kept

    with ThreadPoolExecutor(PEOPLE) as pool:
        acknowledged = sorted(line for lines in pool.map(edits, range(PEOPLE)) for line in lines)
    assert [revision for revision, _ in acknowledged] == list(range(2, len(acknowledged) + 2))
    told = [entry.after["value"]["text"] for entry in reversed(desk.audit(ana, id, limit=1000)) if entry.what == "edit"]
    assert told == [text for _, text in acknowledged]
    assert desk.look(ana, id).parts["summary"][0].value["text"] == acknowledged[-1][1]


def test_people_who_edit_different_statements_do_not_meet(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    items = desk.look(ana, id).parts["timeline"]

    def accept(number: int) -> None:
        desk.accept(desk.sign_in(f"Person {number}"), id, "timeline", items[number].id, items[number].revision)
        desk.look(ana, id)

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(accept, range(len(items))))
    assert {one.decision for one in desk.look(ana, id).parts["timeline"]} == {"accepted"}


SERVER = """
import sys
from pipeline.reviewing import open_desk
from pipeline.settings import Settings
desk = open_desk(Settings(home=sys.argv[1], embedder="none"))
ana, (id, part, item) = desk.sign_in("Ana Lima"), sys.argv[2:]
revision = 1
while True:
    revision = desk.edit(ana, id, part, item, revision, text=f"Words after revision {revision}.").revision
    print(revision, flush=True)
"""


@pytest.mark.parametrize("edits", [1, 7, 20])
def test_a_server_that_is_killed_loses_no_acknowledged_edit(edits: int, tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana = desk.sign_in("Ana Lima")
    id = drafted(desk, ana)
    target = desk.look(ana, id).parts["summary"][0]
    call = [sys.executable, "-c", SERVER, str(desk.home), id, "summary", target.id]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        assert server.stdout
        acknowledged = [int(server.stdout.readline()) for _ in range(edits)]
        os.killpg(server.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in server.stdout if line.endswith("\n")]
    now = desk.look(ana, id).parts["summary"][0]
    assert now.revision in (acknowledged[-1], acknowledged[-1] + 1)
    assert now.value["text"] == f"Words after revision {now.revision - 1}."
    assert len([entry for entry in desk.audit(ana, id, limit=1000) if entry.what == "edit"]) == now.revision - 1
