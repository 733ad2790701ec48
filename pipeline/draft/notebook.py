"""Redacted material and its story -> Notebook: the passages that may be quoted, read once, and what is needed to quote them.

What is left out here is never quoted by any section: what speaks to machines, customers' own mail, refuted guesses, corrected
numbers, blame. Linear in the material; in a large one only the pieces with most signs are read closely.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.moment import Basis
from pipeline.domain.story import Story
from pipeline.draft.corrections import Corrections, read_corrections
from pipeline.draft.labels import Label, labelled, promises
from pipeline.draft.lexicon import BOOK
from pipeline.draft.passage import Passage, Stage
from pipeline.text.blame import Refuses, accuses, blames, unfit
from pipeline.text.cues import BOOK as CUES
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.names import Roster
from pipeline.text.phrases import words
from pipeline.text.sentences import sentences
from pipeline.text.terms import content_words

MOST_READ = 2000
LEAD_UP = timedelta(hours=30)
FOLLOW_UP = timedelta(days=21)
NOT_IT = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|unrelated to|nothing to do with)\s+(?:the |our |a |your "
    r"|their )?([a-z][\w\-]+(?: [a-z][\w\-]+)?)(?=\s*(?:[.,;:!)]|$|at all))",
    re.IGNORECASE,
)
WRAPPED = re.compile(r"(?<=[^\n|:])(?<!#)\n(?=[a-z(\"'`\d][^\n|]*)(?!\d+[.)] )")
ASKING = re.compile(
    r"(?:what|who|which|is|are|does|did|can|could|any|has|have|was|were)\s+(?:we|it|the|this|that|you|i|they|there|he|she|someone|anybody|anyone|one)\b",
    re.IGNORECASE,
)
RELAYED = re.compile(r"\b(?:Message|(?:Resolution )?Note|Comment):\s+(.{20,})", re.DOTALL)
POSTED = re.compile(r"\bupdated the status\b.{0,80}\bMessage:\s+(.{20,})", re.DOTALL)
SNAKE = re.compile(r"\b\w*_\w*\b")
MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)
TAG = re.compile(
    r"(?:,\s*|\s*[-–—]\s+)(?:anyone(?: else)?|is it (?:just|only) me|just me|you too|same for you|or is it me)\s*\?+$",
    re.IGNORECASE,
)
STATES = frozenset(["again", "already", "back", "down", "everything", "just", "today", "tomorrow", "well"])
BESIDE_THE_FACTS = (Label.NEXT_STEPS, Label.ASIDE)
FEWEST_WORDS = 3
TOOL_LINES = 3
TOOL_LONGEST = 300
TICKET = re.compile(
    r"\[(?:e-mail|phone|card|iban) \d+\]|^\s*(?:from|requester|to)\s*:|\bpriority\s*:", re.IGNORECASE | re.MULTILINE
)
PLAN = re.compile(
    r"\b(?:i'?ll|i will|i take|i do\b|i fix|i put|i make\b|i write|i own|i sort|i remove|i organi[sz]e|is on me"
    r"|are on me|mine\b|idea\b|someone should|somebody should|could we|can we|should we|let'?s|let us|want to|"
    r"we should|should (?!have)\w+|must do|must be in|needs to|would love|would be nice|by (?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day|by the \d+|by \d|tomorrow|tmrw|next (?:week|sprint|month)|end of (?:the |next )?(?:week"
    r"|month)|"
    r"please\b|going to\b|gonna|maybe we|what about|how about|i'd like|i would|wouldn'?t"
    r"|before the (?:\w+ )?(?:freeze|release|sprint|cut)\b|not promising|no promises|todo)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(r"^[\s.…]*[\w'’\[\] ]{0,30}\bset the channel (?:topic|purpose)\b", re.IGNORECASE)
SIGNAL = frozenset(
    [
        "cause",
        "because",
        "found",
        "fail",
        "failed",
        "fails",
        "failing",
        "lost",
        "rejected",
        "missing",
        "delayed",
        "late",
        "cancelled",
        "canceled",
        "affected",
        "tickets",
        "customers",
        "users",
        "orders",
        "total",
        "correction",
        "corrected",
        "exact",
        "final",
        "note",
        "write-up",
        "alert",
        "page",
        "paged",
        "runbook",
        "freeze",
        "blocked",
        "approval",
        "override",
        "rolled",
        "rollback",
        "restart",
        "restarted",
        "revert",
        "reverted",
        "worse",
        "recovered",
        "mitigated",
        "resolved",
        "root",
        "due",
        "never",
        "only",
        "nobody",
        "default",
        "expired",
        "deleted",
        "leaked",
        "exhausted",
        "pool",
        "disk",
        "config",
        "deploy",
        "deployed",
        "release",
        "no",
        "not",
        "staging",
        "test",
        "tested",
        "owner",
        "impact",
        "data",
        "errors",
        "error",
        "5xx",
        "down",
        "timeouts",
        "lesson",
        "learned",
    ]
)


@dataclass(frozen=True)
class Notebook:
    material: RedactedMaterial
    story: Story
    roster: Roster
    passages: tuple[Passage, ...]
    corrections: Corrections
    refuses: Refuses = accuses

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        return {piece.id: piece for piece in self.material.evidence}

    @cached_property
    def order(self) -> dict[str, int]:
        return {piece.id: index for index, piece in enumerate(self.material.evidence)}

    @cached_property
    def by_piece(self) -> dict[str, tuple[Passage, ...]]:
        """The quotable passages of each piece of evidence, in order."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.id, []).append(passage)
        return {id: tuple(held) for id, held in found.items()}

    @cached_property
    def ruled_out(self) -> tuple[tuple[datetime, frozenset[str]], ...]:
        """What was said not to be it, and when: "not the broker disk" -> {broker, disk}."""
        found = [
            (p.piece.at, content_words(m.group(1)))
            for p in self.passages
            if " not " in f" {p.text.lower()}" or p.has("refuted")
            for m in NOT_IT.finditer(p.text)
        ]
        return tuple((at, topic) for at, topic in found if at and topic)

    @property
    def timed(self) -> bool:
        """Whether it is known when the incident began or was noticed."""
        return self.story.incident.started_at is not None or self.story.incident.detected_at is not None

    @cached_property
    def only_written(self) -> bool:
        """Whether status updates and documents tell of the incident, and nobody who speaks."""
        return not any(p.spoken for p in self.passages) and any(p.public or p.document for p in self.passages)


