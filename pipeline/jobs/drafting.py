"""The work of a draft job: sources -> the first draft with its items; or a newer one, of which items take what people wish."""

from pathlib import Path
from typing import Any

from pipeline import run
from pipeline.domain.actor import Role
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.job import Job
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import FACTS, Decision, Item, Review
from pipeline.errors import BadOption
from pipeline.jobs.requests import request
from pipeline.jobs.steps import Steps, now
from pipeline.jobs.working import offer
from pipeline.review import after_edit, opened
from pipeline.settings import Settings
from pipeline.store.reviews import Change, Reviews

OF_THE_REVIEW = ("title", "severity", "severity_level", "kind", "near_miss", "services")


def draft(job: Job, store: Reviews, settings: Settings, steps: Steps) -> dict[str, Any]:
    assert job.incident is not None
    actor = store.sign_in(job.by, now())
    kept = store.snapshot(actor, job.incident)
    if not kept.sources:
        raise BadOption("The incident", job.incident, "it has no files yet; add exports to draft from")
    paths, options = [Path(source.path) for source in kept.sources], DraftOptions.model_validate(kept.options)
    asked = request(paths, options, settings, actor, steps, kept.review.visibility)
    steps.say("reading the sources")
    told = run.extracted(asked)
    document = run.drafted(told, asked)
    steps.say("keeping the draft")
    with store.change(actor, job.incident, needs=Role.OWNER, at=now()) as change:
        if change.review.draft:
            found = {"offers": offer(change, document, told.material.evidence)}
        else:
            found = {"items": begin(change, document)}
            change.put_evidence(told.material.evidence)
        change.audit("draft", str(change.review.draft), after={"engine": document.provenance.engine, **found})
        notes = list(document.provenance.notes)  # what is told aside is for who drafts, and everybody sees the job
        change.finish(job.id, result := {"draft": change.review.draft, **found, "notes": notes})
    return result


def begin(change: Change, document: Postmortem) -> int:
    """The first draft: what it says is what there is to decide. Raises WrongState where there shall be none."""
    after_edit(change.review)
    incident, items = document.incident, [titled(item, change.review, change.actor.name) for item in opened(document)]
    change.put_all(items)
    number = change.put_draft(document.model_dump_json())
    moments = {name: moment and moment.at for name in ("started_at", "resolved_at") for moment in [getattr(incident, name)]}
    facts = {name: value for name in OF_THE_REVIEW if (value := getattr(incident, name)) is not None}
    if change.review.title:
        facts.pop("title", None)
    change.set_review(draft=number, drafted_at=change.at, **moments, **facts)
    return len(items)


def titled(item: Item, review: Review, by: str) -> Item:
    """The title that a person gave before there was a draft is the document's."""
    if item.part != FACTS or item.id != "title" or not review.title or item.value["value"] == review.title:
        return item
    return item.model_copy(update={"value": {"value": review.title}, "decision": Decision.EDITED, "by": by})
