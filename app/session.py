"""Typed access to what one browser's session holds: who sits there, which incident is open, in which zone times are read.

A reload makes a new session: the incident stands in the address, name and zone in cookies, everything else in the store.
"""

import functools
import re
import zoneinfo
from urllib.parse import unquote

import streamlit as st

from pipeline.domain.actor import Actor
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import load

NAME_COOKIE, ZONE_COOKIE = "postmortem_name", "postmortem_zone"
INCIDENT = "incident"
PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
ME, ZONE, CHOSEN = "me", "zone", "chosen"


@st.cache_resource(show_spinner=False)
def desk() -> ReviewDesk:
    """One for the whole server."""
    return open_desk(load())


def me() -> Actor:
    """Who sits at this browser; main.py sees to it that there is somebody before a page runs."""
    return st.session_state[ME]


def sign_in(name: str) -> None:
    st.session_state[ME] = desk().sign_in(name)


def incident() -> str | None:
    """The id of the open incident: this session's, else the address's."""
    named = st.session_state.get(INCIDENT) or st.query_params.get(INCIDENT) or ""
    if not PLAIN_ID.fullmatch(named):  # an address is anybody's text, and the name of a group of pages is read as markdown
        return None
    st.session_state[INCIDENT] = named
    return named


def open_incident(id: str | None) -> None:
    if id != st.session_state.get(INCIDENT):
        st.session_state[CHOSEN] = {}
    st.session_state[INCIDENT] = id


def chosen(what: str) -> str | None:
    """What is chosen on a page of the open incident: a part, an item."""
    return st.session_state.setdefault(CHOSEN, {}).get(what)


def choose(what: str, value: str | None) -> None:
    st.session_state.setdefault(CHOSEN, {})[what] = value


def zone() -> zoneinfo.ZoneInfo:
    """The zone that times are shown in: the chosen one, else the browser's, else UTC."""
    remembered = unquote(st.context.cookies.get(ZONE_COOKIE, ""))
    name = st.session_state.get(ZONE) or remembered or st.context.timezone or "UTC"
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def use_zone(name: str) -> None:
    """Another zone to show times in; main.py sees to it that the browser remembers it."""
    st.session_state[ZONE] = name


@functools.cache
def zones() -> tuple[str, ...]:
    """Names of all time zones, in order."""
    return tuple(sorted(zoneinfo.available_timezones()))
