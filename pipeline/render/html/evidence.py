"""Cited evidence -> the cards that open beside a sentence, and stand at the end of the page when it is printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from pipeline.domain.evidence import Evidence
from pipeline.domain.postmortem import Postmortem
from pipeline.render.citations import Citations, place
from pipeline.render.html.pen import HtmlPen
from pipeline.render.message import shortened
from pipeline.render.view.record import only_folded

LONGEST = 4000


@dataclass(frozen=True)
class Card:
    """One piece of evidence. `before` and `after` are the numbers of its cited neighbors in the same place, None at the ends.

    `folded` is true where only events that are folded away rest on it: it is not printed with the key events alone.
    """

    number: int
    author: Markup
    time: Markup
    place: Markup
    text: Markup
    origin: Markup
    before: int | None = None
    after: int | None = None
    folded: bool = False


def cards(citations: Citations, document: Postmortem, pen: HtmlPen) -> Iterator[Card]:
    """A card for each piece that was cited so far, in order of the numbers."""
    cited = list(citations.cited())
    beside = _neighbors({id: number for number, id, _ in cited}, document.evidence)
    folded = only_folded(document)
    for number, id, piece in cited:
        if piece is None:
            yield _missing(number, id, pen)
        else:
            yield replace(_card(number, piece, beside.get(number, (None, None)), pen), folded=id in folded)


def _card(number: int, piece: Evidence, beside: tuple[int | None, int | None], pen: HtmlPen) -> Card:
    origin = " · ".join(filter(None, (piece.id, piece.source.file, piece.source.locator)))
    return Card(
        number=number,
        author=pen.plain(piece.author or ""),
        time=pen.time(piece.at, piece.precision, day=True) if piece.at else pen.plain(piece.at_text or "no time given"),
        place=pen.plain(place(piece)),
        text=pen.message(shortened(piece.text, LONGEST)) or Markup("(no text)"),
        origin=pen.plain(origin),
        before=beside[0],
        after=beside[1],
    )


def _missing(number: int, id: str, pen: HtmlPen) -> Card:
    nothing = Markup("")
    return Card(number, nothing, nothing, nothing, Markup("This evidence is not part of the document."), pen.plain(id))


def _neighbors(numbers: dict[str, int], evidence: Iterable[Evidence]) -> dict[int, tuple[int | None, int | None]]:
    """The cited pieces before and after each one, of the same channel, or of the same file where there is no channel."""
    places: dict[str, list[int]] = {}
    for piece in evidence:
        if piece.id in numbers:
            places.setdefault(piece.channel or piece.source.file, []).append(numbers[piece.id])
    return {
        number: (order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None)
        for order in places.values()
        for place, number in enumerate(order)
    }
