"""Summary: three to five statements - what, when and how bad (computed), the impact in numbers, the cause, what ended it,
where it stands.
"""

from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.statement import ResponseAction, Statement
from pipeline.draft import notices
from pipeline.draft.clock import clock_time, duration, full_time, local
from pipeline.draft.impact import counted_things
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage
from pipeline.draft.quoting import computed, in_roles, quote, quoted
from pipeline.draft.response import ending

STATES = (
    (MomentName.DETECTED, "detected"),
    (MomentName.ACKNOWLEDGED, "acknowledged"),
    (MomentName.MITIGATED, "mitigated"),
    (MomentName.RESOLVED, "resolved"),
)
MOST_SERVICES = 5
TICKETS_ALONE = frozenset({"ticket"})


def summary(
    book: Notebook, impact: list[Passage], causes: list[Passage], actions: tuple[ResponseAction, ...]
) -> tuple[Statement, ...]:
    parts = [opening(book)]
    parts += [quote(book, "summary", p) for p in _worst(book, impact, causes)]
    parts += [quote(book, "summary", p) for p in causes[:1]]
    if action := ending(book, actions):
        parts.append(quoted("summary", action.text, action.evidence[:1]))
    parts += state(book)
    return tuple(part for part in parts if part)


def _worst(book: Notebook, impact: list[Passage], causes: list[Passage]) -> list[Passage]:
    """What tells most of the impact, other than the cause."""
    if book.only_written:
        told = {(c.id, c.place) for c in causes}
        return [p for p in notices.main_effect(book) or impact[:1] if (p.id, p.place) not in told]
    return best_number([p for p in impact if p.id not in {c.id for c in causes}])


def opening(book: Notebook) -> Statement | None:
    """Severity, title, services, and how long it lasted, from the record and the moments."""
    incident, zone = book.story.incident, book.material.timezone
    cited = _cited(incident)
    if not cited:
        return None
    kind = "near miss" if incident.near_miss else "incident"
    text = f"{f'{incident.severity} ' if incident.severity else ''}{kind}: {in_roles(book, incident.title).rstrip('.')}."
    if incident.services:
        text += f" Services: {', '.join(incident.services[:MOST_SERVICES])}."
    if incident.started_at:
        text += f" It began on {full_time(incident.started_at, zone)}"
        seconds = book.story.metrics.impact_duration.seconds
        text += f" and lasted {duration(seconds)}." if seconds is not None and seconds >= 0 else "; no end is recorded."
    return computed("summary", text, cited)


def _cited(incident: Incident) -> list[str]:
    moments = [incident.started_at, incident.detected_at, incident.mitigated_at, incident.resolved_at]
    return [id for moment in moments if moment for id in moment.evidence[:1]][:4]


def best_number(impact: list[Passage]) -> list[Passage]:
    """The passage of the impact that counts most, one that denies harm where none counts."""
    rated = sorted(
        impact,
        key=lambda p: (
            -(
                2 * (counted_things(p) != TICKETS_ALONE)
                + 2 * p.has("settled", "correction")
                + 2 * p.has("harmed")
                + p.has("counted")
            ),
            p.order,
        ),
    )
    return rated[:1]


def state(book: Notebook) -> list[Statement]:
    """The moments that are known, as one computed sentence."""
    incident, zone = book.story.incident, book.material.timezone
    known = [(word, moment) for name, word in STATES if (moment := incident.moment(name))]
    if not known:
        return []
    day = local(known[0][1].at, zone).date()
    times = ", ".join(
        f"{word} at {clock_time(m, zone) if local(m.at, zone).date() == day else full_time(m, zone)}" for word, m in known
    )
    missing = "" if incident.resolved_at else " Nothing in the evidence says that it is over."
    return [
        computed("summary", f"{times[0].upper()}{times[1:]}.{missing}", [id for _, moment in known for id in moment.evidence[:1]])
    ]
