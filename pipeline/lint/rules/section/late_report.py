"""The report came later than agreed: a step was taken after its deadline.

The meeting is fixed within 24 hours of the end of the incident, a draft stands within 48 hours, the report is published within a
week, its action items are done or planned within two. Times are read from the front matter: `resolved_at` (or `ended_at`,
`mitigated_at`, `date`), `meeting_scheduled_at`, `drafted_at`, `published_at`, `actions_planned_at`. A deadline on a weekend
moves to the end of Monday; a date without a time is its whole day; a time without a zone is taken in the zone of the other.

Why: after a week people remember the story and not the evening; after a month the items compete with newer ones.
Question: what held the report up, and what would make the next one easier to write in time?

Bad:
    | ---
    | resolved_at: 2026-03-02T10:26:00Z
    | drafted_at: 2026-03-09
    | ---
    |
    | Search was slow for 37 minutes.

    | ---
    | resolved_at: 2026-03-02T10:26:00Z
    | published_at: 2026-04-20
    | ---
    |
    | Search was slow for 37 minutes.

    | ---
    | date: 2026-03-02
    | meeting_scheduled_at: 2026-03-05
    | actions_planned_at: 2026-04-01
    | ---
    |
    | Search was slow for 37 minutes.
Good:
    | ---
    | resolved_at: 2026-03-06T16:00:00Z
    | meeting_scheduled_at: 2026-03-09
    | drafted_at: 2026-03-09
    | ---
    |
    | Search was slow for 37 minutes: it ended on a Friday, and the draft stood on Monday.

    | ---
    | resolved_at: 2026-03-02T23:30:00-08:00
    | drafted_at: 2026-03-04
    | published_at: 2026-03-09
    | ---
    |
    | Search was slow for 37 minutes.

    | ---
    | resolved_at: 2026-03-02
    | ---
    |
    | Search was slow for 37 minutes.
Source: the post-mortem process the project started from: 24 hours, 48 hours, 1 week, 2 weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

if TYPE_CHECKING:
    from datetime import datetime

ENDS = ("resolved_at", "ended_at", "mitigated_at", "incident_date", "date")
STEPS = (
    (("meeting_scheduled_at", "meeting_scheduled"), 24, "The meeting was fixed", "24 hours"),
    (("drafted_at", "draft_at", "draft_date"), 48, "The draft stood", "48 hours"),
    (("published_at", "published", "publish_date"), 168, "The report was published", "a week"),
    (("actions_planned_at", "actions_done_at", "actions_completed_at"), 336, "The action items were planned", "two weeks"),
)


def check(document: Document) -> Iterator[Hit]:
    front = document.front
    if not any(field in front for fields, _, _, _ in STEPS for field in fields):
        return
    end = next((found for field in ENDS if (found := moment(front.get(field), end_of_day=True))), None)
    if end is None:
        return
    for fields, hours, step, limit in STEPS:
        taken = next((found for field in fields if (found := moment(front.get(field), end_of_day=False))), None)
        if taken and (days := late(taken, end, hours)):
            message = f"{step} {days} {'days' if days > 1 else 'day'} after the {limit} that were agreed."
            yield Hit(None, 0, 0, message.replace("a week that were", "week that was"))


def moment(value: Any, *, end_of_day: bool) -> datetime | None:
    """A time of the front matter; a day counts in the way that is kinder to the writer."""
    from datetime import date, datetime, time

    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        except ValueError:
            return None
        if value.time() == time(0) and value.tzinfo is None:
            value = value.date()
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59) if end_of_day else time(0))
    return None


def late(taken: datetime, end: datetime, hours: int) -> int:
    """By how many days a step was late, 0 if it was not."""
    from datetime import timedelta

    if (taken.tzinfo is None) != (end.tzinfo is None):
        taken, end = (
            (taken.replace(tzinfo=end.tzinfo), end) if taken.tzinfo is None else (taken, end.replace(tzinfo=taken.tzinfo))
        )
    deadline = end + timedelta(hours=hours)
    if deadline.weekday() > 4:
        deadline = (deadline + timedelta(days=7 - deadline.weekday())).replace(hour=23, minute=59)
    over = taken - deadline
    return 0 if over <= timedelta() else max(1, over.days + (1 if over.seconds > 3600 and over.days else 0))


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
