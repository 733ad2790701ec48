"""What writes a view's facts into one kind of document. Everything a pen gives is markup that is safe to put in as it is."""

import datetime
from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup

from pipeline.domain.moment import Basis, Precision
from pipeline.domain.statement import Check
from pipeline.render.clock import Clock


class Pen(Protocol):
    clock: Clock

    def text(self, raw: str) -> Markup:
        """Text as a single line, escaped: safe in a paragraph, a list item and a table cell."""
        ...

    def address(self, label: str, url: str) -> Markup:
        """A link where the address is http(s), else the label and the address as text."""
        ...

    def time(
        self,
        at: datetime.datetime,
        precision: Precision,
        basis: Basis | None = None,
        *,
        until: datetime.datetime | None = None,
        day: bool = False,
    ) -> Markup: ...

    def cite(self, ids: Iterable[str]) -> Markup:
        """The marks that lead from a sentence to its evidence."""
        ...

    def problem(self, check: Check) -> Markup:
        """What a sentence that failed its check is marked with; empty where it did not."""
        ...

    def note(self, id: str) -> Markup:
        """The marks that lead from what has this id to the remarks of the lint on it."""
        ...
