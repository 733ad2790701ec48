"""What is pulled from where it lives: lines that a person writes, what stands in their way, and what can be pulled again.

Keys are in the environment of the desk: a page names their variables, and has no field for one.
"""

import streamlit as st

from app import session
from app.deciding import decide
from app.pieces.markup import block, chip, mute, text
from pipeline.reviewing.look import Look
from pipeline.reviewing.pulling import AskedFor

EXAMPLES = "slack #inc-123\npagerduty Q1HBX041A\nhttps://github.com/acme/shop/issues/12"
HELP = (
    "One thing a line: a link, or a tool with an id, as in `postmortem pull`. Known are Slack, PagerDuty, Statuspage, GitHub, "
    "GitLab, Jira, incident.io and Opsgenie."
)
FOUND = " (found in what was pulled)"


def asked(label: str, key: str) -> AskedFor:
    """What is to be pulled, below it what it means and what is missing. Nothing is asked of anybody."""
    lines = st.text_area(label, key=key, placeholder=EXAMPLES, height=110, help=HELP)
    found = session.desk().asked_for((lines or "").splitlines())
    said = [*map(chip, found.lines), *map(missing, found.missing), *map(wrong, found.problems)]
    if said:
        st.html("".join(said))
    return found


def missing(key: tuple[str, str]) -> str:
    tool, variable = key
    return block("pm-finding warning", text(f"{tool} is asked with a key, and the desk has none: start it with {variable} set."))


def wrong(problem: str) -> str:
    return block("pm-finding error", text(problem))


def ready(found: AskedFor) -> bool:
    return bool(found.lines) and not found.missing and not found.problems


def pulls(look: Look) -> None:
    """More from links, what was pulled before, and what that points at."""
    desk, me, id = session.desk(), session.me(), look.review.id
    known, count = desk.pullable(look), len(look.jobs)
    if known.notes:
        st.html("".join(block("pm-finding suggestion", text(note)) for note in known.notes))
    if known.found:
        st.html(block("", mute("It points at "), *map(chip, known.found)))
    if known.before or known.found:
        lines = st.multiselect(
            "Pull again, or what it points at", [*known.before, *known.found], known.before, key=f"again-{id}-{count}",
            format_func=lambda line: line + FOUND if line in known.found else line,
        )  # fmt: skip
        anew = st.checkbox("Read all of it anew, for edits and deletions too", key=f"anew-{id}-{count}")
        if st.button("Pull again", key=f"pull-again-{id}", icon=":material/cloud_download:", disabled=not lines):
            decide(lambda: desk.start_pull(me, id, lines, anew))
    found = asked("Links and ids to pull", f"links-{id}-{count}")
    if ready(found) and st.button("Pull them", key=f"pull-{id}", icon=":material/cloud_download:"):
        decide(lambda: desk.start_pull(me, id, found.lines))
