"""Pulls what a person asked for: targets, settings and keys -> files in a folder, and what may belong to them.

    asked(words, channels, settings, base_url)      -> Targets: a tool and its ids, or links
    pull_all(targets, folder, ...)                  -> a Pulled for each, in order; `follow` takes in what they point at

Composes the settings, the keys and pipeline/pull. Stopped in the middle, the same call goes on.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from pipeline.errors import BadOption
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.connector import connector_of
from pipeline.pull.keys import key_of, needed
from pipeline.pull.links import target_of
from pipeline.pull.reach import Telling
from pipeline.pull.target import Target, Tool, targets
from pipeline.settings import PREFIX, Settings

MOST_FOLLOWED = 20
"""So many links are followed at most: one incident points at a few things, not at everything."""


def servers(settings: Settings) -> dict[Tool, str]:
    """The addresses that the settings name."""
    return {tool: url.rstrip("/") for tool in Tool if (url := getattr(settings, f"{tool}_url"))}


def asked(words: Sequence[str], channels: Sequence[str], settings: Settings, base_url: str = "") -> list[Target]:
    """The targets of a call: links, or a tool's name and what of it. Raises BadOption."""
    if words and words[0] in set(Tool):
        return targets(Tool(words[0]), [*words[1:], *channels], base_url)
    if channels:
        raise BadOption("--channel", channels[0], "it goes with `postmortem pull slack`")
    strange = next((word for word in words if "://" not in word), None)
    if strange is not None or not words:
        raise BadOption("pull", strange or "", f"begin with a tool ({', '.join(Tool)}), or give links")
    found = [target_of(link, servers(settings)) for link in words]
    return list(dict.fromkeys(replace(one, base_url=base_url or one.base_url) for one in found))


def within(targets: Sequence[Target], since: datetime | None, until: datetime | None) -> list[Target]:
    """The targets for a range of time, which is Slack's alone: a record is pulled whole. Raises BadOption."""
    if since and until and until < since:
        raise BadOption("--until", until.isoformat(), "give a time after --since")
    if (since or until) and not any(one.tool is Tool.SLACK for one in targets):
        raise BadOption("--since" if since else "--until", "", "it narrows Slack channels; a record is pulled whole")
    return [replace(one, since=since, until=until) if one.tool is Tool.SLACK else one for one in targets]


def means_for(target: Target, settings: Settings, telling: Telling, ca_file: str | None = None) -> Means:
    """Address, key and user of a target's tool. Raises NoKey, and BadOption where no address is known."""
    connector, named = connector_of(target.tool), servers(settings).get(target.tool, "")
    base_url = target.base_url or named or connector.BASE_URL
    if not base_url:
        raise BadOption("The base URL", "", f"say where {connector.PRODUCT} answers, with {PREFIX}{target.tool.upper()}_URL")
    public = target.tool is Tool.STATUSPAGE and "." in target.ids[0]
    find = key_of if connector.KEYLESS else partial(needed, product=connector.PRODUCT)
    user = settings.jira_user or "" if target.tool is Tool.JIRA else ""
    return Means(base_url, None if public else find(target.tool), telling, user, ca_file or settings.ca_file)


def pull_all(
    targets: Sequence[Target],
    folder: Path,
    means: Callable[[Target], Means],
    servers: Mapping[Tool, str],
    follow: bool = False,
    again: bool = False,
) -> Iterator[Pulled]:
    """Each target in turn, and with `follow` those that they point at; each is given as soon as its files are there."""
    waiting = deque(targets)
    seen = {(one.tool, one.ids) for one in targets}
    while waiting:
        target = waiting.popleft()
        done = pull(target, folder, means(target), servers, again)
        yield done
        new = [one for one in done.offered if (one.tool, one.ids) not in seen] if follow else []
        new = new[: len(targets) + MOST_FOLLOWED - len(seen)]
        seen |= {(one.tool, one.ids) for one in new}
        waiting.extend(new)
