"""The buttons beside an item, and the form that one of them opens. A click is about the item as the page drew it: the button
carries it, whatever it is by now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app import deciding, editing, forms, session
from app.pieces.caret import caret
from pipeline.domain.review import Item

Then = Callable[[], None]


@dataclass(frozen=True)
class Acts:
    """While the item `is_written`, no letter decides."""

    incident: str
    item: Item

    @property
    def is_written(self) -> bool:
        return editing.seen(self.incident, self.item) is not None

    def accept(self, then: Then) -> None:
        self.act("Accept", "A", ":material/check:", session.desk().accept, then, type="primary")

    def reject(self, then: Then) -> None:
        self.act("Reject", "X", ":material/close:", session.desk().reject, then)

    def take_back(self) -> None:
        self.act("Take back", "U", ":material/undo:", session.desk().take_back, disabled=self.item.decision is None)

    def edit(self, help: str | None = None) -> None:
        """Opens the form, or closes it."""
        if self.is_written:
            caret(f"{self.incident} {self.item.part} {self.item.id}")
            st.button("Cancel", shortcut="Escape", icon=":material/edit_off:", on_click=editing.end)
        else:
            caret("")
            begin = (self.incident, self.item)
            st.button("Edit", shortcut="E", icon=":material/edit:", help=help, on_click=editing.begin, args=begin)

    def go(self, before: Then, after: Then, what: str) -> None:
        st.button("Back", shortcut=self.letter("K"), help=f"The {what} before", on_click=before)
        st.button("Next", shortcut=self.letter("J"), help=f"The next {what}", on_click=after)

    def act(self, label: str, key: str, icon: str, does: Callable[..., object], then: Then | None = None, **how: Any) -> None:
        me, id, item = session.me(), self.incident, self.item

        def clicked() -> None:
            deciding.attempt_on(id, item, lambda one: does(me, id, one.part, one.id, one.revision), then)

        st.button(label, shortcut=self.letter(key), icon=icon, on_click=clicked, **how)

    def letter(self, key: str) -> str | None:
        return None if self.is_written else key


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
