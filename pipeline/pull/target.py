"""What was asked for, as words of the command line -> Targets.

slack --channel inc-123    pagerduty PXXXX    statuspage PAGE [ID]    github owner/repo#12    gitlab group/project#12
jira KEY-12    incidentio ID    opsgenie ID    or links, which links.py recognises
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.errors import BadOption


class Tool(StrEnum):
    SLACK = "slack"
    PAGERDUTY = "pagerduty"
    STATUSPAGE = "statuspage"
    GITHUB = "github"
    GITLAB = "gitlab"
    JIRA = "jira"
    INCIDENTIO = "incidentio"
    OPSGENIE = "opsgenie"


@dataclass(frozen=True)
class Target:
    """One thing to pull. `base_url` is where its tool answers, empty for the usual place (or that of the settings)."""

    tool: Tool
    ids: tuple[str, ...]
    base_url: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def name(self) -> str:
        """What journals and files of it are called: `github-acme-shop-12`."""
        return re.sub(r"[^\w.-]", "-", "-".join((self.tool, *self.ids)))

    @property
    def said(self) -> str:
        return f"{self.tool} {' '.join(self.ids)}"


FORMS: dict[Tool, tuple[re.Pattern[str], str]] = {
    Tool.SLACK: (re.compile(r"#?([^\s#/]{1,80})"), "inc-123, or C0123ABCD"),
    Tool.PAGERDUTY: (re.compile(r"([A-Za-z0-9]{4,40})"), "PXXXXXX"),
    Tool.STATUSPAGE: (re.compile(r"([\w.-]{3,200})"), "kctbh9vrtdwd or status.example.com, then the id of an incident"),
    Tool.GITHUB: (re.compile(r"([\w.-]+)/([\w.-]+)#(\d+)"), "owner/repo#12"),
    Tool.GITLAB: (re.compile(r"([\w.-]+(?:/[\w.-]+)+)#(\d+)"), "group/project#12"),
    Tool.JIRA: (re.compile(r"([A-Za-z][A-Za-z0-9_]+-\d+)"), "OPS-12"),
    Tool.INCIDENTIO: (re.compile(r"(?:INC-)?([\w-]{1,64})"), "123, INC-123, or 01FCNDV6P870EA6S7TK1DSYDG0"),
    Tool.OPSGENIE: (re.compile(r"([\w-]{1,64})"), "an incident's id"),
}
"""How each tool's ids are written, and an example."""
TOGETHER = (Tool.STATUSPAGE,)
"""Tools whose words make one target together."""


def targets(tool: Tool, words: Sequence[str], base_url: str = "") -> list[Target]:
    """The targets that words mean. Raises BadOption for none, and for a word of another form."""
    pattern, example = FORMS[tool]
    if not words:
        option = "slack --channel" if tool is Tool.SLACK else f"pull {tool}"
        raise BadOption(option, "", f"say which one, as {example}")
    ids: list[tuple[str, ...]] = []
    for word in words:
        match = pattern.fullmatch(word)
        if match is None:
            raise BadOption(f"pull {tool}", word, f"write it as {example}")
        ids.append(match.groups())
    if tool in TOGETHER:
        ids = [tuple(id for one in ids for id in one)]
    return [Target(tool, one, base_url or own_address(tool, one)) for one in dict.fromkeys(ids)]


def own_address(tool: Tool, ids: tuple[str, ...]) -> str:
    """A status page that is named by its host answers there, to everybody."""
    return f"https://{ids[0]}" if tool is Tool.STATUSPAGE and "." in ids[0] else ""


def as_words(target: Target) -> list[str]:
    """The words of a command line that mean this target."""
    match target.tool:
        case Tool.SLACK:
            return ["--channel", target.ids[0]]
        case Tool.GITHUB | Tool.GITLAB:
            return [f"{'/'.join(target.ids[:-1])}#{target.ids[-1]}"]
        case _:
            return list(target.ids)
