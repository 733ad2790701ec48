"""A message that says one thing very often: every stage stays linear in it."""

import json
import time
from pathlib import Path

import pytest

from pipeline import render, run

LENGTH = 30_000
MOST_SECONDS = 5
"""Of the processor. What is linear takes a tenth of it; each of these took minutes once, or would."""

SAID = (
    "(",
    "- ",
    "-",
    "1",
    "10:00 ",
    "lol ",
    "password=",
    "eyJ",
    "//",
    "a. ",
    "@Ana ",
    "<",
    "`",
    "*a ",
    "é",
    "\n> ",
    "Aa",
    "; ",
    " ",
    " \n",
    "\t-",
)


@pytest.mark.parametrize("said", SAID)
def test_a_message_that_says_one_thing_very_often_takes_no_longer_than_others(said: str, tmp_path: Path) -> None:
    much = said * (LENGTH // len(said))
    rows = [
        {"id": "a", "at": "2024-05-02T10:00:00Z", "author": "Ana Lima", "text": "checkout is down, errors at 12%"},
        {"id": "b", "at": "2024-05-02T10:05:00Z", "author": "Bo Ek", "text": f"rolled back because {much}"},
        {"id": "c", "at": "2024-05-02T10:06:00Z", "author": much, "text": f"well {much} I'll add a test by Friday"},
        {"id": "d", "at": "2024-05-02T10:09:00Z", "author": "Ana Lima", "text": "resolved, all clear"},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"incident": {"title": "Slow"}, "evidence": rows}), encoding="utf-8")
    began = time.process_time()
    document = run.draft(run.Request([tmp_path / "a.json"]))
    for format in ("md", "html"):
        render.postmortem(document, format)
    assert time.process_time() - began < MOST_SECONDS
