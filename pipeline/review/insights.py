"""Items of many reviews -> what they say together: how fast incidents are noticed and ended, why they happen, what follows.

Thresholds are those of the post-incident protocol. Plain rows that a chart can be drawn from, in order of time or of weight.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from types import MappingProxyType
from typing import Any

from pipeline.domain.action_item import ActionStatus
from pipeline.domain.review import FACTS, RELATED, Item, Line, Review, ReviewState
from pipeline.review.deadlines import MAJOR_PUBLISH, clock_start, working_days_after
from pipeline.review.duty import is_major
from pipeline.review.items import is_turned_down, stands, text_of
from pipeline.review.shares import Shares, first_published, lead_time, shares

COMPLETION_TARGET = 0.9
TIMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "time_to_detect": ("started_at", "detected_at"),
        "time_to_mitigate": ("started_at", "mitigated_at"),
        "time_to_resolve": ("started_at", "resolved_at"),
    }
)
"""Each duration by the facts that it is between."""


@dataclass(frozen=True)
class Trend:
    """The median of a duration over the incidents that began in a quarter ("2026-Q1"), in seconds, and how many have it."""

    quarter: str
    metric: str
    seconds: float
    incidents: int


@dataclass(frozen=True)
class FactorCount:
    category: str
    count: int
    incidents: int


@dataclass(frozen=True)
class Kept:
    """How many of those that were due were met in time."""

    met: int
    of: int
    target: float

    @property
    def rate(self) -> float | None:
        """None where nothing was due."""
        return self.met / self.of if self.of else None


@dataclass(frozen=True)
class Recurrence:
    """An incident that somebody linked to a past one."""

    incident: str
    title: str
    past: str
    past_title: str


@dataclass(frozen=True)
class DraftsOfMonth:
    """What became of the drafts of a month ("2026-03"), and the median hours from draft to publication, None without any."""

    month: str
    drafts: int
    shares: Shares
    lead_hours: float | None


@dataclass(frozen=True)
class Insights:
    """`actions` are action items done by their date, `published` those of severity level 1 and 2 out within five working days."""

    incidents: int
    trends: tuple[Trend, ...]
    factors: tuple[FactorCount, ...]
    actions: Kept
    published: Kept
    recurrences: tuple[Recurrence, ...]
    drafts: tuple[DraftsOfMonth, ...]


def insights(lines: Iterable[Line], now: datetime) -> Insights:
    """What the items of all these reviews say together; what was aborted or rejected does not count.

    An action item is due from its date on, and was done in time where its last change, which made it done, was not later: that is
    the only time that is kept of it. One without a date cannot be met or missed."""
    held: dict[str, tuple[Review, list[Item]]] = {}
    for review, item in lines:
        if review.state is not ReviewState.ABORTED:
            held.setdefault(review.id, (review, []))[1].append(item)
    cases = list(held.values())
    return Insights(
        incidents=len(cases),
        trends=_trends(cases),
        factors=_factors(cases),
        actions=_actions(cases, now.date()),
        published=_published([review for review, _ in cases], now),
        recurrences=_recurrences(cases),
        drafts=_drafts(cases),
    )


_Cases = list[tuple[Review, list[Item]]]


def _trends(cases: _Cases) -> tuple[Trend, ...]:
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _, items in cases:
        at = {item.id: _at(item.value["value"]) for item in items if _is_moment(item)}
        for metric, (start, end) in TIMES.items():
            first, last = at.get(start), at.get(end)
            if first and last:
                found[_quarter(first), metric].append((last - first).total_seconds())
    return tuple(Trend(quarter, metric, median(held), len(held)) for (quarter, metric), held in sorted(found.items()))


def _is_moment(item: Item) -> bool:
    return item.part == FACTS and stands(item) and any(item.id in ends for ends in TIMES.values())


def _at(moment: Any) -> datetime | None:
    return datetime.fromisoformat(moment["at"]) if moment else None


def _quarter(at: datetime) -> str:
    return f"{at.year}-Q{(at.month + 2) // 3}"


def _factors(cases: _Cases) -> tuple[FactorCount, ...]:
    named = [
        (str(item.value["category"]), review.id)
        for review, items in cases
        for item in items
        if item.part == "contributing_factors" and stands(item)
    ]
    counts, incidents = Counter(category for category, _ in named), Counter(category for category, _ in set(named))
    return tuple(FactorCount(category, count, incidents[category]) for category, count in sorted(counts.items(), key=_by_weight))


def _by_weight(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _actions(cases: _Cases, today: date) -> Kept:
    met = [_in_time(item, today) for _, items in cases for item in items if item.part == "action_items" and stands(item)]
    return Kept(met.count(True), met.count(True) + met.count(False), COMPLETION_TARGET)


def _in_time(item: Item, today: date) -> bool | None:
    """None: not due yet, or without a date."""
    if not item.value.get("due") or is_turned_down(item):
        return None
    due = date.fromisoformat(item.value["due"])
    if item.value.get("status") == ActionStatus.DONE:
        return item.at is None or item.at.date() <= due
    return False if due < today else None


def _published(reviews: list[Review], now: datetime) -> Kept:
    in_time: list[bool] = []
    for review in filter(is_major, reviews):
        due = working_days_after(clock_start(review), MAJOR_PUBLISH)
        out = first_published(review)
        if out or due < now:
            in_time.append(out is not None and out <= due)
    return Kept(sum(in_time), len(in_time), 1.0)


def _recurrences(cases: _Cases) -> tuple[Recurrence, ...]:
    return tuple(
        Recurrence(review.id, review.title, item.id, text_of(item))
        for review, items in cases
        for item in items
        if is_recurrence(item)
    )


def is_recurrence(item: Item) -> bool:
    """Whether a person linked or confirmed this past incident: what only a draft suggests is none."""
    return item.part == RELATED and stands(item) and item.decision is not None


def _drafts(cases: _Cases) -> tuple[DraftsOfMonth, ...]:
    months: dict[str, _Cases] = defaultdict(list)
    for review, items in cases:
        if review.drafted_at:
            months[f"{review.drafted_at:%Y-%m}"].append((review, items))
    return tuple(
        DraftsOfMonth(month, len(held), sum((shares(items) for _, items in held), Shares()), _lead([one for one, _ in held]))
        for month, held in sorted(months.items())
    )


def _lead(reviews: list[Review]) -> float | None:
    hours = [lead.total_seconds() / 3600 for review in reviews if (lead := lead_time(review)) is not None]
    return median(hours) if hours else None
