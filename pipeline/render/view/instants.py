"""Times and names of fields in sentences that the code itself wrote -> times in the reader's zone, and plain words.

Quotes keep theirs as they were said.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.domain.moment import Moment, Precision
from pipeline.render.clock import Clock
from pipeline.render.pen import Pen
from pipeline.render.view.facts import FIELD_WORDS

WRITTEN = re.compile(
    r"“[^”]*”"
    r"|(?P<full>\d{4}-\d\d-\d\d)[T ](?P<at>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?: UTC\b|Z\b)"
    r"|(?<![\d:-])(?P<clock>\d\d:\d\d(?::\d\d)?) UTC\b"
    rf"|\b(?P<field>{'|'.join(FIELD_WORDS)})\b"
)
"""A quote, which is left alone, a UTC time with its day or without, the name of a field."""


@dataclass(frozen=True)
class Told:
    """A time in a sentence. `day` is true where the sentence gave the day too."""

    at: datetime.datetime
    precision: Precision
    day: bool


def told(text: str, pen: Pen, moments: Iterable[Moment]) -> Markup:
    """The text with its UTC times written by the pen, and fields in words."""
    clock = pen.clock
    return (
        Markup("")
        .join(
            _spaced(piece, pen) if isinstance(piece, str) else pen.time(piece.at, piece.precision, day=piece.day)
            for piece in pieces(text, clock, tuple(moments))
        )
        .strip()
    )


def told_plainly(text: str, clock: Clock, moments: Iterable[Moment]) -> str:
    """The same without markup."""
    return "".join(
        piece if isinstance(piece, str) else clock.time(piece.at, piece.precision, day=piece.day)
        for piece in pieces(text, clock, tuple(moments))
    )


def pieces(text: str, clock: Clock, moments: tuple[Moment, ...]) -> Iterator[str | Told]:
    """A time without a day is that of a moment, else of the day named last, else of the first moment's day."""
    near = moments[0].at if moments else None
    before = ""
    end = 0
    for match in WRITTEN.finditer(text):
        at = _instant(match, moments, near)
        before += text[end : match.start()]
        end = match.end()
        if at is None:
            before += FIELD_WORDS.get(match[0], match[0])
            continue
        if before:
            yield before
        before = ""
        precision = Precision.SECOND if (match["at"] or match["clock"]).count(":") == 2 else Precision.MINUTE
        yield Told(at, precision, match["full"] is not None or (near is not None and clock.day(at) != clock.day(near)))
        near = at
    if before + text[end:]:
        yield before + text[end:]


def _spaced(text: str, pen: Pen) -> Markup:
    """Text between times: the pen trims what it writes, so the spaces around it are put back."""
    inside = pen.text(text)
    left, right = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return Markup(left) + inside + Markup(right) if inside else Markup(left)


def _instant(match: re.Match[str], moments: tuple[Moment, ...], near: datetime.datetime | None) -> datetime.datetime | None:
    clock = match["clock"]
    if clock:
        named = next((moment.at for moment in moments if moment.at.strftime("%H:%M:%S").startswith(clock)), None)
        return named or (utc_instant(f"{near.astimezone(datetime.UTC):%Y-%m-%d}", clock) if near else None)
    return utc_instant(match["full"], match["at"]) if match["full"] else None


def utc_instant(day: str, clock: str) -> datetime.datetime | None:
    """The instant that a UTC day and time of day name; None where the calendar has no such."""
    try:
        return datetime.datetime.fromisoformat(f"{day}T{clock}+00:00")
    except ValueError:
        return None
