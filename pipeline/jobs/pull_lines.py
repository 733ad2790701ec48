"""Lines that say what to pull, in the words of `postmortem pull` or as links -> Targets; and Targets -> lines that mean them.

A key is sent to no address that a line names: one may only repeat what a link or the settings would say.
"""

import argparse
from datetime import UTC
from shlex import quote, split
from typing import NoReturn

from pipeline.errors import BadOption
from pipeline.pull.links import HOSTS
from pipeline.pull.target import Target, as_words, targets
from pipeline.pulling import asked, servers, within
from pipeline.settings import PREFIX, Settings
from pipeline.text.times import parse_moment

EXAMPLE = "slack #inc-123, pagerduty Q1HBX041A, or a link"


class Words(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        del message
        raise BadOption("The line", "", f"write it as {EXAMPLE}")


def grammar() -> Words:
    words = Words(add_help=False, allow_abbrev=False)
    words.add_argument("what", nargs="*")
    words.add_argument("--channel", action="append", default=[])
    words.add_argument("--since")
    words.add_argument("--until")
    words.add_argument("--base-url", default="")
    return words


GRAMMAR = grammar()


def targets_of(line: str, settings: Settings) -> list[Target]:
    """What a line means. Raises BadOption."""
    try:
        said = GRAMMAR.parse_intermixed_args(split(line.removeprefix("postmortem ").removeprefix("pull ")))
    except (BadOption, ValueError):
        raise BadOption("The line", line, f"write it as {EXAMPLE}") from None
    base_url: str = said.base_url.rstrip("/")
    since, until = (parse_moment(at, settings.timezone) if at else None for at in (said.since, said.until))
    found = within(asked(said.what, said.channel, settings), since, until)
    if base_url and base_url not in {address for one in found for address in known(one, settings)}:
        remedy = f"name a server of your own in the settings, as {PREFIX}{found[0].tool.upper()}_URL"
        raise BadOption("The address", base_url, remedy)
    return within(asked(said.what, said.channel, settings, base_url), since, until)


def known(target: Target, settings: Settings) -> set[str]:
    """Addresses that a key of this tool may go to."""
    usual = {base_url for tool, _, _, base_url in HOSTS if tool is target.tool}
    return {target.base_url, servers(settings).get(target.tool, ""), *usual} - {""}


def line_of(target: Target, settings: Settings) -> str:
    """The line that means this target, without anything else that was typed."""
    words = [word for word in as_words(target) if word != "--channel"]
    implied = {"", servers(settings).get(target.tool, ""), targets(target.tool, words)[0].base_url}
    given = {
        "--base-url": "" if target.base_url in implied else target.base_url,
        "--since": target.since.isoformat() if target.since else "",
        "--until": target.until.isoformat() if target.until else "",
    }
    options = [word for option, value in given.items() if value for word in (option, value)]
    return " ".join(quote(word) if set(word) & set("\\'\"") else word for word in (target.tool.value, *words, *options))


def folder_of(target: Target) -> str:
    """What the folder of a target is called: `slack-inc-123`."""
    span = (("since", target.since), ("until", target.until))
    return "-".join((target.name, *(f"{word}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for word, at in span if at)))
