"""Told events + extractive events -> the timeline: each event in words that code stands for, in order, the key ones marked."""

from collections.abc import Mapping, Sequence

from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Moment
from pipeline.domain.timeline import Event, Phase
from pipeline.text.cues import read
from pipeline.text.identity import content_id
from pipeline.timeline.events import SUPPORTED, start_event
from pipeline.timeline.lines import Line
from pipeline.timeline.model.told import SAME_TIME, Told
from pipeline.timeline.model.words import Words
from pipeline.timeline.moments import Moments

MOST_KEYS, FEWEST_KEYS = 28, 8
A_SHARE = 3


def timeline_of(
    told: Sequence[Told],
    extractive: Sequence[Event],
    unread: frozenset[str],
    moments: Mapping[MomentName, Moment | None],
    words: Words,
) -> tuple[Event, ...]:
    """`unread` are ids of evidence that no model read: extractive events of it keep their marks, others are not key."""
    touched = {id for event in told for id in event.evidence}
    rest = [event for event in extractive if touched.isdisjoint(event.evidence)]
    events = [event_of(t, moments[MomentName.DETECTED], words) for t in told] + [
        event if unread.issuperset(event.evidence) else event.model_copy(update={"key": False}) for event in rest
    ]
    if start := start_of(moments[MomentName.STARTED], events, words):
        events.append(start)
    by_rules = {id for event in extractive if event.key for id in event.evidence}
    ordered = sorted({event.id: event for event in events}.values(), key=lambda e: (e.at, e.id))
    return tuple(with_keys(ordered, moments, by_rules))


def event_of(told: Told, detected: Moment | None, words: Words) -> Event:
    """What led up to it and came to light during the response stands there as a finding."""
    dated, pieces = told.dated, [piece for id in told.evidence if (piece := words.piece(id))]
    return Event(
        id=content_id("event", *told.evidence, str(dated.at)),
        at=dated.at,
        until=dated.until if dated.until and dated.until > dated.at else None,
        precision=dated.precision,
        phase=Phase.DIAGNOSIS if told.phase is Phase.LEAD_UP and detected and dated.at > detected.at else told.phase,
        text=words.of(told.text, pieces, dated),
        evidence=told.evidence,
        key=told.key,
        basis=dated.basis,
        check=SUPPORTED,
    )


def start_of(started: Moment | None, placed: Sequence[Event], words: Words) -> Event | None:
    """The beginning of the impact as an event of its own, where no event stands at that time for it."""
    if started is None or any(e.phase is Phase.IMPACT_START and abs(e.at - started.at) <= SAME_TIME for e in placed):
        return None
    pieces = [piece for id in started.evidence if (piece := words.piece(id))]
    lines = [Line(piece, read(piece.text), words.zone) for piece in pieces]
    return start_event(lines, Moments(started=started), placed, words.refuses)


def with_keys(events: Sequence[Event], moments: Mapping[MomentName, Moment | None], by_rules: set[str]) -> list[Event]:
    """Those that the moments rest on are key; of too many the ones go that the rules would not have marked, the latest first;
    where there are few, the rules' own come in."""
    resting = {place for moment in moments.values() if moment and (place := nearest(events, moment)) is not None}
    marked = {place for place, event in enumerate(events) if event.key}
    heavy = {place for place, event in enumerate(events) if not by_rules.isdisjoint(event.evidence)}
    chosen = resting | marked
    fewest = min(FEWEST_KEYS, len(events) // A_SHARE)
    if len(chosen) < fewest:
        chosen |= set(sorted(heavy - chosen)[: fewest - len(chosen)])
    kept = sorted(chosen, key=lambda place: (place not in resting, place not in heavy, place))[:MOST_KEYS]
    return [event.model_copy(update={"key": place in kept}) for place, event in enumerate(events)]


def nearest(events: Sequence[Event], moment: Moment) -> int | None:
    """The event that cites what the moment rests on, at about its time."""
    if not moment.evidence:
        return None
    citing = [place for place, event in enumerate(events) if moment.evidence[0] in event.evidence]
    return min(
        (place for place in citing if abs(events[place].at - moment.at) <= SAME_TIME),
        key=lambda place: abs(events[place].at - moment.at),
        default=None,
    )
