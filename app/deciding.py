"""What a person does with an item of an incident, and what happens when two change it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app import editing, session
from app.pieces.compare import beside
from app.pieces.lines import in_full
from app.pieces.markup import block, text
from pipeline.domain.review import Item
from pipeline.errors import Conflict, PostmortemError

Changes = dict[str, Any]
Act = Callable[[Item], object]
"""What is done to an item, which it names with the revision that was seen."""
CLASH, REFUSED = "clash", "refused"
UNCHANGED = frozenset({"id", "basis", "check"})
"""Fields that say where something comes from: they follow its words."""


@dataclass(frozen=True)
class Clash:
    """An item of this incident that somebody else changed meanwhile: how it was `seen` and what was to be done to it."""

    incident: str
    seen: Item
    act: Act
    found: Conflict

    def changed(self) -> Changes:
        """The fields that were changed here, as they were to be: `yours` is what stands there now with these alone."""
        now, yours = self.found.now, self.found.yours
        kept, wanted = (one.value if one else {} for one in (now, yours))
        return {name: value for name, value in wanted.items() if value != kept.get(name) and name not in UNCHANGED}


def attempt(act: Callable[[], object], then: Callable[[], object] | None = None) -> None:
    """Does it; what is refused is said above the list. For a callback, after which the page is drawn anew by itself."""
    try:
        act()
    except PostmortemError as error:
        session.choose(REFUSED, str(error))
    else:
        if then:
            then()


def attempt_on(incident: str, item: Item, act: Act, then: Callable[[], object] | None = None) -> None:
    """The same with an item. A conflict is kept until somebody chooses."""

    def kept() -> None:
        try:
            act(item)
        except Conflict as found:
            if not is_done(found):
                st.session_state[CLASH] = Clash(incident, item, act, found)
                return
        if then:
            then()

    attempt(kept)


def decide(act: Callable[[], object], then: Callable[[], object] | None = None) -> None:
    """Does it and draws the page anew: for the middle of a page."""
    attempt(act, then)
    st.rerun()


def decide_on(incident: str, item: Item, act: Act, then: Callable[[], object] | None = None) -> None:
    attempt_on(incident, item, act, then)
    st.rerun()


def is_done(found: Conflict) -> bool:
    """Whether this person has done it already: pressed twice, or sent twice by the browser."""
    now, yours, mine = found.now, found.yours, session.me().name
    return bool(now and yours) and (now.value, now.decision, now.by) == (yours.value, yours.decision, mine)


def refused() -> None:
    """What was refused, said once."""
    if said := session.chosen(REFUSED):
        session.choose(REFUSED, None)
        st.html(block("pm-finding error", text(said)))


def conflict(incident: str, *parts: str) -> bool:
    """Both texts, where two people changed one item of these parts: nothing is lost until one is chosen. Whether it is so."""
    clash: Clash | None = st.session_state.get(CLASH)
    if clash is None or clash.incident != incident or clash.seen.part not in parts:
        return False
    now, changed, zone = clash.found.now, clash.changed(), session.zone()
    whole = now or clash.seen
    mine = whole.model_copy(update={"value": {**whole.value, **changed}}) if changed else clash.seen
    told = in_full(now, mine, zone) if now else "(removed)"
    whose = f"{(now and now.by) or 'They'} wrote", "You wrote" if changed else "You saw"
    st.html(block("pm-finding error", text(clash.found)))
    st.html(beside(told, in_full(mine, whole, zone), *whose))
    theirs, again, _ = st.columns([1, 1, 2])
    if theirs.button("Keep theirs", width="stretch"):
        settle()
        st.rerun()
    if now and again.button("Take mine" if changed else "Do it all the same", type="primary", width="stretch"):
        decide_on(incident, now, clash.act, settle)
    return True


def settle() -> None:
    st.session_state.pop(CLASH, None)
    editing.end()


def edited(incident: str, item: Item, changes: Changes, then: Callable[[], object]) -> None:
    desk, me = session.desk(), session.me()
    decide_on(incident, item, lambda now: desk.edit(me, incident, now.part, now.id, now.revision, **changes), then)
