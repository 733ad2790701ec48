"""One line of a chat log -> what kind of line it is, who wrote it, and the rest.

Read are the shapes of irssi, weechat, hexchat, ZNC, mIRC, energymech and ilbot, supybot, dircproxy, WhatsApp, Zoom, and
`[10:32] name: text` in all its spellings.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from pipeline.sources.lines.names import FULL_NAME
from pipeline.sources.lines.stamps import Stamp, read_stamp


class LineKind(Enum):
    MESSAGE = auto()
    ACTION = auto()
    NOTICE = auto()
    TOPIC = auto()
    RENAME = auto()
    MEMBERSHIP = auto()
    SERVER = auto()
    INTERFACE = auto()
    UNNAMED = auto()
    MORE = auto()


class ChatLine(NamedTuple):
    """`nick` wrote `text`; for a rename `text` is the new nick. `strong` marks shapes that nothing but a chat log has."""

    number: int
    kind: LineKind
    text: str
    nick: str = ""
    stamp: Stamp | None = None
    strong: bool = False


class Body(NamedTuple):
    kind: LineKind
    text: str
    nick: str = ""
    strong: bool = False


BRACKETED = re.compile(r"<[ @+%&~!*]?(?P<nick>[^\s<>][^<>\n]{0,60})>(?:[ \t](?P<text>.*))?\Z")
ACTION = re.compile(r"\*[ \t]{1,3}(?P<nick>[^\s:*]{1,40})[ \t](?P<text>.*)\Z")
NOTICE = re.compile(r"-(?P<nick>[^\s:<>-][^\s:<>]{0,40}?)(?:\([^)\s]{0,80}\))?(?::[#&@][^\s-]{0,60})?- (?P<text>.*)\Z")
SERVER = re.compile(r"(?:-!-|\*{3,4}|-->|<--|--|=-=|=!=|<->)(?:[ \t]+|\Z)(?P<text>.*)\Z")
CLIENT = re.compile(r"(?:Now talking|Topic (?:is|for|set)|Set by|Disconnected|Attempting to|Rejoin|Connect)|\S{1,60} sets? mode")
RENAME = re.compile(
    r"(?P<old>\S{1,40}) (?:is now known as|changed (?:his|her|their|the) nick(?:name)? to|changed nick to|is now called)"
    r" (?P<new>\S{1,40}?)\.?\Z"
)
TOPIC = re.compile(
    r"(?P<nick>\S{1,40}) (?:has )?(?:changed|changes|set|sets) (?:the )?topic(?: (?:of|for|on) \S{1,60})?"
    r"(?: from \".{0,400}?\")?(?: to)?:? [\"']?(?P<text>.+?)[\"']?\Z"
)
MEMBERSHIP = re.compile(
    r"(?:Joins?|Parts?|Quits?):? |Netsplit |(?:You|Users?) (?:have )?(?:joined|left)|\S{1,60} (?:was )?kicked "
    r"|\S{1,60} (?:[\[(]\S{0,120}[\])] )?(?:has )?(?:joined|left|quit|parted|been kicked|returned)\b",
    re.IGNORECASE,
)
CAME_OR_WENT = re.compile(
    r"(?:has |have )?(?:joined|left)(?: (?:#\S+|the (?:channel|room|chat|conversation|meeting)))?\.?\Z", re.IGNORECASE
)
ZOOM = re.compile(r"From {1,3}(?P<nick>[^:\n]{1,60}?) {1,3}[Tt]o {1,3}[^:\n]{1,60}:(?P<text>.*)\Z")
NAMED = re.compile(
    r"[ \t]{0,4}(?P<nick>@?[^\W\d_][\w.|`^\\{}\[\]'’-]{0,31}|(?:~ ?)?" + FULL_NAME.format(1) + r"|\+[0-9][0-9 ()-]{5,20})"
    r":(?:[ \t]+(?P<text>.*)|\Z)"
)
NO_NAMES = (
    "|trace|debug|info|information|notice|warn|warning|err|error|crit|critical|alert|fatal|emerg|emergency|panic|severe|verbose"
    "|note|http|https|ftp|update|status|summary|title|date|time|impact|cause|resolution|action|actions|start|end|"
)
"""Levels of logs and labels of notes, each between bars."""
OF_THE_WINDOW = ("Reacted to ", "Replying to ", "Removed a ")
REACTION_OR_REPLY = re.compile(
    r"(?:Reacted to \".*\" with .{1,40}|Removed a .{1,40} reaction from \".*\"|(?P<reply>Replying to \".*\"))\Z"
)
"""What meeting tools write as if it were said; under a reply's line with the cut quote stands the answer itself."""
HOST_MASK = re.compile(r"(?P<nick>[^\s!]+)!\S+@\S+\Z")
MODES = " @+%&~!*"


