"""Summary: three to five statements - what, when and how bad (computed), the impact in numbers, the cause, what ended it,
where it stands.
"""

import re
from collections.abc import Sequence
from datetime import date

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.statement import ResponseAction, Statement
from pipeline.draft import notices
from pipeline.draft.clock import clock_time, full_time, span, utc
from pipeline.draft.impact import counted_things
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage
from pipeline.draft.quoting import computed, in_roles, quote, quoted
from pipeline.draft.response import ending
from pipeline.text.sentences import sentences

STATES = (
    (MomentName.DETECTED, "detected"),
    (MomentName.ACKNOWLEDGED, "acknowledged"),
    (MomentName.MITIGATED, "mitigated"),
    (MomentName.RESOLVED, "resolved"),
)
MOST_SERVICES = 5
MOST_REGIONS = 3
NO_SEVERITY = frozenset(["none", "unknown", "n/a", "-", "unset", "not set"])
STATE_TAG = re.compile(r"^\s*\[[A-Z][A-Z ]+\]\s*|\s*\[[A-Z][A-Z ]+\]\s*$")
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
    """What it was, when it began, how long it lasted, and what it touched, from the record and the moments."""
    incident = book.story.incident
    cited = _cited(incident) or [piece.id for piece in first_told(book)]
    if not cited:
        return None
    text = f"The {_named(book)} {_lasting(book)}."
    if incident.services or incident.regions:
        text += f" It {'concerned' if incident.near_miss else 'affected'} {_touched(incident)}."
    return computed("summary", text, cited)


def _named(book: Notebook) -> str:
    """ "SEV1 incident “Checkout errors”", or as much of it as is known."""
    incident = book.story.incident
    known = (incident.severity or "").strip()
    kind = "near miss" if incident.near_miss else "incident"
    title = next(iter(sentences(STATE_TAG.sub("", in_roles(book, incident.title)))), "").rstrip(".:")
    words = [known] if known and known.lower() not in NO_SEVERITY else []
    if title:
        quoted_title = title if " " not in title or any(mark in title for mark in '“”"') else f"“{title}”"
        return " ".join([*words, kind, quoted_title])
    return " ".join([*words, kind])


def _lasting(book: Notebook) -> str:
    incident = book.story.incident
    measured = book.story.metrics.impact_duration
    if incident.started_at:
        inferred = incident.started_at.basis is Basis.INFERRED
        begun = f"{'was first seen' if inferred else 'began'} on {full_time(incident.started_at)}"
        if measured.seconds is None:
            return f"{begun}; no end is recorded"
        return f"{begun} and lasted {span(measured)}" if measured.seconds > 0 else begun
    if incident.detected_at:
        return f"was noticed on {full_time(incident.detected_at)}"
    ended = incident.mitigated_at or incident.resolved_at
    if ended:
        return f"was over on {full_time(ended)}; no start is recorded"
    told = [Moment(at=p.at, precision=p.precision, basis=Basis.RECORD) for p in first_told(book) if p.at]
    return f"is first spoken of on {full_time(told[0])}; no start and no end is recorded"


def first_told(book: Notebook) -> list[Evidence]:
    """The first piece of evidence with a time, of those that can be quoted."""
    return [book.evidence[id] for id in book.by_piece if book.evidence[id].at][:1]


def _touched(incident: Incident) -> str:
    services = listed(incident.services, MOST_SERVICES)
    regions = listed(incident.regions, MOST_REGIONS)
    return f"{services} in {regions}" if services and regions else services or regions


def listed(names: Sequence[str], most: int) -> str:
    """ "a, b and c"; of more than `most` the first ones "and others"."""
    shown = [*names[:most], "others"] if len(names) > most else list(names)
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


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
    """The moments that are known, as one computed sentence; nothing where the opening told them all."""
    incident = book.story.incident
    known = [(word, moment) for name, word in STATES if (moment := incident.moment(name))]
    if not known or (incident.started_at and [word for word, _ in known] == ["resolved"]):
        return []
    day = utc(known[0][1].at).date()
    times = ", ".join(f"{word} {_at(moment, day)}" for word, moment in known)
    missing = "" if incident.resolved_at else " Nothing in the evidence says that it is over."
    return [
        computed("summary", f"{times[0].upper()}{times[1:]}.{missing}", [id for _, moment in known for id in moment.evidence[:1]])
    ]


def _at(moment: Moment, day: date) -> str:
    same_day = utc(moment.at).date() == day
    guessed = " (inferred)" if moment.basis is Basis.INFERRED else ""
    return f"{'at' if same_day else 'on'} {clock_time(moment) if same_day else full_time(moment)}{guessed}"
