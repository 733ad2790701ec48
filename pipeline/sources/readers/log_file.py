"""Logs with a time on each line -> log entries, or deploys where the log is that of a deploy tool.

Lines without a time of their own (stack traces) go on with the entry before. Of a log too long to read, the warnings and errors.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.errors import EmptySource
from pipeline.sources.files import File, Tree
from pipeline.sources.lines.calendar import Calendar, precision_of
from pipeline.sources.lines.cleaning import LONGEST_TEXT, clean_lines, file_name, first_lines
from pipeline.sources.lines.heading import heading_of
from pipeline.sources.logs.entry_shapes import EntryLine, read_entry_line
from pipeline.sources.logs.sieve import Entry, Sieve
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.text_kind import TextKind, kind_of_lines

FORMAT = "log"
PRODUCT = "log"
PRIORITY = 82

DEPLOY_WORDS = re.compile(
    r"\b(?:deploy\w*|roll(?:ed |ing )?-?(?:outs?|backs?)|canary|releas(?:e|ed|es|ing)|promot(?:e|ed|ing)|revert(?:ed|s|ing)?"
    r"|config\.\w+|stage=|helm (?:upgrade|install)|kubectl (?:apply|rollout)|terraform apply|freeze|change lock|hot-?reload"
    r"|image(?:=|: )\S+:)"
    r"|\S->\S|\b(?:build|version|revision)[ =]\S*[0-9]",
    re.IGNORECASE,
)
DEPLOY_SHARE = 0.25
COMMENT = ("#", "//", ";")
MOST_LINES_OF_ONE = 200


def sniff(tree: Tree) -> list[Claim]:
    return [Claim(file.name, (file,)) for file in tree.files if kind_of_lines(first_lines(file)) is TextKind.LOG]


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The entries in the order of the file. Raises EmptySource, UnreadableSource, MissingTimeFacts."""
    (file,) = claim.files
    clean = clean_lines(file)
    heading = heading_of(clean.lines, file.name)
    log = _Log(Calendar(file, options, heading))
    for number, line in enumerate(clean.lines, start=1):
        log.feed(number, line)
    entries = log.sieve.kept()
    if not entries:
        raise EmptySource(claim.name, PRODUCT)
    kind = EvidenceKind.DEPLOY if is_deploy_log(entries) else EvidenceKind.LOG_ENTRY
    if left_out := log.sieve.total - len(entries):
        log.dropped["log lines (repeated, or neither warning nor error)"] += left_out
    return Reading(
        evidence=tuple(_evidence(entry, file, kind) for entry in entries),
        dropped=dict(log.dropped),
        skipped=tuple(log.skipped),
        notes=(*clean.notes, *heading.notes, *log.calendar.notes, *_flood_note(file, log.sieve, len(entries))),
        timezone=log.calendar.zone,
    )


@dataclass
class _Log:
    """Fed line by line."""

    calendar: Calendar
    sieve: Sieve = field(default_factory=Sieve)
    dropped: Counter[str] = field(default_factory=Counter[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    _entry: Entry | None = None

    def feed(self, number: int, line: str) -> None:
        if not line or line.isspace():
            return
        if found := read_entry_line(line):
            self._begin(number, found)
        elif self._entry is None:
            self.dropped["lines above the first entry"] += 1
        elif line.startswith(COMMENT):
            self.dropped["comments"] += 1
        elif len(line) <= 80 and self.calendar.announced_by(line):
            self._entry = None
        else:
            self._go_on(self._entry, line.rstrip())

    def _begin(self, number: int, line: EntryLine) -> None:
        at = self.calendar.time_of(line.stamp, number)
        if at is None:
            self.skipped.append(Skipped(self.calendar.file, f"line {number}", "its time is none that a clock shows"))
        elif line.text:
            self._entry = Entry(number, at, precision_of(line.stamp), [line.text], line.bad)
            self.sieve.add(self._entry)

    def _go_on(self, entry: Entry, line: str) -> None:
        entry.size += len(line)
        if len(entry.lines) >= MOST_LINES_OF_ONE or entry.size > LONGEST_TEXT:
            self.dropped["lines of very long entries"] += 1
        else:
            entry.lines.append(line)


def is_deploy_log(entries: Sequence[Entry]) -> bool:
    """Whether enough of the entries speak of rollouts, releases and versions."""
    return sum(DEPLOY_WORDS.search(entry.lines[0][:300]) is not None for entry in entries) >= DEPLOY_SHARE * len(entries)


def _flood_note(file: File, sieve: Sieve, kept: int) -> list[str]:
    if kept == sieve.total:
        return []
    what = (
        "the first and last of each kind of warning and error" if sieve.found_bad else "the first and last of each kind of line"
    )
    return [f"{file.name}: of {sieve.total} log entries {kept} were kept, {what}; give a shorter stretch to have all."]


def _evidence(entry: Entry, file: File, kind: EvidenceKind) -> Evidence:
    return Evidence(
        id=f"log:{file_name(file)}:{entry.number}",
        at=entry.at,
        precision=entry.precision,
        kind=kind,
        text=entry.text,
        automated=True,
        source=Source(file=file.name, locator=f"line {entry.number}"),
    )
