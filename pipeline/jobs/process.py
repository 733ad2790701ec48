"""What the process of a job does: claims it, works, and says how it ended. In: the job's id. Out: its end in the store."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.doctor import home
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import PostmortemError
from pipeline.jobs.launching import log_of
from pipeline.jobs.steps import Steps, beating, now
from pipeline.settings import Settings, load
from pipeline.store.reviews import Reviews, open_reviews

OURS = "Something went wrong that is a fault of postmortem itself; {} says what."
Work = Callable[[Job, Reviews, Settings, Steps], dict[str, Any]]


def main(id: str) -> int:
    settings = load()
    return work(open_reviews(home(settings)), id, settings)


def work(store: Reviews, id: str, settings: Settings, kinds: Mapping[JobKind, Work] | None = None) -> int:
    """0 where the job is done, 1 where it failed, or was not there to be taken."""
    if not store.claim(id, os.getpid(), at=now()):
        return 1
    job = store.job(id)
    try:
        with beating(store, id) as steps:
            result = (kinds or all_kinds())[job.kind](job, store, settings, steps)
    except PostmortemError as error:
        store.end_job(id, JobState.FAILED, str(error), at=now())
        log_of(id, settings).unlink()
        return 1
    except BaseException:
        store.end_job(id, JobState.FAILED, OURS.format(log_of(id, settings)), at=now())
        raise
    store.end_job(id, JobState.DONE, result=result, at=now())
    log_of(id, settings).unlink()
    return 0


def all_kinds() -> Mapping[JobKind, Work]:
    from pipeline.jobs.drafting import draft
    from pipeline.jobs.indexing import index
    from pipeline.jobs.pulling import pull
    from pipeline.jobs.redrafting import redraft

    return {JobKind.DRAFT: draft, JobKind.REDRAFT: redraft, JobKind.INDEX: index, JobKind.PULL: pull}
