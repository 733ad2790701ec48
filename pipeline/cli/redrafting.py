"""`postmortem redraft`: a draft as JSON in, the same with sections told anew out. Heavy modules are imported inside."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.drafting import report, spent, zone
from pipeline.cli.model_flags import add_model_flags, model_config, show, to_show
from pipeline.cli.output import put

if TYPE_CHECKING:
    from pipeline.domain.postmortem import Postmortem
    from pipeline.draft.model.redraft import Wish
    from pipeline.redrafting import Redrafted
    from pipeline.run import Request

LONGEST_INSTRUCTION = 4_000
NOT_REWORDED = "what happened when and what people committed to is not reworded; draft it anew with draft --onto"


def add_redraft(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="POSTMORTEM.json", help="a draft that draft --format json wrote")
    command.add_argument(
        "--section", action="append", default=[], metavar="NAME", help="tell this section anew (repeat for more)"
    )
    command.add_argument("--instruction", metavar="TEXT", help="what to change in these sections")
    command.add_argument("--shorten", action="store_true", help="make them, or all sections, about half as long")
    command.add_argument("--audience", metavar="WHO", help="engineers, executives, customers, or a few words of yours")
    command.add_argument("--format", default="json", choices=("json", "md", "html"))
    command.add_argument("--redact-ips", action="store_true", help="replace IP addresses too before anything is sent")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")
    add_model_flags(command, by_section=False)
    command.set_defaults(command=redraft)


def redraft(arguments: argparse.Namespace) -> int:
    from pipeline import redrafting, render, run
    from pipeline.draft.file import read_draft

    asked = request(arguments)
    document = read_draft(arguments.file)
    wish = wished(arguments, document)
    if to_show(arguments):
        material, desk = redrafting.preview(document, wish, asked)
        show(arguments, desk.rounds, material, asked.model)
        return 0
    if by_model(arguments, asked):
        result = redrafting.redrafted(document, wish, asked)
    else:
        result = redrafting.shorter(document, wish.sections if arguments.section else ())
    findings = run.findings(result.document)
    put(render.postmortem(result.document, arguments.format, asked.template, asked.timezone, findings), arguments.output)
    tell(result)
    report([*spent(result.document.provenance), render.linted(findings)], result.document.provenance.engine, asked)
    return 0


def tell(result: Redrafted) -> None:
    """What changed, what would change if a person agreed, and what stayed, on standard error."""
    from pipeline.draft.merge import told

    lines = [*told(result.changes)]
    for one in result.proposals:
        lines += [f"{one.section}: a proposed change to what a person wrote", f"  - {one.stands}", f"  + {one.text}"]
    for line in (*lines, *result.notes, *result.warnings):
        print(f"postmortem: {line}", file=sys.stderr)


def by_model(arguments: argparse.Namespace, asked: Request) -> bool:
    """Whether a model is to do it. Raises where it takes one and there is none."""
    from pipeline.errors import BadOption
    from pipeline.run import Engine, choose_engine

    alone = arguments.shorten and not arguments.instruction and not arguments.audience
    if asked.engine is Engine.EXTRACTIVE and not alone:
        raise BadOption(
            "--engine", "extractive", "without a model a draft can be shortened and nothing else; give --shorten alone"
        )
    if asked.engine is Engine.AUTO and asked.model is None and alone:
        return False
    from dataclasses import replace

    chosen = asked if asked.engine is Engine.EXTRACTIVE else replace(asked, engine=Engine.LLM)
    return choose_engine(chosen) is Engine.LLM


def request(arguments: argparse.Namespace) -> Request:
    """Flags over settings."""
    from pipeline.errors import BadOption
    from pipeline.llm.config import switch
    from pipeline.llm.progress import watch
    from pipeline.render import check_template
    from pipeline.run import Engine, Request
    from pipeline.settings import load

    settings = load()
    engine = arguments.engine or settings.engine or "auto"
    if engine not in set(Engine):
        raise BadOption("The engine", engine, f"choose one of {', '.join(Engine)}")
    if arguments.format != "json":
        check_template(settings.template, arguments.format)
    config = model_config(arguments, settings)
    return Request(
        paths=(),
        engine=Engine(engine),
        timezone=zone(settings.timezone, "The setting timezone"),
        template=settings.template,
        redact_ips=arguments.redact_ips or switch(settings.redact_ips, "redact_ips"),
        model=config,
        allow_remote=arguments.allow_remote,
        strict=arguments.strict,
        progress=watch() if config else None,
    )


def wished(arguments: argparse.Namespace, document: Postmortem) -> Wish:
    """What is asked for. Raises BadOption for a call that asks for nothing, or for what there is not."""
    from pipeline.draft.model.redraft import Wish
    from pipeline.draft.model.sections import SECTION_NAMES, held
    from pipeline.errors import BadOption

    instruction = " ".join((arguments.instruction or "").split())
    if len(instruction) > LONGEST_INSTRUCTION:
        raise BadOption("--instruction", f"{instruction[:40]}...", f"it may have {LONGEST_INSTRUCTION} characters; shorten it")
    sections = tuple(dict.fromkeys(section for name in arguments.section for section in named(name)))
    if not sections and not arguments.shorten and not arguments.audience:
        if instruction:
            raise BadOption("--instruction", instruction[:60], "say with --section which section it is for")
        raise BadOption("The call", "redraft", "say what to do with --section, --shorten or --audience")
    return Wish(
        sections=sections or tuple(section for section in SECTION_NAMES if held(document, section)),
        instruction=instruction,
        shorten=arguments.shorten,
        audience=for_whom(arguments.audience or "engineers"),
    )


def for_whom(who: str) -> str:
    from pipeline.errors import BadOption
    from pipeline.render.front_matter import LONGEST_AUDIENCE, audience, near_miss

    if near := near_miss(who):
        raise BadOption("--audience", who, f"did you mean {near!r}")
    if len(who) > LONGEST_AUDIENCE:
        raise BadOption("--audience", f"{who[:40]}...", f"it may have {LONGEST_AUDIENCE} characters; shorten it")
    return audience(who)


def named(name: str) -> tuple[str, ...]:
    """The sections that a name stands for. Raises BadOption for one that there is not, or that is not reworded."""
    import difflib

    from pipeline.draft.model.redraft import sections_named
    from pipeline.draft.model.sections import SECTION_NAMES, base
    from pipeline.errors import BadOption

    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in ("timeline", "action_items", "supporting"):
        raise BadOption("--section", name, NOT_REWORDED)
    if sections := sections_named(plain):
        return sections
    known = list(dict.fromkeys([*map(base, SECTION_NAMES), *SECTION_NAMES]))
    near = difflib.get_close_matches(plain, known, 1)
    raise BadOption("--section", name[:60], f"did you mean {near[0]!r}" if near else f"known are {', '.join(known)}")
