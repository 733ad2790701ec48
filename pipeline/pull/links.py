"""Links to things that can be pulled: one that a person gives, and those found in what was pulled.

In: a link, or texts. Out: Targets. A key goes only to a tool's own address, or to a server that the settings name: a link in a
chat could point anywhere.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.errors import BadOption
from pipeline.pull.target import Target, Tool

URL = re.compile(r"https?://[!#-&*-;=?-Z_a-z~]{4,500}")
"""As far as a link can go in ASCII: a text without spaces between words goes on right behind it."""
CHANNEL = re.compile(r"(?<![\w#&/])#([a-z0-9][a-z0-9_]*-[a-z0-9_-]{1,70})(?![\w-])")
"""A channel as people name it in a record. One without a hyphen may be a number or a heading."""
TICKET = re.compile(
    r"(?<![\w/-])(?!(?:SEV|PRIO|UTF|UCS|SHA|MD|CRC|AES|RSA|HS|RS|ES|TLS|SSL|HTTPS?|ISO|RFC|PEP|CVE|CWE|UTC|GMT|IPV|IEEE|ECMA|GPT)-)"
    r"([A-Z][A-Z0-9]{1,9}-\d{1,6})(?![\w-])"
)
"""A ticket's key, but none of the levels, standards and offsets from UTC that are written like one."""

HOSTS: tuple[tuple[Tool, re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (tool, re.compile(host), re.compile(path), base_url)
    for tool, host, path, base_url in (
        (Tool.SLACK, r"[\w-]+(?:\.enterprise)?\.slack\.com", r"/archives/([CG][A-Z0-9]{6,})(?:/.*)?", ""),
        (Tool.SLACK, r"app\.slack\.com", r"/client/\w+/([CG][A-Z0-9]{6,})(?:/.*)?", ""),
        (Tool.PAGERDUTY, r"[\w-]+\.eu\.pagerduty\.com", r"/incidents/(\w{4,40})(?:/.*)?", "https://api.eu.pagerduty.com"),
        (Tool.PAGERDUTY, r"[\w-]+\.pagerduty\.com", r"/incidents/(\w{4,40})(?:/.*)?", ""),
        (Tool.GITHUB, r"github\.com", r"/([\w.-]+)/([\w.-]+)/(?:issues|pull)/(\d+)(?:/.*)?", ""),
        (Tool.GITLAB, r"gitlab\.com", r"/([\w.-]+(?:/[\w.-]+)+)/-/(?:issues/|issues/incident/|work_items/)(\d+)(?:/.*)?", ""),
        (Tool.INCIDENTIO, r"app\.incident\.io", r"/(?:[\w-]+/)?incidents/([\w-]{1,64})(?:/.*)?", ""),
        (
            Tool.OPSGENIE,
            r"[\w-]+\.app\.eu\.opsgenie\.com",
            r"/(?:incident|alert)/detail/([\w-]+)(?:/.*)?",
            "https://api.eu.opsgenie.com",
        ),
        (Tool.OPSGENIE, r"[\w-]+\.app\.opsgenie\.com", r"/(?:incident|alert)/detail/([\w-]+)(?:/.*)?", ""),
    )
)
"""Whose links they are by host, what of the path is the id, and where that tool answers if not at its usual place."""
OWN_SERVERS: tuple[tuple[Tool, re.Pattern[str]], ...] = (
    (Tool.GITHUB, re.compile(r"/([\w.-]+)/([\w.-]+)/(?:issues|pull)/(\d+)(?:/.*)?")),
    (Tool.GITLAB, re.compile(r"/([\w.-]+(?:/[\w.-]+)+)/-/(?:issues/|issues/incident/|work_items/)(\d+)(?:/.*)?")),
    (Tool.JIRA, re.compile(r"/(?:[\w-]+/){0,6}(?:browse|issues|custom/\d+|portal/\d+)/([A-Za-z][A-Za-z0-9_]+-\d+)/?")),
)
"""Links of servers that a team runs itself, or that have a name of their own: known by the settings' addresses."""
OWN = frozenset(tool for tool, _ in OWN_SERVERS)
STATUS_HOST = re.compile(r"(?:www\.)?[\w-]*status\.[\w.-]+|[\w-]+\.statuspage\.io")
STATUS_PATH = re.compile(r"/(?:incidents/(\w{6,32})/?)?")


def target_of(link: str, servers: Mapping[Tool, str]) -> Target:
    """What a link points at. `servers` are the addresses of the settings. Raises BadOption for one that is of no tool."""
    if target := recognised(link, servers):
        return target
    remedy = "give a link to a Slack channel, an incident or an issue; for a server of your own name its address, such as"
    raise BadOption("The link", link, f"{remedy} POSTMORTEM_GITLAB_URL or POSTMORTEM_JIRA_URL")


def recognised(link: str, servers: Mapping[Tool, str]) -> Target | None:
    """None too for what only looks like a link: urllib tells that late, at the port."""
    try:
        return of_parts(urlsplit(link), servers)
    except ValueError:
        return None


def of_parts(parts: SplitResult, servers: Mapping[Tool, str]) -> Target | None:
    host, port, path = (parts.hostname or "").lower(), parts.port, unquote(parts.path)
    if parts.scheme not in ("http", "https") or not host:
        return None
    for tool, pattern in OWN_SERVERS:
        own = urlsplit(servers.get(tool, ""))
        named = own.hostname in (host, f"api.{host}") and own.port == port
        if named and (match := pattern.fullmatch(path.removeprefix(own.path.rstrip("/")))):
            return Target(tool, match.groups(), servers[tool])
    for tool, hosts, pattern, base_url in HOSTS:
        elsewhere = tool in OWN and tool in servers  # the key is of the server that the settings name
        if not elsewhere and hosts.fullmatch(host) and (match := pattern.fullmatch(path)):
            return Target(tool, match.groups(), base_url)
    if STATUS_HOST.fullmatch(host) and (match := STATUS_PATH.fullmatch(path)):
        return Target(Tool.STATUSPAGE, tuple(filter(None, (host, match[1]))), f"https://{parts.netloc.rpartition('@')[2]}")
    return None


def found_in(texts: Iterable[str], here: Target, servers: Mapping[Tool, str]) -> list[Target]:
    """What these texts point at, in their order and each once; not `here` itself. A ticket's key needs Jira's address."""
    found: dict[Target, None] = {}
    for text in texts:
        for link in URL.findall(text) if "://" in text else ():
            if target := recognised(link.rstrip(".,;:!?*_~"), servers):
                found[target] = None
        if here.tool is not Tool.SLACK:
            found |= {Target(Tool.SLACK, (name,)): None for name in CHANNEL.findall(text)}
        if servers.get(Tool.JIRA) and here.tool is not Tool.JIRA:
            found |= {Target(Tool.JIRA, (key,), servers[Tool.JIRA]): None for key in TICKET.findall(text)}
    return [one for one in found if (one.tool, one.ids) != (here.tool, here.ids)]
