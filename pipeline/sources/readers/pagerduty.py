"""PagerDuty incidents, log entries, notes, alerts and webhooks -> evidence, and a record for each incident.

Files of one folder are read together, because REST gives the incident, its log and its notes by different calls.
"""

from collections import Counter
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Record
from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.pagerduty.log import log_evidence
from pipeline.sources.pagerduty.pieces import Piece, PieceKind, is_pagerduty, pieces_of
from pipeline.sources.pagerduty.record import merged_incident, named, people_of, record_of
from pipeline.sources.payload import claim_folders, names, text, unthreaded
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped

FORMAT = "pagerduty"
PRODUCT = "PagerDuty incident"
PRIORITY = 40

KEYS = ("incident", "incidents", "incident_number", "log_entries", "log_entry", "notes", "content", "alerts", "alert_key", "type")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, is_pagerduty)


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All incidents of the claim. Raises EmptySource, UnreadableSource."""
    found = [replace(piece, file=file.name) for file in claim.files for piece in pieces_of(file.json)]
    pieces = _once(_with_incident([piece for piece in found if piece.kind is not PieceKind.BROKEN]))
    evidence: list[Evidence] = []
    records: list[Record] = []
    dropped: Counter[str] = Counter()
    for id, own in _by_incident(pieces).items():
        node = merged_incident(piece for piece in own if piece.kind is PieceKind.INCIDENT)
        log, left_out = log_evidence(own, named(node))
        evidence += log
        dropped += left_out
        records.append(record_of(id, node, log, own[0].file))
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    return Reading(
        evidence=tuple(evidence) if len(records) > 1 else unthreaded(evidence),
        records=tuple(record for record in records if record.id or record.moments),
        people=people_of(pieces),
        dropped=dict(dropped),
        skipped=tuple(
            Skipped(piece.file, piece.place or "top level", "this is no PagerDuty object")
            for piece in found
            if piece.kind is PieceKind.BROKEN
        ),
        notes=_notes(claim, records, pieces),
    )


def _with_incident(pieces: list[Piece]) -> list[Piece]:
    """What names no incident belongs to the only one there is (REST's list of notes names none)."""
    ids = names(piece.incident for piece in pieces)
    return [piece if piece.incident or len(ids) != 1 else replace(piece, incident=ids[0]) for piece in pieces]


def _once(pieces: list[Piece]) -> list[Piece]:
    """Each entry, note and alert once, by its id; of incidents every state."""
    first: dict[tuple[str, str], Piece] = {}
    for piece in pieces:
        id = "" if piece.kind is PieceKind.INCIDENT else text(piece.node, "id")
        first.setdefault((piece.kind, id or f"{piece.file} {piece.place}"), piece)
    return list(first.values())


def _by_incident(pieces: list[Piece]) -> dict[str, list[Piece]]:
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.incident, []).append(piece)
    return groups


def _notes(claim: Claim, records: list[Record], pieces: list[Piece]) -> tuple[str, ...]:
    notes: list[str] = []
    if len(records) > 1:
        notes.append(
            f"{claim.name}: this holds {len(records)} incidents ({', '.join(record.id or 'unnamed' for record in records)})."
        )
    trimmed = sum(piece.node.get("trimmed") is True for piece in pieces)
    if trimmed:
        notes.append(
            f"{claim.name}: PagerDuty cut the text of {trimmed} notes short; export the notes by REST to have all of it."
        )
    return tuple(notes)
