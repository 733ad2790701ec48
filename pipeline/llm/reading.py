"""The text that a model wrote -> an answer that was checked, or the reason why it is none. Cut or loose JSON is never mended."""

import json
import re
from typing import TypeVar

from pydantic import ValidationError

from pipeline.llm.task import Answer, Failure, Fault

A = TypeVar("A", bound=Answer)
FENCED = re.compile(r"```(?:json|JSON)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL)
NAME = re.compile(r"\w{1,40}")
THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
"""What a model that runs on one's own machine may write before its answer."""


def read_answer(text: str, answer: type[A], model: str) -> A | Failure:
    """The answer that stands in the text: JSON alone, or one whole object in a code fence."""
    body = THOUGHTS.sub("", text, count=1).strip()
    if not body:
        return Failure(Fault.EMPTY, f"the model {model} answered nothing")
    fenced = FENCED.findall(body)
    if not body.startswith("{") and len(fenced) == 1:
        body = fenced[0].strip()
    try:
        return answer.model_validate_json(body, strict=True)
    except ValidationError as error:
        return Failure(Fault.MALFORMED, _what_is_wrong(error, body, model))


def _what_is_wrong(error: ValidationError, body: str, model: str) -> str:
    """Where the answer does not fit, without any of its words."""
    try:
        json.loads(body)
    except ValueError:
        return f"what the model {model} answered is no whole JSON"
    place = ".".join("#" if isinstance(part, int) else part for part in error.errors()[0]["loc"] if NAME.fullmatch(str(part)))
    wrong = error.errors()[0]["type"].replace("_", " ")
    return f"what the model {model} answered does not have the form that was asked for ({place or 'the whole'}: {wrong})"
