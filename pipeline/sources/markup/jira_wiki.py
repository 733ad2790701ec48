"""Jira's wiki markup (its API in the second version, its webhooks) -> text.

Marks of bold and italic text, colors and panels are dropped; lists get dashes, quotes `>`, code fences; links keep their address,
and people are named by `names` where it has their account.
"""

import re
from collections.abc import Mapping

from pipeline.sources.slack.marks import MAY_OPEN, unmarked
from pipeline.sources.slack.mrkdwn import link

MACRO = re.compile(r"\{(?P<name>noformat|code|quote|panel|color|anchor|expand|info|note|tip|warning)(?P<told>:[^{}\n]{0,500})?\}")
CODE = ("noformat", "code")
TITLE = re.compile(r"title=([^|{}\n]{1,300})")
LINE_START = re.compile(r"(?P<heading>h[1-6]\. +)|(?P<quote>bq\. +)|(?P<list>[*#-]{1,9} +)|(?P<rule>-{4,}$)")
INLINE = re.compile(
    r"\{\{(?P<mono>[^{}\n]{1,2000})\}\}"
    r"|\[~(?:accountid:)?(?P<user>[^\[\]\n]{1,200})\]"
    r"|\[(?:(?P<label>[^\[\]|\n]{1,1000})\|)?(?P<address>(?:https?|ftp|mailto):[^\[\]|\s]{1,4000})(?:\|[^\[\]\n]{0,100})?\]"
    r"|!(?P<image>[^!|\s\[\]]{1,300}\.\w{2,5})(?:\|[^!\n]{0,200})?!"
    r"|(?P<bare>https?://[^\s|\[\]{}<>\"]{1,4000})"
    r"|\\(?P<escaped>[^\w\s])"
)
FORCED_BREAK = re.compile(r"\\\\(?:\s|$)")


def text_of(said: str, names: Mapping[str, str], links: list[str] | None = None) -> str:
    """The text as people read it. `links` collects the addresses."""
    found = links if links is not None else []
    out: list[str] = []
    quoted = coded = ""
    end = 0
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    for macro in [*MACRO.finditer(said), None]:
        before = said[end : macro.start() if macro else len(said)]
        if macro and coded and macro["name"] != coded:
            continue
        out.append(_quote(before if coded else _plain(before, names, found), quoted))
        end = macro.end() if macro else len(said)
        if macro and macro["name"] in CODE:
            coded = "" if coded else macro["name"]
            out.append("\n```\n")
        elif macro and macro["name"] == "quote":
            quoted = "" if quoted else "> "
            out.append("\n")
        elif macro and macro["told"] and (title := TITLE.search(macro["told"])):
            out.append(f"{title[1]}\n")
    return _tidy("".join([*out, "\n```" if coded else ""]))


def _quote(said: str, mark: str) -> str:
    return "\n".join(f"{mark}{line}" for line in said.strip("\n").split("\n")) if mark and said.strip() else said


def _tidy(said: str) -> str:
    """Without empty lines at fences, and never more than one of them elsewhere."""
    lines: list[str] = []
    fenced = False
    for line in (line.rstrip() for line in said.split("\n")):
        if line == "```":
            fenced = not fenced
            while lines and not lines[-1]:
                lines.pop()
            lines.append(line)
        elif line or (lines and lines[-1] and lines[-1] != "```"):
            lines.append(line)
    return "\n".join(lines).strip()


def _plain(said: str, names: Mapping[str, str], links: list[str]) -> str:
    said = "\n".join(_line(line) for line in FORCED_BREAK.sub("\n", said).split("\n"))
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in INLINE.finditer(said):
        pieces += [(said[end : match.start()], False), (_piece(match, names, links), True)]
        end = match.end()
    pieces.append((said[end:], False))
    return unmarked(pieces) if MAY_OPEN.search(said) else "".join(part for part, _ in pieces)


def _line(line: str) -> str:
    """A line without the marks it begins with, or with those of a list or a quote that people know."""
    start = LINE_START.match(line.lstrip()) if line else None
    if not start:
        return line.replace("||", "|") if line.lstrip().startswith("||") else line
    rest = line.lstrip()[start.end() :]
    return "" if start["rule"] else f"> {rest}" if start["quote"] else f"- {rest}" if start["list"] else rest


def _piece(match: re.Match[str], names: Mapping[str, str], links: list[str]) -> str:
    if mono := match["mono"]:
        return f"`{mono}`"
    if user := match["user"]:
        return f"@{names.get(user, user)}"
    if address := match["address"]:
        return link(address, (match["label"] or "").strip(), links, code=False)
    if address := match["bare"]:
        links.append(address.rstrip(".,;:!?)'*_"))
        return address
    return match["image"] or match["escaped"]
