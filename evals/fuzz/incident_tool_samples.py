"""Small inputs for the readers of tools that keep incidents."""

from typing import Any


def incident_tools(t: str, later: str, alert: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """By the name of their target, with two times and an alert of Alertmanager."""
    named = {"id": "1", "title": "Slow", "status": "open", "created_at": t, "updated_at": later, "severity": {"name": "SEV1"}}
    return {
        "incidentio": (
            {"incident": {**named, "reference": "INC-1", "name": "Slow", "permalink": "https://a.b", "visibility": "private"}},
            {"incident_updates": [{"id": "2", "incident_id": "1", "message": "on it", "updater": {}, "created_at": later}]},
            {"event_type": "private_incident.x", "private_incident.x": {"id": "1"}},
        ),
        "rootly": (
            {
                "data": {
                    "id": "1",
                    "type": "incidents",
                    "attributes": {**named, "sequential_id": 1, "slug": "s", "mitigated_at": later},
                }
            },
            {"data": [{"id": "2", "type": "incident_events", "attributes": {"event": "<b>x</b>", "occurred_at": t}}]},
        ),
        "firehydrant": (
            {
                "data": {
                    "incident": {
                        **named,
                        "name": "n",
                        "current_milestone": "x",
                        "milestones": [{"type": "detected", "occurred_at": t}],
                    }
                }
            },
            {"data": [{"id": "2", "incident_id": "1", "type": "note", "occurred_at": t, "author": {}, "data": {"body": "b"}}]},
        ),
        "grafana": (
            {"incident": {"incidentID": "1", "title": "t", "createdTime": t, "status": "resolved", "closedTime": later}},
            {
                "activityItems": [
                    {"activityItemID": "2", "incidentID": "1", "activityKind": "userNote", "body": "b", "eventTime": t}
                ]
            },
            {"orgId": 1, "alerts": [alert], "groupLabels": {}},
            {"ruleId": 1, "ruleName": "r", "state": "ok", "evalMatches": [{"metric": "m", "value": 1}]},
            {"id": "1", "state": "x", "created_at": t, "alerts_count": 1, "integration_id": "C", "resolved_at": later},
        ),
        "opsgenie": (
            {
                "action": "Close",
                "alert": {"alertId": "1", "message": "m", "createdAt": 1714644000000, "updatedAt": 1714644000000000000},
            },
            {
                "data": {
                    "id": "1",
                    "tinyId": "2",
                    "message": "m",
                    "createdAt": t,
                    "report": {"ackTime": 5000, "acknowledgedBy": "ana"},
                }
            },
            {"data": [{"note": "n", "owner": "ana", "createdAt": t, "offset": "1"}]},
        ),
        "datadog": (
            {"events": [{"id": 1, "title": "[Triggered] x", "text": "%%%t%%%", "date_happened": 1714644000, "tags": ["a:b"]}]},
            {
                "data": {
                    "id": "1",
                    "type": "incidents",
                    "attributes": {"public_id": 1, "title": "t", "created": t, "detected": later},
                }
            },
            {"data": [{"id": "2", "type": "incident_timeline_cells", "attributes": {"content": {"content": "c"}, "created": t}}]},
        ),
        "servicenow": (
            {
                "result": {
                    **{
                        "sys_id": "1",
                        "number": "INC1",
                        "short_description": "s",
                        "state": "New",
                        "opened_at": "2024-05-02 10:00:00",
                    },
                    "work_notes": "24.10.2023 7:07:31 - Ana Lima (Work notes)\nx\n\n2024-05-02 12:10:00 - Bo (Comments)\ny",
                }
            },
            {"result": [{"sys_id": "2", "element_id": "1", "value": "v", "sys_created_on": "2024-05-02 10:00:00"}]},
        ),
        "monitor-alert": (
            {"check_id": 1, "previous_state": "UP", "current_state": "DOWN", "state_changed_timestamp": 1714644000},
            {"incident_acknowledge_url": "u", "id": "1", "createdAt": 1714644000000, "state": "closed", "condition_name": "c"},
            {"action": "created", "data": {"issue": {"id": "1", "title": "t", "firstSeen": t}}, "installation": {}, "actor": {}},
            {"sid": "s", "app": "search", "search_name": "n", "result": {"_time": "1714644000", "_raw": "x"}},
            {"monitor_url": "u", "alert_type_friendly_name": "Down", "alert_type": "1"},
        ),
    }
