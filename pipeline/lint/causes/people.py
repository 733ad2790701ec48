"""Whether a statement of a cause ends at a human: their act or trait, and nothing of what led to it.

    ending("Root cause: the admin ran the script twice.", 12, roster)  -> the words "the admin ran", sure

In: the text, where the statement begins behind its label, the roster. Out: the place of the words, None where it ends elsewhere.
"""

import re
from dataclasses import dataclass

from pipeline.lint.late import late
from pipeline.lint.people import Kind, Roster
from pipeline.lint.subjects import Subject, subject

VERB = late(
    r"\b(?:[a-z]{2,20}ed|ran|gave|forgot|sent|chose|wrote|left|put|set|took|made|told|read|broke|let|thought|did|went|came|got"
    r"|was|were|is|had|has|fell|shut|hit|cut|built|bought|brought|began|drove|kept|lost|misread|mistook|overrode|overwrote|said"
    r"|saw|sat|sold|spent|spoke|stood|swept|switched|threw|undid|withdrew|typed|deletes|runs|uses|didn't|wasn't|hadn't|failed)\b"
)
BY = late(
    r"\b(?:(?:error|mistake|slip|oversight|lapse|negligence|typo|misjudg[e]?ment|deletion|change|action|mishap|blunder)s?"
    r"(?: made)?|caused|done|made|triggered|executed|deleted|entered|pushed) by (?:the |an? |our |one of (?:the|our) )?",
    re.IGNORECASE,
)
AGENT = late(r"@?[^\W_][\w'’-]*(?: [^\W_][\w'’-]*){0,3}")
GERUND = late(r"\b[a-z]{3,16}ing\b")
OPENING = late(r"(?:\d+[.)]\s*)?(?:why\s*\?\s*|why:\s*)?(?:(?:because|since|it was|that)\s+)?", re.IGNORECASE)
STATE = late(
    r"(?:did not|didn't|could not|couldn't|had no|was not|wasn't|were not|weren't|has no)"
    r"\s+(?:have|receive|get|know|see|feel|hear|able"
    r"|aware|told|informed|trained|access|way|view|reach|given)\b"
    r"|(?:was|were|is)\s+(?:paged|asked|told|unable|able|alerted|called|not)\b|(?:had|has|have|need(?:s|ed)?)\s+(?:to|no|been|the|an?)\b",
    re.IGNORECASE,
)
FIRST_WORDS = 70
"""The subject's verb stands within so many characters of the beginning, past what says where and when."""


@dataclass(frozen=True, slots=True)
class Ending:
    start: int
    end: int
    kind: Kind


def ending(text: str, begin: int, roster: Roster) -> Ending | None:
    """Where a statement that begins at text[begin] ends at a human, if it does."""
    opening = OPENING.match(text, begin)
    begin = opening.end() if opening else begin
    return _subject_first(text, begin, roster) or _agent(text, begin, roster)


def _subject_first(text: str, begin: int, roster: Roster) -> Ending | None:
    for match in VERB.finditer(text, begin, begin + FIRST_WORDS + 20):
        if match.start() > begin + FIRST_WORDS:
            break
        found = subject(text, match.start(), roster)
        if _counts(found) and found.start >= begin:
            return None if STATE.match(text, match.start()) else Ending(found.start, match.end(), found.kind)
        if match[0] not in ("set", "put", "read", "let", "cut", "shut", "left") and not match[0].endswith("ed"):
            break
    match = GERUND.search(text, begin, begin + FIRST_WORDS)
    if match and (found := subject(text, match.start(), roster)) and _counts(found) and found.start >= begin:
        return Ending(found.start, match.end(), found.kind)
    return None


def _agent(text: str, begin: int, roster: Roster) -> Ending | None:
    for match in BY.finditer(text, begin):
        words = AGENT.match(text, match.end())
        if words is None:
            continue
        for end in (place.end() for place in re.finditer(r"[\w'’-]+", words[0])):
            found = subject(f"{words[0][:end]} ", end + 1, roster)
            if _counts(found):
                return Ending(match.start(), match.end() + end, found.kind)
    return None


def _counts(found: Subject) -> bool:
    return found.kind in (Kind.PERSON, Kind.TEAM)
