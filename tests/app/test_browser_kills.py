"""The server is killed while somebody works at a browser: what the page showed as decided is in the store, which is whole.

Three kills by default; POSTMORTEM_KILLS=100 for more.
"""

import itertools
import os
import random
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error

from evals import browsing
from evals.bench_ui import OWNER, made
from pipeline.domain.review import Decision, Item
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

pytestmark = pytest.mark.browser
KILLS, SEED = int(os.environ.get("POSTMORTEM_KILLS", "3")), 67
SHORTEST, LONGEST = 0.2, 3.0
"""Seconds of work before a kill."""
ANSWER = 2_000
"""Milliseconds after which a server that is dead is seen to be."""
FEW = 40
LINES = """
() => [...document.querySelectorAll("*")]
  .flatMap((one) => (one.shadowRoot ? [...one.shadowRoot.querySelectorAll("[role=option]")] : []))
  .map((line) => [line.querySelector(".said").textContent, line.querySelector(".mark")?.getAttribute("aria-label") ?? ""])
"""


def test_a_killed_server_has_lost_nothing_that_a_page_showed(chrome: Any, tmp_path: Path) -> None:
    home, chance = tmp_path / "home", random.Random(SEED)
    desk = open_desk(Settings(home=str(home), embedder="none"))
    place, port = f"/draft?incident={made(desk)}", browsing.free_port()
    seen = 0
    seat = None
    for round in range(KILLS):
        begin_anew(desk)
        with (tmp_path / "server.log").open("w+b") as told:
            server = browsing.start(home, port, told)
            browsing.wait_for(server, port, told)
            if seat is None:
                seat = browsing.sat_down(chrome, f"http://127.0.0.1:{port}", OWNER, place)
            else:
                seat.page.goto(seat.url + place)
            seat.line("Statement").wait_for()
            killing = threading.Timer(chance.uniform(SHORTEST, LONGEST), browsing.end, [server])
            killing.start()
            work(seat, round)
            killing.join()
        seen += look_at(desk, seat.page.evaluate(LINES))
        whole(home)
    assert seen >= KILLS


def work(seat: browsing.Seat, round: int) -> None:
    """Accepts and edits until the server answers no more."""
    keys = seat.page.keyboard
    for number in itertools.count():
        edits, words = number % 3 == 2, f"Words {number} of round {round}."
        try:
            if edits:
                keys.press("e")
                seat.page.get_by_label("Text").fill(words, timeout=ANSWER)
                keys.press("Control+Enter")
                seat.line(words, sign="edited").wait_for(timeout=ANSWER)
            else:
                chosen = seat.page.locator('[role="option"][aria-selected="true"] .said').last.inner_text(timeout=ANSWER)
                keys.press("a")
                seat.line(chosen, sign="accepted").wait_for(timeout=ANSWER)
        except Error:
            return


def begin_anew(desk: ReviewDesk) -> None:
    """Where little is left to decide, all is open again."""
    me, incident, items = statements(desk)
    if sum(item.decision is None for item in items) >= FEW:
        return
    for item in items:
        if item.decision is not None:
            desk.take_back(me, incident, item.part, item.id, item.revision)


def look_at(desk: ReviewDesk, lines: list[list[str]]) -> int:
    """How many of these lines say that they are decided; each of them is, in the store."""
    _, _, items = statements(desk)
    decided = {item.value["text"]: item.decision for item in items}
    told = [(words, sign) for words, sign in lines if sign.startswith(("accepted", "edited"))]
    for words, sign in told:
        assert decided.get(words) is (Decision.EDITED if sign.startswith("edited") else Decision.ACCEPTED), words
    return len(told)


def statements(desk: ReviewDesk) -> tuple[Any, str, tuple[Item, ...]]:
    me = desk.sign_in(OWNER)
    incident = desk.listed(me)[0][0].id
    return me, incident, desk.look(me, incident).parts["summary"]


def whole(home: Path) -> None:
    with sqlite3.connect(home / "postmortem.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
