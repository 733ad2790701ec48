"""A desk that answers every task with something of its form, made of references, pseudonyms and words of the prompt's own page.

For tests of what is sent: with such answers every round of calls is made, also repairs and audits.
"""

import re
from collections.abc import Callable
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from fake_desk import FakeDesk
from pydantic import BaseModel

from pipeline.llm.task import Answer, Task

_REFERENCE = re.compile(r"^(?:- |\[)?([a-z]\d+)\b[\]:]? ?\|?", re.MULTILINE)
_PERSON = re.compile(r"\[[a-zA-Z ]+ \d+\]")
_CITES = ("evidence", "reference", "keys", "wrong", "right", "hypothesis", "refuted_by", "id", "ids")


class EagerDesk(FakeDesk):
    """`words` makes the text of a statement out of a person and a reference."""

    def __init__(
        self, words: Callable[[str, str], str] = lambda person, _: f"{person} saw 4711 errors at 03:33 in one-two-three."
    ):
        super().__init__()
        self.words = words

    def _outcome(self, task: Task[Any]) -> Any:
        self.makers[task.prompt.name] = self._answer
        return super()._outcome(task)

    def _answer(self, task: Task[Any]) -> Answer:
        page = task.prompt.user
        references = list(dict.fromkeys(_REFERENCE.findall(page))) or ["m1"]
        people = _PERSON.findall(page) or ["[responder 1]"]
        return _Filling(references, people[0], self.words).model(task.answer)


class _Filling:
    def __init__(self, references: list[str], person: str, words: Callable[[str, str], str]):
        self.references, self.person, self.words = references, person, words
        self.turn = 0

    def model(self, form: type[Any]) -> Any:
        return form(**{name: self.value(field.annotation, name) for name, field in form.model_fields.items()})

    def value(self, kind: Any, name: str) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return self.value(next(one for one in inner if one is not type(None)), name)
        if origin in (list, tuple):
            return [self.value(inner[0], name) for _ in range(3)]
        if origin is Literal:
            return inner[0]
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)[self.turn % len(kind)]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.model(kind)
        return {bool: True, int: 1, float: 1.0}.get(kind) or self.text(name)

    def text(self, name: str) -> str:
        self.turn += 7
        reference = self.references[self.turn % len(self.references)]
        if name in _CITES:
            return reference
        return self.person if name in ("person", "owner") else self.words(self.person, reference)
