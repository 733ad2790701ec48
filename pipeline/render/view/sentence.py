"""Sentences and sections of a document, as templates see them: every field is markup that is safe to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from pipeline.domain.postmortem import Question
from pipeline.domain.statement import CheckStatus, ResponseAction, Statement
from pipeline.render.pen import Pen


class Sentence:
    """A statement. Printed as it is, it gives its text, the marks that lead to its evidence, and what its check found."""

    def __init__(self, statement: Statement, pen: Pen) -> None:
        self._statement, self._pen = statement, pen

    @property
    def text(self) -> Markup:
        return self._pen.text(self._statement.text)

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

    def __html__(self) -> Markup:
        return self.text + self.marks + self.problem


@dataclass(frozen=True)
class Asked:
    """A question to the owner. Printed as it is, it gives its text and the marks of what it is about."""

    _question: Question
    _pen: Pen

    @property
    def about(self) -> Markup:
        return self._pen.text(self._question.about.replace("_", " "))

    @property
    def text(self) -> Markup:
        return self._pen.text(self._question.text)

    @property
    def marks(self) -> Markup:
        return self._pen.cite(self._question.evidence)

    def __html__(self) -> Markup:
        return self.text + self.marks


class Section:
    """The sentences of one section, and where there are none what is said instead, with the questions to the owner.

    In a template it is a sequence of its sentences: `{% for sentence in impact %}`, `{% if impact %}`.
    """

    def __init__(self, statements: Iterable[Statement], silence: str, questions: Iterable[Asked], pen: Pen) -> None:
        self._statements, self._pen, self._silence = tuple(statements), pen, silence
        self.questions = tuple(questions)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(statement, self._pen) for statement in self._statements)

    @property
    def silence(self) -> Markup:
        return Markup(self._silence)

    def __iter__(self):
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self._statements)
