"""What was settled about a draft -> what the path is called with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.domain.actor import Actor
from pipeline.domain.asked import Reader
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.jobs.steps import Steps
from pipeline.run import Engine, Request
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.asking import Library
    from pipeline.llm.config import ModelConfig


def request(
    paths: Sequence[Path],
    options: DraftOptions,
    settings: Settings,
    actor: Actor | None = None,
    steps: Steps | None = None,
    visibility: Visibility | None = None,
) -> Request:
    """Options over settings. With an actor the draft is compared with the past incidents that they may read; `visibility` is who
    may know of this one."""
    from pipeline.llm.config import switch

    steps = Steps() if steps is None else steps
    related = actor and options.related and switch(settings.related or "true", "related")
    return Request(
        paths=paths,
        engine=Engine(options.engine),
        format=options.format,
        channels=options.channels,
        since=options.since,
        until=options.until,
        timezone=options.timezone or settings.timezone,
        assume_timezone=options.assume_timezone or settings.assume_timezone,
        date=options.date,
        template=options.template or settings.template,
        redact_ips=options.redact_ips or switch(settings.redact_ips, "redact_ips"),
        model=model(options.engine, settings),
        allow_remote=options.allow_remote,
        strict=options.strict,
        without_model=frozenset(options.without_model),
        progress=steps.asked,
        library=(lambda: library(settings, actor)) if actor and related else None,
        visibility=visibility,
        stages=steps,
    )


def model(engine: str, settings: Settings) -> "ModelConfig | None":
    """The models that may be asked; None for the extractive engine, and where none is named."""
    if engine == Engine.EXTRACTIVE or not settings.model:
        return None
    from pipeline.doctor import home
    from pipeline.llm.config import configured

    return configured(settings, home(settings))


def library(settings: Settings, actor: Actor) -> "Library":
    from pipeline.asking import open_library

    return open_library(settings, Reader((actor.name, *actor.teams)))
