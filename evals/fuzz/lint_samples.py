"""Small inputs to start fuzzing the lint from, by the name of their target."""

import json
from typing import Any

REPORT = """---
title: Checkout was slow
participants: [Ana Lima, "@bo"]
services: [checkout]
---
# Checkout was slow

## Summary

Ana forgot to check the disk. We should have caught this; if only the alert had fired, nobody would have been paged.

## Timeline (UTC)

- 2024-05-02 10:00 the disk of `db-1` was full
- 10:05 - 10:20 Ana restarted it, for 2 hours

| Time | Event |
|---|---|
| 10:30 | recovered |

## Root cause

Root cause: human error, because the operator did not follow the runbook [link](https://a.b/c "x").

> "You should have told us," wrote a customer.

## Action items

| Action | Owner | Due | Ticket |
|---|---|---|---|
| Improve monitoring | Ana | 2024-06-01 | OPS-1 |
| Retrain Bo | TBD | ASAP | |

- [ ] Be more careful (@bo)
- [x] Add an alert on replica lag above 30 s
"""
SHORT = (
    '# Incident\n\n## What happened\n\nThe team failed to escalate in time, and nobody\'s checks -- (none) -- were "done".\n',
    "Five whys\n=========\n\n1. Why? The disk was full.\n2. Why? Because <b>nobody</b> looked.\n   ```\n   log\n   ```\n",
    "## Impact\r\n\r\nMany users were affected for some time.\r\n## TODO\r\n[x]: y\r\n\r\n    code\r\n",
    "**10:00**: We rebuild\n**10:02** ok &amp; done\n\n* * *\n\n| a |\n|---|\n| \\| b | c |\n",
)
FRONT = (
    'title: x\nparticipants: [Ana, {name: Bo}]\nlint:\n  ignore: [blame, "section/missing-section"]\n',
    "owner: Ana\nseverity: SEV2\ndate: 2024-05-02\nstarted_at: 2024-05-02T10:00:00Z\nstatus: draft\nvisibility: external\n",
    "a: &a [1, 2]\nb: *a\n? c\n: d\n<<: {e: 1}\nservices: 7\nparticipants:\nlint: 3\n",
)
HTML = (
    "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><h1>Incident</h1><h2>Root cause</h2>"
    "<p>Human error: <em>Ana</em> forgot &amp; left.</p><ul><li>10:00 x<ul><li>y</li></ul></li></ul><pre>code</pre>"
    "<table><tr><th>Action</th><th>Owner</th></tr><tr><td>Improve it</td><td></td></tr></table></body></html>",
    "<html><h2>What happened<p>We failed to look.<blockquote>x</blockquote><script>a</script><br/>&#x41;&nope;",
)
IGNORES = (
    "# I\n\n<!-- pm-ignore: blame -- their words -->\nWe failed to look.\n\nWe failed. <!-- pm-ignore: blame/self-blame -->\n",
    "<!-- pm-ignore-file: section -- short -->\n<!-- pm-ignore-start: hindsight -->\n"
    "We should have looked.\n<!-- pm-ignore-end -->\n",
    "---\nlint: {ignore: [section]}\n---\n<!-- pm-ignore -->\n| a |\n|---|\n| we forgot |\n\n"
    "`<!-- pm-ignore -->` <!-- pm-ignore: x, y -- z -->",
)
SETTINGS = (
    '[lint]\nextend-ignore = ["section"]\nlevels = {"blame/self-blame" = "error"}\n'
    'per-file-ignores = {"archive/*" = ["action"]}\n',
    '[lint]\nselect = "blame,hindsight"\nprofile = "external"\nfail-on = "warning"\nroster = ["Ana"]\nexclude = ["a/**"]\n',
    '[lint]\nignore = "all"\nbaseline = "b.json"\nroster = "people.txt"\nselekt = 1\n',
)


def postmortem() -> dict[str, Any]:
    """The parts of a postmortem that the lint reads."""
    said = {"text": 'Ana forgot to check "the disk" \\ é 😀.', "evidence": ["e1"]}
    return {
        "incident": {"title": "Checkout", "started_at": "2024-05-02T10:00:00Z", "services": ["checkout"]},
        "summary": [said],
        "timeline": [{"at": "2024-05-02T10:00:00Z", "text": "full", "evidence": ["e1"]}],
        "immediate_cause": [{"text": "Human error.", "evidence": []}],
        "contributing_factors": [],
        "impact": said,
        "action_items": [{"action": "Improve monitoring", "owner": None, "due": "2024-06-01"}],
        "evidence": [{"id": "e1", "text": "x"}],
    }


LINT_SAMPLES: dict[str, tuple[str, ...]] = {
    "lint": (REPORT, *SHORT),
    "lint-front": FRONT,
    "lint-json": (
        json.dumps(postmortem()),
        json.dumps(postmortem(), ensure_ascii=False, indent=2),
    ),
    "lint-html": HTML,
    "lint-ignores": IGNORES,
    "lint-settings": SETTINGS,
}
