"""Names of rules and families, as people write them -> the rules that are on. An unknown name is an error with a near miss."""

from collections.abc import Iterable

from pipeline.errors import BadOption
from pipeline.lint import registry
from pipeline.lint.options import Options
from pipeline.lint.rule import Rule


def chosen(options: Options) -> list[Rule]:
    """The rules that are on: those selected, or the defaults of the profile; with the extensions; without the ignored."""
    ignored = expand((*options.ignore, *options.extend_ignore), "--ignore")
    extra = expand(options.extend_select, "--extend-select")
    if options.select:
        named = expand(options.select, "--select") | extra
        return [registry.rule(name) for name in registry.names() if name in named and name not in ignored]
    found = (registry.rule(name) for name in registry.names() if name not in ignored)
    return [rule for rule in found if rule.name in extra or on_by_default(rule, options.profile)]


def on_by_default(rule: Rule, profile: str) -> bool:
    return (rule.profiles or {}).get(profile, rule.default)


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
            raise BadOption(where, selector, near(selector, (*names, *registry.FAMILIES)))
    return found


def near(name: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the one that was probably meant, or where the list is."""
    import difflib

    candidates = list(known)
    found = difflib.get_close_matches(name, candidates, 1) or difflib.get_close_matches(
        name, [candidate.partition("/")[2] for candidate in candidates if "/" in candidate], 1
    )
    if not found:
        return "`postmortem explain` lists the rules"
    return f"did you mean {next(c for c in candidates if c == found[0] or c.endswith('/' + found[0]))!r}"
