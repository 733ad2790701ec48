"""When a postmortem has to be written, and by when each of its steps."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from made_reviews import MONDAY, action, draft, review

from pipeline.domain.incident import IncidentKind
from pipeline.domain.review import Deadline, DeadlineName, Duty, Plan, Review, ReviewState
from pipeline.review import deadlines, duty, opened
from pipeline.review.deadlines import working_days_after

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"severity_level": 1}, Duty.REQUIRED),
        ({"severity_level": 2, "near_miss": True}, Duty.REQUIRED),
        ({"severity_level": 5, "kind": IncidentKind.SECURITY}, Duty.REQUIRED),
        ({"severity_level": 4, "kind": IncidentKind.DATA_LOSS}, Duty.REQUIRED),
        ({"severity_level": 3}, Duty.OPTIONAL),
        ({"severity_level": 3, "near_miss": True}, Duty.RECOMMENDED),
        ({"severity_level": 4, "kind": IncidentKind.DEPLOYMENT}, Duty.RECOMMENDED),
        ({}, Duty.RECOMMENDED),
    ],
)
def test_the_duty_follows_severity_and_kind(fields: dict[str, Any], expected: Duty) -> None:
    found, why = duty(review(**fields))
    assert found is expected
    assert why.endswith(".")


def test_what_recurs_or_slipped_through_a_process_is_recommended() -> None:
    small, slipped, again = (review(severity_level=4, plan=plan) for plan in ({}, {"process_failure": True}, {"recurs": True}))
    assert [duty(small)[0], duty(small, recurring=True)[0], duty(slipped)[0], duty(again)[0]] == [
        Duty.OPTIONAL,
        *[Duty.RECOMMENDED] * 3,
    ]


def by_name(of: Review, now: datetime, **known: Any) -> dict[DeadlineName, Deadline]:
    return {one.name: one for one in deadlines(of, now, **known)}


def test_the_clock_starts_at_the_resolution() -> None:
    found = by_name(review(resolved_at=MONDAY - HOUR, severity_level=3), MONDAY)
    assert {name: one.due - (MONDAY - HOUR) for name, one in found.items()} == {
        DeadlineName.OWNER: HOUR,
        DeadlineName.MEETING: DAY,
        DeadlineName.DRAFT: 2 * DAY,
        DeadlineName.PUBLISH: 7 * DAY,
        DeadlineName.ACTIONS: 14 * DAY,
    }


def test_a_day_that_the_plan_names_is_when_it_is_due_where_that_is_earlier() -> None:
    for planned, due in ((17, MONDAY.replace(day=18, hour=0)), (30, MONDAY + 7 * DAY)):
        of = review(severity_level=3, resolved_at=MONDAY, plan={"publish_by": MONDAY.date().replace(day=planned)})
        assert by_name(of, MONDAY)[DeadlineName.PUBLISH].due == due


def test_a_major_incident_that_ends_at_a_weekend_is_published_after_five_working_days() -> None:
    saturday = datetime(2026, 3, 14, 10, tzinfo=UTC)
    major, minor = (review(created_at=saturday, severity_level=level) for level in (2, 3))
    assert by_name(major, saturday)[DeadlineName.PUBLISH].due == datetime(2026, 3, 20, 10, tzinfo=UTC)
    assert by_name(minor, saturday)[DeadlineName.PUBLISH].due == datetime(2026, 3, 21, 10, tzinfo=UTC)


def test_working_days_leave_out_the_weekend() -> None:
    friday = datetime(2026, 3, 13, 10, tzinfo=UTC)
    assert working_days_after(friday, 1) == datetime(2026, 3, 16, 10, tzinfo=UTC)


def test_an_incident_of_long_ago_is_due_from_the_day_it_was_entered() -> None:
    found = by_name(review(resolved_at=MONDAY - 60 * DAY), MONDAY)
    assert found[DeadlineName.MEETING].due == MONDAY + DAY


def test_a_deadline_is_late_once_it_passed_unmet_or_when_it_was_met_after_it() -> None:
    open, late, met = review(), review(drafted_at=MONDAY + 3 * DAY), review(drafted_at=MONDAY + DAY)
    assert not by_name(open, MONDAY + DAY)[DeadlineName.DRAFT].late
    assert by_name(open, MONDAY + 3 * DAY)[DeadlineName.DRAFT].late
    assert (
        by_name(late, MONDAY + 4 * DAY)[DeadlineName.DRAFT].late,
        by_name(met, MONDAY + 4 * DAY)[DeadlineName.DRAFT].late,
    ) == (
        True,
        False,
    )


def test_an_owner_and_a_meeting_are_there_or_not() -> None:
    without = by_name(review(owner=None), MONDAY + HOUR)
    planned = by_name(review(plan=Plan(meeting_at=MONDAY + DAY)), MONDAY + 9 * DAY)
    assert (without[DeadlineName.OWNER].late, without[DeadlineName.OWNER].done) == (True, False)
    assert (planned[DeadlineName.MEETING].done, planned[DeadlineName.MEETING].late) == (True, False)


def test_actions_are_met_when_each_is_done_or_has_an_owner_and_a_date() -> None:
    loose = action("Add an alert", owner="Ana")
    dated = loose.model_copy(update={"due": MONDAY.date()})
    found = [
        by_name(review(), MONDAY, actions=[item for item in opened(draft(action_items=(one,))) if item.part == "action_items"])
        for one in (loose, dated)
    ]
    assert [one[DeadlineName.ACTIONS].done for one in found] == [False, True]
    assert not by_name(review(), MONDAY)[DeadlineName.ACTIONS].done


def test_an_aborted_review_has_no_deadlines() -> None:
    assert deadlines(review(state=ReviewState.ABORTED), MONDAY) == ()
