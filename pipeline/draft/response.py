"""Response actions: what the responders did, in order, each with what the evidence says came of it."""

from bisect import bisect_right
from datetime import timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.statement import ResponseAction
from pipeline.domain.timeline import Event, Phase
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import LONGEST, in_roles, quote, quoted, response, words_of_quote
from pipeline.text.cues import read
from pipeline.text.sentences import sentences

MOST = 10
RESULT_WITHIN = timedelta(minutes=12)
OUTCOME = ("worse", "better", "false_trail", "mitigated")
TRIED = (Phase.MITIGATION_ATTEMPT, Phase.MITIGATION)
MACHINE_ACTS = ("acted", "change", "better")


def response_actions(book: Notebook) -> tuple[ResponseAction, ...]:
    """Key attempts first, then others, at most ten, in order of time."""
    incident = book.story.incident
    over = incident.resolved_at or incident.mitigated_at
    attempts: list[tuple[Event, str, str]] = []
    for event in book.story.timeline:
        if event.phase in TRIED and (over is None or event.at <= over.at) and (said := _done(book, event)):
            attempts.append((event, *said))
    kept = sorted(sorted(attempts, key=lambda a: (not a[0].key, a[0].at))[:MOST], key=lambda a: (a[0].at, a[0].id))
    return tuple(_action(book, kept, place) for place in range(len(kept)))


def _action(book: Notebook, attempts: list[tuple[Event, str, str]], place: int) -> ResponseAction:
    event, text, cited = attempts[place]
    until = attempts[place + 1][0].at if place + 1 < len(attempts) else event.at + RESULT_WITHIN
    came = _result(book, event, min(max(until, event.at + timedelta(minutes=2)), event.at + RESULT_WITHIN), cited)
    statement = quoted("response_actions", text, (cited, came.id) if came else (cited,))
    return response(statement, words_of_quote(book, came) if came else None)


def _done(book: Notebook, event: Event) -> tuple[str, str] | None:
    """What was done, in the words of a tool or of who did it, and the id of its evidence; None for talk about doing."""
    for id in event.evidence[:3]:
        piece = book.evidence.get(id)
        if piece is None:
            continue
        if piece.automated:
            if text := _tool_words(piece):
                return in_roles(book, text), id
            continue
        for passage in book.by_piece.get(id, ()):
            if passage.has("acted") and not (passage.question or passage.plan or passage.has("hypothesis", "not_yet")) and len(passage.words) > 3 and passage.stage is not Stage.BEFORE:
                return quote(book, "", passage).text, id
    return None


def _tool_words(piece: Evidence) -> str | None:
    """The first one or two lines of a tool's message that says what it did."""
    lines = sentences(piece.text)[:2]
    whole = " ".join(lines)
    if not lines or not read(whole).has(*MACHINE_ACTS) or read(whole).has("symptom") and not read(whole).has("acted"):
        return None
    return whole if len(whole) <= LONGEST else lines[0][:LONGEST]


def _result(book: Notebook, event: Event, until, acted: str) -> Passage | None:
    """The first outcome told between the action and the next one."""
    spoken = _outcomes(book)
    at = bisect_right([p.piece.at for p in spoken], event.at)  # type: ignore[type-var]
    for passage in spoken[at:]:
        if passage.piece.at is None or passage.piece.at > until:
            return None
        if passage.id != acted:
            return passage
    return None


def _outcomes(book: Notebook) -> list[Passage]:
    return [
        p
        for p in book.passages
        if p.piece.at and p.spoken and p.central and p.has(*OUTCOME) and not (p.question or p.plan or p.has("hypothesis", "escalated", "severity", "not_yet")) and len(p.words) > 2
    ]
