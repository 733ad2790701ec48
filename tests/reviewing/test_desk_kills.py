"""The desk is killed at random moments while somebody decides: whatever it acknowledged is there, and the database is whole.

Ten kills by default; POSTMORTEM_KILLS=100 for more.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from desk_of import desk_in, drafted

from pipeline.domain.review import Decision
from pipeline.reviewing import ReviewDesk

KILLS, SEED = int(os.environ.get("POSTMORTEM_KILLS", "10")), 61
LONGEST = 0.4
"""Seconds of work before a kill."""
WORK = """
import itertools, json, random, sys
from pipeline.reviewing import open_desk
from pipeline.settings import Settings

home, incident, round = sys.argv[1], sys.argv[2], int(sys.argv[3])
desk, chance = open_desk(Settings(home=home, embedder="none")), random.Random(round)
ana = desk.sign_in("Ana Lima")
for number in itertools.count():
    item = chance.choice(desk.look(ana, incident).parts[chance.choice(["summary", "timeline", "impact"])])
    this, words = (ana, incident, item.part, item.id, item.revision), f"Words {number} of round {round}."
    match chance.randrange(5):
        case 0: kept = desk.accept(*this)
        case 1: kept = desk.reject(*this)
        case 2: kept = desk.take_back(*this)
        case 3: kept = desk.edit(*this, text=words)
        case 4: desk.comment(ana, incident, words, part=item.part, item=item.id); kept = None
    print(json.dumps(kept.model_dump(mode="json") if kept else words), flush=True)
"""


def test_kills_at_random_moments_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana, chance = desk.sign_in("Ana Lima"), random.Random(SEED)
    incident = drafted(desk, ana)
    items: dict[tuple[str, str], dict[str, Any]] = {}
    comments: list[str] = []
    for round in range(KILLS):
        for told in acknowledged(desk, incident, round, chance.uniform(0, LONGEST)):
            if isinstance(told, str):
                comments.append(told)
            else:
                items[told["part"], told["id"]] = told
        whole(desk)
        now = standing(desk, incident)
        more = {key: now[key] for key, told in items.items() if now[key] != told}
        assert [now["revision"] - items[key]["revision"] for key, now in more.items()] in ([], [1]), (
            "the last, not acknowledged yet"
        )
        items |= more
    look = desk.look(ana, incident)
    assert set(comments) <= {one.text for one in look.comments}
    assert len(items) > 1 and {one["decision"] for one in items.values()} & set(Decision)


def acknowledged(desk: ReviewDesk, incident: str, round: int, seconds: float) -> list[Any]:
    """What a process said was done before it was killed, in a group of its own."""
    call = [sys.executable, "-c", WORK, str(desk.home), incident, str(round)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        assert server.stdout
        first = server.stdout.readline()
        time.sleep(seconds)
        os.killpg(server.pid, signal.SIGKILL)
        lines = [first, *server.stdout.readlines()]
    return [json.loads(line) for line in lines if line.endswith("\n")]


def standing(desk: ReviewDesk, incident: str) -> dict[tuple[str, str], dict[str, Any]]:
    parts = desk.look(desk.sign_in("Ana Lima"), incident).parts
    return {(item.part, item.id): item.model_dump(mode="json") for held in parts.values() for item in held}


def whole(desk: ReviewDesk) -> None:
    (file,) = desk.home.glob("*.db")
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
