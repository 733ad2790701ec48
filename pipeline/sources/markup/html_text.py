"""The HTML of a chat message -> text: paragraphs as lines, lists with dashes, quotes with `>`, code in backticks, links with
their address."""

import re
from dataclasses import dataclass, field
from html import unescape

from pipeline.sources.slack.mrkdwn import link

TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][\w-]{0,40})(?![\w-])(?P<attributes>[^<>]{0,8000})>|(?P<text>[^<]+|<)")
ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})=(?:\"([^\"]*)\"|'([^']*)')")
SPACE = re.compile(r"[ \t\r\n\xa0]+")
BLANK_LINES = re.compile(r"\n{3,}")
BLOCKS = frozenset("p div ul ol li tr table section h1 h2 h3 h4 h5 h6 br hr details summary codeblock".split())
KEPT_APART = frozenset("a blockquote pre code".split())
UNSEEN = frozenset("style script head title attachment".split())
DEEPEST = 8
"""Elements kept apart inside others of their kind; what is deeper is read flat."""


@dataclass
class _Open:
    """An element whose text is put together before it is placed."""

    tag: str
    address: str = ""
    said: list[str] = field(default_factory=list[str])


def text_of(html: str, links: list[str] | None = None) -> str:
    """The text of a body. `links` collects the addresses."""
    writer = _Writer(links if links is not None else [])
    for match in TOKEN.finditer(_without_comments(html)):
        if tag := match["tag"]:
            writer.tag(tag.lower(), bool(match["end"]), match["attributes"])
        else:
            writer.text(match["text"])
    return writer.finish()


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


class _Writer:
    def __init__(self, links: list[str]) -> None:
        self.links = links
        self.open = [_Open("")]
        self.unseen = ""

    def text(self, raw: str) -> None:
        if self.unseen:
            return
        said = unescape(raw)
        self._say(said if self._inside("pre") else SPACE.sub(" ", said))

    def tag(self, tag: str, ends: bool, attributes: str) -> None:
        if self.unseen:
            self.unseen = "" if ends and tag == self.unseen else self.unseen
        elif tag in UNSEEN:
            self.unseen = "" if ends or attributes.endswith("/") else tag
        elif tag in KEPT_APART:
            self._close(tag) if ends else self._begin(tag, attributes)
        elif tag in BLOCKS:
            self._say("\n- " if tag == "li" and not ends else "" if tag == "li" else "\n")
        elif tag in ("td", "th") and ends:
            self._say(" | ")
        elif tag == "at" and not ends:
            self._say("@")
        elif tag in ("img", "emoji"):
            self._say(_attribute(attributes, "alt"))

    def finish(self) -> str:
        while len(self.open) > 1:
            self._place(self.open.pop())
        return _tidy("".join(self.open[0].said))

    def _say(self, said: str) -> None:
        self.open[-1].said.append(said)

    def _inside(self, tag: str) -> bool:
        return any(one.tag == tag for one in self.open)

    def _begin(self, tag: str, attributes: str) -> None:
        if len(self.open) <= DEEPEST and not (tag == "code" and self._inside("pre")):
            self.open.append(_Open(tag, _attribute(attributes, "href") if tag == "a" else ""))

    def _close(self, tag: str) -> None:
        if self._inside(tag):
            while (last := self.open.pop()).tag != tag:
                self._place(last)
            self._place(last)

    def _place(self, closed: _Open) -> None:
        said = "".join(closed.said)
        match closed.tag:
            case "a":
                said = said.strip()
                self._say(link(closed.address, said, self.links, code=False) if "://" in closed.address else said)
            case "code":
                self._say(f"`{said}`" if said.strip() else "")
            case "pre":
                self._say(f"\n```\n{said.strip(chr(10))}\n```\n" if said.strip() else "")
            case _:
                lines = _tidy(said).split("\n")
                self._say("\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n" if any(lines) else "")


def _attribute(attributes: str, name: str) -> str:
    found = (match for match in ATTRIBUTE.finditer(attributes) if match[1].lower() == name)
    return next((unescape(match[2] or match[3] or "") for match in found), "")


def _tidy(said: str) -> str:
    """Without spaces at the ends of lines and without piles of empty lines; code keeps what its lines begin with."""
    coded = False
    lines: list[str] = []
    for line in said.split("\n"):
        coded = coded != (line == "```")
        lines.append(line.rstrip() if coded else line.strip().removesuffix(" |"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
