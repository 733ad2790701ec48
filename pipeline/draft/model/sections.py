"""The sections of a postmortem by name: which statements they hold, and how a draft gets new ones.

A section is named as its field; "lessons.technical" and so on are the three kinds of lessons.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain import parts
from pipeline.domain.parts import PARTS
from pipeline.domain.postmortem import Postmortem, Why
from pipeline.domain.statement import Check, CheckStatus, Statement

WHY = "Why did this happen?"

LESSONS = ("lessons.technical", "lessons.process", "lessons.communication")
SECTION_NAMES = tuple(part for part in PARTS if part not in ("timeline", "action_items", "supporting"))
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
    items = (item.because if isinstance(item, Why) else item for item in parts.held(draft, section))
    return tuple(item for item in items if isinstance(item, Statement))


def with_section(draft: Postmortem, section: str, sentences: Sequence[Sentence]) -> Postmortem:
    """The draft with these sentences in this section, each once, behind those of a person, which stay."""
    own = [item for item in parts.held(draft, section) if parts.by_person(item)]
    new = (Why(why=s.why or WHY, because=s.statement) if section == "five_whys" else s.statement for s in sentences)
    by_text: dict[str, parts.Item] = {}
    for item in (*own, *new):
        by_text.setdefault(parts.text_of(item), item)
    return parts.with_part(draft, section, tuple(by_text.values()))
