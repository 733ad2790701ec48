"""What a bot's message is: an alert, a deploy, an update of a status page, or only a message; and what it says happened.

In: a bot's name and its text. Out: the kind of evidence, and the subtype where its first words say one.
"""

import re

from pipeline.domain.evidence import EvidenceKind, Subtype

STATUS_BOTS = re.compile(r"status ?page|status\.?io|statuspal|instatus|\bstatus\b", re.IGNORECASE)
ALERT_BOTS = re.compile(
    r"pager|grafana|prometheus|alert|opsgenie|victorops|on-?call|datadog|new ?relic|nagios|icinga|zabbix|sensu|sentry|pingdom"
    r"|uptime|cloudwatch|honeycomb|dynatrace|appdynamics|splunk|betterstack|checkly|monitor|watchdog|stackdriver|kibana",
    re.IGNORECASE,
)
DEPLOY_BOTS = re.compile(
    r"deploy|jenkins|argo ?-?cd|spinnaker|octopus|buildkite|circle ?-?ci|travis[- ]?ci|github|gitlab|bitbucket|team ?city"
    r"|concourse|drone[- ]?ci|harness\.io|flux ?cd|helmfile|terraform|atlantis|release|pipeline|rollout|\bci\b|\bcd\b"
    r"|vercel|heroku|capistrano|shipit",
    re.IGNORECASE,
)
ALERT_WORDS = re.compile(
    r"\[(?:firing|resolved|warn|warning|crit|critical|alert|alerting|ok|error|high|p[0-5]|sev-?\d)\b|\bfiring\b|\balert(?:s|ing)?\b"
    r"|\backnowledged\b|\bthreshold\b|\brecovered\b|\bunhealthy\b|\bis (?:down|up)\b|\bpaged\b"
    r"|\brule [\w-]*\w-\w",
    re.IGNORECASE,
)
DEPLOY_WORDS = re.compile(
    r"\b(?:deploy\w*|undeploy\w*|roll(?:ed|ing)?[- ]?(?:out|back)s?|rollouts?|canary|releas(?:e|ed|ing)|promoted?|build \S*\d"
    r"|helm|hot-?reload\w*|reload(?:ed)?|restart(?:ed|ing)?|scaled?|scaling|migrations?|revert(?:ed|ing)?|merged|pods?|replicas"
    r"|cron ?jobs?|feature flags?|config(?:uration)? (?:bundle|change|push)|appl(?:y|ied)|terraform|pipeline|freeze)\b"
    r"|\bv?\d+\.\d[\w.]* ?(?:→|➜|->|=>) ?\S|(?:→|➜|->|=>) ?(?:prod|staging|on\b|off\b)",
    re.IGNORECASE,
)
"""What a deploy tool says: its verbs, a version that becomes another or goes somewhere, a flag that is turned."""

TICKET_WORDS = re.compile(
    r"\b(?:tickets?|issue|assignee|overdue|story|epic|pull request)\b|^\W*(?:from|requester|reporter|customer)\W*:",
    re.IGNORECASE | re.MULTILINE,
)

OPENINGS = (
    (re.compile(r"\W*(?:alert\w*\W+)?firing\b", re.IGNORECASE), Subtype.FIRING),
    (re.compile(r"\W*(?:re-?)?triggered\b", re.IGNORECASE), Subtype.TRIGGER),
    (re.compile(r"\W*(?:new )?escalated\b", re.IGNORECASE), Subtype.ESCALATE),
    (re.compile(r"\W*ack(?:nowledged)?\b", re.IGNORECASE), Subtype.ACKNOWLEDGE),
    (re.compile(r"\W*(?:auto-?)?(?:resolved|recovered)\b", re.IGNORECASE), Subtype.RESOLVE),
)
LATER = (
    (re.compile(r"\bfiring since\b", re.IGNORECASE), Subtype.FIRING),
    (re.compile(r"^\W*triggered\b|\btriggered by\b", re.IGNORECASE | re.MULTILINE), Subtype.TRIGGER),
    (re.compile(r"^\W*acknowledged\b|\backnowledged by\b", re.IGNORECASE | re.MULTILINE), Subtype.ACKNOWLEDGE),
    (re.compile(r"^\W*resolved\b|\bresolved by\b", re.IGNORECASE | re.MULTILINE), Subtype.RESOLVE),
)
"""The same words where the title stands before them."""

STATUS_WORD = re.compile(r"\b(investigating|identified|monitoring|resolved)\b", re.IGNORECASE)
FIRST_LINES = 4


def is_tool(name: str) -> bool:
    """Whether an author's name is that of a monitoring, paging, deploy or status tool."""
    return any(pattern.search(name) for pattern in (STATUS_BOTS, ALERT_BOTS, DEPLOY_BOTS))


def kind_of(name: str, text: str) -> tuple[EvidenceKind, str | None]:
    """Kind and subtype of what the bot of this name said, by its name and its words."""
    head = text[:2000]
    if STATUS_BOTS.search(name):
        return EvidenceKind.STATUS_UPDATE, _status(head)
    opening = next((subtype for pattern, subtype in OPENINGS if pattern.match(head)), None)
    if ALERT_BOTS.search(name) or opening:
        return EvidenceKind.ALERT, opening or _said_later(head)
    if DEPLOY_BOTS.search(name):
        return EvidenceKind.DEPLOY, None
    if TICKET_WORDS.search(head):
        return EvidenceKind.MESSAGE, None
    if ALERT_WORDS.search(head):
        return EvidenceKind.ALERT, _said_later(head)
    return (EvidenceKind.DEPLOY if DEPLOY_WORDS.search(head) else EvidenceKind.MESSAGE), None


def _said_later(text: str) -> str | None:
    first = "\n".join(text.split("\n")[:FIRST_LINES])
    return next((subtype for pattern, subtype in LATER if pattern.search(first)), None)


def _status(text: str) -> str | None:
    """The status of an update: the word of the status that stands in its first lines."""
    match = STATUS_WORD.search("\n".join(text.split("\n")[:FIRST_LINES]))
    return Subtype(match[1].lower()) if match else None
