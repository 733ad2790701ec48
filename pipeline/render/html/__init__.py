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
from pipeline.render.choice import ALONE, EXTERNAL, focus, layout
from pipeline.render.citations import Citations
from pipeline.render.clock import Clock
from pipeline.render.html.bar import Bar
from pipeline.render.html.evidence import cards
from pipeline.render.html.pen import HtmlPen
from pipeline.render.remarks import Remark
from pipeline.render.template_file import is_file, named, only_markdown, opened
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
    EXTERNAL: (
        ("summary", "Summary"),
        ("impact", "Impact"),
        ("timeline", "Timeline"),
        ("happened", "What happened"),
        ("immediate", "Immediate cause"),
        ("factors", "Contributing factors"),
        ("deeds", "Response"),
        ("well", "Worked well"),
        ("improve", "To improve"),
        ("measures", "Measures"),
    ),
}
"""The sections of each layout in order: the name of its macro, which is its anchor too, and how the contents call it."""
OWN = {
    "summary": ("summary", "Summary"),
    "impact": ("impact", "Impact"),
    "timeline": ("timeline", "Timeline"),
    "what_happened": ("happened", "What happened"),
    "immediate_cause": ("immediate", "Immediate cause"),
    "contributing_factors": ("factors", "Contributing factors"),
    "five_whys": ("whys", "5 whys"),
    "detection": ("detection", "Detection"),
    "why_not_detected_sooner": ("sooner", "Why not sooner"),
    "why_it_took_so_long": ("long", "Why that long"),
    "response_actions": ("deeds", "Response"),
    "could_be_improved": ("improve", "To improve"),
    "worked_well": ("well", "Worked well"),
    "lessons": ("lessons", "Lessons"),
    "action_items": ("actions", "Action items"),
    "supporting": ("supporting", "Supporting"),
}
"""The same for each section that a template of the user's may name."""


def render(document: Postmortem, clock: Clock, name: str | None = None, found: Sequence[Remark] = ()) -> str:
    """The page, laid out as the built-in template `name`, with the sections of the user's file, or as fits the incident. Raises
    BadOption for a file with a body."""
    name = name if name in ALONE else named(name, document.incident)
    citations = Citations(document.evidence)
    pen = HtmlPen(clock, citations, found)
    looked_at = focus(name, document)
    context = {
        "document": View(document, pen, looked_at, found),
        "layout": layout(name) if name in CONTENTS or not is_file(name) else "sections",
        "contents": [(id, heading) for id, heading in contents(name) if id != "focus" or looked_at],
        "bar": Bar(document, pen),
        "zone": clock.zone,
        "noted": pen.noted,
        "evidence": lambda: cards(citations, document, pen),
        **_inline("style", "page.css"),
        **_inline("script", "page.js"),
    }
    return environment().get_template("page.html.j2").render(context)


def contents(name: str) -> Sequence[tuple[str, str]]:
    """The sections by the names of their macros, and how the contents call them."""
    if name in CONTENTS or not is_file(name):
        return CONTENTS[layout(name)]
    file = opened(name)
    if file.body is not None:
        raise only_markdown(name)
    return [OWN[section] for section in file.front.sections]


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
