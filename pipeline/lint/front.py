"""Front matter -> a mapping. What most reports write needs no YAML parser, whose import costs more than a small file to check.

    title: Ledger outage                      a text, a whole number or a day
    participants: [Ana Lima, "Bo Ek"]         a list on a line
    services:
      - ledger-api                            or below it

Whatever else there is, is read by YAML; plain values mean here what they mean there.
"""

import re
from typing import Any, cast

from pipeline.text.front_matter import BadYaml, load_yaml

LINE = re.compile(r"([A-Za-z][\w -]*):(?:[ \t]+(\S.*?))?[ \t]*$")
ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*?)[ \t]*$")
PLAIN = re.compile(r"[^\W\d_][\w .@/()'+-]*$")
QUOTED = re.compile(r'"([^"\\]*)"$')
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
NUMBER = re.compile(r"[1-9]\d{0,8}$|0$")
NO_TEXT = frozenset("true false yes no on off y n null".split())


class NotPlain(Exception):
    """Something that only YAML can read."""


def read_front(text: str) -> dict[str, Any]:
    """Keys in lower case with underscores. Empty for what is no mapping or no YAML."""
    try:
        table: dict[Any, Any] = plain(text)
    except NotPlain:
        table = from_yaml(text)
    return {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in table.items()}


def plain(text: str) -> dict[str, Any]:
    """Raises NotPlain for anything but single values and lists of them."""
    table: dict[str, Any] = {}
    below: str | None = None
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if below is not None and (item := ITEM.match(line)):
            table[below] = [*(table[below] or ()), value(item[1])]
            continue
        found = LINE.match(line)
        if not found or found[1] in table or found[1].strip() != found[1] or found[1].lower() in NO_TEXT:
            raise NotPlain
        below = None if found[2] else found[1]
        table[found[1]] = entry(found[2]) if found[2] else None
    return table


def entry(written: str) -> Any:
    """A value or a list on a line."""
    if not written.startswith("["):
        return value(written)
    if not written.endswith("]") or "'" in written:
        raise NotPlain
    inner = written[1:-1].strip()
    return [value(part.strip()) for part in inner.split(",")] if inner else []


def value(written: str) -> Any:
    if quoted := QUOTED.match(written):
        return quoted[1]
    if PLAIN.match(written) and written.lower() not in NO_TEXT and " #" not in written:
        return written
    if NUMBER.match(written):
        return int(written)
    if DAY.match(written):
        import datetime

        try:
            return datetime.date.fromisoformat(written)
        except ValueError:
            raise NotPlain from None
    raise NotPlain


def from_yaml(text: str) -> dict[Any, Any]:
    try:
        loaded: Any = load_yaml(text)
    except BadYaml:
        return {}
    return cast("dict[Any, Any]", loaded) if isinstance(loaded, dict) else {}
