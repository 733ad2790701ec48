"""Sentences and sections of a document, as templates see them: every field is markup that is safe to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.domain.moment import Moment
from pipeline.domain.postmortem import Question
from pipeline.domain.statement import CheckStatus, ResponseAction, Statement, StatementBasis
from pipeline.render.pen import Pen
from pipeline.render.view.facts import field_words
from pipeline.render.view.instants import told


class Sentence:
    """A statement. Printed as it is, it gives its text, the marks that lead to its evidence, and what its check found."""

    def __init__(self, statement: Statement, pen: Pen, moments: tuple[Moment, ...] = ()) -> None:
        self._statement, self._pen, self._moments = statement, pen, moments

    @property
    def text(self) -> Markup:
        if self._statement.basis is StatementBasis.COMPUTED:
            return told(self._statement.text, self._pen, self._moments)
        return self._pen.text(self._statement.text)

    @property
    def closed(self) -> Markup:
        """The sentence for a running text: ended with a full stop where its own text has no end."""
        ended = self._statement.text.rstrip("”\"')]* ")[-1:] in (".", "!", "?", "…")
        return self.text + Markup("" if ended else ".") + self.marks + self.problem + self.note

    @property
    def marks(self) -> Markup:
        return self._pen.cite(self._statement.evidence)

    @property
    def problem(self) -> Markup:
        return self._pen.problem(self._statement.check)

    @property
    def result(self) -> Markup:
        """What came of a response action; empty where the evidence does not say."""
        result = self._statement.result if isinstance(self._statement, ResponseAction) else None
        return self._pen.text(result or "")

    @property
    def unsupported(self) -> bool:
        return self._statement.check.status is CheckStatus.UNSUPPORTED

    @property
    def note(self) -> Markup:
        return self._pen.note(self._statement.id)

    def __html__(self) -> Markup:
        return self.text + self.marks + self.problem + self.note


@dataclass(frozen=True)
class Asked:
    """A question to the owner. Printed as it is, it gives its text and the marks of what it is about."""

    _question: Question
    _pen: Pen
    _moments: tuple[Moment, ...] = ()

    @property
    def about(self) -> Markup:
        return self._pen.text(field_words(self._question.about))

    @property
    def text(self) -> Markup:
        return told(self._question.text, self._pen, self._moments)

    @property
    def marks(self) -> Markup:
        return self._pen.cite(self._question.evidence)

    def __html__(self) -> Markup:
        return self.text + self.marks


class Section:
    """The sentences of one section, and where there are none what is said instead, with the questions to the owner.

    In a template it is a sequence of its sentences: `{% for sentence in impact %}`, `{% if impact %}`.
    """

    def __init__(self, sentences: Iterable[Sentence], silence: str, questions: Iterable[Asked]) -> None:
        self.sentences = tuple(sentences)
        self._silence = silence
        self.questions = tuple(questions)

    @property
    def silence(self) -> Markup:
        return Markup(self._silence)

    def __iter__(self):
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)
