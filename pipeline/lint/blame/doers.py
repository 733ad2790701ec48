"""Who does what a pattern met, where the subject of the predicate is not the one who did it.

"The index was dropped by Katya without review"     the agent of a passive
"Ana's commit caused the outage"                    the owner of what stands as the cause, if named
"AWS neglected to tell us"                          an organisation, where a service of its name could not do it
"""

import re

from pipeline.lint.blame.signals import Signal
from pipeline.lint.late import late
from pipeline.lint.people import ORGANISATIONS, Kind, Roster
from pipeline.lint.subjects import NOBODY, Subject, phrase_at, subject

PASSIVE = late(r"\b(?:was|were|been|being|is|are|be|got|gets)(?: not)?(?: (?!only)\w+ly)? $", re.IGNORECASE)
BY = late(r" (?:[\w-]+ ){0,4}?by (?=[@\w])")
OWNER = late(r"(?<![\w@])(?P<who>@?[^\W\d_][\w-]*)'s (?:[\w-]+ ){1,3}$")
OWNED = late(r"(?:[^\W\d_][\w-]* ){0,2}?(?P<who>@?[^\W\d_][\w-]*)'s \w")
TOLD = late(
    r"(?P<sure>neglected to|omitted to|forgot to|failed to|did not|didn't|never|had not|hadn't) "
    r"(?:even |ever |properly ){0,2}(?:tell|told|notif(?:y|ied)|inform(?:ed)?|warn(?:ed)?|let)"
    r" (?:us|me|anyone|anybody|its|their|our|customers)\b"
)
ACTIVE = frozenset({Signal.FAILURE, Signal.OMISSION, Signal.SLIP})


def doer(text: str, match: re.Match[str], signal: Signal, roster: Roster) -> Subject:
    """Who stands before the match as the one who did it. `text` has plain apostrophes."""
    start = match.start()
    if signal in ACTIVE and PASSIVE.search(text, max(0, start - 30), start) and not match[0].split()[0].endswith("ing"):
        return _agent(text, match, roster)
    found = subject(text, start, roster)
    if found.human:
        return found
    if signal is Signal.CAUSE and (owner := OWNER.search(text, max(0, start - 70), start)):
        return _named(owner, roster) or found
    if signal in ACTIVE and _is_organisation(text, start, found):
        return Subject(Kind.TEAM, found.start, found.end, sure=False)
    return found


def _agent(text: str, match: re.Match[str], roster: Roster) -> Subject:
    inside = match[0].find(" by ")
    if inside >= 0:
        return phrase_at(text, match.start() + inside + len(" by "), roster)
    behind = BY.match(text, match.end())
    return phrase_at(text, behind.end(), roster) if behind else NOBODY


def owner_of(text: str, at: int, roster: Roster) -> Subject:
    """The named person whose thing begins at text[at], as in "caused by Ana's commit"."""
    owned = OWNED.match(text, at)
    return (_named(owned, roster) if owned else None) or NOBODY


def _named(match: re.Match[str], roster: Roster) -> Subject | None:
    word = match["who"]
    if not (word[0] == "@" or (word[0].isupper() and word in roster)):
        return None
    return Subject(Kind.PERSON, match.start("who"), match.end("who"), named=True)


def _is_organisation(text: str, start: int, found: Subject) -> bool:
    name = text[found.start : found.end]
    told = TOLD.match(text, start) if name else None
    if told is None:
        return False
    if name.lower() in ORGANISATIONS:
        return True
    bare = not text[: found.start].lower().rstrip().endswith(("the", " a", " an", "our"))
    return bare and name.isupper() and name.isalpha() and told["sure"] in ("neglected to", "omitted to", "forgot to")
