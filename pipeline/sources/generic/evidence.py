"""Pieces of evidence of the generic source -> Evidence, their times resolved in order."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.moment import Precision
from pipeline.errors import MissingTimeFacts
from pipeline.sources.bots import is_tool, kind_of
from pipeline.sources.files import File
from pipeline.sources.payload import FIRST_YEAR, LAST_YEAR, Json, items, text
from pipeline.sources.reading import Skipped
from pipeline.text.times import TimeContext, TimeMention, read_at_text, zone_info

KINDS_OF_TOOLS = frozenset({EvidenceKind.ALERT, EvidenceKind.DEPLOY, EvidenceKind.STATUS_UPDATE, EvidenceKind.METRIC})
KINDS_OF_RECORDS = frozenset({EvidenceKind.DOCUMENT, EvidenceKind.LOG_ENTRY})


class EvidenceLines:
    """Reads pieces in the order given. A time without a date is read on the incident's day, and carried over midnight."""

    def __init__(self, file: File, day: date | None, zone: str | None) -> None:
        self.file, self.day, self.zone = file, day, zone
        self.last: datetime | None = None
        self.skipped: list[Skipped] = []
        self.without_time: list[str] = []
        self.assumed_utc = False

    def read(self, lines: Iterable[tuple[str, Json]]) -> list[Evidence]:
        """All pieces that have a text. Raises MissingTimeFacts when none of their times can be read for want of a date."""
        evidence = [piece for place, line in lines if (piece := self._piece(place, line))]
        if self.without_time and not self.day and not any(piece.at for piece in evidence):
            raise MissingTimeFacts(self.file.name, "date", "--date", self.without_time[0])
        return evidence

    def notes(self) -> tuple[str, ...]:
        notes: list[str] = []
        if self.assumed_utc:
            notes.append(f"{self.file.name}: times without a zone were read as UTC; --assume-timezone says otherwise.")
        if count := len(self.without_time):
            first = self.without_time[0]
            notes.append(f"{self.file.name}: {count} of the times could not be read and were left out, the first at {first}.")
        return tuple(notes)

    def _piece(self, place: str, line: Json) -> Evidence | None:
        said = text(line, "text")
        if not said:
            self.skipped.append(Skipped(self.file.name, place, "there is no text"))
            return None
        at, precision = self._time(place, line)
        author = text(line, "author") or None
        kind, subtype, automated = kind_and_origin(line, author or "", said)
        return Evidence(
            id=text(line, "id") or f"generic:{self.file.path}:{place.rpartition(' ')[2]}",
            at=at,
            at_text=text(line, "at_text") or None,
            precision=precision,
            author=author,
            kind=kind,
            subtype=subtype,
            text=said,
            thread=text(line, "thread") or None,
            channel=text(line, "channel").lstrip("#") or None,
            automated=automated,
            edited=line.get("edited") is True,
            reactions=strings(line.get("reactions")),
            links=strings(line.get("links")),
            source=Source(file=self.file.name, locator=place),
        )

    def _time(self, place: str, line: Json) -> tuple[datetime | None, Precision]:
        """The time of a piece and how exact it is. One that cannot be read is noted, and the piece keeps its place."""
        written = text(line, "at")
        at = self._instant(written) if written else None
        precision = precision_of(line) or Precision.SECOND
        if at is None and (as_written := text(line, "at_text")):
            mention = self._as_written(as_written)
            at, precision = (mention.at, mention.precision) if mention else (None, precision)
            written = as_written
        if at is None and written:
            self.without_time.append(place)
        self.last = at or self.last
        return at, precision

    def _as_written(self, written: str) -> TimeMention | None:
        return read_at_text(written[:200], TimeContext(reference=self.last, date=self.day, zone=self.zone))

    def _instant(self, written: str) -> datetime | None:
        """An ISO 8601 time; one without a zone is in the incident's zone, else taken for UTC and said so."""
        try:
            at = datetime.fromisoformat(written.replace(" UTC", "+00:00"))
        except ValueError:
            return None
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            return None
        if at.tzinfo is None:
            self.assumed_utc = self.assumed_utc or not self.zone
            at = at.replace(tzinfo=zone_info(self.zone) if self.zone else UTC)
        return at.astimezone(UTC)


def kind_and_origin(line: Json, author: str, said: str) -> tuple[EvidenceKind, str | None, bool]:
    """Kind, subtype, and whether a tool wrote it: as given, else by the author's name and the first words."""
    given, subtype = text(line, "kind"), text(line, "subtype") or None
    kind = EvidenceKind(given) if given in list(EvidenceKind) else EvidenceKind.MESSAGE
    if kind in KINDS_OF_RECORDS:
        return kind, subtype, True
    automated = line.get("automated") is True or kind in KINDS_OF_TOOLS or is_tool(author)
    if not automated:
        return kind, subtype, False
    guessed, word = kind_of(author, said)
    return (guessed if kind is EvidenceKind.MESSAGE else kind), subtype or word, True


def precision_of(line: Json) -> Precision | None:
    given = text(line, "precision")
    return Precision(given) if given in list(Precision) else None


def strings(value: object) -> tuple[str, ...]:
    return tuple(item for item in items(value) if isinstance(item, str))
