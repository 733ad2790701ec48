"""Authors and reviewers: who took the write-up, as the evidence names them, by the full names of the roster."""

import re

from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.story import Story
from pipeline.text.names import Roster

OWNER = re.compile(
    r"\b(?:postmortem|post-mortem|pm|rca|write-?up)(?: owner| lead| author)?\s*[:=]\s*(?P<names>@?[^|;\n.]{2,60})"
    r"|\bauthors?\s*:\s*(?P<authors>[^|;\n.]{2,60})|(?P<own>\bi(?:'ll| will| shall)? (?:own|write|do|take"
    r"|draft) (?:up )?the (?:write-?up|postmortem|post-mortem|rca)\b)"
    r"|(?P<given>[\w'’\- @]{2,40}?) (?:owns|takes|writes|will write|will own|has|does) the (?:write-?up|postmortem"
    r"|post-mortem|rca)\b",
    re.IGNORECASE,
)
REVIEWER = re.compile(r"\b[Rr]eview(?:er|ers|ed by)\s*:?\s+(?P<names>@?[A-Z][^|;\n.]{2,60})")
NAMING = ("ostmortem", "ost-mortem", "rite-up", "riteup", "uthor", "RCA", "rca", "PM:", "pm:")
"""Some part of every word that `OWNER` needs: a cheap test that spares most texts the search."""
SPLIT = re.compile(r"\s*(?:,|\+|&|/|\band\b)\s*")
SELF = frozenset({"me", "mine", "myself", "i", "on me"})


def authors(material: RedactedMaterial, story: Story, roster: Roster) -> tuple[str, ...]:
    """Full names, in the order in which they were named; the last word of a message wins over nobody."""
    found = [role.name for role in story.incident.roles if "owner" in role.role or "author" in role.role]
    for piece in material.evidence:
        if not any(word in piece.text for word in NAMING):
            continue
        for match in OWNER.finditer(piece.text):
            named = match["names"] or match["authors"] or match["given"] or ("me" if match["own"] else "")
            found += _people(named, piece.author, roster)
    return tuple(dict.fromkeys(found))


def reviewers(material: RedactedMaterial, roster: Roster) -> tuple[str, ...]:
    found: list[str] = []
    for piece in material.evidence:
        if "eview" in piece.text:
            for match in REVIEWER.finditer(piece.text):
                found += _people(match["names"], piece.author, roster)
    return tuple(dict.fromkeys(found))


def _people(named: str, author: str | None, roster: Roster) -> list[str]:
    """The full names that a list of names means; "me" is the author of the message."""
    found: list[str] = []
    for part in SPLIT.split(named):
        person = _person(part.strip(" @*_"), author, roster)
        if person and not person.bot and not person.outsider:
            found.append(person.name)
    return found


def _person(named: str, author: str | None, roster: Roster) -> Person | None:
    """Whom a few words name: all of them, the first two, the last two, the first, or the last."""
    if named.lower() in SELF:
        return roster.resolve(author) if author else None
    words = named.split()
    tried = (named, " ".join(words[:2]), " ".join(words[-2:]), *words[:1], *words[-1:])
    return next((person for form in tried if form and (person := roster.resolve(form))), None)
