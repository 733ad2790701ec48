"""Timeline: the five moments and what is measured between them; the events, each beside its evidence, moved, merged, marked."""

import datetime
import zoneinfo
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import acts, deciding, editing, events, evidence, incident, session
from app.pieces.chart import PICKED, chart
from app.pieces.chooser import chooser
from app.pieces.lines import item_line, words
from app.pieces.markup import block, mute, text
from app.pieces.moments import bars, moment_lines
from app.remarks import comments
from pipeline.domain.incident import MomentName
from pipeline.domain.review import FACTS, Item
from pipeline.domain.timeline import Phase
from pipeline.reviewing.look import Look

EVENT, HIGH = "event", 620
EMPTY = (
    "<h3>No event yet</h3>",
    "<p>The files of this incident tell of nothing that happened at a known time. Add what you know.</p>",
)


def show() -> None:
    look = incident.opened()
    items = sorted(look.parts.get(events.TIMELINE, ()), key=at)
    moments = [item for item in look.parts.get(FACTS, ()) if item.id in set(MomentName)]
    chosen = chosen_of([*items, *moments])
    measured(look, moments, chosen)
    if not items:
        st.html(block("pm-teach", *EMPTY))
    listed, right = st.columns([3, 2], gap="medium")
    with listed:
        if look.document and look.document.timeline:
            drawn(look)
        with st.container():
            acting(look, items, chosen)
        lines(look, items, chosen)
    with right, st.container(key="evidence"):
        if chosen:
            evidence.beside(look, chosen, lambda: session.choose(EVENT, chosen.id))


def at(item: Item) -> datetime.datetime:
    return datetime.datetime.fromisoformat(item.value["at"])


def chosen_of(items: Sequence[Item]) -> Item | None:
    """What was chosen; else the first event that nobody has decided."""
    id = session.chosen(EVENT)
    open = (item for item in items if item.decision is None)
    return next((item for item in items if item.id == id), next(open, next(iter(items), None)))


def choose(id: str) -> None:
    session.choose(EVENT, id)
    editing.end()


def measured(look: Look, moments: Sequence[Item], chosen: Item | None) -> None:
    told, listed = st.columns([3, 2], gap="medium")
    if look.document:
        told.html(bars(look.document.metrics, session.zone()))
    with listed:
        lines = moment_lines(moments, session.zone())
        chooser("The five moments", lines, chosen and chosen.id, f"moments-{look.review.id}", choose, narrow=True)


def drawn(look: Look) -> None:
    """The chart keeps its zoom: it changes with the events alone."""
    assert look.document
    key = f"chart-{look.review.id}"

    def picked() -> None:
        state: Any = st.session_state[key]
        if found := state["selection"].get(PICKED):
            choose(str(found[0]["event"]))

    label = "Events of the incident by time and phase; the list below says the same in words"
    st.vega_lite_chart(chart(look.document, session.zone()), key=key, on_select=picked, selection_mode=PICKED, alt=label)


def acting(look: Look, items: Sequence[Item], item: Item | None) -> None:
    deciding.refused()
    if deciding.conflict(look.review.id, events.TIMELINE, FACTS):
        return
    if item is None:
        events.add(look.review.id, items, None)
        return
    st.html(block("pm-chosen", text(words(item, session.zone()))))
    buttons(look, items, item)
    if (seen := editing.seen(look.review.id, item)) is not None:
        acts.form(look.review.id, seen, editing.end)
    check = look.checks.get((item.part, item.id))
    for problem in check.problems if check else ():
        st.html(block("pm-finding", mute("evidence "), text(problem)))


def buttons(look: Look, items: Sequence[Item], item: Item) -> None:
    id, row, is_event = look.review.id, acts.Acts(look.review.id, item), item.part == events.TIMELINE
    on = lambda: following(items, item)  # noqa: E731
    with st.container(horizontal=True, gap="small"):
        row.accept(on)
        row.edit(help="Its time, its words, its phase")
        if is_event:
            mark(row)
        row.reject(on)
        row.take_back()
        if is_event:
            events.merge(id, items, item)
        comments(look, item)
        events.add(id, items, item if is_event else None)
        row.go(lambda: step(items, item, -1), lambda: step(items, item, 1), "event")


def mark(row: acts.Acts) -> None:
    """As a key event, or not."""
    desk, is_key = session.desk(), row.item.value["key"]
    turn = lambda me, id, part, one, revision: desk.edit(me, id, part, one, revision, key=not is_key)  # noqa: E731
    row.act("Not key" if is_key else "Mark key", "M", ":material/star:", turn)


def step(items: Sequence[Item], item: Item, by: int) -> None:
    place = items.index(item) + by if item in items else 0
    choose(items[max(0, min(place, len(items) - 1))].id)


def following(items: Sequence[Item], item: Item) -> None:
    """On to the next event that nobody has decided."""
    place = items.index(item) if item in items else -1
    around = [*items[place + 1 :], *items[: max(place, 0)]]
    choose(next((one.id for one in around if one.decision is None), item.id))


def lines(look: Look, items: Sequence[Item], chosen: Item | None) -> None:
    """The events by time; narrowed to key ones, or to a phase."""
    if not items:
        return
    key = f"{look.review.id}-events"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        phases = [phase for phase in Phase if any(item.value["phase"] == phase for item in items)]
        phase = st.selectbox(
            "Phase", [None, *phases], format_func=lambda one: one.replace("_", " ") if one else "all phases",
            key=f"phase-{key}", label_visibility="collapsed", width=200,
        )  # fmt: skip
        only_key = st.checkbox("Key events only", key=f"key-{key}")
        shown = [item for item in items if (not phase or item.value["phase"] == phase) and (item.value["key"] or not only_key)]
        st.html(mute(f"{len(shown)} of {len(items)}"))
    with st.container(height=HIGH, border=False):
        zone = session.zone()
        days = [day(one, zone) for one in shown]
        grouped = len(set(filter(None, days))) > 1
        rows = [replace(item_line(look, one, zone), group=of if grouped else "") for one, of in zip(shown, days, strict=True)]
        chooser("Events", rows, chosen and chosen.id, key, choose)


def day(item: Item, zone: zoneinfo.ZoneInfo) -> str:
    at = item.value["at"]
    return f"{datetime.datetime.fromisoformat(at).astimezone(zone):%A, %Y-%m-%d}" if at else ""


show()
