"""Prompt files -> prompts. In: the name of a file of prompts/ and its variables. Out: the two messages that a model gets.

    prompts/<stage>/<task>.md     YAML front matter (name, version, input, output), then a Jinja body with the two headings
                                  "# System" and "# User"; {% include "shared/evidence.md" %} takes in what several share

A variable that the front matter does not declare, or one that is not given, is our bug and raises at once. prompts/lock.json
holds the hash of each prompt with what it includes: words that change without a new version fail the tests.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
HALVES = re.compile(r"\A\s*# System\n(.*?)^# User\n(.*)\Z", re.DOTALL | re.MULTILINE)
INCLUDED = re.compile(r"{%-?\s*include\s+\"([^\"]+)\"\s*-?%}")


@dataclass(frozen=True)
class Prompt:
    """One question to a model: `name` and `version` say which file it was made of."""

    name: str
    version: str
    system: str
    user: str

    @property
    def label(self) -> str:
        """As a draft records it: "read/events@3"."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True)
class PromptFile:
    """`input` are the names of the variables, `output` the name of the class that the answer has to fit."""

    name: str
    version: str
    input: frozenset[str]
    output: str
    body: str


@cache
def prompt_file(name: str) -> PromptFile:
    """The file `prompts/<name>.md`. Raises ValueError where its front matter is not complete."""
    import yaml

    match = FRONT.match(_source(f"{name}.md"))
    front: dict[str, Any] = yaml.safe_load(match.group(1)) if match else {}
    if match is None or front.keys() != {"name", "version", "input", "output"} or front["name"] != name:
        raise ValueError(f"prompts/{name}.md: the front matter needs name ({name}), version, input and output")
    return PromptFile(name, str(front["version"]), frozenset(front["input"] or ()), str(front["output"]), match.group(2))


def prompt(name: str, **variables: object) -> Prompt:
    """The prompt with its variables filled in. Raises ValueError where they are not exactly those declared."""
    file = prompt_file(name)
    if variables.keys() != file.input:
        raise ValueError(f"prompts/{name}.md declares {sorted(file.input)} and was given {sorted(variables)}")
    system, user = (half.render(variables).strip() for half in _halves(name))
    return Prompt(file.name, file.version, system, user)


def names() -> list[str]:
    """All prompts, in order."""
    folders = [f for f in files("prompts").iterdir() if f.is_dir() and f.name not in ("shared", "__pycache__")]
    return sorted(
        f"{folder.name}/{file.name[:-3]}" for folder in folders for file in folder.iterdir() if file.name.endswith(".md")
    )


def digest(name: str) -> str:
    """The hash of a prompt's words with those of all that it includes."""
    text = _source(f"{name}.md")
    return hashlib.sha256("\0".join([text, *(_source(included) for included in INCLUDED.findall(text))]).encode()).hexdigest()[
        :16
    ]


def lock() -> dict[str, str]:
    """What prompts/lock.json has to hold: for each prompt its version and the hash of its words."""
    return {name: f"{prompt_file(name).version} {digest(name)}" for name in names()}


def locked() -> dict[str, str]:
    held: dict[str, str] = json.loads(_source("lock.json"))
    return held


def _source(path: str) -> str:
    return files("prompts").joinpath(path).read_text(encoding="utf-8")


@cache
def _halves(name: str) -> tuple[Any, Any]:
    """The templates of the two messages: split before they are filled, so that no text of evidence can move the border."""
    import jinja2

    halves = HALVES.match(prompt_file(name).body)
    if halves is None:
        raise ValueError(f'prompts/{name}.md needs the headings "# System" and "# User"')
    loader = jinja2.FunctionLoader(_source)
    made = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string(halves.group(1)), made.from_string(halves.group(2))
