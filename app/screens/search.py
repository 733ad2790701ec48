"""Search the past: words, an alert or a whole document -> incidents of the same mechanism; and what there is to search in."""

import datetime
from collections.abc import Callable
from typing import Any

import streamlit as st

from app import session, work
from app.pieces import names, past
from app.pieces.markup import block, mute, text
from pipeline.domain.asked import Filters
from pipeline.domain.incident import IncidentKind
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import PostmortemError
from pipeline.reviewing.past_incidents import Added

KINDS_OF_FILE = ["md", "markdown", "mdx", "html", "htm", "json", "jsonl", "ndjson", "pdf", "txt"]
MOST, AT_ONCE = 10, 50
ADDED = "past-added"
LEVELS = {1: "SEV1", 2: "SEV2", 3: "SEV3", 4: "SEV4", 5: "SEV5"}
TEACH = (
    "<h3>Has this happened before?</h3>",
    "<p>Past postmortems answer that: paste an alert, an error or a whole draft, and those of the same mechanism come up "
    "with the passages that say so, what helped then, and which action items are still open.</p>",
    "<p>There is none yet. Drop postmortems below (Markdown, HTML, PDF, JSON); each one that is published here is added "
    "by itself.</p>",
)
EMPTY = "Paste an alert, an error message, or a draft; or say in a few words what goes wrong."


def show() -> None:
    st.title("Search the past")
    known = session.desk().past(session.me())
    work.shown([job for job in session.desk().jobs(session.me()) if job.incident is None and work.is_running(job)])
    if known:
        ask(known)
    else:
        st.html(block("pm-teach", *TEACH))
        if st.button("Add five sample postmortems", icon=":material/science:"):
            take(lambda: session.desk().add_sample_past(session.me()))
    if told := st.session_state.get(ADDED):
        st.html(became(told))
    with st.expander(f"Past incidents ({len(known):,})", expanded=not known, icon=":material/library_books:"):
        add()
        listed(known)


def ask(known: tuple[PastIncident, ...]) -> None:
    with st.form("search", border=False):
        query = st.text_area("What goes wrong", placeholder=EMPTY, height=110, key="search-query")
        wanted = filters(known)
        if st.form_submit_button("Search", type="primary", icon=":material/search:"):
            st.session_state["search-asked"] = (query or "", wanted)
    asked = st.session_state.get("search-asked")
    if asked and asked[0].strip():
        answer(*asked)


def filters(known: tuple[PastIncident, ...]) -> Filters:
    services = sorted({name for one in known for name in one.services}, key=str.casefold)
    teams = sorted({one.team for one in known if one.team}, key=str.casefold)
    with st.expander("Narrow it down"):
        left, right = st.columns(2)
        service = left.multiselect("Services", services, key="search-services")
        level = right.multiselect("Severity", list(LEVELS), format_func=LEVELS.__getitem__, key="search-levels")
        kind = left.multiselect("Kind", list(IncidentKind), format_func=lambda one: names.plain(one.value), key="search-kinds")
        team = right.multiselect("Teams", teams, key="search-teams")
        since: Any = left.date_input("Not before", None, key="search-since")
        until: Any = right.date_input("Not after", None, key="search-until")
        open = st.checkbox("With an action item that is still open", key="search-open")
    return Filters(
        services=tuple(service), levels=frozenset(level), kinds=frozenset(kind), teams=tuple(team), open_actions=open,
        since=at(since, datetime.time.min), until=at(until, datetime.time.max),
    )  # fmt: skip


def at(day: datetime.date | None, time: datetime.time) -> datetime.datetime | None:
    return datetime.datetime.combine(day, time, session.zone()) if day else None


def answer(query: str, wanted: Filters) -> None:
    try:
        with st.spinner("Comparing"):
            found = session.desk().search(session.me(), query, wanted, MOST)
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    for note in found.notes:
        st.html(block("pm-note", text(note)))
    for one in found.related:
        st.html(past.related(one, found.incidents.get(one.id)))
    if found.related:
        st.html(mute(f"Looked through {found.among:,} of {found.known:,} past incidents."))


def add() -> None:
    files: Any = st.file_uploader("Add postmortems", KINDS_OF_FILE, accept_multiple_files=True, key="past-files")
    if files and st.button(f"Add {len(files)} file{'' if len(files) == 1 else 's'}", icon=":material/add:"):
        take(lambda: session.desk().add_past(session.me(), [(file.name, file.getvalue()) for file in files]))


def take(adding: Callable[[], Added]) -> None:
    try:
        with st.spinner("Reading the documents"):
            st.session_state[ADDED] = adding()
            session.desk().start_index(session.me())
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
    else:
        st.rerun()


def became(told: Added) -> str:
    counts = (("added", told.added), ("replaced", told.replaced), ("known already", told.unchanged))
    said = ", ".join(f"{len(ids):,} {what}" for what, ids in counts if ids) or "Nothing was added"
    return block("pm-note", text(f"{said}.")) + "".join(block("pm-finding error", text(problem)) for problem in told.problems)


def listed(known: tuple[PastIncident, ...]) -> None:
    if not known:
        return
    words = st.text_input("Find one by its title, id, service or team", key="past-words") or ""
    fitting = [one for one in known if all(word in said(one) for word in words.casefold().split())]
    st.html(past.kept(fitting[:AT_ONCE]) if fitting else mute("None is called that."))
    if len(fitting) > AT_ONCE:
        st.html(mute(f"and {len(fitting) - AT_ONCE:,} more"))
    remove(fitting)


def remove(fitting: list[PastIncident]) -> None:
    which, does = st.columns([4, 1], vertical_alignment="bottom")
    id = which.selectbox("Remove one that was added", [one.id for one in fitting], None, key="past-remove")
    if does.button("Remove", disabled=not id, width="stretch") and id:
        try:
            session.desk().remove_past(session.me(), id)
        except PostmortemError as error:
            st.html(block("pm-finding error", text(error)))
            return
        st.session_state.pop(ADDED, None)
        st.rerun()


def said(one: PastIncident) -> str:
    return " ".join(filter(None, (one.id, one.title, one.team, *one.services))).casefold()


show()
