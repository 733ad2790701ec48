"""New incident: drop its exports, see what they are read as, answer what they leave open, start the draft."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app import answers, session
from app.pieces import recognised as pieces
from app.pieces.markup import block, clock, mute, text
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan
from pipeline.errors import PostmortemError
from pipeline.reviewing.recognising import Recognised

READ = "new-recognised"  # what the files were read as, with what they are and how: they are read again only when that changes
TEACH = (
    "<h3>What to drop here</h3>",
    "<p>Everything that was written while it happened: a Slack, Teams, Discord or Mattermost export (zip or JSON), PagerDuty, "
    "Opsgenie, Statuspage, Jira, GitHub or GitLab records, logs, a document with notes. Several files make one incident.</p>",
    "<p>Nothing leaves this machine while they are recognized, and nothing is kept until you start the draft.</p>",
)


def show() -> None:
    st.title("New incident")
    files: Any = st.file_uploader("Exports of the incident", accept_multiple_files=True, key="new-files")
    if not files:
        answers.forget()
        st.html(block("pm-teach", *TEACH))
        return
    found = read(files)
    told, asked = st.columns([3, 2], gap="large")
    with told:
        what_was_read(found, files)
    with asked:
        settle(found, files)


def read(files: Sequence[Any]) -> Recognised:
    options = answers.options()
    what = (tuple(file.file_id for file in files), options)
    before = st.session_state.get(READ)
    if before is None or before[0] != what:
        with st.spinner("Reading the files"):
            st.session_state[READ] = before = (what, session.desk().recognised(uploads(files), options))
    return before[1]


def uploads(files: Sequence[Any], without: Sequence[int] = ()) -> list[tuple[str, bytes]]:
    return [(file.name, file.getvalue()) for place, file in enumerate(files) if place not in without]


def what_was_read(found: Recognised, files: Sequence[Any]) -> None:
    st.subheader("Recognized")
    if found.problems:
        st.html(pieces.problems(found))
    answers.questions(found)
    if not found.sources:
        return
    severity = f", {found.severity}" if found.severity else ""
    began = f", began {clock(found.started_at, session.zone())}" if found.started_at else ""
    st.html(block("", text(f"{pieces.EVIDENCE.of(found.evidence)}{severity}{began}")))
    st.html(pieces.sources(found))
    answers.channels(found, str(hash(tuple(file.file_id for file in files))))
    st.html(block("", "<strong>Replaced before anything is drafted</strong> ", pieces.redactions(found.redactions)))
    with st.expander(f"People ({len(found.people)})"):
        st.html(pieces.people(found.people))
    if found.notes:
        with st.expander(f"Assumed and left out ({len(found.notes)})"):
            st.html(pieces.notes(found))


def settle(found: Recognised, files: Sequence[Any]) -> None:
    st.subheader("Before the draft")
    title = answers.title(found)
    visibility, readers = answers.visibility(found)
    plan = answers.plan()
    answers.reading(found)
    left_out = found.unreadable if found.unreadable and st.checkbox("Leave out what cannot be read") else ()
    ready = bool(found.sources and title.strip() and not found.asks and len(left_out) == len(found.unreadable))
    if st.button("Start the draft", type="primary", icon=":material/edit_note:", disabled=not ready, width="stretch"):
        start(title, uploads(files, left_out), visibility, readers, plan)
    if not ready:
        st.html(mute(why_not(found, title)))


def why_not(found: Recognised, title: str) -> str:
    if found.asks:
        return "First answer the question on the times."
    if not found.sources:
        return "None of the files can be read as it is."
    return "Leave out what cannot be read, or take it from the list above." if title.strip() else "Give it a title."


def start(title: str, files: list[tuple[str, bytes]], visibility: Visibility, readers: tuple[str, ...], plan: Plan) -> None:
    """The draft is made by a job; its page shows how far it is."""
    desk, me = session.desk(), session.me()
    try:
        review = desk.create(me, title, files, answers.options(), visibility, readers)
        desk.set_plan(me, review.id, plan)
        desk.start_draft(me, review.id)
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    answers.forget()
    st.session_state.pop(READ, None)
    session.open_incident(review.id)
    st.switch_page("screens/draft.py")


show()
