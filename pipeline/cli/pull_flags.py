"""The flags of `pull`. Light: the command itself is imported when it is called."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLES = """examples:
  postmortem pull slack --channel inc-123 --out incident
  postmortem pull pagerduty Q1HBX041A --out incident
  postmortem pull https://acme.slack.com/archives/C0A7INC041 https://acme.pagerduty.com/incidents/Q1HBX041A --out incident
  postmortem draft incident

Keys are read from POSTMORTEM_<TOOL>_TOKEN or the system's keyring. docs/pull.md lists the rights that each needs, to read alone.
"""


def add_pull(command: argparse.ArgumentParser) -> None:
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = EXAMPLES
    command.add_argument("what", nargs="*", metavar="TOOL ID|URL", help="a tool and what of it, or links")
    command.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="the folder that it goes into")
    command.add_argument("--channel", action="append", default=[], metavar="NAME", help="a Slack channel, by name or id (repeat)")
    command.add_argument("--since", metavar="TIME", help="no Slack message from before")
    command.add_argument("--until", metavar="TIME", help="no Slack message from after")
    command.add_argument("--timezone", metavar="ZONE", help="zone of --since and --until where they have none (default: UTC)")
    command.add_argument("--follow", action="store_true", help="pull what it points at too: channels, tickets, records")
    command.add_argument("--again", action="store_true", help="read all of it anew, also what is there")
    command.add_argument("--base-url", default="", metavar="URL", help="where the tool answers, for a server of your own")
    command.add_argument("--ca-file", metavar="FILE", help="certificates of an authority of your own (PEM)")
    command.set_defaults(command=pull)


def pull(arguments: argparse.Namespace) -> int:
    from pipeline.cli.pull import pull as pulled

    return pulled(arguments)
