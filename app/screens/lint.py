"""Lint a document: paste or drop one, and read what the lint says beside it. Nothing of it is kept."""

from collections import Counter
from typing import Any

import streamlit as st

from app import session
from app.pieces import linted
from app.pieces.markup import block, chip, mute, text
from pipeline.domain.finding import Finding, Level
from pipeline.errors import PostmortemError

KINDS = {"Markdown": "document.md", "HTML": "document.html", "JSON": "document.json"}
ENDINGS = ["md", "markdown", "mdx", "html", "htm", "json", "txt"]
PROFILES = {"internal": "Readers inside", "external": "Readers outside", "draft": "A draft"}
PEOPLE = "Their names, by commas: with them the lint knows who is spoken of"
LINTED = "linted"
TEACH = (
    "<h3>What it looks for</h3>",
    "<p>Blame put on people, root causes that stop at a person, hindsight, sections that are missing or empty, action items "
    "without an owner, a date or a way to see that they are done, times that do not add up.</p>",
    "<p>Nothing is kept, and nothing leaves this machine.</p>",
)


def show() -> None:
    st.title("Lint a document")
    text_in, name, people = given()
    if not text_in.strip():
        st.html(block("pm-teach", *TEACH))
        return
    try:
        findings = found(text_in, name, people)
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    shown(text_in, findings)


def given() -> tuple[str, str, tuple[str, ...]]:
    """What was dropped, else what was pasted; a name that says how it is read; who was there."""
    left, right = st.columns([2, 1], gap="medium")
    file: Any = right.file_uploader("or drop it", ENDINGS, key="lint-file")
    named = right.text_input("People of the incident", key="lint-people", placeholder="Ana Lima, Bo Ek", help=PEOPLE) or ""
    people = tuple(filter(None, map(str.strip, named.split(","))))
    if file:
        return file.getvalue().decode("utf-8", "replace"), file.name, people
    kind = right.selectbox("What was pasted is", list(KINDS), key="lint-kind")
    pasted = left.text_area("Paste a document", height=190, key="lint-text", placeholder="# Postmortem: ...")
    left.button("Lint it", type="primary", icon=":material/spellcheck:", shortcut="Ctrl+Enter")
    return pasted or "", KINDS[kind], people


def found(source: str, name: str, people: tuple[str, ...]) -> list[Finding]:
    """As for the same text before, where it is the same."""
    profile = st.segmented_control(
        "For", list(PROFILES), default="internal", format_func=PROFILES.__getitem__, key="lint-profile", required=True
    )
    what = (source, name, profile, people)
    before = st.session_state.get(LINTED)
    if before is None or before[0] != what:
        with st.spinner("Reading it"):
            st.session_state[LINTED] = before = (what, session.desk().lint_text(*what))
    return before[1]


def shown(source: str, findings: list[Finding]) -> None:
    counts = Counter(one.level for one in findings)
    if not findings:
        st.html(block("pm-note", "No finding."))
    else:
        said = "".join(chip(f"{linted.NAMES[level]} {counts[level]:,}", linted.TONES[level]) for level in Level if counts[level])
        st.html(block("pm-heads", said, mute("the gravest first; a line number leads to its place")))
    with st.container(key="lint-columns"):
        beside, told = st.columns([3, 2], gap="medium")
    with told.container(height=720 if findings else "content", border=False):
        st.html(linted.grouped(findings))
    with beside.container(height=720, border=False):
        st.html(linted.document(source, findings))


show()