def read_line(number: int, line: str) -> ChatLine:
    """Never fails: what has no shape of its own goes on with the message before it."""
    stamp = read_stamp(line)
    rest = line[stamp.end :] if stamp else line
    if stamp and rest.startswith("\t") and rest.count("\t") >= 2:
        body = _weechat(rest)
    else:
        body = _body(rest.lstrip(" \t"), stamp is not None)
    if body is None:
        if stamp is None:
            return ChatLine(number, LineKind.MORE, line)
        body = Body(LineKind.UNNAMED, rest.strip())
    kind, text = body.kind, body.text
    if text.startswith(OF_THE_WINDOW) and (match := REACTION_OR_REPLY.match(text)):
        kind, text = (kind, "") if match["reply"] else (LineKind.INTERFACE, text)
    return ChatLine(number, kind, text, body.nick, stamp, body.strong)


def _body(rest: str, stamped: bool) -> Body | None:
    first = rest[:1]
    if first == "<" and (match := BRACKETED.match(rest)):
        return _said(match["nick"], match["text"] or "")
    if first in "-*=<" and first and stamped:
        if match := SERVER.match(rest):
            return of_server(match["text"])
        if match := NOTICE.match(rest):
            return Body(LineKind.NOTICE, match["text"], match["nick"])
    if first == "*" and (match := ACTION.match(rest)):
        return _acted(match["nick"], match["text"]) if stamped else None
    if not stamped:
        return None
    return _named(rest.removeprefix("- "), dashed=rest.startswith("- "))


def _said(nick: str, text: str) -> Body:
    if mask := HOST_MASK.match(nick):
        return Body(LineKind.MESSAGE, text[1:] if text[:1] in ("+", "-") else text, mask["nick"], True)
    return Body(LineKind.MESSAGE, text, nick.strip(), True)


def _acted(nick: str, text: str) -> Body:
    whole = f"{nick} {text}"
    if CLIENT.match(whole) or RENAME.match(whole) or MEMBERSHIP.match(whole) or TOPIC.match(whole):
        return of_server(whole)
    return Body(LineKind.ACTION, text, nick, True)


def _named(rest: str, dashed: bool) -> Body | None:
    if rest.startswith("From ") and (match := ZOOM.match(rest)):
        return Body(LineKind.MESSAGE, match["text"].strip(), match["nick"], True)
    match = NAMED.match(rest) if ":" in rest[:160] else None
    if match and f"|{match['nick'].lower()}|" not in NO_NAMES:
        text = match["text"] or ""
        kind = LineKind.MEMBERSHIP if CAME_OR_WENT.match(text) else LineKind.MESSAGE
        return Body(kind, text, match["nick"].lstrip("@~ "))
    return Body(LineKind.SERVER, rest) if dashed else None


def _weechat(rest: str) -> Body:
    _, prefix, text = rest.split("\t", 2)
    prefix = prefix.strip()
    if prefix in ("-->", "<--", "--", "=!=", ""):
        return of_server(text) if prefix else Body(LineKind.SERVER, text, strong=True)
    if prefix == "*":
        nick, _, doing = text.partition(" ")
        return Body(LineKind.ACTION, doing, nick.lstrip(MODES), True)
    return Body(LineKind.MESSAGE, text, prefix.strip("<>").lstrip(MODES).removesuffix(":"), True)


def of_server(text: str) -> Body:
    """What a server or a client says about the channel: a new nick, a new topic, who came and went, or nothing of interest."""
    if match := RENAME.match(text):
        return Body(LineKind.RENAME, match["new"], match["old"].lstrip(MODES), True)
    if match := TOPIC.match(text):
        return Body(LineKind.TOPIC, match["text"], match["nick"], True)
    kind = LineKind.MEMBERSHIP if MEMBERSHIP.match(text) else LineKind.SERVER
    return Body(kind, text, strong=kind is LineKind.MEMBERSHIP)
