"""Small inputs to start fuzzing from, by the name of their target."""

import io
import json
import zipfile
from typing import Any

from evals.fuzz.conversation_samples import CONVERSATION_SAMPLES
from evals.fuzz.incident_tool_samples import incident_tools

T, LATER = "2024-05-02T10:00:00Z", "2024-05-02T11:30:00+02:00"
ANA = {"id": "P1", "type": "user_reference", "summary": "Ana Lima"}
PAGE = {
    **{"id": "Q1", "type": "incident", "incident_number": 7, "title": "Slow", "created_at": T, "status": "resolved"},
    **{"resolved_at": LATER, "urgency": "high", "priority": {"summary": "P1"}, "service": {"summary": "checkout"}},
    "assignments": [{"at": T, "assignee": ANA}],
    "acknowledgements": [{"at": T, "acknowledger": ANA}],
}
LOG = [
    {
        "id": f"R{kind}",
        "type": f"{kind}_log_entry",
        "created_at": T,
        "agent": ANA,
        "channel": {"type": "note", "details": {"a": "b"}},
    }
    for kind in ("trigger", "acknowledge", "annotate", "escalate", "priority_change", "resolve")
]
UPDATES = [
    {"id": "u2", "status": "resolved", "body": "<p>Over since 10:20 PST</p>", "created_at": LATER, "display_at": T},
    {"id": "u1", "status": "investigating", "body": "Slow", "created_at": T, "updated_at": LATER},
]
STATUS = {
    **{
        "id": "i",
        "name": "Slow",
        "status": "resolved",
        "impact": "major",
        "created_at": T,
        "started_at": T,
        "resolved_at": LATER,
    },
    **{"components": [{"name": "api"}], "incident_updates": UPDATES, "postmortem_body": "# Why\nIt was full."},
}
SLACK = [
    {
        "type": "message",
        "user": "U1",
        "ts": "1714644000.000100",
        "text": "<@U1> <#C1|inc> &amp; <https://a.b|x> :fire: ```code```",
    },
    {"type": "message", "subtype": "bot_message", "bot_id": "B1", "ts": "1714644001.000100", "attachments": [{"fallback": "f"}]},
    {
        "user": "U1",
        "ts": "1714644060.000100",
        "thread_ts": "1714644000.000100",
        "text": "rolling back",
        "edited": {"ts": "1714644061.0"},
    },
    {
        "user": "U1",
        "ts": "1714644070.000100",
        "blocks": [{"type": "rich_text", "elements": [{"elements": [{"type": "text", "text": "x"}]}]}],
    },
    {
        "subtype": "channel_join",
        "user": "U1",
        "ts": "1714644080.000100",
        "text": "<@U1> has joined",
        "files": [{"name": "g.png"}],
    },
]
USERS = [
    {
        "id": "U1",
        "name": "ana",
        "real_name": "Ana Lima",
        "tz": "Europe/Lisbon",
        "profile": {"display_name": "ana", "title": "SRE"},
    }
]
CHANNELS = [{"id": "C1", "name": "inc", "topic": {"value": "SEV1"}, "purpose": {"value": ""}, "members": ["U1"]}]
ALERT = {
    "status": "firing",
    "labels": {"alertname": "Full"},
    "annotations": {"summary": "s"},
    "startsAt": T,
    "endsAt": "0001-01-01T00:00:00Z",
}
ISSUE = {
    "number": 1,
    "title": "t",
    "body": "b",
    "html_url": "https://github.com/a/b/issues/1",
    "user": {"login": "ana"},
    "created_at": T,
}
COMMENT = {
    "id": 2,
    "body": "On a day ana wrote:\n> x",
    "issue_url": "https://api.github.com/repos/a/b/issues/1",
    "created_at": LATER,
}
GENERIC = {
    "incident": {
        "id": "1",
        "title": "Slow",
        "date": "2024-05-02",
        "timezone": "America/Los_Angeles",
        "severity": "SEV2",
        "started_at": T,
    },
    "evidence": [
        {"id": "a", "at": T, "author": "Ana Lima", "kind": "message", "text": "errors up since 09:55, 12% of checkouts fail"},
        {"id": "b", "at_text": "11:55 PM PST", "author": "Bo", "text": "@ana rolled back build 41. I'll add a test by Friday"},
        {"id": "c", "at_text": "12:05 AM", "kind": "alert", "text": "resolved: password=hunter2hunter2"},
    ],
}

