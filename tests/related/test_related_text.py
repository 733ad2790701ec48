"""Related incidents as a terminal shows them."""

from datetime import UTC, datetime

import pytest

from pipeline.asking import Answer
from pipeline.cli.related_text import as_text
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.related import OpenAction, Reason, RelatedIncident

STILL = OpenAction(action="Give the export its own pool", owner="Emeka Nwosu", due="2026-01-16", ticket="LED-1")
REASON = Reason(passage="Sessions idle in transaction held the pool; the pools of others were free.", matches=("pool", "idle"))
AT = datetime(2025, 11, 4, 7, 2, tzinfo=UTC)


def answer(score: float = 0.83, **fields: object) -> Answer:
    found = RelatedIncident(id="PM-1", title="Pool exhausted", score=score, reasons=(REASON,), helped="Export stopped.")
    known = PastIncident(id="PM-1", title="Pool exhausted", severity="SEV2", started_at=AT)
    return Answer((found.model_copy(update=fields),), 9, 9, incidents={"PM-1": known})


def test_each_has_its_day_severity_score_in_words_passage_and_what_helped() -> None:
    assert as_text(answer(shared=("ledger",)), color=False).splitlines() == [
        "1. PM-1: Pool exhausted",
        "   2025-11-04 · SEV2 · shares ledger · very similar (0.83)",
        "   > Sessions idle in transaction held the pool; the pools of others were free.",
        "   What helped: Export stopped.",
        "",
    ]


def test_what_is_still_open_of_a_similar_one_comes_first() -> None:
    text = as_text(answer(open_action_items=(STILL,)), color=False)
    assert text.startswith(
        "Still open from before:\n  - PM-1: LED-1 Give the export its own pool (Emeka Nwosu, due 2026-01-16)\n\n1. PM-1"
    )
    assert text.count("LED-1") == 1


def test_of_one_that_is_perhaps_similar_it_stands_below() -> None:
    text = as_text(answer(score=0.4, open_action_items=(STILL.model_copy(update={"owner": None}),)), color=False)
    assert text.startswith("1. PM-1")
    assert "   Still open: LED-1 Give the export its own pool (no owner, due 2026-01-16)" in text
    assert "perhaps similar (0.40)" in text


def test_matched_words_are_set_off_where_there_is_color_and_only_whole_ones() -> None:
    text = as_text(answer(), color=True)
    assert "\x1b[1;4mpool\x1b[0m" in text and "\x1b[1;4midle\x1b[0m" in text
    assert "the pools of" in text


@pytest.mark.parametrize("color", [True, False])
def test_what_a_document_says_cannot_command_the_terminal(color: bool) -> None:
    text = as_text(answer(title="Pool \x1b]0;owned\x07\x1b[2Jexhausted", helped="a\x9b31mb"), color)
    assert "\x1b[2J" not in text and "\x07" not in text and "\x9b" not in text and "\x1b]" not in text


def test_nothing_found_is_no_text() -> None:
    assert as_text(Answer((), 9, 9), color=False) == ""


def test_what_is_hardly_similar_is_named_last_by_its_id() -> None:
    first = answer().related[0]
    tail = tuple(first.model_copy(update={"id": id, "score": 0.1}) for id in ("PM-2", "PM-3"))
    text = as_text(Answer((first, *tail), 9, 9), color=False)
    assert text.endswith("\nProbably something else: PM-2, PM-3.\n")
    assert "2. PM-2" not in text


def test_a_list_in_a_passage_stays_a_list() -> None:
    text = as_text(answer(reasons=(Reason(passage="One pool for all\nNo alert on waiting"),)), color=False)
    assert "   > One pool for all\n   > No alert on waiting\n" in text
