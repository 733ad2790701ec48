"""JSON of other people's making -> typed values. What is missing or of another type reads as empty, never as an error."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

Json = dict[str, Any]


def mapping(value: object) -> Json:
    return cast(Json, value) if isinstance(value, dict) else {}


def mappings(value: object) -> list[Json]:
    return [cast(Json, item) for item in cast(list[object], value) if isinstance(item, dict)] if isinstance(value, list) else []


def text(node: Json, key: str) -> str:
    value = node.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def strings(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        inner = cast(Mapping[str, object], value).values() if isinstance(value, Mapping) else cast(Iterable[object], value)
        for one in inner:
            yield from strings(one)


def without(value: Any, *keys: str) -> Any:
    """A JSON value without what stands under these keys, at any depth."""
    if isinstance(value, dict):
        return {key: without(inner, *keys) for key, inner in cast(Json, value).items() if key not in keys}
    return [without(inner, *keys) for inner in cast(list[Any], value)] if isinstance(value, list) else value


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """A JSON value whose texts are changed, also those that are names."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key): with_texts(inner, change) for key, inner in cast(Json, value).items()}
    return [with_texts(inner, change) for inner in cast(list[Any], value)] if isinstance(value, list) else value


def once(items: Iterable[Json]) -> list[Json]:
    """Each object once by its `id`, in the order they came first and as they came last."""
    return list({text(one, "id"): one for one in items}.values())
