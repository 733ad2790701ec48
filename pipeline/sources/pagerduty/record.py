"""A PagerDuty incident and the evidence of its log -> Record and Persons."""

from collections.abc import Iterable

from pipeline.domain.evidence import Evidence, Subtype
from pipeline.domain.incident import Link, MomentName
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.pagerduty.evidence import Named, acknowledgers, is_person, person_name
from pipeline.sources.pagerduty.pieces import Piece
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text

TRUST = 80


def merged_incident(pieces: Iterable[Piece]) -> Json:
    """Several states of one incident -> one node: the latest state's value of each field, references counting least."""
    full_last = sorted(pieces, key=lambda piece: (not _is_reference(piece.node), piece.at.timestamp() if piece.at else 0.0))
    node: Json = {}
    for piece in full_last:
        node |= {key: value for key, value in piece.node.items() if value is not None or not _is_reference(piece.node)}
    return node


def named(node: Json) -> Named:
    """`[#33] Disk full` of a reference's summary is number and title too."""
    number, title = text(node, "incident_number", "number"), text(node, "title", "description")
    summary = text(node, "summary")
    if summary.startswith("[#") and "]" in summary:
        prefix, _, rest = summary.partition("]")
        number, summary = number or prefix[2:], rest.strip()
    title = title or summary or text(mapping(node.get("trigger_summary_data")), "subject", "description")
    return Named(f"PagerDuty #{number}" if number else "PagerDuty incident", title)


def record_of(id: str, node: Json, evidence: list[Evidence], file: str) -> Record:
    """`evidence` is all of this incident's; the moments cite it. Closing the page is `closed_at`, not a resolution."""
    service = mapping(node.get("service"))
    triggers = _first(evidence, Subtype.TRIGGER)
    label, title = named(node).label, named(node).title
    return Record(
        source="pagerduty",
        file=file,
        trust=TRUST,
        id=id or None,
        label=label if any(sign.isdigit() for sign in label) else None,
        title=title or None,
        severity=text(mapping(node.get("priority")), "summary", "name") or None,
        status=text(node, "status") or None,
        services=names([text(service, "summary", "name")]),
        links=_links(node),
        people=tuple(("assignee", name) for name in names(person_name(user) for user in assignees(node))),
        moments=_moments(evidence, triggers),
        created_at=_moment(triggers),
        closed_at=_closing(node, evidence),
    )


def assignees(node: Json) -> list[Json]:
    """REST's assignments, a webhook's assignees, or the first generation's assigned_to."""
    given = [mapping(item.get("assignee")) for item in mappings(node.get("assignments"))]
    given += mappings(node.get("assignees"))
    return given + [mapping(item.get("object")) for item in mappings(node.get("assigned_to"))]


def people_of(pieces: Iterable[Piece]) -> tuple[Person, ...]:
    """Every user that the payload names, once, in order."""
    ids: dict[str, str] = {}
    for piece in pieces:
        node = piece.node
        users = [mapping(node.get(key)) for key in ("agent", "user", "last_status_change_by")]
        users += assignees(node) + [user for user, _ in acknowledgers(node)]
        for user in users:
            if is_person(user) and person_name(user):
                ids.setdefault(person_name(user), text(user, "id"))
    return tuple(Person(name, aliases=(id,) if id else ()) for name, id in ids.items())


def _is_reference(node: Json) -> bool:
    return text(node, "type").endswith("_reference")


def _first(evidence: list[Evidence], subtype: Subtype) -> Evidence | None:
    timed = [(one.at, one) for one in evidence if one.subtype == subtype and one.at]
    return min(timed, key=lambda pair: pair[0])[1] if timed else None


def _moment(one: Evidence | None) -> Moment | None:
    return Moment(at=one.at, basis=Basis.RECORD, evidence=(one.id,)) if one and one.at else None


def _moments(evidence: list[Evidence], trigger: Evidence | None) -> dict[MomentName, Moment]:
    """A page that a person opened by hand detected nothing: somebody knew before."""
    detected = _moment(trigger) if trigger and trigger.automated else None
    acknowledged = _moment(_first(evidence, Subtype.ACKNOWLEDGE))
    found = {MomentName.DETECTED: detected, MomentName.ACKNOWLEDGED: acknowledged}
    return {name: moment for name, moment in found.items() if moment}


def _closing(node: Json, evidence: list[Evidence]) -> Moment | None:
    """The last resolve entry; a reopened incident has no closing."""
    status = text(node, "status")
    if status and status != "resolved":
        return None
    resolves = [(one.at, one) for one in evidence if one.subtype == Subtype.RESOLVE and one.at]
    if resolves:
        return _moment(max(resolves, key=lambda pair: pair[0])[1])
    at = instant(node, "resolved_at") or (instant(node, "last_status_change_at", "last_status_change_on") if status else None)
    return Moment(at=at, basis=Basis.RECORD) if at else None


def _links(node: Json) -> tuple[Link, ...]:
    bridge = text(mapping(node.get("conference_bridge")), "conference_url")
    given = (("PagerDuty", text(node, "html_url")), ("Conference bridge", bridge))
    return tuple(Link(label=label, url=url) for label, url in given if url.startswith(("https://", "http://")))
