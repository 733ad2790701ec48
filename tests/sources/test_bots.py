"""What kind of thing a bot says."""

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.sources.bots import is_tool, kind_of

CASES = [
    ("PagerDuty", "Triggered #7: error ratio high", EvidenceKind.ALERT, Subtype.TRIGGER),
    ("PagerDuty", "Acknowledged #7: error ratio high", EvidenceKind.ALERT, Subtype.ACKNOWLEDGE),
    ("Grafana", "[FIRING:2] DiskFull", EvidenceKind.ALERT, Subtype.FIRING),
    ("Grafana", "[RESOLVED] DiskFull", EvidenceKind.ALERT, Subtype.RESOLVE),
    ("Grafana", "[WARN] log rate", EvidenceKind.ALERT, None),
    ("Our Own Watcher", "[FIRING:1] Lag", EvidenceKind.ALERT, Subtype.FIRING),
    ("Statuspage", "New incident: slow\n*Investigating* - we look into it", EvidenceKind.STATUS_UPDATE, Subtype.INVESTIGATING),
    ("Acme Status", "Resolved: slow", EvidenceKind.STATUS_UPDATE, Subtype.RESOLVED),
    ("Jenkins", "api #52 finished", EvidenceKind.DEPLOY, None),
    ("Gangway", "api: canary started\nbuild 412 on 4/40 pods", EvidenceKind.DEPLOY, None),
    ("Gangway", "config bundle applied", EvidenceKind.DEPLOY, None),
    ("PagerDuty", "#7 error ratio high\nTRIGGERED 07:31:20 UTC", EvidenceKind.ALERT, Subtype.TRIGGER),
    ("PagerDuty", "#7 resolved by Ada Byron", EvidenceKind.ALERT, Subtype.RESOLVE),
    ("Watch", "api\n5xx share 100 % (limit 5 %)\nfiring since 15:20:31", EvidenceKind.ALERT, Subtype.FIRING),
    ("Watch", "WARN container restarts\n4 restarts in 15m (threshold 3)", EvidenceKind.ALERT, None),
    ("Gangway", "api 7.41 ➜ production, 24/24 arrived", EvidenceKind.DEPLOY, None),
    ("Gangway", "flag api.fanout → OFF", EvidenceKind.DEPLOY, None),
    ("Gangway", "rollout triggered by Ada", EvidenceKind.DEPLOY, None),
    ("Helpdesk", "Things are gone\nFrom: someone <x@y.example>\nAll that we applied for is gone", EvidenceKind.MESSAGE, None),
    ("Helpdesk", "41 new tickets about checkout", EvidenceKind.MESSAGE, None),
    ("Tracker", "OPS-12 is overdue, assignee: Ann. Move the release", EvidenceKind.MESSAGE, None),
    ("Lunch", "Today: soup", EvidenceKind.MESSAGE, None),
]


@pytest.mark.parametrize(("name", "text", "kind", "subtype"), CASES)
def test_a_bots_name_and_words_say_what_it_is(name: str, text: str, kind: EvidenceKind, subtype: Subtype | None):
    assert kind_of(name, text) == (kind, subtype)


@pytest.mark.parametrize(
    ("name", "tool"), [("PagerDuty", True), ("Prometheus Alertmanager", True), ("Ada Byron", False), ("Travis Helm", False)]
)
def test_tools_are_known_by_their_names(name: str, tool: bool):
    assert is_tool(name) is tool
