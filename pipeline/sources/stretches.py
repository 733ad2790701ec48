"""Chat messages -> stretches of talk: messages of one channel without a long pause, and the threads that hang on them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence

PAUSE = timedelta(hours=1)

LONGEST = timedelta(hours=6)
WORD = re.compile(r"#?\w+(?:[-./]\w+)*")
SHORTEST_IDENTIFIER = 4
LONGEST_UNIT = 4
"""What follows a number and is no longer than this is its unit: `500ms`, `22nd`, `10mins`."""
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
        self.has_cue = self.has_cue or CUE.search(piece.text) is not None

    def overlaps(self, start: datetime, end: datetime) -> bool:
        return self.start <= end and self.end >= start


def identifiers_in(text: str) -> set[str]:
    """Names of things in lower case: hosts, builds, tickets, services, channels; no plain words, numbers, dates, amounts."""
    words = WORD.findall(text[:5000].lower())
    return {word for word in words if len(word) >= SHORTEST_IDENTIFIER and not word.isalpha() and _is_name(word)}


def _is_name(word: str) -> bool:
    letters = word.strip("0123456789./-_")
    return bool(letters) and not (word[0].isdigit() and len(letters) <= LONGEST_UNIT)


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
        if stretch is None:
            stretch = open_in.get(channel)
            if stretch is None or at - spoken[channel] > PAUSE or at - stretch.start > LONGEST:
                stretch = open_in[channel] = Stretch(channel, at, at)
                found.append(stretch)
            spoken[channel] = at
        stretch.add(piece, at)
        of_message[piece.id] = stretch
    return found


def common_identifiers(stretches: Sequence[Stretch], around: tuple[datetime, datetime], own: set[str]) -> set[str]:
    """Those of `own` that are in use all the time: said in many stretches outside the window."""
    outside = [stretch for stretch in stretches if not stretch.overlaps(*around)]
    counts = Counter(word for stretch in outside for word in stretch.identifiers & own)
    limit = max(SEEN_ELSEWHERE, SEEN_ELSEWHERE_SHARE * len(outside))
    return {word for word, count in counts.items() if count > limit}
