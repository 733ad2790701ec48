"""What to ask for where incidents like a given one are looked for, or like whatever was pasted: incident or text -> Asked.

An incident is asked for by what it says of its mechanism, shares of each part, so that a long timeline does not drown the cause.
A long text without headings (a log, an alert with all its labels) is asked for by its lines, each kind of line once.
"""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.domain.asked import Asked
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PartKind, PastIncident
from pipeline.related.pasted import is_pasted, said, timeless

SHARES = (
    (PartKind.SUMMARY, 1200),
    (PartKind.CAUSE, 1600),
    (PartKind.FACTORS, 1200),
    (PartKind.DETECTION, 400),
    (PartKind.RESOLUTION, 400),
)
"""Characters of each part that are asked for."""
UNNAMED = (PartKind.SUMMARY, PartKind.ACTIONS, PartKind.OTHER)
WHOLE = 3000
"""Characters of an incident without such parts, and of a text without headings."""
VIEW, LEAST = 400, 30
"""Characters of a part that is asked for by itself: about what a passage has."""
SHORT = 400
DOCUMENT = re.compile(r"\A\s*(?:---\s*\n|\{\s*\")|^#{1,4} \S.*$|^\S[^\n]{2,60}\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
VARYING = re.compile(r"\b[0-9a-f]{8,}\b|\d+", re.IGNORECASE)
MOST_LINES, LEAST_LINE = 4, 12
"""Lines of a pasted text that are asked for by themselves, and how many characters one must have."""


def like(incident: PastIncident, apart: frozenset[str] = frozenset()) -> Asked:
    """Asks for incidents of the same mechanism; itself and `apart` are never found. Prose without a heading is asked for as if it
    were pasted. The days and times of a report tell nothing of its mechanism."""
    restricted = incident.visibility is Visibility.RESTRICTED
    if is_prose(incident):
        told = asked_for("\n".join(part.text for part in incident.parts))
    else:
        told = Asked("\n".join([incident.title, *telling(incident)]), views=views(incident))
    return Asked(
        timeless(told.text),
        incident.services,
        incident.kind,
        apart | {incident.id},
        restricted,
        tuple(map(timeless, told.views)),
    )


def is_prose(incident: PastIncident) -> bool:
    """Whether it has neither a title of its own nor parts."""
    return incident.title == incident.id and all(part.kind in UNNAMED for part in incident.parts)


def views(incident: PastIncident) -> tuple[str, ...]:
    """What it says of the cause, of all in short, and of the factors: each as short as a question, for a question about three
    things at once finds what is a little like each."""
    found = [cut(text_of(incident, kind), VIEW) for kind in (PartKind.CAUSE, PartKind.FACTORS)]
    summary = text_of(incident, PartKind.SUMMARY)
    if not any(found):
        summary = summary or "\n".join(part.text for part in incident.parts)
    titled = cut(f"{incident.title}\n{summary}", VIEW) if summary else ""
    return tuple(text for text in (found[0], titled, found[1]) if len(text) >= LEAST) or (cut(incident.title, VIEW),)


def text_of(incident: PastIncident, kind: PartKind) -> str:
    return "\n".join(part.text for part in incident.parts if part.kind is kind).strip()


def telling(incident: PastIncident) -> list[str]:
    found = [cut(text_of(incident, kind), most) for kind, most in SHARES]
    if any(found[:3]):
        return [text for text in found if text]
    return [cut("\n".join(part.text for part in incident.parts), WHOLE)]


def is_document(text: str) -> bool:
    """Whether a pasted text is a report with parts of its own, or JSON, and no single alert or log."""
    return len(text) > SHORT and DOCUMENT.search(text) is not None


def asked_for(text: str) -> Asked:
    """What a machine wrote is asked for as a whole and by the lines that come most often: one of them may be the matter."""
    text = text.strip()
    kinds = kinds_of_lines((line, 1) for line in text.splitlines())
    if not is_pasted(text) and 2 * len(kinds) > sum(count for _, count in kinds):
        return Asked(text if len(text) <= SHORT else cut(whole(kinds), WHOLE))
    kinds = kinds_of_lines((part, count) for line, count in kinds for part in said(line).splitlines()) or kinds
    often = sorted(kinds, key=lambda kind: -kind[1])[:MOST_LINES]
    told = cut(whole(kinds), WHOLE)
    return Asked(told, views=(told, *(cut(line, VIEW) for line, _ in often if len(line) >= LEAST_LINE)) if len(kinds) > 1 else ())


def whole(kinds: Iterable[tuple[str, int]]) -> str:
    return "\n".join(line for line, _ in kinds)


def kinds_of_lines(lines: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of the lines that differ in figures alone the first, each with how often its kind comes."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for line, count in lines:
        if bare := line.strip():
            kind = VARYING.sub("0", bare)
            first.setdefault(kind, bare)
            counts[kind] += count
    return [(line, counts[kind]) for kind, line in first.items()]


def cut(text: str, most: int) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= most else text[:most].rsplit(None, 1)[0]
