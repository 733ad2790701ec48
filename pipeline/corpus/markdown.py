"""Markdown, with front matter or without -> a PastIncident."""

import re
from collections.abc import Mapping
from typing import Any, cast

from pipeline.corpus.assembling import assembled
from pipeline.corpus.facts import Facts
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.front_matter import BadYaml, load_yaml
from pipeline.text.markdown import blocks

FENCED = re.compile(r"\A\s*---[ \t]*\n(?:(.*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST_FRONT = 50_000
REFERENCE = re.compile(r"^\[[^\]\n]{1,100}\]:\s*\S+.*$", re.MULTILINE)


def read_markdown(text: str, stem: str, file: str, notes: list[str] | None = None) -> PastIncident:
    """Raises UnreadableSource for front matter that cannot be read, and for a file without words."""
    fields, body = front_and_body(text, file)
    facts = Facts(file, notes)
    facts.take_all(fields)
    return assembled(blocks(REFERENCE.sub("", body)), facts, stem)


def front_and_body(text: str, file: str) -> tuple[Mapping[Any, Any], str]:
    """What stands between `---` (YAML) or `+++` (TOML) at the top, and the rest."""
    match = FENCED.match(text)
    if match is None:
        return toml_and_body(text, file)
    if len(match[1] or "") > LONGEST_FRONT:
        return {}, text
    body = text[match.end() :]
    try:
        loaded = load_yaml(match[1] or "")
    except BadYaml as error:
        place = "" if error.line is None else f"line {error.line + 2}"
        raise UnreadableSource(file, "the front matter is not valid YAML", "correct it", place) from None
    if isinstance(loaded, Mapping):
        return cast("Mapping[Any, Any]", loaded), body
    return {}, text if isinstance(loaded, str) else body


def toml_and_body(text: str, file: str) -> tuple[Mapping[str, Any], str]:
    match = TOML.match(text)
    if match is None or len(match[1]) > LONGEST_FRONT:
        return {}, text
    import tomllib

    try:
        return tomllib.loads(match[1]), text[match.end() :]
    except (ValueError, RecursionError):
        raise UnreadableSource(file, "the front matter is not valid TOML", "correct it") from None
