"""The remarks of the lint as templates see them."""

from collections.abc import Sequence

from markupsafe import Markup

from pipeline.domain.finding import DraftFinding
from pipeline.render.message import shortened
from pipeline.render.pen import Pen
from pipeline.render.remarks import Remark
from pipeline.render.view.facts import field_words

LONGEST = 140
SHOWN = 4
"""So many places of a remark are named."""


class RemarkView:
    """`level`, `message`, `question`, `rule`; `places` are the first of `count`, and `more` are the others."""

    def __init__(self, remark: Remark, pen: Pen) -> None:
        self._remark, self._pen = remark, pen
        self._first = remark.findings[0]
        self.number = remark.number
        self.level = remark.level.value
        self.rule = remark.rule
        self.count = len(remark.findings)

    @property
    def places(self) -> list[tuple[Markup, Markup]]:
        """(part of the draft, the words it is about) of the first places; the words are empty where it is about the part."""
        return [(self._where(found), self._words(found)) for found in self._remark.findings[:SHOWN]]

    @property
    def more(self) -> int:
        """How many places are not among those."""
        return max(0, self.count - SHOWN)

    @property
    def message(self) -> Markup:
        """What is wrong; of several places what they have in common is the question."""
        own = self._first.finding
        text = own.message.replace(f': "{own.excerpt}"', "").strip()
        return self._pen.text(text[:1].upper() + text[1:].rstrip("."))

    @property
    def question(self) -> Markup:
        asked = self._remark.question
        return self._pen.text(asked[:1].upper() + asked[1:])

    def _where(self, found: DraftFinding) -> Markup:
        return self._pen.text(field_words(found.field) if found.field else "the whole")

    def _words(self, found: DraftFinding) -> Markup:
        return self._pen.text(shortened(found.finding.excerpt.rstrip(" .;,"), LONGEST)) if found.id else Markup("")


def views(remarks: Sequence[Remark], pen: Pen) -> tuple[RemarkView, ...]:
    return tuple(RemarkView(remark, pen) for remark in remarks)
