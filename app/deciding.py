"""What a person does with an item of the open incident, and what happens when two change it at once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from app import session
from app.pieces.compare import beside
from app.pieces.lines import words
from app.pieces.markup import block, text
from pipeline.domain.review import Decision, Item
from pipeline.errors import Conflict, PostmortemError

Changes = dict[str, Any]
Edit = Callable[[str, Item, Changes], object]
"""Changes an item of an incident, which it names with the revision that was seen."""
CONFLICT, REFUSED = "conflict", "refused"


def decide(act: Callable[[], object], then: Callable[[], object] | None = None) -> None:
    """Does it and draws the page anew. A conflict is kept until somebody chooses; what is refused is said above the list."""
    try:
        act()
    except Conflict as conflict:
        st.session_state[CONFLICT] = conflict
    except PostmortemError as error:
        session.choose(REFUSED, str(error))
    else:
        if then:
            then()
    st.rerun()


def refused() -> None:
    """What was refused, said once."""
    if said := session.chosen(REFUSED):
        session.choose(REFUSED, None)
        st.html(block("pm-finding error", text(said)))


def conflict(incident: str, *parts: str, edit: Edit | None = None) -> bool:
    """Both texts, where two people changed one item of these parts: nothing is lost until one is chosen. Whether it is so."""
    found: Conflict | None = st.session_state.get(CONFLICT)
    if found is None or found.yours.part not in parts:
        return False
    now, yours = found.now, found.yours
    st.html(block("pm-finding error", text(str(found))))
    st.html(beside(words(now) if now else "(removed)", words(yours), f"{now.by if now else 'They'} wrote", "You wrote"))
    theirs, mine, _ = st.columns([1, 1, 2])
    if theirs.button("Keep theirs", width="stretch"):
        del st.session_state[CONFLICT]
        st.rerun()
    if now and mine.button("Take mine", type="primary", width="stretch"):
        del st.session_state[CONFLICT]
        decide(lambda: again(incident, now, yours, edit or edit_item))
    return True


def again(incident: str, now: Item, yours: Item, edit: Edit) -> object:
    """What was to be done, done with the item as it is now."""
    desk, this = session.desk(), (session.me(), incident, now.part, now.id, now.revision)
    if yours.decision is Decision.REJECTED:
        return desk.reject(*this)
    changes = {name: value for name, value in yours.value.items() if value != now.value.get(name) and name not in KEPT}
    return edit(incident, now, changes_of(changes)) if changes else desk.accept(*this)


KEPT = frozenset({"id", "basis", "check"})


def changes_of(value: Changes) -> Changes:
    """A new value -> the changes that `edit` takes: those of a why's answer are its text."""
    because = value.get("because")
    return {**{k: v for k, v in value.items() if k != "because"}, **({"text": because["text"]} if because else {})}


def edit_item(incident: str, item: Item, changes: Changes) -> object:
    return session.desk().edit(session.me(), incident, item.part, item.id, item.revision, **changes)


def edited(incident: str, item: Item, changes: Changes, then: Callable[[], object]) -> None:
    decide(lambda: edit_item(incident, item, changes), then)
