"""Blocks and facts -> a PastIncident. What all readers of documents end with."""

import re
from collections.abc import Iterable
from itertools import islice

from pipeline.corpus.actions import actions_in
from pipeline.corpus.facts import LONGEST_TITLE, Facts, labeled, named, one_line
from pipeline.corpus.headings import kind_of
from pipeline.corpus.inline import plain
from pipeline.corpus.parts import parts_of, sections
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, PartKind, PastAction, PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.markdown import HEADING, PROSE, Block

NEAR_THE_TOP = 60
"""Blocks in which a document states when it happened, how severe it was, and the like."""
FEW_WORDS = 3
STATED = re.compile(
    r"\W*(?:owners?|authors?|date|status|severity|involved|participants|reviewers?|last updated)\W*:", re.IGNORECASE
)
BEGINNING = 400
"""Characters of the first parts in which a day with its year is taken for that of the incident."""


def assembled(blocks: Iterable[Block], facts: Facts, stem: str) -> PastIncident:
    """Raises UnreadableSource for a document without words."""
    read = list(blocks)
    title = facts.title or title_of(read)
    state(read, facts)
    found = sections(read)
    parts = parts_of(found, title or "")
    if not parts and not title:
        raise UnreadableSource(facts.file, "there is no text in it", "give a file with the words of a postmortem")
    return incident_of(facts, stem, title or readable(stem), parts, facts.actions or actions_in(found))


def incident_of(facts: Facts, stem: str, title: str, parts: tuple[Part, ...], actions: tuple[PastAction, ...]) -> PastIncident:
    tags = (Part(kind=PartKind.OTHER, heading="Tags", text=", ".join(facts.tags)),) if facts.tags else ()
    return PastIncident(
        id=facts.id or one_line(stem, LONGEST_TITLE),
        title=one_line(title, LONGEST_TITLE),
        parts=(*parts, *tags),
        services=facts.services,
        team=facts.team,
        severity=facts.severity,
        severity_level=facts.level(),
        kind=facts.kind,
        started_at=facts.started(stem, title, *(part.text[:BEGINNING] for part in parts[:2])),
        visibility=facts.visibility or (Visibility.RESTRICTED if facts.readers else Visibility.INTERNAL),
        readers=facts.readers,
        actions=actions,
        url=facts.url,
    )


def title_of(blocks: list[Block]) -> str:
    """The first heading, unless it is the name of a section or states a fact ("Owner: Ana")."""
    first = next((block for block in blocks if block.kind == HEADING), None)
    if first is None:
        return ""
    title = sections([first])[-1].heading
    if STATED.match(title):
        return ""
    return "" if len(title.split()) < FEW_WORDS and kind_of(title) is not PartKind.OTHER else title


def readable(stem: str) -> str:
    return " ".join(stem.replace("_", " ").replace("-", " ").split())


def state(blocks: list[Block], facts: Facts) -> None:
    """The facts in lines "key: value", in rows of two cells, and under headings such as "Impact time"; who may read it also below
    the head of a column."""
    for block, after in zip(blocks[:NEAR_THE_TOP], islice([*blocks, None], 1, None), strict=False):
        if block.table and block.column == 0 and after is not None and after.table == block.table and after.column == 1:
            facts.state(block.text, after.text)
        elif block.kind == HEADING:
            if after is not None and after.kind == PROSE:
                facts.state(block.text.strip(" #:"), after.text)
            state_readers(block.text, facts)
        elif block.table and block.row == 0 and named(plain(block.text)) == "visibility":
            facts.state(block.text, below(block, blocks))
        elif block.kind == PROSE and not block.quoted:
            for key, value in labeled(block.text):
                facts.state(key, value)


def below(head: Block, blocks: list[Block]) -> str:
    """The cell below the head of a column."""
    return next((block.text for block in blocks if (block.table, block.row, block.column) == (head.table, 1, head.column)), "")


def state_readers(heading: str, facts: Facts) -> None:
    """A heading "Visibility: restricted". What else a heading seems to state is its subject: "Service: all of it"."""
    for key, value in labeled(heading):
        if named(key) == "visibility":
            facts.state(key, value)