def open_notebook(material: RedactedMaterial, story: Story, refuses: Refuses = accuses) -> Notebook:
    chosen = list(_worth_reading(material, story))
    corrections = read_corrections([piece for _, piece in chosen], story.superseded)
    reader = _Reader(story, corrections, _centre(material, story), refuses)
    passages = tuple(p for order, piece in chosen for p in reader.passages(order, piece))
    return Notebook(material, story, Roster(material.people), passages, corrections, refuses)


def _worth_reading(material: RedactedMaterial, story: Story) -> Iterator[tuple[int, Evidence]]:
    """Pieces of the incident's time, or cited by its key events; of very many, those with most signs."""
    keys = {id for event in story.timeline if event.key for id in event.evidence}
    start, end = _window(story)
    held = [
        (index, piece)
        for index, piece in enumerate(material.evidence)
        if piece.text and (piece.id in keys or piece.at is None or start is None or end is None or start <= piece.at <= end)
    ]
    if len(held) > MOST_READ:
        rated = sorted(held, key=lambda h: (h[1].id not in keys, h[1].kind is EvidenceKind.MESSAGE, -_signal(h[1].text), h[0]))
        held = sorted(rated[:MOST_READ], key=lambda h: h[0])
    return iter(held)


def _window(story: Story) -> tuple[datetime | None, datetime | None]:
    incident = story.incident
    begins = incident.started_at or incident.detected_at
    ends = incident.resolved_at or incident.mitigated_at or begins
    return (begins.at - LEAD_UP, ends.at + FOLLOW_UP) if begins and ends else (None, None)


def _signal(text: str) -> int:
    return len(SIGNAL.intersection(text.lower().split()))


def _centre(material: RedactedMaterial, story: Story) -> frozenset[str]:
    """The channels in which the key events were told."""
    channels = {piece.id: piece.channel for piece in material.evidence if piece.channel}
    counts = Counter(channels[id] for event in story.timeline if event.key for id in event.evidence[:1] if id in channels)
    most = max(counts.values(), default=0)
    return frozenset(name for name, count in counts.items() if 2 * count >= most)


