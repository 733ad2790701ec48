"""A due date cannot be right: no such day, before the incident, past while the item is open, or far beyond its severity's window.

The windows are 15 days for severity 1 and 30 for severity 2; what is due later than that is only a suggestion, and an extension
that is stated is no finding. A date that can be read as two days is asked about, never guessed. Done items are left alone.

Why: a date that cannot be right is a date nobody looked at.
Question: when is this due?

Bad:
    Cap retries at 3 in `edge.yaml` - @noor - due 2026-02-30
    Due 2025-01-10 for an incident of 2026-01-09
    | ---
    | date: 2026-01-09
    | severity: sev-1
    | ---
    | ## Action items
    |
    | - Cap retries at 3 in `edge.yaml` - @noor - due 2026-11-24
    Sev-1 action due in 11 months
Good:
    Cap retries at 3 in `edge.yaml` - @noor - due 2026-02-27
    | ---
    | date: 2026-01-09
    | severity: sev-1
    | ---
    | ## Action items
    |
    | - Cap retries at 3 in `edge.yaml` - @noor - due 2026-01-24

    | ---
    | date: 2026-01-09
    | severity: sev-1
    | ---
    | ## Action items
    |
    | - Cap retries at 3 in `edge.yaml` - @noor - due 2026-02-01, extension agreed by the service owner
Source: PagerDuty, Postmortems, culture/accountability (15 and 30 days).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem, action_items
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.text.markdown import Block

if TYPE_CHECKING:
    from datetime import date

DATE = late(r"(?<![\d/.-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
SLASHED = late(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
OF_INCIDENT = late(r"incident (?:of|on) $", re.IGNORECASE)
AHEAD = late(r"\bsev(?:erity)?[ -]?([12])\b.{0,60}\bin (\d{1,3}) (day|week|month)s?\b", re.IGNORECASE)
INCIDENT = ("date", "incident_date", "started_at", "start", "detected_at", "started")
WRITTEN = ("published", "published_at", "written", "created", "document_date")
WINDOWS = {"1": 15, "2": 30}
DAYS = {"day": 1, "week": 7, "month": 30}


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.done]
    if not items:
        return
    began, written = _stated(document, INCIDENT), _stated(document, WRITTEN)
    severity = re.search(r"[12]", str(document.front.get("severity") or document.front.get("sev") or "")[:12])
    for item in items:
        for block, offset, text in _texts(item):
            for start, end, message, level in _anomalies(text, began, written, severity[0] if severity else ""):
                yield Hit(block, offset + start, offset + end, message, level=level)


def _texts(item: ActionItem) -> Iterator[tuple[Block, int, str]]:
    """The words of the item, and the cells beside or the lines below it."""
    yield item.block, item.start, item.written
    for block in item.below:
        yield block, 0, block.text


def _anomalies(
    text: str, began: "date | None", written: "date | None", severity: str
) -> Iterator[tuple[int, int, str, Level | None]]:
    known = began
    dates = list(DATE.finditer(text)) if "-" in text else []
    for match in dates:
        if OF_INCIDENT.search(text[max(0, match.start() - 16) : match.start()]):
            known = _day(match) or known
    for match in dates:
        day = _day(match)
        if day is None:
            yield match.start(), match.end(), f"there is no {match[0]}", None
        elif known and day < known:
            yield match.start(), match.end(), f"due before the incident of {known}", None
        elif written and day < written:
            yield match.start(), match.end(), f"open, and due before this was written on {written}", None
        elif known and severity and (day - known).days > WINDOWS[severity] and "exten" not in text.lower():
            message = f"due {(day - known).days} days after a severity {severity} incident; {WINDOWS[severity]} are usual"
            yield match.start(), match.end(), message, Level.SUGGESTION
    for match in SLASHED.finditer(text) if "/" in text else ():
        if int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]:
            yield match.start(), match.end(), f"{match[0]} can be read as two days", Level.SUGGESTION
    for match in AHEAD.finditer(text) if "sev" in text.lower() else ():
        if int(match[2]) * DAYS[match[3].lower()] > WINDOWS[match[1]]:
            message = f"due in {match[2]} {match[3]}s; {WINDOWS[match[1]]} days are usual for severity {match[1]}"
            yield match.start(), match.end(), message, Level.SUGGESTION


def _day(match: "re.Match[str]") -> "date | None":
    from datetime import date

    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _stated(document: Document, keys: tuple[str, ...]) -> "date | None":
    for key in keys:
        if (value := document.front.get(key)) and (match := DATE.search(str(value)[:40])):
            return _day(match)
    return None


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check, profiles={"external": False})
