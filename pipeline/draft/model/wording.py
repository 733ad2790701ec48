"""What a model wrote -> sentences of the draft: placeholders filled, pseudonyms turned into roles, references into ids."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.postmortem import Question
from pipeline.domain.statement import ContributingFactor, FactorCategory, ResponseAction, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.draft.model.answers import Candidate, OpenPoint
from pipeline.draft.model.placeholders import Filled, Times
from pipeline.draft.model.sections import Sentence
from pipeline.text.identity import content_id
from pipeline.text.names import with_roles
from pipeline.transcript.page import Page, bare
from pipeline.transcript.pseudonyms import Pseudonyms

MOST_CITED = 8
NO_TEXT = "It says nothing."
UNKNOWN = "It cites {}, which is no reference of the evidence."


class Wording:
    """Makes sentences of what was written about one page."""

    def __init__(self, story: Story, page: Page, pseudonyms: Pseudonyms, pieces: Mapping[str, Evidence]):
        self.story, self.page, self.pseudonyms, self.pieces = story, page, pseudonyms, pieces
        self.times = Times(story, page, pieces)

    def said(self, section: str, text: str, references: Sequence[str], why: str | None = None) -> Sentence:
        told, asked = self.times.fill(text.strip()), self.times.fill((why or "").strip())
        cited = self._cited(references, told, asked)
        words = self.in_roles(told.text)
        statement = Statement(
            id=content_id("statement", section, words, *cited),
            text=words,
            evidence=cited,
            basis=StatementBasis.COMPUTED if told.computed else StatementBasis.MODEL,
        )
        return Sentence(
            section,
            statement,
            typed=self.in_roles(f"{asked.typed} {told.typed}".strip()),
            written=text,
            references=tuple(references),
            beside=why,
            why=self.in_roles(asked.text) if why else None,
            own_problems=(*self._strange(references), *told.problems, *asked.problems, *([] if words else [NO_TEXT])),
        )

    def factor(self, section: str, text: str, references: Sequence[str], category: FactorCategory) -> Sentence:
        plain = self.said(section, text, references)
        return replace(plain, statement=ContributingFactor(**plain.statement.model_dump(), category=category))

    def deed(self, section: str, text: str, references: Sequence[str], result: str | None) -> Sentence:
        """A response action; its result is checked with it."""
        came_of_it = self.times.fill((result or "").strip())
        plain = self.said(section, text, (*references, *self._references(came_of_it)))
        shown = self.in_roles(came_of_it.text) or None
        return replace(
            plain,
            statement=ResponseAction(**plain.statement.model_dump(), result=shown),
            typed=f"{plain.typed} {self.in_roles(came_of_it.typed)}".strip(),
            beside=result,
            own_problems=(*plain.own_problems, *came_of_it.problems),
        )

    def candidate(self, section: str, candidate: Candidate) -> Sentence:
        """A quote, which has to stand in its message."""
        references = [candidate.evidence]
        words, cited = self.in_roles(_unquoted(candidate.quote.strip())), self.page.cited(references)
        if words.endswith(".") and not any(words in self.pieces[id].text for id in cited if id in self.pieces):
            words = words[:-1]
        statement = Statement(
            id=content_id("statement", section, words, *cited), text=words, evidence=cited, basis=StatementBasis.QUOTED
        )
        return Sentence(
            section, statement, words, candidate.quote, tuple(references), own_problems=tuple(self._strange(references))
        )

    def question(self, about: str, point: OpenPoint) -> Question:
        told = self.times.fill(point.text.strip())
        text, cited = self.in_roles(told.text), self._cited(point.evidence, told)
        return Question(id=content_id("question", about, text), about=about, text=text, evidence=cited)

    def in_roles(self, text: str) -> str:
        """With roles for pseudonyms, and for names where any should stand there."""
        return with_roles(self.pseudonyms.in_roles(text), self.pseudonyms.roster, self.pseudonyms.roles)

    def _cited(self, references: Sequence[str], *told: Filled) -> tuple[str, ...]:
        given = self.page.cited(references)
        return tuple(dict.fromkeys((*given, *(id for filled in told for id in filled.rests_on))))[:MOST_CITED]

    def _references(self, filled: Filled) -> list[str]:
        shown = {id: reference for reference, id in self.page.ids.items()}
        return [shown[id] for id in filled.rests_on if id in shown]

    def _strange(self, references: Sequence[str]) -> list[str]:
        return [UNKNOWN.format(bare(reference)) for reference in self.page.unknown(references)]


def _unquoted(words: str) -> str:
    """Without quotation marks that stand around the whole."""
    inner = words[1:-1]
    return inner if words[:1] + words[-1:] in ("“”", '""') and not set('“”"') & set(inner) else words
