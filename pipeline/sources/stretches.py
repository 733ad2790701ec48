"""Chat messages -> stretches of talk: messages of one channel without a long pause, and the threads that hang on them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence

PAUSE = timedelta(hours=1)

IDENTIFIER = re.compile(
    r"#[a-z0-9][\w-]{2,79}"
    r"|[A-Za-z][A-Za-z_]*(?:[-_./]?[A-Za-z]*\d[\w]*)+(?:[-_.][A-Za-z0-9]+)*"
    r"|[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+){1,8}"
)
CUE = re.compile(
    r"\b(?:sev-?[0-5]|incident|outage|downtime|roll(?:ed|ing)? ?back|firing|paged?|pager|escalat\w+|mitigat\w+|resolved|degraded"
    r"|root cause|rca|post-?mortem|status page|war ?room|all[- ]clear|5\d\ds?|is down|are down|error rate|failover|impact)\b",
    re.IGNORECASE,
)
"""Words that people use while and after something is broken."""

SEEN_ELSEWHERE = 5
SEEN_ELSEWHERE_SHARE = 0.002
"""An identifier that stands in more messages outside the incident than these is common: it does not tie a message to it."""


@dataclass
class Stretch:
    channel: str
    start: datetime
    end: datetime
    ids: list[str] = field(default_factory=list[str])
    identifiers: set[str] = field(default_factory=set[str])
    has_cue: bool = False

    def add(self, piece: Evidence, at: datetime) -> None:
        self.start, self.end = min(self.start, at), max(self.end, at)
        self.ids.append(piece.id)
        self.identifiers |= identifiers_in(piece.text)
        self.has_cue = self.has_cue or bool(CUE.search(piece.text))

    def overlaps(self, start: datetime, end: datetime) -> bool:
        return self.start <= end and self.end >= start


def identifiers_in(text: str) -> set[str]:
    """Names of things: hosts, builds, tickets, services, channels; in lower case."""
    return {match[0].lower() for match in IDENTIFIER.finditer(text[:5000])}


def stretches_of(chat: Iterable[Evidence]) -> list[Stretch]:
    """The stretches of chat in time order. A thread's replies are with their parent, however late."""
    open_in: dict[str, Stretch] = {}
    of_message: dict[str, Stretch] = {}
    spoken: dict[str, datetime] = {}
    found: list[Stretch] = []
    for piece in chat:
        channel, at = piece.channel or "", piece.at
        if at is None:
            continue
        stretch = of_message.get(piece.thread or "")
        if stretch is None and not (channel in spoken and at - spoken[channel] <= PAUSE):
            open_in[channel] = Stretch(channel, at, at)
            found.append(open_in[channel])
        if stretch is None:
            spoken[channel] = at
            stretch = open_in[channel]
        stretch.add(piece, at)
        of_message[piece.id] = stretch
    return found


def common_identifiers(stretches: Sequence[Stretch], around: tuple[datetime, datetime], own: set[str]) -> set[str]:
    """Those of `own` that are in use all the time: said in many stretches outside the window."""
    outside = [stretch for stretch in stretches if not stretch.overlaps(*around)]
    counts = Counter(word for stretch in outside for word in stretch.identifiers & own)
    limit = max(SEEN_ELSEWHERE, SEEN_ELSEWHERE_SHARE * len(outside))
    return {word for word, count in counts.items() if count > limit}
