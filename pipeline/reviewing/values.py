"""What a person changes of an item -> its new value, checked as what it is: a statement, an event, an action item, a fact."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pipeline.domain.action_item import Commitment
from pipeline.domain.moment import Basis
from pipeline.domain.review import FACTS, QUESTIONS
from pipeline.domain.statement import Check, FactorCategory, StatementBasis
from pipeline.domain.timeline import Phase
from pipeline.errors import BadOption
from pipeline.review import checked

WHYS, TIMELINE = "five_whys", "timeline"
WORDS = frozenset({"text", "action", "why", "result"})
"""Fields that hold words: who changes one has written the statement."""
OF_THE_ANSWER = frozenset({"text", "evidence"})
"""Fields of a why that belong to its answer."""
OURS = frozenset({"id", "basis", "check"})
"""Fields that say where something comes from: nobody sets them by hand."""
UNCHECKED = Check().model_dump(mode="json")
BY_A_PERSON = {"basis": StatementBasis.PERSON.value, "check": UNCHECKED}
BEGINNINGS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        TIMELINE: {"phase": Phase.OTHER, "basis": Basis.STATED, "evidence": (), "check": UNCHECKED},
        "contributing_factors": {"category": FactorCategory.TECHNICAL, **BY_A_PERSON},
        "action_items": {"commitment": Commitment.COMMITTED, "accepted": True, **BY_A_PERSON},
        QUESTIONS: {},
    }
)
"""What something added by hand is where its author does not say."""


def edited(part: str, id: str, value: Mapping[str, Any], changes: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """The value with these changes. `known` are ids of evidence that may be cited. Raises BadOption for what it cannot be."""
    refuse(changes, known)
    if part == WHYS and (inner := {name: new for name, new in changes.items() if name in OF_THE_ANSWER}):
        answer = edited("summary", id, value["because"], inner, known)
        changes = {**{name: new for name, new in changes.items() if name not in inner}, "because": answer}
    new = checked(part, {**value, **changes}, id)
    reworded = any(new[word] != value.get(word) for word in WORDS & new.keys())
    return new | BY_A_PERSON if reworded and part not in (FACTS, TIMELINE, QUESTIONS, WHYS) else new


def added(part: str, id: str, changes: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """The value of something that a person adds."""
    refuse(changes, known)
    if part == WHYS:
        return checked(part, {"why": changes.get("why"), "because": added("summary", id, {"text": changes.get("text")}, known)})
    return checked(part, {**BEGINNINGS.get(part, BY_A_PERSON), "id": id, **changes})


def refuse(changes: Mapping[str, Any], known: Collection[str]) -> None:
    for name, value in changes.items():
        if name in OURS:
            raise BadOption("The field", name, "it says where something comes from, and is not set by hand")
        if isinstance(value, str) and name in WORDS - {"result"} and not value.strip():
            raise BadOption("The text", value, "write what it is to say")
        if isinstance(value, datetime) and value.tzinfo is None:
            raise BadOption("The time", value.isoformat(), "say in which zone it is")
    strange = [id for id in changes.get("evidence") or () if id not in known]
    if strange:
        raise BadOption("The evidence", strange[0], "no message or record of this incident has that id")
