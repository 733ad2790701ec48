"""The flags that concern a model, and the two of `draft` and `timeline` that show what would be sent instead of sending it."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.domain.material import RedactedMaterial
    from pipeline.llm.config import ModelConfig
    from pipeline.llm.task import Task
    from pipeline.run import Request
    from pipeline.settings import Settings

LINE = "=" * 100


def add_model_flags(command: argparse.ArgumentParser, by_section: bool = True) -> None:
    group = command.add_argument_group("drafting with a model (docs/models.md)")
    group.add_argument("--engine", choices=("auto", "extractive", "llm"), help="what drafts (default: auto)")
    add_choice_of_model(group)
    group.add_argument("--token-cap", metavar="N", help="stop asking before this many tokens are used")
    add_no_cache(group)
    group.add_argument("--strict", action="store_true", help="end with 3 where a part would do without the model")
    group.add_argument("--allow-remote", action="store_true", help="ask a remote model though few may read the incident")
    if by_section:
        group.add_argument(
            "--without-model",
            action="append",
            default=[],
            metavar="SECTION",
            help="ask no model for this section (repeat for more)",
        )
    group.add_argument("--show-prompt", action="store_true", help="print what would leave this machine, and send nothing")
    group.add_argument("--dry-run", action="store_true", help="print calls, tokens and redactions, and send nothing")


def add_choice_of_model(group: Any) -> None:
    """What every command says alike that may ask a model: which one, and where it is."""
    group.add_argument("--model", metavar="NAME", help="such as openai:gpt-5; several by commas are asked in turn")
    group.add_argument("--base-url", metavar="URL", help="address of a service that speaks as OpenAI's does")


def add_no_cache(group: Any) -> None:
    group.add_argument("--no-cache", action="store_true", help="neither use nor keep answers on disk")


def model_config(arguments: argparse.Namespace, settings: Settings) -> ModelConfig | None:
    """The models of this call: flags over settings. Nothing is looked at where the extractive engine is asked for."""
    model = arguments.model or settings.model
    if not model or (arguments.engine or settings.engine) == "extractive":
        return None
    from pipeline.doctor import home
    from pipeline.llm.config import configured

    base_url, cap = arguments.base_url or settings.base_url, arguments.token_cap or settings.token_cap
    stages = {f"model_{name}": None for name in ("read", "write", "check", "lint", "related")} if arguments.model else {}
    return configured(
        replace(settings, model=model, base_url=base_url, token_cap=cap, **stages), home(settings), cache=not arguments.no_cache
    )


def related_model(arguments: argparse.Namespace, settings: Settings) -> ModelConfig:
    """The model that compares what was found. Raises EngineUnavailable where none is named."""
    from pipeline.doctor import home
    from pipeline.errors import EngineUnavailable
    from pipeline.llm.config import configured

    own = None if arguments.model else settings.model_related
    model, base_url = arguments.model or own or settings.model, arguments.base_url or settings.base_url
    config = configured(replace(settings, model=model, model_related=own, base_url=base_url), home(settings))
    if config is None:
        remedy = "name one with --model or POSTMORTEM_MODEL (docs/models.md), or leave --rerank out"
        raise EngineUnavailable("llm", "no model is named", remedy)
    return config


def without_model(sections: list[str]) -> frozenset[str]:
    """The sections as named on the line. Raises BadOption for one that there is not."""
    if not sections:
        return frozenset()
    import difflib

    from pipeline.domain.wishes import DRAFTED
    from pipeline.errors import BadOption
    from pipeline.run import TIMELINE

    known = (TIMELINE, *DRAFTED)
    named = [section.strip().lower().replace("-", "_") for section in sections]
    for section in named:
        if section not in known:
            near = difflib.get_close_matches(section, known, 1)
            raise BadOption("--without-model", section, f"did you mean {near[0]!r}" if near else f"known are {', '.join(known)}")
    return frozenset(named)


def show_instead(arguments: argparse.Namespace, asked: Request, timeline_alone: bool = False) -> bool:
    """Prints what was asked to be shown instead of a draft; whether anything was."""
    if not to_show(arguments):
        return False
    from pipeline import run

    told, desk = run.preview(asked, timeline_alone)
    show(arguments, desk.rounds, told.material, asked.model)
    return True


def to_show(arguments: argparse.Namespace) -> bool:
    return arguments.show_prompt or arguments.dry_run


def show(
    arguments: argparse.Namespace, rounds: list[list[Task[Any]]], material: RedactedMaterial, config: ModelConfig | None
) -> None:
    """Prints the tasks of a preview, or what asking them would take."""
    if arguments.show_prompt:
        for number, task in enumerate(tasks := [task for tasks in rounds for task in tasks], 1):
            print(f"{LINE}\n{number} of {len(tasks)}: {task.prompt.label}, {task.label}; to {to(task, config)}\n{LINE}")
            print(sent(task))
    if arguments.dry_run:
        print("\n".join(plan(rounds, material, config)))


def to(task: Task[Any], config: ModelConfig | None) -> str:
    return config.chain(task.stage)[0] if config else "no model yet"


def sent(task: Task[Any]) -> str:
    """All of a call but the key: the two messages and the form of the answer."""
    import json

    from pipeline.llm.schema import strict_schema

    form = json.dumps(strict_schema(task.answer), indent=1, ensure_ascii=False)
    return f"[system]\n{task.prompt.system}\n\n[user]\n{task.prompt.user}\n\n[form of the answer]\n{form}\n"


def plan(rounds: list[list[Task[Any]]], material: RedactedMaterial, config: ModelConfig | None) -> list[str]:
    """What asking would take, and what is replaced before anything is sent."""
    from pipeline.llm.usage import estimated
    from pipeline.transcript.pseudonyms import Pseudonyms

    tasks = [task for tasks in rounds for task in tasks]
    calls = Counter(task.stage for task in tasks)
    lines = ["Nothing was sent. To draft with a model:"]
    for stage, count in calls.items():
        of_stage = [task for task in tasks if task.stage is stage]
        tokens, model = sum(map(estimated, of_stage)), to(of_stage[0], config)
        lines.append(f"  {stage.value:6} {count:4} call{'s' if count > 1 else ' '} about {tokens:8,} tokens to {model}")
    lines += ["  The answers decide what is asked after that: one round that checks and repairs.", "", "Replaced before that:"]
    width = max((len(one.placeholder) for one in material.redactions), default=0)
    lines += [
        f"  {one.placeholder:{width}}  {one.kind}, {one.count} {'time' if one.count == 1 else 'times'}"
        for one in material.redactions
    ]
    people = Pseudonyms(material.people).people
    example = f", such as {next(iter(people))}" if people else ""
    return [*lines, f"  {len(people)} people of the roster, each by role and number{example}"]
