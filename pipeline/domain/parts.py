"""The parts of a postmortem that are lists of what has an id, by name: what they hold, and how the document gets something else.

A part is named as its field ("summary", "detection", "timeline"); "lessons.technical" and so on are the kinds of lessons.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import TypeAlias

from pipeline.domain.action_item import ActionItem
from pipeline.domain.model import Model
from pipeline.domain.postmortem import Postmortem, Why
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.domain.timeline import Event

Item: TypeAlias = Statement | Event | ActionItem | Why

PARTS = (
    "summary",
    "impact",
    "timeline",
    "what_happened",
    "immediate_cause",
    "contributing_factors",
    "why_not_detected_sooner",
    "why_it_took_so_long",
    "detection",
    "response_actions",
    "worked_well",
    "could_be_improved",
    "action_items",
    "lessons.technical",
    "lessons.process",
    "lessons.communication",
    "five_whys",
    "supporting",
)
WITHIN = MappingProxyType({"detection": "detection.statements"})


def held(document: Postmortem, part: str) -> tuple[Item, ...]:
    value: object = document
    for name in _path(part):
        value = getattr(value, name)
    return value  # pyright: ignore[reportReturnType]


def with_part(document: Postmortem, part: str, items: Sequence[Item]) -> Postmortem:
    first, *rest = _path(part)
    value: object = tuple(items)
    if rest:
        inner: Model = getattr(document, first)
        value = inner.model_copy(update={rest[0]: value})
    return document.model_copy(update={first: value})


def id_of(item: Item) -> str:
    return item.because.id if isinstance(item, Why) else item.id


def text_of(item: Item) -> str:
    match item:
        case Why():
            return item.because.text
        case ActionItem():
            return item.action
        case _:
            return item.text


def by_person(item: Item) -> bool:
    """Whether a person wrote it: then nothing of ours changes it."""
    match item:
        case Why():
            return item.because.basis is StatementBasis.PERSON
        case Event():
            return False
        case _:
            return item.basis is StatementBasis.PERSON


def _path(part: str) -> list[str]:
    return WITHIN.get(part, part).split(".")
