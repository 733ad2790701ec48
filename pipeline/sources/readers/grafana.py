"""Grafana's alerts, incidents and OnCall's alert groups (API answers and webhooks) -> evidence, and a record for each incident.

    alerting  Alertmanager's shape with `orgId`, `silenceURL` ... added; before version 8 {ruleId, ruleName, state, message}
    Incident  {incident}  {activityItems: [item]}  webhook {event: "grafana.incident...", incident, time}
    OnCall    an alert group  {results: [alert group]}  webhook {event: {type, time}, user, alert_group, integration}
    relayed   {type: "grafana...", data, timestamp}

Alerts from before version 8 carry no time. Files of one folder are read together.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.accounts import Account, Place, When, payloads, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.firing import Tool, alerts_in, firing_evidence
from pipeline.sources.grafana.incident import TOOL, activity_account, incident_account, is_activity, is_incident
from pipeline.sources.grafana.oncall import group_account, is_alert_group, is_webhook, webhook_account
from pipeline.sources.payload import Json, claim_folders, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = TOOL
PRODUCT = "Grafana alert or incident"
PRIORITY = 46
"""After Alertmanager, whose shape its alerts have."""

KEYS = ("orgId", "ruleName", "ruleUid", "silenceURL", "incidentID", "activityItemID", "alert_group", "alerts_count")
ALERTING = Tool(TOOL, "Grafana", "grafana.")
STATES = {"alerting": ("firing", Subtype.FIRING), "ok": ("resolved", Subtype.RESOLVED)}


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "")) or any(True for _ in _alerts(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All alerts, incidents and alert groups of the claim. Raises EmptySource, UnreadableSource."""
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name)]
    alerts = [(file.name, place, alert) for file in claim.files for place, alert in _alerts(file.json)]
    fired, repeats = firing_evidence(alerts, ALERTING)
    if not accounts and not fired:
        raise EmptySource(claim.name, PRODUCT)
    told = reading_of(claim, PRODUCT, accounts) if accounts else Reading()
    dropped = dict(told.dropped or {}) | ({"repeated alerts": repeats} if repeats else {})
    return replace(told, evidence=(*told.evidence, *fired), dropped=dropped)


def _alerts(value: object) -> Iterator[tuple[str, Json]]:
    return (
        (place, alert)
        for place, alert in alerts_in(value, ALERTING)
        if isinstance(alert.get("labels"), dict) and "status" in alert
    )


def _accounts(value: object, file: str) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, ALERTING.relay):
        wrapped = [inner for key in ("incident", "activityItem", "activityItems", "results") for inner in place.each(node, key)]
        for inner, item in [(place, node), *wrapped]:
            if is_incident(item):
                yield incident_account(inner, item)
            elif is_activity(item):
                yield activity_account(inner, item)
            elif is_webhook(item):
                yield webhook_account(inner, item)
            elif is_alert_group(item):
                yield group_account(inner, item)
            elif "ruleName" in item and "ruleId" in item and "state" in item:
                yield _rule_account(inner, item)


def _rule_account(place: Place, node: Json) -> Account:
    """An alert as Grafana sent it before version 8: a rule that changed its state, at a time that is not told."""
    state = text(node, "state")
    word, subtype = STATES.get(state, (state.replace("_", " "), None))
    values = [f"{text(match, 'metric')} = {text(match, 'value')}" for match in mappings(node.get("evalMatches"))]
    said = ": ".join(names([f"Alert {word}", text(node, "ruleName"), text(node, "message")]))
    piece = place.piece(
        f"rule-{text(node, 'ruleId')}#{state}",
        "\n".join(names([said, ", ".join(values)])),
        When(),
        EvidenceKind.ALERT,
        "Grafana",
        subtype=str(subtype) if subtype else None,
        automated=True,
        links=names([text(node, "ruleUrl")]),
    )
    return Account("", evidence=(piece,))
