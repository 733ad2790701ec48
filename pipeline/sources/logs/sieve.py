"""Which lines of a long log are kept: all up to a bound, and above it the first and the last of each kind of warning or error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.moment import Precision

MOST_ENTRIES = 2000
MOST_SHAPES = 20_000
VARIABLE = re.compile(r"[0-9a-fA-F]{8,}|[0-9]+|\"[^\"\n]{0,200}\"|(?<=[=/])[^\s,;/=]{1,120}")
SHAPE_LENGTH = 160


@dataclass(slots=True)
class Entry:
    """One entry under its first line's number, with the lines that go on with it."""

    number: int
    at: datetime
    precision: Precision
    lines: list[str]
    bad: bool | None = None
    size: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines).rstrip()


@dataclass
class Sieve:
    """Fed in order; holds at most a bound of entries and two for each shape."""

    most: int = MOST_ENTRIES
    total: int = 0
    leveled: bool = False
    all: list[Entry] = field(default_factory=list[Entry])
    first: dict[str, Entry] = field(default_factory=dict[str, Entry])
    last: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def add(self, entry: Entry) -> None:
        self.total += 1
        if self.total <= self.most:
            self.all.append(entry)
        self.leveled = self.leveled or entry.bad is not None
        if entry.bad is False or (entry.bad is None and self.leveled):
            return
        shape = VARIABLE.sub("#", entry.lines[0][:SHAPE_LENGTH])
        if shape in self.first:
            self.last[shape] = entry
        elif len(self.first) < MOST_SHAPES:
            self.first[shape] = entry

    def kept(self) -> list[Entry]:
        if self.total <= self.most:
            return self.all
        chosen = self._worst(self.first.values())
        room = self.most - len(chosen)
        return sorted({entry.number: entry for entry in (*chosen, *self._worst(self.last.values())[:room])}.values(), key=_number)

    def _worst(self, entries: Iterable[Entry]) -> list[Entry]:
        """The warnings and errors where the log has levels at all, as many as there is room for."""
        return [entry for entry in entries if entry.bad or not self.leveled][: self.most]

    def dropped(self) -> int:
        return self.total - len(self.kept())


def _number(entry: Entry) -> int:
    return entry.number
