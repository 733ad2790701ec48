"""What an action item says: its object, a priority and day only where they were said, and its check against what it cites."""

from datetime import date, timedelta

import pytest
from action_samples import ENDED, PEOPLE, Talk, only, story

from pipeline.domain.action_item import Priority
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.statement import CheckStatus
from pipeline.draft.actions.checking import checked
from pipeline.draft.actions.finding import read_remarks
from pipeline.draft.actions.work import Commitment, Work
from pipeline.text.names import Roster


def test_a_promise_without_an_object_follows_the_sentence_that_has_it() -> None:
    talk = Talk().call().reply("Ana Lima", "cancel button for everybody on call. I'll build it by Friday, small thing")
    assert only(talk.items()).action == "Cancel button for everybody on call: build it"


def test_a_request_that_points_back_follows_what_it_points_at_and_cites_it() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "the pool wait alert goes to an archived channel")
        .reply("Hana Kimura", "please point it at the pager. who?")
        .reply("Ben Otto", "me, now")
    )
    item = only(talk.items())
    assert item.action == "The pool wait alert goes to an archived channel: point it at the pager"
    assert (item.due, item.owner, set(item.evidence)) == (ENDED.date(), "Ben Otto", {"m1", "m2", "m3"})


def test_an_open_secret_is_named_by_the_request() -> None:
    talk = (
        Talk(start=ENDED - timedelta(minutes=40))
        .say("Ben Otto", "curl -H [secret 1: token]")
        .under(
            "Hana Kimura",
            "that is a live token in a channel everybody reads. Please rotate as soon as we are up, I'll remind you",
        )
        .under("Ben Otto", "yes. will do")
    )
    item = only(talk.items())
    assert item.action == "That is a live token in a channel everybody reads: rotate as soon as we are up"
    assert item.priority is Priority.P0


def test_a_rotated_secret_is_named_by_the_report() -> None:
    talk = (
        Talk(start=ENDED - timedelta(minutes=40))
        .say("Ben Otto", "psql [secret 1: password]")
        .under("Hana Kimura", "please delete that, it is the prod password")
        .under("Ben Otto", "I can't, retention keeps it. will rotate")
        .later(hours=20)
        .say("Ben Otto", "ledger_app password rotated this morning")
    )
    assert only(talk.items()).action == "Rotate ledger_app password"


def test_a_ticket_keeps_its_subject() -> None:
    said = "PAY-317 runbook is mine, by Friday. first line: look for locks, don't touch the pool size"
    item = only(Talk().call().reply("Ana Lima", said).items())
    assert item.action == "PAY-317 runbook: first line: look for locks, don't touch the pool size"


def test_the_owner_s_own_words_beat_the_request_they_answer() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "Somebody should look at the pager schedule, same thing will happen in autumn")
        .reply("Ben Otto", "I'll fix the pager schedule to standard time today")
    )
    assert only(talk.items()).action == "Fix the pager schedule to standard time"


def test_a_no_that_belongs_to_the_words_is_kept() -> None:
    item = only(Talk().call().reply("Ana Lima", "idea: no deploys in a week with a final").items())
    assert item.action == "No deploys in a week with a final"


@pytest.mark.parametrize(
    ("said", "priority"),
    [
        ("I'll add a lag alert on the replica by Friday", None),
        ("I'll add a lag alert on the replica, priority P1, by Friday", Priority.P1),
        ("I fix the route of the P0 page by Friday", None),
        ("I'll backfill the missing orders by Friday", Priority.P0),
        ("I'll pin the parser by Friday so that this cannot happen again", Priority.P0),
        ("idea: a weekly job that checks every replica", None),
    ],
)
def test_a_priority_is_said_or_shown_by_the_process_s_own_words(said: str, priority: Priority | None) -> None:
    assert only(Talk().call().reply("Ana Lima", said).items()).priority is priority


def test_items_cut_from_what_they_cite_are_supported() -> None:
    talk = Talk().call().reply("Ana Lima", "I take DBA-214, the pool of the batch jobs, by Friday")
    assert only(talk.items()).check.status is CheckStatus.SUPPORTED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "The pool of the mail jobs"),
        ("action", "The pool of the 14 batch jobs"),
        ("ticket", "DBA-215"),
        ("owner", "Dana Katz"),
        ("due", date(2026, 5, 9)),
    ],
)
def test_what_no_cited_words_give_is_unsupported(field: str, value: object) -> None:
    talk = Talk().call().reply("Ana Lima", "I take DBA-214, the pool of the batch jobs, by Friday")
    material = RedactedMaterial(evidence=tuple(talk.said), people=PEOPLE)
    work = Work(read_remarks(material, talk.said)[1], Commitment.COMMITTED, 2.0, "Ana Lima")
    item = only(talk.items()).model_copy(update={field: value})
    found = checked(item, work, {piece.id: piece for piece in talk.said}, Roster(PEOPLE), story()).check
    assert found.status is CheckStatus.UNSUPPORTED
    assert found.problems
