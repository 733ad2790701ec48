"""Settings of the lint: the table `lint` of the nearest settings file upward of a document -> Options.

    [lint]                                  in postmortem.toml; [tool.postmortem.lint] in pyproject.toml
    extend-ignore = ["section"]
    levels = {"blame/self-blame" = "error"}
    per-file-ignores = {"archive/*" = ["action"]}

One file wins, the nearest. An unknown key is an error that names the one that was probably meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from pipeline.domain.finding import Level
from pipeline.errors import BadOption
from pipeline.lint.options import PROFILES, Options
from pipeline.lint.roster import read_roster
from pipeline.settings import LINT, known, own_table, text


@cache
def options_of(folder: str) -> Options:
    """The options of documents in this folder (an absolute path), by the nearest settings file at or above it."""
    here = Path(folder)
    found = own_table(here)
    if found is not None:
        path, table = found
        return options_in(path, table)
    return Options() if here.parent == here else options_of(str(here.parent))


def options_from(file: str) -> Options:
    """The options of a settings file that was named, whatever its name."""
    from pipeline.lint.files import read

    path = Path(file)
    import tomllib

    try:
        table = tomllib.loads(read(file))
    except tomllib.TOMLDecodeError as error:
        raise BadOption("--config", file, f"this is not valid TOML ({error})") from None
    own: dict[str, Any] = table.get("tool", {}).get("postmortem", table)
    return options_in(path, own if LINT in own or "tool" in table else {LINT: own})


def options_in(path: Path, table: Mapping[str, Any]) -> Options:
    lint = table.get(LINT, {})
    where = f"in {path.name}"
    if not isinstance(lint, dict):
        raise BadOption("The setting", f"{LINT} {where}", "write it as a table: [lint]")
    values: dict[str, Any] = {}
    for key, value in cast("dict[str, Any]", lint).items():
        name = known(key, f"{LINT}.{key} {where}", VALUES)
        values[name] = VALUES[name](value, f"{LINT}.{key} {where}")
    root = str(path.parent)
    for key in ("baseline", "roster"):
        if isinstance(values.get(key), str):
            values[key] = str(path.parent / values[key])
    if isinstance(values.get("roster"), str):
        values["roster"] = read_roster(values["roster"])
    return replace(Options(), **values, root=root, config=str(path))


def names(value: Any, where: str) -> tuple[str, ...]:
    """A list of texts, or one text with commas."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list) or not all(isinstance(v, str) for v in cast("list[object]", value)):
        raise BadOption("The setting", where, 'write it as a list: ["blame", "action/no-owner"]')
    return tuple(stripped for v in cast("list[str]", value) if (stripped := v.strip()))


def ignores(value: Any, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((pattern, names(selectors, where)) for pattern, selectors in _table(value, where, '"archive/*" = ["action"]'))


def levels(value: Any, where: str) -> tuple[tuple[str, Level], ...]:
    return tuple((rule, level(of, where)) for rule, of in _table(value, where, '"blame/self-blame" = "error"'))


def _table(value: Any, where: str, example: str) -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise BadOption("The setting", where, f"write it as a table: {{{example}}}")
    return list(cast("dict[str, Any]", value).items())


def level(value: Any, where: str) -> Level:
    if value not in tuple(Level):
        raise BadOption(where, str(value), f"choose one of {', '.join(Level)}")
    return Level(value)


def profile(value: Any, where: str) -> str:
    if value not in PROFILES:
        raise BadOption(where, str(value), f"choose one of {', '.join(PROFILES)}")
    return value


def people(value: Any, where: str) -> str | tuple[str, ...]:
    """The name of a file, or a list of names."""
    return value if isinstance(value, str) else names(value, where)


VALUES: dict[str, Callable[[Any, str], Any]] = {
    "select": names,
    "extend_select": names,
    "ignore": names,
    "extend_ignore": names,
    "exclude": names,
    "per_file_ignores": ignores,
    "levels": levels,
    "profile": profile,
    "fail_on": level,
    "roster": people,
    "baseline": text,
}
