"""Evidence -> the channel beside a statement: messages in their order, scrolled to the first that is cited.

Drawn by the browser as text and nothing else, whatever stands in a message.
"""

import zoneinfo
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from app.pieces.markup import clock
from pipeline.domain.evidence import Evidence
from pipeline.reviewing.panel import Panel

HERE = Path(__file__)


def channel(panel: Panel, zone: zoneinfo.ZoneInfo, key: str, on_cite: Callable[[str], None] | None = None) -> None:
    """What of the channels is not shown, and what is cited and not at hand, is said below. `on_cite` is called with the id of a
    message that is to be cited, or no longer."""

    def clicked() -> None:
        result: Any = st.session_state.get(key)
        if on_cite and result and result.get("cite"):
            on_cite(result["cite"])

    css, js = (HERE.with_suffix(kind).read_text("utf-8") for kind in (".css", ".js"))
    component = v2.component("channel", html='<div class="channel"></div>', css=css, js=js)
    days = [f"{one.at.astimezone(zone):%A, %Y-%m-%d}" if one.at else "" for one in panel.messages]
    messages = [
        {**row(one, one.id in panel.cited, zone), "day": day if day != before else ""}
        for one, day, before in zip(panel.messages, days, ["", *days], strict=False)
    ]
    shown = {"messages": messages, "said": list(said(panel)), "cites": on_cite is not None}
    component(data=[shown], key=key, on_cite_change=clicked)


def row(one: Evidence, cited: bool, zone: zoneinfo.ZoneInfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "who": one.author or one.kind.value.replace("_", " "),
        "when": clock(one.at, zone, day=False) or one.at_text or "",
        "marks": list(marks(one)),
        "text": one.text,
        "cited": cited,
        "place": f"{one.source.file} {one.source.locator}".strip(),
    }


def marks(one: Evidence) -> Iterator[str]:
    if one.channel:
        yield f"#{one.channel}"
    if one.automated:
        yield "tool"
    if one.edited:
        yield "edited later"


def said(panel: Panel) -> Iterator[str]:
    if panel.left_out:
        yield f"{panel.left_out:,} other messages are not shown"
    for id in panel.missing:
        yield f"{id}: this evidence is not at hand"
