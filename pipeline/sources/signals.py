"""What a monitoring tool says in one webhook -> a Signal, the one small shape that all of them share.

Each tool has a function here: an object of its webhook in, its signals out, none for what is not its own. Where a tool gives no
time of the change (it gives that of its beginning, or none) the signal has none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.sources.accounts import Place, When
from pipeline.sources.payload import Json, epoch, instant, items, mapping, names, text


@dataclass(frozen=True)
class Signal:
    """`id` is the tool's own, `author` a person who acted, `details` are shown as `name=value`."""

    id: str
    said: str
    at: When
    subtype: Subtype | None
    author: str = ""
    link: str = ""
    details: tuple[tuple[str, str], ...] = ()


Heard = Callable[[Json], list[Signal]]

NEWRELIC = {
    "created": Subtype.FIRING,
    "activated": Subtype.FIRING,
    "open": Subtype.FIRING,
    "acknowledged": Subtype.ACKNOWLEDGE,
    "closed": Subtype.RESOLVED,
}
SENTRY = {
    "created": Subtype.FIRING,
    "triggered": Subtype.FIRING,
    "resolved": Subtype.RESOLVED,
    "assigned": Subtype.ASSIGN,
}


def pingdom(node: Json) -> list[Signal]:
    if not {"check_id", "previous_state", "current_state"} <= node.keys():
        return []
    state = text(node, "current_state")
    told = names([text(node, "description"), text(node, "long_description")])
    said = f"{text(node, 'check_name', 'check_id')} is {state}" + (f": {'. '.join(told)}" if told else "")
    details = (("host", text(mapping(node.get("check_params")), "hostname")), ("check", text(node, "check_type")))
    subtype = Subtype.RESOLVED if state == "UP" else Subtype.FIRING
    at = _counted(node, "state_changed_timestamp")
    return [
        Signal(f"{text(node, 'check_id')}#{text(node, 'state_changed_timestamp') or state}", said, at, subtype, details=details)
    ]


def uptimerobot(node: Json) -> list[Signal]:
    if not {"monitor_url", "alert_type_friendly_name"} <= node.keys():
        return []
    state, lasted = text(node, "alert_type_friendly_name"), text(node, "alert_friendly_duration")
    said = f"{text(node, 'monitor_friendly_name', 'monitor_url')} is {state.lower()}: {text(node, 'alert_details')}"
    told = (("url", text(node, "monitor_url")), ("duration", "" if lasted.startswith("*") else lasted))
    subtype = Subtype.RESOLVED if text(node, "alert_type") == "2" else Subtype.FIRING
    own = text(node, "monitor_id", "monitor_url")
    return [Signal(f"{own}#{state.lower()}", said, _counted(node, "alert_date_time", "alertDateTime"), subtype, details=told)]


def newrelic(node: Json) -> list[Signal]:
    """The old webhook dates its event; the new one dates the issue's creation, whatever happened to it."""
    if not ("incident_acknowledge_url" in node or {"condition_name", "policy_name"} <= node.keys() or "alertPolicyNames" in node):
        return []
    own, state = text(node, "incident_id", "id"), text(node, "current_state", "state")
    policies = [policy for policy in items(node.get("alertPolicyNames")) if isinstance(policy, str)]
    told = (("policy", text(node, "policy_name") or ", ".join(policies)),)
    said, subtype = ": ".join(names([text(node, "condition_name"), text(node, "details")])), NEWRELIC.get(state)
    link, by = text(node, "incident_url", "issueUrl"), text(node, "owner")
    begun, new = _counted(node, "timestamp", "createdAt"), "timestamp" not in node
    if subtype is Subtype.FIRING or not new:
        return [Signal(f"{own}#{state or 'told'}", f"{said} ({state or 'no state'})", begun, subtype, by, link, told)]
    opened = Signal(f"{own}#created", f"{said} (created)", begun, Subtype.FIRING, "", link, told)
    return [opened, Signal(f"{own}#{state or 'told'}", f"{said} ({state or 'no state'})", When(), subtype, by, link, told)]


def sentry(node: Json) -> list[Signal]:
    """An issue or an event; when an issue was resolved or assigned is told in the request's headers alone."""
    data, action, actor = mapping(node.get("data")), text(node, "action"), mapping(node.get("actor"))
    by = text(actor, "name") if text(actor, "type") == "user" else ""
    if issue := mapping(data.get("issue")) if "installation" in node else {}:
        at = _iso(issue, "firstSeen") if action == "created" else When()
        said = f"Sentry issue {action}: {text(issue, 'title')}"
        told = (("project", text(mapping(issue.get("project")), "name")), ("level", text(issue, "level")), _place_of(issue))
        return [Signal(f"{text(issue, 'id')}#{action}", said, at, SENTRY.get(action), by, text(issue, "permalink"), told)]
    event = mapping(data.get("event")) if "installation" in node else mapping(node.get("event")) if "culprit" in node else {}
    if not event:
        return []
    at = _iso(event, "datetime") if instant(event, "datetime") else _counted(event, "received", "timestamp")
    said = f"Sentry event: {text(event, 'title') or text(event, 'message') or text(node, 'message')}"
    told = (("project", text(node, "project_name")), ("level", text(event, "level") or text(node, "level")), _place_of(event))
    own = text(event, "event_id", "id") or text(node, "id")
    return [Signal(own, said, at, Subtype.FIRING, "", text(event, "web_url") or text(node, "url"), told)]


def splunk(node: Json) -> list[Signal]:
    """A search that found something: its first result, dated by the logged line."""
    result = mapping(node.get("result"))
    if not ({"sid", "app"} <= node.keys() or {"sid", "owner"} <= node.keys()) or not result:
        return []
    said = ": ".join(names(["Splunk alert", text(node, "search_name"), text(result, "_raw")]))
    told = (("host", text(result, "host")), ("source", text(result, "source")))
    return [Signal(text(node, "sid"), said, _counted(result, "_time"), Subtype.FIRING, "", text(node, "results_link"), told)]


TOOLS: dict[str, tuple[str, Heard]] = {
    "pingdom": ("Pingdom", pingdom),
    "uptimerobot": ("UptimeRobot", uptimerobot),
    "newrelic": ("New Relic", newrelic),
    "sentry": ("Sentry", sentry),
    "splunk": ("Splunk", splunk),
}
"""The prefix of a tool's ids, its name, and how it is heard."""


def evidence_of(place: Place, node: Json) -> list[Evidence]:
    """What the first tool that knows the object says in it."""
    for tool, (name, heard) in TOOLS.items():
        if signals := heard(node):
            at = Place(tool, place.file, place.locator)
            return [_evidence(at, name, signal) for signal in signals]
    return []


def _evidence(place: Place, name: str, signal: Signal) -> Evidence:
    details = ", ".join(f"{key}={value}" for key, value in signal.details if value)
    subtype = str(signal.subtype) if signal.subtype else None
    return place.piece(
        signal.id,
        "\n".join(names([signal.said, details])),
        signal.at,
        EvidenceKind.LOG_ENTRY if signal.author else EvidenceKind.ALERT,
        signal.author or name,
        automated=not signal.author,
        subtype=subtype,
        links=names([signal.link]),
    )


def _counted(node: Json, *keys: str) -> When:
    at = epoch(node, *keys)
    return When(at, "" if at else text(node, *keys))


def _iso(node: Json, *keys: str) -> When:
    at = instant(node, *keys)
    return When(at, "" if at else text(node, *keys))


def _place_of(node: Json) -> tuple[str, str]:
    return "culprit", text(node, "culprit")
