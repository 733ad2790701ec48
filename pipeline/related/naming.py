"""What incidents say of their mechanism, as words and pairs of words; and which of these name a group of them.

mechanism(incident) -> text -> terms(text) -> Said(by document) -> name_of(group), lexical vectors
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.past_incident import PartKind, PastIncident
from pipeline.text.terms import STOP

TELLING = frozenset({PartKind.SUMMARY, PartKind.CAUSE, PartKind.FACTORS})
LONGEST = 6000
"""Characters that are looked at of one incident: the rest repeats them."""
WORD = re.compile(r"[a-z][a-z\d]*(?:[-_/][a-z\d]+)*", re.IGNORECASE)
NO_NEWS = STOP | frozenset(
    """
    a affected all am an and any are as at be began best but by can cause caused causing change changed changes customer
    customers did do due end ended error errors event factor factors fail failed failing failure failures fix fixed for
    found get given got had happened has he her high him his how i if impact impacted in incident incidents increased
    instead is issue issues it its later led left let likely may me months my needed new no not noticed now of off on one or
    our out outage own point possible problem problems production put related report reported request requests resolved
    result results root saw second seconds see seen several she shown small so start started state summary system systems
    the three times to together too two unable up us use user users utc via was way we weeks who why work worked working you
    """.split()
)


@dataclass(frozen=True)
class Said:
    """The terms of each incident with how often they stand there, and in how many incidents each term stands."""

    by_incident: tuple[Counter[str], ...]
    spread: Counter[str]

    def weight(self, term: str) -> float:
        return math.log((1 + len(self.by_incident)) / (0.5 + self.spread[term]))


def said(incidents: Iterable[PastIncident]) -> Said:
    by_incident = tuple(Counter(terms(mechanism(incident))) for incident in incidents)
    return Said(by_incident, Counter(term for counts in by_incident for term in counts))


def mechanism(incident: PastIncident) -> str:
    """What is said of how it came about: title, summary, cause and factors; all of it where there are no such parts."""
    telling = [part.text for part in incident.parts if part.kind in TELLING]
    return "\n".join([incident.title, incident.title, *(telling or [part.text for part in incident.parts])])[:LONGEST]


def terms(text: str) -> list[str]:
    """Words that carry meaning, without a plural's s, and pairs of neighbors."""
    found: list[str] = []
    before = None
    for word in WORD.findall(text.lower()):
        known = None if word in NO_NEWS or len(word) < 3 else singular(word)
        if known:
            found.append(known)
            if before:
                found.append(f"{before} {known}")
        before = known
    return found


def words_of(name: str) -> list[str]:
    return [singular(word) for word in re.findall(r"[a-z\d]+", name.lower())]


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def name_of(group: Sequence[int], said: Said, without: frozenset[str], most: int = 4) -> tuple[str, ...]:
    """Terms that most of the group says and few others do, the most telling first; a word is not repeated in another term."""
    spread = Counter(term for row in group for term in said.by_incident[row])
    least = max(2, math.ceil(len(group) / 2))
    scored = {
        term: (count / len(group)) * said.weight(term) * (1.3 if " " in term else 1.0)
        for term, count in spread.items()
        if count >= least and without.isdisjoint(term.split())
    }
    chosen: list[str] = []
    for term in sorted(scored, key=lambda term: (-scored[term], term)):
        if not any(set(term.split()) & set(other.split()) for other in chosen):
            chosen.append(term)
        if len(chosen) == most:
            break
    return tuple(chosen)
