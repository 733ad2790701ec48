"""Jobs on a page: how far each is, a button that stops it, why it failed or what came of it. The page is drawn anew when one
ends.
"""

from collections.abc import Iterator, Sequence

import streamlit as st

from app import session
from app.pieces import names
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import PostmortemError

NAMES = {
    JobKind.DRAFT: "Drafting",
    JobKind.REDRAFT: "Redrafting",
    JobKind.INDEX: "Bringing the search up to date",
    JobKind.PULL: "Pulling",
}

ENDED = {
    JobKind.DRAFT: "The draft is made.",
    JobKind.REDRAFT: "It is redrafted.",
    JobKind.INDEX: "The search is up to date.",
}
"""Of a pull its page tells what came."""
CLOSED = "closed-job"


def is_running(job: Job) -> bool:
    return job.is_alive


def shown(jobs: Sequence[Job]) -> None:
    """Those that run; else what the newest one came to, until somebody has read it."""
    running = [job for job in jobs if is_running(job)]
    if running:
        watched([job.id for job in running], running[0].incident)
    elif jobs and jobs[0].state is JobState.FAILED:
        st.html(block("pm-finding error", chip("failed", Tone.BAD), text(f"{NAMES[jobs[0].kind]} failed: {jobs[0].problem}")))
    elif jobs and jobs[0].state is JobState.DONE and jobs[0].kind in ENDED and session.chosen(CLOSED) != jobs[0].id:
        ended(jobs[0])


def ended(job: Job) -> None:
    """How much it offers, and in which words it tells of itself. A first draft without a word is there to be read, no more."""
    offered, told = outcome(job), list(remarks(job))
    if not offered and not told:
        return
    with st.expander(" ".join(filter(None, (ENDED[job.kind], offered))), icon=":material/task_alt:"):
        st.html("".join(block("pm-note", text(one)) for one in told) or mute("There is nothing more to say of it."))
        if st.button("Close", key=f"close-{job.id}"):
            session.choose(CLOSED, job.id)
            st.rerun()


def outcome(job: Job) -> str:
    match (job.result or {}).get("offers"):
        case None:
            return ""
        case 0:
            return "It offers nothing: all that it says stands there already."
        case 1:
            return "It offers one change, in its section of the Draft page."
        case many:
            return f"It offers {many} changes, each in its section of the Draft page."


def remarks(job: Job) -> Iterator[str]:
    said = job.result or {}
    yield from said.get("notes") or ()
    yield from (f"For the owner to decide: {one}" for one in said.get("proposals") or ())


@st.fragment(run_every="1s")
def watched(ids: Sequence[str], incident: str | None) -> None:
    """A fragment runs by itself: what is refused there is said there."""
    try:
        progress(ids, incident)
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))


def progress(ids: Sequence[str], incident: str | None) -> None:
    known = {job.id: job for job in session.desk().jobs(session.me(), incident)}
    for id in ids:
        job = known.get(id)
        if job is None or not is_running(job):
            st.rerun()
        told, stop = st.columns([6, 1], vertical_alignment="center")
        told.progress(job.done / job.steps if job.steps else 0.0, text=NAMES[job.kind])
        told.html(mute(names.plain(job.step)))  # what is pulled has a say in it
        if stop.button("Stop", key=f"stop-{id}"):
            session.desk().stop(session.me(), id)
