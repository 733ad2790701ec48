"""The Markdown of a chat message -> text: marks of bold, italic and struck text dropped, links with their address, emoji codes as
emoji. Code stays as it is."""

import re

from pipeline.sources.slack.emoji_codes import character
from pipeline.sources.slack.marks import MAY_OPEN, unmarked
from pipeline.sources.slack.mrkdwn import link

PIECES = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|`[^`\n]+`)"
    r"|!?\[(?P<label>[^\[\]\n]{0,1000})\]\((?P<address>[^()\s<>]{1,4000}(?:\([^()\s<>]{0,200}\))?)(?: \"[^\"\n]{0,200}\")?\)"
    r"|<(?P<angle>https?://[^<>\s]{1,4000})>"
    r"|(?P<bare>https?://[^\s<>\"]{1,4000})"
    r"|(?<![\w:]):(?P<emoji>[a-z0-9_+-]{1,60}):",
    re.DOTALL,
)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
DOUBLE = re.compile(r"(\*\*|~~|\|\|)(?=\S)((?:(?!\1)[^\n]){1,2000}?)(?<=\S)\1")
SIGNS = ("*", "_", "~", "`", "[", "<", ":", "|")


def plain(said: str, links: list[str] | None = None) -> str:
    """The text as people read it. `links` collects the addresses."""
    if not any(sign in said for sign in SIGNS):
        return said.strip()
    found = links if links is not None else []
    said = _outside_code(said)
    out: list[tuple[str, bool]] = []
    end = 0
    for match in PIECES.finditer(said):
        out += [(said[end : match.start()], False), (_piece(match, found), True)]
        end = match.end()
    out.append((said[end:], False))
    return (unmarked(out) if MAY_OPEN.search(said) else "".join(part for part, _ in out)).strip()


def _outside_code(said: str) -> str:
    """Without marks of two signs, which may stand around links, where no code stands."""
    out: list[str] = []
    end = 0
    for match in CODE.finditer(said):
        out += [DOUBLE.sub(r"\2", said[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*out, DOUBLE.sub(r"\2", said[end:])])


def _piece(match: re.Match[str], links: list[str]) -> str:
    if address := match["address"]:
        return link(address, match["label"].strip(), links, code=False) if "://" in address else match["label"] or match[0]
    if address := match["angle"] or match["bare"]:
        links.append(address.rstrip(".,;:!?)'*_|~"))
        return address
    return (character(match["emoji"]) if match["emoji"] else None) or match[0]
