"""A file of people -> their names: a name a line, JSON (names, or mappings with a name), or CSV with a column `name`."""

from collections.abc import Iterator
from typing import Any

from pipeline.errors import UnreadableSource
from pipeline.lint.document import names
from pipeline.lint.files import read

COLUMNS = ("name", "full name", "full_name", "display name", "display_name", "real_name", "person")
HANDLES = ("handle", "username", "login", "slack")


def read_roster(path: str) -> tuple[str, ...]:
    """Raises UnreadableSource for a file that is not there or is no list."""
    text = read(path).strip()
    found = _json(text, path) if text.startswith(("[", "{")) else _csv(text) or _lines(text)
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.lstrip().startswith("#"):
            yield line.strip().removeprefix("- ").removeprefix("* ")


def _json(text: str, path: str) -> Iterator[str]:
    import json

    try:
        value: Any = json.loads(text)
    except ValueError:
        raise UnreadableSource(path, "this is no list of people", "write a name a line, a JSON list or CSV") from None
    return names(value)


def _csv(text: str) -> list[str]:
    """The names where the first line is a header with a column for them."""
    header = [cell.strip().strip('"').lower() for cell in text.partition("\n")[0].replace(";", ",").split(",")]
    if not any(column in header for column in COLUMNS):
        return []
    import csv

    rows = csv.reader(text.split("\n")[1:], delimiter=";" if ";" in text.partition("\n")[0] else ",")
    wanted = [index for index, name in enumerate(header) if name in (*COLUMNS, *HANDLES)]
    return [row[index] for row in rows for index in wanted if index < len(row)]
