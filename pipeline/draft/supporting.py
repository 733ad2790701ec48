"""Supporting information: links, log excerpts and documents that the evidence holds, with where they stand."""

import re

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.statement import Statement
from pipeline.draft.clock import full_time
from pipeline.draft.notebook import Notebook
from pipeline.draft.quoting import computed, in_roles, quoted
from pipeline.text.instructions import without_instructions
from pipeline.text.sentences import CODE_BLOCK, sentences

MOST_LINKS = 8
MOST_LOGS = 5
ADDRESS = re.compile(r"https?://[^\s)>\]|]+")
PAST = re.compile(r"\b(?:PM|INC|IR|POSTMORTEM)-\d{4}-\d+\b")


def supporting(book: Notebook) -> tuple[Statement, ...]:
    return (*_documents(book), *_links(book), *_past(book), *_logs(book))


def _documents(book: Notebook) -> list[Statement]:
    first: dict[str, Evidence] = {}
    for piece in book.material.evidence:
        if piece.kind is EvidenceKind.DOCUMENT:
            first.setdefault(piece.source.file, piece)
    return [computed("supporting", f"Document: {file}", (piece.id,)) for file, piece in first.items()]


def _links(book: Notebook) -> list[Statement]:
    found: dict[str, Statement] = {}
    for id in book.by_piece:
        piece = book.evidence[id]
        if "http" not in piece.text or piece.kind is EvidenceKind.DOCUMENT:
            continue
        for sentence in sentences(without_instructions(piece.text)):
            for address in ADDRESS.findall(sentence):
                if not piece.automated and len(found) < MOST_LINKS and "api" not in address and address not in found:
                    found[address] = quoted("supporting", in_roles(book, sentence), (id,))
    return list(dict.fromkeys(found.values()))


def _past(book: Notebook) -> list[Statement]:
    """Sentences that name earlier incidents, the first for each of them."""
    seen: set[str] = {book.story.incident.id}
    found: list[Statement] = []
    for passage in book.passages:
        named = set(PAST.findall(passage.text)) - seen
        if named and passage.spoken and "http" not in passage.text and not passage.question:
            seen |= named
            found.append(quoted("supporting", in_roles(book, passage.text), (passage.id,)))
    return found


def _logs(book: Notebook) -> list[Statement]:
    """Where key messages hold an excerpt of a log or a command's output."""
    found: list[Statement] = []
    keys = {id for event in book.story.timeline if event.key for id in event.evidence}
    for piece in book.material.evidence:
        if piece.id in keys and piece.at and len(found) < MOST_LOGS and "```" in piece.text and CODE_BLOCK.search(piece.text):
            at = full_time(Moment(at=piece.at, precision=piece.precision, basis=Basis.LOG))
            where = f" in #{piece.channel}" if piece.channel else ""
            found.append(computed("supporting", f"Excerpt of a log or of a command's output{where}, {at}.", (piece.id,)))
    return found
