"""What to ask for where incidents like a given one are looked for, or like whatever was pasted: incident or text -> Asked.

An incident is asked for by what it says of its mechanism, shares of each part, so that a long timeline does not drown the cause.
A long text without headings (a log, an alert with all its labels) is asked for by its lines, each kind of line once.
"""

import re
from collections.abc import Iterator

from pipeline.domain.asked import Asked
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PartKind, PastIncident

SHARES = (
    (PartKind.SUMMARY, 1200),
    (PartKind.CAUSE, 1600),
    (PartKind.FACTORS, 1200),
    (PartKind.DETECTION, 400),
    (PartKind.RESOLUTION, 400),
)
"""Characters of each part that are asked for."""
WHOLE = 3000
"""Characters of an incident without such parts, and of a text without headings."""
VIEW, LEAST = 400, 30
"""Characters of a part that is asked for by itself: about what a passage has."""
SHORT = 400
DOCUMENT = re.compile(r"\A\s*(?:---\s*\n|\{\s*\")|^#{1,4} \S.*$|^\S[^\n]{2,60}\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
VARYING = re.compile(r"\b[0-9a-f]{8,}\b|\d+", re.IGNORECASE)
STAMP = re.compile(r"^\W*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\W*")


def like(incident: PastIncident, apart: frozenset[str] = frozenset()) -> Asked:
    """Asks for incidents of the same mechanism; itself and `apart` are never found."""
    text = "\n".join([incident.title, *telling(incident)])
    restricted = incident.visibility is Visibility.RESTRICTED
    return Asked(text, incident.services, incident.kind, apart | {incident.id}, restricted, views(incident))


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
    text = text.strip()
    return Asked(text if len(text) <= SHORT else cut("\n".join(kinds_of_lines(text)), WHOLE))


def kinds_of_lines(text: str) -> Iterator[str]:
    """The lines without the time they begin with; of those that differ in figures alone, the first."""
    seen: set[str] = set()
    for line in text.splitlines():
        bare = STAMP.sub("", line).strip()
        kind = VARYING.sub("0", bare)
        if bare and kind not in seen:
            seen.add(kind)
            yield bare


def cut(text: str, most: int) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= most else text[:most].rsplit(None, 1)[0]
