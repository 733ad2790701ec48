"""An incident.io incident, as it stood at its last update -> Account."""

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person, Record
from pipeline.sources.accounts import Account, Place, links_of, people_named, when
from pipeline.sources.milestones import Milestones, milestones
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text
from pipeline.sources.status_text import recorded

TOOL = "incidentio"
TRUST = 90
REHEARSALS = ("test", "tutorial")
SERVICE_FIELDS = ("affected services", "services", "service")


def incident_account(place: Place, node: Json) -> Account:
    """`node` is the incident; `place` leads to it."""
    place = place.under("", text(node, "id"))
    reached, creator = _milestones(place, node), mapping(node.get("creator"))
    declared = f"incident.io {text(node, 'reference') or 'incident'} declared: {text(node, 'name')}"
    user = mapping(creator.get("user"))
    by = text(user, "name") or text(mapping(creator.get("alert")), "title") or tool_of(creator)
    return Account(
        place.incident,
        _record(place, node, reached),
        place.opening(declared, when(node, "created_at"), by, bool(creator) and not user),
        (*reached.evidence, *place.summary(_told(node), when(node, "updated_at", "created_at"))),
        people=people([*(mapping(one.get("assignee")) for one in _roles(node)), user]),
        as_of=instant(node, "updated_at", "created_at"),
        notes=_rehearsal(place, node),
    )


def status_change_account(place: Place, node: Json) -> Account:
    """A webhook of a change of status: the incident as it was then, and the change."""
    incident = mapping(node["incident"])
    account = incident_account(place.under("incident"), incident)
    before, after = (text(mapping(node.get(key)), "name") for key in ("previous_status", "new_status"))
    changed = f"Status: {after}" + (f" (before: {before})" if before else "")
    said = "\n".join(names([text(node, "update_message", "message"), changed]))
    own = f"{account.incident}#status-{text(incident, 'updated_at')}"
    piece = place.under("", account.incident).piece(
        own, said, when(incident, "updated_at"), EvidenceKind.LOG_ENTRY, automated=True
    )
    evidence: tuple[Evidence, ...] = (*account.evidence, piece)
    return Account(account.incident, account.record, account.opening, evidence, people=account.people, as_of=account.as_of)


def tool_of(actor: Json) -> str:
    """The workflow or key that acted where nobody did."""
    return text(mapping(actor.get("workflow")), "name") or text(mapping(actor.get("api_key")), "name")


def people(users: list[Json]) -> tuple[Person, ...]:
    return people_named(users, ("name",), ("slack_user_id", "id"))


def _told(node: Json) -> str:
    return "\n".join(names([text(node, "summary"), *(_field(entry) for entry in mappings(node.get("custom_field_entries")))]))


def _field(entry: Json) -> str:
    """A custom field as `Name: value, value`."""
    name, values = text(mapping(entry.get("custom_field")), "name"), _values(entry)
    return f"{name}: {', '.join(values)}" if name and values else ""


def _values(entry: Json) -> tuple[str, ...]:
    return names(
        text(value, "value_text", "value_link", "value_numeric")
        or text(mapping(value.get("value_option")), "value")
        or text(mapping(value.get("value_catalog_entry")), "name")
        for value in mappings(entry.get("values"))
    )


def _milestones(place: Place, node: Json) -> Milestones:
    """Times by name, in the second version of the API and in the first; when it was reported is when it was declared."""
    given = [
        (text(mapping(entry.get("incident_timestamp")), "name"), when(mapping(entry.get("value")), "value"), "")
        for entry in mappings(node.get("incident_timestamp_values"))
    ]
    given += [(text(entry, "name"), when(entry, "last_occurred_at"), "") for entry in mappings(node.get("timestamps"))]
    return milestones(place, [one for one in given if not one[0].startswith("Reported")], instant(node, "created_at"))


def _record(place: Place, node: Json, reached: Milestones) -> Record:
    private = text(node, "visibility") == "private" or node.get("is_private") is True
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=text(node, "reference") or None,
        title=text(node, "name") or None,
        severity=text(mapping(node.get("severity")), "name") or None,
        status=text(mapping(node.get("incident_status")), "name", "category") or text(node, "status") or None,
        services=names(service for entry in mappings(node.get("custom_field_entries")) for service in _services(entry)),
        visibility=Visibility.RESTRICTED if private else None,
        links=links_of(
            ("incident.io", text(node, "permalink")),
            ("Call", text(node, "call_url")),
            ("Issue", text(mapping(node.get("external_issue_reference")), "issue_permalink")),
            ("Postmortem", text(node, "postmortem_document_url")),
        ),
        people=tuple((role, name) for one in _roles(node) for role, name in [_assigned(one)] if role and name),
        moments=reached.moments,
        created_at=recorded(node, "created_at"),
        closed_at=reached.closed_at,
    )


def _services(entry: Json) -> tuple[str, ...]:
    return _values(entry) if text(mapping(entry.get("custom_field")), "name").lower() in SERVICE_FIELDS else ()


def _roles(node: Json) -> list[Json]:
    return mappings(node.get("incident_role_assignments"))


def _assigned(assignment: Json) -> tuple[str, str]:
    return text(mapping(assignment.get("role")), "name"), text(mapping(assignment.get("assignee")), "name")


def _rehearsal(place: Place, node: Json) -> tuple[str, ...]:
    mode = text(node, "mode")
    return (f"{place.file}: {text(node, 'reference')} is a {mode} incident, not a real one.",) if mode in REHEARSALS else ()
