"""What people did with drafts, and what many incidents say together."""

from datetime import timedelta
from typing import Any

from made_reviews import MONDAY, action, draft, review, statement

from pipeline.domain.action_item import ActionStatus
from pipeline.domain.incident import Incident
from pipeline.domain.model import Model
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import RELATED, Decision, Item, Line, Review, ReviewState
from pipeline.domain.statement import ContributingFactor, FactorCategory
from pipeline.review import Shares, insights, lead_time, opened, shares

DAY = timedelta(days=1)


def lines(of: Review, items: list[Item]) -> list[Line]:
    return [Line(of, item) for item in items]


def item(part: str, piece: Model, **fields: Any) -> Item:
    value = piece.model_dump(mode="json")
    return Item.model_validate({"part": part, "id": str(value["id"]), "position": 1, "value": value, "drafted": value} | fields)


def test_shares_count_what_the_draft_said_and_what_people_added() -> None:
    decisions = [Decision.ACCEPTED, Decision.ACCEPTED, Decision.EDITED, Decision.MERGED, Decision.REJECTED, None]
    items = [item("summary", statement(f"{n}"), decision=decision) for n, decision in enumerate(decisions)]
    mine = item("summary", statement("mine"), drafted=None, decision=Decision.EDITED)
    found = shares([*items, mine, *opened(draft())])
    assert found == Shares(accepted=2, edited=2, rejected=1, undecided=1, added=1)
    assert (found.drafted, found.decided) == (6, 5)


def test_the_lead_time_is_from_the_first_draft_to_the_publication() -> None:
    assert lead_time(review(drafted_at=MONDAY, published_at=MONDAY + DAY)) == DAY
    again = review(drafted_at=MONDAY, first_published_at=MONDAY + DAY, published_at=MONDAY + 9 * DAY)
    assert lead_time(again) == DAY
    assert lead_time(review(drafted_at=MONDAY)) is None


def test_medians_are_by_the_quarter_in_which_incidents_began() -> None:
    found: list[Line] = []
    for n, minutes in enumerate((10, 20, 60)):
        moments = {"started_at": moment(0), "resolved_at": moment(minutes)}
        found += lines(review(id=f"INC-{n}"), opened(draft(incident=Incident(id=f"INC-{n}", **moments))))
    (trend,) = insights(found, MONDAY).trends
    assert (trend.quarter, trend.metric, trend.seconds, trend.incidents) == ("2026-Q1", "time_to_resolve", 1200, 3)


def moment(minutes: int) -> Moment:
    return Moment(at=MONDAY + timedelta(minutes=minutes), basis=Basis.LOG)


def test_factors_are_counted_by_category_without_those_that_were_rejected() -> None:
    technical, process = (
        ContributingFactor(**statement(of.value).model_dump(), category=of)
        for of in (FactorCategory.TECHNICAL, FactorCategory.PROCESS)
    )
    rejected = item("contributing_factors", process, decision=Decision.REJECTED)
    found = insights(lines(review(), [item("contributing_factors", technical), rejected]), MONDAY).factors
    assert [(one.category, one.count, one.incidents) for one in found] == [("technical", 1, 1)]


def test_actions_are_measured_against_their_dates_once_they_are_due() -> None:
    today = MONDAY.date()
    done, late, overdue, ahead, undated = (
        action(text).model_copy(update={"due": due, "status": ActionStatus(status)})
        for text, due, status in (
            ("in time", today, "done"),
            ("too late", today - DAY, "done"),
            ("overdue", today - DAY, "open"),
            ("ahead", today + DAY, "open"),
            ("undated", None, "done"),
        )
    )
    found = insights(
        lines(review(), [item("action_items", one, at=MONDAY) for one in (done, late, overdue, ahead, undated)]), MONDAY
    )
    assert (found.actions.met, found.actions.of, found.actions.target) == (1, 3, 0.9)
    assert insights([], MONDAY).actions.rate is None


def test_major_incidents_are_out_in_five_working_days_or_not() -> None:
    soon, never, open, minor = (
        review(id="a", severity_level=1, published_at=MONDAY + DAY),
        review(id="b", severity_level=2),
        review(id="c", severity_level=2, created_at=MONDAY + 8 * DAY),
        review(id="d", severity_level=3),
    )
    found = insights([line for one in (soon, never, open, minor) for line in lines(one, opened(draft()))], MONDAY + 9 * DAY)
    assert (found.published.met, found.published.of, found.incidents) == (1, 2, 4)


def test_a_recurrence_is_a_past_incident_that_a_person_linked() -> None:
    linked, suggested = (item(RELATED, RelatedIncident(id=id, title=f"Title of {id}", score=1.0)) for id in ("OLD-1", "OLD-2"))
    items = [linked.model_copy(update={"decision": Decision.ADDED}), suggested]
    (found,) = insights(lines(review(), items), MONDAY).recurrences
    assert (found.incident, found.past, found.past_title) == ("INC-1", "OLD-1", "Title of OLD-1")


def test_drafts_are_told_by_month_and_aborted_reviews_are_not() -> None:
    accepted = item("summary", statement("it broke"), decision=Decision.ACCEPTED)
    done = review(drafted_at=MONDAY, published_at=MONDAY + DAY)
    aborted = review(id="INC-2", drafted_at=MONDAY, state=ReviewState.ABORTED)
    (month,) = insights([*lines(done, [accepted]), *lines(aborted, [accepted])], MONDAY).drafts
    assert (month.month, month.drafts, month.shares.accepted, month.lead_hours) == ("2026-03", 1, 1, 24)
