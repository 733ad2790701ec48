"""The path: calls the stages in order.

    collect -> redact -> tell (timeline) -> write (draft) -> render

A request comes in, a Story or a Postmortem goes out; nothing here decides what they say.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.draft import write
from pipeline.errors import EngineUnavailable
from pipeline.redact import redact
from pipeline.sources import collect
from pipeline.sources.reading import ReadOptions
from pipeline.timeline import tell


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


def gather(request: Request) -> RedactedMaterial:
    """Reads the sources and replaces secrets and personal data in them."""
    options = ReadOptions(assume_timezone=request.assume_timezone, date=request.date)
    material = collect(
        request.paths, options, format=request.format, channels=request.channels, since=request.since, until=request.until
    )
    return redact(material)


def timeline(request: Request) -> tuple[RedactedMaterial, Story]:
    """The path up to the timeline."""
    choose_engine(request.engine)
    material = gather(request)
    return material, tell(material)


def draft(request: Request) -> Postmortem:
    """The whole path. Raises EngineUnavailable where the model engine is asked for."""
    engine = choose_engine(request.engine)
    material = gather(request)
    return write(material, tell(material), engine=engine.value, template=request.template)


def choose_engine(asked: Engine) -> Engine:
    """The engine that will draft: `auto` takes the model engine when a model is configured, and none can be yet."""
    if asked is Engine.LLM:
        raise EngineUnavailable(
            "llm", "drafting with a model is not part of this version", "leave --engine out to draft without one"
        )
    return Engine.EXTRACTIVE
