"""The path: calls the stages in order.

    collect -> redact -> tell (timeline) [-> retell] -> write (draft) [-> rewrite] [-> recall] -> lint -> render

A request comes in, a Story or a Postmortem goes out, and what the lint says of it; nothing here decides what they say. The
stages do not know each other: that the timeline quotes and the draft leaves out what the lint would refuse is put together here.
What stands in brackets asks a model, over the desk that is opened here, or the past incidents; without one nothing of it is even
imported.
"""

import datetime
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pipeline.domain.finding import DraftFinding
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Material, RedactedMaterial
from pipeline.domain.postmortem import Postmortem, Provenance
from pipeline.domain.review import ReviewState
from pipeline.domain.story import Story
from pipeline.domain.wishes import Wishes
from pipeline.draft import write
from pipeline.errors import EngineUnavailable, FellBack, RemoteRefused
from pipeline.lint.drafted import DRAFT, FINISHED, lint_draft, refusal
from pipeline.lint.options import Options
from pipeline.redact import originals, redact
from pipeline.render import as_json, front_of
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions
from pipeline.timeline import tell

if TYPE_CHECKING:
    from pipeline.asking import Library
    from pipeline.llm.config import ModelConfig
    from pipeline.llm.desk import PreviewDesk
    from pipeline.llm.progress import Watch
    from pipeline.llm.task import OpenDesk

NOT_ITS_WORDS = {"evidence", "questions", "redactions", "provenance"}
"""Fields of a draft that are not its own words: the lint does not read them."""
TIMELINE = "timeline"
"""What stands in `without_model` for a timeline that no model is asked for."""


CUSTOMERS = "customers"


class Engine(StrEnum):
    AUTO = "auto"
    EXTRACTIVE = "extractive"
    LLM = "llm"


@dataclass(frozen=True)
class Request:
    """What the user asked for. `assume_timezone` is for times without a zone, `timezone` the zone to show times in.

    `model` says which models may be asked (None: none), `allow_remote` that this incident may leave the machine though few may
    read it, `strict` that no part may fall back to the extractive text, `without_model` names sections that no model is asked
    for, `progress` is told how far the asking is. `library` opens the past incidents that the draft is compared with.
    `visibility` is who may know of the incident, where somebody has settled that; a record that restricts it is heeded."""

    paths: Sequence[Path]
    engine: Engine = Engine.AUTO
    format: str | None = None
    channels: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    timezone: str | None = None
    assume_timezone: str | None = None
    date: datetime.date | None = None
    template: str | None = None
    redact_ips: bool = False
    model: "ModelConfig | None" = None
    allow_remote: bool = False
    strict: bool = False
    without_model: frozenset[str] = frozenset()
    progress: "Watch | None" = None
    library: "Callable[[], Library] | None" = None
    visibility: Visibility | None = None
    asides: list[str] = field(default_factory=list[str], compare=False)
    """What whoever drafts should know and no draft may hold, filled in on the way."""
    stages: dict[str, float] = field(default_factory=dict[str, float], compare=False)
    """How long each stage took, in seconds, filled in as they end. Never part of a draft: same input, same bytes."""


@dataclass(frozen=True)
class Told:
    """The path up to the timeline: which `engine` told it, and what the owner should know of that."""

    material: RedactedMaterial
    story: Story
    engine: Engine
    notes: tuple[str, ...] = ()


def gather(request: Request) -> RedactedMaterial:
    """Reads the sources and replaces secrets and personal data in them."""
    with stage("read", request):
        material = read(request)
    with stage("redact", request):
        return redact(material, addresses=request.redact_ips)


def read(request: Request) -> Material:
    options = ReadOptions(assume_timezone=request.assume_timezone, date=request.date)
    return collect(
        request.paths, options, format=request.format, channels=request.channels, since=request.since, until=request.until
    )


def revealed(request: Request) -> dict[str, str]:
    """What each placeholder of a draft stands for, read anew from the sources: it is kept nowhere."""
    return originals(read(request), addresses=request.redact_ips)


