"""The evidence beside an item: the messages around what it cites, or those that say some words; each may be cited by it."""

from collections.abc import Callable

import streamlit as st

from app import deciding, session
from app.pieces.channel import channel
from app.pieces.markup import mute
from pipeline.domain.parts import PARTS
from pipeline.domain.review import Item
from pipeline.reviewing.look import Look

NOTHING_CITED = "This one cites nothing: a person wrote it, or it is computed from the moments. Find a message to cite it."
NOTHING_FOUND = "No message says this."


def beside(look: Look, item: Item, stay: Callable[[], object]) -> None:
    """`stay` keeps the item chosen once it is changed here."""
    id = look.review.id
    st.subheader("Evidence")
    words = st.text_input(
        "Find in the evidence", key=f"find-{id}-{item.part}-{item.id}", icon=":material/search:", placeholder="Find a message",
        label_visibility="collapsed",
    )  # fmt: skip
    panel = session.desk().evidence(session.me(), id, item, words or "")
    if not panel.messages and not panel.missing:
        st.html(mute(NOTHING_FOUND if words else NOTHING_CITED))
        return
    on_cite = (lambda one: cite(id, item, one, stay)) if item.part in PARTS else None
    channel(panel, session.zone(), f"evidence-{id}", on_cite)


def cite(incident: str, item: Item, id: str, then: Callable[[], object]) -> None:
    """The message is cited from now on, or no longer."""
    desk, me = session.desk(), session.me()
    before: list[str] = item.value.get("because", item.value)["evidence"]
    now = [one for one in before if one != id] if id in before else [*before, id]
    deciding.attempt_on(incident, item, lambda one: desk.edit(me, incident, one.part, one.id, one.revision, evidence=now), then)
