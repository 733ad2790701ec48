"""Events of the timeline: several made one, and one that no draft has."""

from collections.abc import Sequence

import streamlit as st

from app import deciding, session
from app.forms import Unreadable, choice, moment, refusal
from app.pieces.lines import when, words
from pipeline.domain.review import LEFT_OUT, Item
from pipeline.domain.timeline import Phase
from pipeline.errors import Conflict

TIMELINE = "timeline"
MEANWHILE = "Somebody changed one of these events since you chose them. Look at them as they are now, then merge them."


def merge(incident: str, items: Sequence[Item], item: Item) -> None:
    """The chosen event with others: all their evidence, from the earliest time to the latest."""
    zone = session.zone()
    standing = {one.id: one for one in items if one.decision not in LEFT_OUT}
    with st.popover("Merge", icon=":material/merge:", disabled=item.id not in standing):
        others = st.multiselect(
            "One event of this one and", [id for id in standing if id != item.id], key=f"merge-{incident}-{item.id}",
            format_func=lambda id: f"{when(standing[id], zone)} {words(standing[id])}" if id in standing else id,
            placeholder="Choose events",
        )  # fmt: skip
        said = st.text_area("What happened", item.value["text"], key=f"merged-{incident}-{item.id}-{item.revision}")
        revisions = {id: standing[id].revision for id in (item.id, *others) if id in standing}
        if st.button("Make them one", type="primary", disabled=len(revisions) < 2):
            merged(incident, revisions, said)


def merged(incident: str, revisions: dict[str, int], text: str | None) -> None:
    try:
        first = session.desk().merge_events(session.me(), incident, revisions, text=text or None)
    except Conflict:
        session.choose(deciding.REFUSED, MEANWHILE)
        st.rerun()
    else:
        deciding.decide(lambda: None, lambda: session.choose("event", first.id))


def add(incident: str, items: Sequence[Item], after: Item | None) -> None:
    """An event in a person's words, at a time that they know; near the one that is open."""
    zone, key = session.zone(), f"{incident}-{len(items)}"
    at = str(after.value["at"]) if after else None
    with st.popover("Add an event", icon=":material/add:"):
        said = st.text_area("What happened", key=f"add-event-{key}")
        time = moment(f"Time ({zone.key})", at, zone, f"add-at-{key}-{at}", st)
        phase = choice("Phase", Phase, after.value["phase"] if after else Phase.OTHER, f"add-{key}-{at}")
        is_key = st.checkbox("Key event", key=f"add-key-{key}")
        added = st.button("Add it", type="primary")
        if added and isinstance(time, Unreadable):
            st.html(refusal(time))
        elif added:
            value = {"text": said, "at": time, "phase": phase, "key": is_key}
            desk, me = session.desk(), session.me()
            deciding.decide(lambda: session.choose("event", desk.add(me, incident, TIMELINE, value).id))
