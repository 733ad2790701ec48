"""Evidence, channels, records -> the chat that speaks of the incident, when the user names no channel, and a note on the rest.

    the core      channels made for the incident, by name, topic and the records; else the thickest cluster of the field's words
    the window    what the records or the core span, with a lead-up and a follow-up
    the rest      stretches of talk inside the window, of channels that speak of the incident; outside it, those that share
                  an identifier with the core that is rare elsewhere (a change days before, an action done weeks after);
                  of a small export, channels that speak of the incident whole

When in doubt a message stays: later stages drop chatter. Linear in the messages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel, Record
from pipeline.errors import BadOption
from pipeline.sources.incident_talk import INCIDENT_NAME, Core, find_core
from pipeline.sources.stretches import Stretch, common_identifiers, stretches_of

SMALL_CHANNELS = 6
SMALL_MESSAGES = 3000
"""Somebody picked an export this small for the incident."""

NAMED_IN_NOTE = 8


@dataclass(frozen=True)
class Choice:
    evidence: tuple[Evidence, ...]
    channels: tuple[Channel, ...]
    notes: tuple[str, ...] = ()


def choose(
    evidence: Sequence[Evidence], channels: Sequence[Channel], records: Sequence[Record], wanted: Sequence[str] = ()
) -> Choice:
    """What is kept of the chat; evidence of no channel always is. Raises BadOption for a wanted channel that is not there."""
    if wanted:
        return _wanted(evidence, channels, wanted)
    talk = {channel.name for channel in channels}
    if len(talk) == 1 and INCIDENT_NAME.search(channels[0].name):
        return Choice(tuple(evidence), tuple(channels))
    chat = [piece for piece in evidence if piece.channel in talk and piece.at]
    core = find_core(chat, channels, records)
    if core is None:
        return Choice(tuple(evidence), tuple(channels))
    kept = _related(chat, core, small=len(talk) <= SMALL_CHANNELS and len(chat) <= SMALL_MESSAGES)
    left = [piece for piece in evidence if piece.id in kept or piece.channel not in talk or not piece.at]
    return _chosen(evidence, left, channels)


def _wanted(evidence: Sequence[Evidence], channels: Sequence[Channel], wanted: Sequence[str]) -> Choice:
    names = {channel.id: channel.name for channel in channels} | {name: name for name in _names(evidence, channels)}
    chosen: set[str] = set()
    for word in wanted:
        name = names.get(word.lstrip("#"))
        if name is None:
            there = ", ".join(sorted(set(names.values()))) or "none"
            raise BadOption("--channel", word, f"the channels are {there[:600]}")
        chosen.add(name)
    left = [piece for piece in evidence if piece.channel is None or piece.channel in chosen]
    return Choice(tuple(left), tuple(replace(channel, selected=channel.name in chosen) for channel in channels))


def _names(evidence: Sequence[Evidence], channels: Sequence[Channel]) -> set[str]:
    return {channel.name for channel in channels} | {piece.channel for piece in evidence if piece.channel}


def _related(chat: Sequence[Evidence], core: Core, small: bool) -> set[str]:
    """The ids of the messages that are kept."""
    around = core.window(small)
    stretches = stretches_of(chat)
    own = core.words_of(chat)
    rare = own - common_identifiers(stretches, around, own)
    speaking = {stretch.channel for stretch in stretches if stretch.overlaps(*around) and _speaks(stretch, rare, core)}
    whole = (core.channels if core.dedicated else frozenset[str]()) | (speaking if small else frozenset[str]())

    def is_kept(stretch: Stretch) -> bool:
        if stretch.channel in whole:
            return True
        return stretch.channel in speaking if stretch.overlaps(*around) else bool(stretch.identifiers & rare)

    return {id for stretch in stretches if is_kept(stretch) for id in stretch.ids}


def _speaks(stretch: Stretch, rare: set[str], core: Core) -> bool:
    return stretch.has_cue or bool(stretch.identifiers & rare) or any(f"#{name}" in stretch.identifiers for name in core.channels)


def _chosen(evidence: Sequence[Evidence], left: list[Evidence], channels: Sequence[Channel]) -> Choice:
    before, after = _counts(evidence), _counts(left)
    marked = tuple(replace(channel, selected=after.get(channel.name, 0) > 0 or not channel.messages) for channel in channels)
    gone = [f"#{name} ({count})" for name, count in sorted(before.items()) if not after.get(name)]
    cut = [f"#{name} ({count - after[name]})" for name, count in sorted(before.items()) if 0 < after.get(name, 0) < count]
    notes = (
        _note("Channels that do not speak of the incident were left out, with so many messages", gone),
        _note("Messages far from the incident that share nothing with it were left out", cut),
    )
    return Choice(tuple(left), marked, tuple(filter(None, notes)))


def _note(what: str, names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED_IN_NOTE} more" if len(names) > NAMED_IN_NOTE else ""
    return f"{what}: {', '.join(names[:NAMED_IN_NOTE])}{more}; --channel takes a channel in." if names else ""


def _counts(evidence: Sequence[Evidence]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for piece in evidence:
        if piece.channel:
            counts[piece.channel] = counts.get(piece.channel, 0) + 1
    return counts
