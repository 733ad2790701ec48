"""Postmortem or Story -> Markdown: every sentence with footnotes that lead to its evidence."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from pipeline.domain.postmortem import Postmortem
from pipeline.render.choice import ALONE, focus
from pipeline.render.citations import Citations
from pipeline.render.clock import Clock
from pipeline.render.markdown import template
from pipeline.render.markdown.footnotes import footnotes
from pipeline.render.markdown.pen import MarkdownPen
from pipeline.render.remarks import Remark
from pipeline.render.template_file import named
from pipeline.render.view import View

EXCLAIMED = re.compile(r"!(?=\[\^\d)")
"""A mark right behind an exclamation mark would read as an image."""
EMPTY_LINES = re.compile(r"\n{3,}")


class Notes:
    """The footnotes of what was cited so far; a template prints them last. Remembers whether it did."""

    def __init__(self, citations: Citations, clock: Clock) -> None:
        self._citations, self._clock = citations, clock
        self._printed = False

    def __len__(self) -> int:
        return len(self._citations)

    def __html__(self) -> Markup:
        self._printed = True
        return footnotes(self._citations, self._clock)

    def missing(self) -> str:
        """The footnotes, where a template of the user's left them out: a mark must lead somewhere."""
        return "" if self._printed or not self._citations else f"\n{footnotes(self._citations, self._clock)}\n"


def render(document: Postmortem, clock: Clock, name: str | None = None, found: Sequence[Remark] = ()) -> str:
    """The document as Markdown by the built-in template `name`, by the user's Jinja file of that name, or by the incident's kind.

    Raises BadOption for a template that is not there or does not work.
    """
    citations = Citations(document.evidence)
    notes = Notes(citations, clock)
    name = name if name in ALONE else named(name, document.incident)
    view = View(document, MarkdownPen(clock, citations), focus(name, document), found)
    written = template.render(name, {"document": view, "footnotes": notes})
    return EMPTY_LINES.sub("\n\n", EXCLAIMED.sub("! ", written + notes.missing())).strip() + "\n"
