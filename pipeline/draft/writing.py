"""The extractive engine: opens the notebook, lets each section choose, checks every statement, and puts the draft together."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import TypeVar

from pipeline.domain.action_item import ActionItem
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Detection, Lessons, Postmortem, Provenance, Why
from pipeline.domain.statement import Statement
from pipeline.domain.story import Story
from pipeline.draft.actions import find_actions
from pipeline.draft.authors import authors, reviewers
from pipeline.draft.causes import cause_statements, immediate_cause, what_happened
from pipeline.draft.cited import cited
from pipeline.draft.detection import detection, why_it_took_so_long, why_not_detected_sooner
from pipeline.draft.factors import contributing_factors
from pipeline.draft.ground import check
from pipeline.draft.impact import impact, impact_passages
from pipeline.draft.learning import could_be_improved, lessons, worked_well
from pipeline.draft.notebook import Notebook, open_notebook
from pipeline.draft.quoting import in_roles
from pipeline.draft.response import response_actions
from pipeline.draft.silence import questions
from pipeline.draft.summary import summary
from pipeline.draft.supporting import supporting
from pipeline.draft.theme import theme_of
from pipeline.draft.whys import five_whys
from pipeline.text.blame import Refuses, accuses

S = TypeVar("S", bound=Statement)


def write(
    material: RedactedMaterial,
    story: Story,
    engine: str = "extractive",
    template: str | None = None,
    refuses: Refuses = accuses,
) -> Postmortem:
    """The draft of the story. The same material and story give the same draft, to the byte.

    No sentence is quoted that a report may not say as its own."""
    book = open_notebook(material, story, refuses)
    draft = _sections(book, _provenance(material, engine, template))
    draft = draft.model_copy(update={"questions": questions(book, draft)})
    return draft.model_copy(update={"evidence": cited(material, draft)})


def _provenance(material: RedactedMaterial, engine: str, template: str | None) -> Provenance:
    return Provenance(
        engine=engine,
        version=version("postmortem"),
        template=template or "default",
        sources=material.summaries,
        notes=material.notes,
    )


def _sections(book: Notebook, provenance: Provenance) -> Postmortem:
    """The draft without its questions and evidence, every statement checked."""
    theme = theme_of(book)
    causes = immediate_cause(book, theme)
    done = response_actions(book, theme)
    noticed, learned, all_checked = detection(book), lessons(book), Checking(book).all
    return Postmortem(
        incident=book.story.incident,
        metrics=book.story.metrics,
        timeline=book.story.timeline,
        authors=authors(book.material, book.story, book.roster),
        reviewers=reviewers(book.material, book.roster),
        summary=all_checked(summary(book, impact_passages(book), causes, done)),
        impact=all_checked(impact(book)),
        what_happened=all_checked(what_happened(book, theme, causes)),
        immediate_cause=all_checked(cause_statements(book, causes)),
        contributing_factors=all_checked(contributing_factors(book, theme, causes)),
        why_not_detected_sooner=all_checked(why_not_detected_sooner(book)),
        why_it_took_so_long=all_checked(why_it_took_so_long(book)),
        detection=Detection(method=noticed.method, statements=all_checked(noticed.statements)),
        response_actions=all_checked(done),
        worked_well=all_checked(worked_well(book)),
        could_be_improved=all_checked(could_be_improved(book)),
        action_items=_in_roles(book, find_actions(book.material, book.story)),
        lessons=Lessons(
            technical=all_checked(learned.technical),
            process=all_checked(learned.process),
            communication=all_checked(learned.communication),
        ),
        five_whys=tuple(Why(why=w.why, because=because) for w in five_whys(book, causes) for because in all_checked([w.because])),
        supporting=all_checked(supporting(book)),
        redactions=book.material.redactions,
        provenance=provenance,
    )


def _in_roles(book: Notebook, items: Iterable[ActionItem]) -> tuple[ActionItem, ...]:
    """The items with roles for names in what is to be done; owners keep their full names."""
    return tuple(
        item.model_copy(
            update={
                "action": in_roles(book, item.action),
                "success_criteria": in_roles(book, item.success_criteria) if item.success_criteria else None,
            }
        )
        for item in items
    )


class Checking:
    """Gives the statements of a section their check; what a section says twice stands there once."""

    def __init__(self, book: Notebook):
        self.book = book

    def all(self, statements: Iterable[S]) -> tuple[S, ...]:
        once = {s.text: s for s in reversed(list(statements))}
        return tuple(
            s.model_copy(update={"check": check(s, self.book.evidence, self.book.story)}) for s in reversed(once.values())
        )
