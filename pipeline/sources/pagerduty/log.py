"""The pieces of one incident -> its evidence, oldest first, and what was left out of it."""

from collections import Counter

from pipeline.domain.evidence import Evidence, Subtype
from pipeline.sources.pagerduty.evidence import (
    Named,
    acknowledgements,
    alert_evidence,
    entry_evidence,
    entry_type,
    incident_evidence,
    note_evidence,
    person_name,
)
from pipeline.sources.pagerduty.pieces import Piece, PieceKind
from pipeline.sources.payload import Json, instant, mapping, oldest_first, text

NOISE = frozenset({"notify", "repeat_escalation_path", "reach_ack_limit", "reach_trigger_limit"})
"""Entries that say only that PagerDuty tried to reach somebody."""

SAME_NOTE_S = 5
"""About how far apart, in seconds, PagerDuty dates a note and the annotate entry that it writes for it."""


def log_evidence(pieces: list[Piece], named: Named) -> tuple[list[Evidence], Counter[str]]:
    """Evidence of the entries, notes and alerts; a note and its annotate entry are one; counts of what was dropped."""
    notes = _kind(pieces, PieceKind.NOTE)
    entries = _kind(pieces, PieceKind.LOG_ENTRY)
    annotations = [entry for entry in entries if entry_type(entry.node) == "annotate"]
    noise = [entry for entry in entries if entry_type(entry.node) in NOISE]
    told = [entry for entry in entries if entry_type(entry.node) != "annotate" and entry_type(entry.node) not in NOISE]
    folded, alone = _fold(notes, annotations)
    worded = [note for note in map(_as_note, alone) if text(note.node, "content")]
    evidence = [entry_evidence(entry, named) for entry in told]
    evidence += [note_evidence(note, tuple(ids)) for note, ids in zip(notes, folded, strict=True)]
    evidence += [note_evidence(note, ()) for note in worded]
    evidence += [alert_evidence(alert) for alert in _kind(pieces, PieceKind.ALERT)]
    evidence += _incident_itself(_kind(pieces, PieceKind.INCIDENT), evidence, named)
    dropped = {"notifications": len(noise), "notes without their text": len(alone) - len(worded)}
    return sorted(oldest_first(evidence), key=_trigger_first), Counter({word: count for word, count in dropped.items() if count})


def _kind(pieces: list[Piece], kind: PieceKind) -> list[Piece]:
    return [piece for piece in pieces if piece.kind is kind]


def _fold(notes: list[Piece], annotations: list[Piece]) -> tuple[list[list[str]], list[Piece]]:
    """For each note the ids of its annotate entries; and the annotate entries that no note is there for."""
    folded: list[list[str]] = [[] for _ in notes]
    alone: list[Piece] = []
    by_content, by_time = _index_notes(notes)
    for annotation in annotations:
        content = _annotation_text(annotation.node)
        pools = [by_content.get(content, [])] if content else _near(by_time, annotation.node)
        free = (
            (pool, index)
            for pool in pools
            for index in pool
            if not folded[index] and (content or _same_author(notes[index].node, annotation.node))
        )
        pool, index = next(free, (None, -1))
        if pool is None:
            alone.append(annotation)
        else:
            pool.remove(index)
            folded[index].append(f"pagerduty:{text(annotation.node, 'id')}")
    return folded, alone


def _index_notes(notes: list[Piece]) -> tuple[dict[str, list[int]], dict[int, list[int]]]:
    """Places of notes by their text, and by the stretch of time they were written in."""
    by_content: dict[str, list[int]] = {}
    by_time: dict[int, list[int]] = {}
    for index, note in enumerate(notes):
        by_content.setdefault(text(note.node, "content"), []).append(index)
        if written := instant(note.node, "created_at"):
            by_time.setdefault(int(written.timestamp()) // SAME_NOTE_S, []).append(index)
    return by_content, by_time


def _near(by_time: dict[int, list[int]], annotation: Json) -> list[list[int]]:
    written = instant(annotation, "created_at")
    stretch = int(written.timestamp()) // SAME_NOTE_S if written else None
    return [] if stretch is None else [by_time.get(stretch + step, []) for step in (0, -1, 1)]


def _same_author(note: Json, annotation: Json) -> bool:
    author, agent = person_name(mapping(note.get("user"))), person_name(mapping(annotation.get("agent")))
    return not author or not agent or author == agent


def _annotation_text(annotation: Json) -> str:
    """REST gives a note's text in the entry's channel, if it was asked to include channels."""
    channel = mapping(annotation.get("channel"))
    return text(channel, "content", "summary") if text(channel, "type") == "note" else ""


def _as_note(annotation: Piece) -> Piece:
    node = annotation.node | {"content": _annotation_text(annotation.node), "user": annotation.node.get("agent")}
    return Piece(PieceKind.NOTE, node, annotation.place, annotation.incident, annotation.at, annotation.file)


def _incident_itself(states: list[Piece], evidence: list[Evidence], named: Named) -> list[Evidence]:
    """What the incident says of its trigger and of who holds it, where no log entry says it; a mere reference says nothing."""
    full = next((state for state in reversed(states) if instant(state.node, "created_at", "created_on")), None)
    if full is None:
        return []
    told = {one.subtype for one in evidence}
    trigger = [] if Subtype.TRIGGER in told else [incident_evidence(full, named)]
    return trigger + ([] if Subtype.ACKNOWLEDGE in told else acknowledgements(full))


def _trigger_first(one: Evidence) -> tuple[bool, float, bool]:
    """PagerDuty assigns an incident in the second of its trigger, and lists that first."""
    return one.at is None, one.at.timestamp() if one.at else 0.0, one.subtype != Subtype.TRIGGER
