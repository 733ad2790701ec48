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
    return tuple(
        f"{family}/{stem.replace('_', '-')}"
        for family in FAMILIES
        if (FOLDER / family).is_dir()
        for stem in sorted(path.stem for path in (FOLDER / family).iterdir() if path.suffix == ".py")
        if stem != "__init__"
    )


@cache
def rule(name: str) -> Rule:
    """The rule of this name; its module is imported only now."""
    module = import_module(f"pipeline.lint.rules.{name.replace('/', '.').replace('-', '_')}")
    found: Rule = module.RULE
    found.name, found.manual = name, module.__doc__ or ""
    return found
