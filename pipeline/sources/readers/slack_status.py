"""Slack's own status API (history, current, or one incident) -> status updates, and a record for each incident.

    {id, date_created, date_updated, title, type, status, url, services, notes: [{date_created, body}]}

Notes come newest first, in California's zone, and have no ids; the last one may be an "Issue Summary:" written days later.
"""

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.material import Record
from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, mappings, names, oldest_first, text
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.status_text import TRUST, link, many_incidents, plain, recorded

FORMAT = "slack-status"
PRODUCT = "Slack status history"
PRIORITY = 40

KEYS = ("date_created", "active_incidents")
SUMMARY = "Issue Summary:"


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(_is_incident(mapping(item)) for item in _elements(value)[:1]))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every incident of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    elements = [
        ("" if _is_incident(mapping(file.json)) else f"[{i}]", mapping(item)) for i, item in enumerate(_elements(file.json))
    ]
    incidents = [(place, node) for place, node in elements if _is_incident(node)]
    evidence = [one for place, node in incidents for one in _evidence(node, place, file.name)]
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    return Reading(
        evidence=tuple(evidence),
        records=tuple(_record(node, file.name) for _, node in incidents),
        skipped=tuple(
            Skipped(file.name, place, "this is no Slack status incident") for place, node in elements if not _is_incident(node)
        ),
        notes=tuple(many_incidents(claim.name, [text(node, "id") for _, node in incidents])),
    )


def _elements(value: object) -> list[object]:
    node = mapping(value)
    if "active_incidents" in node:
        return items(node["active_incidents"])
    return [value] if node else items(value)


def _is_incident(node: Json) -> bool:
    return "date_created" in node and "notes" in node and "title" in node


def _evidence(incident: Json, place: str, file: str) -> list[Evidence]:
    id = text(incident, "id")
    found = [
        _note(note, id, f"{place}.notes[{index}]".lstrip("."), file) for index, note in enumerate(mappings(incident.get("notes")))
    ]
    return oldest_first(found)


def _note(note: Json, incident: str, place: str, file: str) -> Evidence:
    at, body = instant(note, "date_created"), plain(text(note, "body"))
    return Evidence(
        id=f"statuspage:{incident}#{text(note, 'date_created') or place}",
        at=at,
        at_text=None if at else text(note, "date_created") or None,
        kind=EvidenceKind.STATUS_UPDATE,
        subtype=str(Subtype.POSTMORTEM) if body.startswith(SUMMARY) else None,
        text=body,
        thread=f"statuspage:{incident}",
        source=Source(file=file, locator=place),
    )


def _record(incident: Json, file: str) -> Record:
    return Record(
        source="slack-status",
        file=file,
        trust=TRUST,
        id=text(incident, "id") or None,
        title=text(incident, "title") or None,
        status=text(incident, "status") or None,
        services=names(service for service in items(incident.get("services")) if isinstance(service, str)),
        links=link("Slack status", text(incident, "url")),
        created_at=recorded(incident, "date_created"),
        timezone="America/Los_Angeles",
    )
