"""All of one review as it stands at one moment: a connection + a Review -> Snapshot."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from pipeline.domain.review import (
    Comment,
    Dispute,
    Item,
    Offer,
    PointAnswer,
    Publication,
    Review,
    SectionRead,
    SignOff,
    SourceFile,
    Waiver,
)
from pipeline.store import review_schema as tables
from pipeline.store.review_rows import read


@dataclass(frozen=True)
class Snapshot:
    """`draft` is the Postmortem, as JSON, that the items come from: that of the number in `review.draft`, None before the first.
    Items stand by part and position, all else as it came; `reads` and `sign_offs` are each person's last word."""

    review: Review
    draft: str | None
    items: tuple[Item, ...]
    offers: tuple[Offer, ...]
    comments: tuple[Comment, ...]
    sign_offs: tuple[SignOff, ...]
    disputes: tuple[Dispute, ...]
    waivers: tuple[Waiver, ...]
    reads: tuple[SectionRead, ...]
    publications: tuple[Publication, ...]
    answers: tuple[PointAnswer, ...]
    sources: tuple[SourceFile, ...]
    options: dict[str, Any]


def snapshot_of(connection: Connection, review: Review) -> Snapshot:
    id = review.id
    options = connection.scalar(select(tables.reviews.c.options).where(tables.reviews.c.id == id))
    return Snapshot(
        review=review,
        draft=document_of(connection, id, review.draft),
        items=read(connection, Item, tables.items, id, "part", "position", "id"),
        offers=read(connection, Offer, tables.offers, id, "id"),
        comments=read(connection, Comment, tables.comments, id, "id"),
        sign_offs=read(connection, SignOff, tables.sign_offs, id, "at", "kind", "by"),
        disputes=read(connection, Dispute, tables.disputes, id, "id"),
        waivers=read(connection, Waiver, tables.waivers, id, "at", "rule", "part", "item", "excerpt"),
        reads=read(connection, SectionRead, tables.section_reads, id, "at", "part", "by"),
        publications=read(connection, Publication, tables.publications, id, "number"),
        answers=read(connection, PointAnswer, tables.answers, id, "at", "point"),
        sources=read(connection, SourceFile, tables.source_files, id, "at", "name"),
        options=options or {},
    )


def document_of(connection: Connection, incident: str, number: int) -> str | None:
    """A draft's Postmortem as JSON."""
    drafts = tables.drafts
    query = select(drafts.c.document).where(drafts.c.incident == incident, drafts.c.number == number)
    return connection.scalar(query)
