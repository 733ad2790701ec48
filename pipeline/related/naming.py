"""What incidents say of their mechanism, as words and pairs of words; and which of these name a group of them.

mechanism(incident) -> text -> terms(text) -> Said(by document) -> name_of(group), lexical vectors
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.past_incident import PartKind, PastIncident
from pipeline.text.terms import STOP

TELLING = frozenset({PartKind.SUMMARY, PartKind.CAUSE, PartKind.FACTORS})
LONGEST = 6000
"""Characters that are looked at of one incident: the rest repeats them."""
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"[a-z][a-z\d]*(?:[-_/][a-z\d]+)*", re.IGNORECASE)
NO_NEWS = STOP | frozenset(
    """
    a affected all am an and any are as at author authors avoid be began best but by can cause caused causing change changed
    changes com customer customers date detailed did do docs due end ended error errors event explanation factor factors
    fail failed failing failure failures fix fixed for found get given got had happened has he her high him his how http
    https i if impact impacted in incident incidents increased instead is issue issues it its later led left let likely may
    me months my needed new no not noticed now of off on one or org our out outage own point possible post-mortem post-
    mortems postmortem postmortems problem problems production put rca reference related report reported request requests
    resolved result resulted results retrospective root saw second seconds see seen several she shown similar slack small so
    start started state summary system systems the thread three times to together too two unable up us use user users utc
    via was way we weeks who why work worked working www you
    """.split()
)


@dataclass(frozen=True)
class Said:
    """The terms of each incident with how often they stand there, in how many each term stands, and how it is written."""

    by_incident: tuple[Counter[str], ...]
    spread: Counter[str]
    written: dict[str, str]

    def weight(self, term: str) -> float:
        return math.log((1 + len(self.by_incident)) / (0.5 + self.spread[term]))


def said(incidents: Iterable[PastIncident]) -> Said:
    written: dict[str, Counter[str]] = {}
    by_incident: list[Counter[str]] = []
    for incident in incidents:
        counts: Counter[str] = Counter()
        for term, words in terms(mechanism(incident)):
            counts[term] += 1
            written.setdefault(term, Counter())[words] += 1
        by_incident.append(counts)
    usual = {term: min(forms, key=lambda form: (-forms[form], form)) for term, forms in written.items()}
    return Said(tuple(by_incident), Counter(term for counts in by_incident for term in counts), usual)


def mechanism(incident: PastIncident) -> str:
    """What is said of how it came about: title, summary, cause and factors; all of it where there are no such parts."""
    telling = [part.text for part in incident.parts if part.kind in TELLING]
    said = "\n".join([incident.title, incident.title, *(telling or [part.text for part in incident.parts])])
    return ADDRESS.sub(" ", said[:LONGEST])


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Words that carry meaning, and pairs of neighbors: without a plural's s, and as they are written."""
    before = None
    for word in WORD.findall(text.lower()):
        known = None if word in NO_NEWS or len(word) < 3 else (singular(word), word)
        if known:
            yield known
            if before:
                yield f"{before[0]} {known[0]}", f"{before[1]} {known[1]}"
        before = known


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
    return tuple(said.written[term] for term in chosen)
