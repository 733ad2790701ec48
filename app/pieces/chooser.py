"""A list to choose one line of: lines -> the id of the line that was clicked, or reached with the arrow keys.

Drawn by the browser as text and nothing else, whatever stands in a line.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from app.pieces.markup import Tone

HERE = Path(__file__)


@dataclass(frozen=True)
class Line:
    """`mark` is a sign in front, its color by `tone`, its meaning in `hint`; `lead` a time or number; `note` the end of it. Lines
    of one `group` that follow each other stand below its name."""

    id: str
    text: str
    mark: str = ""
    tone: Tone = Tone.PLAIN
    hint: str = ""
    lead: str = ""
    note: str = ""
    struck: bool = False
    strong: bool = False
    group: str = ""


def chooser(
    label: str, lines: Sequence[Line], chosen: str | None, key: str, on_choice: Callable[[str], None], narrow: bool = False
) -> None:
    """Draws the lines, one of them chosen; `on_choice` is called with the id of another before the page is drawn anew."""

    def changed() -> None:
        result: Any = st.session_state.get(key)
        if result and result.get("chosen"):
            on_choice(result["chosen"])

    css, js = (HERE.with_suffix(kind).read_text("utf-8") for kind in (".css", ".js"))
    component = v2.component("chooser", html='<div class="list"></div>', css=css, js=js)
    rows = [{**asdict(line), "tone": line.tone.value} for line in lines]
    shown = {"label": label, "lines": rows, "chosen": chosen, "follow": True, "narrow": narrow}
    # in a list: what lies in a dict is looked at for data frames, which takes pandas and a second
    component(data=[shown], key=key, on_chosen_change=changed)
