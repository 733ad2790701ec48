"""What a person writes after --as -> the names of formats: the format's own, an everyday name, or the nearest there is."""

from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.errors import BadOption

EVERYDAY: dict[str, tuple[str, ...]] = {
    "alert": ("monitor-alert", "alertmanager"),
    "alerts": ("alertmanager",),
    "dd": ("datadog",),
    "doc": ("document",),
    "fire-hydrant": ("firehydrant",),
    "gcp": ("gcp-status",),
    "github": ("github-issue",),
    "gitlab": ("gitlab-issue",),
    "google-cloud": ("gcp-status",),
    "grafana-incident": ("grafana",),
    "grafana-oncall": ("grafana",),
    "hexchat": ("chat",),
    "incident-io": ("incidentio",),
    "incident.io": ("incidentio",),
    "irc": ("chat",),
    "irm": ("grafana",),
    "irssi": ("chat",),
    "issue": ("github-issue", "gitlab-issue", "jira-issue"),
    "jira": ("jira-issue",),
    "json": ("generic",),
    "jsonl": ("generic",),
    "logs": ("log",),
    "markdown": ("document",),
    "md": ("document",),
    "microsoft-teams": ("teams",),
    "ms-teams": ("teams",),
    "new-relic": ("monitor-alert",),
    "newrelic": ("monitor-alert",),
    "oncall": ("grafana",),
    "ops-genie": ("opsgenie",),
    "pager-duty": ("pagerduty",),
    "pd": ("pagerduty",),
    "pingdom": ("monitor-alert",),
    "plain-chat": ("chat",),
    "prometheus": ("alertmanager",),
    "rca": ("document",),
    "rocket-chat": ("rocketchat",),
    "rocket.chat": ("rocketchat",),
    "sentry": ("monitor-alert",),
    "service-now": ("servicenow",),
    "slack": ("slack-export", "slack-messages"),
    "snow": ("servicenow",),
    "splunk": ("monitor-alert",),
    "status": ("statuspage", "gcp-status", "slack-status"),
    "status-page": ("statuspage", "gcp-status", "slack-status"),
    "syslog": ("log",),
    "text": ("chat",),
    "transcript": ("chat",),
    "txt": ("chat",),
    "uptimerobot": ("monitor-alert",),
    "weechat": ("chat",),
    "whatsapp": ("chat",),
    "zoom": ("chat",),
}
"""Names that people use, with the formats they may mean, the likeliest first."""


def formats_meant(given: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats that a name may mean, the likeliest first. Raises BadOption that says the nearest name and all formats."""
    word = "-".join(given.lower().replace("_", " ").split())
    if word in known:
        return (word,)
    if meant := EVERYDAY.get(word):
        return meant
    near = get_close_matches(word, [*known, *EVERYDAY], n=1)
    hint = f"the nearest name is {near[0]}; " if near else ""
    raise BadOption("--as", given, f"{hint}the formats are {', '.join(known)}")
