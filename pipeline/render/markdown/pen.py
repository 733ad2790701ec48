"""The pen that writes Markdown."""

import datetime
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.domain.moment import Basis, Precision
from pipeline.domain.statement import Check, CheckStatus
from pipeline.render.citations import Citations
from pipeline.render.clock import Clock
from pipeline.render.markdown.escape import address, code, escape


class MarkdownPen:
    def __init__(self, clock: Clock, citations: Citations) -> None:
        self.clock = clock
        self.citations = citations

    def text(self, raw: str) -> Markup:
        return escape(raw)

    def code(self, raw: str) -> Markup:
        return code(raw)

    def address(self, label: str, url: str) -> Markup:
        written = address(url) if _is_web(url) else escape(url)
        return Markup(f"{escape(label)}: {written}" if label and label != url else written)

    def time(
        self,
        at: datetime.datetime,
        precision: Precision,
        basis: Basis | None = None,
        *,
        until: datetime.datetime | None = None,
        day: bool = False,
    ) -> Markup:
        if until is not None and until > at:
            return Markup(self.clock.span(at, until, precision, basis, day=day))
        return Markup(self.clock.time(at, precision, basis, day=day))

    def cite(self, ids: Iterable[str]) -> Markup:
        return Markup("".join(f"[^{number}]" for number in self.citations.numbers(ids)))

    def problem(self, check: Check) -> Markup:
        if check.status is not CheckStatus.UNSUPPORTED:
            return Markup("")
        reasons = "; ".join(escape(problem) for problem in check.problems) or "not found in the cited evidence"
        return Markup(f" **⚠ unsupported: {reasons}**")

    def note(self, id: str) -> Markup:
        """Nothing: a text that is edited next keeps its remarks in one place, with the words that they are about."""
        del id
        return Markup("")


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not any(sign.isspace() or sign in "<>\\" for sign in url)
