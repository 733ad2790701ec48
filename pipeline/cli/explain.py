"""The command `explain`: the manual page of a rule, of the rules of a family, or the list of all."""

from __future__ import annotations

import argparse

from pipeline.cli.output import put


def add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("rules", nargs="*", metavar="RULE", help="a rule or family; without one, the list of rules")
    command.add_argument("--format", default="text", choices=("text", "json", "md"))
    command.set_defaults(command=explain)


def explain(arguments: argparse.Namespace) -> int:
    from pipeline.lint import registry
    from pipeline.lint.pages import as_data, as_markdown, as_text
    from pipeline.lint.select import expand

    meant = expand(arguments.rules, "The rule") if arguments.rules else set(registry.names())
    rules = [registry.rule(name) for name in registry.names() if name in meant]
    if arguments.format == "json":
        import json

        put(json.dumps([as_data(rule) for rule in rules], indent=2, ensure_ascii=False) + "\n", None)
    elif arguments.format == "md":
        put("\n".join(as_markdown(rule) for rule in rules), None)
    elif arguments.rules:
        put("\n".join(as_text(rule) for rule in rules), None)
    else:
        put("".join(f"{line}\n" for line in listed()), None)
    return 0


def listed() -> list[str]:
    """A line for each rule."""
    from pipeline.lint import registry
    from pipeline.lint.manual import page
    from pipeline.lint.pages import when_on

    rules = [registry.rule(name) for name in registry.names()]
    width = max(len(rule.name) for rule in rules)
    return [f"{r.name:{width}}  {r.level:10}  {when_on(r):14}  {page(r.manual).summary}" for r in rules]
