"""Owners, dates and sets of actions, as documents state them."""

import pytest

from pipeline.lint import registry
from pipeline.lint.action_items import action_items
from pipeline.lint.actions.fields import due, owners
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine


def items(text: str):
    return action_items(read_markdown(f"## Action items\n\n{text}\n", "report.md"))


def found(rule: str, text: str) -> list[str]:
    engine = Engine([registry.rule(f"action/{rule}")])
    return [finding.message for finding in engine.lint(read_markdown(text, "report.md"))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- Pin libpq - @noor - 2026-05-02", ["noor"]),
        ("- Pin libpq (Owner: Mwangi, due 14 March)", ["Mwangi"]),
        ("- Pin libpq. B. Nilsen", ["B. Nilsen"]),
        ("- Noor to pin libpq", ["noor"]),
        ("- Payments team pins libpq", ["Payments team"]),
        ("- Pin libpq\n  - Owner: Ana Pereira", ["Ana Pereira"]),
        ("| Action | Owner |\n|---|---|\n| Pin libpq | db-infra |", ["db-infra"]),
        ("| Action | Owner |\n|---|---|\n| Pin libpq | Ana, Ken |", ["Ana", "Ken"]),
        ("| Action | Owner |\n|---|---|\n| Pin libpq | TBD |", []),
        ("- Pin libpq (owner: everyone)", []),
        ("- We should pin libpq", []),
        ("- Pin libpq - Done", []),
    ],
)
def test_owners_are_found_in_cells_below_and_among_the_words(text: str, named: list[str]):
    assert owners(items(text)[0]) == named


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("- Pin libpq by 2026-05-02", True),
        ("- Pin libpq, Ken, 14 March", True),
        ("- Pin libpq within 15 days", True),
        ("- Pin libpq - Q3", True),
        ("- Pin libpq - sprint 26.11", True),
        ("- Pin libpq by Friday", True),
        ("- Pin libpq soon", False),
        ("- Set the pool size to 50", False),
        ("| Action | Due |\n|---|---|\n| Pin libpq | ASAP |", False),
    ],
)
def test_due_dates_are_days_weeks_quarters_and_sprints(text: str, dated: bool):
    assert bool(due(items(text)[0])) is dated


def test_a_document_without_any_owner_is_told_so_once():
    text = "## Action items\n\n" + "\n".join(f"- Pin libpq on host {n}" for n in range(4))
    assert found("no-owner", text) == ["None of the 4 open action items has an owner."]


def test_done_items_are_asked_for_nothing():
    text = "## Action items\n\n- [x] Improve alerting\n"
    for rule in ("no-owner", "no-due-date", "weak-verb"):
        assert found(rule, text) == []


def test_a_service_that_failed_may_be_watched_but_not_relied_on():
    front = "---\nservices: [ledger-db]\n---\n## Action items\n\n"
    assert found("relies-on-failed-system", front + "- Keep the backup in ledger-db") != []
    assert found("relies-on-failed-system", front + "- Page on replica lag of ledger-db above 30 s") == []


def test_dates_are_read_from_their_cells_too():
    text = "---\ndate: 2026-03-02\n---\n## Action items\n\n| Action | Due |\n|---|---|\n| Pin libpq | 2026-02-01 |\n"
    assert found("date-anomaly", text) == ["Due before the incident of 2026-03-02."]


def test_an_owner_of_marks_alone_is_nobody():
    text = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Delete the v1 endpoint | @ * _ | 2026-05-01 |\n"
    assert found("no-owner", text) == ["This action item has no owner."]


@pytest.mark.parametrize(
    "said",
    [
        "Status: Done - Look into the retry storm",
        "Investigate the stuck workers -- now fixed with change 48213",
        "Look into the retry storm (done)",
        "✅ Improve alerting",
    ],
)
def test_an_item_that_says_it_is_done_is_not_asked_for_its_end(said: str):
    (item,) = items(f"- {said}")
    assert item.done


@pytest.mark.parametrize(
    "said", ["Done means that the page fires below 95 %: fix it", "Resolve stuck jobs sooner", "Check what is fixed"]
)
def test_words_of_an_end_alone_do_not_make_it_done(said: str):
    (item,) = items(f"- {said}")
    assert not item.done
