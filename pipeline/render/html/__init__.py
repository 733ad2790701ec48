"""Postmortem -> one self-contained HTML page: nothing is loaded from anywhere, and nothing in the data can run.

The page's own style and script are named by their hashes in its content security policy, which forbids everything else.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from pipeline.domain.postmortem import Postmortem
from pipeline.render.choice import BUILT_IN, chosen, focus, layout
from pipeline.render.citations import Citations
from pipeline.render.clock import Clock
from pipeline.render.html.bar import Bar
from pipeline.render.html.evidence import cards
from pipeline.render.html.pen import HtmlPen
from pipeline.render.remarks import Remark
from pipeline.render.template_file import only_markdown
from pipeline.render.view import View

FOLDER = Path(__file__).parent
CONTENTS = {
    "default": (
        ("summary", "Summary"),
        ("impact", "Impact"),
        ("timeline", "Timeline"),
        ("focus", "Focus"),
        ("cause", "Root cause"),
        ("response", "Response"),
        ("well", "Worked well"),
        ("improve", "To improve"),
        ("actions", "Action items"),
        ("lessons", "Lessons"),
        ("supporting", "Supporting"),
        ("whys", "5 whys"),
    ),
    "near-miss": (
        ("well", "Went well"),
        ("summary", "Summary"),
        ("response", "Detection"),
        ("impact", "Almost happened"),
        ("cause", "Cause"),
        ("timeline", "Timeline"),
        ("improve", "To improve"),
        ("actions", "Action items"),
        ("lessons", "Lessons"),
    ),
    "short": (
        ("summary", "Summary"),
        ("impact", "Impact"),
        ("timeline", "Timeline"),
        ("cause", "Cause"),
        ("actions", "Action items"),
        ("lessons", "Lessons"),
    ),
}
"""The sections of each layout in order: the name of its macro, which is its anchor too, and how the contents call it."""


def render(document: Postmortem, clock: Clock, name: str | None = None, found: Sequence[Remark] = ()) -> str:
    """The page, laid out as the built-in template `name`, or as fits the incident. Raises BadOption for a file of the user's."""
    name = name or chosen(document.incident)
    if name not in BUILT_IN:
        raise only_markdown(name)
    citations = Citations(document.evidence)
    pen = HtmlPen(clock, citations, found)
    looked_at = focus(name, document)
    context = {
        "document": View(document, pen, looked_at, found),
        "layout": layout(name),
        "contents": [(id, heading) for id, heading in CONTENTS[layout(name)] if id != "focus" or looked_at],
        "bar": Bar(document, pen),
        "zone": clock.zone,
        "noted": pen.noted,
        "evidence": lambda: cards(citations, document, pen),
        **_inline("style", "page.css"),
        **_inline("script", "page.js"),
    }
    return environment().get_template("page.html.j2").render(context)


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=4)
def _inline(name: str, file: str) -> dict[str, str]:
    """A file of ours to stand in the page, and the hash that lets it."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {name: Markup(text), f"{name}_hash": Markup(f"'sha256-{digest}'")}
