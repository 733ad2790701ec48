"""The text of a file -> the Document that the rules see, by what the file is: Markdown, a postmortem as JSON, or HTML."""

from pipeline.lint.document import Document, read_markdown
from pipeline.lint.options import Options
from pipeline.lint.source import Source


def read_document(source: Source, path: str, options: Options, named: bool = True) -> Document | None:
    """None for JSON that is no postmortem, unless it was named itself: then it raises UnreadableSource."""
    lower = path.lower()
    begins = source.pieces[0].lstrip()[:9].lower() if lower == "-" else ""
    if lower.endswith(".json") or begins.startswith("{"):
        from pipeline.lint.read_json import read_json

        return read_json(str(source), path, options.roster, options.profile, named)
    if lower.endswith((".html", ".htm")) or begins in ("<!doctype", "<html"):
        from pipeline.lint.read_html import read_html

        return read_html(str(source), path, options.roster, options.profile)
    return read_markdown(source, path, options.roster, options.profile)


def is_markdown(document: Document) -> bool:
    """Whether its blocks stand in the source as they are, so that it can be put right."""
    return type(document) is Document
