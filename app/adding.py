"""Files that are added to an incident: what they are read as, what they leave open, who may know of it once they are there."""

import datetime
from collections.abc import Sequence
from typing import Any

import streamlit as st

from app import session
from app.deciding import decide
from app.pieces import recognised as pieces
from app.pieces.markup import block, text
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.reviewing.look import Look
from pipeline.reviewing.recognising import Recognised
from pipeline.reviewing.source_files import Upload

READ = "added-recognised"
CONFIDENTIAL = (
    "These files are confidential: a security incident, or a private channel. Everybody here may know of this incident."
)


def adding(look: Look) -> None:
    key = f"{look.review.id}-{len(look.sources)}"
    more: Any = st.file_uploader("Add files", accept_multiple_files=True, key=f"files-{key}")
    if not more:
        return
    options = answered(look.options, key)
    found = read(more, options)
    if found.problems:
        st.html(pieces.problems(found))
    questions(options, found.asks, key)
    if found.sources:
        st.html(pieces.sources(found))
    left_out = found.unreadable if found.unreadable and st.checkbox("Leave out what cannot be read", key=f"leave-{key}") else ()
    fewer = few(look, found, key)
    ready = bool(found.sources) and not found.asks and len(left_out) == len(found.unreadable)
    if st.button("Add them", key=f"add-files-{look.review.id}", icon=":material/add:", disabled=not ready):
        uploads = [(file.name, file.getvalue()) for place, file in enumerate(more) if place not in left_out]
        decide(lambda: add(look, uploads, options, fewer))


def read(files: Sequence[Any], options: DraftOptions) -> Recognised:
    """They are read again only when they change, or how they are read."""
    what = (tuple(file.file_id for file in files), options)
    before = st.session_state.get(READ)
    if before is None or before[0] != what:
        with st.spinner("Reading the files"):
            found = session.desk().recognised([(file.name, file.getvalue()) for file in files], options)
            st.session_state[READ] = before = (what, found)
    return before[1]


def answered(options: DraftOptions, key: str) -> DraftOptions:
    """How the incident's files are read, by what was answered on the page."""
    zone, day = st.session_state.get(f"zone-{key}"), st.session_state.get(f"day-{key}")
    return options.model_copy(update={**({"assume_timezone": zone} if zone else {}), **({"date": day} if day else {})})


def questions(options: DraftOptions, asks: Sequence[str], key: str) -> None:
    """Only what the files cannot be read without, or what was answered here."""
    if "assume_timezone" in asks or st.session_state.get(f"zone-{key}"):
        zones = list(session.zones())
        at = zones.index(options.assume_timezone) if options.assume_timezone in zones else None
        st.selectbox(
            "In which time zone are the times without one?", zones, at, placeholder="Choose a time zone", key=f"zone-{key}"
        )
    if "date" in asks or st.session_state.get(f"day-{key}"):
        st.date_input("On which day did the log begin?", options.date, key=f"day-{key}")


def few(look: Look, found: Recognised, key: str) -> bool:
    """Whether the incident is one of few readers from now on."""
    if found.visibility is not Visibility.RESTRICTED or look.review.visibility is Visibility.RESTRICTED:
        return False
    st.html(block("pm-finding", text(CONFIDENTIAL)))
    return st.checkbox("From now on its owner and readers only", True, key=f"few-{key}")


def add(look: Look, uploads: Sequence[Upload], options: DraftOptions, fewer: bool) -> None:
    """Who may know of it is settled before anything is there to be known."""
    desk, me, review = session.desk(), session.me(), look.review
    if fewer:
        desk.set_visibility(me, review.id, Visibility.RESTRICTED, (*review.readers, me.name))
    desk.add_sources(me, review.id, uploads, options)


def reading(look: Look) -> None:
    """What the files that are there are read with, where a draft said that it is missing."""
    key = f"{look.review.id}-{hash(look.options)}"
    with st.popover("How they are read", icon=":material/schedule:"):
        zones, options = list(session.zones()), look.options
        at = zones.index(options.assume_timezone) if options.assume_timezone in zones else None
        zone = st.selectbox("Time zone of times without one", zones, at, placeholder="Not said", key=f"read-zone-{key}")
        day: Any = st.date_input("Day on which a log without days begins", options.date, key=f"read-day-{key}")
        new = options.model_copy(update={"assume_timezone": zone, "date": day if isinstance(day, datetime.date) else None})
        if st.button("Save how they are read", key=f"read-save-{key}", disabled=new == options):
            decide(lambda: session.desk().set_options(session.me(), look.review.id, new))