class _Reader:
    def __init__(self, story: Story, corrections: Corrections, centre: frozenset[str], refuses: Refuses):
        self.story = story
        self.corrections = corrections
        self.centre = centre
        self.refuses = refuses
        self.keys = {id for event in story.timeline if event.key for id in event.evidence}

    def passages(self, order: int, piece: Evidence) -> Iterator[Passage]:
        """The sentences of a piece that may be quoted."""
        if self._silent(piece):
            return
        relayed, account = _relayed(piece) is not None, _account(piece)
        for place, (heading, sentence) in enumerate(_headed(piece, account)):
            text = TAG.sub("", sentence)
            found = words(SNAKE.sub(" ", text))
            if _too_short(found) or blames(text) or unfit(text) or self.refuses(text):
                continue
            if self.corrections.outdated(piece.id, text):
                continue
            yield Passage(
                text=text,
                piece=piece,
                order=order,
                place=place,
                stage=self._stage(piece),
                words=tuple(found),
                signs=CUES.find(found) | BOOK.find(found),
                question=text.endswith("?") or ASKING.match(text) is not None,
                plan=PLAN.search(text) is not None or (account and (promises(text) or heading in BESIDE_THE_FACTS)),
                key=piece.id in self.keys,
                relayed=relayed,
                central=piece.channel is None or not self.centre or piece.channel in self.centre,
                heading=heading,
            )

    def _silent(self, piece: Evidence) -> bool:
        if piece.subtype in (Subtype.TOPIC, Subtype.ASSIGN) or piece.id in self.story.refuted or SPEECH.match(piece.text):
            return True
        if looks_like_instruction(piece.text):
            return True
        return piece.automated and TICKET.search(piece.text) is not None

    def _stage(self, piece: Evidence) -> Stage:
        incident = self.story.incident
        if piece.at is None:
            return Stage.AFTER
        begins, noticed = incident.started_at or incident.detected_at, incident.detected_at or incident.started_at
        ends, over = incident.mitigated_at or incident.resolved_at, incident.resolved_at or incident.mitigated_at
        if begins and piece.at < begins.at:
            if begins.basis is Basis.INFERRED:
                return Stage.RESPONSE
            return Stage.UNNOTICED if noticed and piece.at >= noticed.at else Stage.BEFORE
        if noticed and piece.at < noticed.at:
            return Stage.UNNOTICED
        if ends is None or piece.at <= ends.at:
            return Stage.RESPONSE
        return Stage.CLOSING if over and piece.at <= over.at else Stage.AFTER


def _too_short(found: Sequence[str]) -> bool:
    """Fewer than three words, other than "reloaded nginx": what somebody did, and to what."""
    return len(found) < FEWEST_WORDS and not (
        len(found) == FEWEST_WORDS - 1 and found[0].endswith("ed") and len(found[1]) > FEWEST_WORDS and found[1] not in STATES
    )


def _account(piece: Evidence) -> bool:
    """Whether it is written for readers outside, its parts under labels rather than headings: an update, a plain report."""
    return piece.kind is EvidenceKind.STATUS_UPDATE or (
        piece.kind is EvidenceKind.DOCUMENT and not piece.subtype and not MARKDOWN.search(piece.text)
    )


def _headed(piece: Evidence, account: bool) -> Iterator[tuple[str, str]]:
    """The sentences of a piece, each with the heading or label that it stands under."""
    given = piece.subtype or "" if piece.kind is EvidenceKind.DOCUMENT else ""
    if account:
        yield from ((label or given, text) for label, text in labelled(_parts(piece)))
        return
    heading = given
    for text in _parts(piece):
        if piece.kind is EvidenceKind.DOCUMENT and (marked := _heading(text)):
            heading = marked
        else:
            yield heading, text


def _parts(piece: Evidence) -> list[str]:
    """The sentences of a piece; a tool's message of a few lines is one, and a document's wrapped lines are joined."""
    if piece.kind is EvidenceKind.DOCUMENT:
        return sentences(WRAPPED.sub(" ", piece.text))
    if relayed := _relayed(piece):
        return sentences(relayed)
    found = sentences(piece.text)
    whole = " ".join(found[:TOOL_LINES])
    tool = piece.automated and piece.kind is not EvidenceKind.STATUS_UPDATE
    return [whole] if tool and len(whole) <= TOOL_LONGEST else found


def _relayed(piece: Evidence) -> str | None:
    """What a person wrote into a tool that passed it on: a note, or the message of an update."""
    tool = piece.automated or piece.kind in (EvidenceKind.ALERT, EvidenceKind.LOG_ENTRY)
    if not tool or piece.kind is EvidenceKind.DOCUMENT or ":" not in piece.text:
        return None
    match = (POSTED if piece.kind is EvidenceKind.STATUS_UPDATE else RELAYED).search(piece.text)
    return match.group(1) if match else None


def _heading(text: str) -> str:
    """The words of a Markdown heading, in lower case."""
    return text.lstrip("#").strip().lower() if text.startswith("#") else ""


def told_in(passages: Sequence[Passage], *stages: Stage) -> list[Passage]:
    """The passages of these stages."""
    return [p for p in passages if p.stage in stages]
