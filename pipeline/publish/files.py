"""A document for one audience -> the files that go out: Markdown, HTML, JSON."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.postmortem import Postmortem
from pipeline.publish.safe_markdown import safe_markdown

FORMATS = ("md", "html", "json")
UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 80


def file_name(incident: str, audience: str, format: str) -> str:
    """Of letters, digits, dots and hyphens."""
    name = UNFIT.sub("-", f"{incident}-{audience}").strip("-.")[-LONGEST_NAME:]
    return f"{name}.{format}"


@dataclass(frozen=True)
class PublishedFile:
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
    return PublishedFile(audience, format, safe_markdown(text) if format == "md" else text)
