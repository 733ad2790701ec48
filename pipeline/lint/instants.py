"""The instants a document states, wherever it does: rows of timelines, the front matter, labelled lines ("Resolved: 12:07").

    instants(document)  -> [Instant(minutes=..., moments={RECOVERED}), ...], kept on the document

Only differences between them mean anything, and only between two with a day or two without.
"""

import re
from dataclasses import dataclass

from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.moments import Moment, opens_with_notice
from pipeline.lint.stamps import number_of, read_stamp
from pipeline.lint.timeline import DAY, running, tracks
from pipeline.text.markdown import CELL, PROSE

LABEL = late(
    r"\b(?P<began>start(?:ed|s)?|began|begins|fault occurs|onset|introduced)\b"
    r"|\b(?P<noticed>detected|noticed|declared|identified|acknowledged)\b"
    r"|\b(?P<over>resolved|repaired|recovered|mitigated|restored|ended|ends|end)\b",
    re.IGNORECASE,
)
MEANS = {"began": Moment.BEGAN, "noticed": Moment.DETECTED, "over": Moment.RECOVERED}
OVER = late(
    r"\b(?:recover(?:s|ed|y)|restored|resolved|(?:is|are|was|rates?|levels?) normal|normally|back (?:up|online|in|to)|healthy"
    r"|all clear|ends|ended|works? again|available again|(?:is|are|was|were) (?:up|back|fixed)|closed|baseline)\b",
    re.IGNORECASE,
)
"""That it was over, in words that say nothing else."""
FIELDS = {
    "started_at": Moment.BEGAN,
    "detected_at": Moment.DETECTED,
    "mitigated_at": Moment.MITIGATED,
    "resolved_at": Moment.RECOVERED,
    "ended_at": Moment.RECOVERED,
}
NONE = frozenset[Moment]()
ONLY = {moment: frozenset([moment]) for moment in Moment}
SHORT = 90
"""A labelled line has no more characters."""


@dataclass(slots=True, eq=False, repr=False)
class Instant:
    """`minutes` from an arbitrary day if `dated`, else from midnight; `moments` are what it is of, as far as words tell."""

    minutes: float
    dated: bool
    moments: frozenset[Moment] = frozenset()


def instants(document: Document) -> list[Instant]:
    if "instants" not in document.kept:
        document.kept["instants"] = [*_of_front(document), *_of_lines(document), *_of_timelines(document)]
    return document.kept["instants"]


def _of_front(document: Document) -> list[Instant]:
    return [
        Instant(found, True, ONLY[moment])
        for name, moment in FIELDS.items()
        if (value := document.front.get(name)) is not None and (found := _minutes(str(value))) is not None
    ]


def _minutes(text: str, position: int = 0) -> float | None:
    stamp = read_stamp(text, position)
    if stamp is None or stamp.seconds is None:
        return None
    day = (number_of(*stamp.day) or 0) if stamp.day and stamp.day[0] else 0
    return day * DAY + stamp.seconds / 60


def _of_lines(document: Document) -> list[Instant]:
    found: list[Instant] = []
    for section in document.sections:
        for block in section.blocks:
            text = block.text
            if (block.kind is not PROSE and block.kind is not CELL) or len(text) > SHORT or ":" not in text:
                continue
            if (label := LABEL.search(text)) and (digit := re.compile(r"\d").search(text, label.end())):
                minutes = _minutes(text, digit.start())
                if minutes is not None and digit.start() - label.end() < 16:
                    found.append(Instant(minutes, minutes >= DAY, ONLY[MEANS[label.lastgroup or ""]]))
    return found


def _of_timelines(document: Document) -> list[Instant]:
    found: list[Instant] = []
    for track in tracks(document):
        for row, minutes in running(track):
            text = row.text
            moments = ONLY[Moment.RECOVERED] if OVER.search(text) else NONE
            if not found and opens_with_notice(text):
                moments |= ONLY[Moment.DETECTED]
            found.append(Instant(minutes, row.day is not None, moments))
            if row.until is not None and row.seconds is not None:
                last = minutes + (row.until - row.seconds) / 60
                found.append(Instant(last, row.day is not None, moments | ONLY[Moment.RECOVERED]))
    return found
