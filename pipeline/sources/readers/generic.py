"""The generic source: `{"incident": {...}, "evidence": [...]}`, or JSON Lines with one piece of evidence each.

For tests, scripts, and tools that have no reader of their own. Ids are taken as given.
"""

import json
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Person
from pipeline.errors import EmptySource, PostmortemError, UnreadableSource
from pipeline.sources.decoding import parse_json
from pipeline.sources.files import File, Tree
from pipeline.sources.generic.evidence import EvidenceLines
from pipeline.sources.generic.incident import IncidentFields
from pipeline.sources.payload import Json, items, mapping, names
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped

FORMAT = "generic"
PRODUCT = "generic source"
PRIORITY = 20

LINES = (".jsonl", ".ndjson")
LINE_KEYS = frozenset({"at", "at_text", "kind", "author"})


def sniff(tree: Tree) -> list[Claim]:
    """One claim for each file: an object with a list called `evidence`, or lines that are pieces of evidence."""
    return [Claim(file.name, (file,)) for file in tree.files if _is_object(file) or _is_lines(file)]


def _is_object(file: File) -> bool:
    if not file.head.lstrip().startswith("{") or file.path.lower().endswith(LINES):
        return False
    try:
        content = mapping(file.json) if '"evidence"' in file.text else {}
    except PostmortemError:
        return False
    evidence = content.get("evidence")
    return isinstance(evidence, list) and "schema_version" not in content and "timeline" not in content


def _is_lines(file: File) -> bool:
    if not file.path.lower().endswith(LINES):
        return False
    first = next((line for line in file.head.split("\n") if line.strip()), "")
    try:
        line = mapping(json.loads(first))
    except (ValueError, RecursionError):
        return False
    return isinstance(line.get("text"), str) and "id" in line and bool(LINE_KEYS & set(line))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The evidence, and the incident's fields as a record. Raises EmptySource, UnreadableSource, MissingTimeFacts."""
    file = claim.files[0]
    content = _content(file)
    incident = IncidentFields(file.name, content.incident)
    zone = incident.timezone or options.assume_timezone
    pieces = EvidenceLines(file, incident.date or options.date, zone)
    evidence = pieces.read(content.pieces)
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    record = incident.record() if content.incident else None
    return Reading(
        evidence=tuple(evidence),
        records=(record,) if record else (),
        people=_people(incident, evidence),
        skipped=(*content.skipped, *pieces.skipped),
        notes=(*incident.notes, *pieces.notes()),
        timezone=zone,
    )


@dataclass(frozen=True)
class _Content:
    """The pieces with their places, the incident's fields, and the lines that could not be read."""

    pieces: list[tuple[str, Json]]
    incident: Json
    skipped: tuple[Skipped, ...] = ()


def _content(file: File) -> _Content:
    if file.path.lower().endswith(LINES):
        return _lines(file)
    content = mapping(file.json)
    if not isinstance(content.get("evidence"), list):
        raise UnreadableSource(file.name, "there is no list called `evidence`", "see the generic source in the user guide")
    pieces = [(f"evidence {number}", mapping(item)) for number, item in enumerate(items(content["evidence"]), 1)]
    return _Content(pieces, mapping(content.get("incident")))


def _lines(file: File) -> _Content:
    """One object a line; a line `{"incident": {...}}` gives the incident's fields."""
    found: list[tuple[str, Json]] = []
    skipped: list[Skipped] = []
    incident: Json = {}
    for number, line in enumerate(file.text.split("\n"), 1):
        try:
            piece = mapping(parse_json(line, file.name)) if line.strip() else None
        except UnreadableSource as error:
            skipped.append(Skipped(file.name, f"line {number}", error.problem))
            continue
        if piece and "incident" in piece and "text" not in piece:
            incident = incident or mapping(piece["incident"])
        elif piece is not None:
            found.append((f"line {number}", piece))
    return _Content(found, incident, tuple(skipped))


def _people(incident: IncidentFields, evidence: list[Evidence]) -> tuple[Person, ...]:
    """Who the incident's fields name, and who wrote."""
    authors = [piece.author for piece in evidence if piece.author and not piece.automated]
    return tuple(Person(name) for name in names([*incident.people, *authors]))
