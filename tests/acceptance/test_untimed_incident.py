"""Evidence of which nothing says when it was: drafted as far as it goes, without moments."""

import json
from pathlib import Path

import pytest

from pipeline import render, run

SAID = (
    "@here everyone STOP deploying, checkout is down, SEV1",
    "rolled back build 41, errors are gone",
    "resolved. I'll add a canary check by Friday",
)


@pytest.mark.parametrize("timed", [(), (1,), (2,), (0, 2)])
def test_messages_without_times_are_no_way_to_a_traceback(timed: tuple[int, ...], tmp_path: Path) -> None:
    rows = [
        {"id": f"m{i}", "at": f"2024-05-02T10:0{i}:00Z" if i in timed else None, "author": "Ana Lima", "text": text}
        for i, text in enumerate(SAID)
    ]
    (tmp_path / "a.json").write_text(json.dumps({"incident": {"title": "Checkout"}, "evidence": rows}), encoding="utf-8")
    document = run.draft(run.Request([tmp_path / "a.json"]))
    assert all(render.postmortem(document, format) for format in ("md", "html", "json"))
    if not timed:
        assert document.incident.detected_at is None
