"""Which entries of a long log are kept: all up to a bound, and above it the first and last of each kind of warning and error.

A log that holds neither keeps the first and last of each kind of line.
"""

import re
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
    """Fed in order; holds at most a bound of entries, and two for each shape of what is worst so far."""

    most: int = MOST_ENTRIES
    total: int = 0
    found_bad: bool = False
    all: list[Entry] = field(default_factory=list[Entry])
    first: dict[str, Entry] = field(default_factory=dict[str, Entry])
    last: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def add(self, entry: Entry) -> None:
        self.total += 1
        if self.total <= self.most:
            self.all.append(entry)
        if entry.bad and not self.found_bad:
            self.found_bad = True
            self.first.clear()
            self.last.clear()
        if entry.bad or not self.found_bad:
            self._sort_in(entry)

    def _sort_in(self, entry: Entry) -> None:
        shape = VARIABLE.sub("#", entry.lines[0][:SHAPE_LENGTH])
        if shape in self.first:
            self.last[shape] = entry
        elif len(self.first) < MOST_SHAPES:
            self.first[shape] = entry

    def kept(self) -> list[Entry]:
        """In order; where there is not room for all, the first of each shape before the last of any."""
        if self.total <= self.most:
            return self.all
        chosen = [*self.first.values(), *self.last.values()][: self.most]
        return sorted(chosen, key=lambda entry: entry.number)
