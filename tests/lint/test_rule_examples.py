"""Every rule's own examples: each Bad is flagged by its rule in its place, each Good is clean under every rule.

Rules that are off unless asked for are held against their own examples alone: no report can please all of them. What a model is
asked about is not tried here: those examples are among the recorded answers (tests/acceptance).
"""

from collections.abc import Iterator

import pytest
from example_places import ROSTER, Report, placed

from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.manual import Example, page
from pipeline.lint.rule import Rule, Scope

NAMES = registry.names()
RULES = [registry.rule(name) for name in NAMES]
SHOWN = [rule for rule in RULES if rule.default or any((rule.profiles or {}).values())]


def examples(kind: str) -> Iterator[object]:
    for rule in RULES:
        for number, example in enumerate(getattr(page(rule.manual), kind)):
            if kind == "bad" and rule.scope is Scope.DEEP:
                continue
            yield pytest.param(rule, example, id=f"{rule.name}-{kind}-{number}")


def findings(rules: list[Rule], rule: Rule, example: Example, *, good: bool) -> list[str]:
    document = placed(rule, example, good=good)
    return [f"{found.rule}: {found.message} «{found.excerpt}»" for found in Engine(rules).lint(document)]


def test_the_report_that_examples_are_put_into_is_clean():
    assert Engine(RULES).lint(read_markdown(str(Report()), "report.md", ROSTER)) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_has_a_manual_page_with_examples(name: str):
    found = page(registry.rule(name).manual)
    assert found.summary and found.why and found.question and found.source
    assert len(found.bad) >= 3
    assert len(found.good) >= 3
    assert not found.question.lower().startswith(("who ", "why "))


@pytest.mark.parametrize(("rule", "example"), list(examples("bad")))
def test_each_bad_example_is_flagged_by_its_rule(rule: Rule, example: Example):
    found = findings(RULES, rule, example, good=False)
    assert [one for one in found if one.startswith(f"{rule.name}:")], f"{example.text}\nfound only {found}"


@pytest.mark.parametrize(("rule", "example"), list(examples("good")))
def test_each_good_example_is_clean_under_every_rule(rule: Rule, example: Example):
    rules = [*SHOWN, *(() if rule in SHOWN else (rule,))]
    assert findings(rules, rule, example, good=True) == [], example.text
