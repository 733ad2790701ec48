"""Action items from small conversations: each way of promising, delegating, proposing, declining and reporting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from action_samples import ENDED, Talk, only

from pipeline.domain.action_item import ActionStatus, Commitment, Horizon, Priority

FRIDAY = date(2026, 5, 8)


@pytest.mark.parametrize(
    "said",
    [
        "I take: an alert on the replica lag, by Friday",
        "I'll add an alert on the replica lag by Friday",
        "i will add an alert on the replica lag until friday",
        "alert on the replica lag. Mine, by Friday",
        "the alert on replica lag is on me, done by Friday",
        "I add the alert on the replica lag, by Friday",
        "alert on the replica lag: me, by friday",
        "ill write the alert on the replica lag by friday",
        "I own the alert on the replica lag, Friday",
        "alert on the replica lag, on both hosts. before the freeze on Friday",
    ],
)
def test_who_takes_work_owns_it_until_the_day_that_was_said(said: str) -> None:
    item = only(Talk().call().reply("Ana Lima", said).items())
    assert (item.commitment, item.owner, item.due) == (Commitment.COMMITTED, "Ana Lima", FRIDAY)
    assert "replica lag" in item.action


@pytest.mark.parametrize("answer", ["yes", "will do", "ok, Thursday", "yep. on it", ":+1:", "sure, I can do that"])
def test_who_is_asked_by_name_and_agrees_owns_it(answer: str) -> None:
    talk = Talk().call().reply("Ana Lima", "@Ben Otto can you move the runbook to the wiki?").reply("Ben Otto", answer)
    item = only(talk.items())
    assert (item.commitment, item.owner) == (Commitment.COMMITTED, "Ben Otto")
    assert item.action == "Move the runbook to the wiki"


def test_who_answers_a_call_for_somebody_owns_it() -> None:
    talk = Talk().call().reply("Ana Lima", "the lag alert must go to the pager instead. Who?").reply("Dana Katz", "me, tomorrow")
    item = only(talk.items())
    assert (item.owner, item.due, item.commitment) == ("Dana Katz", date(2026, 5, 5), Commitment.COMMITTED)


def test_a_sign_of_agreement_below_a_request_by_name_is_a_yes() -> None:
    talk = Talk().call().reply("Ana Lima", "@Ben Otto please add the second host to the backup job", reactions=("+1",))
    assert only(talk.items()).owner == "Ben Otto"


def test_a_request_that_nobody_answers_stays_proposed() -> None:
    item = only(Talk().call().reply("Ana Lima", "@Ben Otto please add the second host to the backup job").items())
    assert (item.commitment, item.owner) == (Commitment.PROPOSED, None)


@pytest.mark.parametrize(
    "said",
    [
        "idea: a weekly job that checks every replica",
        "someone should make the client keep its last good config",
        "maybe support could publish the first update from a template, just an idea",
        "what about a second region for the report queue?",
        "could we split the batch jobs into their own pool?",
        "it would be nice to have the lag on the main dashboard",
        "I might take a look at the cache one day, no promises",
    ],
)
def test_what_nobody_takes_is_proposed_and_has_no_owner(said: str) -> None:
    item = only(Talk().call().reply("Ana Lima", said).items())
    assert (item.commitment, item.owner, item.due) == (Commitment.PROPOSED, None, None)


@pytest.mark.parametrize(
    "answer",
    [
        "No. That hides the next one",
        "nope, not worth it",
        "I don't want that. it saved us twice",
        "let's not, too risky",
        "I'd rather not, we tried that in winter",
        "not now, only when the check exists",
        "we won't do that, parked",
    ],
)
def test_what_somebody_else_turns_down_is_declined(answer: str) -> None:
    talk = Talk().call().reply("Ana Lima", "what about raising max connections to 900?").reply("Ben Otto", answer)
    assert only(talk.items()).commitment is Commitment.DECLINED


def test_giving_in_to_an_objection_settles_it() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "or we remove the hot reload of config completely")
        .reply("Ben Otto", "that reload saved the fuel campaign twice in January")
        .reply("Ana Lima", "fair")
    )
    assert only(talk.items()).commitment is Commitment.DECLINED


def test_declined_items_come_last() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "what about raising max connections to 900?")
        .reply("Ben Otto", "no. memory")
        .reply("Dana Katz", "I'll add an alert on the replica lag by Friday")
    )
    assert [item.commitment for item in talk.items()] == [Commitment.COMMITTED, Commitment.DECLINED]


def test_an_idea_that_is_kept_for_later_stays_an_idea() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "should deletes of more than five buckets need a second person?")
        .reply("Ben Otto", "let us keep it as an idea, we don't decide it today")
    )
    assert only(talk.items()).commitment is Commitment.PROPOSED


def test_a_date_that_cannot_be_sworn_on_is_still_a_promise_when_it_is_taken() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "the card renderer needs a cache. Ben isn't that your team?")
        .reply("Ben Otto", "it is. ok, ours, can't swear on a date")
    )
    item = only(talk.items())
    assert (item.commitment, item.owner, item.due) == (Commitment.COMMITTED, "Ben Otto", None)


def test_who_offers_and_is_told_yes_owns_it() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "the soak test should replay real traffic, i can do it, before the 12th of May")
        .reply("Ben Otto", "Yes please Ana")
    )
    assert only(talk.items()).owner == "Ana Lima"


def test_a_report_of_completion_joins_the_promise() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "I'll add an alert on the replica lag by Friday")
        .reply("Ben Otto", "I fix the fencing account of the storage hosts, by the 12th of May")
        .later(days=2)
        .say("Ana Lima", "replica lag alert is live, pages the database people", channel="databases")
    )
    first, second = talk.items()
    assert (first.status, first.due, len(first.evidence)) == (ActionStatus.DONE, FRIDAY, 2)
    assert (second.status, second.owner) == (ActionStatus.OPEN, "Ben Otto")


def test_a_reminder_that_nobody_has_it_joins_the_idea() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "someone should make the booking client keep its last good config")
        .later(days=1)
        .say("Ben Otto", "the last good config of the booking client still has no owner")
    )
    assert len(only(talk.items()).evidence) == 2


def test_a_secret_shown_in_the_response_is_rotated_by_who_agreed() -> None:
    talk = (
        Talk(start=ENDED - timedelta(minutes=40))
        .say("Ben Otto", "trying with psql postgres://app:[password 1]@db")
        .under("Hana Kimura", "that is a live password in a channel, please rotate it as soon as we are through")
        .under("Ben Otto", "yes. will do")
        .later(hours=3)
        .under("Ben Otto", "password rotated, old one is dead")
    )
    item = only(talk.items())
    assert (item.owner, item.status, item.due, item.priority) == ("Ben Otto", ActionStatus.DONE, date(2026, 5, 4), Priority.P0)
    assert len(item.evidence) == 4


def test_what_was_done_to_end_the_incident_is_no_action_item() -> None:
    talk = (
        Talk(start=ENDED - timedelta(minutes=40))
        .say("Ana Lima", "I'll roll back build 12 now")
        .say("Ben Otto", "please restart the gateway too")
        .say("Ana Lima", "restarted, rolled back")
    )
    assert talk.items() == ()


def test_plans_from_before_the_incident_are_not_its_actions() -> None:
    talk = Talk(start=ENDED - timedelta(days=2)).say("Ana Lima", "I'll add the second tariff region by Friday")
    assert talk.items() == ()


@pytest.mark.parametrize(
    "said", ["idea: popcorn budget", "we should get a cake for the database :cake:", "someone should buy Ben a beer lol"]
)
def test_jokes_are_no_ideas(said: str) -> None:
    assert Talk().call().reply("Ana Lima", said).items() == ()


def test_the_papers_of_the_incident_are_no_action_items() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "write-up: me, first draft of the timeline tomorrow")
        .say("Ben Otto", "I'll send the invite for the retro")
    )
    assert talk.items() == ()


def test_each_point_of_a_list_is_an_item_of_whom_it_names() -> None:
    talk = Talk().say(
        "Ana Lima", "Action items:\n- lag alert that pages, Ben Otto, by Friday\n- second fencing path (nobody yet)"
    )
    first, second = talk.items()
    assert (first.owner, first.due, first.commitment) == ("Ben Otto", FRIDAY, Commitment.COMMITTED)
    assert (second.owner, second.commitment) == (None, Commitment.PROPOSED)


def test_a_round_in_a_channel_is_known_by_how_people_speak() -> None:
    talk = (
        Talk()
        .say("Ana Lima", "soft delete on every bucket, both regions, by Friday")
        .say("Ben Otto", "I split the role of the cleaner, tomorrow")
        .say("Dana Katz", "role of the auditor gets read only rights, until the 12th of May")
        .say("Hana Kimura", "the forecast names the customers in words. mine, by Thursday")
    )
    assert [item.owner for item in talk.items()] == ["Ana Lima", "Ben Otto", "Dana Katz", "Hana Kimura"]


def test_today_is_today_where_the_speaker_lives() -> None:
    talk = (
        Talk(start=datetime(2026, 5, 4, 16, 30, tzinfo=UTC))
        .call()
        .reply("Eun Seo", "I'll add an alert on the replica lag tomorrow")
    )
    assert only(talk.items()).due == date(2026, 5, 6)


def test_tickets_are_found_and_severities_are_none() -> None:
    item = only(Talk().call().reply("Ana Lima", "I take DBA-214, the pool of the SEV-1 path, by Friday").items())
    assert item.ticket == "DBA-214"


def test_what_it_depends_on_is_kept_where_it_is_said() -> None:
    item = only(Talk().call().reply("Ana Lima", "I'll enable the new pool after Ben's check, by Friday").items())
    assert item.depends_on == ("Ben's check",)


def test_the_horizon_is_counted_from_the_end_of_the_incident() -> None:
    talk = (
        Talk()
        .call()
        .reply("Ana Lima", "I'll add an alert on the replica lag tomorrow")
        .reply("Ben Otto", "I fix the fencing account of the storage hosts, by the 20th of May")
        .reply("Dana Katz", "I'll move the tariff cache to the second region by 30 July")
    )
    assert [item.horizon for item in talk.items()] == [Horizon.IMMEDIATE, Horizon.MEDIUM, Horizon.LONG]


def test_quoted_mail_is_nobody_s_promise() -> None:
    talk = Talk().call().reply("Ana Lima", "from a customer:\n> we will move our orders to another carrier by Friday")
    assert talk.items() == ()