CHATS = (
    "--- Log opened Thu May 02 10:00:01 2024\n10:00 -!- ana [~a@host] has joined #inc\n10:01 < ana> db is down\n"
    "10:02  * bo looks\n",
    "2024-05-02 10:00:01\t-->\tana (~a@host) has joined #inc\n2024-05-02 10:01:00\t@ana\tdb is down\n"
    "2024-05-02 10:02:00\t *\tbo looks\n",
    "[2024-05-02 23:58] ana: db is down\n[23:59] bo: looking\n[00:01] ana: failed over\n",
    "Ana Lima  10:32 AM\ndb is down\n\nBo Ek  10:33 AM\nlooking\n:eyes:\n2\n10:34\nfound it\n",
    "Channel: #inc\nDate: 2024-05-02 (times in UTC)\n\n10:00 ana: db is down\n10:01 bo: since 09:58 PST?\n"
    "--- Fri May 03 2024\n00:01 ana: ok\n",
    "5/2/24, 9:14 AM - Ana Lima: db is down\n5/2/24, 9:15 AM - Bo: looking\nmore of it\n",
)
LOGS = (
    "2024-05-02T10:00:00.123Z ERROR [pool] full\n  at x.y(Z.java:1)\n2024-05-02T10:00:01Z INFO deploy build=41 stage=canary\n",
    "May  2 10:00:00 host app[12]: WARN slow\nMay  2 10:00:01 host app[12]: ok\n",
    'a - - [02/May/2024:10:00:00 +0200] "GET / HTTP/1.1" 502 1\na - - [02/May/2024:10:00:01 +0200] "GET / HTTP/1.1" 200 1\n',
    '{"ts": 1714644000.5, "level": "error", "msg": "full", "pool": "a"}\n{"ts": 1714644001, "level": 30, "msg": "ok"}\n',
    "E0502 10:00:00.000000 1 main.go:1] full\nI0502 10:00:01.000000 1 main.go:1] ok\nts=2024-05-02T10:00:02Z level=warn msg=x\n",
)
DOCUMENTS = (
    "---\ntitle: Checkout was slow\ndate: 2024-05-02\nseverity: SEV2\nstarted_at: 2024-05-02T10:00:00Z\n---\n# Checkout\n\n"
    "## Impact\n12% failed.\n",
    "# Postmortem: INC-12 database\n\n| Time (UTC) | Event |\n|---|---|\n| 10:00 | full |\n\n- [ ] add an alert (Ana)\n\n"
    "> quote\n\n```\ncode\n```\n",
    "RCA: queue backlog\nIncident Start: 19 October 2021 11:00 (All Times US/Pacific)\nEnd: 12:30\n\n"
    "We ran out of disk. Nobody saw it.\n",
)
TIMES = (
    "Between 7:59 AM and 10:05 AM PST we saw errors",
    "as of Tuesday, 2022-09-27 21:27 US/Pacific",
    "Incident Start: 19 October 2021 11:00 (All Times US/Pacific)",
    "03:00 UTC on 21 Jul 2021, from 18:00 - 18:24, about 20 minutes later",
    "2:31 PST (09:31 UTC), midnight, noon, 2024-02-29T24:00, 02:30 on 2024-03-31 Europe/Berlin",
    "by end of next week, before the 14th, in two days, next Friday, tomorrow, eod",
)
SECRETS = (
    "password=hunter2hunter2 https://u:p4ssw0rd@db.example/x mail ana@example.com +49 170 1234567 4111 1111 1111 1111",
    "key AKIAIOSFODNN7EXAMPLE\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
    "customer Globex GmbH called, token ghp_0123456789abcdefghijklmnopqrstuvwxyz, IBAN DE89 3704 0044 0532 0130 00, 10.0.0.1",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\nAna Lima and Guest Person said so",
)
CUES = (
    "ruled out: cert is fine, not us. `code` > quoted?",
    "rolling back build 41 -> 40, error rate 12% and falling!\n> old\n```\ntrace\n```",
    "@ana ok, I'll add an alert by Friday (INC-12). *Root cause*: the pool was full :tada: lol",
)


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return raw.getvalue()


