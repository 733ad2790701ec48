"""An incident that was found -> why, and what is good to know of it: passages, what is shared, what is still open.

A passage is chosen by its nearness and the words it shares; what tells of the mechanism comes before what tells when.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.domain.asked import Asked
from pipeline.domain.past_incident import PartKind, Passage, PastIncident
from pipeline.domain.related import OpenAction, Reason
from pipeline.related.decide import covered
from pipeline.related.query import Question
from pipeline.text.concepts import terms
from pipeline.text.stems import WORD

TELLING = {
    PartKind.CAUSE: 1.15,
    PartKind.FACTORS: 1.1,
    PartKind.SUMMARY: 1.1,
    PartKind.IMPACT: 1.0,
    PartKind.DETECTION: 1.0,
    PartKind.RESPONSE: 1.0,
    PartKind.RESOLUTION: 1.0,
    PartKind.TIMELINE: 0.9,
    PartKind.LESSONS: 0.9,
    PartKind.ACTIONS: 0.7,
    PartKind.OTHER: 1.0,
}
REASONS = 2
WORTH = 0.6
"""Of the first passage's weight: what a further one must have."""
MATCHES = 8


def reasons(
    asked: Question,
    passages: Sequence[Passage],
    held: Sequence[frozenset[str]],
    near: Mapping[str, float],
    rareness: Mapping[str, float],
) -> tuple[Reason, ...]:
    """The passages that say why, best first: one, or two where the second says something too; none where the incident is just
    being removed. `held` are the terms of each."""
    places = range(1 if len(passages) > 1 else 0, len(passages))
    weighed = sorted(((weight(asked, passages[n], held[n], near, rareness), -n) for n in places), reverse=True)
    chosen = [(value, passages[-place]) for value, place in weighed[:REASONS] if value >= WORTH * weighed[0][0]]
    return tuple(Reason(passage=passage.text, matches=matches(asked, passage.text)) for _, passage in chosen)


def weight(
    asked: Question, passage: Passage, held: frozenset[str], near: Mapping[str, float], rareness: Mapping[str, float]
) -> float:
    shared = covered(asked.words, held, rareness) + 0.5 * covered(asked.concepts, held, rareness)
    return TELLING[passage.kind] * (near.get(passage.id, 0.0) + shared)


def matches(asked: Question, text: str) -> tuple[str, ...]:
    """The words of the text that the question says too, or says in other words; those of its own words first."""
    same: dict[str, str] = {}
    kindred: dict[str, str] = {}
    for word in WORD.findall(text):
        found = terms_of_word(word.lower())
        if not asked.words.isdisjoint(found):
            same.setdefault(word.lower(), word)
        elif not asked.concepts.isdisjoint(found):
            kindred.setdefault(word.lower(), word)
    return tuple([*same.values(), *kindred.values()][:MATCHES])


@lru_cache(maxsize=50_000)
def terms_of_word(word: str) -> frozenset[str]:
    return frozenset(terms(word))


def shared(asked: Asked, incident: PastIncident) -> tuple[str, ...]:
    """Services that both name, and the kind where both have one."""
    said = asked.text.lower()
    services = [
        one for one in incident.services if one.lower() in map(str.lower, asked.services) or (len(one) > 2 and spoken(one, said))
    ]
    return (*services, *([incident.kind.value] if incident.kind and incident.kind == asked.kind else []))


def spoken(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", text) is not None


def open_actions(incident: PastIncident) -> tuple[OpenAction, ...]:
    """The action items that somebody still has to do, as far as the document says."""
    return tuple(
        OpenAction(action=one.action, owner=one.owner, due=one.due.isoformat() if one.due else None, ticket=one.ticket)
        for one in incident.actions
        if one.open
    )
