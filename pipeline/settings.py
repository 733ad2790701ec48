"""Settings: flags over environment (`POSTMORTEM_*`) over `postmortem.toml` or `[tool.postmortem]` of `pyproject.toml` here.

In: a folder and an environment. Out: Settings. An unknown key is an error that names the key that was probably meant.
The table `lint` is the lint's own (pipeline/lint/config.py).
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.errors import BadOption, UnreadableSource

PREFIX = "POSTMORTEM_"
FILE, SHARED_FILE = "postmortem.toml", "pyproject.toml"
LINT = "lint"


@dataclass(frozen=True)
class Settings:
    """`home` is where everything that lasts is kept; zones are IANA names or what the time grammar knows. What concerns models is
    read in pipeline/llm/config.py, what makes vectors in pipeline/index/embedders; figures may stand without quotes in a file. A
    key never stands in a file.
    `<tool>_url` is where a tool that is pulled from answers, `ca_file` who vouches for servers of your own (docs/pull.md).
    `reader` is who asks about past incidents, by commas with their teams; `related` false keeps them out of drafts."""

    home: str | None = None
    engine: str | None = None
    model: str | None = None
    model_read: str | None = None
    model_write: str | None = None
    model_check: str | None = None
    model_lint: str | None = None
    model_related: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: str | None = None
    concurrency: str | None = None
    timeout: str | None = None
    retries: str | None = None
    token_cap: str | None = None
    price_in: str | None = None
    price_out: str | None = None
    answers: str | None = None
    replay_only: str | None = None
    embedder: str | None = None
    embedder_url: str | None = None
    chroma_url: str | None = None
    chroma_download: str | None = None
    redact_ips: str | None = None
    template: str | None = None
    timezone: str | None = None
    assume_timezone: str | None = None
    reader: str | None = None
    related: str | None = None
    slack_url: str | None = None
    pagerduty_url: str | None = None
    statuspage_url: str | None = None
    github_url: str | None = None
    gitlab_url: str | None = None
    jira_url: str | None = None
    jira_user: str | None = None
    incidentio_url: str | None = None
    opsgenie_url: str | None = None
    ca_file: str | None = None


TOKENS = tuple(f"{tool}_token" for tool in "slack pagerduty statuspage github gitlab jira incidentio opsgenie".split())
"""Keys of tools that are pulled from: in the environment they are known, and kept in no Settings (pipeline/pull/keys.py)."""
KEYS = tuple(f.name for f in fields(Settings))
FIGURES = {
    "temperature",
    "concurrency",
    "timeout",
    "retries",
    "token_cap",
    "price_in",
    "price_out",
    "replay_only",
    "redact_ips",
    "related",
}
SECRET = "api_key"


def load(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this folder and environment. Raises InputError for a key or value that cannot be used."""
    environment = os.environ if environment is None else environment
    values = from_file(folder or Path())
    values |= {
        key: value
        for name, value in environment.items()
        if name.startswith(PREFIX) and (key := known(name[len(PREFIX) :].lower(), name, (*KEYS, *TOKENS))) not in TOKENS
    }
    return Settings(**values)


def from_file(folder: Path) -> dict[str, Any]:
    found = own_table(folder)
    if found is None:
        return {}
    path, own = found
    values = ((key, value, f"{key} in {path.name}") for key, value in own.items() if key != LINT)
    return {(name := known(key, where, (*KEYS, *TOKENS, LINT))): in_file(name, value, where) for key, value, where in values}


def own_table(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The file of this folder that holds settings of ours, and its table. Raises UnreadableSource for TOML that is none."""
    for name in (FILE, SHARED_FILE):
        path = folder / name
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if name == SHARED_FILE and b"tool.postmortem" not in data:
            continue
        import tomllib

        try:
            table: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UnreadableSource(name, f"this is not valid TOML ({error})", "mend it or remove it") from None
        own = table if name == FILE else table.get("tool", {}).get("postmortem")
        if own is not None:
            return path, own
    return None


def known(key: str, where: str, keys: Iterable[str] = KEYS) -> str:
    key, keys = key.replace("-", "_"), list(keys)
    if key not in keys:
        import difflib

        near = difflib.get_close_matches(key, keys, 1)
        raise BadOption("The setting", where, f"did you mean {near[0]!r}" if near else f"known are {', '.join(keys)}")
    return key


def in_file(key: str, value: object, where: str) -> str:
    if key in (SECRET, *TOKENS):
        raise BadOption("The setting", where, f"a file is no place for a key; set {PREFIX}{key.upper()} in the environment")
    return str(value).lower() if key in FIGURES and isinstance(value, int | float) else text(value, where)


def text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise BadOption("The setting", where, "write its value as text in quotes")
    return value
