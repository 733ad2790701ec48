"""Past incidents within a transaction that somebody else begins: put, removed, and the revision of the store that says so.

A review that is published is one of them, named by its `source`: it is there while the review is published, for whoever may know
of the review, and changes in the same transaction as that does.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.domain.review import Review, ReviewState
from pipeline.store import rows
from pipeline.store.schema import documents, passages, readers, vectors, versions

REVISION, IDENTITY = "revision", "store"
SOURCE = "review:{}"
OURS = SOURCE.format("")
"""The source of a review's past incident, and what each begins with: no document takes its place."""


def put_documents(connection: Connection, batch: Sequence[tuple[PastIncident, Sequence[Passage]]]) -> None:
    """Each in place of what had its id."""
    revision = next_revision(connection)
    incidents = [incident for incident, _ in batch]
    connection.execute(delete(documents).where(documents.c.id.in_([incident.id for incident in incidents])))
    connection.execute(insert(documents), [rows.document_row(incident, revision) for incident in incidents])
    below = [*rows.rows_below(incidents), (passages, [row for _, of in batch for row in rows.passage_rows(of)])]
    for table, values in below:
        if values:
            connection.execute(insert(table), values)


def remove_documents(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    """The ids that were there. Vectors that no passage has any more go too."""
    there = tuple(connection.scalars(select(documents.c.id).where(which).order_by(documents.c.id)))
    if there:
        next_revision(connection)
        connection.execute(delete(documents).where(documents.c.id.in_(there)))
        connection.execute(delete(vectors).where(vectors.c.text_hash.not_in(select(passages.c.text_hash))))
    return there


def follow_review(connection: Connection, review: Review) -> None:
    """What was published of the review is for its readers alone, and gone once it is not published any more."""
    own = documents.c.source == SOURCE.format(review.id)
    if review.state is not ReviewState.PUBLISHED:
        remove_documents(connection, own)
        return
    for id in connection.scalars(select(documents.c.id).where(own)).all():
        known = list(connection.scalars(select(readers.c.name).where(readers.c.document == id).order_by(readers.c.position)))
        seen = connection.scalar(select(documents.c.visibility).where(documents.c.id == id))
        if (seen, known) != (review.visibility, list(past_readers(review))):
            changed = {"visibility": review.visibility, "revision": next_revision(connection)}
            connection.execute(update(documents).where(documents.c.id == id).values(changed))
            connection.execute(delete(readers).where(readers.c.document == id))
            insert_rows(connection, readers, [{"name": name} for name in past_readers(review)], id)


def past_readers(review: Review) -> tuple[str, ...]:
    """By name or team: the review's readers and its owner."""
    return tuple(dict.fromkeys(name for name in (*review.readers, review.owner) if name))


def insert_rows(connection: Connection, table: Any, values: list[dict[str, Any]], document: str) -> None:
    if values:
        connection.execute(insert(table), [{"document": document, "position": n, **row} for n, row in enumerate(values)])


def next_revision(connection: Connection) -> int:
    known = {row.name: row.value for row in connection.execute(select(versions))}
    revision = int(known.get(REVISION, "0")) + 1
    if IDENTITY not in known:
        write_version(connection, IDENTITY, uuid.uuid4().hex)
    write_version(connection, REVISION, str(revision))
    return revision


def write_version(connection: Connection, name: str, value: str) -> None:
    if not connection.execute(update(versions).where(versions.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(versions), [{"name": name, "value": value}])
