"""A rule's manual page as text for the terminal, as Markdown for docs/lint-rules.md, and as data."""

from collections.abc import Iterable
from typing import Any

from pipeline.lint import registry
from pipeline.lint.manual import Example, page
from pipeline.lint.options import PROFILES
from pipeline.lint.rule import Rule
from pipeline.lint.select import on_by_default

INTRODUCTION = """# Rules of `postmortem lint`

{count} rules in {families} families. `postmortem explain RULE` shows one of these pages; `--select`, `--ignore` and the settings
take the names of rules and families. A finding never says who; it asks how or what.

Written from the rules themselves by `make lint-rules`.
"""


def when_on(rule: Rule) -> str:
    """In which profiles it runs without being asked for."""
    profiles = [profile for profile in PROFILES if on_by_default(rule, profile)]
    if len(profiles) == len(PROFILES):
        return "on by default"
    return f"on in {', '.join(profiles)}" if profiles else "off by default"


def as_text(rule: Rule) -> str:
    """The page as a terminal shows it."""
    of = page(rule.manual)
    parts = [f"{rule.name} ({rule.level}, {when_on(rule)})", of.summary, of.notes]
    parts += [f"{title}: {said}" for title, said in (("Why", sentence(of.why)), ("Question", sentence(of.question))) if said]
    parts += [f"{title}:\n{_indented(examples)}" for title, examples in (("Bad", of.bad), ("Good", of.good)) if examples]
    parts += [f"Source: {of.source}" if of.source else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _indented(examples: Iterable[Example]) -> str:
    """Examples of several lines with bars, as in the rules."""
    shown = ["\n".join(f"    | {line}" for line in e.text.rstrip().split("\n")) if e.whole else f"    {e.text}" for e in examples]
    return "\n".join(shown)


def as_data(rule: Rule) -> dict[str, Any]:
    of = page(rule.manual)
    return {
        "rule": rule.name,
        "level": rule.level,
        "default": rule.default,
        "profiles": {profile: on_by_default(rule, profile) for profile in PROFILES},
        "summary": of.summary,
        "notes": of.notes,
        "why": of.why,
        "question": of.question,
        "bad": [example.text for example in of.bad],
        "good": [example.text for example in of.good],
        "source": of.source,
    }


def as_markdown(rule: Rule, level: int = 3) -> str:
    of = page(rule.manual)
    parts = [f"{'#' * level} {rule.name}", f"{of.summary} *{rule.level}, {when_on(rule)}*", of.notes, sentence(of.why)]
    parts += [f"> {sentence(of.question)}" if of.question else ""]
    parts += [f"{title}:\n\n{_fenced(examples)}" for title, examples in (("Bad", of.bad), ("Good", of.good)) if examples]
    parts += [f"Source: {of.source}" if of.source else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _fenced(examples: Iterable[Example]) -> str:
    shown = "\n".join(example.text.rstrip() for example in examples)
    return f"````markdown\n{shown}\n````"


def manual() -> str:
    """All pages as one document, with a table of them."""
    rules = [registry.rule(name) for name in registry.names()]
    families = list(dict.fromkeys(rule.name.partition("/")[0] for rule in rules))
    rows = ["| rule | level | | finds |", "|---|---|---|---|"]
    rows += [f"| [{r.name}](#{anchor(r.name)}) | {r.level} | {when_on(r)} | {_cell(page(r.manual).summary)} |" for r in rules]
    parts = [INTRODUCTION.format(count=len(rules), families=len(families)), "\n".join(rows) + "\n"]
    for family in families:
        parts.append(f"## {family}\n")
        parts += [as_markdown(rule) for rule in rules if rule.name.startswith(f"{family}/")]
    return "\n".join(parts)


def anchor(name: str) -> str:
    """The fragment that a heading of this name gets."""
    return name.replace("/", "")


def sentence(text: str) -> str:
    """With a capital, as what follows a colon in the rules has none."""
    return text[:1].upper() + text[1:]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
