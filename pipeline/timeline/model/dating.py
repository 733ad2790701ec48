"""When something happened: the time of a piece of evidence, or words that a model copied and the time grammar reads.

In: cited evidence, words or None. Out: Dated, or None where nothing gives a time. A model's own clock is never taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.moment import WIDTH, Basis, Precision
from pipeline.text.names import Roster
from pipeline.text.times import TimeContext, TimeKind, TimeMention, find_times, zone_name
from pipeline.timeline.events import basis_of

A_LITTLE_AHEAD = timedelta(minutes=5)
RECENTLY = timedelta(hours=12)
DAY, NO_TIME = timedelta(days=1), timedelta(0)


@dataclass(frozen=True)
class Dated:
    """`stated` says that the time was read in the text of `piece`; else it is the piece's own."""

    at: datetime
    until: datetime | None
    precision: Precision
    basis: Basis
    piece: Evidence
    stated: bool


class Clocks:
    """Reads stated times: `zone` is that of clock times without a label, the author's own where that fits better."""

    def __init__(self, zone: str | None, roster: Roster):
        self.zone, self.roster = zone, roster

    def date(self, pieces: Sequence[Evidence], stated: str | None, around: datetime | None = None) -> Dated | None:
        """The stated time where its words stand in one of the pieces and can be read, else the first time that a piece has.

        A time that is stated no more exactly than the piece's own, and may be the same, adds nothing to that. A clock time that
        was told days later is of the day of the other pieces, or of `around`."""
        if stated and (found := next(self._readings(pieces, stated, around), None)) and not says_now(found):
            return found
        piece = next((piece for piece in pieces if piece.at), None)
        if piece is None or piece.at is None:
            return None
        return Dated(piece.at, None, piece.precision, basis_of(piece), piece, stated=False)

    def _readings(self, pieces: Sequence[Evidence], stated: str, around: datetime | None) -> Iterator[Dated]:
        for piece in pieces:
            mentions = [mention for zone in self._zones(piece) if (mention := read_words(piece, stated, zone))]
            mention = next((m for m in mentions if fits(m, piece)), mentions[0] if mentions else None)
            if mention:
                others = [p.at for p in pieces if p.at and p is not piece] or ([around] if around else [])
                moved = days_off(mention, piece, others)
                until = mention.until and mention.until + moved
                yield Dated(mention.at + moved, until, mention.precision, Basis.STATED, piece, stated=True)

    def _zones(self, piece: Evidence) -> list[str | None]:
        """Where the words hold a label of their own, all of these read the same."""
        person = self.roster.resolve(piece.author) if piece.author else None
        own = zone_name(person.timezone) if person and person.timezone else None
        return list(dict.fromkeys([self.zone, own or self.zone]))


def read_words(piece: Evidence, stated: str, zone: str | None) -> TimeMention | None:
    """The time that the words give where they stand in the piece; clock times come before whole days."""
    place = where(stated, piece.text)
    if place is None:
        return None
    context = TimeContext(reference=piece.at, zone=zone)
    found = [m for m in find_times(piece.text, context) if m.start < place[1] and place[0] < m.end]
    found = found or find_times(piece.text[place[0] : place[1]], context)
    return min(found, key=lambda m: m.kind is TimeKind.DATE, default=None)


def where(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text; case and spaces do not count."""
    parts = [re.escape(part) for part in words.strip().strip("“”\"'").split()]
    match = re.search(r"\s+".join(parts), text, re.IGNORECASE) if parts else None
    return match.span() if match else None


def days_off(mention: TimeMention, piece: Evidence, others: Sequence[datetime]) -> timedelta:
    """By how many days a clock time without a date is off, where all the other times lie on other days than the piece."""
    if mention.kind is not TimeKind.CLOCK or piece.at is None or not others:
        return NO_TIME
    told = piece.at
    if any(abs(told - other) <= RECENTLY for other in others):
        return NO_TIME
    moves = [DAY * round((other - mention.at) / DAY) for other in others]
    possible = [(abs(mention.at + move - other), move) for move, other in zip(moves, others, strict=True)]
    return min((p for p in possible if mention.at + p[1] <= told + A_LITTLE_AHEAD), default=(NO_TIME, NO_TIME))[1]


def says_now(dated: Dated) -> bool:
    """Whether the piece was written within the stretch that its stated time may mean."""
    written = dated.piece.at
    return written is not None and dated.until is None and timedelta(0) <= written - dated.at < WIDTH[dated.precision]


def fits(mention: TimeMention, piece: Evidence) -> bool:
    """Whether somebody who wrote then may have spoken of this time: not of the future, and of no other day."""
    return piece.at is None or -A_LITTLE_AHEAD <= piece.at - mention.at <= RECENTLY
