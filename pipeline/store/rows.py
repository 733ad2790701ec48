"""PastIncident <-> rows. What is read was checked when it was written, so nothing of it is checked again."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Select, Table, select

from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.past_incident import Part, PartKind, Passage, PastAction, PastIncident
from pipeline.store.schema import actions, documents, parts, passages, readers, services

Values = dict[str, Any]
KINDS = {kind.value: kind for kind in PartKind}
CHUNK = 500
"""So many ids stand in one question."""
UNRESTRICTED = documents.c.visibility != Visibility.RESTRICTED.value


def document_row(incident: PastIncident, revision: int) -> Values:
    fields = ("id", "title", "team", "severity", "severity_level", "kind", "started_at", "visibility", "url", "source", "digest")
    return {name: getattr(incident, name) for name in fields} | {"revision": revision}


def rows_below(incidents: Sequence[PastIncident]) -> Iterator[tuple[Table, list[Values]]]:
    """What stands in the tables below the document, table by table."""
    yield parts, numbered((i.id, [{"kind": p.kind, "heading": p.heading, "text": p.text} for p in i.parts]) for i in incidents)
    yield services, numbered((i.id, [{"name": name} for name in i.services]) for i in incidents)
    yield readers, numbered((i.id, [{"name": name} for name in i.readers]) for i in incidents)
    yield actions, numbered((i.id, [action.model_dump(mode="python") for action in i.actions]) for i in incidents)


def numbered(of_documents: Iterable[tuple[str, list[Values]]]) -> list[Values]:
    return [{"document": id, "position": n, **values} for id, rows in of_documents for n, values in enumerate(rows)]


def passage_rows(of: Sequence[Passage]) -> list[Values]:
    names = ("id", "kind", "heading", "text", "text_hash")
    return [{"document": p.incident, "position": n, **{name: getattr(p, name) for name in names}} for n, p in enumerate(of)]


def read_incidents(connection: Connection, ids: Sequence[str] | None, whole: bool) -> Iterator[PastIncident]:
    """In the order of their ids; with their parts only if `whole`."""
    for some in chunks(connection, ids):
        below = {
            table.name: grouped(connection, table, some) for table in (services, readers, actions, *((parts,) if whole else ()))
        }
        query = select(documents).where(documents.c.id.in_(some)).order_by(documents.c.id)
        for row in connection.execute(query).mappings():
            yield incident_of(row, {name: rows.get(row["id"], []) for name, rows in below.items()})


def chunks(connection: Connection, ids: Sequence[str] | None) -> Iterator[list[str]]:
    found = sorted(set(ids)) if ids is not None else list(connection.scalars(select(documents.c.id).order_by(documents.c.id)))
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


def grouped(connection: Connection, table: Table, ids: list[str]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    query: Select[Any] = select(table).where(table.c.document.in_(ids)).order_by(table.c.document, table.c.position)
    for row in connection.execute(query):
        found[row.document].append(row)
    return found


def incident_of(row: RowMapping, below: dict[str, list[Row[Any]]]) -> PastIncident:
    started: datetime.datetime | None = row["started_at"]
    return PastIncident.model_construct(
        id=row["id"],
        title=row["title"],
        parts=tuple(
            Part.model_construct(kind=KINDS[part.kind], heading=part.heading, text=part.text) for part in below.get("parts", ())
        ),
        services=tuple(service.name for service in below["services"]),
        team=row["team"],
        severity=row["severity"],
        severity_level=row["severity_level"],
        kind=IncidentKind(row["kind"]) if row["kind"] else None,
        started_at=started,
        visibility=Visibility(row["visibility"]),
        readers=tuple(reader.name for reader in below["readers"]),
        actions=tuple(
            PastAction.model_construct(action=a.action, owner=a.owner, due=a.due, ticket=a.ticket, open=a.open)
            for a in below["actions"]
        ),
        url=row["url"],
        source=row["source"],
        digest=row["digest"],
    )


def passage_of(row: Row[Any]) -> Passage:
    return Passage.model_construct(
        id=row.id, incident=row.document, kind=KINDS[row.kind], heading=row.heading, text=row.text, text_hash=row.text_hash
    )


def passages_in_order(column: Any = None, ids: Sequence[str] = ()) -> Select[Any]:
    query = select(passages).order_by(passages.c.document, passages.c.position)
    return query if column is None else query.where(column.in_(ids))
