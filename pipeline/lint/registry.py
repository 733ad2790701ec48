"""The rules, found by looking into rules/: a new file is a new rule, and there is no list to edit."""

from functools import cache
from importlib import import_module
from pathlib import Path

from pipeline.lint.rule import Rule

FOLDER = Path(__file__).parent / "rules"
FAMILIES = ("blame", "hindsight", "cause", "action", "section", "timeline", "document", "suppression")


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, in the order of their families."""
    found = (
        f"{family}/{path.stem.replace('_', '-')}"
        for family in FAMILIES
        for path in sorted((FOLDER / family).glob("*.py"))
        if path.stem != "__init__"
    )
    return tuple(found)


@cache
def rule(name: str) -> Rule:
    """The rule of this name; its module is imported only now."""
    module = import_module(f"pipeline.lint.rules.{name.replace('/', '.').replace('-', '_')}")
    found: Rule = module.RULE
    found.name, found.manual = name, module.__doc__ or ""
    return found