def _export(folder: str = "") -> dict[str, Any]:
    day, next_day = f"{folder}inc/2024-05-02.json", f"{folder}inc/2024-05-03.json"
    return {f"{folder}users.json": USERS, f"{folder}channels.json": CHANNELS, day: SLACK[:3], next_day: SLACK[3:]}


JSON_SAMPLES: dict[str, tuple[Any, ...]] = {
    **CONVERSATION_SAMPLES,
    "generic": (GENERIC, {"incident": {}, "evidence": [{"id": "x", "at": None, "text": "x"}]}),
    "slack-export": (_export(), _export("top/"), {"inc/2024-05-02.json": SLACK}),
    "slack-messages": (
        SLACK,
        {"ok": True, "messages": SLACK, "has_more": False},
        {"channel_id": "C1", "name": "inc", "messages": SLACK},
    ),
    "pagerduty": (
        {
            "incident": PAGE,
            "log_entries": LOG,
            "notes": [{"id": "N", "user": ANA, "content": "x", "created_at": T}],
            "alerts": [{"id": "A"}],
        },
        {"event": {"id": "E", "event_type": "incident.annotated", "occurred_at": T, "agent": ANA, "data": {"incident": PAGE}}},
        {"messages": [{"event": "incident.trigger", "incident": PAGE, "log_entries": LOG}]},
        {"incidents": [PAGE]},
        {"log_entries": LOG},
    ),
    "statuspage": (
        {"page": {"id": "p", "name": "n", "url": "u", "time_zone": "UTC"}, "incidents": [STATUS]},
        STATUS,
        {
            "page": {},
            "component": {"name": "api"},
            "component_update": {"id": "c", "new_status": "major_outage", "created_at": T},
        },
    ),
    "gcp-status": (
        [{"id": "g", "begin": T, "end": LATER, "external_desc": "d", "updates": [{"created": T, "text": "t", "status": "A"}]}],
    ),
    "slack-status": (
        [{"id": 1, "date_created": T, "title": "t", "services": ["s"], "notes": [{"date_created": T, "body": "b"}]}],
    ),
    "github-issue": ({"issue": ISSUE, "comments": [COMMENT]}, [COMMENT], ISSUE),
    "alertmanager": (
        {"version": "4", "groupLabels": {"a": "b"}, "status": "firing", "alerts": [ALERT, {**ALERT, "status": "resolved"}]},
        [ALERT],
    ),
    **incident_tools(T, LATER, ALERT),
    "unsupported": (
        {"current_milestone": "x", "customer_impact_summary": "y"},
        {"type": "grafana.alert", "data": {}, "timestamp": T},
        {"a": 1},
    ),
    "draft": (GENERIC,),
}
TEXT_SAMPLES: dict[str, tuple[str, ...]] = {
    **{"chat": CHATS, "log": LOGS, "document": DOCUMENTS, "times": TIMES, "redact": SECRETS, "text": CUES + SECRETS},
    "collect": CHATS[:2] + LOGS[:2] + DOCUMENTS[:1] + tuple(json.dumps(value[0]) for value in JSON_SAMPLES.values()),
}


def samples(name: str) -> list[bytes]:
    """The inputs that a target starts from."""
    if name == "zip":
        days = {path: json.dumps(content).encode() for path, content in _export("top/").items()}
        outer = {"inner.zip": zipped(days), "chat.log": CHATS[0].encode(), "../x": b"x", "a/": b""}
        methods = [
            zipped(days, method) for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)
        ]
        return [*methods, zipped(outer), zipped({"чат.md": DOCUMENTS[0].encode("utf-16")})]
    if name.startswith("lint"):
        from evals.fuzz.lint_samples import LINT_SAMPLES

        return [text.encode() for text in LINT_SAMPLES[name]]
    found = [json.dumps(value, ensure_ascii=False).encode() for value in JSON_SAMPLES.get(name, ())]
    texts = TEXT_SAMPLES.get(name, ())
    return found + [text.encode() for text in texts] + [text.encode("utf-16") for text in texts[:1]]
