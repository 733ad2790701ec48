"""Single alerts of monitoring tools, as their webhooks send them (Pingdom, UptimeRobot, New Relic, Sentry, Splunk) -> evidence.

`signals.py` says how each tool is heard. Files of one folder are read together; the same signal sent again counts once.
"""

from pipeline.domain.evidence import Evidence
from pipeline.errors import EmptySource
from pipeline.sources.accounts import once, payloads, roster
from pipeline.sources.files import File, Tree
from pipeline.sources.payload import claim_folders, oldest_first
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.signals import evidence_of

FORMAT = "monitor-alert"
PRODUCT = "alert of a monitoring tool"
PRIORITY = 48

KEYS = (
    "check_id",
    "monitor_url",
    "incident_acknowledge_url",
    "condition_name",
    "installation",
    "culprit",
    "sid",
    "alertPolicyNames",
)
RELAY = "monitor."


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(
        tree, KEYS, lambda value: any(evidence_of(place, node) for place, node in payloads(value, "", FORMAT, RELAY))
    )


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every alert of the claim. Raises EmptySource, UnreadableSource."""
    heard = [one for file in claim.files for one in _heard(file)]
    evidence = once(heard)
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    repeats = len(heard) - len(evidence)
    return Reading(
        evidence=tuple(oldest_first(evidence)),
        people=roster(evidence, (), ()),
        dropped={"repeated alerts": repeats} if repeats else {},
    )


def _heard(file: File) -> list[Evidence]:
    return [one for place, node in payloads(file.json, file.name, FORMAT, RELAY) for one in evidence_of(place, node)]
