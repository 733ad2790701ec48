"""Which work a message is of: reports, several promises at once, work given to somebody else, small talks, plain refusals."""

from datetime import date, timedelta

import pytest
from action_samples import ENDED, Talk, only

from pipeline.domain.action_item import ActionStatus, Commitment

FRIDAY = date(2026, 5, 8)


def test_closing_a_window_is_no_report_of_work_about_windows() -> None:
    talk = (
        Talk()
        .call()
        .reply(
            "Ana Lima", "I do: maintenance windows can't mute the lag alerts any more, exclusion rule in the pager, by the 17th"
        )
        .say("Ana Lima", "maintenance window closed too")
    )
    assert only(talk.items()).status is ActionStatus.OPEN


def test_a_word_that_two_pieces_of_work_share_reports_neither() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "I'll rewrite the runbook of the cache by Friday")
        .reply("Ana Lima", "I also take: a runbook for the mail queue, by the 12th of May")
        .later(days=1)
        .say("Ana Lima", "the runbook for the printers is updated")
    )
    assert [item.status for item in talk.items()[:2]] == [ActionStatus.OPEN, ActionStatus.OPEN]


def test_a_ticket_tells_which_work_was_done() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "I take PAY-11, the lag alert on the replicas, by Friday")
        .reply("Ana Lima", "and I take PAY-12, the lag alert on the queue, by Friday")
        .later(days=1)
        .say("Ana Lima", "PAY-12 is done, the lag alert is live")
    )
    assert [item.status for item in talk.items()] == [ActionStatus.OPEN, ActionStatus.DONE]


def test_a_shown_secret_rotated_by_somebody_else_is_done_and_stays_with_its_owner() -> None:
    talk = (
        Talk(start=ENDED - timedelta(minutes=40))
        .say("Ben Otto", "psql postgres://replicator:[secret 1: password]@db")
        .say("Hana Kimura", "Ben please. it now has to be rotated again")
        .say("Ben Otto", "ah. yes. today after we are done")
        .later(hours=2)
        .call()
        .reply("Hana Kimura", "I do: after a replication credential rotation, force a reconnect on every standby, by 19 May")
        .later(hours=1)
        .say("Hana Kimura", "replicator rotated again, all standbys reconnected. the pasted one is dead")
    )
    secret, reconnect = talk.items()
    assert (secret.owner, secret.status) == ("Ben Otto", ActionStatus.DONE)
    assert (reconnect.owner, reconnect.status) == ("Hana Kimura", ActionStatus.OPEN)


def test_two_promises_of_one_message_are_two_items_with_their_days() -> None:
    said = "I'll force a reconnect on every standby. Into the failover runbook by 19 May. And I run it once by hand this week"
    first, second = Talk().call().reply("Ana Lima", said).items()
    assert (first.due, second.due) == (date(2026, 5, 19), FRIDAY)
    assert first.action == "Force a reconnect on every standby, into the failover runbook"
    assert second.action == "Force a reconnect on every standby: run it once by hand"


def test_a_promise_and_its_day_in_the_next_sentence_are_one_item() -> None:
    said = "I take: config reverts exempt from the lock. It's a policy file, I'll have it merged tomorrow"
    item = only(Talk().call().reply("Ana Lima", said).items())
    assert item.due == date(2026, 5, 5)


@pytest.mark.parametrize("called", [True, False])
def test_work_given_to_somebody_who_takes_it_is_theirs(called: bool) -> None:
    talk = Talk().call() if called else Talk()
    item = only(talk.reply("Ana Lima", "ben will add an expiry alert by Friday").reply("Ben Otto", "ok, mine").items())
    assert (item.owner, item.due, item.commitment) == ("Ben Otto", FRIDAY, Commitment.COMMITTED)
    assert item.action == "Add an expiry alert"


def test_a_short_promise_after_somebody_s_own_takes_nothing_from_them() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "I'll ask the vendor whether the cert bot covers it, tomorrow")
        .reply("Ben Otto", "will fix")
    )
    assert talk.items()[0].owner == "Ana Lima"


def test_i_can_answers_a_call_for_somebody() -> None:
    talk = Talk().call().reply("Ana Lima", "Can somebody write the failover doc?").reply("Ben Otto", "I can")
    assert only(talk.items()).owner == "Ben Otto"


def test_the_end_of_what_was_is_no_day_to_come() -> None:
    talk = (
        Talk()
        .call()
        .reply("Hana Kimura", "Closing. No customer affected. Standby certificate expired from Saturday till 20:11 tonight")
    )
    assert talk.items() == ()


def test_a_small_talk_keeps_small_promises_and_ideas() -> None:
    talk = Talk().say("Ben Otto", "I'll unmute the alert today").say("Dana Katz", "should we maybe have a disk alert at 85%?")
    promise, idea = talk.items()
    assert (promise.owner, promise.due) == ("Ben Otto", ENDED.date())
    assert (idea.commitment, idea.owner) == (Commitment.PROPOSED, None)


@pytest.mark.parametrize("answer", ["Not while I am here. Then two parties hold the keys. No", "no, because then two hold keys"])
def test_a_plain_no_with_its_reason_declines(answer: str) -> None:
    talk = Talk().call().reply("Ana Lima", "what about a vendor certificate on the standby?").reply("Ben Otto", answer)
    assert only(talk.items()).commitment is Commitment.DECLINED
