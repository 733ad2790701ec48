"""Pulls what a person asked for: targets, settings and keys -> files in a folder, and what may belong to them.

    asked(words, channels, settings, base_url)      -> Targets: a tool and its ids, or links
    pull_all(targets, folder, ...)                  -> a Pulled or Missed for each, in order; `follow` takes in what they point at

Composes the settings, the keys and pipeline/pull. Stopped in the middle, the same call goes on.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from pipeline.errors import BadOption, NoAnswer, NoKey, OtherRange, PostmortemError, PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.anew import Anew
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
    """The targets of a call: links, or a tool's name and what of it. Raises BadOption.

    A base URL is one tool's: links of several would take all their keys there.
    """
    if words and words[0] in set(Tool):
        return targets(Tool(words[0]), [*words[1:], *channels], base_url)
    if channels:
        raise BadOption("--channel", channels[0], "it goes with `postmortem pull slack`")
    strange = next((word for word in words if "://" not in word), None)
    if strange is not None or not words:
        raise BadOption("pull", strange or "", f"begin with a tool ({', '.join(Tool)}), or give links")
    if base_url:
        raise BadOption(
            "--base-url", base_url, "a link says itself where it leads: give a tool and its ids with it, as in --help"
        )
    return list(dict.fromkeys(target_of(link, servers(settings)) for link in words))


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


@dataclass(frozen=True)
class Missed:
    """What could not be pulled and why. `followed` where nobody asked for it, and it is no fault that it may not be read."""

    target: Target
    problem: PostmortemError
    followed: bool


def pull_all(
    targets: Sequence[Target],
    folder: Path,
    means: Callable[[Target], Means],
    servers: Mapping[Tool, str],
    follow: bool = False,
    again: bool = False,
) -> Iterator[Pulled | Missed]:
    """Each target in turn, and with `follow` those that they point at; each is given as soon as its files are there.

    One that cannot be pulled keeps no other from it. Stopped, a call with `again` reads once more only what it had not read anew.
    """
    waiting, left = deque(targets), MOST_FOLLOWED if follow else 0
    seen, there = {(one.tool, one.ids) for one in targets}, set[tuple[Tool, tuple[str, ...]]]()
    anew, to_go_on = Anew(folder, targets), False
    while waiting:
        target = waiting.popleft()
        if target not in targets and (target.tool, target.ids) in there:
            continue
        try:
            done = pull(target, folder, means(target), servers, again and target not in anew)
            if again:
                anew.add(target)
        except PostmortemError as problem:
            to_go_on = to_go_on or isinstance(problem, NoAnswer)
            yield Missed(target, problem, target not in targets and no_fault(problem))
            continue
        yield done
        seen, there = seen | done.names, there | done.names
        new = [one for one in done.named if (one.tool, one.ids) not in seen and is_known(one, targets, servers)][:left]
        seen, left = seen | {(one.tool, one.ids) for one in new}, left - len(new)
        waiting.extend(new)
    if not to_go_on:
        anew.over()


def no_fault(problem: PostmortemError) -> bool:
    """Whether it is to be expected of what nobody asked for. A folder that cannot be written is not."""
    if isinstance(problem, BadOption):
        return problem.option != "--out" or isinstance(problem, OtherRange)
    return isinstance(problem, PullRefused | NoKey)


def is_known(target: Target, targets: Sequence[Target], servers: Mapping[Tool, str]) -> bool:
    """Whether it is followed: a status page is anybody's, unless the settings or the call name it."""
    return target.tool is not Tool.STATUSPAGE or target.base_url in {*servers.values(), *(one.base_url for one in targets)}
