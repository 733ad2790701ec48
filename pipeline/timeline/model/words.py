"""The words of an event that a model wrote: full names in place of pseudonyms, or the evidence's own words where code cannot
stand for them.

A sentence is refused where it types a clock time, states a number, name, version or quote that the cited evidence does not hold,
names a person whom that evidence does not speak of, or says what a report may not say as its own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.text.blame import Refuses
from pipeline.text.cues import read
from pipeline.text.grounding import (
    INNER_QUOTE,
    Known,
    folded,
    known_from,
    unknown_names,
    unknown_numbers,
    unknown_quotes,
)
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.terms import identifiers
from pipeline.timeline.fold import Happening
from pipeline.timeline.lines import Line
from pipeline.timeline.model.dating import Dated
from pipeline.timeline.wording import wording
from pipeline.transcript.page import shown
from pipeline.transcript.pseudonyms import Pseudonyms

CLOCK_TIME = re.compile(r"(?<![\w:.])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])")
NUMBERED = re.compile(r"\[[^\[\]\n]{1,60}\d[^\[\]\n]{0,60}\]")
LONGEST = 400

Lookup = Callable[[str], Evidence | None]


class Words:
    """`named` are names that any event may use: the incident's services and regions. `piece` finds evidence by its id."""

    def __init__(self, pseudonyms: Pseudonyms, refuses: Refuses, piece: Lookup, named: Sequence[str], zone: str):
        self.pseudonyms, self.refuses, self.piece, self.zone = pseudonyms, refuses, piece, zone
        self.named = "\n".join(named)

    def of(self, text: str, pieces: Sequence[Evidence], dated: Dated) -> str:
        """The sentence with full names, or the words of the evidence that dates the event."""
        text = sentence(text)
        if not any(self.problems(text, pieces)):
            named = self.pseudonyms.restore(text)
            if not self.refuses(named):
                return named
        return self.evidences_own(dated)

    def evidences_own(self, dated: Dated) -> str:
        piece = dated.piece.model_copy(update={"text": shown(dated.piece.text)})
        line = Line(piece, read(piece.text), self.zone)
        return wording(Happening((line,), dated.at, dated.precision), self.refuses)

    def problems(self, text: str, pieces: Sequence[Evidence]) -> Iterator[str]:
        """Why the sentence does not follow from the pieces; people are pseudonyms in it."""
        if not text or len(text) > LONGEST or looks_like_instruction(text):
            yield "It is no sentence of a timeline."
        if CLOCK_TIME.search(INNER_QUOTE.sub(" ", text)):
            yield "It types a time."
        known = self._with_names(known_from(pieces))
        unnamed = self.pseudonyms.in_roles(text)
        yield from unknown_numbers(unnamed, known)
        yield from unknown_names(unnamed, known, ())
        yield from unknown_quotes(unnamed, known, [piece.text for piece in pieces])
        for placeholder in NUMBERED.findall(unnamed):
            if folded(placeholder) not in known.text:
                yield f"{placeholder} is not in the cited evidence."
        if strange := {person.name for person in self.pseudonyms.meant(text)} - self._people(pieces):
            yield f"The cited evidence does not speak of {' and '.join(sorted(strange))}."

    def _with_names(self, known: Known) -> Known:
        return replace(known, text=f"{known.text} {folded(self.named)}", identifiers=known.identifiers | identifiers(self.named))

    def _people(self, pieces: Sequence[Evidence]) -> set[str]:
        """Full names of those who wrote a piece, are named in it, or wrote what it replies to."""
        opened = [start for piece in pieces if piece.thread and (start := self.piece(piece.thread))]
        hidden = [self.pseudonyms.author(piece.author) for piece in [*pieces, *opened]]
        hidden += [self.pseudonyms.hide(piece.text) for piece in pieces]
        return {person.name for text in hidden for person in self.pseudonyms.meant(text)}


def sentence(text: str) -> str:
    """On one line, with a full stop."""
    text = " ".join(text.split())
    return text if not text or text[-1] in '.!?…”"' else f"{text}."
