"""Files of products that are not read yet -> the product's name, by the shape of the content, never by the file's name."""

import json
from dataclasses import dataclass

from pipeline.errors import PostmortemError
from pipeline.sources.archive import looks_like_office
from pipeline.sources.files import File
from pipeline.sources.payload import Json, items, mapping, mappings, text

GENERIC = "convert it to the generic JSON, or leave the file out"


@dataclass(frozen=True)
class Product:
    """A product's name, and what a person can do instead."""

    name: str
    remedy: str = GENERIC


PDF = Product("a PDF", "save its text as a .txt or .md file and give that")
OFFICE = Product("a document of an office program", "save its text as a .txt or .md file and give that")
ATOM = Product("a status page's feed", "give the page's incidents.json instead")
WEB_PAGE = Product("a web page", "save its text as a .txt or .md file and give that")
BSON = Product("a Rocket.Chat database dump", "give the messages as its API has them, or leave the file out")
SLACK_EVENT = Product("a Slack event", "give a Slack export, or messages from conversations.history")
SLACK_FORM = Product("a Slack outgoing webhook", "give a Slack export, or messages from conversations.history")
SLACK_LIST = Product("a part of a Slack export")
INCIDENT_ITSELF = "give the incident itself, as the API answers it"
ALERT_ITSELF = "give the alert itself, as the API answers it"
GRAFANA_RULE = Product("a Grafana alert rule", "leave it out: it says what may fire, and not what did")
RECORDING = Product("a recording of web requests", "give the answers themselves, an issue or a list of comments")

KEYS_OF: tuple[tuple[Product, tuple[frozenset[str], ...]], ...] = tuple(
    (product, tuple(frozenset(keys.split()) for keys in shapes))
    for product, shapes in (
        (SLACK_EVENT, ("token team_id event", "api_app_id event")),
        (SLACK_LIST, ("id created members", "ok team", "ok members")),
        (RECORDING, ("scope method path response",)),
        (Product("a FireHydrant object of another kind", INCIDENT_ITSELF), ("current_milestone customer_impact_summary",)),
        (
            Product("a Rootly object of another kind", INCIDENT_ITSELF),
            ("sequential_id slug started_at", "occurred_at visibility event"),
        ),
        (Product("an incident.io object of another kind", INCIDENT_ITSELF), ("reference permalink visibility",)),
        (GRAFANA_RULE, ("orgID folderUID", "alertRules")),
        (
            Product("a Grafana object of another kind"),
            ("ruleId ruleName", "incidentID incidentUrl", "alerts orgId", "ruleUid alerts"),
        ),
        (
            Product("an Opsgenie object of another kind", ALERT_ITSELF),
            ("alert action integrationName", "escalationId integrationId"),
        ),
        (Product("a Jira event of another kind", "give the issue with its comments"), ("webhookEvent", "issues startAt")),
        (Product("a GitLab event of another kind", "give the issue with its notes"), ("object_kind", "iid project_id")),
        (Product("a ServiceNow record of another kind", "give the incident's record"), ("sys_id", "sys_created_on")),
        (Product("a Datadog object of another kind"), ("date_happened", "alert_transition")),
        (Product("a Sentry object of another kind"), ("data installation actor", "culprit project_name")),
        (Product("a Splunk alert without a result"), ("sid result app", "sid result owner")),
        (SLACK_LIST, ("id name profile", "id name real_name", "id name is_bot")),
    )
)
"""What each product's objects hold, one set of keys for each kind of object."""

RELAYED = {
    "incident": Product("a relayed incident.io event", INCIDENT_ITSELF),
    "rootly": Product("a relayed Rootly event", INCIDENT_ITSELF),
    "firehydrant": Product("a relayed FireHydrant event", INCIDENT_ITSELF),
    "grafana": GRAFANA_RULE,
    "opsgenie": Product("a relayed Opsgenie event", ALERT_ITSELF),
    "jira": Product("a relayed Jira event", "give the issue with its comments"),
    "gitlab": Product("a relayed GitLab event", "give the issue with its notes"),
    "github": Product("a relayed GitHub event", "give the issue with its comments"),
    "servicenow": Product("a relayed ServiceNow event", "give the incident's record"),
    "datadog": Product("a relayed Datadog event", "give the event or the incident itself"),
    "discord": Product("a relayed Discord event", "give the channel's messages"),
    "teams": Product("a relayed Microsoft Teams event", "give the channel's messages"),
    "slack": SLACK_EVENT,
}
"""A relay's `type` is `<product>.<event>` beside `data` and `timestamp`."""


def product_of(file: File) -> Product | None:
    """The product that makes files like this one, if it is known. Never raises."""
    head = file.head
    if not head:
        return _binary(file)
    start = head.lstrip()[:400]
    if start.startswith("%PDF-"):
        return PDF
    if start.startswith("<"):
        return _markup(start.lower())
    if start.startswith("token=") and "&team_domain=" in head:
        return SLACK_FORM
    return _by_shape(_value(file)) if start.startswith(("{", "[")) else None


def is_broken_json(file: File) -> bool:
    """A .json file that is no JSON."""
    if not file.path.lower().endswith(".json"):
        return False
    try:
        file.read_json()
    except PostmortemError:
        return True
    return False


def _binary(file: File) -> Product | None:
    """By the first bytes; a MongoDB dump begins with a document's length, and a first field `_id`."""
    try:
        start = file.peek(64) if file.peek else file.data[:64]
    except PostmortemError:
        return None
    if start.startswith(b"%PDF-"):
        return PDF
    if looks_like_office(start):
        return OFFICE
    return BSON if len(start) >= 16 and start[4] in (0x02, 0x07) and start[5:9] == b"_id\x00" else None


def _markup(start: str) -> Product | None:
    if "<feed" in start or "<rss" in start:
        return ATOM
    return WEB_PAGE if start.startswith(("<!doctype html", "<html")) else None


def _value(file: File) -> object:
    """The parsed content, or of a file of many JSON lines the first."""
    try:
        return file.read_json()
    except PostmortemError:
        pass
    try:
        return json.loads(file.head.lstrip().partition("\n")[0])
    except (ValueError, RecursionError):
        return None


def _by_shape(value: object) -> Product | None:
    node = mapping(value) or mapping(next(iter(items(value)), None))
    if "data" in node and "timestamp" in node and (relayed := RELAYED.get(text(node, "type").partition(".")[0])):
        return relayed
    return next((product for layer in _layers(node) for product, shapes in KEYS_OF if _has(layer, shapes)), None)


def _layers(node: Json) -> tuple[Json, ...]:
    """The object and what it wraps."""
    inner = [mapping(node.get(key)) for key in ("data", "event", "incident", "issue", "result")]
    lists = [rows[0] for key in ("alerts", "messages", "result", "data") if (rows := mappings(node.get(key)))]
    return (node, *inner, *lists)


def _has(node: Json, shapes: tuple[frozenset[str], ...]) -> bool:
    return any(shape <= node.keys() for shape in shapes)
