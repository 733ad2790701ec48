"""The buttons beside an item. A click is about the item as the page drew it: the button carries it, whatever it is by now."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from app import deciding, editing, forms, session
from pipeline.domain.review import Item

Then = Callable[[], None]


def accept(incident: str, item: Item, then: Then) -> None:
    act(incident, item, session.desk().accept, then, "Accept", shortcut="A", icon=":material/check:", type="primary")


def reject(incident: str, item: Item, then: Then) -> None:
    act(incident, item, session.desk().reject, then, "Reject", shortcut="X", icon=":material/close:")


def take_back(incident: str, item: Item) -> None:
    nothing = item.decision is None
    act(incident, item, session.desk().take_back, None, "Take back", shortcut="U", icon=":material/undo:", disabled=nothing)


def edit(incident: str, item: Item, help: str | None = None) -> None:
    """Opens the form, or closes it."""

    def turn() -> None:
        editing.end() if editing.seen(incident, item) else editing.begin(incident, item)

    st.button("Edit", shortcut="E", icon=":material/edit:", help=help, on_click=turn)


@st.fragment
def form(incident: str, item: Item, then: Then, begin: str = "") -> None:
    """The form of an item that is being edited: alone when it is sent, so that the page is drawn anew once."""
    changes = forms.form(item, session.zone(), begin)
    if changes is None:
        return
    if changes:
        deciding.edited(incident, item, changes, then)
    editing.end()
    st.rerun()


def go(before: Then, after: Then, what: str) -> None:
    st.button("Back", shortcut="K", help=f"The {what} before", on_click=before)
    st.button("Next", shortcut="J", help=f"The next {what}", on_click=after)


def act(incident: str, item: Item, does: Callable[..., object], then: Then | None, label: str, **how: Any) -> None:
    me = session.me()

    def clicked() -> None:
        deciding.attempt_on(incident, item, lambda one: does(me, incident, one.part, one.id, one.revision), then)

    st.button(label, on_click=clicked, **how)
