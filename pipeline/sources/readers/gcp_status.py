"""Google Cloud's incidents.json (a list, or one incident) -> status updates, and a record for each incident.

    {id, number, begin, end, created, modified, external_desc, severity, status_impact, service_name, affected_products,
     updates: [{created, modified, when, text, status, affected_locations}]}

Updates come newest first. `modified` of an update changes when the next one is posted, so it is no sign of an edit; `begin` and
`end` are Google's last word on the impact. Old incidents have a number and no id; open ones have no end.
"""

import re

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.material import Record
from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, mappings, names, oldest_first, text
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.status_text import TRUST, link, many_incidents, plain, recorded, typed

FORMAT = "gcp-status"
PRODUCT = "Google Cloud status"
PRIORITY = 40

KEYS = ("external_desc", "status_impact", "most_recent_update", "service_name")
PAGE = "https://status.cloud.google.com/"
REPORT = re.compile(r"incident report", re.IGNORECASE)
TITLE_CHARACTERS = 200


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(_is_incident(mapping(item)) for item in _elements(value)[:1]))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every incident of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    elements = [(f"[{i}]" if items(file.json) else "", mapping(item)) for i, item in enumerate(_elements(file.json))]
    incidents = [(place, node) for place, node in elements if _is_incident(node)]
    logs = [_evidence(node, place, file.name) for place, node in incidents]
    if not any(logs):
        raise EmptySource(claim.name, PRODUCT)
    return Reading(
        evidence=tuple(one for log in logs for one in log),
        records=tuple(_record(node, log, file.name) for (_, node), log in zip(incidents, logs, strict=True)),
        skipped=tuple(
            Skipped(file.name, place, "this is no Google Cloud incident") for place, node in elements if not _is_incident(node)
        ),
        notes=tuple(many_incidents(claim.name, [_id(node) for _, node in incidents])),
    )


def _elements(value: object) -> list[object]:
    return [value] if mapping(value) else items(value)


def _is_incident(node: Json) -> bool:
    return "external_desc" in node and "updates" in node


def _id(incident: Json) -> str:
    return text(incident, "id", "number")


def _evidence(incident: Json, place: str, file: str) -> list[Evidence]:
    found = [
        Evidence(
            id=f"statuspage:{_id(incident)}#{text(update, 'created', 'when') or index}",
            at=instant(update, "created", "when"),
            at_text=None if instant(update, "created", "when") else text(update, "created", "when") or None,
            kind=EvidenceKind.STATUS_UPDATE,
            subtype=_subtype(update),
            text=plain(text(update, "text")),
            thread=f"statuspage:{_id(incident)}",
            source=Source(file=file, locator=f"{place}.updates[{index}]".lstrip(".")),
        )
        for index, update in enumerate(mappings(incident.get("updates")))
    ]
    return oldest_first(found)


def _subtype(update: Json) -> str | None:
    if REPORT.search(text(update, "text")[:200]):
        return str(Subtype.POSTMORTEM)
    status = text(update, "status").lower()
    return str(Subtype.RESOLVED) if status == "available" else status or None


def _record(incident: Json, evidence: list[Evidence], file: str) -> Record:
    last = (evidence[-1].id,) if evidence else ()
    moments = {MomentName.STARTED: typed(incident, "begin", *last), MomentName.RESOLVED: typed(incident, "end", *last)}
    uri = text(incident, "uri").lstrip("/")
    return Record(
        source="gcp-status",
        file=file,
        trust=TRUST,
        id=_id(incident) or None,
        title=_title(text(incident, "external_desc")),
        severity=text(incident, "severity") or None,
        status="resolved" if moments[MomentName.RESOLVED] else "open",
        services=_services(incident),
        regions=_regions(incident),
        links=link("Google Cloud status", PAGE + uri) if uri else (),
        moments={name: at for name, at in moments.items() if at},
        created_at=recorded(incident, "created"),
        timezone="America/Los_Angeles",
    )


def _title(description: str) -> str | None:
    """The first line of a description that may be a whole report in Markdown."""
    lines = (line.strip("*#_ \t") for line in plain(description).splitlines())
    return next((line[:TITLE_CHARACTERS] for line in lines if line and line.lower().rstrip(":") != "summary"), None)


def _services(incident: Json) -> tuple[str, ...]:
    products = names(text(product, "title") for product in mappings(incident.get("affected_products")))
    return products or names([text(incident, "service_name")])


def _regions(incident: Json) -> tuple[str, ...]:
    nodes = (incident, *mappings(incident.get("updates")))
    keys = ("currently_affected_locations", "previously_affected_locations", "affected_locations")
    return names(text(location, "title", "id") for node in nodes for key in keys for location in mappings(node.get(key)))
