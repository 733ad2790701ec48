"""New incident: drop its exports, or say where it lives; see what is read, answer what it leaves open, start the draft."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app import answers, pulls, session
from app.pieces import recognised as pieces
from app.pieces.markup import block, clock, mute, text
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan
from pipeline.errors import PostmortemError
from pipeline.reviewing.pulling import AskedFor
from pipeline.reviewing.recognising import Recognised

READ = "new-recognised"  # what the files were read as, with what they are and how: they are read again only when that changes
TEACH = (
    "<h3>What to drop here</h3>",
    "<p>Everything that was written while it happened: a Slack, Teams, Discord or Mattermost export (zip or JSON), PagerDuty, "
    "Opsgenie, Statuspage, Jira, GitHub or GitLab records, logs, a document with notes. Several files make one incident.</p>",
    "<p>Or say where it lives: links and ids of Slack channels, incidents and issues. They are pulled with the keys that the "
    "desk was started with, and drafted then, together with the files if there are any.</p>",
    "<p>Nothing leaves this machine while files are recognized, and nothing is kept or pulled until you start.</p>",
)
NOT_YET = "What is pulled is read once it is here. The draft follows, and says what it came from; what it points at is offered."


def show() -> None:
    st.title("New incident")
    files: Any = st.file_uploader("Exports of the incident", accept_multiple_files=True, key="new-files")
    wanted = pulls.asked("Links and ids to pull", "new-links")
    if not files and not wanted.lines:
        answers.forget()
        st.html(block("pm-teach", *TEACH))
        return
    found = read(files)
    told, asked = st.columns([3, 2], gap="large")
    with told:
        what_was_read(found, files) if files else st.html(mute(NOT_YET))
    with asked:
        settle(found, files, wanted)


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


def settle(found: Recognised, files: Sequence[Any], wanted: AskedFor) -> None:
    st.subheader("Before the draft")
    title = answers.title(found)
    visibility, readers = answers.visibility(found)
    plan = answers.plan()
    answers.reading(found)
    left_out = found.unreadable if found.unreadable and st.checkbox("Leave out what cannot be read") else ()
    readable = bool(found.sources or not files) and not found.asks and len(left_out) == len(found.unreadable)
    ready = bool(readable and title.strip() and (pulls.ready(wanted) or not wanted_at_all(wanted)))
    label = "Pull, then draft" if wanted.lines else "Start the draft"
    if st.button(label, type="primary", icon=":material/edit_note:", disabled=not ready, width="stretch"):
        start(title, uploads(files, left_out), visibility, readers, plan, wanted.lines)
    if not ready:
        st.html(mute(why_not(found, title, wanted)))


def wanted_at_all(wanted: AskedFor) -> bool:
    return bool(wanted.lines or wanted.problems)


def why_not(found: Recognised, title: str, wanted: AskedFor) -> str:
    if wanted_at_all(wanted) and not pulls.ready(wanted):
        return "First put right what is said of the links, or take them out."
    if found.asks:
        return "First answer the question on the times."
    if not found.sources and not wanted.lines:
        return "None of the files can be read as it is."
    return "Leave out what cannot be read, or take it from the list above." if title.strip() else "Give it a title."


def start(
    title: str,
    files: list[tuple[str, bytes]],
    visibility: Visibility,
    readers: tuple[str, ...],
    plan: Plan,
    lines: Sequence[str],
) -> None:
    """What is pulled and drafted is a job's; the page of the draft shows how far it is."""
    desk, me = session.desk(), session.me()
    try:
        review = desk.create(me, title, files, answers.options(), visibility, readers, plan, lines, draft=True)
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    answers.forget()
    st.session_state.pop(READ, None)
    session.open_incident(review.id)
    st.switch_page("screens/draft.py")


show()
