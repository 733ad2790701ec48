"""The sections of a postmortem by name: which statements they hold, and how a draft gets new ones.

A section is named as its field; "lessons.technical" and so on are the three kinds of lessons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.postmortem import Detection, Lessons, Postmortem, Why
from pipeline.domain.statement import Check, CheckStatus, Statement, StatementBasis

PLAIN = (
    "summary",
    "impact",
    "what_happened",
    "immediate_cause",
    "contributing_factors",
    "why_not_detected_sooner",
    "why_it_took_so_long",
    "response_actions",
    "could_be_improved",
    "worked_well",
)
LESSONS = ("lessons.technical", "lessons.process", "lessons.communication")
SECTION_NAMES = (*PLAIN, "detection", "five_whys", *LESSONS)
CAUSES = frozenset({"immediate_cause", "contributing_factors", "five_whys", "why_not_detected_sooner", "why_it_took_so_long"})


@dataclass(frozen=True)
class Sentence:
    """A statement that a model wrote: `typed` is what of it the model typed itself, blanks for what code filled in (with the
    result or the question that belongs to it), `why` the question that it answers, `written` as it came, with its placeholders.
    `problems` are what is wrong with it, `findings` what the lint refuses in it."""

    section: str
    statement: Statement
    typed: str
    written: str
    references: tuple[str, ...]
    beside: str | None = None
    why: str | None = None
    own_problems: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.statement.id

    @property
    def failing(self) -> bool:
        return bool(self.problems or self.findings)

    def checked(self) -> "Sentence":
        """With its check as the draft shows it."""
        problems = (*self.problems, *self.findings)
        status = CheckStatus.UNSUPPORTED if problems else CheckStatus.SUPPORTED
        update = {"check": Check(status=status, problems=problems)}
        return replace(self, statement=self.statement.model_copy(update=update))


def base(section: str) -> str:
    """The field that a section stands in."""
    return section.split(".")[0]


def held(draft: Postmortem, section: str) -> tuple[Statement, ...]:
    """The statements of a section."""
    if section == "detection":
        return draft.detection.statements
    if section == "five_whys":
        return tuple(why.because for why in draft.five_whys)
    return getattr(draft.lessons, section.split(".")[1]) if section in LESSONS else getattr(draft, section)


def with_section(draft: Postmortem, section: str, sentences: Sequence[Sentence]) -> Postmortem:
    """The draft with these sentences in this section, behind those of a person, which stay."""
    own = [statement for statement in held(draft, section) if statement.basis is StatementBasis.PERSON]
    new = _once([*own, *(sentence.statement for sentence in sentences)])
    if section == "detection":
        return draft.model_copy(update={"detection": Detection(method=draft.detection.method, statements=new)})
    if section == "five_whys":
        whys = [why for why in draft.five_whys if why.because.basis is StatementBasis.PERSON]
        asked = [Why(why=sentence.why or "Why?", because=sentence.statement) for sentence in sentences]
        return draft.model_copy(update={"five_whys": (*whys, *asked)})
    if section in LESSONS:
        lessons: Lessons = draft.lessons.model_copy(update={section.split(".")[1]: new})
        return draft.model_copy(update={"lessons": lessons})
    return draft.model_copy(update={section: new})


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    by_text: dict[str, Statement] = {}
    for statement in statements:
        by_text.setdefault(statement.text, statement)
    return tuple(by_text.values())
