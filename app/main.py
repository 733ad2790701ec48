"""The door: signs somebody in, lays out the pages, turns what the pipeline refuses into a sentence on the page."""

from pathlib import Path
from urllib.parse import unquote

import streamlit as st

from app import session
from app.pieces.markup import block, text
from app.pieces.remember import remember
from pipeline.errors import PostmortemError

HERE = Path(__file__).parent
OF_AN_INCIDENT = (
    ("timeline", "Timeline", ":material/timeline:"),
    ("draft", "Draft", ":material/edit_note:"),
    ("findings", "Findings", ":material/rule:"),
    ("related", "Related", ":material/hub:"),
    ("review", "Review", ":material/reviews:"),
    ("publish", "Publish", ":material/send:"),
)
OF_ALL = (
    ("actions", "Action items", ":material/checklist:"),
    ("insights", "Insights", ":material/insights:"),
    ("search", "Search the past", ":material/search:"),
    ("lint", "Lint a document", ":material/spellcheck:"),
    ("settings", "Settings and doctor", ":material/settings:"),
)
WELCOME = (
    "<h3>Who are you?</h3>",
    "<p>Your name stands beside what you decide. This desk listens on this machine only, and nobody checks the name.</p>",
)


def main() -> None:
    st.set_page_config("postmortem", str(HERE / "icon.svg"), layout="wide", initial_sidebar_state=230)
    st.html(HERE / "style.css")
    if session.ME not in st.session_state and (known := st.context.cookies.get(session.NAME_COOKIE)):
        session.sign_in(unquote(known))
    page = st.navigation(pages(), expanded=True, position="sidebar" if session.ME in st.session_state else "hidden")
    if session.ME not in st.session_state:
        sign_in()  # the page that the address names is known by then: it is opened next
        return
    remember(session.NAME_COOKIE, session.me().name)
    if session.ZONE in st.session_state:
        remember(session.ZONE_COOKIE, st.session_state[session.ZONE])
    st.sidebar.html(block("pm-mute", text(f"{session.me().name}, {session.me().role.value}")))
    page.run()


def pages() -> dict[str, list[st.Page]]:
    groups = {
        "Incidents": [screen("inbox", "Inbox", ":material/inbox:", default=True), screen("new", "New incident", ":material/add:")]
    }
    id = session.incident()
    shown = [screen(*of, hidden=not id) for of in OF_AN_INCIDENT]
    return {**groups, id or "Incident": shown, "All incidents": [screen(*of) for of in OF_ALL]}


def screen(name: str, title: str, icon: str, default: bool = False, hidden: bool = False) -> st.Page:
    file = HERE / "screens" / f"{name}.py"
    return st.Page(file, title=title, icon=icon, default=default, visibility="hidden" if hidden else "visible")


def sign_in() -> None:
    _, middle, _ = st.columns([1, 2, 1])
    with middle, st.form("sign in", border=False):
        st.html(block("pm-teach", *WELCOME))
        name = st.text_input("Your name", placeholder="Ada Lovelace", max_chars=80)
        if st.form_submit_button("Open the desk", type="primary") and name.strip():
            session.sign_in(name)
            st.rerun()


try:
    main()
except PostmortemError as error:
    st.html(block("pm-finding error", text(error)))
