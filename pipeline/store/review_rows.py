"""The nouns of a review <-> rows: a table's columns are named as the fields of its noun."""

from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, select

from pipeline.domain.model import Model

Noun = TypeVar("Noun", bound=Model)


def values(noun: Model, incident: str) -> dict[str, Any]:
    return {"incident": incident} | {name: getattr(noun, name) for name in type(noun).model_fields}


def built(kind: type[Noun], row: RowMapping) -> Noun:
    return kind.model_validate({name: row[name] for name in kind.model_fields})


def read(connection: Connection, kind: type[Noun], table: Table, incident: str, *order: str) -> tuple[Noun, ...]:
    """What this table has of the incident, in the order of these columns."""
    names = list(kind.model_fields)
    query = select(*(table.c[name] for name in names)).where(table.c.incident == incident)
    rows = connection.execute(query.order_by(*(table.c[name] for name in order)))
    return tuple(kind.model_validate(dict(zip(names, row, strict=True))) for row in rows)


def as_kept(noun: Noun) -> Noun:
    """As it will be read where it is kept as JSON: times to the millisecond."""
    return type(noun).model_validate_json(noun.model_dump_json())
