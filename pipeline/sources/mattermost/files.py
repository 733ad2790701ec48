"""What a file of Mattermost's holds: lines of a bulk export, an answer of the API, or a list of users or channels."""

import json
import re
from collections.abc import Callable, Iterator

from pipeline.errors import PostmortemError, UnreadableSource
from pipeline.sources.decoding import parse_json
from pipeline.sources.files import File
from pipeline.sources.payload import Json, items, mapping, text
from pipeline.sources.talk import Talk

LINE = re.compile(
    r'\{\s*"type"\s*:\s*"(?:version|team|channel|user|post|direct_channel|direct_post|role|scheme|emoji|bot)"\s*,\s*"'
)
LINE_TYPES = frozenset({"post", "direct_post", "channel", "user", "version"})


def is_export(file: File) -> bool:
    """Lines of a bulk export, or one of them written over several lines."""
    if not LINE.match(file.head.lstrip()):
        return False
    try:
        first = json.loads(file.head.lstrip().partition("\n")[0])
    except (ValueError, RecursionError):
        return _has_shape(file, '"post"', lambda value: text(mapping(value), "type") in LINE_TYPES)
    return text(mapping(first), "type") in mapping(first)


def _has_shape(file: File, sign: str, fits: Callable[[object], bool]) -> bool:
    if sign not in file.head or not file.head.lstrip().startswith(("{", "[")):
        return False
    try:
        return fits(file.read_json())
    except PostmortemError:
        return False


def is_answer(file: File) -> bool:
    """Posts as the API gives them."""

    def fits(value: object) -> bool:
        posts = mapping(mapping(value).get("posts"))
        return "order" in mapping(value) and all("create_at" in mapping(post) for post in list(posts.values())[:1])

    return _has_shape(file, '"posts"', fits)


def is_list(file: File) -> bool:
    """Users or channels as the API lists them."""

    def fits(value: object) -> bool:
        first = mapping(next(iter(items(value)), None))
        return "id" in first and (
            ("username" in first and "nickname" in first) or {"team_id", "display_name", "header"} <= first.keys()
        )

    return _has_shape(file, '"create_at"', fits)


def content_of(file: File, talk: Talk) -> object:
    """The parsed file: of JSON Lines the list of the lines, with None for a line that cannot be read."""
    try:
        return file.json
    except UnreadableSource:
        if not is_export(file):
            raise
    found: list[object] = []
    for number, line in enumerate(file.read_text().split("\n"), 1):
        try:
            found.append(parse_json(line, file.name) if line.strip() else None)
        except UnreadableSource as error:
            talk.skip(file.name, f"line {number}", error.problem)
            found.append(None)
    return found


def lines_of(content: object) -> Iterator[tuple[str, Json]]:
    """An export's lines with their places."""
    for number, item in enumerate([content] if mapping(content) else items(content), 1):
        if text(mapping(item), "type") in mapping(item):
            yield f"line {number}", mapping(item)
