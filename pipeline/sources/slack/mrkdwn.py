"""Slack's mrkdwn as it is on the wire -> text as people read it.

Mentions become names, links their label and address, emoji codes emoji; `&amp;`, `&lt;`, `&gt;` are unescaped once; marks of
bold, italic and struck text are dropped. In code nothing but mentions, links and escapes changes, for those are not what its
author typed.
"""

import re
from collections.abc import Mapping

from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.emoji_codes import character
from pipeline.sources.slack.marks import MAY_OPEN, unmarked

MARKED = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|<(?P<angle>[^<>\n]{1,4000})>"
    r"|(?<![\w:]):(?P<emoji>[a-z0-9_+'-]{1,60}):(?::skin-tone-(?P<skin>[2-6]):)?",
    re.DOTALL,
)
ANGLE = re.compile(r"<([^<>\n]{1,4000})>")
ESCAPE = re.compile(r"&(amp|lt|gt);")
ESCAPED = {"amp": "&", "lt": "<", "gt": ">"}
SIGNS = ("<", "&", ":", "`")
SCHEMES_OF_LABELS = ("http://", "https://", "mailto:", "tel:")
SKIN_TONES = {"2": "\U0001f3fb", "3": "\U0001f3fc", "4": "\U0001f3fd", "5": "\U0001f3fe", "6": "\U0001f3ff"}


class Mrkdwn:
    """Turns wire text into plain text, with the workspace's names. `channels` are names by channel id."""

    def __init__(self, directory: Directory, channels: Mapping[str, str]) -> None:
        self.directory = directory
        self.channels = channels

    def plain(self, wire: str, links: list[str] | None = None) -> str:
        """The text as people read it; addresses of links are added to `links`."""
        marked = MAY_OPEN.search(wire) is not None
        if not marked and not any(sign in wire for sign in SIGNS):
            return wire
        found = links if links is not None else []
        out: list[tuple[str, bool]] = []
        end = 0
        for match in MARKED.finditer(wire):
            out.append((unescape(wire[end : match.start()]), False))
            out.append((self._marked(match, found), True))
            end = match.end()
        out.append((unescape(wire[end:]), False))
        return unmarked(out) if marked else "".join(part for part, _ in out)

    def _marked(self, match: re.Match[str], links: list[str]) -> str:
        if code := match["code"]:
            return self._code(code, links)
        if angle := match["angle"]:
            return self._angle(angle, links)
        emoji = character(match["emoji"])
        return emoji + SKIN_TONES.get(match["skin"] or "", "") if emoji else match[0]

    def _code(self, code: str, links: list[str]) -> str:
        parts = ANGLE.split(code)
        return "".join(self._angle(part, links, code=True) if index % 2 else unescape(part) for index, part in enumerate(parts))

    def _angle(self, inner: str, links: list[str], code: bool = False) -> str:
        target, _, label = (unescape(part) for part in inner.partition("|"))
        if target.startswith("@"):
            return "@" + (self.directory.name_of(target[1:]) or label.lstrip("@") or target[1:])
        if target.startswith("#"):
            return "#" + (self.channels.get(target[1:]) or label.lstrip("#") or target[1:])
        if target.startswith("!"):
            return special_mention(target[1:], label)
        return link(target, label, links, code)


def special_mention(target: str, label: str) -> str:
    """`<!here>`, `<!subteam^S1|@oncall>`, `<!date^1700000000^{date}|Nov 14>`."""
    word, _, rest = target.partition("^")
    if word == "date":
        return label or rest.partition("^")[0]
    if word == "subteam":
        return label if label.startswith("@") else "@" + (label or rest)
    return label if label.startswith("@") else "@" + (word or label)


def link(target: str, label: str, links: list[str], code: bool) -> str:
    bare = target
    for scheme in SCHEMES_OF_LABELS:
        bare = bare.removeprefix(scheme)
    if "://" in target:
        links.append(target)
    if target.startswith(("mailto:", "tel:")):
        return label or bare
    if not label:
        return target
    if code or label == target or label.rstrip("/") == bare.rstrip("/"):
        return label
    return f"{label} ({target})"


def unescape(text: str) -> str:
    """The three characters that Slack escapes, once: `&amp;lt;` becomes `&lt;`."""
    return ESCAPE.sub(lambda match: ESCAPED[match[1]], text) if "&" in text else text
