"""The pen that writes HTML: everything escaped, times that can be shown in another zone, marks that open the evidence."""

import datetime
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from pipeline.domain.finding import Level
from pipeline.domain.model import rfc3339
from pipeline.domain.moment import Basis, Precision
from pipeline.domain.statement import Check, CheckStatus
from pipeline.render.citations import Citations
from pipeline.render.clock import Clock
from pipeline.render.message import Part, PartKind, clean, lines, parts
from pipeline.render.remarks import Remark, by_id

LINK = Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>')
TIME = Markup('<time datetime="{}" data-precision="{}"{}{}>{}</time>')
CITE = Markup('<a class="cite" href="#evidence-{0}" data-evidence="{0}" aria-label="Evidence {0}">{0}</a>')
NOTE = Markup(
    '<a class="note {level}" href="#remark-{number}"{anchor} title="{question}" '
    'aria-label="{name} {number}: {question}">{sign}</a>'
)
SIGNS = {Level.ERROR: "✕", Level.WARNING: "△", Level.SUGGESTION: "?"}
LONG_WORD = re.compile(r"\S{16,}")
WITHIN = re.compile(r"(?<=[\w)][_/.])(?=\w)")
MAY_BREAK = "\u200b"
"""Stands for a place where a word may break; `clean` has taken these out of texts."""


class HtmlPen:
    def __init__(self, clock: Clock, citations: Citations, remarks: Iterable[Remark] = ()) -> None:
        self.clock = clock
        self.citations = citations
        self._notes = by_id(remarks)
        self.noted: set[int] = set()
        """Numbers of the remarks that a mark on the page leads to."""

    def text(self, raw: str) -> Markup:
        return Markup("").join(self._inline(part) for part in parts(raw)).strip()

    def message(self, raw: str) -> Markup:
        """A whole message: its lines kept, code blocks as blocks."""
        return Markup("").join(self._block(part) for part in parts(raw)).strip()

    def plain(self, raw: str) -> Markup:
        """Text escaped and nothing more: safe as the value of an attribute too."""
        return escape(clean(raw))

    def address(self, label: str, url: str) -> Markup:
        url = clean(url).strip()
        if not url.startswith(("http://", "https://")):
            return escape(f"{label}: {url}" if label and label != url else url)
        return LINK.format(url, label or url)

    def time(
        self,
        at: datetime.datetime,
        precision: Precision,
        basis: Basis | None = None,
        *,
        until: datetime.datetime | None = None,
        day: bool = False,
    ) -> Markup:
        if until is None or until <= at:
            return self._time(at, precision, basis, day)
        other_day = self.clock.day(at) != self.clock.day(until)
        return self._time(at, precision, basis, day) + Markup(" – ") + self._time(until, precision, None, other_day)

    def cite(self, ids: Iterable[str]) -> Markup:
        numbers = self.citations.numbers(ids)
        return Markup('<sup class="cites">{}</sup>').format(Markup("").join(map(CITE.format, numbers))) if numbers else Markup("")

    def problem(self, check: Check) -> Markup:
        if check.status is not CheckStatus.UNSUPPORTED:
            return Markup("")
        reasons = "; ".join(map(clean, check.problems)) or "not found in the cited evidence"
        return Markup(' <span class="unsupported">unsupported: {}</span>').format(reasons)

    def note(self, id: str) -> Markup:
        return Markup("").join(self._note(remark) for remark in self._notes.get(id, ()))

    def _note(self, remark: Remark) -> Markup:
        """The first mark of a remark is where its entry leads back to."""
        number, first = remark.number, remark.number not in self.noted
        self.noted.add(number)
        return NOTE.format(
            level=remark.level.value,
            number=number,
            anchor=Markup(' id="note-{}"').format(number) if first else "",
            question=clean(remark.question),
            name=remark.level.value.capitalize(),
            sign=SIGNS[remark.level],
        )

    def _time(self, at: datetime.datetime, precision: Precision, basis: Basis | None, day: bool) -> Markup:
        about = basis is Basis.INFERRED or precision is Precision.HOUR
        shown = self.clock.time(at, precision, basis, day=day)
        return TIME.format(
            rfc3339(at), precision.value, Markup(" data-day") if day else "", Markup(" data-about") if about else "", shown
        )

    def _inline(self, part: Part) -> Markup:
        match part.kind:
            case PartKind.CODE:
                return Markup("<code>{}</code>").format(breakable(part.text))
            case PartKind.BLOCK:
                return Markup("<code>{}</code>").format(breakable(" ⏎ ".join(line.strip() for line in lines(part.text) if line)))
            case PartKind.ADDRESS:
                return LINK.format(part.text, breakable(part.text))
            case PartKind.WORDS:
                return breakable(part.text)

    def _block(self, part: Part) -> Markup:
        if part.kind is PartKind.BLOCK:
            return Markup("<pre>{}</pre>").format("\n".join(lines(part.text)))
        if part.kind is PartKind.WORDS:
            return Markup("<br>").join(map(breakable, part.text.split("\n")))
        return self._inline(part)


def breakable(text: str) -> Markup:
    """Text escaped, its long words with leave to break behind underscores, slashes and dots."""
    if not LONG_WORD.search(text):
        return escape(text)
    marked = LONG_WORD.sub(lambda word: WITHIN.sub(MAY_BREAK, word[0]), text)
    return Markup(str(escape(marked)).replace(MAY_BREAK, "<wbr>"))
