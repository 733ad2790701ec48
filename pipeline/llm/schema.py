"""An Answer class -> the JSON schema that strict endpoints accept: every field required, no open objects, no default, and no
reference that has words of its own beside it."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from pipeline.llm.task import Answer

DROPPED = {"title", "default"}
NAMED = {"properties", "$defs"}
"""Keywords whose keys are names and no keywords."""


@cache
def strict_schema(answer: type[Answer]) -> dict[str, Any]:
    """The schema with the class's name as its title. A reference that is described gets what it refers to put in its place."""
    schema = answer.model_json_schema()
    made = _strict(schema, cast("Mapping[str, Any]", schema.get("$defs", {})))
    if "$defs" in made:
        made["$defs"] = {name: made["$defs"][name] for name in made["$defs"] if f"#/$defs/{name}" in _references(made)}
    return {"title": answer.__name__, **{key: value for key, value in made.items() if value != {}}}


def _strict(part: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(part, list):
        return [_strict(one, definitions) for one in cast("list[Any]", part)]
    if not isinstance(part, dict):
        return part
    node = cast("dict[str, Any]", part)
    if "$ref" in node and len(node) > 1:
        return _strict(
            {**definitions[node["$ref"].rpartition("/")[2]], **{k: v for k, v in node.items() if k != "$ref"}}, definitions
        )
    made = {
        key: _named(value, definitions) if key in NAMED else _strict(value, definitions)
        for key, value in node.items()
        if key not in DROPPED
    }
    if made.get("type") == "object" and "properties" in made:
        made |= {"required": list(made["properties"]), "additionalProperties": False}
    return made


def _named(parts: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _strict(part, definitions) for name, part in parts.items()}


def _references(part: Any) -> set[str]:
    if isinstance(part, list):
        return {found for one in cast("list[Any]", part) for found in _references(one)}
    if not isinstance(part, dict):
        return set()
    node = cast("dict[str, Any]", part)
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set[str]()
    return own | {found for value in node.values() for found in _references(value)}
