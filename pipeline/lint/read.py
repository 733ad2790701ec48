"""The text of a file -> the Document that the rules see, by what the file is: Markdown, a postmortem as JSON, or HTML."""

from pipeline.lint.document import Document, read_markdown
from pipeline.lint.options import Options


def read_document(text: str, path: str, options: Options, named: bool = True) -> Document | None:
    """None for JSON that is no postmortem, unless it was named itself: then it raises UnreadableSource."""
    lower = path.lower()
    if lower.endswith(".json") or (lower == "-" and text.lstrip()[:1] == "{"):
        from pipeline.lint.read_json import read_json

        return read_json(text, path, options.roster, options.profile, named)
    if lower.endswith((".html", ".htm")) or (lower == "-" and text.lstrip()[:9].lower() in ("<!doctype", "<html")):
        from pipeline.lint.read_html import read_html

        return read_html(text, path, options.roster, options.profile)
    return read_markdown(text, path, options.roster, options.profile)


def is_markdown(document: Document) -> bool:
    """Whether its blocks stand in the source as they are, so that it can be put right."""
    return type(document) is Document
