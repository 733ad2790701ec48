"""The work of a redraft job: parts of the document told anew, by a model or shortened without one -> offers."""

from dataclasses import replace
from typing import Any

from pipeline import redrafting
from pipeline.domain.actor import Role
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.job import Job
from pipeline.domain.postmortem import Postmortem
from pipeline.errors import BadOption
from pipeline.jobs.requests import request
from pipeline.jobs.steps import Steps, now
from pipeline.jobs.working import offer_parts, working
from pipeline.run import Engine
from pipeline.settings import Settings
from pipeline.store.reviews import Reviews


def redraft(job: Job, store: Reviews, settings: Settings, steps: Steps) -> dict[str, Any]:
    """`job.request` has `parts`, an `instruction` and an `engine`."""
    assert job.incident is not None
    actor = store.sign_in(job.by, now())
    kept = store.snapshot(actor, job.incident)
    if kept.draft is None:
        raise BadOption("The incident", job.incident, "it has no draft yet; draft it first")
    evidence = store.evidence(actor, job.incident)
    document = working(Postmortem.model_validate_json(kept.draft), kept.items, kept.review, evidence)
    parts: list[str] = job.request["parts"]
    steps.say("telling it anew")
    options = DraftOptions.model_validate({**kept.options, "engine": job.request["engine"]})
    asked = request((), options, settings, steps=steps)
    told = retold(document, parts, job.request["instruction"], asked)
    with store.change(actor, job.incident, needs=Role.OWNER, at=now()) as change:
        count = offer_parts(change, told.document, parts)
        change.audit("redraft", ", ".join(parts), after={"instruction": job.request["instruction"], "offers": count})
        said = {"notes": [*told.notes, *told.warnings], "proposals": [one.text for one in told.proposals]}
        change.finish(job.id, result := {"offers": count, **said})
    return result


def retold(document: Postmortem, parts: list[str], instruction: str, asked: redrafting.Request) -> redrafting.Redrafted:
    if asked.model is None:
        return redrafting.shorter(document, parts)
    from pipeline.draft.model.redraft import Wish

    wish = Wish(sections=tuple(parts), instruction=" ".join(instruction.split()), shorten=not instruction.strip())
    return redrafting.redrafted(document, wish, replace(asked, engine=Engine.LLM))
