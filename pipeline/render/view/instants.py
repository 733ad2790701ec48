"""Times in sentences that the code itself wrote -> times in the reader's zone. Quotes keep theirs as they were said."""

import datetime
import re
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.domain.moment import Moment, Precision
from pipeline.render.pen import Pen

WRITTEN = re.compile(
    r"“[^”]*”"
    r"|(?P<full>\d{4}-\d\d-\d\d)[T ](?P<at>\d\d:\d\d(?::\d\d)?)(?: UTC\b|Z\b)"
    r"|(?<![\d:-])(?P<clock>\d\d:\d\d(?::\d\d)?) UTC\b"
)


def told(text: str, pen: Pen, moments: Iterable[Moment]) -> Markup:
    """The text with its UTC times written by the pen. A time without a date is one only where it is that of a moment."""
    clocks = {moment.at.strftime("%H:%M:%S"): moment.at for moment in moments}
    out, end = Markup(""), 0
    for match in WRITTEN.finditer(text):
        at = _instant(match, clocks)
        if at is None:
            continue
        before = text[end : match.start()]
        out += _spaced(before, pen)
        precision = Precision.SECOND if (match["at"] or match["clock"]).count(":") == 2 else Precision.MINUTE
        out += pen.time(at, precision, day=match["full"] is not None)
        end = match.end()
    return out + _spaced(text[end:], pen) if end else pen.text(text)


def _spaced(text: str, pen: Pen) -> Markup:
    """Text between times: the pen trims what it writes, so the spaces around it are put back."""
    inside = pen.text(text)
    left, right = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return Markup(left) + inside + Markup(right) if inside else Markup(left)


def _instant(match: re.Match[str], clocks: dict[str, datetime.datetime]) -> datetime.datetime | None:
    if match["full"]:
        try:
            return datetime.datetime.fromisoformat(f"{match['full']}T{match['at']}+00:00")
        except ValueError:
            return None
    clock = match["clock"]
    if not clock:
        return None
    found = [at for written, at in clocks.items() if written.startswith(clock)]
    return found[0] if len(found) == 1 else None
