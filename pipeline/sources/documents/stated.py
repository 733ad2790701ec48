"""What a document states of itself: front matter, lines such as "Severity: SEV2", who wrote it and when."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pipeline.sources.lines.days import IN_HEADING
from pipeline.sources.lines.names import FULL_NAME
from pipeline.sources.lines.stamps import read_date

LONGEST_FRONT_MATTER = 200
LONGEST_FRONT_MATTER_TEXT = 20_000
FIRST_LINES = 40

LABELS: Mapping[str, str] = {
    label: name
    for name, labels in {
        "id": "id|incident|incident id|incident number|incident no",
        "title": "title|subject|name",
        "severity": "severity|severity level|sev|priority|incident severity|impact level",
        "status": "status|state",
        "kind": "kind|type|category|incident type",
        "services": "services|service|affected services|affected service|impacted services|systems|affected systems|components",
        "regions": "regions|region|affected regions",
        "date": "date|incident date|date of incident",
        "author": "author|authors|written by|prepared by|reported by",
        "owner": "owner|owners|incident owner|report owner|postmortem owner|owner of review process",
        "reviewer": "reviewer|reviewers|reviewed by",
        "incident commander": "incident commander|ic|commander|incident lead|incident manager",
        "version": "version|revision|last updated|updated|first version|published|created|draft|last edited",
        "started_at": "started_at|started at|start time|incident start",
        "detected_at": "detected_at|detected at|time detected",
        "acknowledged_at": "acknowledged_at|acknowledged at",
        "mitigated_at": "mitigated_at|mitigated at",
        "resolved_at": "resolved_at|resolved at|end time|incident end",
    }.items()
    for label in labels.split("|")
}
"""Labels as people write them, lower case -> the field."""

LABELED = re.compile(
    r"[-*+>|\s]{0,6}[*_]{0,2}(?P<label>[A-Za-z][A-Za-z_ ]{1,28}?)[*_]{0,2}[ \t]{0,4}[:|][*_]{0,2}[ \t]{0,4}(?P<value>\S.*)\Z"
)
DATED = re.compile(
    r"\W{0,4}(?:version|revision|draft|first version|last updated|updated|published|written|v[0-9])\b", re.IGNORECASE
)
REVIEWED = re.compile(r"\b[Rr]eviewed by ([^.;*_\n]{3,120})")
NAME_ENDS = re.compile(r"\.\s|\.\Z|[;(*_<\n]| [-–—] ")
NAME_SEPARATOR = re.compile(r", | and | & |/")
PERSON = re.compile(FULL_NAME.format(1) + r"\Z")


@dataclass
class Stated:
    """Values by field name, as text; lists where there may be several. `date_text` is the document's own date as written."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    several: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    people: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    date_text: str | None = None

    def take(self, name: str, value: str) -> None:
        """A field's value; the first one counts."""
        if name in ("author", "owner", "reviewer", "incident commander"):
            self.people += [(name, person) for person in names_in(value) if (name, person) not in self.people]
        elif name in ("services", "regions"):
            self.several.setdefault(name, tuple(part.strip(" `") for part in value.strip("[]").split(",") if part.strip(" `")))
        elif name != "version":
            self.values.setdefault(name, value[:400])

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(person for role, person in self.people if role == "author")

    @property
    def date(self) -> datetime.date | None:
        written = IN_HEADING.search(self.values.get("date", ""))
        date = read_date(written[0]) if written else None
        return datetime.date(date.year, date.month, date.day) if date and date.year and date.year > 1949 else None


def names_in(value: str) -> tuple[str, ...]:
    """The people at the beginning of "Ann Lee and Bo Ek. First version, 3 May"."""
    end = NAME_ENDS.search(value)
    pieces = NAME_SEPARATOR.split((value[: end.start()] if end else value)[:200])
    return tuple(piece.strip().lstrip("@") for piece in pieces if PERSON.match(piece.strip()) and not IN_HEADING.search(piece))


def split_front_matter(lines: Sequence[str]) -> tuple[dict[str, Any], int, str | None]:
    """The fields between two `---` at the top, the index of the first line after, and what is wrong with them if anything."""
    if not lines or lines[0].rstrip() != "---":
        return {}, 0, None
    close = next(
        (i for i, line in enumerate(lines[1 : LONGEST_FRONT_MATTER + 1], start=1) if line.rstrip() in ("---", "...")), None
    )
    if close is None:
        return {}, 0, None
    source = "\n".join(lines[1:close])
    if len(source) > LONGEST_FRONT_MATTER_TEXT:
        return {}, close + 1, "it is too long"
    import yaml

    try:
        fields = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError):
        return {}, close + 1, "it is not valid YAML"
    if not isinstance(fields, dict):
        return {}, close + 1, "it holds no fields" if fields is not None else None
    return {str(key): value for key, value in cast(dict[Any, Any], fields).items()}, close + 1, None


def stated_in(fields: Mapping[str, Any], lines: Sequence[str]) -> Stated:
    """Of the front matter's fields, then of the first lines of the text."""
    stated = Stated()
    for key, value in fields.items():
        name = LABELS.get(key.lower().replace("-", "_"), "") or LABELS.get(key.lower().replace("_", " "), "")
        if name and (text := _text(value)):
            stated.take(name, text)
    for line in _first_lines(lines):
        _take_line(stated, line)
    stated.date_text = stated.date_text or _date_in(stated.values.get("date", ""))
    return stated


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in cast(list[Any], value)[:50] if isinstance(item, str | int))
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value).strip() if isinstance(value, str | int | float | datetime.date) else ""


def _first_lines(lines: Sequence[str]) -> Iterator[str]:
    """Up to the second section."""
    sections = 0
    for line in lines[:FIRST_LINES]:
        sections += line.startswith("## ")
        if sections > 1:
            return
        if line.strip() and len(line) <= 400:
            yield line


def _take_line(stated: Stated, line: str) -> None:
    match = LABELED.match(line)
    value = match["value"].strip(" \t*_|") if match else ""
    name = LABELS.get(match["label"].lower().strip(), "") if match and "|" not in value else ""
    if name and value:
        stated.take(name, value)
    if reviewed := REVIEWED.search(line):
        stated.take("reviewer", reviewed[1])
    if name in ("author", "version") or DATED.match(line):
        stated.date_text = stated.date_text or _date_in(line)
        if not stated.authors and name != "author":
            stated.people += [("author", piece) for piece in _names_among(line)]


def _names_among(line: str) -> list[str]:
    """ "Version 0.1, 17 November 2026, Ann Lee. Draft": the names among the pieces."""
    pieces = [piece.strip(" .*_") for piece in re.split(r", |\. ", line)]
    return [piece for piece in pieces[1:] if PERSON.match(piece) and not IN_HEADING.search(piece)][:3]


def _date_in(line: str) -> str | None:
    for match in IN_HEADING.finditer(line):
        if read_date(match[0]):
            return match[0]
    return None
