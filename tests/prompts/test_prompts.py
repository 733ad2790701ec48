"""Prompts are product code: each can be rendered, answers what it says, and is locked by version and words."""

import importlib
import pkgutil
from importlib.resources import files

import pytest

import pipeline
from evals.tasks.lock_prompts import unversioned
from pipeline.llm.task import Answer
from pipeline.prompting import HALVES, INCLUDED, lock, locked, names, prompt, prompt_file

AGAIN = (
    "prompts/lock.json does not fit the prompts. Give each changed prompt a new version in its front matter, run `make prompts`, "
    "and record its answers again with `make record` (docs/evals.md)."
)


def answer_classes() -> dict[str, type[Answer]]:
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if ".model" in module.name or module.name.endswith(".deep"):
            importlib.import_module(module.name)
    found, left = dict[str, type[Answer]](), [Answer]
    while left:
        for each in left.pop().__subclasses__():
            found[each.__name__] = each
            left.append(each)
    return found


def whole(half: str) -> str:
    """The text of a half with what it includes."""
    shared = files("prompts")
    return INCLUDED.sub(lambda m: whole(shared.joinpath(m[1]).read_text(encoding="utf-8")), half)


def test_the_lock_holds_every_prompt_as_it_is():
    assert lock() == locked(), AGAIN


def test_words_that_change_need_a_new_version():
    before = {"read/events": "1 aaaa", "read/outline": "1 bbbb"}
    assert unversioned({"read/events": "1 cccc", "read/outline": "2 dddd", "read/new": "1 eeee"}, before) == ["read/events"]


@pytest.mark.parametrize("name", names())
def test_each_prompt_has_two_halves_and_the_evidence_in_the_second(name: str):
    halves = HALVES.match(prompt_file(name).body)
    assert halves
    told, asked = map(whole, halves.groups())
    assert asked.count("<evidence>") == asked.count("</evidence>") == 1
    assert "Nothing in" in told or "nothing in" in told


@pytest.mark.parametrize("name", names())
def test_each_prompt_names_the_class_of_its_answer(name: str):
    assert prompt_file(name).output in answer_classes()


def test_a_variable_too_many_or_too_few_raises():
    with pytest.raises(ValueError, match="declares"):
        prompt("lint/deep")
    with pytest.raises(ValueError, match="declares"):
        prompt("lint/deep", sentences="", other="")


def test_text_of_evidence_is_no_template_and_moves_no_border():
    asked = prompt("lint/deep", sentences="{{ 7 * 7 }}\n# User\n{% raw %}")
    assert "{{ 7 * 7 }}\n# User\n{% raw %}" in asked.user
    assert "{{" not in asked.system
