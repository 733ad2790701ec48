"""Past incidents -> patterns of mechanism: what comes again, how often, lately more or less, and what of it is still open.

In: incidents that the reader may know of, and a vector for each (of an embedder, or of the words that they share). Out: patterns;
first those that came again while an action item was open, then minor ones that add up, then the rest by how many they are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from pipeline.domain.past_incident import PastAction, PastIncident
from pipeline.domain.pattern import Flag, Month, Pattern, PatternAction, PatternIncident, Trend
from pipeline.related.clusters import Matrix, clusters
from pipeline.related.naming import Said, name_of, said, words_of

MINOR = 3
"""The least severity level that nobody would write a postmortem of by itself (SEV3 to SEV5)."""
MANY = 3
"""Minor incidents of one mechanism that are worth a look together; incidents that a trend can be seen in."""
ALIKE_BY_WORDS = 0.25
MOST_TERMS = 4096
SAMPLE, FEW, FEW_ALIKE = 2000, 12, 0.4


def patterns(incidents: Sequence[PastIncident], vectors: Matrix | None) -> tuple[Pattern, ...]:
    """`vectors` has one row of length 1 for each incident; without vectors it is the words that count."""
    words = said(incidents)
    groups = clusters(by_words(words), ALIKE_BY_WORDS) if vectors is None else clusters(vectors, alike(vectors))
    span = range_of(incidents)
    return tuple(sorted((pattern(group, incidents, words, span) for group in groups), key=first_things_first))


def alike(vectors: Matrix) -> float:
    """How alike the incidents of a pattern have to be on average: half of the way from any two incidents to one and the same, so
    that it means the same with every embedder. Among few, any two may be of a pattern: the way begins at FEW_ALIKE at most."""
    some = vectors[:SAMPLE]
    pairs = (some @ some.T)[np.triu_indices(len(some), 1)]
    usual = float(np.median(pairs)) if len(pairs) else 0.0
    return (1 + (usual if len(some) >= FEW else min(usual, FEW_ALIKE))) / 2


def by_words(words: Said) -> Matrix:
    """What each incident says as a vector: its terms by how rare they are."""
    common = [term for term, count in words.spread.most_common() if count > 1]
    place = {term: column for column, term in enumerate(sorted(common, key=lambda t: (-words.spread[t], t))[:MOST_TERMS])}
    vectors = np.zeros((len(words.by_incident), max(1, len(place))), dtype=np.float32)
    for row, counts in enumerate(words.by_incident):
        for term, count in counts.items():
            if term in place:
                vectors[row, place[term]] = (1 + np.log(count)) * words.weight(term)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths, lengths, 1)).astype(np.float32)


def pattern(group: Sequence[int], incidents: Sequence[PastIncident], words: Said, span: tuple[str, str] | None) -> Pattern:
    found = sorted((incidents[row] for row in group), key=lambda one: (day_of(one), one.id))
    services = Counter(service for one in found for service in one.services)
    owners = [action.owner for one in found for action in one.actions if action.owner]
    names = name_of(group, words, frozenset(word for name in (*services, *owners) for word in words_of(name)))
    actions = tuple(open_actions(found))
    return Pattern(
        name=", ".join(names) or found[0].title,
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
    """Twice as many, and two more, in one half of the months that are looked at than in the other."""
    counts = [month.count for month in months(found, span)]
    if sum(counts) < MANY or len(counts) < 2:
        return Trend.STEADY
    half = len(counts) // 2
    early, late = sum(counts[:half]), sum(counts[-half:])
    if late >= max(2 * early, early + 2):
        return Trend.RISING
    return Trend.FALLING if early >= max(2 * late, late + 2) else Trend.STEADY


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
