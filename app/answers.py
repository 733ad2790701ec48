"""What is asked before a draft: how the files are read, what the incident is called, who may know of it, who takes it on.

Answers are kept apart from the widgets, which come and go with what the files ask: a question that was answered stays.
"""

import datetime
from typing import Any

import streamlit as st

from app import session
from app.pieces.recognised import channel
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan, Readership
from pipeline.reviewing.recognising import Recognised

ANSWERS = "new-answers"
VISIBILITIES = {Visibility.INTERNAL: "Everybody here", Visibility.RESTRICTED: "Owner and readers only"}
READERSHIPS = {Readership.INTERNAL: "Inside", Readership.EXTERNAL: "Outside"}
ENGINES = {"auto": "With the configured model", "extractive": "Without a model"}


def answers() -> dict[str, Any]:
    return st.session_state.setdefault(ANSWERS, {})


def forget() -> None:
    st.session_state.pop(ANSWERS, None)


def options() -> DraftOptions:
    """How the files are read, by what was answered so far."""
    given = {name: value for name, value in answers().items() if name in DraftOptions.model_fields and value}
    return DraftOptions(**given)


def keep(name: str, value: Any) -> None:
    """Another answer: the files are read anew by it."""
    value = value or None
    if answers().get(name) != value:
        answers()[name] = value
        st.rerun()


def questions(found: Recognised) -> None:
    """Only what the files cannot be read without."""
    if "assume_timezone" in found.asks or answers().get("assume_timezone"):
        zones = list(session.zones())
        chosen = st.selectbox(
            "In which time zone are the times without one?", zones, index_of(zones, answers().get("assume_timezone")),
            placeholder="Choose a time zone", key="new-zone",
        )  # fmt: skip
        keep("assume_timezone", chosen)
    if "date" in found.asks or answers().get("date"):
        day: Any = st.date_input("On which day did the log begin?", answers().get("date"), key="new-date")
        keep("date", day if isinstance(day, datetime.date) else None)


def index_of(options: list[str], value: str | None) -> int | None:
    return options.index(value) if value in options else None


def channels(found: Recognised, key: str) -> None:
    """Those that speak of the incident are chosen; other choices are the person's."""
    if len(found.channels) < 2:
        return
    by_name = {one.name: one for one in found.channels}
    first = st.session_state.setdefault(f"channels-{key}", [one.name for one in found.channels if one.selected])
    chosen = st.multiselect(
        "Channels that belong to the incident", list(by_name), first, key=f"new-channels-{key}", wrap=True,
        format_func=lambda name: channel(by_name[name]) if name in by_name else name,
    )  # fmt: skip
    keep("channels", () if set(chosen) == set(first) else tuple(chosen))


def reading(found: Recognised) -> None:
    """What few need to say."""
    with st.expander("How it is read and written"):
        st.html(f"<p>Times are shown in {found.timezone or 'UTC'}, unless you choose another zone.</p>")
        zones = list(session.zones())
        zone = st.selectbox(
            "Show times in", [None, *zones], format_func=lambda one: one or "the zone of the files", key="new-shown"
        )
        since = st.text_input("Not before", placeholder="2026-03-17 09:00", key="new-since")
        until = st.text_input("Not after", placeholder="2026-03-17 14:00", key="new-until")
        ips = st.checkbox("Replace internal IP addresses too", key="new-ips")
        engine = "auto"
        if session.desk().settings.model:
            engine = st.selectbox("Written", list(ENGINES), format_func=ENGINES.__getitem__, key="new-engine")
            remote = st.checkbox("A restricted incident may be shown to a model on another machine", key="new-remote")
            keep("allow_remote", remote)
    chosen = None if engine == "auto" else engine
    for name, value in (("timezone", zone), ("since", since), ("until", until), ("redact_ips", ips), ("engine", chosen)):
        keep(name, value)


def title(found: Recognised) -> str:
    """What the files call it, until somebody calls it otherwise."""
    if st.session_state.get("new-title", "") in ("", answers().get("found title", "")):
        st.session_state["new-title"] = found.title
    answers()["found title"] = found.title
    return st.text_input("Title", key="new-title", max_chars=300, placeholder="What went wrong, in a few words") or ""


def visibility(found: Recognised) -> tuple[Visibility, tuple[str, ...]]:
    proposed = found.visibility if found.visibility in VISIBILITIES else Visibility.INTERNAL
    chosen = st.segmented_control(
        "Who may know of it", list(VISIBILITIES), default=proposed,
        format_func=VISIBILITIES.__getitem__, key=f"new-visibility-{found.visibility}", required=True,
    )  # fmt: skip
    if found.visibility is Visibility.RESTRICTED:
        st.html('<span class="pm-mute">The files are confidential: a security incident, or a private channel.</span>')
    if (chosen or proposed) is not Visibility.RESTRICTED:
        return Visibility.INTERNAL, ()
    readers = st.multiselect(
        "Readers, by name or team",
        names_and_teams(),
        accept_new_options=True,
        key="new-readers",
        placeholder="Choose or type a name",
    )
    return Visibility.RESTRICTED, tuple(readers)


def plan() -> Plan:
    names = [one.name for one in session.desk().people(session.me())]
    mine = names.index(session.me().name) if session.me().name in names else None
    owner = st.selectbox("Owner of the postmortem", names, mine, accept_new_options=True, key="new-owner")
    audiences = st.multiselect(
        "Audiences", list(READERSHIPS), [Readership.INTERNAL], format_func=READERSHIPS.__getitem__, key="new-audiences"
    )
    return Plan(owner=owner, audiences=tuple(audiences) or (Readership.INTERNAL,))


def names_and_teams() -> list[str]:
    known = session.desk().people(session.me())
    return sorted({name for one in known for name in (one.name, *one.teams)}, key=str.casefold)
