"""Grafana Incident (IRM): an incident as it stood at its last change, and the items of its activity -> accounts.

`incidentStart` and `incidentEnd` are set to when it was declared and closed until somebody corrects them.
"""

import re

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, When, links_of, people_named, when
from pipeline.sources.milestones import Milestones, milestones
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text
from pipeline.sources.status_text import SET_BACK, recorded

TOOL = "grafana"
TRUST = 90
NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
OWN_STEPS = frozenset({"incidentCreated"})
SERVICE_KEYS = ("service", "service_name")


def is_incident(node: Json) -> bool:
    return "incidentID" in node and "title" in node and "activityItemID" not in node


def is_activity(node: Json) -> bool:
    return "activityItemID" in node and "activityKind" in node


def incident_account(place: Place, node: Json) -> Account:
    place = place.under("", text(node, "incidentID"))
    created, creator = when(node, "createdTime"), mapping(node.get("createdByUser"))
    reached, closing = _milestones(place, node), _closing(place, node)
    users = [creator, *(mapping(one.get("user")) for one in _assignments(node))]
    return Account(
        place.incident,
        _record(place, node, reached, closing),
        place.opening(
            f"Grafana incident {place.incident} declared: {text(node, 'title')}", created, text(creator, "name"), False
        ),
        (*reached.evidence, *closing, *_tasks(place, node), *place.summary(text(node, "summary"), when(node, "modifiedTime"))),
        people=people_named(users, ("name",), ("userID",)),
        as_of=instant(node, "modifiedTime", "createdTime"),
        notes=(f"{place.file}: incident {place.incident} is a drill.",) if node.get("isDrill") is True else (),
    )


def activity_account(place: Place, node: Json) -> Account:
    """An item of the activity: what somebody noted, or what Grafana wrote down of a change."""
    place, kind = place.under("", text(node, "incidentID")), text(node, "activityKind")
    at, user = when(node, "eventTime", "createdTime"), mapping(node.get("user"))
    if kind in OWN_STEPS:
        return Account(place.incident, as_of=at.at, dropped=("entries of the declaration",))
    noted = kind == "userNote"
    words = NEXT_WORD.sub(" ", kind).lower().capitalize()
    said = text(node, "body") if noted else ": ".join(names([words, text(node, "body")]))
    piece = place.piece(
        text(node, "activityItemID"),
        said,
        at,
        EvidenceKind.NOTE if noted else EvidenceKind.LOG_ENTRY,
        text(user, "name"),
        automated=not noted and not user,
        links=names([text(node, "url")]),
    )
    people = people_named([user], ("name",), ("userID",))
    return Account(place.incident, evidence=(piece,) if said else (), people=people, as_of=at.at)


def _milestones(place: Place, node: Json) -> Milestones:
    ended, closed = instant(node, "incidentEnd"), instant(node, "closedTime")
    corrected = ended and not (closed and abs(ended - closed) < SET_BACK)
    given = [
        ("incident started", when(node, "incidentStart"), ""),
        ("incident ended", when(node, "incidentEnd") if corrected else When(), ""),
    ]
    return milestones(place, given, instant(node, "createdTime"))


def _closing(place: Place, node: Json) -> list[Evidence]:
    """That it was set to resolved, which is the tool's closing and not yet the end of the incident."""
    if text(node, "status") != "resolved" or not text(node, "closedTime"):
        return []
    at, subtype = when(node, "closedTime"), str(Subtype.RESOLVE)
    own = f"{place.incident}#closed"
    return [place.piece(own, "Set to resolved", at, EvidenceKind.LOG_ENTRY, automated=True, subtype=subtype)]


def _tasks(place: Place, node: Json) -> list[Evidence]:
    """Tasks that people set; those that every incident has are left out."""
    return [
        inner.piece(
            text(task, "taskID"),
            f"Task: {said} ({text(task, 'status')})",
            when(task, "createdTime"),
            EvidenceKind.LOG_ENTRY,
            text(mapping(task.get("authorUser")), "name"),
            subtype="task",
        )
        for inner, task in place.under("taskList").each(mapping(node.get("taskList")), "tasks")
        if (said := text(task, "text")) and task.get("immutable") is not True
    ]


def _record(place: Place, node: Json, reached: Milestones, closing: list[Evidence]) -> Record:
    labels = mappings(node.get("labels"))
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=f"Grafana incident {place.incident}" if place.incident else None,
        title=text(node, "title") or None,
        severity=text(node, "severityLabel", "severity") or None,
        status=text(node, "status") or None,
        services=names(text(label, "label") for label in labels if text(label, "key").lower() in SERVICE_KEYS),
        visibility=Visibility.RESTRICTED if text(node, "incidentType") == "private" else None,
        links=links_of(("Grafana incident", text(node, "incidentUrl", "overviewURL"))),
        people=tuple((role, name) for one in _assignments(node) for role, name in [_assigned(one)] if role and name),
        moments=reached.moments,
        created_at=recorded(node, "createdTime"),
        closed_at=next((Moment(at=one.at, basis=Basis.RECORD, evidence=(one.id,)) for one in closing if one.at), None),
    )


def _assignments(node: Json) -> list[Json]:
    return [*mappings(mapping(node.get("incidentMembership")).get("assignments")), *mappings(node.get("roles"))]


def _assigned(one: Json) -> tuple[str, str]:
    role = text(mapping(one.get("role")), "name") or text(one, "role")
    return role.lower(), text(mapping(one.get("user")), "name")