def timeline(request: Request, desk: "OpenDesk | None" = None) -> Told:
    """The path up to the timeline. `desk` stands in for the one that would be opened for the request's model.

    Raises EngineUnavailable or RemoteRefused where a model is asked for and cannot be asked, FellBack under `strict`."""
    told = extracted(request)
    if told.engine is not Engine.LLM:
        return told
    with at_desk(request, desk) as open:
        told = retold(told, request, open)
        no_fall_back(request, told.notes, open)
    return told


def draft(request: Request, desk: "OpenDesk | None" = None) -> Postmortem:
    """The whole path. Raises what `timeline` raises."""
    return drafted(extracted(request), request, desk)


def drafted(told: Told, request: Request, desk: "OpenDesk | None" = None) -> Postmortem:
    """The path from the timeline on, for whoever keeps the material as well."""
    if told.engine is not Engine.LLM:
        return compared(noted(written(told, request), told.notes), told, request)
    with at_desk(request, desk) as open:
        told = retold(told, request, open)
        document = rewritten(told, request, open)
        no_fall_back(request, document.provenance.notes, open)
    return compared(accounted(document, request, open), told, request)


def extracted(request: Request) -> Told:
    """The timeline without a model, and the engine that goes on from there."""
    engine = choose_engine(request)
    material = gather(request)
    with stage("timeline", request):
        story = meant(tell(material, refusal(person.name for person in material.people)), request.visibility)
    why = confidential(material, story)
    config = request.model
    if engine is not Engine.LLM or config is None or not why or request.allow_remote or config.local:
        return Told(material, story, engine)
    if request.engine is Engine.LLM:
        raise RemoteRefused(why, config.model)
    note = f"{why}, so {config.model} on another machine was not asked; --allow-remote allows it for this incident."
    return Told(material, story, Engine.EXTRACTIVE, (note,))


def meant(story: Story, visibility: Visibility | None) -> Story:
    """The story for those whom somebody settled it is for; what a record restricts stays so."""
    if visibility is None or story.incident.visibility is Visibility.RESTRICTED:
        return story
    return replace(story, incident=story.incident.model_copy(update={"visibility": visibility}))


def lint(document: Postmortem, request: Request) -> tuple[DraftFinding, ...]:
    """What the lint says of a draft, in the order of the draft."""
    with stage("lint", request):
        return findings(document)


def findings(document: Postmortem, options: Options = DRAFT) -> tuple[DraftFinding, ...]:
    return lint_draft(as_json(document.model_dump(mode="json", exclude=NOT_ITS_WORDS)), options)


def findings_once_out(document: Postmortem) -> tuple[DraftFinding, ...]:
    """What the lint will say of it once it is published for readers inside."""
    return findings(document.model_copy(update={"status": ReviewState.PUBLISHED.value}), FINISHED)


def preview(request: Request, timeline_alone: bool = False) -> "tuple[Told, PreviewDesk]":
    """The path with a desk that sends nothing: what would be asked, given that every answer fell back."""
    from pipeline.llm.desk import PreviewDesk

    desk = PreviewDesk()
    told = extracted(replace(request, engine=Engine.EXTRACTIVE))
    told = retold(told, request, desk)
    if not timeline_alone:
        rewritten(told, request, desk)
    return told, desk


def retold(told: Told, request: Request, desk: "OpenDesk") -> Told:
    """The timeline as the desk's model reads the evidence; each note says what it did not read."""
    if TIMELINE in request.without_model | front_of(request.template).model_off:
        return told
    from pipeline.timeline.model import retell

    with stage("timeline by model", request):
        refuses = refusal(person.name for person in told.material.people)
        result = retell(told.material, told.story, desk, refuses=refuses)
    return replace(told, story=result.story, notes=(*told.notes, *result.notes))


def written(told: Told, request: Request) -> Postmortem:
    """The draft without a model: the skeleton of the other, and what its sections fall back to."""
    with stage("draft", request):
        refuses = refusal(person.name for person in told.material.people)
        return write(told.material, told.story, engine=told.engine.value, template=request.template, refuses=refuses)


