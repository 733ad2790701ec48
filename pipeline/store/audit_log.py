"""The audit log: who did what, when, with what was there before and after. Only ever added to.

Entries are numbered within their review, so that no gap tells of another one; those of no review within themselves.
"""

import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from pipeline.domain.actor import Actor
from pipeline.domain.review import AuditEntry
from pipeline.store.access import known_to
from pipeline.store.review_rows import built
from pipeline.store.review_schema import audit, reviews


def record(
    connection: Connection,
    by: Actor,
    at: datetime.datetime,
    what: str,
    incident: str = "",
    target: str = "",
    before: Any = None,
    after: Any = None,
) -> None:
    last = connection.scalar(select(func.max(audit.c.number)).where(audit.c.incident == incident)) or 0
    entry = {"by": by.name, "at": at, "what": what, "target": target, "before": before, "after": after}
    connection.execute(insert(audit), [{"incident": incident, "number": last + 1, **entry}])


def entries(connection: Connection, person: Actor, incident: str | None, limit: int) -> list[AuditEntry]:
    """Newest first, of one incident or of all that the person may know of and of those that concern none."""
    if incident is not None:
        query = select(audit).where(audit.c.incident == incident).order_by(audit.c.number.desc())
    else:
        known = select(reviews.c.id).where(known_to(person))
        query = select(audit).where((audit.c.incident == "") | audit.c.incident.in_(known))
        query = query.order_by(audit.c.at.desc(), audit.c.incident, audit.c.number.desc())
    return [built(AuditEntry, row) for row in connection.execute(query.limit(limit)).mappings()]
