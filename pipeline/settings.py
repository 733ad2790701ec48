"""Settings: flags over environment (`POSTMORTEM_*`) over `postmortem.toml` or `[tool.postmortem]` of `pyproject.toml` here.

In: a folder and an environment. Out: Settings. An unknown key is an error that names the key that was probably meant.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import BadOption, UnreadableSource

PREFIX = "POSTMORTEM_"
FILE, SHARED_FILE = "postmortem.toml", "pyproject.toml"


@dataclass(frozen=True)
class Settings:
    """`home` is where everything that lasts is kept; zones are IANA names or what the time grammar knows."""

    home: str | None = None
    engine: str | None = None
    model: str | None = None
    template: str | None = None
    timezone: str | None = None
    assume_timezone: str | None = None


KEYS = tuple(f.name for f in fields(Settings))


def load(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this folder and environment. Raises InputError for a key or value that cannot be used."""
    environment = os.environ if environment is None else environment
    values = from_file(folder or Path())
    values |= {
        key: value
        for name, value in environment.items()
        if name.startswith(PREFIX) and (key := known(name[len(PREFIX) :].lower(), name))
    }
    return Settings(**values)


def from_file(folder: Path) -> dict[str, Any]:
    for name in (FILE, SHARED_FILE):
        path = folder / name
        if not path.is_file():
            continue
        try:
            table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UnreadableSource(name, f"this is not valid TOML ({error})", "mend it or remove it") from None
        own = table if name == FILE else table.get("tool", {}).get("postmortem")
        if own is not None:
            return {known(key, f"{key} in {name}"): text(value, f"{key} in {name}") for key, value in own.items()}
    return {}


def known(key: str, where: str) -> str:
    key = key.replace("-", "_")
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, 1)
        raise BadOption("The setting", where, f"did you mean {near[0]!r}" if near else f"known are {', '.join(KEYS)}")
    return key


def text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise BadOption("The setting", where, "write its value as text in quotes")
    return value
