"""The open incident, as every one of its pages begins: its heading, its jobs, or how to open one."""

from datetime import UTC, datetime

import streamlit as st

from app import deciding, session, work
from app.files import files
from app.pieces.heading import heading
from app.pieces.markup import block
from pipeline.reviewing.look import Look

NONE_OPEN = ("<h3>No incident is open</h3>", "<p>Choose one in the inbox, or start a new one from its exports.</p>")
NO_DRAFT = (
    "<h3>There is no draft yet</h3>",
    "<p>The draft is made from the files of this incident, without a model unless one is configured. It takes seconds to minutes "
    "and goes on when this page is closed.</p>",
)


def opened(needs_draft: bool = True) -> Look:
    """What is known of the open incident, below its heading. Without one, or without the draft that a page needs, the page says
    what to do and ends here."""
    id = session.incident()
    if id is None:
        st.html(block("pm-teach", *NONE_OPEN))
        if st.button("Go to the inbox", type="primary"):
            st.switch_page("screens/inbox.py")
        st.stop()
    st.query_params[session.INCIDENT] = id
    look = session.desk().look(session.me(), id)
    st.html(heading(look, datetime.now(UTC)))
    work.shown(look.jobs)
    if needs_draft and look.document is None:
        without_draft(look)
    return look


def without_draft(look: Look) -> None:
    if not any(work.is_running(job) for job in look.jobs):
        st.html(block("pm-teach", *NO_DRAFT))
        if look.sources and st.button("Draft it", type="primary", icon=":material/edit_note:"):
            deciding.decide(lambda: session.desk().start_draft(session.me(), look.review.id))
        deciding.refused()
        files(look, expanded=not look.sources or bool(look.jobs))
    st.stop()
