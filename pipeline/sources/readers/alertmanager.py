"""Prometheus Alertmanager webhooks and API lists -> alerts: one piece of evidence when it fired, one when it was resolved.

`firing.py` says what they look like. Files of one folder are read together.
"""

from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.firing import Tool, alerts_in, firing_evidence
from pipeline.sources.payload import Json, claim_folders
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped

FORMAT = "alertmanager"
PRODUCT = "Alertmanager alerts"
PRIORITY = 45

KEYS = ("startsAt", "fingerprint", "groupLabels")
GRAFANA = ("orgId", "silenceURL", "dashboardURL", "valueString", "ruleUid")
"""Grafana's own alerting sends the same shape with these added."""

TOOL = Tool("alertmanager", "Alertmanager", "prometheus.")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(_is_alert(alert) for _, alert in alerts_in(value, TOOL)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every alert of the claim. Raises EmptySource, UnreadableSource."""
    alerts = [(file.name, place, alert) for file in claim.files for place, alert in alerts_in(file.json, TOOL)]
    evidence, repeats = firing_evidence([one for one in alerts if _is_alert(one[2])], TOOL)
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    return Reading(
        evidence=tuple(evidence),
        dropped={"repeated alerts": repeats} if repeats else {},
        skipped=tuple(Skipped(file, place, "this is no alert") for file, place, alert in alerts if not _is_alert(alert)),
    )


def _is_alert(alert: Json) -> bool:
    return "labels" in alert and "startsAt" in alert and not any(key in alert for key in GRAFANA)
