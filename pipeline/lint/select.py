"""Names of rules and families, as people write them -> the rules that are on. An unknown name is an error with a near miss."""

from collections.abc import Iterable

from pipeline.errors import BadOption
from pipeline.lint import registry
from pipeline.lint.options import Options
from pipeline.lint.rule import Rule

ALWAYS = 9
"""What is ignored in a file is ignored, however exactly it was selected."""


def chosen(options: Options, also_ignored: Iterable[str] = ()) -> list[Rule]:
    """The rules that are on: those selected, or the defaults of the profile; with the extensions; without the ignored.

    What names a rule is stronger than what names its family, as in `--ignore action --extend-select action/no-owner`. Raises
    BadOption for an unknown name anywhere in the options.
    """
    for pattern, selectors in options.per_file_ignores:
        expand(selectors, f"--per-file-ignores {pattern}")
    expand((name for name, _ in options.levels), "--level")
    ignored = strength((*options.ignore, *options.extend_ignore), "--ignore")
    ignored.update(dict.fromkeys(expand(also_ignored, "--per-file-ignores"), ALWAYS))
    asked = strength((*options.select, *options.extend_select), "--select")
    found: list[Rule] = []
    for name in registry.names():
        on, off = asked.get(name, 0), ignored.get(name, 0)
        if off and off >= on:
            continue
        if on or (not options.select and on_by_default(registry.rule(name), options.profile)):
            found.append(registry.rule(name))
    return found


def on_by_default(rule: Rule, profile: str) -> bool:
    return (rule.profiles or {}).get(profile, rule.default)


def strength(selectors: Iterable[str], where: str) -> dict[str, int]:
    """How exactly each rule is named: 3 by its name, 2 by its family, 1 by `all`."""
    found: dict[str, int] = {}
    for selector in selectors:
        exact = 1 if selector == "all" else 3 if "/" in selector else 2
        for name in expand((selector,), where):
            found[name] = max(exact, found.get(name, 0))
    return found


def expand(selectors: Iterable[str], where: str) -> set[str]:
    """The names of the rules that selectors mean: `blame`, `blame/self-blame` or `all`. Raises BadOption for an unknown one."""
    names = registry.names()
    found: set[str] = set()
    for selector in selectors:
        if selector == "all":
            found.update(names)
        elif selector in names:
            found.add(selector)
        elif selector in registry.FAMILIES:
            found.update(name for name in names if name.startswith(f"{selector}/"))
        else:
            raise BadOption(where, selector, near(selector))
    return found


def near(name: str) -> str:
    """What to do about an unknown name: the one that was probably meant, or where the list is."""
    import difflib

    known = {name.partition("/")[2]: name for name in registry.names()}
    known |= {name: name for name in (*registry.names(), *registry.FAMILIES)}
    found = difflib.get_close_matches(name.lower().replace("_", "-"), known, 1)
    return f"did you mean {known[found[0]]!r}" if found else "`postmortem explain` lists the rules"
