"""JSON of other people's making -> typed values. What is missing or of another type reads as empty, never as an error."""

from typing import Any, cast

Json = dict[str, Any]


def mapping(value: object) -> Json:
    return cast(Json, value) if isinstance(value, dict) else {}


def mappings(value: object) -> list[Json]:
    return [cast(Json, item) for item in cast(list[object], value) if isinstance(item, dict)] if isinstance(value, list) else []


def text(node: Json, key: str) -> str:
    value = node.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
