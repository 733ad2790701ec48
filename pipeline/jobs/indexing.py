"""The work of an index job: what is searched in is brought up to date with the past incidents that are kept.

Everybody sees the job, and some of those incidents are for few: nothing is counted.
"""

from typing import Any

from pipeline.domain.job import Job
from pipeline.jobs.steps import Steps
from pipeline.searching import open_search
from pipeline.settings import Settings
from pipeline.store.reviews import Reviews


def index(job: Job, store: Reviews, settings: Settings, steps: Steps) -> dict[str, Any]:
    del job, store
    notes: list[str] = []
    search = open_search(settings, notice=notes.append)
    steps.say("bringing the index up to date")
    search.sync()
    return {"notes": notes}
