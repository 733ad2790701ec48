"""Evidence read once for the whole stage: its cues, its times, and where it stands in the conversation.

read_lines(material) -> list[Line], in the material's order; times in the text are found on first use
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.material import Material
from pipeline.text.cues import Reading, read
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.names import Roster
from pipeline.text.terms import content_words, identifiers
from pipeline.text.times import TimeContext, TimeKind, TimeMention, find_times, zone_info, zone_name

CLOCK = re.compile(r"\d|\b(?:half|quarter|noon|midnight)\b", re.IGNORECASE)
CLOCKS_ASKED = 400
FEWEST_OF_CLOCKS = 0.1
"""The zone of a few clocks among many is chance."""
JUST_BEFORE = timedelta(minutes=6)
WRITTEN = ("chat:", "log:")
"""Ids of text files, whose stamps and words share one zone."""
SPOKEN = frozenset({EvidenceKind.MESSAGE, EvidenceKind.NOTE})


@dataclass(eq=False)
class Line:
    """One piece of evidence and what reading it told. `zone` is for clock times that it writes without a label."""

    piece: Evidence
    reading: Reading
    zone: str | None
    outsider: bool = False
    spoken: bool = False
    """A person's own words: a chat message or a note."""

    def __post_init__(self) -> None:
        self.id = self.piece.id
        self.at = self.piece.at
        self.text = self.piece.text
        self.spoken = self.piece.kind in SPOKEN and not self.piece.automated
        self.cues = self.reading.cues

    def has(self, *cues: str) -> bool:
        return not self.cues.isdisjoint(cues)

    @cached_property
    def times(self) -> Sequence[TimeMention]:
        """Points and ranges in the text; whole days are not among them."""
        if not CLOCK.search(self.text):
            return ()
        found = find_times(self.text, TimeContext(reference=self.at, zone=self.zone))
        return [t for t in found if t.kind is not TimeKind.DATE]

    @cached_property
    def instruction(self) -> bool:
        """Addressed to machines: data, and nothing is ever taken from it (design: rule 7)."""
        return looks_like_instruction(self.text)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        return identifiers(self.text)

    @cached_property
    def content(self) -> frozenset[str]:
        return content_words(self.text)


def read_lines(material: Material) -> list[Line]:
    zone = zone_of(material)
    outside = outsiders(material.evidence, Roster(material.people))
    return [Line(p, read(p.text), zone, outsider=p.author in outside and not p.automated) for p in material.evidence]


def zone_of(material: Material) -> str:
    """The zone of clock times that the material's texts give without a label."""
    written = any(p.id.startswith(WRITTEN) for p in material.evidence)
    own = material.timezone if written and material.timezone else "UTC"
    return unlabelled_zone(material.evidence, own, [z for p in material.people if (z := zone_name(p.timezone or ""))])


def outsiders(evidence: Iterable[Evidence], roster: Roster) -> frozenset[str]:
    """The authors who are guests."""
    authors = {piece.author for piece in evidence if piece.author}
    return frozenset(a for a in authors if (person := roster.resolve(a)) and person.outsider)


def unlabelled_zone(evidence: Iterable[Evidence], own: str, zones: Iterable[str]) -> str:
    """The zone of clock times without a label: the one in which most of them lie just before their message.

    People say "full again at 07:28" when it is 07:28; the clock they use shows in that. `own` where nothing tells.
    """
    candidates = list(dict.fromkeys([own, "UTC", *sorted(zones)]))
    votes: Counter[str] = Counter()
    spoken = [e for e in evidence if e.at and not e.automated and ":" in e.text and e.kind is EvidenceKind.MESSAGE]
    clocks = list(unlabelled_clocks(spoken[:CLOCKS_ASKED]))
    for said, clock in clocks:
        for zone in candidates:
            since = said.astimezone(zone_info(zone)).replace(tzinfo=None) - clock
            votes[zone] += since % timedelta(days=1) <= JUST_BEFORE
    best = max(candidates, key=lambda zone: votes[zone])
    return best if votes[best] >= FEWEST_OF_CLOCKS * len(clocks) else own


def unlabelled_clocks(spoken: Iterable[Evidence]) -> Iterator[tuple[datetime, datetime]]:
    """When each was said, and the clock as it was read."""
    for piece in spoken:
        for time in find_times(piece.text, TimeContext(reference=piece.at, zone="UTC")):
            if piece.at and time.zone is None and time.kind is TimeKind.CLOCK:
                yield piece.at, time.at.replace(tzinfo=None)
