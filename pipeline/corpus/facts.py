"""What a document or record states of itself -> the fields of a PastIncident, whatever they are called there.

In: front matter or a record (a mapping), and lines such as "Severity: SEV2" or rows of two cells. Out: Facts.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pipeline.corpus.actions import action_of
from pipeline.corpus.inline import clean, plain, scalar
from pipeline.corpus.visibility import speaks_of_readers, stricter, visibility_of
from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.past_incident import PastAction
from pipeline.text.times import TimeContext, TimeKind, find_times

KEYS: Mapping[str, str] = {
    key: name
    for name, keys in {
        "id": "id|incident id|incident number|incident|postmortem id|key|number",
        "title": "title|subject|name|incident title|summary line",
        "started_at": "started at|start time|incident start|start|impact start|started|began at|impact time|time of incident",
        "date": "date|incident date|date of incident|day|when|occurred|occurred at|dates|time|date and time|start date",
        "severity": "severity|sev|severity level|incident severity|priority|impact level",
        "severity_level": "severity level number|level",
        "kind": "kind|type|incident type|category",
        "services": "services|service|affected services|affected service|impacted services|impacted service|"
        "services affected|services impacted|systems|affected systems|components|component|affected components|products|product|"
        "application",
        "team": "team|owning team|responsible team|squad|owner team|service owner",
        "visibility": "visibility|confidentiality|classification|access",
        "readers": "readers|visible to|audience|allowed readers|restricted to",
        "url": "url|link|permalink|source url|html url|web url",
        "tags": "tags|labels|keywords|topics|mechanism",
        "action_items": "action items|actions|follow ups|followups|actionables",
    }.items()
    for key in keys.split("|")
}  # fmt: skip
"""Keys as people write them, in lower case with spaces -> the field."""
STATED = frozenset({"id", "started_at", "date", "severity", "kind", "services", "team", "visibility", "readers", "tags"})
"""What a line or row near the top may state; the others only front matter and records do."""
WORDED = {"critical": 1, "blocker": 1, "major": 2, "high": 2, "medium": 3, "moderate": 3, "minor": 3, "low": 4, "none": 5}
LEVEL = re.compile(r"\b(?:sev(?:erity)?|p(?:rio(?:rity)?)?|s|level)[ -]*(?P<number>[0-5])\b", re.IGNORECASE)
ALONE = re.compile(r"\s*(?P<number>[0-5])\s*")
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
LINE = re.compile(
    r"\s{0,6}(?:(?:[-+•]|\*(?!\*))\s{1,3})?"
    r"(?:(?:\*\*|__)(?P<bold>[^*_\n:]{2,40}):?(?:\*\*|__)\s*:?|(?P<bare>[A-Za-z][\w /-]{1,30}?)\s*:)"
    r"\s*(?P<value>\S[^\n]*)"
)
"""A line "key: value"."""
BREAK = re.compile(r"\n|<br\s*/?>", re.IGNORECASE)
SEPARATED = re.compile(r"[,;\n]|(?<=\s)/(?=\s)")
EMPTY = re.compile(r"^[\W_]*$|^(?:n/?a|tb[dac]|none|unknown|not known|\?+)\W*$", re.IGNORECASE)
LONGEST_ID, LONGEST_TITLE, LONGEST_NAME, LONGEST_FACT = 200, 300, 80, 400


@dataclass
class Facts:
    """The first value of each field counts, of visibilities the strictest. `file` is how errors call the document. What it
    states and is not understood is told to `notes`, a sentence each."""

    file: str
    notes: list[str] | None = None
    id: str | None = None
    title: str | None = None
    started_at: datetime.datetime | None = None
    severity: str | None = None
    severity_level: int | None = None
    kind: IncidentKind | None = None
    services: tuple[str, ...] = ()
    team: str | None = None
    visibility: Visibility | None = None
    readers: tuple[str, ...] = ()
    url: str | None = None
    tags: tuple[str, ...] = ()
    actions: tuple[PastAction, ...] = ()
    _from_date: datetime.datetime | None = field(default=None, repr=False)

    def take_all(self, mapping: Mapping[Any, Any]) -> None:
        """Raises UnreadableSource for a visibility that is none."""
        for key, value in mapping.items():
            if name := named(scalar(key)):
                self.take(name, value)
                self.note_day(name, scalar(value))

    def note(self, what: str) -> None:
        if self.notes is not None:
            self.notes.append(f"{self.file}: {what}.")

    def note_day(self, name: str, written: str) -> None:
        if name in ("started_at", "date") and not EMPTY.match(written) and not moment(written):
            self.note(f"its day {written[:LONGEST_NAME]!r} is not understood; write it as 2025-03-04")

    def state(self, key: str, value: str) -> bool:
        """A line "key: value" of the text; whether it was one of the facts."""
        name = named(plain(key))
        if name not in STATED or len(value) > LONGEST_FACT:
            return False
        if name == "visibility" and not speaks_of_readers(plain(key), value):
            return False
        self.take(name, plain(value))
        return True

    def take(self, name: str, value: Any) -> None:
        if name == "visibility":
            self.visibility = stricter(self.visibility, visibility_of(value, self.file))
        if name == "visibility" or value is None or (isinstance(value, str) and EMPTY.match(value)):
            return
        if name in ("services", "readers", "tags"):
            setattr(self, name, getattr(self, name) or several(value))
        elif name == "action_items":
            self.actions = self.actions or actions_of(value)
        elif name == "started_at":
            self.started_at = self.started_at or moment(value)
        elif name == "date":
            self._from_date = self._from_date or moment(value)
        elif name == "kind":
            self.kind = self.kind or kind_of(value)
        elif name == "severity_level":
            self.severity_level = value if isinstance(value, int) and 1 <= value <= 5 else self.severity_level
        elif getattr(self, name) is None and isinstance(value, str | int | float):
            setattr(self, name, one_line(scalar(value), LONGEST_ID if name == "id" else LONGEST_TITLE) or None)

    def started(self, *hints: str) -> datetime.datetime | None:
        """When it began: as stated, else the day in the first of the hints (file name, title, how it begins) that has one."""
        return self.started_at or self._from_date or next((at for hint in hints if (at := day_in(hint))), None)

    def level(self) -> int | None:
        return self.severity_level if self.severity_level else level_of(self.severity or "")


def named(key: str) -> str:
    return KEYS.get(" ".join(key.lower().replace("_", " ").replace("-", " ").split()), "")


def one_line(text: str, longest: int) -> str:
    return clean(" ".join(text.split()))[:longest]


def several(value: Any) -> tuple[str, ...]:
    """The names in a list, or in a line with commas; each once."""
    items = cast("list[Any]", value) if isinstance(value, list) else SEPARATED.split(scalar(value).strip("[]"))
    names = (one_line(name_of(item), LONGEST_NAME).strip(" `'\"") for item in items)
    return tuple(dict.fromkeys(name for name in names if name and not EMPTY.match(name)))


def name_of(item: Any) -> str:
    if isinstance(item, Mapping):
        fields = cast("Mapping[str, Any]", item)
        return scalar(next((fields[key] for key in ("name", "service", "title", "id") if key in fields), ""))
    return scalar(item)


def actions_of(value: Any) -> tuple[PastAction, ...]:
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return tuple(action for item in items if (action := action_of(item)))


def moment(value: Any) -> datetime.datetime | None:
    """A time or day as a field has it; a mapping is a Moment of ours. Without a zone it is UTC."""
    if isinstance(value, Mapping):
        value = cast("Mapping[str, Any]", value).get("at")
    if isinstance(value, datetime.datetime):
        return in_utc(value)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
    if not isinstance(value, str):
        return None
    try:
        return moment(datetime.datetime.fromisoformat(value.strip()))
    except (ValueError, OverflowError):
        pass
    found = (
        mention.at for mention in find_times(value[:LONGEST_FACT], TimeContext(zone="UTC")) if dated(mention.kind, mention.text)
    )
    return next(found, None) or day_in(value)


def in_utc(value: datetime.datetime) -> datetime.datetime | None:
    """None for a moment that no year of UTC holds."""
    try:
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)
    except OverflowError:
        return None


def dated(kind: TimeKind, text: str) -> bool:
    """Whether the mention has a day and a year of its own: what is not written is not guessed."""
    return kind in (TimeKind.ABSOLUTE, TimeKind.DATE) and re.search(r"(?:19|20)\d\d", text) is not None


def day_in(text: str) -> datetime.datetime | None:
    if found := IN_NAME.search(text):
        try:
            return datetime.datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=datetime.UTC)
        except ValueError:
            return None
    mentions = find_times(text[:LONGEST_FACT], TimeContext(zone="UTC")) if re.search(r"(?:19|20)\d\d", text) else []
    return next((mention.at for mention in mentions if dated(mention.kind, mention.text)), None)


def kind_of(value: Any) -> IncidentKind | None:
    word = scalar(value).strip().lower().replace(" ", "_").replace("-", "_")
    return IncidentKind(word) if word in set(IncidentKind) else None


def level_of(severity: str) -> int | None:
    """1 to 5: "SEV2" and "2" are 2; P0 and SEV0 are 1; so is "critical"."""
    if found := LEVEL.search(severity) or ALONE.fullmatch(severity):
        return max(1, min(5, int(found["number"])))
    return next((level for word, level in WORDED.items() if word in severity.lower().split()), None)


def labeled(text: str) -> Iterator[tuple[str, str]]:
    """The lines "key: value" of a block, however they are set: `**Key**: value`, `_Key: value_`."""
    for line in BREAK.split(text):
        if found := LINE.match(line) or (len(line) <= LONGEST_FACT and LINE.match(plain(line))):
            yield (found["bold"] or found["bare"]).strip(), found["value"].strip()
