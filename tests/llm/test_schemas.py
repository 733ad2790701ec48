"""Every form of an answer in the code base is one that a strict endpoint accepts."""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

import pytest
from pydantic import Field

import pipeline
from evals.scripted_server import problems_of
from pipeline.llm.schema import strict_schema
from pipeline.llm.task import Answer


class Shade(StrEnum):
    """How light it is."""

    PALE = "pale"
    DEEP = "deep"


class Tone(Answer):
    name: str
    shade: Shade = Field(description="As it looks at noon.")
    other: Shade | None


class Palette(Answer):
    tones: list[Tone]
    first: Tone = Field(description="The one that is seen first.")


def below(answer: type[Answer]) -> Iterator[type[Answer]]:
    for one in answer.__subclasses__():
        yield one
        yield from below(one)


def answers() -> list[type[Answer]]:
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if ".model" in module.name or "llm" in module.name or "deep" in module.name:
            importlib.import_module(module.name)
    return sorted((one for one in below(Answer) if one.__module__.startswith("pipeline.")), key=lambda one: one.__qualname__)


@pytest.mark.parametrize("answer", answers(), ids=lambda one: one.__qualname__)
def test_a_strict_endpoint_accepts_the_form(answer: type[Answer]) -> None:
    assert problems_of(strict_schema(answer)) == []


def test_there_are_forms_to_look_at() -> None:
    assert len(answers()) > 5


def test_a_described_reference_becomes_what_it_refers_to() -> None:
    schema = strict_schema(Palette)
    tone = schema["$defs"]["Tone"]
    assert problems_of(schema) == []
    assert tone["properties"]["shade"] == {"description": "As it looks at noon.", "enum": ["pale", "deep"], "type": "string"}
    assert schema["properties"]["first"]["description"] == "The one that is seen first."
    assert schema["properties"]["first"]["required"] == ["name", "shade", "other"]


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"type": "object", "additionalProperties": {"type": "string"}}, "is open"),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False}, "required"),
        ({"$ref": "#/$defs/A", "description": "x"}, "beside it"),
        ({"type": "string", "default": ""}, "default is not known"),
    ],
)
def test_what_a_strict_endpoint_refuses_is_found(schema: dict[str, object], says: str) -> None:
    assert says in problems_of(schema)[0]
