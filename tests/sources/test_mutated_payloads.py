"""Payloads with parts taken out or replaced: a reader reads them or refuses with a sentence, and claims without raising."""

import contextlib
import copy
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import PostmortemError
from pipeline.sources.readers import (
    alertmanager,
    datadog,
    firehydrant,
    gcp_status,
    github_issue,
    grafana,
    incidentio,
    monitor_alert,
    opsgenie,
    pagerduty,
    rootly,
    servicenow,
    slack_status,
    statuspage,
    unsupported,
)
from pipeline.sources.reading import Claim, Reading, ReadOptions

T = "2024-05-02T10:00:00Z"
USER = {"id": "P1", "type": "user_reference", "summary": "Ana Lima"}
PAGE = {
    "id": "Q1",
    "type": "incident",
    "incident_number": 7,
    "title": "Slow",
    "created_at": T,
    "status": "resolved",
    "resolved_at": T,
    "assignments": [{"at": T, "assignee": USER}],
    "acknowledgements": [{"at": T, "acknowledger": USER}],
    "priority": {"summary": "P1"},
}
LOG = [
    {
        "id": f"R{i}",
        "type": f"{kind}_log_entry",
        "created_at": T,
        "agent": USER,
        "channel": {"type": "note", "details": {"a": "b"}},
    }
    for i, kind in enumerate(("trigger", "annotate", "resolve"))
]
SAMPLES: list[tuple[ModuleType, Any]] = [
    (
        pagerduty,
        {
            "incident": PAGE,
            "log_entries": LOG,
            "notes": [{"id": "N", "user": USER, "content": "x", "created_at": T}],
            "alerts": [{"id": "A"}],
        },
    ),
    (
        pagerduty,
        {"event": {"id": "E", "event_type": "incident.annotated", "occurred_at": T, "agent": USER, "data": {"incident": PAGE}}},
    ),
    (pagerduty, {"messages": [{"event": "incident.trigger", "incident": PAGE, "log_entries": LOG}]}),
    (
        pagerduty,
        {"type": "pagerduty.incident.annotated", "data": {"incident": PAGE, "annotation": {"content": "x"}}, "timestamp": T},
    ),
    (
        statuspage,
        {
            "page": {"id": "p", "name": "n", "url": "u"},
            "incidents": [
                {
                    "id": "i",
                    "name": "n",
                    "impact": "major",
                    "created_at": T,
                    "started_at": T,
                    "components": [{"name": "c"}],
                    "incident_updates": [
                        {"id": "u", "status": "resolved", "body": "<p>b</p>", "created_at": T, "updated_at": T, "display_at": T}
                    ],
                }
            ],
        },
    ),
    (
        gcp_status,
        [
            {
                "id": "g",
                "begin": T,
                "end": T,
                "external_desc": "d",
                "updates": [{"created": T, "text": "t", "status": "AVAILABLE"}],
            }
        ],
    ),
    (slack_status, [{"id": 1, "date_created": T, "title": "t", "services": ["s"], "notes": [{"date_created": T, "body": "b"}]}]),
    (
        github_issue,
        {
            "issue": {
                "number": 1,
                "title": "t",
                "body": "b",
                "html_url": "https://github.com/a/b/issues/1",
                "user": {"login": "l"},
            },
            "comments": [{"id": 2, "body": "On a day ana wrote:\n> x", "issue_url": "https://api.github.com/repos/a/b/issues/1"}],
        },
    ),
    (
        alertmanager,
        {"alerts": [{"status": "resolved", "labels": {"alertname": "n"}, "annotations": {}, "startsAt": T, "endsAt": T}]},
    ),
]
PERSON = {"id": "1", "name": "Ana Lima"}
NAMED = {"id": "1", "created_at": T, "updated_at": T, "status": "open", "title": "Slow", "severity": "SEV1"}
SAMPLES += [
    (
        incidentio,
        {
            "incident": NAMED
            | {
                "reference": "INC-1",
                "name": "Slow",
                "permalink": "https://a.b",
                "severity": {"name": "Major"},
                "creator": {"user": PERSON},
                "incident_role_assignments": [{"role": {"name": "Lead"}, "assignee": PERSON}],
                "incident_timestamp_values": [{"incident_timestamp": {"name": "Resolved at"}, "value": {"value": T}}],
                "custom_field_entries": [{"custom_field": {"name": "Service"}, "values": [{"value_text": "api"}]}],
            },
            "incident_updates": [{"id": "2", "incident_id": "1", "message": "m", "updater": {"user": PERSON}, "created_at": T}],
            "follow_ups": [{"id": "3", "incident_id": "1", "title": "t", "status": "open", "assignee": PERSON}],
        },
    ),
    (
        rootly,
        {
            "data": {
                "id": "1",
                "type": "incidents",
                "attributes": NAMED
                | {
                    "sequential_id": 1,
                    "slug": "s",
                    "started_at": T,
                    "mitigated_at": T,
                    "mitigated_by": PERSON,
                    "services": [PERSON],
                },
            }
        },
    ),
    (rootly, {"data": [{"id": "2", "type": "incident_events", "attributes": {"event": "x", "occurred_at": T, "user": PERSON}}]}),
    (
        firehydrant,
        {
            "data": {
                "incident": NAMED
                | {
                    "current_milestone": "started",
                    "name": "n",
                    "milestones": [{"type": "mitigated", "occurred_at": T}],
                    "lifecycle_phases": [{"milestones": [{"slug": "detected", "occurred_at": T}]}],
                    "role_assignments": [{"incident_role": PERSON, "user": PERSON}],
                    "tasks": [{"id": "4", "title": "t"}],
                    "follow_ups": [{"id": "5", "title": "t", "assignees": [PERSON]}],
                    "last_note": {"id": "6", "body": "b", "created_at": T},
                }
            }
        },
    ),
    (
        grafana,
        {
            "incident": {
                "incidentID": "1",
                "title": "t",
                "createdTime": T,
                "status": "resolved",
                "closedTime": T,
                "incidentEnd": T,
                "labels": [{"key": "service", "label": "api"}],
                "taskList": {"tasks": [{"taskID": "2", "text": "x"}]},
            },
            "activityItems": [
                {"activityItemID": "3", "incidentID": "1", "activityKind": "userNote", "body": "b", "user": PERSON}
            ],
        },
    ),
    (
        grafana,
        {"results": [{"id": "1", "state": "x", "created_at": T, "alerts_count": 1, "integration_id": "C", "resolved_at": T}]},
    ),
    (grafana, {"orgId": 1, "alerts": [{"status": "resolved", "labels": {"alertname": "n"}, "startsAt": T, "endsAt": T}]}),
    (
        opsgenie,
        {
            "action": "AddNote",
            "alert": {"alertId": "1", "message": "m", "createdAt": 1714644000000, "updatedAt": 1714644000000000000, "note": "n"},
            "source": {"type": "web"},
            "integrationName": "h",
        },
    ),
    (opsgenie, {"data": [{"id": "1", "tinyId": "2", "message": "m", "createdAt": T, "report": {"ackTime": 5}, "owner": "o"}]}),
    (datadog, {"events": [{"id": 1, "title": "[Triggered] x", "text": "t", "date_happened": 1714644000, "tags": ["a:b"]}]}),
    (
        datadog,
        {
            "data": {
                "id": "1",
                "type": "incidents",
                "attributes": {"public_id": 1, "title": "t", "created": T, "detected": T, "fields": {"state": {"value": "x"}}},
                "relationships": {"commander_user": {"data": {"id": "u"}}},
            },
            "included": [{"id": "u", "type": "users", "attributes": {"name": "Ana"}}],
        },
    ),
    (
        servicenow,
        {
            "result": [
                {
                    "sys_id": "1",
                    "number": "INC1",
                    "short_description": "s",
                    "state": {"value": "2", "display_value": "New"},
                    "opened_at": {"value": "2024-05-02 10:00:00", "display_value": "2024-05-02 12:00:00"},
                    "work_notes": {"display_value": "2024-05-02 12:10:00 - Ana (Work notes)\nx"},
                }
            ]
        },
    ),
    (monitor_alert, [{"check_id": 1, "previous_state": "UP", "current_state": "DOWN", "state_changed_timestamp": 1714644000}]),
    (monitor_alert, {"action": "created", "data": {"issue": {"id": "1", "title": "t", "firstSeen": T}}, "installation": {}}),
]
ODD = st.sampled_from(
    [None, True, 0, -1, 1e308, "", "x", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "\x00", "<" * 50, [], {}, [[]]]
)
JSON = st.recursive(
    ODD | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [place for key, item in inner for place in _places(item, (*path, key))]


def _put(value: Any, place: tuple[Any, ...], new: Any) -> None:
    for key in place[:-1]:
        value = value[key]
    value[place[-1]] = new


@pytest.mark.parametrize(("reader", "sample"), SAMPLES, ids=lambda value: getattr(value, "FORMAT", "payload"))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutated_payload_raises_only_errors_for_the_user(tree_of, reader, sample, data):
    mutated = copy.deepcopy(sample)
    for place in data.draw(st.lists(st.sampled_from(_places(sample)), min_size=1, max_size=3, unique=True)):
        new = copy.deepcopy(data.draw(JSON))
        try:
            _put(mutated, place, new)
        except (KeyError, IndexError, TypeError):
            continue
    tree = tree_of({"a.json": mutated})
    for claim in (*reader.sniff(tree), Claim("a.json", tree.files)):
        try:
            reading = reader.read(claim, ReadOptions())
        except PostmortemError as error:
            assert str(error).startswith("a.json")
        else:
            assert isinstance(reading, Reading)
    unsupported.sniff(tree)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(head=st.binary(max_size=40) | st.text(max_size=40))
def test_asking_whose_file_it_is_never_raises(tree_of, head):
    tree = tree_of({"a.json": head, "b": head})
    for reader in {reader for reader, _ in SAMPLES} | {unsupported}:
        reader.sniff(tree)


RELAYED = ("pagerduty.x", "statuspage.x", "prometheus.x", "incident.x", "rootly.x", "grafana.x", "datadog.x")
NESTS = [("[", "]"), ('{"incident": ', "}"), ('{"labels": ', "}"), ('{"alerts": [', "]}"), ('{"comments": [', "]}")]
NESTS += [(f'{{"type": "{relayed}", "timestamp": "t", "data": ', "}") for relayed in RELAYED]


@pytest.mark.parametrize(("opening", "closing"), NESTS)
def test_deep_nesting_is_no_way_to_a_traceback(tree_of, opening, closing):
    tree = tree_of({"a.json": opening * 400 + "{}" + closing * 400})
    for reader in {reader for reader, _ in SAMPLES} | {unsupported}:
        reader.sniff(tree)
        with contextlib.suppress(PostmortemError):
            reader.read(Claim("a.json", tree.files), ReadOptions())
