"""Action items: the board over all postmortems, by state and date; followed up here, after publishing too."""

import datetime
from collections.abc import Sequence
from typing import Any

import streamlit as st

from app import deciding, editing, session
from app.pieces.chooser import Line, chooser
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.action_item import ActionStatus
from pipeline.domain.review import ACTION_ITEMS, Item
from pipeline.review.following import Followed

ACTION = "action"
STATES = {ActionStatus.OPEN: "Open", ActionStatus.IN_PROGRESS: "In progress", ActionStatus.DONE: "Done"}
TEACH = (
    "<h3>No action items yet</h3>",
    "<p>What people committed to in the evidence of an incident appears here with its owner and date once it is drafted.</p>",
)


def show() -> None:
    st.title("Action items")
    deciding.refused()
    board = session.desk().board(session.me())
    if not board:
        st.html(block("pm-teach", *TEACH))
        return
    lines = filtered(board)
    st.html(counts(lines))
    listed, one = st.columns([3, 2], gap="medium")
    chosen = next((line for line in lines if id_of(line) == session.chosen(ACTION)), lines[0] if lines else None)
    session.choose(ACTION, chosen and id_of(chosen))  # what is being followed up stays so when another becomes the most urgent
    with listed:
        rows = [row(line) for line in lines]
        chooser("Action items", rows, chosen and id_of(chosen), "actions", choose)
        desk, me = session.desk(), session.me()
        made: Any = lambda: desk.export_actions(me)  # noqa: E731  made when it is asked for
        st.download_button("Download as CSV", made, "action-items.csv", "text/csv", on_click="ignore")
    with one:
        if chosen:
            follow_up(chosen)


def choose(id: str) -> None:
    session.choose(ACTION, id)
    editing.end()


def filtered(board: Sequence[Followed]) -> list[Followed]:
    state, who = st.columns([2, 3], vertical_alignment="bottom")
    shown = state.pills("State", list(STATES), selection_mode="multi", default=[ActionStatus.OPEN, ActionStatus.IN_PROGRESS],
                        format_func=STATES.__getitem__)  # fmt: skip
    owners = sorted({line.item.value["owner"] for line in board if line.item.value["owner"]}, key=str.casefold)
    owner = who.multiselect("Owner", owners)
    return [
        line
        for line in board
        if line.item.value["status"] in shown and (not owner or line.item.value["owner"] in owner)
    ]  # fmt: skip


def counts(lines: Sequence[Followed]) -> str:
    late = sum(line.late for line in lines)
    alone = sum(not line.item.value["owner"] for line in lines)
    chips = [
        chip(f"{len(lines)} shown"),
        chip(f"{late} late", Tone.BAD) if late else "",
        chip(f"{alone} without an owner", Tone.WARN) if alone else "",
    ]
    return block("pm-heads", *chips)


def id_of(line: Followed) -> str:
    return f"{line.review.id}/{line.item.id}"


def row(line: Followed) -> Line:
    value = line.item.value
    done = value["status"] == ActionStatus.DONE
    mark, tone, hint = ("✓", Tone.OK, "done") if done else ("!", Tone.BAD, "late") if line.late else ("○", Tone.PLAIN, "open")
    about = " · ".join(filter(None, (value["owner"] or "no owner", value["priority"], line.review.title)))
    return Line(id_of(line), f"{value['action']} — {about}", mark, tone, hint, lead=value["due"] or "no date")


def follow_up(line: Followed) -> None:
    value = line.item.value
    st.html(block("pm-doc", text(value["action"]), "<br>", mute(f"{line.review.title} · {value['commitment']}")))
    incident = line.review.id
    if deciding.conflict(incident, ACTION_ITEMS):
        return
    begun = editing.seen(incident, line.item)
    if begun is None:
        editing.begin(incident, line.item)
        begun = line.item
    if changes := form(incident, begun):
        deciding.decide_on(incident, begun, lambda now: set_action(incident, now, changes), editing.end)
    if st.button("Open the incident", icon=":material/open_in_new:"):
        session.open_incident(line.review.id)
        session.choose("part", ACTION_ITEMS)
        session.choose("item", line.item.id)
        st.switch_page("screens/draft.py")


def form(incident: str, item: Item) -> dict[str, Any] | None:
    """What differs from the item once it is saved."""
    value, key = item.value, f"{incident}-{item.id}-{item.revision}"
    with st.form(f"follow-{key}"):
        status = ActionStatus(value["status"])
        state = st.selectbox(
            "State", list(STATES), list(STATES).index(status), format_func=STATES.__getitem__, key=f"state-{key}"
        )
        owner = st.text_input("Owner", value["owner"] or "", key=f"owner-{key}")
        day = datetime.date.fromisoformat(value["due"]) if value["due"] else None
        due = st.date_input("Due", day, key=f"due-{key}")
        ticket = st.text_input("Ticket", value["ticket"] or "", key=f"ticket-{key}")
        if not st.form_submit_button("Save", type="primary"):
            return None
    new = {"status": state.value, "owner": owner or None, "due": due.isoformat() if due else None, "ticket": ticket or None}
    return {name: now for name, now in new.items() if now != value[name]}


def set_action(incident: str, item: Item, changes: dict[str, Any]) -> object:
    return session.desk().set_action(session.me(), incident, item.id, item.revision, **changes)


show()
