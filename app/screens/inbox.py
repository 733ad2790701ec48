"""Inbox: every incident that one may know of, with its state, its next deadline, its severity and its owner."""

from datetime import UTC, datetime

import streamlit as st

from app import session, work
from app.pieces import names
from app.pieces.inbox import Row, Wanted, grade, line, soonest, wanted
from app.pieces.markup import block, mute
from pipeline.domain.review import ReviewState

AT_ONCE = 25
SHOWN = "inbox-shown"
DUE, NEWEST = "due first", "newest first"
TEACH = (
    "<h3>From raw exports to a reviewed postmortem</h3>",
    "<p>Drop the exports of an incident: chat, alerts, status page, logs. The draft cites a message for every sentence; you "
    "accept, edit or reject each one, and publish when nothing stands in the way.</p>",
    "<p>The sample is a checkout outage with its Slack export, PagerDuty incident, status page and deploy log. It drafts in "
    "seconds, without a model.</p>",
)


def show() -> None:
    heading, more = st.columns([5, 1], vertical_alignment="center")
    heading.title("Inbox")
    rows = session.desk().listed(session.me())
    if not rows:
        teach()
        return
    if more.button("New incident", icon=":material/add:", type="primary", width="stretch"):
        st.switch_page("screens/new.py")
    what, order = asked(rows)
    found = wanted(rows, what)
    if order == DUE:
        found = soonest(found)
    st.html(mute(f"{len(found):,} of {len(rows):,} incidents" if found else "No incident fits these filters."))
    many = st.session_state.get(SHOWN, AT_ONCE)
    busy = {job.incident for job in session.desk().jobs(session.me()) if work.is_running(job)}
    now = datetime.now(UTC)
    for row in found[:many]:
        shown(row, now, row[0].id in busy)
    with st.container(horizontal=True):
        if len(found) > many and st.button(f"Show {min(AT_ONCE, len(found) - many)} more"):
            st.session_state[SHOWN] = many + AT_ONCE
            st.rerun()
        if st.button("Try the sample", icon=":material/science:", type="tertiary"):
            sample()


def teach() -> None:
    st.html(block("pm-teach", *TEACH))
    with st.container(horizontal=True):
        if st.button("Try the sample", type="primary", icon=":material/science:"):
            sample()
        if st.button("New incident", icon=":material/add:"):
            st.switch_page("screens/new.py")


def sample() -> None:
    opened(session.desk().sample(session.me()).id)


def opened(id: str) -> None:
    session.open_incident(id)
    st.switch_page("screens/draft.py")


def asked(rows: list[Row]) -> tuple[Wanted, str]:
    """The filters and the order, in one line where there is room."""
    grades = sorted({grade(review) for review, _ in rows})
    owners = sorted({review.owner for review, _ in rows if review.owner}, key=str.casefold)
    states = [state for state in ReviewState if any(review.state is state for review, _ in rows)]
    with st.container(horizontal=True, vertical_alignment="bottom", key="inbox-filters"):
        words = st.text_input("Words", placeholder="title, id, service, owner", key="inbox-words", width=210)
        state = st.multiselect(
            "State", states, format_func=lambda one: names.STATES[one][0], key="inbox-state", placeholder="any", width=190
        )
        severity = st.multiselect("Severity", grades, key="inbox-severity", placeholder="any", width=160)
        owner = st.selectbox("Owner", [None, *owners], format_func=lambda one: one or "anybody", key="inbox-owner", width=170)
        order = st.selectbox("Order", (DUE, NEWEST), key="inbox-order", width=150)
        late = st.checkbox("Late only", key="inbox-late")
    return Wanted(words or "", frozenset(state), frozenset(severity), owner, late), order


def shown(row: Row, now: datetime, working: bool) -> None:
    id = row[0].id
    with st.container(key=f"inbox-row-{id}"):
        told, open = st.columns([9, 1], vertical_alignment="center")
    told.html(line(row, now, session.zone(), working))
    if open.button("Open", key=f"open-{id}", width="stretch"):
        opened(id)


show()
