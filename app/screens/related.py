"""Related: past incidents of this one's mechanism, and any other that a search finds; those that matter are linked."""

import streamlit as st

from app import deciding, incident, session
from app.pieces import past
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.asking import Answer
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import RELATED, Decision, Item
from pipeline.errors import PostmortemError
from pipeline.reviewing.look import Look

MOST = 5
PLACEHOLDER = "connection pool full, or an alert or log as it is"
TEACH = (
    "<h3>Nothing to compare with yet</h3>",
    "<p>Add past postmortems on the page Search the past; each one that is published here joins them by itself.</p>",
)


def show() -> None:
    look = incident.opened()
    deciding.refused()
    linked(look)
    st.subheader("Have we seen this before?")
    if not session.desk().past(session.me()):
        st.html(block("pm-teach", *TEACH))
        return
    with st.form("related", border=False):
        typed = st.text_area("Other words than those of this draft", key="related-words", placeholder=PLACEHOLDER, height=80)
        st.form_submit_button("Search", icon=":material/search:")
    try:
        with st.spinner("Comparing"):
            found = asked(look, typed or "")
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    answers(look, found)


def asked(look: Look, typed: str) -> Answer:
    desk, me = session.desk(), session.me()
    return desk.search(me, typed, k=MOST) if typed.strip() else desk.similar(me, look.review.id, k=MOST)


def linked(look: Look) -> None:
    """Those that stand in the document."""
    for item in look.parts.get(RELATED, ()):
        if item.decision is Decision.REJECTED:
            continue
        st.html(past.related(RelatedIncident.model_validate(item.value), None) + told(item))
        with st.container(horizontal=True):
            act(look, item)


def told(item: Item) -> str:
    by = f"linked by {item.by}" if item.decision else "found while drafting, not decided yet"
    return chip("In the document", Tone.OK) + mute(by)


def act(look: Look, item: Item) -> None:
    desk, this = session.desk(), (session.me(), look.review.id, item.part, item.id, item.revision)
    if item.decision is None and st.button("Keep it", key=f"keep-{item.id}", icon=":material/check:"):
        deciding.decide(lambda: desk.accept(*this))
    if st.button("Take it out", key=f"out-{item.id}", icon=":material/close:"):
        deciding.decide(lambda: desk.reject(*this))


def answers(look: Look, found: Answer) -> None:
    here = {item.id for item in look.parts.get(RELATED, ()) if item.decision is not Decision.REJECTED}
    st.html(
        "".join(block("pm-note", text(note)) for note in found.notes) or mute(f"Looked through {found.known:,} past incidents.")
    )
    for one in found.related:
        if one.id in here:
            continue
        st.html(past.related(one, found.incidents.get(one.id)))
        if st.button("Link it", key=f"link-{one.id}", icon=":material/link:"):
            deciding.decide(lambda one=one: session.desk().link(session.me(), look.review.id, one))


show()
