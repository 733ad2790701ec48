"""Statuspage incidents (incidents.json, summary.json, one incident, a webhook) -> status updates, and a record for each incident.

    {page, incidents: [incident]}  {page, incident}  {page, component, component_update}  {type: "statuspage...", data: incident}
    incident: {id, name, status, impact, created_at, started_at, components, postmortem_body,
               incident_updates: [{id, status, body, created_at, updated_at, display_at, affected_components}]}

Updates come newest first. They are evidence of when they were *posted* (`created_at`); `display_at` can be set back.
"""

from datetime import timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.material import Record
from pipeline.domain.moment import Moment
from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, mappings, names, oldest_first, text
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.status_text import SET_BACK, TRUST, edited_later, link, many_incidents, plain, recorded, typed

FORMAT = "statuspage"
PRODUCT = "Statuspage incidents"
PRIORITY = 40

KEYS = ("incident_updates", "component_update", "impact", "incidents", "page", "type")
EDITED_AFTER = timedelta(minutes=1)


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: bool(incidents_of(value)) or _is_page(value) or _is_component_update(value))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every incident of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    value = file.json
    page = mapping(mapping(value).get("page"))
    incidents = incidents_of(value)
    logs = [_evidence(incident, place, file.name) for place, incident in incidents]
    evidence = [one for log in logs for one in log]
    if _is_component_update(value):
        evidence.append(_component_evidence(mapping(value), file.name))
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    edited = [one.id for one in evidence if one.edited]
    return Reading(
        evidence=tuple(evidence),
        records=tuple(_record(incident, page, log, file.name) for (_, incident), log in zip(incidents, logs, strict=True)),
        skipped=_skipped(value, file.name),
        notes=(
            *many_incidents(claim.name, [text(incident, "id") for _, incident in incidents]),
            *edited_later(claim.name, edited),
        ),
    )


def incidents_of(value: object) -> list[tuple[str, Json]]:
    """The incidents in a payload, each with its place."""
    node = mapping(value)
    if text(node, "type").startswith("statuspage."):
        value = node = mapping(node.get("data"))
    if elements := (items(value) or items(node.get("incidents"))):
        root = "incidents" if node else ""
        return [(f"{root}[{i}]", mapping(item)) for i, item in enumerate(elements) if _is_incident(mapping(item))]
    return [(place, found) for place, found in (("", node), ("incident", mapping(node.get("incident")))) if _is_incident(found)]


def _is_incident(node: Json) -> bool:
    return "impact" in node and "name" in node and ("incident_updates" in node or "page_id" in node)


def _is_page(value: object) -> bool:
    node = mapping(value)
    return "incidents" in node and "page" in node and {"id", "name", "url"} <= mapping(node["page"]).keys()


def _is_component_update(value: object) -> bool:
    return "new_status" in mapping(mapping(value).get("component_update"))


def _evidence(incident: Json, place: str, file: str) -> list[Evidence]:
    id = text(incident, "id")
    found = [
        _update(update, id, f"{place}.incident_updates[{index}]".lstrip("."), file)
        for index, update in enumerate(mappings(incident.get("incident_updates")))
    ]
    postmortem = plain(text(incident, "postmortem_body"))
    if postmortem and postmortem not in {one.text for one in found}:
        found.append(
            Evidence(
                id=f"statuspage:{id}#postmortem",
                at=instant(incident, "postmortem_published_at", "postmortem_body_last_updated_at"),
                kind=EvidenceKind.DOCUMENT,
                subtype=str(Subtype.POSTMORTEM),
                text=postmortem,
                thread=f"statuspage:{id}",
                source=Source(file=file, locator=f"{place}.postmortem_body".lstrip(".")),
            )
        )
    return oldest_first(found)


def _update(update: Json, incident: str, place: str, file: str) -> Evidence:
    at, changed = instant(update, "created_at", "display_at"), instant(update, "updated_at")
    own = text(update, "id") or f"{incident}#{text(update, 'created_at') or place}"
    return Evidence(
        id=f"statuspage:{own}",
        at=at,
        at_text=(text(update, "created_at") or None) if at is None else None,
        kind=EvidenceKind.STATUS_UPDATE,
        subtype=text(update, "status") or None,
        text=plain(text(update, "body")) or _component_text(update),
        thread=f"statuspage:{incident}",
        edited=bool(at and changed and changed - at > EDITED_AFTER),
        source=Source(file=file, locator=place),
    )


def _component_text(update: Json) -> str:
    """The text of an update that says nothing: what it did to the components."""
    changes = [_change(text(item, "name"), item) for item in mappings(update.get("affected_components"))]
    return "; ".join(names(changes)) or f"Status: {text(update, 'status') or 'unknown'}"


def _change(name: str, node: Json) -> str:
    return f"{name}: {text(node, 'old_status')} -> {text(node, 'new_status')}".replace("_", " ")


def _component_evidence(payload: Json, file: str) -> Evidence:
    update = mapping(payload["component_update"])
    return Evidence(
        id=f"statuspage:{text(update, 'id') or 'component_update'}",
        at=instant(update, "created_at"),
        kind=EvidenceKind.STATUS_UPDATE,
        subtype=text(update, "new_status") or None,
        text=_change(text(mapping(payload.get("component")), "name"), update),
        automated=True,
        source=Source(file=file, locator="component_update"),
    )


def _record(incident: Json, page: Json, evidence: list[Evidence], file: str) -> Record:
    id = text(incident, "id")
    started = _stated_start(incident, evidence)
    return Record(
        source="statuspage",
        file=file,
        trust=TRUST,
        id=id or None,
        title=plain(text(incident, "name")) or None,
        severity=text(incident, "impact_override", "impact") or None,
        status=text(incident, "status") or None,
        services=names(text(component, "name") for component in mappings(incident.get("components"))),
        links=link("Status page", text(incident, "shortlink")),
        moments={MomentName.STARTED: started} if started else {},
        created_at=recorded(incident, "created_at"),
        closed_at=recorded(incident, "resolved_at"),
        timezone=text(page, "time_zone") or None,
    )


def _stated_start(incident: Json, evidence: list[Evidence]) -> Moment | None:
    """When the page says that it began, where that is earlier than the posting: by `started_at`, or an update set back."""
    posted = instant(incident, "created_at") or next((one.at for one in evidence if one.at), None)
    first = (evidence[0].id,) if evidence else ()
    stated = [typed(incident, "started_at", *first)]
    stated += [typed(update, "display_at", *first) for update in mappings(incident.get("incident_updates"))]
    early = [one for one in stated if one and posted and posted - one.at >= SET_BACK]
    return min(early, key=lambda one: one.at) if early else None


def _skipped(value: object, file: str) -> tuple[Skipped, ...]:
    elements = items(value) or items(mapping(value).get("incidents"))
    broken = [i for i, item in enumerate(elements) if not _is_incident(mapping(item))]
    return tuple(Skipped(file, f"incidents[{i}]", "this is no Statuspage incident") for i in broken)
