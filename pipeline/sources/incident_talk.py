"""Where and when the incident was talked about: chat, channels, records -> the core channels and the time they span."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel, Record
from pipeline.sources.stretches import CUE, identifiers_in

INCIDENT_NAME = re.compile(
    r"(?:^|[-_])(?:inc|incident|incidents|sev\d?|outage|war-?room|hot-?incident|p[01]|major)(?:[-_\d]|$)", re.I
)
INCIDENT_TOPIC = re.compile(r"\bsev-?[0-5]\b|\bincident\b|\bINC-\d|\bnear miss\b|\boutage\b|\bIC:", re.I)
DEDICATED_SPAN = timedelta(days=60)
"""A channel made for one incident is done after this; one that lives longer sees many."""

RECORD_SPAN = timedelta(days=21)
"""Records that span more are not of one incident."""

LEAD_UP, FOLLOW_UP = timedelta(days=2), timedelta(days=7)
LEAD_UP_SMALL, FOLLOW_UP_SMALL = timedelta(days=10), timedelta(days=45)
FEWEST_CUES = 3
QUIET = timedelta(hours=12)
"""A pause that ends a cluster of cues."""


@dataclass(frozen=True)
class Core:
    """`channels` are names; `dedicated` if they were made for the incident, so that all in them is of it."""

    channels: frozenset[str]
    dedicated: bool
    start: datetime
    end: datetime

    def window(self, small: bool) -> tuple[datetime, datetime]:
        before, after = (LEAD_UP_SMALL, FOLLOW_UP_SMALL) if small else (LEAD_UP, FOLLOW_UP)
        return self.start - before, self.end + after

    def words_of(self, chat: Sequence[Evidence]) -> set[str]:
        """The identifiers said in the core while the incident went on."""
        near = [piece for piece in chat if piece.channel in self.channels and piece.at and self._is_near(piece.at)]
        return {word for piece in near for word in identifiers_in(piece.text)}

    def _is_near(self, at: datetime) -> bool:
        return self.dedicated or self.start - LEAD_UP <= at <= self.end + LEAD_UP


def find_core(chat: Sequence[Evidence], channels: Sequence[Channel], records: Sequence[Record]) -> Core | None:
    """The channels and the time of the incident, None where nothing tells them from the rest."""
    spans = _spans(chat)
    recorded = record_span(records)
    dedicated = [channel for channel in channels if channel.name in spans and _is_dedicated(channel, spans[channel.name])]
    if chosen := _of_this_incident(dedicated, spans, records, recorded):
        start, end = recorded or (min(spans[name][0] for name in chosen), max(spans[name][1] for name in chosen))
        return Core(frozenset(chosen), True, start, end)
    return _by_cues(chat, recorded)


def _spans(chat: Sequence[Evidence]) -> dict[str, tuple[datetime, datetime]]:
    spans: dict[str, tuple[datetime, datetime]] = {}
    for piece in chat:
        if piece.at and piece.channel:
            first, last = spans.get(piece.channel, (piece.at, piece.at))
            spans[piece.channel] = min(first, piece.at), max(last, piece.at)
    return spans


def record_span(records: Sequence[Record]) -> tuple[datetime, datetime] | None:
    """From the first to the last moment of the records, None if they have none or are of several incidents."""
    moments = [
        moment.at for record in records for moment in (*record.moments.values(), record.created_at, record.closed_at) if moment
    ]
    if not moments or max(moments) - min(moments) > RECORD_SPAN:
        return None
    return min(moments), max(moments)


def _is_dedicated(channel: Channel, span: tuple[datetime, datetime]) -> bool:
    named = INCIDENT_NAME.search(channel.name) or INCIDENT_TOPIC.search(f"{channel.topic}\n{channel.purpose}")
    return bool(named) and span[1] - span[0] <= DEDICATED_SPAN


def _of_this_incident(
    dedicated: Sequence[Channel],
    spans: dict[str, tuple[datetime, datetime]],
    records: Sequence[Record],
    recorded: tuple[datetime, datetime] | None,
) -> set[str]:
    """Of the channels made for incidents, those made for this one: in the records' words, or in their time, or the busiest."""
    if not dedicated:
        return set()
    ids = {
        word
        for record in records
        for word in identifiers_in(f"{record.id or ''} {record.label or ''} {record.title or ''}")
        if any(map(str.isdigit, word))
    }
    named = {one.name for one in dedicated if identifiers_in(f"{one.name} {one.topic} {one.purpose}") & ids}
    if named:
        return named
    busiest = max(dedicated, key=lambda one: (one.messages, one.name)).name
    start, end = recorded or spans[busiest]
    near = {one.name for one in dedicated if spans[one.name][0] <= end + QUIET and spans[one.name][1] >= start - QUIET}
    return near if recorded else near & _begun_near(spans, busiest)


def _begun_near(spans: dict[str, tuple[datetime, datetime]], busiest: str) -> set[str]:
    return {name for name, span in spans.items() if abs(span[0] - spans[busiest][0]) <= 2 * QUIET}


def _by_cues(chat: Sequence[Evidence], recorded: tuple[datetime, datetime] | None) -> Core | None:
    """The channel that says most of the field's words in the records' time, or in the thickest cluster of them."""
    cues = [piece for piece in chat if piece.at and CUE.search(piece.text)]
    if recorded:
        start, end = recorded[0] - QUIET, recorded[1] + QUIET
        cluster = [piece for piece in cues if piece.at and start <= piece.at <= end]
    else:
        cluster = _thickest(cues)
    if len(cluster) < FEWEST_CUES:
        return None
    counts = Counter(piece.channel or "" for piece in cluster)
    busiest = min(counts, key=lambda name: (-counts[name], name))
    times = [piece.at for piece in cluster if piece.at]
    first, last = recorded or (min(times), max(times))
    return Core(frozenset({busiest}), False, first, last)


def _thickest(cues: Sequence[Evidence]) -> list[Evidence]:
    clusters: list[list[Evidence]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for piece in cues:
        at = piece.at or last
        if not clusters or at - last > QUIET:
            clusters.append([])
        clusters[-1].append(piece)
        last = at
    return max(clusters, key=len) if clusters else []
