"""Jobs on a page: how far each is, a button that stops it, why it failed. The page is drawn anew when one ends."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.pieces import names
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.job import Job, JobKind, JobState

RUNNING = frozenset({JobState.WAITING, JobState.RUNNING})
NAMES = {
    JobKind.DRAFT: "Drafting",
    JobKind.REDRAFT: "Telling it anew",
    JobKind.INDEX: "Bringing the search up to date",
    JobKind.PULL: "Pulling",
}


def is_running(job: Job) -> bool:
    return job.state in RUNNING


def shown(jobs: Sequence[Job]) -> None:
    """Those that run, and the newest one if it failed."""
    running = [job for job in jobs if is_running(job)]
    if running:
        watched([job.id for job in running], running[0].incident)
    elif jobs and jobs[0].state is JobState.FAILED:
        st.html(block("pm-finding error", chip("failed", Tone.BAD), text(f"{NAMES[jobs[0].kind]} failed: {jobs[0].problem}")))


@st.fragment(run_every="1s")
def watched(ids: Sequence[str], incident: str | None) -> None:
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
