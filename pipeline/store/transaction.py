"""A change of one review while it is under way: who makes it, what it may do, and the entry in the audit log that it owes."""

import datetime
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select

from pipeline.domain.actor import Actor, Role
from pipeline.domain.review import Review
from pipeline.errors import BadOption
from pipeline.store.access import require
from pipeline.store.audit_log import record


class Transaction:
    """`review` is the review as it is now, `actor` who changes it, `at` when."""

    def __init__(self, connection: Connection, actor: Actor, review: Review, at: datetime.datetime) -> None:
        self._connection = connection
        self.actor, self.review, self.at = actor, review, at
        self.recorded = False

    def audit(self, what: str, target: str = "", before: Any = None, after: Any = None) -> None:
        """What was done, in a verb of the desk, to what; with the values before and after (JSON, or models)."""
        record(self._connection, self.actor, self.at, what, self.review.id, target, before, after)
        self.recorded = True

    def _needs(self, role: Role) -> None:
        require(self.actor, role)

    def _here(self, table: Table, **key: Any) -> Any:
        """The condition for the rows of this review with these values."""
        condition = table.c.incident == self.review.id
        for name, value in key.items():
            condition &= table.c[name] == value
        return condition

    def _next(self, table: Table, column: str = "id") -> int:
        return (self._connection.scalar(select(func.max(table.c[column])).where(self._here(table))) or 0) + 1

    def _insert(self, table: Table, *rows: Mapping[str, Any]) -> None:
        if rows:
            self._connection.execute(insert(table), [{"incident": self.review.id, **row} for row in rows])

    def _row(self, table: Table, **key: Any) -> RowMapping | None:
        return self._connection.execute(select(table).where(self._here(table, **key))).mappings().first()

    def _changed(self, found: Any, what: str, id: object, problem: str = "it is not there any more") -> None:
        """Raises BadOption for a statement that changed no row."""
        if not found.rowcount:
            raise self._gone(what, id, problem)

    def _gone(self, what: str, id: object, problem: str = "it is not there any more") -> BadOption:
        return BadOption(what, str(id), f"{problem}: reload to see what is")
