"""Atlassian's document format (Jira's API in its third version) -> text.

{type: "doc", content: [node]}    node: {type, attrs, text, marks: [{type, attrs}], content: [node]}
"""

from pipeline.sources.payload import Json, epoch, mapping, mappings, text
from pipeline.sources.slack.mrkdwn import link

DEEPEST = 40
"""Nodes inside nodes; what is deeper is left out."""

LISTS = frozenset({"bulletList", "orderedList", "taskList", "decisionList"})
LINES = frozenset({"paragraph", "heading", "taskItem", "decisionItem", "caption"})


def text_of(document: object, links: list[str] | None = None) -> str:
    """The text of a document. `links` collects the addresses."""
    lines = _lines(mapping(document), links if links is not None else [], 0)
    return "\n".join(lines).strip()


def _lines(node: Json, links: list[str], depth: int) -> list[str]:
    """A block as lines: lists with dashes, quotes with `>`, code between fences, a table's row as one line."""
    if depth > DEEPEST:
        return []
    kind = text(node, "type")
    if kind in LINES:
        return (_mark(node) + _inline(node, links, depth)).split("\n")
    inner = [_lines(child, links, depth + 1) for child in mappings(node.get("content"))]
    lines = [line for one in inner for line in one]
    match kind:
        case "codeBlock":
            return ["```", *_inline(node, links, depth).split("\n"), "```"]
        case "blockquote":
            return [f"> {line}".rstrip() for line in lines]
        case "listItem":
            return [("- " if index == 0 else "  ") + line for index, line in enumerate(lines)]
        case "tableRow":
            return [" | ".join(" ".join(cell) for cell in inner)]
        case "expand" | "nestedExpand":
            return [title, *lines] if (title := text(mapping(node.get("attrs")), "title")) else lines
        case _:
            return lines or [line for line in [_span(node, links)] if line]


def _mark(node: Json) -> str:
    if node.get("type") == "taskItem":
        return "- [x] " if text(mapping(node.get("attrs")), "state") == "DONE" else "- [ ] "
    return "- " if node.get("type") == "decisionItem" else ""


def _inline(node: Json, links: list[str], depth: int) -> str:
    spans = mappings(node.get("content"))
    return "".join(
        _span(span, links) or ("\n".join(_lines(span, links, depth + 1)) if "content" in span else "") for span in spans
    )


def _span(span: Json, links: list[str]) -> str:
    attrs, said = mapping(span.get("attrs")), span.get("text")
    match span.get("type"):
        case "text":
            return _marked(said, span, links) if isinstance(said, str) else ""
        case "hardBreak":
            return "\n"
        case "mention":
            return "@" + (text(attrs, "text").lstrip("@") or text(attrs, "id"))
        case "emoji" | "status" | "placeholder":
            return text(attrs, "text", "shortName")
        case "date":
            at = epoch(attrs, "timestamp")
            return f"{at:%Y-%m-%d}" if at else text(attrs, "timestamp")
        case "inlineCard" | "blockCard" | "embedCard":
            return link(text(attrs, "url"), "", links, code=False)
        case "media" | "mediaInline":
            return text(attrs, "alt")
        case _:
            return ""


def _marked(said: str, span: Json, links: list[str]) -> str:
    for mark in mappings(span.get("marks")):
        if mark.get("type") == "code":
            return f"`{said}`"
        if mark.get("type") == "link" and "://" in (address := text(mapping(mark.get("attrs")), "href")):
            return link(address, said, links, code=False)
    return said
