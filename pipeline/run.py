"""The path: calls the stages in order.

    collect -> redact -> tell (timeline) -> write (draft) -> lint -> render

A request comes in, a Story or a Postmortem goes out, and what the lint says of it; nothing here decides what they say. The
stages do not know each other: that the timeline quotes and the draft leaves out what the lint would refuse is put together here.
"""

import datetime
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import perf_counter

from pipeline.domain.finding import DraftFinding
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.draft import write
from pipeline.errors import EngineUnavailable
from pipeline.lint.drafted import lint_draft, refusal
from pipeline.redact import redact
from pipeline.render import as_json
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions
from pipeline.timeline import tell

NOT_ITS_WORDS = {"evidence", "questions", "redactions", "provenance"}
"""Fields of a draft that are not its own words: the lint does not read them."""


class Engine(StrEnum):
    AUTO = "auto"
    EXTRACTIVE = "extractive"
    LLM = "llm"


@dataclass(frozen=True)
class Request:
    """What the user asked for. `assume_timezone` is for times without a zone, `timezone` the zone to show times in."""

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
    model: str | None = None
    stages: dict[str, float] = field(default_factory=dict[str, float], compare=False)
    """How long each stage took, in seconds, filled in as they end. Never part of a draft: same input, same bytes."""


def gather(request: Request) -> RedactedMaterial:
    """Reads the sources and replaces secrets and personal data in them."""
    options = ReadOptions(assume_timezone=request.assume_timezone, date=request.date)
    with stage("read", request):
        material = collect(
            request.paths, options, format=request.format, channels=request.channels, since=request.since, until=request.until
        )
    with stage("redact", request):
        return redact(material)


def timeline(request: Request) -> tuple[RedactedMaterial, Story]:
    """The path up to the timeline. Raises EngineUnavailable where the model engine is asked for."""
    choose_engine(request)
    material = gather(request)
    with stage("timeline", request):
        return material, tell(material, refusal(person.name for person in material.people))


def draft(request: Request) -> Postmortem:
    """The whole path. Raises EngineUnavailable where the model engine is asked for."""
    engine = choose_engine(request)
    material, story = timeline(request)
    with stage("draft", request):
        refuses = refusal(person.name for person in material.people)
        return write(material, story, engine=engine.value, template=request.template, refuses=refuses)


def lint(document: Postmortem, request: Request) -> tuple[DraftFinding, ...]:
    """What the lint says of a draft, in the order of the draft."""
    with stage("lint", request):
        return lint_draft(as_json(document.model_dump(mode="json", exclude=NOT_ITS_WORDS)))


def choose_engine(request: Request) -> Engine:
    """The engine that will draft: `auto` takes the model engine when a model is named, and none can be yet."""
    if request.engine is Engine.LLM or (request.engine is Engine.AUTO and request.model):
        remedy = "leave --engine and --model out, or give --engine extractive, to draft without one"
        raise EngineUnavailable(Engine.LLM.value, "drafting with a model is not part of this version", remedy)
    return Engine.EXTRACTIVE


@contextmanager
def stage(name: str, request: Request) -> Generator[None]:
    start = perf_counter()
    yield
    request.stages[name] = perf_counter() - start
