"""A record of ServiceNow's incident table, with its journal -> Account.

Resolved and closed are states of the ticket: they are its closing, not the end of the incident.
"""

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, When
from pipeline.sources.payload import Json, names
from pipeline.sources.servicenow.fields import Clock, clock_of, shown, value_of
from pipeline.sources.servicenow.journal import field_notes

TOOL = "servicenow"
TRUST = 75
STATES = {"1": "new", "2": "in progress", "3": "on hold", "6": "resolved", "7": "closed", "8": "canceled"}
MACHINES = ("monitoring", "event", "event management", "integration", "alert")
TOLD = (("description", ""), ("business_impact", "Business impact: "), ("cause", "Cause: "))
PEOPLE = ("opened_by", "assigned_to", "resolved_by", "closed_by", "reopened_by")
SERVICES = ("business_service", "service_offering", "cmdb_ci")


def incident_account(place: Place, node: Json, guess: str | None) -> Account:
    """`guess` is the zone that the user gave. Raises MissingTimeFacts for display values where there is none."""
    place, clock = place.under("", value_of(node, "sys_id")), clock_of(node, place.file, guess)
    opened, number = clock.when(node, "opened_at", "sys_created_on"), shown(node, "number")
    head = f"ServiceNow {number or 'incident'} opened: {shown(node, 'short_description')}"
    by_machine = shown(node, "contact_type").lower() in MACHINES
    told = "\n".join(f"{before}{said}" for key, before in TOLD if (said := shown(node, key)))
    steps = _steps(place, node, clock)
    return Account(
        place.incident,
        _record(place, node, opened, steps),
        place.opening(head, opened, shown(node, "opened_by"), by_machine),
        (*steps, *place.summary(told, opened), *field_notes(place, node, clock)),
        people=_people(node),
        as_of=clock.when(node, "sys_updated_on", "sys_created_on", "opened_at").at,
        notes=()
        if clock.displays
        else (f"{place.file}: times have no zone and were read as UTC, as ServiceNow's API gives values.",),
    )


def _steps(place: Place, node: Json, clock: Clock) -> list[Evidence]:
    """Reopening, resolution with its notes, closing."""
    given = (
        ("reopened_time", "Reopened", "reopened_by", Subtype.REOPEN),
        ("resolved_at", "Resolved", "resolved_by", Subtype.RESOLVE),
        ("closed_at", "Closed", "closed_by", Subtype.RESOLVE),
    )
    found: list[Evidence] = []
    for key, verb, by, subtype in given:
        at, author = clock.when(node, key), shown(node, by)
        if at != When():
            kind, own = EvidenceKind.LOG_ENTRY, f"{place.incident}#{verb.lower()}"
            found.append(place.under(key).piece(own, verb, at, kind, author, automated=not author, subtype=str(subtype)))
    if said := shown(node, "close_notes"):
        at = clock.when(node, "resolved_at", "closed_at")
        own, author = f"{place.incident}#close-notes", shown(node, "resolved_by")
        found.append(place.under("close_notes").piece(own, said, at, EvidenceKind.NOTE, author))
    return found


def _record(place: Place, node: Json, opened: When, steps: list[Evidence]) -> Record:
    state, priority = shown(node, "state") or shown(node, "incident_state"), shown(node, "priority")
    closing = next((one for one in steps if one.subtype == Subtype.RESOLVE and one.at), None)
    opening = (f"{TOOL}:{place.incident}",)
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=shown(node, "number") or None,
        title=shown(node, "short_description") or None,
        severity=f"P{priority}" if priority.isdigit() else priority or None,
        status=STATES.get(state, state.lower()) or None,
        services=names(shown(node, key) for key in SERVICES),
        people=(("assignee", shown(node, "assigned_to")),) if shown(node, "assigned_to") else (),
        created_at=Moment(at=opened.at, precision=opened.precision, basis=Basis.RECORD, evidence=opening) if opened.at else None,
        closed_at=Moment(at=closing.at, precision=closing.precision, basis=Basis.RECORD, evidence=(closing.id,))
        if closing and closing.at
        else None,
    )


def _people(node: Json) -> tuple[Person, ...]:
    """Those who worked on it; who called is a customer, and is not of the roster."""
    return tuple(Person(name) for name in names(shown(node, key) for key in PEOPLE))
