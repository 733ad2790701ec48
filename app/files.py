"""The files of the open incident: what it was drafted from; more of them, fewer of them, and a draft of what is there then."""

import streamlit as st

from app import adding, pulls, session
from app.deciding import decide
from app.pieces.markup import clock, mute, text
from app.pieces.table import table
from pipeline.domain.review import SourceFile
from pipeline.reviewing.look import Look

KILO = 1024


def files(look: Look, expanded: bool = False) -> None:
    """A newer draft of a drafted incident is offered, and changes nothing by itself."""
    desk, me, id = session.desk(), session.me(), look.review.id
    with st.expander(f"Files ({len(look.sources)})", expanded=expanded, icon=":material/attach_file:"):
        st.html(table("Files", ("File", "Size", "Added"), map(row, look.sources)) if look.sources else mute("There is none yet."))
        adding.adding(look)
        pulls.pulls(look)
        name = st.selectbox("Discard one", [one.name for one in look.sources], None, key=f"discard-{id}-{len(look.sources)}")
        with st.container(horizontal=True):
            if look.sources:
                adding.reading(look)
            if name and st.button("Discard it", key=f"discard-it-{id}", icon=":material/delete:"):
                decide(lambda: desk.discard(me, id, name))
            if look.document and look.sources and st.button("Draft anew", key=f"draft-anew-{id}", icon=":material/autorenew:"):
                decide(lambda: desk.start_draft(me, id))


def row(one: SourceFile) -> tuple[str, str, str]:
    return text(one.name), f"{max(1, one.size // KILO):,} kB", mute(f"{one.by}, {clock(one.at, session.zone())}")
