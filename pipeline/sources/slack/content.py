"""The text of messages that carry it elsewhere: attachments, blocks, files -> lines of mrkdwn, nothing said twice."""

from collections.abc import Iterable, Iterator

from pipeline.sources.payload import Json, mapping, mappings, text

MAX_BLOCK_DEPTH = 12
UNFURL_SIGNS = ("from_url", "original_url", "service_name")
"""What an attachment has that Slack made itself to preview a link."""

CARRIERS = frozenset({"attachments", "files", "file", "comment"})
"""The fields besides `text` in which a person's message may say something."""


def wire_text(message: Json, automated: bool) -> str:
    """All that a message says, as it is on the wire. A person's blocks only repeat the text; a bot's may say more."""
    said = text(message, "text")
    if said and not automated and not CARRIERS & message.keys():
        return said
    pieces = [said]
    if automated or not said:
        pieces += block_lines(message.get("blocks"))
    for attachment in mappings(message.get("attachments")):
        if not said or automated or not is_preview(attachment):
            pieces += attachment_lines(attachment)
    pieces += file_lines(message, titled=not said)
    return "\n".join(without_repeats(pieces))


def without_repeats(pieces: Iterable[str]) -> list[str]:
    """The pieces that say something the ones before do not contain already."""
    kept: list[str] = []
    for piece in pieces:
        if piece and not any(_squeezed(piece) in _squeezed(other) for other in kept):
            kept.append(piece)
    return kept


def _squeezed(piece: str) -> str:
    return " ".join(piece.split()).casefold()


def is_preview(attachment: Json) -> bool:
    return not attachment.get("is_share") and any(attachment.get(sign) for sign in UNFURL_SIGNS)


def attachment_lines(attachment: Json) -> list[str]:
    """Lead-in, title, text, fields, footer; the fallback only where all of these are missing."""
    shared_from = text(attachment, "author_name", "author_subname") if attachment.get("is_share") else ""
    body = text(attachment, "text")
    lines = [text(attachment, "pretext"), text(attachment, "title"), f"{shared_from}: {body}" if shared_from and body else body]
    lines += block_lines(attachment.get("blocks")) + block_lines(attachment.get("message_blocks"))
    lines += [labelled(field) for field in mappings(attachment.get("fields"))]
    lines = [line for line in lines if line]
    return [*(lines or [text(attachment, "fallback")]), text(attachment, "footer")] if lines or attachment.get("fallback") else []


def labelled(field: Json) -> str:
    title, value = text(field, "title"), text(field, "value")
    return f"{title}: {value}" if title and value else title or value


def title_links(message: Json) -> list[str]:
    return [url for attachment in mappings(message.get("attachments")) if "://" in (url := text(attachment, "title_link"))]


def file_lines(message: Json, titled: bool) -> Iterator[str]:
    """The start of pasted snippets, and the names of files where a message has no words."""
    for file in [*mappings(message.get("files")), mapping(message.get("file"))]:
        if titled:
            yield text(file, "title", "name")
        yield text(file, "preview", "plain_text")
        yield text(mapping(file.get("initial_comment")), "comment")
    yield text(mapping(message.get("comment")), "comment")


def block_lines(blocks: object, depth: int = 0) -> list[str]:
    """The lines of Block Kit: headers, sections, contexts, images, tables, rich text."""
    lines: list[str] = []
    for block in mappings(blocks) if depth < MAX_BLOCK_DEPTH else []:
        kind = block.get("type")
        if kind == "rich_text":
            lines += rich_lines(block.get("elements"))
        elif kind != "actions":
            lines += [text(mapping(block.get("text")), "text"), text(block, "alt_text") if kind == "image" else ""]
            lines += [text(field, "text") for field in mappings(block.get("fields"))]
            lines += [text(element, "text", "alt_text") for element in mappings(block.get("elements"))]
            lines += block_lines(block.get("blocks"), depth + 1)
    return [line for line in lines if line]


def rich_lines(elements: object, depth: int = 0) -> list[str]:
    """One line of mrkdwn for each section, list item, quote or code block of rich text."""
    lines: list[str] = []
    for element in mappings(elements) if depth < MAX_BLOCK_DEPTH else []:
        match element.get("type"):
            case "rich_text_list":
                lines += [f"- {line}" for line in rich_lines(element.get("elements"), depth + 1)]
            case "rich_text_preformatted":
                lines.append(f"```\n{rich_spans(element)}\n```")
            case "rich_text_quote":
                lines += [f"> {line}" for line in rich_spans(element).split("\n")]
            case _:
                lines.append(rich_spans(element))
    return [line for line in lines if line]


def rich_spans(section: Json) -> str:
    return "".join(rich_span(span) for span in mappings(section.get("elements"))).strip()


def rich_span(span: Json) -> str:
    """A span as the wire would have it. Its own text comes unescaped, so it is escaped here."""
    match span.get("type"):
        case "user":
            return f"<@{text(span, 'user_id')}>"
        case "channel":
            return f"<#{text(span, 'channel_id')}>"
        case "usergroup":
            return f"<!subteam^{text(span, 'usergroup_id')}>"
        case "broadcast":
            return f"<!{text(span, 'range')}>"
        case "emoji":
            return f":{text(span, 'name')}:"
        case "link":
            label = escape(str(span.get("text") or ""))
            return f"<{text(span, 'url')}|{label}>" if label else f"<{text(span, 'url')}>"
        case "date":
            return escape(text(span, "fallback"))
        case _:
            said = span.get("text")
            return escape(said) if isinstance(said, str) else ""


def escape(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
