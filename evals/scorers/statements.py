"""The parts of a drafted Postmortem (JSON) that say something: statements wherever they stand, and what they cite."""

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]


def statements(node: Any) -> Iterator[Part]:
    """Every statement of the draft, in order."""
    if isinstance(node, dict):
        if {"text", "evidence", "basis"} <= node.keys() and "phase" not in node:
            yield node
        for value in node.values():
            yield from statements(value)
    elif isinstance(node, list):
        for value in node:
            yield from statements(value)


def unsupported(part: Part) -> bool:
    return (part.get("check") or {}).get("status") == "unsupported"


def pieces(draft: Part) -> dict[str, Part]:
    """The evidence of the draft by id."""
    return {piece["id"]: piece for piece in draft.get("evidence") or []}


def cited(part: Part, known: dict[str, Part]) -> list[Part]:
    """The evidence that the part cites; a place in a document stands for itself, else for the whole."""
    ids = part.get("evidence") or []
    return [known[id] if id in known else known[id.split("#")[0]] for id in ids if id in known or id.split("#")[0] in known]
