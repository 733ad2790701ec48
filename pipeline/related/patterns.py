"""Past incidents -> patterns of mechanism: what comes again, how often, lately more or less, and what of it is still open.

In: incidents that the reader may know of. Out: a pattern for each mechanism that several are mainly about (naming.py); first
those that came again while an action item was open, then minor ones that add up, then the rest by how many they are.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta

from pipeline.domain.past_incident import PastAction, PastIncident
from pipeline.domain.pattern import Flag, Month, Pattern, PatternAction, PatternIncident, Trend
from pipeline.related.naming import Told, told

MINOR = 3
"""The least severity level that nobody would write a postmortem of by itself (SEV3 to SEV5)."""
MANY = 3
"""Minor incidents of one mechanism that are worth a look together."""
MOST_NAMES = 3
POSTED_AGAIN = timedelta(days=2)
ENOUGH, SPARSE = 6, 4
"""Incidents that a trend can be seen in, and the months for each of them at most."""


def patterns(incidents: Sequence[PastIncident]) -> tuple[Pattern, ...]:
    read = [told(one) for one in incidents]
    spread = Counter(name for one in read for name in one.counts)
    groups: dict[str, list[int]] = {}
    for row, one in enumerate(read):
        if chief := one.chief(spread):
            groups.setdefault(chief, []).append(row)
    span = range_of(incidents)
    found: list[Pattern] = []
    for chief, rows in groups.items():
        group, told_there = [incidents[row] for row in rows], [read[row] for row in rows]
        if len(rows) > 1 and not one_posted_again(group, {one.by[chief] for one in told_there}):
            found.append(pattern(names(chief, told_there, spread), group, span))
    return tuple(sorted(found, key=first_things_first))


def one_posted_again(group: Sequence[PastIncident], wordings: Set[tuple[str, ...]]) -> bool:
    """Whether all tell it in the same words within days: reports of one incident are no recurrence."""
    days = [one.started_at for one in group if one.started_at]
    return len(wordings) == 1 and len(days) == len(group) and max(days) - min(days) <= POSTED_AGAIN


def names(chief: str, group: Sequence[Told], spread: Counter[str]) -> tuple[str, ...]:
    """The mechanism, and those that most of its incidents tell of too: the rarer first."""
    shared = Counter(name for one in group for name in one.counts if name != chief)
    others = sorted((name for name in shared if 2 * shared[name] > len(group)), key=lambda name: (spread[name], name))
    return (chief, *others[: MOST_NAMES - 1])


def pattern(names: tuple[str, ...], group: Sequence[PastIncident], span: tuple[str, str] | None) -> Pattern:
    found = sorted(group, key=lambda one: (day_of(one), one.id))
    services = Counter(service for one in found for service in one.services)
    actions = tuple(open_actions(found))
    return Pattern(
        name=", ".join(names),
        words=names,
        flags=tuple(flags(found, actions)),
        trend=trend(found, span),
        months=tuple(months(found, span)),
        services=tuple(sorted(services, key=lambda service: (-services[service], service))),
        incidents=tuple(shown(one) for one in found),
        open_action_items=actions,
    )


def shown(incident: PastIncident) -> PatternIncident:
    return PatternIncident(**{name: getattr(incident, name) for name in PatternIncident.model_fields})


def open_actions(found: Sequence[PastIncident]) -> Iterator[PatternAction]:
    """Those that are open, with the incidents of the pattern that came after the one they were written for; these first."""
    listed = [(one, action) for one in found for action in one.actions if action.open]
    made = [as_open(action, one, found) for one, action in listed]
    yield from sorted(made, key=lambda action: -len(action.recurred_in))


def as_open(action: PastAction, of: PastIncident, found: Sequence[PastIncident]) -> PatternAction:
    after = tuple(one.id for one in found if of.started_at and one.started_at and one.started_at > of.started_at)
    due = action.due.isoformat() if action.due else None
    return PatternAction(
        action=action.action, owner=action.owner, due=due, ticket=action.ticket, incident=of.id, recurred_in=after
    )


def flags(found: Sequence[PastIncident], actions: Sequence[PatternAction]) -> Iterator[Flag]:
    if any(action.recurred_in for action in actions):
        yield Flag.RECURRED_WITH_OPEN_ACTION
    minor = [one for one in found if one.severity_level is not None and one.severity_level >= MINOR]
    if len(minor) >= MANY and 2 * len(minor) > len(found):
        yield Flag.RECURRING_MINOR


def trend(found: Sequence[PastIncident], span: tuple[str, str] | None) -> Trend:
    """Rising or falling where one half of the months has more than chance would put there, and there is enough to say so."""
    counts = [month.count for month in months(found, span)]
    total = sum(counts)
    if total < ENOUGH or SPARSE * total < len(counts):
        return Trend.STEADY
    half = len(counts) // 2
    more = sum(counts[-half:]) - sum(counts[:half]) if half else 0
    if abs(more) < 2 * math.sqrt(total):
        return Trend.STEADY
    return Trend.RISING if more > 0 else Trend.FALLING


def months(found: Sequence[PastIncident], span: tuple[str, str] | None) -> Iterator[Month]:
    counts = Counter(month_of(one.started_at) for one in found if one.started_at)
    for month in between(*span) if span else ():
        yield Month(month=month, count=counts[month])


def range_of(incidents: Sequence[PastIncident]) -> tuple[str, str] | None:
    """The first and the last month that anything happened in."""
    known = sorted(month_of(one.started_at) for one in incidents if one.started_at)
    return (known[0], known[-1]) if known else None


def between(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while (now := f"{year:04}-{month:02}") <= last:
        yield now
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def month_of(at: datetime) -> str:
    return f"{at.year:04}-{at.month:02}"


def day_of(incident: PastIncident) -> str:
    return incident.started_at.isoformat() if incident.started_at else ""


def first_things_first(pattern: Pattern) -> tuple[bool, bool, int, str, str]:
    urgent, minor = Flag.RECURRED_WITH_OPEN_ACTION in pattern.flags, Flag.RECURRING_MINOR in pattern.flags
    return not urgent, not minor, -len(pattern.incidents), pattern.name, pattern.incidents[0].id
