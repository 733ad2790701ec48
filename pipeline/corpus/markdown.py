"""Markdown, with front matter or without -> a PastIncident."""

import re
from collections.abc import Mapping
from typing import Any, cast

from pipeline.corpus.assembling import assembled
from pipeline.corpus.facts import Facts
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.markdown import blocks

FENCED = re.compile(r"\A\s*---[ \t]*\n(?:(.*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST_FRONT = 50_000
REFERENCE = re.compile(r"^\[[^\]\n]{1,100}\]:\s*\S+.*$", re.MULTILINE)


def read_markdown(text: str, stem: str, file: str) -> PastIncident:
    """Raises UnreadableSource for front matter that cannot be read, and for a file without words."""
    fields, body = front_and_body(text, file)
    facts = Facts(file)
    facts.take_all(fields)
    return assembled(blocks(REFERENCE.sub("", body)), facts, stem)


def front_and_body(text: str, file: str) -> tuple[Mapping[Any, Any], str]:
    match = FENCED.match(text)
    if match is None or len(match[1] or "") > LONGEST_FRONT:
        return {}, text
    import yaml

    body = text[match.end() :]
    try:
        loaded: Any = yaml.load(match[1] or "", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 2}" if mark else ""
        raise UnreadableSource(file, "the front matter is not valid YAML", "correct it", place) from None
    if isinstance(loaded, Mapping):
        return cast("Mapping[Any, Any]", loaded), body
    return {}, text if isinstance(loaded, str) else body
