"""What a person writes after --as -> the names of formats: the format's own, an everyday name, or the nearest there is."""

from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.errors import BadOption

EVERYDAY: dict[str, tuple[str, ...]] = {
    "alerts": ("alertmanager",),
    "doc": ("document",),
    "gcp": ("gcp-status",),
    "github": ("github-issue",),
    "gitlab": ("gitlab-issue",),
    "google-cloud": ("gcp-status",),
    "hexchat": ("chat",),
    "irc": ("chat",),
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
    "pager-duty": ("pagerduty",),
    "pd": ("pagerduty",),
    "plain-chat": ("chat",),
    "prometheus": ("alertmanager",),
    "rca": ("document",),
    "rocket-chat": ("rocketchat",),
    "rocket.chat": ("rocketchat",),
    "slack": ("slack-export", "slack-messages"),
    "status": ("statuspage", "gcp-status", "slack-status"),
    "status-page": ("statuspage", "gcp-status", "slack-status"),
    "syslog": ("log",),
    "text": ("chat",),
    "transcript": ("chat",),
    "txt": ("chat",),
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
