"""Comments and work notes -> notes: rows of the journal table, or the text of a record's field with all entries, newest first.

2026-02-20 18:45:22 - Ana Lima (Work notes)
the note, on lines of its own
"""

import re
from collections.abc import Iterator
from datetime import UTC

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.sources.accounts import Place, When
from pipeline.sources.payload import Json, mapping, text
from pipeline.sources.servicenow.fields import Clock, stored, value_of

HEADING = re.compile(
    r"(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T]\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?) - (\S.{0,100}?) \(([A-Z][\w ]{1,40})\)"
)
FIELDS = ("work_notes", "comments")
BOTH = "comments_and_work_notes"
CODE = re.compile(r"\[/?code\]", re.IGNORECASE)
"""ServiceNow wraps HTML in these."""


def row_note(place: Place, node: Json) -> Evidence:
    """A row of the journal table, in UTC like all that the database holds."""
    author, said = text(node, "sys_created_by"), CODE.sub("", text(node, "value")).strip()
    return place.piece(text(node, "sys_id"), said, stored(value_of(node, "sys_created_on")), EvidenceKind.NOTE, author)


def field_notes(place: Place, node: Json, clock: Clock) -> list[Evidence]:
    """The entries of the journal fields of a record; the field that holds both kinds only where the two are empty."""
    keys = [key for key in FIELDS if _written(node, key)] or [key for key in (BOTH,) if _written(node, key)]
    return [note for key in keys for note in _notes(place.under(key), _written(node, key), key, clock)]


def _written(node: Json, key: str) -> str:
    """A journal is written out in its display value alone."""
    return CODE.sub("", text(mapping(node.get(key)), "display_value") or text(node, key)).strip()


def _notes(place: Place, blob: str, key: str, clock: Clock) -> Iterator[Evidence]:
    for stamp, author, lines in _entries(blob):
        at = clock.displayed(stamp) if stamp else When()
        own = at.at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if at.at else stamp or "undated"
        said = "\n".join(lines).strip()
        if said:
            yield place.piece(f"{place.incident}#{key.replace('_', '-')}-{own}", said, at, EvidenceKind.NOTE, author)


def _entries(blob: str) -> Iterator[tuple[str, str, list[str]]]:
    """When as written, who, and the lines; text before any heading is an entry without either."""
    stamp, author, lines = "", "", list[str]()
    for line in blob.split("\n"):
        if heading := HEADING.fullmatch(line.strip()):
            yield stamp, author, lines
            stamp, author, lines = heading[1], heading[2], []
        else:
            lines.append(line)
    yield stamp, author, lines
