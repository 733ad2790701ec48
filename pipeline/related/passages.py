"""PastIncident -> passages: stretches of one part, short enough to be about one thing, long enough to be read by themselves.

A paragraph, list item or table row is never cut unless it alone is too long; what follows in the same part joins it until the
passage has SHORTEST words. The first passage is the headline: title, services, day. Sentences of no news are left out.
"""

import hashlib
import re
from collections.abc import Iterator

from pipeline.domain.past_incident import Part, PartKind, Passage, PastIncident
from pipeline.related.boilerplate import said as telling

VERSION = "2"
"""Changes with the words that come out, so that indexes made of others are built again."""
SHORTEST, LONGEST = 45, 110
"""Words of a passage. Short ones are about one thing, which is what a question is about as well."""
TITLE = 14
"""Words of a title that stand before each stretch."""
LISTED = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
RULE = re.compile(r"^[\s|:+=-]+$")
CLAUSE = re.compile(r"(?<=[.!?;])\s+")


def passages(incident: PastIncident) -> tuple[Passage, ...]:
    """The incident's passages in order; ids are `<incident id>#<n>`. A text that says the same as one before it is left out."""
    found: list[Passage] = []
    seen: set[str] = set()
    for kind, heading, text in (headline(incident), *stretches(incident)):
        name = text_hash(heading, text)
        if name not in seen:
            seen.add(name)
            found.append(
                Passage(
                    id=f"{incident.id}#{len(found)}", incident=incident.id, kind=kind, heading=heading, text=text, text_hash=name
                )
            )
    return tuple(found)


def text_hash(heading: str, text: str) -> str:
    return hashlib.sha256(embedded(heading, text).encode()).hexdigest()[:32]


def embedded(heading: str, text: str) -> str:
    """The words whose vector is computed."""
    return f"{heading}: {text}" if heading else text


def headline(incident: PastIncident) -> tuple[PartKind, str, str]:
    facts = [incident.title, ", ".join(s for s in incident.services if s not in incident.title)]
    day = incident.started_at.date().isoformat() if incident.started_at else ""
    return PartKind.SUMMARY, "", ". ".join(fact for fact in (*facts, day) if fact)


def stretches(incident: PastIncident) -> Iterator[tuple[PartKind, str, str]]:
    """The heading says of which incident and which part it is: with it a stretch is understood by itself, by a vector too."""
    said: set[str] = set()
    title = " ".join(incident.title.split()[:TITLE])
    for part in incident.parts:
        heading = ": ".join(dict.fromkeys(name for name in (title, part.heading) if name))
        for text in joined(fresh(unit, said) for unit in units(part)):
            yield part.kind, heading, text


def fresh(unit: str, before: set[str]) -> str:
    """The sentences that are said for the first time: updates of a status page repeat what was said."""
    new = [sentence for sentence in CLAUSE.split(unit) if sentence not in before]
    before.update(new)
    return " ".join(new)


def units(part: Part) -> Iterator[str]:
    """Paragraphs, list items and rows, each in one line, none longer than LONGEST."""
    for paragraph in re.split(r"\n\s*\n", said_by_paragraph(part.text)):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            if LISTED.match(line) or line.lstrip().startswith("|"):
                yield from cut(" ".join(lines))
                lines = []
            lines.append(readable(line))
        yield from cut(" ".join(lines))


def said_by_paragraph(text: str) -> str:
    return "\n\n".join(telling(paragraph) for paragraph in re.split(r"\n\s*\n", text))


def readable(line: str) -> str:
    """A list item without its mark, a table's row as its cells with commas between them."""
    if line.lstrip().startswith("|"):
        return "" if RULE.match(line) else ", ".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip())
    return LISTED.sub("", line).strip()


def cut(text: str) -> Iterator[str]:
    """A text that is too long, cut between sentences, and inside one where there is no other way."""
    text = " ".join(text.split())
    if not text:
        return
    taken: list[str] = []
    for sentence in CLAUSE.split(text) if len(text.split()) > LONGEST else [text]:
        for piece in pieces(sentence.split()):
            if taken and len(taken) + len(piece) > LONGEST:
                yield " ".join(taken)
                taken = []
            taken.extend(piece)
    yield " ".join(taken)


def pieces(words: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(words), LONGEST):
        yield words[start : start + LONGEST]


def joined(units: Iterator[str]) -> Iterator[str]:
    """Units one after the other until there are enough words for a passage."""
    taken: list[str] = []
    count = 0
    for unit in filter(None, units):
        size = len(unit.split())
        if taken and (count >= SHORTEST or count + size > LONGEST):
            yield "\n".join(taken)
            taken, count = [], 0
        taken.append(unit)
        count += size
    if taken:
        yield "\n".join(taken)
