"""A document for one audience -> the files that go out: Markdown, HTML, JSON."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.postmortem import Postmortem
from pipeline.publish.safe_markdown import safe_markdown

FORMATS = ("md", "html", "json")
UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 80


@dataclass(frozen=True)
class PublishedFile:
    """`name` is a file name of letters, digits, dots and hyphens."""

    name: str
    audience: str
    format: str
    text: str


def files(
    document: Postmortem, audience: str, render: Callable[[Postmortem, str], str], formats: tuple[str, ...] = FORMATS
) -> tuple[PublishedFile, ...]:
    """The files of a document: for readers outside what `external` made of it, for those inside the working document.

    `render(document, format)` gives the text in a format; Markdown is made safe once more, whatever the template did."""
    return tuple(_file(document, audience, render, format) for format in formats)


def _file(document: Postmortem, audience: str, render: Callable[[Postmortem, str], str], format: str) -> PublishedFile:
    text = render(document, format)
    name = UNFIT.sub("-", f"{document.incident.id or 'postmortem'}-{audience}").strip("-.")[-LONGEST_NAME:]
    return PublishedFile(f"{name}.{format}", audience, format, safe_markdown(text) if format == "md" else text)