def rewritten(told: Told, request: Request, desk: "OpenDesk") -> Postmortem:
    """The draft by the model; the one without is written while the first calls are under way."""
    from pipeline.draft.model import rewrite

    def before() -> Postmortem:
        return noted(written(told, request), told.notes)

    with stage("draft by model", request):
        return rewrite(told.material, told.story, before, desk, wishes=wishes(request), lint=findings)


def no_fall_back(request: Request, notes: Sequence[str], desk: "OpenDesk") -> None:
    """Raises FellBack under `strict`, where a note gives a failure of the desk as its reason: a part does without the model."""
    reasons = [failure.reason.rstrip(".") for failure in desk.failures()]
    fell_back = tuple(note for note in notes if any(reason in note for reason in reasons))
    if request.strict and fell_back:
        raise FellBack(fell_back)


def wishes(request: Request) -> Wishes:
    asked = front_of(request.template)
    off = (request.without_model | asked.off) - {TIMELINE}
    return Wishes(asked.audience, asked.instructions, off) if asked.audience else Wishes(instructions=asked.instructions, off=off)


def noted(document: Postmortem, notes: Sequence[str]) -> Postmortem:
    """The draft with these notes after its own."""
    own = document.provenance.model_copy(update={"notes": (*document.provenance.notes, *notes)})
    return document.model_copy(update={"provenance": own}) if notes else document


def accounted(document: Postmortem, request: Request, desk: "OpenDesk") -> Postmortem:
    """The draft with what the model's part of it took: models that answered, prompts, tokens, cost."""
    usage = desk.usage()
    answered = dict.fromkeys(line.model for line in usage if line.cached or line.calls)
    costs = [line.cost for line in usage if line.cost is not None]
    took: dict[str, object] = {
        "model": ", ".join(answered) or (request.model and request.model.model),
        "prompts": desk.prompts(),
        "tokens_in": sum(line.tokens_in for line in usage),
        "tokens_out": sum(line.tokens_out for line in usage),
        "cost": round(sum(costs), 6) if costs else None,
        "usage": usage,
    }
    own: Provenance = document.provenance
    return noted(document.model_copy(update={"provenance": own.model_copy(update=took)}), desk.notes())


def compared(document: Postmortem, told: Told, request: Request) -> Postmortem:
    """The draft with the past incidents that share its mechanism; customers are told of none."""
    if request.library is None or front_of(request.template).audience == CUSTOMERS:
        return document
    from pipeline.recalling import recall

    with stage("related", request):
        recalled = recall(document, request.library(), refusal(person.name for person in told.material.people))
    request.asides.extend(recalled.asides)
    return recalled.document


@contextmanager
def at_desk(request: Request, desk: "OpenDesk | None") -> "Generator[OpenDesk]":
    """The desk given, else the one of the request's model; closed in the end, so that no call begins any more."""
    from pipeline.llm.desk import open_desk

    if desk is None:
        assert request.model is not None  # choose_engine saw to it
        desk = open_desk(request.model, progress=request.progress)
    try:
        yield desk
    finally:
        desk.close()


def choose_engine(request: Request) -> Engine:
    """The engine that will draft: `auto` takes the model engine when a model is named. Raises EngineUnavailable where none is."""
    if request.engine is Engine.AUTO:
        return Engine.LLM if request.model else Engine.EXTRACTIVE
    if request.engine is Engine.LLM and request.model is None:
        remedy = "name one with --model or POSTMORTEM_MODEL (docs/models.md), or leave --engine out to draft without one"
        raise EngineUnavailable(Engine.LLM.value, "no model is named", remedy)
    return request.engine


def confidential(material: RedactedMaterial, story: Story) -> str:
    """What makes this an incident of few readers, as the beginning of a sentence; empty where nothing does."""
    if story.incident.visibility is Visibility.RESTRICTED:
        return "This incident is restricted"
    private = [channel.name for channel in material.channels if channel.private and channel.selected]
    return f"The channel #{private[0]} is private" if private else ""


@contextmanager
def stage(name: str, request: Request) -> Generator[None]:
    start = perf_counter()
    yield
    request.stages[name] = perf_counter() - start
